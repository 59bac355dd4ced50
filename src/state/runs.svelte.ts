import { SvelteMap } from 'svelte/reactivity';
import type { Rows } from '../engine/api.ts';
import type { RoleRef } from '../entity/catalogue.ts';
import { takesMetrics } from '../metric/own.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Fault, Result } from '../result.ts';
import { runCell, type CellOutput, type MadeTables } from '../run/execute.ts';
import { CompileCache } from '../run/compile-cache.ts';
import type { ArrowConnector } from '../engine/connector.ts';
import { planCells, type PlanContext, type PlannedCell } from '../run/plan.ts';
import { upstreamFault } from '../run/upstream.ts';
import type { ModelRunner } from '../run/stage.ts';
import { getTemplate } from '../template/registry.ts';

export type CellState = 'idle' | 'stale' | 'queued' | 'running' | 'done' | 'error' | 'needs-roles';

/** What the page shows of one cell's run; replaced as a whole at each change. */
export interface CellView {
  state: CellState;
  /** Version of the result shown; '' before the first. */
  version: string;
  startedAt: number | null;
  /** How far a statistical model of the running cell is, 0..1; null while none runs. */
  progress: number | null;
  /** Milliseconds the shown result took. */
  elapsed: number | null;
  output: CellOutput | null;
  /** Rows of the figure: those of the run in hand as soon as they are there, else of the last result. */
  chart: Rows | null;
  fault: Fault | null;
  missing: RoleRef[];
  planned: PlannedCell | null;
  /** Place in running order. */
  order: number;
}

/** Named only when the first model runs: its worker's file is no part of the first bundle. */
const models: ModelRunner<ArrowConnector> = async (...run) =>
  (await import('../run/model-worker.ts')).runModelInWorker(...run);

/** What the templates that offer metrics follow from, besides themselves. */
const metricPart = ({ metrics, goal }: Notebook): string => JSON.stringify([metrics, goal.metrics]);

/** What the entities and their scope follow from; words of the goal sheet change no row. */
const dataPart = ({ goal, cleaning, sources }: Notebook): string =>
  JSON.stringify([goal.group, goal.period, goal.asOf, cleaning, sources]);

const fresh: CellView = {
  state: 'idle',
  version: '',
  startedAt: null,
  progress: null,
  elapsed: null,
  output: null,
  chart: null,
  fault: null,
  missing: [],
  planned: null,
  order: 0,
};

/** What the runs need of the rest: the database, and its tables prepared for a notebook. */
export interface RunHost {
  connector(): Promise<Result<ArrowConnector>>;
  /** Brings entities, cleaning and scope in line with the notebook; cheap when nothing changed. */
  prepare(notebook: Notebook, signal: AbortSignal): Promise<Result<Omit<PlanContext, 'tableNames'>>>;
  /** Nothing is being run or prepared any more. */
  settled(): void;
}

/**
 * A run that was under way for longer than this is stopped when an edit makes it pointless. A shorter
 * one is let finish, so that dragging a slider redraws all the while instead of never.
 */
const PATIENCE_MS = 250;

/**
 * Runs the cells of one notebook: one at a time, in dependency order, only those whose version
 * changed, the edited one and what it needs first. A late result of an outdated run is dropped.
 */
export class CellRuns {
  #views = new SvelteMap<string, CellView>();
  #preparing = $state(false);
  #fault = $state.raw<Fault | null>(null);
  #host: RunHost;
  #made: MadeTables = new Map();
  #reads = new Map<string, Result<string[]>>();
  #compiled = new CompileCache();
  #wanted: Notebook | null = null;
  #replan = false;
  #pumping = false;
  #waiting: (() => void)[] = [];
  #focus: string | null = null;
  /** Cells that may run without being asked; null is all. Of a notebook not yet trusted only those asked for. */
  #allowed: Set<string> | null = new Set();
  /** Versions that were cancelled: not run again until they change or run is pressed. */
  #held = new Map<string, string>();
  #current: { name: string; abort: AbortController; since: number } | null = null;
  #preparation: AbortController | null = null;

  constructor(host: RunHost) {
    this.#host = host;
  }

  view(name: string): CellView {
    return this.#views.get(name) ?? fresh;
  }

  get all(): ReadonlyMap<string, CellView> {
    return this.#views;
  }

