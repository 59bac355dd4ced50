import type { Connector } from '../engine/connector.ts';
import { ok, type Result } from '../result.ts';
import { quoteName, tableName } from '../sql/quote.ts';

/** What there is to tell of some rows of a cell's result. */
export interface RowsSummary {
  rows: number;
  /** Different customers among them; null where the result names none. */
  customers: number | null;
  /** The sum of the asked column; null where none was asked for, or nothing stands in it. */
  sum: number | null;
}

/** Counts the rows that meet a condition, their customers, and adds up one column. */
export async function summariseRows(
  db: Connector,
  cell: string,
  where: string,
  { sum, customers }: { sum: string | null; customers: boolean },
): Promise<Result<RowsSummary>> {
  const rows = await db.run(
    `SELECT count(*), ${customers ? 'count(DISTINCT customer)' : 'NULL::BIGINT'}, ${sum === null ? 'NULL::DOUBLE' : `CAST(sum(${quoteName(sum)}) AS DOUBLE)`}
FROM ${quoteName(cell)} WHERE (${where}\n)`,
  );
  if (!rows.ok) return rows;
  const [count, people, total] = rows.value.data.map((column) => column[0]);
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  return ok({ rows: Number(count), customers: number(people), sum: number(total) });
}

/** Some rows of a cell's result with some of its columns, beside each what the profile of its customer says. */
export interface ListQuery {
  cell: string;
  /** Condition over the result, in SQL; undefined for all rows. */
  where: string | undefined;
  /** Columns of the result, in this order. */
  columns: readonly string[];
  /** Roles of `customers`, which come after them; the result has a column `customer` then. */
  profile: readonly string[];
}

/** The SELECT of a list, its rows in the order of the result. */
export function listSql({ cell, where, columns, profile }: ListQuery): string {
  const picked = [
    ...columns.map((name) => `r.${quoteName(name)}`),
    ...profile.map((role) => `p.${quoteName(role)}`),
  ];
  const only = where === undefined ? '' : ` WHERE (${where}\n)`;
  const beside =
    profile.length === 0
      ? ''
      : ` LEFT JOIN (SELECT customer, ${profile.map((role) => `any_value(${quoteName(role)}) AS ${quoteName(role)}`).join(', ')}
  FROM all_customers WHERE customer IS NOT NULL GROUP BY customer) p ON p.customer = CAST(r.customer AS VARCHAR)`;
  return `SELECT ${picked.join(', ')} FROM (SELECT rowid AS "(place)", * FROM ${quoteName(cell)}${only}) r${beside} ORDER BY r."(place)"`;
}

/** The SELECT of a segment: the customers of those rows of a cell's result that meet a condition. */
export const segmentSql = (cell: string, where: string): string =>
  `SELECT DISTINCT customer\nFROM ${tableName(cell)}\nWHERE customer IS NOT NULL AND (\n  ${where}\n)`;
