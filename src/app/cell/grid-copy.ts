import type { ResultField } from '../../state/result-pages.ts';
import type { GridColumn } from './grid-columns.ts';
import type { GridPages } from '../../state/grid-pages.ts';
import type { GridRange } from './grid-select.ts';
import { toTsv } from './tsv.ts';

/** Cells that one copy may hold. */
export const MOST_COPIED = 500_000;

/** How many rows and columns a block has. */
export const sizeOf = ({ rows, columns }: GridRange): { high: number; wide: number } => ({
  high: rows[1] - rows[0] + 1,
  wide: columns[1] - columns[0] + 1,
});

/**
 * A block of a grid as tab-separated text for a spreadsheet; null when it holds too many cells. Whole columns come
 * with their heads: that is a table, not a few figures. Rejects when rows cannot be read.
 */
export async function copyText(
  pages: GridPages,
  range: GridRange,
  fields: ResultField[],
  columns: GridColumn[],
  count: number,
): Promise<string | null> {
  const { high, wide } = sizeOf(range);
  if (high * wide > MOST_COPIED) return null;
  const block = await pages.block(range.rows, range.columns);
  const part = <T>(all: T[]) => all.slice(range.columns[0], range.columns[1] + 1);
  const head = high === count && high > 1 ? part(columns).map((column) => column.label) : undefined;
  return toTsv(block, part(fields), head);
}
