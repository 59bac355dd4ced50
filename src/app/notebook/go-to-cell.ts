/** Brings a cell into sight and the focus to it. */
export function goToCell(name: string): void {
  const cell = document.querySelector<HTMLElement>(`section[data-cell="${name}"]`);
  cell?.scrollIntoView({ block: 'start' });
  cell?.focus({ preventScroll: true });
}
