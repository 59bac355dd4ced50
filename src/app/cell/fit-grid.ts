import type { Lang } from '../../i18n/text.ts';
import type { GridSource, ResultField, Rows } from '../../state/result-pages.ts';
import { fittedWidths, gridText, type GridColumn } from './grid-columns.ts';
import { measureTexts } from './measure-texts.ts';

/**
 * Column widths by name, fitted once to the widest values of the whole table, so that columns do not jump while
 * scrolling. `page` are the first rows; where the others cannot be read any more, they alone count.
 */
export async function fitGrid(
  host: HTMLElement,
  {
    source,
    fields,
    columns,
    page,
  }: { source: GridSource; fields: ResultField[]; columns: GridColumn[]; page: Rows },
  { lang, currency }: { lang: Lang; currency: string },
): Promise<Record<string, number>> {
  const widest = await source.widest(fields).catch(() => []);
  return fittedWidths(columns, page, widest, (value, column) => gridText(value, column, lang, currency), {
    cells: (texts) => measureTexts(host, texts, '400'),
    heads: (texts) => measureTexts(host, texts, '500'),
  });
}
