/** Share of a table's sight that columns which stay may take; beyond it they move with the others. */
const MOST_FROZEN = 0.6;

/** Where the frozen columns begin, from the left edge in pixels; as many as leave room for the others. */
export function frozenAt(widths: readonly number[], frozen: number, sight: number): number[] {
  const at: number[] = [];
  let left = 0;
  for (const width of widths.slice(0, frozen)) {
    if (left + width > sight * MOST_FROZEN) break;
    at.push(left);
    left += width;
  }
  return at;
}

/** How far to scroll sideways so that a column is seen beside the frozen ones; the same when it is already. */
export function revealColumn(
  widths: readonly number[],
  frozen: number,
  column: number,
  { left, width }: { left: number; width: number },
): number {
  if (column < frozen) return left;
  const sum = (to: number) => widths.slice(0, to).reduce((total, one) => total + one, 0);
  const [start, held] = [sum(column), sum(frozen)];
  const end = start + (widths[column] ?? 0);
  if (start - held < left) return start - held;
  return end > left + width ? Math.min(start - held, end - width) : left;
}
