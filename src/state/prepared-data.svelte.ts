import { today } from '../i18n/day.ts';
import type { RestoredRow } from '../entity/cleaning.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Notebook } from '../notebook/document.ts';
import { ok, type Result } from '../result.ts';
import { EntityData, type Prepared } from '../run/data.ts';
import type { PlanContext } from '../run/plan.ts';
import type { Engines } from './engines.ts';
import type { SourceShelf } from './sources.svelte.ts';

/** The data side of one notebook: its sources in the engine, mapped, cleaned and scoped. */
export class PreparedData {
  #value = $state.raw<Prepared | null>(null);
  #engineVersion = $state('');
  #data = new EntityData();
  #engines: Engines;
  #sources: SourceShelf;

  constructor(engines: Engines, sources: SourceShelf) {
    this.#engines = engines;
    this.#sources = sources;
  }

  /** Scope, ledger and versions of the last preparation. */
  get value() {
    return this.#value;
  }
  /** Version of the engine that ran the cells, '' before it is there. */
  get engineVersion(): string {
    return this.#engineVersion;
  }

  /** Faults: those of the engine, of reading the sources back, and of the statements. */
  async prepare(
    notebook: Notebook,
    restored: readonly RestoredRow[],
    signal: AbortSignal,
  ): Promise<Result<Omit<PlanContext, 'tableNames'>>> {
    const engine = await this.#engines.notebook();
    if (!engine.ok) return engine;
    this.#engineVersion = engine.value.version;
    const loaded = await this.#sources.load(engine.value);
    if (!loaded.ok) return loaded;
    const sources = this.#sources.mapped(notebook.sources);
    const prepared = await this.#data.prepare(
      engine.value,
      { notebook, sources, restored, today: today() },
      signal,
    );
    if (!prepared.ok) return prepared;
    this.#value = prepared.value;
    return ok({ ...prepared.value, template: templatesOf(notebook) });
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
