import type { Lang } from '../../i18n/text.ts';
import type { GridSource, ResultField, Rows } from '../../state/result-pages.ts';
import { fittedWidths, gridText, type GridColumn } from './grid-columns.ts';
import { measureTexts } from './measure-texts.ts';

/**
 * Column widths by name, given to `onfit` twice: fitted to the first rows (`page`) at once, so that nothing that is
 * in sight is ever cut, and to the widest values of the whole table when those are known, so that columns do not jump
 * while scrolling. Where the others cannot be read any more, the first rows alone count.
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
  onfit: (widths: Record<string, number>) => void,
): Promise<void> {
  const fit = (widest: Awaited<ReturnType<GridSource['widest']>>) =>
    onfit(
      fittedWidths(columns, page, widest, (value, column) => gridText(value, column, lang, currency), {
        cells: (texts) => measureTexts(host, texts, '400'),
        heads: (texts) => measureTexts(host, texts, '500'),
      }),
    );
  fit([]);
  const widest = await source.widest(fields).catch(() => []);
  if (widest.length > 0) fit(widest);
}
