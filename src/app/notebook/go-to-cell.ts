/** Brings a cell into sight and the focus to it; of one that is folded away the line that speaks of it. */
export function goToCell(name: string): void {
  const cell = document.querySelector<HTMLElement>(`section[data-cell="${name}"]`);
  if (cell?.closest('[hidden]')) {
    document.querySelector('[data-lacking]')?.scrollIntoView({ block: 'center' });
    return;
  }
  cell?.scrollIntoView({ block: 'start' });
  cell?.focus({ preventScroll: true });
}
