import type { Cell } from '../notebook/document.ts';

/**
 * The order in which results are wanted, by what of the page is in view: the cells in view, then those that follow, as
 * a reader goes down, then those above from the nearest on, and folded ones last. Where none is in view, from the top.
 */
export function viewOrder(
  cells: readonly Pick<Cell, 'name' | 'folded'>[],
  inView: ReadonlySet<string>,
): string[] {
  const first = Math.max(
    cells.findIndex(({ name }) => inView.has(name)),
    0,
  );
  const places = cells.map(({ name, folded }, i) => {
    const far = i >= first ? i - first : cells.length + first - i;
    return { name, place: folded ? 3 * cells.length + i : inView.has(name) ? i - first : cells.length + far };
  });
  return places.sort((a, b) => a.place - b.place).map(({ name }) => name);
}
