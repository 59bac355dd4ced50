import type { Rows } from '../engine/api.ts';
import { fail, ok, refused, type Result } from '../result.ts';
import { quoteName } from '../sql/quote.ts';
import type { Connector } from '../engine/connector.ts';
import { gridPage } from './grid-rows.ts';
import type { PlannedCell } from './plan.ts';
import { makeStage, type ModelRunner } from './stage.ts';

/** A chart draws at most this many rows; a template's chart SQL aggregates to stay below. */
const CHART_ROWS = 5_000;

/** What the page shows of a run. Big results stay in the database; the grid pages through them. */
export interface CellOutput {
  /** Rows of the result table. */
  count: number;
  /** Names and types of the result's columns. */
  fields: Rows['fields'];
  chart: Rows | null;
  /** Rows of the findings query, or null when the cell has none. */
  findings: Rows | null;
  /** Of a fork: the template's chart or findings no longer fit its steps or columns and were left out. */
  left: ('chart' | 'findings')[];
}

/** Tables that are in the database now, with the version each was made at. */
export type MadeTables = Map<string, string>;

/**
 * Makes the cell's tables (those whose version differs from the one that is there), then reads its
 * chart rows, count and findings. `onChart` is called as soon as the chart's rows are there, so the
 * figure need not wait for the findings; `models` runs the cell's statistical models, and `onProgress`
 * hears how far the running one is (0..1). A failing stage leaves the table of the last good run.
 */
export async function runCell<D extends Connector>(
  db: D,
  cell: PlannedCell,
  made: MadeTables,
  options: {
    signal?: AbortSignal;
    onChart?: (rows: Rows) => void;
    models?: ModelRunner<D>;
    onProgress?: (share: number) => void;
  } = {},
): Promise<Result<CellOutput>> {
  const { signal, onProgress } = options;
  const watch = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  if (cell.fault) return refused(cell.fault);
  if (!cell.compiled || cell.stages.length === 0) return fail('nothing-to-run');
  for (const stage of cell.stages) {
    if (made.get(stage.table) === stage.version) continue;
    const done = await makeStage(db, stage, options.models, watch);
    if (!done.ok) return done;
    made.set(stage.table, stage.version);
  }
  const { compiled } = cell;
  const left: CellOutput['left'] = [...compiled.lost];
  const table = quoteName(cell.name);
  const chart = await db.run(compiled.chart ?? `SELECT * FROM ${table} LIMIT ${CHART_ROWS}`, {
    signal,
    maxRows: CHART_ROWS,
  });
  if (!chart.ok && !compiled.forked) return chart;
  if (!chart.ok) left.push('chart');
  else options.onChart?.(chart.value);

  // One round trip for the number of rows and, by a join that finds nothing, the columns' names and types.
  const shape = await db.run(
    `SELECT * FROM (SELECT count(*) FROM ${table}) LEFT JOIN (FROM ${table} LIMIT 0) ON true`,
    { signal },
  );
  if (!shape.ok) return shape;
  const findings =
    compiled.findings === null ? null : await db.run(compiled.findings, { signal, maxRows: 200 });
  if (findings && !findings.ok) {
    if (!compiled.forked || findings.fault.code === 'cancelled') return findings;
    left.push('findings');
  }
  return ok({
    count: Number(shape.value.data[0]?.[0] ?? 0),
    fields: shape.value.fields.slice(1),
    chart: chart.ok ? chart.value : null,
    findings: findings?.ok ? findings.value : null,
    left,
  });
}

/** All rows of a side table of a cell that has run. */
export const fetchSideTable = (db: Connector, sql: string): Promise<Result<Rows>> =>
  db.run(sql, { maxRows: CHART_ROWS });

/** One page of a cell's result in its own order; `where` (SQL) narrows it to some of its rows. */
export function fetchPage(
  db: Connector,
  cell: string,
  offset: number,
  limit: number,
  { where, signal }: { where?: string | undefined; signal?: AbortSignal } = {},
): Promise<Result<Rows>> {
  const table = { from: quoteName(cell), where };
  return gridPage(db, table, { sort: null, tests: [] }, offset, limit, signal);
}
