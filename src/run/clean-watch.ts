import type { Connector } from '../engine/connector.ts';
import { ENTITY_NAMES } from '../entity/catalogue.ts';
import { fail, ok, type Result } from '../result.ts';
import { runCell, type CellOutput } from './execute.ts';
import type { PlannedCell } from './plan.ts';

/** Whether a person wrote what the cell runs. */
const isWritten = (cell: Pick<PlannedCell, 'stages'>): boolean => cell.stages.some((stage) => stage.written);

/** Rows and their hashes of the clean tables and their account: another text for other content. */
const DIGEST = `SELECT ${[
  ...ENTITY_NAMES.map((entity) => `all_${entity}`),
  'clean.ledger',
  'clean.source_ledger',
]
  .map((table) => `(SELECT concat(count(*), ' ', sum(hash(t))) FROM ${table} t)`)
  .join(" || ', ' || ")} AS digest`;

/**
 * Sees that cells with SQL of a person's leave the clean tables as they were. They cannot do otherwise as far as is
 * known: this is the alarm should one find a way. It costs one reading of the tables before the first such cell over
 * a preparation, and one after each.
 */
export class CleanWatch {
  #digest: string | null = null;
  #preparation = '';

  /** To be called before a cell runs; `preparation` tells one state of the tables from another. Faults of the database. */
  async before(db: Connector, preparation: string, signal?: AbortSignal): Promise<Result<null>> {
    if (this.#digest !== null && this.#preparation === preparation) return ok(null);
    const digest = await digestOf(db, signal);
    if (!digest.ok) return digest;
    this.#digest = digest.value;
    this.#preparation = preparation;
    return ok(null);
  }

  /** To be called when the cell has run, well or not. Fault `clean-changed` {name}; the tables are then to be made anew. */
  async after(db: Connector, name: string): Promise<Result<null>> {
    if (this.#digest === null) return ok(null);
    const digest = await digestOf(db);
    if (digest.ok && digest.value === this.#digest) return ok(null);
    this.#digest = null;
    return digest.ok ? fail('clean-changed', { values: { name } }) : digest;
  }

  /** The database is a new one. */
  forget(): void {
    this.#digest = null;
  }
}

async function digestOf(db: Connector, signal?: AbortSignal): Promise<Result<string>> {
  const rows = await db.run(DIGEST, signal ? { signal } : {});
  return rows.ok ? ok(String(rows.value.data[0]?.[0] ?? '')) : rows;
}

/**
 * Runs a cell (`runCell`), one that a person wrote under watch. `preparation` tells one state of the clean tables from
 * another. Fault `clean-changed` {name} beside those of the run.
 */
export async function runWatched<D extends Connector>(
  db: D,
  cell: PlannedCell,
  made: Parameters<typeof runCell<D>>[2],
  { watch, preparation }: { watch: CleanWatch; preparation: string },
  options: Parameters<typeof runCell<D>>[3] = {},
): Promise<Result<CellOutput>> {
  if (!isWritten(cell)) return runCell(db, cell, made, options);
  const known = await watch.before(db, preparation, options.signal);
  if (!known.ok) return known;
  const result = await runCell(db, cell, made, options);
  const same = await watch.after(db, cell.name);
  return !same.ok && (result.ok || same.fault.code === 'clean-changed') ? same : result;
}
