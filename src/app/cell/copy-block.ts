import { cellText } from '../../i18n/cell.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang } from '../../i18n/text.ts';
import type { GridPages } from '../../state/grid-pages.ts';
import { copyOut } from '../clipboard.ts';
import type { GridColumn } from './grid-columns.ts';
import { copyText, MOST_COPIED, sizeOf } from './grid-copy.ts';
import type { GridRange } from './grid-select.ts';

/** Copies a block of a grid; returns what there is to tell of it. `name` is the table's, for the list of what left. */
export async function copyBlock(
  pages: GridPages,
  range: GridRange,
  columns: readonly GridColumn[],
  { lang, currency, name }: { lang: Lang; currency: string; name: string },
): Promise<string> {
  const { high, wide } = sizeOf(range);
  const number = (n: number) => formatValue(n, 'integer', { lang, currency });
  try {
    const text = await copyText(pages, range, columns, { lang, currency });
    if (text === null) return fill(cellText.copyTooBig, lang, { most: number(MOST_COPIED) });
    await copyOut(text, name, { what: 'table', rows: high, columns: wide });
    return fill(cellText.copied, lang, { rows: number(high), columns: number(wide) });
  } catch {
    return cellText.copyFailed[lang];
  }
}
