import type { Bound } from './bind.ts';
import type { Cell } from './cells.ts';
import { say, type FigureContext } from './figure.ts';
import { intervalLine, intervalOf } from './intervals.ts';
import { additive } from './order.ts';
import { TEXTS } from './texts.ts';

/**
 * The rows as cells of x across and y down, in row order. Rows of one cell are added up where that means
 * something (counts, money); of rates and averages the mean is shown, and `notes` says so. `heading` names a row's
 * cell in hovers. Rows without a value make no cell.
 */
export function gatherCells(
  context: FigureContext,
  { x, y, value }: { x: Bound; y: Bound; value: Bound },
  heading: (row: number) => string,
  notes: string[],
): Cell[] {
  const sums = new Map<string, { sum: number; rows: number; first: number }>();
  for (let r = 0; r < context.rows.count; r++) {
    const n = value.number(r);
    if (n === null) continue;
    const id = JSON.stringify([x.key(r), y.key(r)]);
    const cell = sums.get(id) ?? { sum: 0, rows: 0, first: r };
    cell.sum += n;
    cell.rows += 1;
    sums.set(id, cell);
  }
  const adds = additive(value);
  const mixed = adds ? 0 : [...sums.values()].filter((cell) => cell.rows > 1).length;
  if (mixed) notes.push(say(context, TEXTS.averaged, { n: mixed }));
  return [...sums.values()].map(({ sum, rows, first }): Cell => {
    const shown = adds ? sum : sum / rows;
    return {
      column: x.key(first),
      row: y.key(first),
      value: shown,
      mark: { row: first, columns: [x.column, y.column] },
      lines: [
        heading(first),
        `${value.label} ${value.show(shown)}`,
        ...intervalLine(context, value, rows === 1 ? intervalOf(context, first) : null),
      ],
    };
  });
}
