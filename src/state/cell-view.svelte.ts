import { SvelteMap } from 'svelte/reactivity';
import type { Rows } from '../engine/api.ts';
import type { RoleRef } from '../entity/catalogue.ts';
import type { Fault } from '../result.ts';
import type { CellOutput } from '../run/execute.ts';
import type { PlannedCell } from '../run/plan.ts';

export type CellState = 'idle' | 'stale' | 'queued' | 'running' | 'done' | 'error' | 'needs-roles';

/** What the page shows of one cell's run; replaced as a whole at each change. */
export interface CellView {
  state: CellState;
  /** Version of the result shown; '' before the first. */
  version: string;
  startedAt: number | null;
  /** How far a statistical model of the running cell is, 0..1; null while none runs. */
  progress: number | null;
  /** Of a running cell: chart and table are those of this run, its findings are still to come. */
  judging: boolean;
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

/** A cell that nothing is known of yet. */
export const freshView: CellView = {
  state: 'idle',
  version: '',
  startedAt: null,
  progress: null,
  judging: false,
  elapsed: null,
  output: null,
  chart: null,
  fault: null,
  missing: [],
  planned: null,
  order: 0,
};

/** What is shown of each cell's run. */
export class CellViews {
  #views = new SvelteMap<string, CellView>();

  get all(): ReadonlyMap<string, CellView> {
    return this.#views;
  }

  has(name: string): boolean {
    return this.#views.has(name);
  }

  of(name: string): CellView {
    return this.#views.get(name) ?? freshView;
  }

  set(name: string, change: Partial<CellView>): void {
    const view = { ...this.of(name), ...change };
    this.#views.set(name, { ...view, judging: view.judging && view.state === 'running' });
  }

  /** Forgets the cells that are not among these. */
  keep(names: ReadonlySet<string>): void {
    for (const name of [...this.#views.keys()]) if (!names.has(name)) this.#views.delete(name);
  }

  /** Cells in running order, as last planned. */
  get order(): string[] {
    return [...this.#views.values()]
      .sort((a, b) => a.order - b.order)
      .flatMap(({ planned }) => (planned ? [planned.name] : []));
  }

  get queued(): PlannedCell[] {
    return [...this.#views.values()].flatMap(({ state, planned }) =>
      state === 'queued' && planned ? [planned] : [],
    );
  }

  get running(): boolean {
    for (const { state } of this.#views.values()) if (state === 'running' || state === 'queued') return true;
    return false;
  }

  /** Whether `name` is `reader` or is read by it, directly or not; null concerns every cell. */
  concerns(name: string | null, reader: string, seen = new Set<string>()): boolean {
    if (name === null || name === reader) return true;
    if (seen.has(reader)) return false;
    seen.add(reader);
    return (this.of(reader).planned?.reads ?? []).some((read) => this.concerns(name, read, seen));
  }
}
