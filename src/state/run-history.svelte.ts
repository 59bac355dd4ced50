import type { Notebook } from '../notebook/document.ts';
import type { Fault } from '../result.ts';
import { figuresOf } from '../report/figures.ts';
import { compareRuns, type Comparison } from '../run/compare.ts';
import type { Prepared } from '../run/data.ts';
import type { CellOutput } from '../run/execute.ts';
import { recordRun, withRun, type RunRecord } from '../run/record.ts';
import type { Db } from '../storage/db.ts';
import { loadRuns, saveRuns } from '../storage/runs.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import { KeptValue } from './kept-value.ts';
import type { CellRuns } from './runs.svelte.ts';

/** The figures of a notebook's full runs, kept in this workspace, and the last held against the one before. */
export class RunHistory {
  #records = $state.raw<RunRecord[]>([]);
  /** A full run was asked for and has not come to its end. */
  #awaited = false;
  readonly #kept: KeptValue<RunRecord[]>;
  #readonly: () => boolean;

  /** `readonly`: another tab edits the notebook, and keeps its history. `say` hears why it could not be read or kept, or (null) that it is by now. */
  constructor(
    db: Db | null,
    notebook: string,
    readonly: () => boolean = () => false,
    say: (fault: Fault | null) => void = () => {},
  ) {
    this.#readonly = readonly;
    const stored = db && {
      read: () => loadRuns(db, notebook),
      write: (records: RunRecord[]) => saveRuns(db, notebook, records),
    };
    this.#kept = new KeptValue<RunRecord[]>(stored, {
      value: () => this.#records,
      take: (records, late) => (this.#records = late ? this.#records.reduce(withRun, records) : records),
      say,
    });
  }

  /** Null before there are two runs. */
  readonly comparison = $derived.by((): Comparison | null => {
    const [before, now] = this.#records.slice(-2);
    return before && now ? compareRuns(before, now) : null;
  });

  load(): Promise<void> {
    return this.#kept.load();
  }

  /** Resolves when they are kept as they are, or cannot be. */
  settle(): Promise<void> {
    return this.#kept.again();
  }

  /** Everything is being run: its figures are kept when it has come to its end. */
  expect(): void {
    this.#awaited = true;
  }

  /**
   * Nothing is being run any more: how to keep the figures of what stands now, or null where none are waited for. A
   * run that was cut short is waited for further.
   */
  settled(notebook: Notebook, prepared: Prepared, runs: CellRuns): (() => void) | null {
    const views = notebook.cells.map(({ name }) => runs.view(name));
    const whole = views.every(({ state }) => ['done', 'error', 'needs-roles'].includes(state));
    if (!this.#awaited || !whole) return null;
    this.#awaited = false;
    if (this.#readonly()) return null;
    const made = new Map(
      notebook.cells.flatMap(({ name }) => {
        const { state, output } = runs.view(name);
        return state === 'done' && output ? [[name, output]] : [];
      }),
    );
    return () => this.#keep(notebook, prepared, made);
  }

  #keep(notebook: Notebook, prepared: Prepared, made: ReadonlyMap<string, CellOutput>): void {
    const figures = figuresOf({
      notebook,
      prepared,
      template: templatesOf(notebook),
      output: (name) => made.get(name),
    });
    if (figures.length === 0) return;
    const at = new Date().toISOString();
    const ran = new Set(made.keys());
    this.#records = withRun(this.#records, recordRun({ notebook, prepared, ran, figures, at }));
    void this.#kept.keep();
  }

  /** What customers did in the last run, once it is known. */
  sketched(customers: string[]): void {
    const last = this.#records.at(-1);
    if (!last || last.customers || this.#readonly()) return;
    this.#records = [...this.#records.slice(0, -1), { ...last, customers }];
    void this.#kept.keep();
  }
}
