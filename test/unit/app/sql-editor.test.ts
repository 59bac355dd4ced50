import { Text } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { duckdbDialect } from '../../../src/app/cell/sql-dialect.ts';
import { errorRange } from '../../../src/app/cell/sql-editor.ts';

const doc = Text.of(['SELECT customer,', '  spnd AS "花费 总额"', 'FROM orders']);
const marked = (line: number, column?: number) => {
  const { from, to } = errorRange(doc, { line, ...(column ? { column } : {}), message: 'no' });
  return doc.sliceString(from, to);
};

describe('errorRange', () => {
  test('takes the word at the column', () => {
    expect(marked(2, 3)).toBe('spnd');
    expect(marked(2, 11)).toBe('"花费 总额"');
  });
  test('without a column it is the line, without its indent', () => {
    expect(marked(2)).toBe('spnd AS "花费 总额"');
  });
  test('a place outside the text is pulled inside', () => {
    expect(marked(99)).toBe('FROM orders');
    expect(marked(0, 1)).toBe('SELECT');
    expect(marked(3, 99)).toBe('');
  });
});

describe('duckdbDialect', () => {
  const names = (sql: string) => {
    const found: string[] = [];
    duckdbDialect.language.parser.parse(sql).iterate({
      enter: (node) => void found.push(`${node.name}:${sql.slice(node.from, node.to)}`),
    });
    return found;
  };
  test('a placeholder is a special name, and text after it is still SQL', () => {
    const found = names("SELECT $share, 'a$b' FROM orders WHERE $x > 1");
    expect(found).toContain('SpecialVar:$share');
    expect(found).toContain('SpecialVar:$x');
    expect(found).toContain("String:'a$b'");
    expect(found).toContain('Keyword:FROM');
  });
  test('knows what PostgreSQL does not', () => {
    expect(names('SELECT 1 QUALIFY rank() > 1')).toContain('Keyword:QUALIFY');
    expect(names('x ASOF JOIN y')).toContain('Keyword:ASOF');
  });
});
