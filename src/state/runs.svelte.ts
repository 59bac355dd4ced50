import type { Notebook } from '../notebook/document.ts';
import { attempt, fail, ok, type Fault, type Result } from '../result.ts';
import { CleanWatch, runWatched } from '../run/clean-watch.ts';
import type { CellOutput, MadeTables } from '../run/execute.ts';
import type { ArrowConnector } from '../engine/connector.ts';
import type { PlannedCell } from '../run/plan.ts';
import { upstreamFault } from '../run/upstream.ts';
import { CellPlans, type DataContext, type FirstContext, type Foreseen } from './cell-plans.ts';
import { CellViews, type CellView } from './cell-view.svelte.ts';
import { models } from './models.ts';
import { expectedChange, nextCell, planMark, readyCells, viewOver } from './run-rules.ts';
import { viewOrder } from './view-order.ts';

/** What the runs need of the rest: the database, and its tables prepared for a notebook. */
export interface RunHost {
  connector(): Promise<Result<ArrowConnector>>;
  /** What cells can be run on before all is prepared (`ready` names it); null where there is nothing to win by it. */
  first(notebook: Notebook, signal: AbortSignal, foreseen: Foreseen): Promise<Result<FirstContext | null>>;
  /** Brings entities, cleaning and scope in line with the notebook; cheap when nothing changed. */
  prepare(notebook: Notebook, signal: AbortSignal): Promise<Result<DataContext>>;
  /** The clean tables are not what preparing left: they are to be made anew. */
  spoilt(): void;
  /** Something is to be run or prepared: what was asked meanwhile is to make way, before anything is drawn. */
  stirred(): void;
  /** Nothing is being run or prepared any more. */
  settled(): void;
}

/**
 * A run that was under way for longer than this is stopped when an edit makes it pointless. A shorter one may draw its
 * chart, so that dragging a slider redraws all the while instead of never; its table and findings are of no use then.
 */
const PATIENCE_MS = 250;

/** A cell that is being run; `since` on the clock of `performance`. */
interface CurrentRun {
  name: string;
  abort: AbortController;
  since: number;
  /** Its chart is on the page. */
  drawn: boolean;
  /** An edit wants another in its place. */
  pointless: boolean;
  /** What the cell showed before. */
  before: CellOutput | null;
}

/**
 * Runs the cells of one notebook: one at a time, in dependency order, only those whose version
 * changed, the edited one and what it needs first, then those in view. What an edit made of a result that came meanwhile is
 * seen by the plan that follows it: a deleted cell is forgotten, an outdated one runs anew.
 */
export class CellRuns {
  #views = new CellViews();
  #preparing = $state(false);
  #fault = $state.raw<Fault | null>(null);
  #host: RunHost;
  #made: MadeTables = new Map();
  #watch = new CleanWatch();
  #cleaned = '';
  #plans = new CellPlans();
  #wanted: Notebook | null = null;
  #replan = false;
  #pumping = false;
  #waiting: (() => void)[] = [];
  #focus: string | null = null;
  #inView: ReadonlySet<string> = new Set();
  /** Cells that may run without being asked; null is all. Of a notebook not yet trusted only those asked for. */
  #allowed: Set<string> | null = new Set();
  /** Versions that were cancelled: not run again until they change or run is pressed. */
  #held = new Map<string, string>();
  #current: CurrentRun | null = null;
  #preparation: AbortController | null = null;

  constructor(host: RunHost) {
    this.#host = host;
  }

  /** Goes on from tables that were made, and plans, before the notebook was there. Before anything runs. */
  goOnFrom(made: MadeTables, plans: CellPlans): void {
    this.#made = made;
    this.#plans = plans;
  }

  view(name: string): CellView {
    return this.#views.of(name);
  }

  get all(): ReadonlyMap<string, CellView> {
    return this.#views.all;
  }

