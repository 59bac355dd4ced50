import type { Connector } from '../engine/connector.ts';
import type { ResultField, Rows } from '../engine/api.ts';
import { ok, type Result } from '../result.ts';
import { quoteName } from '../sql/quote.ts';
import { rowTestSql, type RowTest } from '../sql/row-test.ts';

/** Where the rows of a grid come from. */
export interface GridTable {
  /** What stands behind FROM: a table, or a SELECT in brackets. */
  from: string;
  /** A condition that all of its rows meet. */
  where?: string | undefined;
  /** ORDER BY of the rows as they come, which no two share: what rows alike in a sort follow too. */
  order?: string | undefined;
}

/** Order of a grid's rows; null is the table's own order. */
export type GridSort = { column: string; descending: boolean } | null;

/** What of a grid's rows is looked at, and in which order. */
export interface GridQuery {
  sort: GridSort;
  /** All of them hold of the rows. */
  tests: readonly RowTest[];
}

/** A page of the rows. */
export function gridPage(
  db: Connector,
  table: GridTable,
  { sort, tests }: GridQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Result<Rows>> {
  const terms = [...(sort ? [sortTerm(sort)] : []), ...(table.order ? [table.order] : [])];
  const order = terms.length > 0 ? ` ORDER BY ${terms.join(', ')}` : '';
  return db.run(`SELECT * FROM ${narrowed(table, tests)}${order} LIMIT ${limit} OFFSET ${offset}`, {
    signal,
    maxRows: limit,
  });
}

/** How many rows there are. */
export async function gridCount(
  db: Connector,
  table: GridTable,
  tests: readonly RowTest[],
): Promise<Result<number>> {
  const rows = await db.run(`SELECT count(*) FROM ${narrowed(table, tests)}`);
  return rows.ok ? ok(Number(rows.value.data[0]?.[0] ?? 0)) : rows;
}

/** A few rows made up of the values that take most room in their columns, of the whole table. */
export function gridWidest(
  db: Connector,
  table: GridTable,
  fields: readonly ResultField[],
): Promise<Result<Rows>> {
  const from = narrowed(table, []);
  const pick = (of: (name: string, field: ResultField) => string) =>
    `SELECT ${fields.map((field) => of(quoteName(field.name), field)).join(', ')} FROM ${from}`;
  const text = (name: string) => `CAST(${name} AS VARCHAR)`;
  const longest = pick((name, { type }) =>
    type === 'text'
      ? `arg_max(${text(name)}, length(${text(name)}))`
      : type === 'number'
        ? `arg_max(${name}, length(${text(`round(${name}, 2)`)}))`
        : `max(${name})`,
  );
  const end = (word: 'max' | 'min') =>
    pick((name, { type }) => (type === 'text' ? 'NULL::VARCHAR' : `${word}(${name})`));
  return db.run([longest, end('max'), end('min')].join(' UNION ALL '), { maxRows: 3 });
}

function narrowed({ from, where }: GridTable, tests: readonly RowTest[]): string {
  const conditions = [...(where === undefined ? [] : [`(${where}\n)`]), ...tests.map(rowTestSql)];
  return conditions.length === 0 ? from : `${from} WHERE ${conditions.join(' AND ')}`;
}

const sortTerm = (sort: { column: string; descending: boolean }): string =>
  `${quoteName(sort.column)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST`;
