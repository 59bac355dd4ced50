import { describe, expect, test } from 'vitest';
import { leanSql } from '../../../src/sql/lean.ts';
import { openNative } from '../support/native.ts';

/** A SELECT of so many entries, each from the one before; too long to stand in one list. */
const chain = (length: number, last: string): string => {
  const entries = Array.from({ length }, (_, i) => {
    const from = i === 0 ? '(VALUES (2, 1), (1, 2), (3, 0)) AS t(a, b)' : `c${i - 1}`;
    return `c${i} AS (SELECT a, b + ${i} AS b -- ${'of the one before it, '.repeat(8)}\nFROM ${from})`;
  });
  return `WITH ${entries.join(',\n')} ${last}`;
};
const lists = (sql: string) => sql.split(/\bWITH\b/).length - 1;

describe('a SELECT that plans in less time', () => {
  test('a long list is several, each around the rest', () => {
    expect(lists(leanSql(chain(12, 'FROM c11')))).toBeGreaterThan(3);
    expect(lists(leanSql(chain(2, 'FROM c1')))).toBe(1);
  });

  test('what nothing names is left out, and what only that names', () => {
    const lean = leanSql(
      'WITH a AS (SELECT 1 AS x), b AS (FROM a), "c" AS (FROM b), d AS NOT MATERIALIZED (SELECT 2) FROM a',
    );
    expect(lean.replace(/\s+/g, ' ')).toBe('WITH a AS ( SELECT 1 AS x ) FROM a ');
    expect(leanSql('WITH a AS (SELECT 1) SELECT 2').trim()).toBe('SELECT 2');
    expect(leanSql('WITH a AS (SELECT 1 AS x), b AS (FROM A) FROM "B"')).toMatch(/a AS [\s\S]*b AS/);
  });

  test('lists within entries are looked at as well', () => {
    const lean = leanSql('WITH a AS (WITH x AS (SELECT 1 AS n), y AS (SELECT 2) FROM x) FROM a');
    expect(lean).toContain('x AS');
    expect(lean).not.toContain('y AS');
  });

  test.each([
    'SELECT 1',
    'FROM orders',
    '',
    'WITH',
    'WITH a AS (SELECT 1',
    'WITH a AS (SELECT 1)',
    'WITH a AS (SELECT 1), SELECT 2',
    'WITH a AS (SELECT 1) SELECT 2; SELECT 3',
    'WITH a(n) AS (SELECT 1) SELECT 2',
    'WITH RECURSIVE a AS (SELECT 1) SELECT 2',
  ])('%s stays as it is', (sql) => expect(leanSql(sql)).toBe(sql));

  test('rows, their order and the columns’ names are the same', async () => {
    const db = await openNative();
    try {
      for (const last of [
        'SELECT a, b FROM c11 ORDER BY b DESC, a',
        'SELECT b AS "Sum, all", a FROM c11 ORDER BY a LIMIT 2 -- the first two',
        "SELECT a FROM c3 UNION ALL SELECT b FROM c11 /* ) */ WHERE 'c5, c6)' <> '' ORDER BY 1 DESC",
        'SELECT (SELECT max(b) FROM c9 WHERE c9.a = c11.a) AS most, * FROM c11 ORDER BY most',
      ]) {
        const flat = chain(12, last);
        const lean = leanSql(flat);
        expect(lists(lean)).toBeGreaterThan(2);
        expect(await db.rows(lean)).toEqual(await db.rows(flat));
        const columns = async (sql: string) =>
          (await db.rows<{ column_name: string }>(`DESCRIBE ${sql}`)).map((c) => c.column_name);
        expect(await columns(lean)).toEqual(await columns(flat));
      }
    } finally {
      db.close();
    }
  });
});