  /** Cells in running order, as last planned. */
  get order(): string[] {
    return [...this.#views.values()]
      .sort((a, b) => a.order - b.order)
      .flatMap((v) => (v.planned ? [v.planned.name] : []));
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
    if (this.#preparing) return true;
    for (const view of this.#views.values())
      if (view.state === 'running' || view.state === 'queued') return true;
    return false;
  }

  /** The document (or its sources) changed. `touched` is the edited cell, which runs first, or null. */
  update(notebook: Notebook, touched: string | null = null): void {
    this.#expectChange(this.#wanted, notebook);
    this.#wanted = notebook;
    this.#replan = true;
    if (touched !== null) this.#focus = touched;
    const current = this.#current;
    if (current && performance.now() - current.since > PATIENCE_MS && this.#concerns(touched, current.name)) {
      current.abort.abort();
    }
    this.#preparation?.abort();
    void this.#pump();
  }

  /** From the edit on, what it may change is no longer called done; the plan then says what really changed. */
  #expectChange(before: Notebook | null, after: Notebook): void {
    if (!before || before === after) return;
    const data = dataPart(before) !== dataPart(after);
    const metrics = metricPart(before) !== metricPart(after);
    const edited = new Set(
      after.cells.flatMap((cell) => {
        const old = before.cells.find((other) => other.name === cell.name);
        const template = metrics ? getTemplate(cell.template) : undefined;
        if (template && takesMetrics(template)) return [cell.name];
        return old && old.params === cell.params && old.sql === cell.sql ? [] : [cell.name];
      }),
    );
    if (!data && edited.size === 0) return;
    for (const [name, view] of this.#views) {
      if (view.state !== 'done' || !view.planned?.version) continue;
      if (data || [...edited].some((cell) => this.#concerns(cell, name))) this.#set(name, { state: 'stale' });
    }
  }

  /** Runs everything, and from now on whatever an edit makes stale. Failed and cancelled cells are tried again. */
  runAll(): void {
    this.#allowed = null;
    this.#held.clear();
    for (const [name, view] of this.#views) if (view.state === 'error') this.#set(name, { version: '' });
    this.#again();
  }

  /** Runs one cell and what it reads, even if nothing changed. */
  runOne(name: string): void {
    this.#allowed?.add(name);
    for (const read of this.view(name).planned?.reads ?? []) this.#allowed?.add(read);
    this.#held.delete(name);
    this.#set(name, { version: '' });
    for (const stage of this.view(name).planned?.stages ?? []) this.#made.delete(stage.table);
    this.#focus = name;
    this.#again();
  }

  /** Stops the running cell and empties the queue; results that are there stay. */
  cancel(name: string | null = null): void {
    for (const [cell, view] of this.#views) {
      if (name !== null && cell !== name) continue;
      if (view.state !== 'queued' && view.state !== 'running') continue;
      if (view.planned) this.#held.set(cell, view.planned.version);
      this.#set(cell, { state: view.output ? 'stale' : 'idle', startedAt: null });
    }
    if (name === null || this.#current?.name === name) this.#current?.abort.abort();
    if (name === null) this.#preparation?.abort();
  }

  /** The database is a new one: nothing is made in it yet. `culprit` is left in error and not tried again. */
  reset(culprit: string | null = null, fault: Fault | null = null): void {
    this.#made.clear();
    if (culprit) {
      this.#held.set(culprit, this.view(culprit).planned?.version ?? '');
      this.#set(culprit, { state: 'error', fault, startedAt: null });
    }
    for (const [name, view] of this.#views)
      if (name !== culprit)
        this.#set(name, { version: '', state: view.state === 'done' && view.version ? 'stale' : view.state });
    this.#again();
  }

  #again(): void {
    if (!this.#wanted) return;
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
        const next = this.#next();
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
        if (!this.#views.has(cell.name)) this.#set(cell.name, { state: 'queued' });
    }
    const db = await this.#host.connector();
    const context = db.ok ? await this.#host.prepare(notebook, abort.signal) : db;
    this.#preparation = null;
    if (!db.ok || !context.ok) {
      if (this.#replan) return false; // overtaken by an edit, whose plan follows
      const fault = db.ok ? (context as { fault: Fault }).fault : db.fault;
      this.#fault = fault.code === 'cancelled' ? null : fault;
      for (const [name, view] of this.#views)
        if (view.state === 'queued') this.#set(name, { state: 'stale' });
      return false;
    }
    this.#fault = null;
    const planned = await planCells(notebook.cells, {
      ...context.value,
      compiled: this.#compiled,
      tableNames: async (sql, key) => {
        const known = this.#reads.get(key) ?? (await db.value.tableNames(sql));
        if (known.ok) this.#reads.set(key, known);
        return known;
      },
    });
    if (this.#replan) return false;
    const names = new Set(planned.map((cell) => cell.name));
    for (const name of [...this.#views.keys()]) if (!names.has(name)) this.#views.delete(name);
    for (const [order, cell] of planned.entries()) this.#mark(cell, order);
    return true;
  }

  #mark(cell: PlannedCell, order: number): void {
    const view = this.view(cell.name);
    const base = { planned: cell, missing: cell.missing, startedAt: null, order };
    if (cell.missing.length > 0) return this.#set(cell.name, { ...base, state: 'needs-roles', fault: null });
    if (cell.fault) return this.#set(cell.name, { ...base, state: 'error', fault: cell.fault, version: '' });
    if (cell.version === '') return this.#set(cell.name, { ...base, state: 'done', fault: null });
    if (view.version === cell.version) {
      // As it was planned before: telling the page would only make it look at every cell anew.
      const known = view.planned?.version === cell.version && view.order === order;
      if (known && view.state === 'done' && !view.fault && view.missing.length === 0) return;
      const state = view.fault ? 'error' : 'done';
      return this.#set(cell.name, { ...base, state });
    }
    const runs =
      (this.#allowed === null || this.#allowed.has(cell.name)) && this.#held.get(cell.name) !== cell.version;
    this.#set(cell.name, { ...base, state: runs ? 'queued' : view.output ? 'stale' : 'idle' });
  }

  /** The next queued cell: the one in focus and what it reads first, else in planned order. */
  #next(): PlannedCell | null {
    const queued = [...this.#views.values()].flatMap((v) =>
      v.state === 'queued' && v.planned ? [v.planned] : [],
    );
    if (queued.length === 0) return null;
    const wanted =
      this.#focus === null ? [] : queued.filter((cell) => this.#concerns(cell.name, this.#focus!));
    const candidates = wanted.length > 0 ? wanted : queued;
    const waiting = new Set(queued.map((cell) => cell.name));
    return candidates.find((cell) => !cell.reads.some((read) => waiting.has(read))) ?? queued[0]!;
  }

  /** Whether `name` is `reader` or is read by it, directly or not; null concerns every cell. */
  #concerns(name: string | null, reader: string, seen = new Set<string>()): boolean {
    if (name === null || name === reader) return true;
    if (seen.has(reader)) return false;
    seen.add(reader);
    return (this.view(reader).planned?.reads ?? []).some((read) => this.#concerns(name, read, seen));
  }

  async #run(cell: PlannedCell): Promise<void> {
    const upstream = upstreamFault(cell, (name) => {
      const read = this.#views.get(name);
      return read && read.state === 'done';
    });
    if (upstream) return this.#set(cell.name, { state: 'error', version: '', fault: upstream });
    const db = await this.#host.connector();
    if (!db.ok) return this.#set(cell.name, { state: 'error', fault: db.fault });
    const abort = new AbortController();
    const since = performance.now();
    this.#current = { name: cell.name, abort, since };
    this.#set(cell.name, { state: 'running', startedAt: Date.now(), progress: null, fault: null });
    const current = () => this.view(cell.name).planned === cell;
    const result = await runCell(db.value, cell, this.#made, {
      signal: abort.signal,
      onChart: (chart) => current() && this.#set(cell.name, { chart }),
      models,
      onProgress: (progress) =>
        current() && this.#set(cell.name, { progress: progress < 1 ? progress : null }),
    });
    this.#current = null;
    if (!current()) return; // deleted or planned anew meanwhile
    const elapsed = performance.now() - since;
    if (result.ok) {
      this.#set(cell.name, {
        state: 'done',
        version: cell.version,
        startedAt: null,
        elapsed,
        output: result.value,
        chart: result.value.chart,
      });
    } else if (result.fault.code === 'cancelled') {
      const view = this.view(cell.name);
      if (view.state === 'running')
        this.#set(cell.name, { state: view.output ? 'stale' : 'idle', startedAt: null });
    } else {
      this.#set(cell.name, {
        state: 'error',
        version: cell.version,
        startedAt: null,
        elapsed,
        fault: result.fault,
      });
    }
  }

  #set(name: string, change: Partial<CellView>): void {
    this.#views.set(name, { ...this.view(name), ...change });
  }
}
