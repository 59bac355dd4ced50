import { takesMetrics } from '../metric/own.ts';
import type { Notebook } from '../notebook/document.ts';
import type { MadeTables } from '../run/execute.ts';
import type { PlannedCell } from '../run/plan.ts';
import { getTemplate } from '../template/registry.ts';
import type { CellView } from './cell-view.svelte.ts';

/** What the templates that offer metrics follow from, besides themselves. */
const metricPart = ({ metrics, goal }: Notebook): unknown[] => [metrics, goal.metrics];

/** What the entities and their scope follow from; words of the goal sheet change no row. */
const dataPart = ({ goal, cleaning, sources }: Notebook): unknown[] => [
  ...[goal.group, goal.period, goal.asOf, goal.behaviours],
  ...[cleaning, sources],
];

/** Edits share structure: what is the same object need not be compared further. */
const differ = (before: unknown[], after: unknown[]): boolean =>
  before.some((part, i) => part !== after[i] && JSON.stringify(part) !== JSON.stringify(after[i]));

/** What an edit may change the results of, before the plan says what it does change. */
export interface ExpectedChange {
  /** All cells: the data is another. */
  data: boolean;
  cells: ReadonlySet<string>;
}

export function expectedChange(before: Notebook, after: Notebook): ExpectedChange {
  const metrics = differ(metricPart(before), metricPart(after));
  const cells = after.cells.flatMap((cell) => {
    const old = before.cells.find((other) => other.name === cell.name);
    const template = metrics ? getTemplate(cell.template) : undefined;
    if (template && takesMetrics(template)) return [cell.name];
    return old && old.params === cell.params && old.sql === cell.sql ? [] : [cell.name];
  });
  return { data: differ(dataPart(before), dataPart(after)), cells: new Set(cells) };
}

/**
 * A cell's view over the tables that there are. Where an edit was taken back, what was begun for it may stand in the
 * place of what is shown, or nobody knows what does: that is of no version then.
 */
export function viewOver(cell: PlannedCell, view: CellView, made: Pick<MadeTables, 'get'>): CellView {
  const shown = view.version === cell.version && !view.fault;
  return shown && cell.stages.some(({ table, version }) => made.get(table) !== version)
    ? { ...view, version: '' }
    : view;
}

/**
 * What becomes of a cell's view when it has been planned; null where the plan found what is shown already: telling
 * the page would only make it look at every cell anew. `runs`: it may run without being asked.
 */
export function planMark(
  cell: PlannedCell,
  view: CellView,
  order: number,
  runs: boolean,
): Partial<CellView> | null {
  const base = { planned: cell, missing: cell.missing, startedAt: null, order };
  if (cell.missing.length > 0) return { ...base, state: 'needs-roles', fault: null };
  if (cell.fault) return { ...base, state: 'error', fault: cell.fault, version: '' };
  if (cell.version === '') return { ...base, state: 'done', fault: null };
  if (view.version !== cell.version)
    return { ...base, state: runs ? 'queued' : view.output ? 'stale' : 'idle' };
  const known =
    view.planned?.version === cell.version &&
    view.planned.everyone === cell.everyone &&
    view.planned.group === cell.group &&
    view.order === order;
  if (known && view.state === 'done' && !view.fault && view.missing.length === 0) return null;
  return { ...base, state: view.fault ? 'error' : 'done' };
}

/**
 * The queued cell that runs next: of the first of the `wanted` that waits for anything, itself or one that it reads
 * (`concerns`), the first that reads nothing which is itself waiting.
 */
export function nextCell(
  queued: readonly PlannedCell[],
  wanted: readonly string[],
  concerns: (cell: string, reader: string) => boolean,
): PlannedCell | null {
  const waiting = new Set(queued.map(({ name }) => name));
  const ready = queued.filter((cell) => !cell.reads.some((read) => waiting.has(read)));
  for (const reader of wanted) {
    const next = ready.find(({ name }) => concerns(name, reader));
    if (next) return next;
  }
  return ready[0] ?? queued[0] ?? null;
}

/**
 * Of the queued cells those that can be run on what is `ready` alone: they read nothing else but cells that are done
 * or can be run so themselves. What a person wrote waits for all of the data, which is watched while it runs.
 */
export function readyCells(
  queued: readonly PlannedCell[],
  ready: ReadonlySet<string>,
  isDone: (cell: string) => boolean,
): PlannedCell[] {
  let found = queued.filter(({ stages }) => !stages.some(({ written }) => written));
  for (;;) {
    const names = new Set(found.map(({ name }) => name));
    const left = found.filter(({ reads }) =>
      reads.every((read) => ready.has(read) || names.has(read) || isDone(read)),
    );
    if (left.length === found.length) return found;
    found = left;
  }
}
