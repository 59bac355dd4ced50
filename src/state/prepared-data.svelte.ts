import { today } from '../i18n/day.ts';
import type { RestoredRow } from '../entity/cleaning.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Notebook } from '../notebook/document.ts';
import { ok, type Fault, type Result } from '../result.ts';
import { EntityData, type Prepared } from '../run/data.ts';
import type { Given } from '../template/compile.ts';
import type { DataContext, FirstContext, Foreseen } from './cell-plans.ts';
import type { EntityName } from '../entity/catalogue.ts';
import type { MappedSource } from '../entity/source.ts';
import type { Engines, NotebookEngine } from './engines.ts';
import { nextTask } from './next-task.ts';
import { sampleSteps } from './sample-steps.ts';
import type { SourceShelf } from './sources.svelte.ts';

/** The data side of one notebook: its sources in the engine, mapped, cleaned and scoped. */
export class PreparedData {
  #value = $state.raw<Prepared | null>(null);
  #given = $state.raw<Given | null>(null);
  /** The orders are those of a later preparation than the rest. */
  #outdated = false;
  #engineVersion = $state('');
  #data = new EntityData();
  #engines: Engines;
  #sources: SourceShelf;

  constructor(engines: Engines, sources: SourceShelf) {
    this.#engines = engines;
    this.#sources = sources;
  }

  /** Goes on from what was prepared before the notebook was there. */
  goOnFrom(data: EntityData): void {
    this.#data = data;
  }

  /** Scope, ledger and versions of the last preparation. */
  get value() {
    return this.#value;
  }
  /** The dates that cells are run on: there before the rest of the preparation is. */
  get given() {
    return this.#given;
  }
  /** Version of the engine that ran the cells, '' before it is there. */
  get engineVersion(): string {
    return this.#engineVersion;
  }

  /**
   * The orders alone, for cells that read nothing else; null where there is nothing to win by it. `prepare` goes on
   * from there. Faults as of that. `foreseen` hears of what the engine is at, where it is known what it will come to.
   */
  async first(
    notebook: Notebook,
    restored: readonly RestoredRow[],
    signal: AbortSignal,
    foreseen: Foreseen,
  ): Promise<Result<FirstContext | null>> {
    const engine = await this.#engines.notebook();
    if (!engine.ok) return engine;
    this.#engineVersion = engine.value.version;
    const sources = this.#sources.mapped(notebook.sources);
    const orders = sources.filter(({ entity }) => entity === 'orders').map(({ name }) => name);
    const loaded = await this.#sources.load(engine.value, (name) => orders.includes(name));
    if (!loaded.ok) return loaded;
    const known = await sampleSteps();
    const input = { notebook, sources, restored, today: today(), known };
    // All of cleaning is written the first time: not in the task that opens the notebook.
    if (!this.#given) await new Promise<void>(nextTask);
    const template = templatesOf(notebook);
    const made = await this.#data.first(engine.value, input, signal, (first) =>
      foreseen({ ...first, template }),
    );
    if (!made.ok) return made;
    if (made.value === null) return ok(null);
    this.#given = made.value.given;
    this.#outdated = true;
    return ok({ ...made.value, template });
  }

  /** Faults: those of the engine, of reading the sources back, and of the statements. */
  async prepare(
    notebook: Notebook,
    restored: readonly RestoredRow[],
    signal: AbortSignal,
  ): Promise<Result<DataContext>> {
    const engine = await this.#engines.notebook();
    if (!engine.ok) return engine;
    this.#engineVersion = engine.value.version;
    const loaded = await this.#sources.load(engine.value);
    if (!loaded.ok && loaded.fault.code === 'cancelled') return loaded;
    const sources = this.#sources.mapped(notebook.sources);
    const lost = loaded.ok ? undefined : await this.#lost(engine.value, sources);
    if (!loaded.ok && (!lost || sources.every(({ entity }) => lost.has(entity)))) return loaded;
    const known = await sampleSteps();
    const input = { notebook, sources, restored, today: today(), known, ...(lost && { lost }) };
    const prepared = await this.#data.prepare(engine.value, input, signal);
    if (!prepared.ok) return prepared;
    this.#value = prepared.value;
    this.#given = prepared.value.given;
    this.#outdated = false;
    return ok({ ...prepared.value, template: templatesOf(notebook) });
  }

  /** Entities of which a source cannot be read back; the other sources are in the engine then. */
  async #lost(
    engine: NotebookEngine,
    sources: readonly MappedSource[],
  ): Promise<ReadonlyMap<EntityName, Fault>> {
    const lost = new Map<EntityName, Fault>();
    for (const { name, entity } of sources) {
      const loaded = await this.#sources.load(engine, (one) => one === name);
      if (!loaded.ok) lost.set(entity, loaded.fault);
    }
    return lost;
  }

  /** Nothing is being prepared any more: an account that the orders have gone on from is none. */
  settled(): void {
    if (this.#outdated) this.#value = null;
  }

  /** What was made of the sources is not to be trusted any more; the sources are. */
  remake(): void {
    this.#data = new EntityData();
  }

  /** The database is a new one: nothing is in it yet. */
  forget(): void {
    this.#data = new EntityData();
    this.#sources.forget();
  }
}