  /** The tables that cells have made, with the version of each. */
  get made(): Readonly<Pick<MadeTables, 'get' | 'entries'>> {
    return this.#made;
  }

  /** Cells in running order, as last planned. */
  get order(): string[] {
    return this.#views.order;
  }

  /** True while sources are being cleaned and scoped, before cells run. */
  get preparing(): boolean {
    return this.#preparing;
  }

  /** What stopped the preparation, if anything; cells then stay as they are. */
  get fault(): Fault | null {
    return this.#fault;
  }

  get busy(): boolean {
    return this.#preparing || this.#views.running;
  }

  /** The document (or its sources) changed. `touched` is the edited cell, which runs first, or null. */
  update(notebook: Notebook, touched: string | null = null): void {
    this.#host.stirred();
    this.#expectChange(this.#wanted, notebook);
    this.#wanted = notebook;
    this.#replan = true;
    if (touched !== null) this.#focus = touched;
    const current = this.#current;
    if (current && this.#views.concerns(touched, current.name)) this.#stopSoon(current);
    this.#preparation?.abort();
    void this.#pump();
  }

  /** Stops a run that an edit made pointless, when it has drawn its chart or has lasted for longer than is waited for. */
  #stopSoon(run: CurrentRun): void {
    run.pointless = true;
    const left = PATIENCE_MS - (performance.now() - run.since);
    if (run.drawn || left < 0) run.abort.abort();
    else setTimeout(() => run === this.#current && run.abort.abort(), left);
  }

  /** From the edit on, what it may change is no longer called done; the plan then says what really changed. */
  #expectChange(before: Notebook | null, after: Notebook): void {
    if (!before || before === after) return;
    const { data, cells } = expectedChange(before, after);
    for (const [name, view] of this.#views.all) {
      if (view.state !== 'done' || !view.planned?.version) continue;
      if (data || [...cells].some((cell) => this.#views.concerns(cell, name)))
        this.#views.set(name, { state: 'stale' });
    }
  }

  /** Runs everything, and from now on whatever an edit makes stale. Failed and cancelled cells are tried again. */
  runAll(): void {
    this.#allowed = null;
    this.#held.clear();
    for (const [name, view] of this.#views.all)
      if (view.state === 'error') this.#views.set(name, { version: '' });
    this.#again();
  }

  /** Runs one cell and what it reads, even if nothing changed. */
  runOne(name: string): void {
    this.#allowed?.add(name);
    this.#held.delete(name);
    this.#views.set(name, { version: '' });
    for (const stage of this.view(name).planned?.stages ?? []) this.#made.delete(stage.table);
    this.#focus = name;
    this.#again();
  }

  /** What was cancelled of a cell is wanted after all: it runs again when a plan comes upon it. */
  release(name: string): void {
    this.#held.delete(name);
  }

  /** Stops the running cell and empties the queue; results that are there stay. */
  cancel(name: string | null = null): void {
    for (const [cell, view] of this.#views.all) {
      if (name !== null && cell !== name) continue;
      if (view.state !== 'queued' && view.state !== 'running') continue;
      if (view.planned) this.#held.set(cell, view.planned.version);
      this.#halt(cell, this.#current?.name === cell ? this.#current.before : view.output);
    }
    if (name === null || this.#current?.name === name) this.#current?.abort.abort();
    if (name === null) this.#preparation?.abort();
  }

  /** It does not go on: what came of this run is shown only beside what there was `before` it, as findings are part of it. */
  #halt(name: string, before: CellOutput | null): void {
    const output = before && this.view(name).output;
    this.#views.set(name, { state: output ? 'stale' : 'idle', startedAt: null, output });
  }

  /** The database is a new one: nothing is made in it yet. `culprit` is left in error and not tried again. */
  reset(culprit: string | null = null, fault: Fault | null = null): void {
    this.#made.clear();
    this.#watch.forget();
    if (culprit) {
      this.#held.set(culprit, this.view(culprit).planned?.version ?? '');
      this.#views.set(culprit, { state: 'error', fault, startedAt: null });
    }
    for (const [name, { state, version }] of this.#views.all)
      if (name !== culprit)
        this.#views.set(name, { version: '', state: state === 'done' && version ? 'stale' : state });
    this.#again();
  }

  #again(): void {
    if (!this.#wanted) return;
    this.#host.stirred();
    this.#replan = true;
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (;;) {
        if (this.#replan) {
          this.#replan = false;
          if (this.#allowed?.size === 0) return; // inert: not even looked at by the engine
          this.#preparing = true;
          const planned = await this.#plan();
          this.#preparing = false;
          if (!planned) continue;
        }
        const next = this.#next(this.#views.queued);
        if (!next) {
          if (this.#replan) continue;
          return;
        }
        await this.#run(next);
      }
    } finally {
      this.#pumping = false;
      for (const resolve of this.#waiting.splice(0)) resolve();
      this.#host.settled();
    }
  }

  /** Resolves when nothing is being run or prepared. */
  idle(): Promise<void> {
    return this.#pumping ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  /** Prepares the data and plans every cell; false when it was overtaken or failed. */
  async #plan(): Promise<boolean> {
    const notebook = this.#wanted!;
    const abort = (this.#preparation = new AbortController());
    if (this.#allowed === null) {
      for (const cell of notebook.cells)
        if (!this.#views.has(cell.name)) this.#views.set(cell.name, { state: 'queued' });
    }
    const planned = await this.#planWhole(notebook, abort.signal);
    this.#preparation = null;
    if (this.#replan) return false; // overtaken by an edit, whose plan follows
    // Cancelled while the last of it was planned: the notebook may be closed, and the engine another's by now.
    if (!planned.ok || abort.signal.aborted) {
      this.#fault = planned.ok || planned.fault.code === 'cancelled' ? null : planned.fault;
      for (const [name, view] of this.#views.all)
        if (view.state === 'queued') this.#views.set(name, { state: 'stale' });
      return false;
    }
    this.#fault = null;
    this.#take(planned.value);
    return true;
  }

  #take(planned: readonly PlannedCell[]): void {
    this.#views.keep(new Set(planned.map((cell) => cell.name)));
    this.#allowBehind(planned);
    for (const [order, cell] of planned.entries()) this.#mark(cell, order);
  }

  /** The plan over all data; on the way to it, cells are run that can do with what is there first. */
  async #planWhole(notebook: Notebook, signal: AbortSignal): Promise<Result<readonly PlannedCell[]>> {
    const db = await this.#host.connector();
    if (!db.ok) return db;
    // Whatever a document may do to the planning, no cell is left waiting for it.
    const first = await attempt(async () => {
      const context = await this.#host.first(notebook, signal, this.#plans.foresee(db.value, notebook));
      if (!context.ok || context.value === null) return context;
      const planned = await this.#plans.make(db.value, notebook, context.value);
      if (this.#replan || signal.aborted) return ok(null);
      this.#take(planned);
      return context;
    }, 'run-unexpected');
    if (!first.ok && first.fault.code === 'cancelled') return first;
    if (first.ok && first.value) await this.#runReady(first.value.ready, signal);
    if (signal.aborted) return fail('cancelled');
    return attempt(async () => {
      const context = await this.#host.prepare(notebook, signal);
      if (!context.ok) return context;
      this.#cleaned = context.value.versions.get('clean.ledger') ?? '';
      return ok(await this.#plans.make(db.value, notebook, context.value));
    }, 'run-unexpected');
  }

  /** Those in view, or where none of them can be run yet one other: to run all would keep those in view waiting. */
  async #runReady(ready: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    for (let ran = 0; !this.#replan && !signal.aborted; ran++) {
      const cells = readyCells(this.#views.queued, ready, (name) => this.view(name).state === 'done');
      const looked = [...(this.#focus === null ? [] : [this.#focus]), ...this.#inView];
      const sought = cells.filter(({ name }) => looked.some((reader) => this.#views.concerns(name, reader)));
      const next = this.#next(sought.length > 0 ? sought : ran === 0 ? cells : []);
      if (!next) return;
      await this.#run(next);
    }
  }

  /** What was asked for runs with all that it reads, be it in its SQL or through the goal's group; readers stand behind. */
  #allowBehind(planned: readonly PlannedCell[]): void {
    for (const { name, reads } of planned.toReversed())
      if (this.#allowed?.has(name)) for (const read of reads) this.#allowed.add(read);
  }

  #mark(cell: PlannedCell, order: number): void {
    const { name, version } = cell;
    const runs = (this.#allowed === null || this.#allowed.has(name)) && this.#held.get(name) !== version;
    const mark = planMark(cell, viewOver(cell, this.#views.of(name), this.#made), order, runs);
    if (mark) this.#views.set(name, mark);
  }

  /** Which cells are in view: what is looked at, and what a scroll will need next, runs before the rest. */
  look(names: Iterable<string>): void {
    this.#inView = new Set(names);
  }

  /** Of the `queued`: the cell in focus and what it reads come first, then those in view. */
  #next(queued: readonly PlannedCell[]): PlannedCell | null {
    const wanted = viewOrder(this.#wanted?.cells ?? [], this.#inView);
    return nextCell(queued, this.#focus === null ? wanted : [this.#focus, ...wanted], (name, reader) =>
      this.#views.concerns(name, reader),
    );
  }

  async #run(cell: PlannedCell): Promise<void> {
    const upstream = upstreamFault(cell, (name) =>
      this.#views.has(name) ? this.view(name).state === 'done' : undefined,
    );
    if (upstream) return this.#views.set(cell.name, { state: 'error', version: '', fault: upstream });
    const db = await this.#host.connector();
    if (this.view(cell.name).state !== 'queued') return; // cancelled meanwhile
    if (!db.ok) return this.#views.set(cell.name, { state: 'error', fault: db.fault });
    const abort = new AbortController();
    const since = performance.now();
    const before = this.view(cell.name).output;
    const current: CurrentRun = { name: cell.name, abort, since, before, drawn: false, pointless: false };
    this.#current = current;
    // An edit came between the plan and this run: it may be pointless already.
    if (this.#replan) this.#stopSoon(current);
    this.#views.set(cell.name, { state: 'running', startedAt: Date.now(), progress: null, fault: null });
    const under = { watch: this.#watch, preparation: this.#cleaned };
    // A cell whose run throws is in error, and those after it go on.
    const result = await attempt(
      () =>
        runWatched(db.value, cell, this.#made, under, {
          signal: abort.signal,
          onChart: (chart) => {
            this.#views.set(cell.name, { chart });
            current.drawn = true;
            if (current.pointless) this.#stopSoon(current);
          },
          // What was found before stays until it is known what holds now.
          onFirst: (first) =>
            this.#views.set(cell.name, {
              judging: true,
              output: { ...first, findings: before?.findings ?? null },
            }),
          models,
          onProgress: (progress) => this.#views.set(cell.name, { progress: progress < 1 ? progress : null }),
        }),
      'run-unexpected',
    );
    this.#current = null;
    const elapsed = performance.now() - since;
    if (result.ok) {
      this.#views.set(cell.name, {
        state: 'done',
        version: cell.version,
        startedAt: null,
        elapsed,
        output: result.value,
        chart: result.value.chart,
      });
    } else if (result.fault.code === 'cancelled') {
      if (this.view(cell.name).state === 'running') this.#halt(cell.name, before);
    } else {
      this.#views.set(cell.name, {
        state: 'error',
        version: cell.version,
        startedAt: null,
        elapsed,
        fault: result.fault,
      });
      if (result.fault.code === 'clean-changed') {
        this.#host.spoilt();
        this.reset(cell.name, result.fault);
      }
    }
  }
}
