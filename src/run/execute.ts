import type { Rows } from '../engine/api.ts';
import { fail, ok, refused, type Result } from '../result.ts';
import { leanSql } from '../sql/lean.ts';
import { quoteName } from '../sql/quote.ts';
import type { Connector } from '../engine/connector.ts';
import { gridPage } from './grid-rows.ts';
import { SEGMENT_GROUP } from '../entity/scope.ts';
import type { PlannedCell, PlannedStage } from './plan.ts';
import { copyStage, makeStage, type ModelRunner } from './stage.ts';

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

/** What of an output is there before the findings are. */
export type FirstOutput = Omit<CellOutput, 'findings'>;

interface RunOptions<D extends Connector> {
  signal?: AbortSignal;
  /** Hears of the chart's rows as soon as they are there. */
  onChart?: (rows: Rows) => void;
  /** Hears of all but the findings, before the work begins that only those follow from. */
  onFirst?: (first: FirstOutput) => void;
  models?: ModelRunner<D>;
  /** Hears how far a running model is, 0..1. */
  onProgress?: (share: number) => void;
}

/**
 * Makes the cell's tables (those whose version differs from the one that is there) and reads its chart rows, count
 * and findings: first what the result and the chart follow from, so that they need not wait for what only the
 * findings do. `models` runs the cell's statistical models. A failing stage leaves the table of the last good run; of
 * one that was cancelled nobody knows which table stands.
 */
export async function runCell<D extends Connector>(
  db: D,
  cell: PlannedCell,
  made: MadeTables,
  options: RunOptions<D> = {},
): Promise<Result<CellOutput>> {
  const { signal } = options;
  if (cell.fault) return refused(cell.fault);
  if (!cell.compiled || cell.stages.length === 0) return fail('nothing-to-run');
  const { compiled } = cell;
  // What is drawn without the result's table is asked before it: that, and what is made of it, stands last.
  const behind = compiled.ahead
    ? cell.stages.slice(cell.stages.findIndex(({ table }) => table === cell.name))
    : [];
  const before = (stage: PlannedStage) => !stage.later && !behind.includes(stage);
  const firstly = await makeStages(db, cell, made, options, before);
  if (!firstly.ok) return firstly;
  const left: CellOutput['left'] = [...compiled.lost];
  const table = quoteName(cell.name);
  const drawn =
    compiled.chart === null ? `SELECT * FROM ${table} LIMIT ${CHART_ROWS}` : leanSql(compiled.chart);
  // Asked together, so that the engine goes on while the page draws the chart.
  const charted = db.run(drawn, { signal, maxRows: CHART_ROWS });
  // One round trip for the number of rows and, by a join that finds nothing, the columns' names and types.
  const shape = `SELECT * FROM (SELECT count(*) FROM ${table}) LEFT JOIN (FROM ${table} LIMIT 0) ON true`;
  const kept = makeStages(db, cell, made, options, (stage) => behind.includes(stage));
  const shaped = kept.then((done) => (done.ok ? db.run(shape, { signal }) : done));
  const chart = await charted;
  if (!chart.ok && !compiled.forked) {
    await kept;
    return chart;
  }
  if (!chart.ok) left.push('chart');
  else options.onChart?.(chart.value);
  const result = await shaped;
  if (!result.ok) return result;
  const first: FirstOutput = {
    count: Number(result.value.data[0]?.[0] ?? 0),
    fields: result.value.fields.slice(1),
    chart: chart.ok ? chart.value : null,
    left,
  };
  // Begun before the page hears of the rest, and draws it.
  const judged = judge(db, cell, made, options);
  options.onFirst?.({ ...first, left: [...left] });
  const findings = await judged;
  if (!findings.ok) return findings;
  if (findings.value === 'lost') left.push('findings');
  return ok({ ...first, findings: findings.value === 'lost' ? null : findings.value });
}

/** What only the findings follow from, and they themselves: null for a cell without any, `lost` where a fork has none any more. */
async function judge<D extends Connector>(
  db: D,
  cell: PlannedCell,
  made: MadeTables,
  options: RunOptions<D>,
): Promise<Result<Rows | 'lost' | null>> {
  const then = await makeStages(db, cell, made, options, (stage) => stage.later === true);
  if (!then.ok) return then;
  const { findings, forked } = cell.compiled!;
  if (findings === null) return ok(null);
  const found = await db.run(leanSql(findings), { signal: options.signal, maxRows: 200 });
  return !found.ok && forked && found.fault.code !== 'cancelled' ? ok('lost') : found;
}

/** Makes those stages that are wanted and not there; one that another cell has made already is taken over from it. */
async function makeStages<D extends Connector>(
  db: D,
  cell: PlannedCell,
  made: MadeTables,
  { signal, onProgress, models }: RunOptions<D>,
  wanted: (stage: PlannedStage) => boolean,
): Promise<Result<null>> {
  const watch = { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  for (const stage of cell.stages.filter(wanted)) {
    if (made.get(stage.table) === stage.version) continue;
    // What a person wrote runs for its own sake.
    const twin = stage.written ? undefined : [...made].find(([, version]) => version === stage.version)?.[0];
    const before = made.get(stage.table);
    // Until it is known what stands there: a statement that is stopped may have been over by then.
    made.delete(stage.table);
    const copied = twin !== undefined && (await copyStage(db, stage, twin, signal));
    const done = copied || (await makeStage(db, stage, models, watch));
    if (!done.ok && done.fault.code !== 'cancelled' && before !== undefined) made.set(stage.table, before);
    if (!done.ok && stage.table === SEGMENT_GROUP && done.fault.code !== 'cancelled')
      return fail('segment-customer', { values: { name: cell.name } });
    if (!done.ok) return done;
    made.set(stage.table, stage.version);
  }
  return ok(null);
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
