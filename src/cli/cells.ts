import type { Notebook } from '../notebook/document.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Fault, Result } from '../result.ts';
import { CleanWatch, runWatched } from '../run/clean-watch.ts';
import type { CellOutput } from '../run/execute.ts';
import type { Prepared } from '../run/data.ts';
import { runModelHere } from '../run/model-here.ts';
import type { NativeDatabase } from '../engine/native/native.ts';
import { planCells, type PlannedCell } from '../run/plan.ts';
import { upstreamFault } from '../run/upstream.ts';

/** What became of one cell. `skipped`: roles are missing; `quiet`: it has no SQL (goal, text, report). */
export interface RanCell {
  planned: PlannedCell;
  state: 'done' | 'failed' | 'skipped' | 'quiet';
  output: CellOutput | null;
  fault: Fault | null;
  seconds: number;
}

/**
 * Runs every cell in dependency order. A failing cell takes those down that read it (`cell-upstream`) and
 * no other.
 */
export async function runCells(
  db: NativeDatabase,
  notebook: Notebook,
  prepared: Prepared,
  heard: {
    /** Makes the clean tables anew, which a cell was found to have changed. */
    remake?: () => Promise<Result<unknown>>;
    onStart?: (cell: PlannedCell, n: number, of: number) => void;
    onEnd?: (cell: RanCell) => void;
  } = {},
): Promise<RanCell[]> {
  const { given, mapped, columns, versions, segment, singleLines, failed } = prepared;
  const tableNames = (sql: string) => db.tableNames(sql);
  const planned = await planCells(notebook.cells, {
    given,
    mapped,
    columns,
    versions,
    segment,
    singleLines,
    failed,
    template: templatesOf(notebook),
    tableNames,
  });
  const made = new Map<string, string>();
  const ran = new Map<string, RanCell>();
  const under = { watch: new CleanWatch(), preparation: versions.get('clean.ledger') ?? '' };
  for (const [i, cell] of planned.entries()) {
    heard.onStart?.(cell, i + 1, planned.length);
    const began = performance.now();
    const outcome = await runOne(db, cell, made, ran, under);
    if (outcome.fault?.code === 'clean-changed') await heard.remake?.();
    const done = { ...outcome, planned: cell, seconds: (performance.now() - began) / 1000 };
    ran.set(cell.name, done);
    heard.onEnd?.(done);
  }
  return [...ran.values()];
}

async function runOne(
  db: NativeDatabase,
  cell: PlannedCell,
  made: Map<string, string>,
  ran: ReadonlyMap<string, RanCell>,
  under: Parameters<typeof runWatched>[3],
): Promise<Pick<RanCell, 'state' | 'output' | 'fault'>> {
  const none = { output: null, fault: null };
  if (cell.missing.length > 0) return { ...none, state: 'skipped' };
  if (cell.fault) return { ...none, state: 'failed', fault: cell.fault };
  if (cell.version === '') return { ...none, state: 'quiet' };
  const upstream = upstreamFault(cell, (name) =>
    ran.has(name) ? ran.get(name)!.state === 'done' : undefined,
  );
  if (upstream) return { ...none, state: 'failed', fault: upstream };
  const result: Result<CellOutput> = await runWatched(db, cell, made, under, { models: runModelHere });
  return result.ok
    ? { state: 'done', output: result.value, fault: null }
    : { ...none, state: 'failed', fault: result.fault };
}
