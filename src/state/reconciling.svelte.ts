import type { Notebook } from '../notebook/document.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Result } from '../result.ts';
import type { Connector } from '../engine/connector.ts';
import type { Prepared } from '../run/data.ts';
import { reconcile, resultCells, type Reconciliation } from '../run/reconcile.ts';
import type { CellRuns } from './runs.svelte.ts';

export type { Check } from '../run/reconcile.ts';

/** Compares the totals of the results that are there; an edit stops it and a later run takes it up. */
export class Reconciling {
  #found = $state.raw<Reconciliation | null>(null);
  /** What the last one was made of, and the one under way. */
  #of = '';
  #abort: AbortController | null = null;
  #connector: () => Promise<Result<Connector>>;

  constructor(connector: () => Promise<Result<Connector>>) {
    this.#connector = connector;
  }

  /** Null before the first run has come to its end. */
  get found() {
    return this.#found;
  }

  stop(): void {
    this.#abort?.abort();
  }

  async run(notebook: Notebook, runs: CellRuns, prepared: Prepared): Promise<void> {
    const done = (name: string) => {
      const { state, output } = runs.view(name);
      return state === 'done' ? output : null;
    };
    const results = resultCells(
      notebook.cells,
      templatesOf(notebook),
      (name) => done(name)?.fields.map((f) => f.name),
      (name) => runs.view(name).planned?.everyone === true,
    );
    const key = JSON.stringify([
      results.map(({ name, everyone }) => [name, runs.view(name).version, everyone]),
      [...prepared.versions],
      prepared.given,
    ]);
    if (key === this.#of) return;
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    const engine = await this.#connector();
    if (!engine.ok || signal.aborted) return;
    const found = await reconcile(engine.value, results, prepared, signal);
    if (signal.aborted || !found.ok) return;
    this.#of = key;
    this.#found = found.value;
  }
}
