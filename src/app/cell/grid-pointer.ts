import type { GridCell } from './grid-select.ts';

const cellOf = (event: Event): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>('[data-c]');

/** The cell of a grid that an event happened on, or null. */
export function cellAt(event: Event): GridCell | null {
  const cell = cellOf(event);
  return cell ? { row: Number(cell.dataset['r']), column: Number(cell.dataset['c']) } : null;
}

/** Has the browser show a text whole while it is pointed at, where it is cut. */
export function showWhole(event: Event): void {
  const cell = cellOf(event);
  if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '').trim() : '';
}
