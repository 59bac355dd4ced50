import { doubleLiteral, integerLiteral } from './literal.ts';
import { quoteName, quoteText } from './quote.ts';

/** A value that a column can be held against. Instants are ISO text: `2024-05-01` or `2024-05-01 12:00:00`. */
export type RowValue = string | number | boolean;

/** One end of a range; `open` leaves the value itself out. */
export interface RowBound {
  value: number | { instant: string };
  open: boolean;
}

/** A question to a row of a table, as data: what a filter row, a search or a mark of a chart asks. */
export type RowTest =
  /** The value, written out, holds the text in any case. */
  | { kind: 'holds'; column: string; text: string }
  /** The value is one of these; null stands for a missing one. */
  | { kind: 'among'; column: string; values: readonly (RowValue | null)[] }
  | { kind: 'range'; column: string; low: RowBound | null; high: RowBound | null }
  /** An instant: the moment itself, in milliseconds since 1970 UTC, as results hand it out. */
  | { kind: 'instant'; column: string; milliseconds: number }
  | { kind: 'missing'; column: string }
  | { kind: 'not'; test: RowTest }
  | { kind: 'any'; tests: readonly RowTest[] }
  | { kind: 'all'; tests: readonly RowTest[] };

/** A condition for WHERE that never is NULL where it is negated; no tests hold of every row. */
export function rowTestSql(test: RowTest): string {
  switch (test.kind) {
    case 'holds':
      return `contains(lower(CAST(${quoteName(test.column)} AS VARCHAR)), lower(${quoteText(test.text)}))`;
    case 'among':
      return among(quoteName(test.column), test.values);
    case 'range':
      return joined(
        [
          test.low && `${quoteName(test.column)} ${test.low.open ? '>' : '>='} ${bound(test.low)}`,
          test.high && `${quoteName(test.column)} ${test.high.open ? '<' : '<='} ${bound(test.high)}`,
        ].filter((part) => part !== null),
        'AND',
        'true',
      );
    case 'instant':
      return `${quoteName(test.column)} = make_timestamp(${integerLiteral(Math.round(test.milliseconds * 1000))})`;
    case 'missing':
      return `${quoteName(test.column)} IS NULL`;
    case 'not':
      return `(${rowTestSql(test.test)}) IS NOT TRUE`;
    case 'any':
      return joined(test.tests.map(rowTestSql), 'OR', 'false');
    case 'all':
      return joined(test.tests.map(rowTestSql), 'AND', 'true');
  }
}

const joined = (parts: readonly string[], word: 'AND' | 'OR', none: string): string =>
  parts.length === 0 ? none : `(${parts.join(` ${word} `)})`;

const bound = ({ value }: RowBound): string =>
  typeof value === 'number' ? doubleLiteral(value) : `TIMESTAMP ${quoteText(value.instant)}`;

function among(column: string, values: readonly (RowValue | null)[]): string {
  const there = values.filter((value) => value !== null);
  return joined(
    [
      ...(there.length > 0 ? [`${column} IN (${there.map(valueLiteral).join(', ')})`] : []),
      ...(there.length < values.length ? [`${column} IS NULL`] : []),
    ],
    'OR',
    'false',
  );
}

function valueLiteral(value: RowValue): string {
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'boolean') return String(value);
  return Number.isSafeInteger(value) ? integerLiteral(value) : doubleLiteral(value);
}
