import type { ResultField } from '../../state/result-pages.ts';
import type { GridPages } from '../../state/grid-pages.ts';
import { formatValue } from '../../i18n/format.ts';
import { rounded } from '../../i18n/rounded.ts';
import type { Lang } from '../../i18n/text.ts';
import type { GridColumn } from './grid-columns.ts';
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
 * A block of a grid as tab-separated text for a spreadsheet, with the heads and values that are seen: rounded as
 * shown, without the signs that would make text of a number. A single cell comes without its head. Rejects when rows
 * cannot be read.
 */
export async function copyText(
  pages: GridPages,
  range: GridRange,
  columns: readonly GridColumn[],
  { lang, currency }: { lang: Lang; currency: string },
): Promise<string> {
  const { high, wide } = sizeOf(range);
  const part = columns.slice(range.columns[0], range.columns[1] + 1);
  const block = await pages.block(
    range.rows,
    part.map(({ index }) => index),
  );
  const seen = block.map((row) => row.map((value, c) => seenValue(value, part[c]!, lang, currency)));
  const fields = part.map(({ name, type }): ResultField => ({ name, type, sqlType: '' }));
  return toTsv(seen, fields, high * wide > 1 ? part.map(({ label }) => label) : undefined);
}

function seenValue(value: unknown, { format, type }: GridColumn, lang: Lang, currency: string): unknown {
  if (value === null || value === undefined) return value;
  if (type === 'boolean' || format === 'weekday' || format === 'month' || format === 'hour')
    return formatValue(value, format, { lang, currency });
  if ((format !== 'percent' && format !== 'percentage_points') || typeof value !== 'number')
    return rounded(value, format, currency);
  return formatValue(value, format, { lang, currency }).replaceAll(',', '');
}
