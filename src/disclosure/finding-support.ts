import type { ResultField } from '../engine/api.ts';
import type { Connector } from '../engine/connector.ts';
import { quoteName } from '../sql/quote.ts';
import type { Template } from '../template/schema.ts';
import { countColumn, ONE, TOP } from './behind.ts';

/** What stands behind the rows of a cell's result that a finding is about. */
export interface RowsBehind {
  /** Customers; null when the result does not say. */
  customers: number | null;
  /** Largest share of one customer in them, 0..1. */
  top: number | null;
}

/**
 * The SELECT of one row (customers, top) over the rows of a result that meet a condition, or null when the result does
 * not say whose they are. Of rows of customers they are counted; of rows of groups the smallest group counts.
 */
export function behindSql(
  cell: string,
  fields: readonly ResultField[],
  template: Pick<Template, 'columns'> | undefined,
  where: string,
): string | null {
  const from = `FROM ${quoteName(cell)} WHERE (${where})`;
  const has = (name: string) => fields.some((field) => field.name === name);
  if (has(ONE)) {
    const money = template?.columns.find(({ name, format }) => format === 'money' && has(name))?.name;
    const top = money
      ? `max(abs(${quoteName(money)}))::DOUBLE / nullif(sum(abs(${quoteName(money)})), 0)`
      : 'NULL::DOUBLE';
    return `SELECT count(DISTINCT ${ONE}) AS customers, ${top} AS top ${from}`;
  }
  const count = countColumn(fields);
  if (!count) return null;
  return `SELECT min(${quoteName(count)}) AS customers, ${has(TOP) ? `max(${TOP})::DOUBLE` : 'NULL::DOUBLE'} AS top ${from}`;
}

/** What stands behind a finding's rows; what cannot be asked is not known. */
export async function rowsBehind(db: Connector, sql: string, signal?: AbortSignal): Promise<RowsBehind> {
  const found = await db.run(sql, { signal, maxRows: 1 });
  const number = (column: number) => {
    const value = found.ok ? found.value.data[column]?.[0] : null;
    return typeof value === 'number' ? value : null;
  };
  return { customers: number(0), top: number(1) };
}
