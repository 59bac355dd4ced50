import { disclose, type Disclosure } from '../disclosure/disclose.ts';
import type { Connector } from '../engine/connector.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Result } from '../result.ts';
import { backgroundOf, isWhole, type Background } from '../report/background.ts';
import type { Prepared } from '../run/data.ts';
import { nextTask } from './next-task.ts';
import type { CellRuns } from './runs.svelte.ts';

interface Results {
  notebook: Notebook;
  runs: Pick<CellRuns, 'view'>;
  prepared: Pick<Prepared, 'given' | 'versions' | 'columns' | 'ledger'>;
}

/** Finds out what of the results that are there may leave; an edit stops it and a later run takes it up. */
export class Disclosing {
  #found = $state.raw<Disclosure | null>(null);
  #background = $state.raw<Background | null>(null);
  /** What the last one was made of. */
  #of = '';
  #abort: AbortController | null = null;
  /** The one under way, for whoever asks the same meanwhile: a second one would end it. */
  #underWay: { key: string; signal: AbortSignal; found: Promise<Disclosure | null> } | null = null;
  #connector: () => Promise<Result<Connector>>;

  constructor(connector: () => Promise<Result<Connector>>) {
    this.#connector = connector;
  }

  /** What may leave of the results as they were last looked at; null before. */
  get found(): Disclosure | null {
    return this.#found;
  }

  /** What the data say beyond the cells, of the same results; null before. */
  get background(): Background | null {
    return this.#background;
  }

  stop(): void {
    this.#abort?.abort();
  }

  /** What may leave of the results as they are now; null where it could not be found out. */
  async run(
    notebook: Notebook,
    runs: Results['runs'],
    prepared: Results['prepared'],
  ): Promise<Disclosure | null> {
    const everyone = (name: string) => runs.view(name).planned?.everyone === true;
    const key = JSON.stringify([
      notebook.cells.map(({ name, params, chart }) => [
        ...[name, runs.view(name).version, params, chart],
        everyone(name),
      ]),
      [...prepared.versions],
      ...[prepared.given, notebook.disclosure],
    ]);
    if (key === this.#of) return this.#found;
    const asked = this.#underWay;
    if (asked?.key === key && !asked.signal.aborted) return asked.found;
    this.stop();
    const { signal } = (this.#abort = new AbortController());
    const found = this.#look(key, { notebook, runs, prepared }, signal).finally(() => {
      if (this.#underWay?.signal === signal) this.#underWay = null;
    });
    this.#underWay = { key, signal, found };
    return found;
  }

  async #look(
    key: string,
    { notebook, runs, prepared }: Results,
    signal: AbortSignal,
  ): Promise<Disclosure | null> {
    const engine = await this.#connector();
    if (!engine.ok || signal.aborted) return null;
    const outputs = new Map(notebook.cells.map(({ name }) => [name, runs.view(name).output ?? undefined]));
    const output = (name: string) => outputs.get(name);
    const everyone = (name: string) => runs.view(name).planned?.everyone === true;
    const { given, ledger } = prepared;
    const input = { notebook, template: templatesOf(notebook), given, ledger, output, everyone };
    const turn = () => new Promise<void>(nextTask);
    const found = await disclose(engine.value, { ...input, turn }, signal);
    if (signal.aborted || !found.ok) return null;
    const beyond = await backgroundOf(
      engine.value,
      { ...input, columns: prepared.columns, disclosure: found.value },
      signal,
    );
    if (signal.aborted) return null;
    this.#of = isWhole(beyond) ? key : '';
    this.#background = beyond;
    this.#found = found.value;
    return found.value;
  }
}
