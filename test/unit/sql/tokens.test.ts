import { describe, expect, test } from 'vitest';
import { findPlaceholders, placeholderOffset, replacePlaceholders } from '../../../src/sql/placeholders.ts';
import { positionAt, tokenise } from '../../../src/sql/tokens.ts';

describe('tokenise', () => {
  test('its tokens joined are the input, whatever it is', () => {
    for (const sql of [
      `select 'it''s', "a ""b""", $x -- c\n/* a /* b */ c */ from t`,
      `select $$ $no $$, $tag$ $$ $no $tag$, e'\\' $no', 1.5e3, 客户 from "未闭`,
      `select 'open $no`,
      '/* open',
      '',
    ])
      expect(
        tokenise(sql)
          .map((t) => t.text)
          .join(''),
      ).toBe(sql);
  });

  test('a text is cut once, as long as few others come between', () => {
    const tokens = tokenise('SELECT 1');
    expect(tokenise('SELECT 1')).toBe(tokens);
    for (let i = 0; i < 63; i++) tokenise(`SELECT ${i + 2}`);
    expect(tokenise('SELECT 1')).toBe(tokens);
    for (let i = 0; i < 64; i++) tokenise(`SELECT ${i + 2}`);
    expect(tokenise('SELECT 1')).not.toBe(tokens);
    expect(tokenise('SELECT 1')).toEqual(tokens);
  });

  test('a position is 1-based', () => {
    expect(positionAt('a\nbc', 3)).toEqual({ line: 2, column: 2 });
    expect(positionAt('abc', 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('placeholders', () => {
  test('those in strings, quoted names, comments and dollar quotes do not count', () => {
    const sql = `select $a, '$b', "$c", $$ $d $$, $q$ $e $q$, e'\\'$f', col$g -- $h
      /* $i /* $j */ $k */ + $a + $l`;
    expect(findPlaceholders(sql)).toEqual(['a', 'l']);
  });

  test('replacing touches whole names only', () => {
    expect(replacePlaceholders(`$a + $ab + '$a'`, { a: '1', ab: '2' })).toBe(`1 + 2 + '$a'`);
    expect(replacePlaceholders('$toString + $b', {})).toBe('$toString + $b');
    expect(placeholderOffset(`'$a' $a`, 'a')).toBe(5);
  });

  test('a literal that looks like a placeholder is not replaced again', () => {
    expect(replacePlaceholders('$a, $b', { a: `'$b'`, b: `'x'` })).toBe(`'$b', 'x'`);
  });
});
