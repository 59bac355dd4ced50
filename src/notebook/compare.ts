import type { Cell, Notebook } from './document.ts';

/** What of a cell can differ. */
const CELL_PARTS = ['title', 'params', 'sql', 'chart', 'text'] as const;
/** What of a notebook can differ, but for its cells. Sources are data's, not the method's. */
const PARTS = ['title', 'currency', 'goal', 'cleaning', 'metrics', 'disclosure'] as const;

export type NotebookPart = (typeof PARTS)[number];
export type CellPart = (typeof CELL_PARTS)[number];

/** One thing that is not the same in a later notebook. */
export type Difference =
  | { kind: 'part'; part: NotebookPart }
  | { kind: 'order' }
  | { kind: 'added' | 'removed'; cell: Cell }
  | { kind: 'changed'; cell: Cell; parts: CellPart[] };

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** What has changed from one state of a notebook to a later one, cells in the later one's order, those taken out last. */
export function differences(then: Notebook, now: Notebook): Difference[] {
  const parts = PARTS.filter((part) => !same(then[part], now[part]));
  const before = new Map(then.cells.map((cell) => [cell.name, cell]));
  const cells = now.cells.flatMap((cell): Difference[] => {
    const old = before.get(cell.name);
    if (!old || old.template !== cell.template) return [{ kind: 'added', cell }];
    const changed = CELL_PARTS.filter((part) => !same(old[part], cell[part]));
    return changed.length > 0 ? [{ kind: 'changed', cell, parts: changed }] : [];
  });
  const stays = (in_: Notebook, cell: Cell) =>
    in_.cells.some(({ name, template }) => name === cell.name && template === cell.template);
  const removed = then.cells.filter((cell) => !stays(now, cell));
  const order = (of: Notebook, other: Notebook) =>
    of.cells.filter((cell) => stays(other, cell)).map(({ name }) => name);
  return [
    ...parts.map((part): Difference => ({ kind: 'part', part })),
    ...cells,
    ...removed.map((cell): Difference => ({ kind: 'removed', cell })),
    ...(same(order(then, now), order(now, then)) ? [] : [{ kind: 'order' } as const]),
  ];
}

/** The notebook as it was, over the data that are there now: going back is about the method. */
export const goneBack = (now: Notebook, then: Notebook): Notebook => ({ ...then, sources: now.sources });
