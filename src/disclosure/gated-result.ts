import type { Disclosure } from './disclose.ts';
import { gateTable, MOST_GROUPS, type GatedTable } from './table.ts';
import type { Rows } from '../engine/api.ts';
import type { Connector } from '../engine/connector.ts';
import { fail, type Result } from '../result.ts';
import { fetchPage } from '../run/execute.ts';

/** The rows of a cell's result that may leave. Faults: those of `gateTable` and of the engine, `disclosure-unready`. */
export async function gatedResult(
  db: Connector,
  cell: string,
  disclosure: Disclosure | null,
  { where, signal }: { where?: string | undefined; signal?: AbortSignal } = {},
): Promise<Result<GatedTable>> {
  if (!disclosure) return fail('disclosure-unready');
  if (disclosure.refused) return fail('disclosure-nothing', { values: { name: cell } });
  const rows = await fetchPage(db, cell, 0, MOST_GROUPS + 1, { where, ...(signal ? { signal } : {}) });
  if (!rows.ok) return rows;
  return gateTable(cell, rows.value, disclosure.rules, {
    groups: disclosure.groups.get(cell) ?? [],
    telling: disclosure.telling,
  });
}

/** A piece of rows that are in memory. */
export const rowsFrom = (rows: Rows, offset: number, limit: number): Rows => ({
  ...rows,
  count: Math.max(0, Math.min(limit, rows.count - offset)),
  data: rows.data.map((values) => values.slice(offset, offset + limit)),
});
