import type { Disclosure } from '../disclosure/disclose.ts';
import type { Connector } from '../engine/connector.ts';
import type { RunFacts } from '../report/run-facts.ts';
import { ok, type Result } from '../result.ts';
import type { Prepared } from '../run/data.ts';
import { KeptAnswers, standing } from '../run/kept-answers.ts';
import { Disclosing } from './disclosing.svelte.ts';
import { Reconciling } from './reconciling.svelte.ts';
import { nextTask } from './next-task.ts';
import { factsOf, type Ran } from './report.ts';
import { calmWith, Rest } from './rest.ts';
import type { RunHistory } from './run-history.svelte.ts';
import type { CellRuns } from './runs.svelte.ts';

/** The open notebook whose runs come to rest. */
interface Running extends Pick<Ran, 'notebook' | 'sources' | 'engineVersion'> {
  readonly prepared: Prepared | null;
  readonly runs: CellRuns;
}

/** What is found out whenever the runs come to rest: what there is to report, whether totals agree, what may leave. */
export class AtRest {
  #facts = $state.raw<RunFacts>(null!);
  #closed = false;
  /** How often it was stopped. */
  #stops = 0;
  #of: Running;
  /** What is found out of many rows waits for this, so that it does not stand before whoever presses again. */
  #soon: ReturnType<typeof setTimeout> | undefined;
  #rest = new Rest();
  /** Resolves when the figures of the last full run are among those of past runs. */
  #kept: Promise<void> | null = null;
  #pastRuns: RunHistory;
  #reconciling: Reconciling;
  #disclosing: Disclosing;
  /** Most of it follows from the rows alone and is the same when a result is another. */
  #answers = new KeptAnswers(() => {
    const { prepared, runs } = this.#of;
    return prepared && !runs.busy ? standing(prepared, runs.made) : null;
  });

  constructor(of: Running, connector: () => Promise<Result<Connector>>, pastRuns: RunHistory) {
    this.#of = of;
    this.#pastRuns = pastRuns;
    const asked = async (): Promise<Result<Connector>> => {
      const engine = await connector();
      return engine.ok ? ok(this.#answers.over(engine.value)) : engine;
    };
    this.#reconciling = new Reconciling(asked);
    this.#disclosing = new Disclosing(asked);
    this.#facts = this.#gather();
    this.#rest.look(true);
  }

  /** What there was to report when the runs last came to rest; the same object until they do again. */
  get facts(): RunFacts {
    return this.#facts;
  }
  /** Whether the totals of the results agree; null before the first run has come to its end. */
  get reconciliation() {
    return this.#reconciling.found;
  }
  /** What of the results may leave, as they were when the runs last came to rest; null before. */
  get disclosed() {
    return this.#disclosing.found;
  }
  /** What the data say beyond the cells, of the same results. */
  get background() {
    return this.#disclosing.background;
  }

  /** Nothing runs any more. */
  settled(): void {
    if (this.#closed) return;
    const { notebook, prepared, runs } = this.#of;
    const keep = prepared && this.#pastRuns.settled(notebook, prepared, runs);
    this.#facts = { ...this.#gather(), disclosure: null };
    if (keep) this.#kept = this.#keepFigures(keep);
    this.#rest.look(true);
    clearTimeout(this.#soon);
    const calm = this.#calm();
    if (calm === 0) void this.#reconcileNext();
    else this.#soon = setTimeout(() => void this.#reconcile(), calm);
  }

  /** In a task of its own, unless something changes before. */
  async #reconcileNext(): Promise<void> {
    const stops = this.#stops;
    await new Promise<void>(nextTask);
    if (this.#stops === stops) await this.#reconcile();
  }

  /** In a task of its own, behind what is drawn of the last cell. */
  async #keepFigures(keep: () => void): Promise<void> {
    await new Promise<void>(nextTask);
    keep();
    const { comparison } = this.#pastRuns;
    if (comparison !== this.#facts.comparison) this.#facts = { ...this.#facts, comparison };
  }

  /** Resolves when no cell is being run, nor has been for as long as is waited with so many rows. */
  async turn(): Promise<void> {
    const { runs } = this.#of;
    await runs.idle();
    // Whoever waited for the last cell begins in a task of its own, not all of them in the one that draws it.
    await new Promise<void>(nextTask);
    // Somebody may have pressed run before that task came.
    await runs.idle();
    const busy = (): boolean => runs.busy && !this.#closed;
    // Of many parts only the first waits where the rest goes on.
    const left = (): number => this.#calm() + this.#rest.since - performance.now();
    if (this.#calm() > 0 && left() > 0) await this.#rest.of(left, busy);
  }

  #calm(): number {
    return calmWith(this.#of.sources.list.reduce((sum, { ledger }) => sum + ledger.read, 0));
  }

  /** What is being found out is of no use any more: something changes, or the notebook is `closed`. */
  stop({ closed = false } = {}): void {
    this.#closed ||= closed;
    this.#stops += 1;
    this.#rest.look(false);
    clearTimeout(this.#soon);
    this.#reconciling.stop();
    this.#disclosing.stop();
  }

  /** What was asked of the tables is not to be trusted any more. */
  forget(): void {
    this.#answers.forget();
  }

  /** What of the results as they are now may leave; null where there is none or it could not be found out. */
  async disclosure(): Promise<Disclosure | null> {
    // A cell may be done before all that is looked at here is there.
    if (this.#of.runs.preparing) await this.#of.runs.idle();
    const { notebook, prepared, runs } = this.#of;
    if (!prepared || this.#closed) return null;
    const stops = this.#stops;
    const disclosure = await this.#disclosing.run(notebook, runs, prepared);
    if (!disclosure) return null;
    await this.#kept;
    // Of results that are no longer there.
    if (this.#stops !== stops) return null;
    this.#pastRuns.sketched(disclosure.sketch);
    if (!runs.busy && this.#facts.disclosure !== disclosure) {
      const { background } = this;
      this.#facts = { ...this.#facts, disclosure, background, comparison: this.#pastRuns.comparison };
    }
    return disclosure;
  }

  /** For the report: whether the totals of the results that are there agree. */
  async #reconcile(): Promise<void> {
    const { notebook, prepared, runs } = this.#of;
    if (!prepared || !notebook.cells.some((cell) => cell.template === 'report')) return;
    const { findings } = this.#facts;
    const stops = this.#stops;
    await this.disclosure();
    // Other results are to come, or have come meanwhile: they are looked at when they have come to rest.
    if (this.#stops !== stops || this.#facts.findings !== findings) return;
    await this.#reconciling.run(notebook, runs, prepared);
    const { reconciliation } = this;
    if (reconciliation !== this.#facts.reconciliation) this.#facts = { ...this.#facts, reconciliation };
  }

  #gather(): RunFacts {
    const { notebook, prepared, runs, sources, engineVersion } = this.#of;
    const { reconciliation, disclosed, background } = this;
    const { comparison } = this.#pastRuns;
    return factsOf({
      ...{ notebook, prepared, runs, sources, engineVersion },
      ...{ reconciliation, disclosed, background, comparison },
    });
  }
}
