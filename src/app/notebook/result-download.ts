import { cellText } from '../../i18n/cell.ts';
import { faultText } from '../../i18n/faults/index.ts';
import { fill } from '../../i18n/fill.ts';
import type { Lang } from '../../i18n/text.ts';
import { ok } from '../../result.ts';
import { countRows } from '../../run/execute.ts';
import { engineService } from '../../state/engine.svelte.ts';
import type { CellView } from '../../state/cell-view.svelte.ts';
import type { Exporting, ExportKind } from '../../state/exporting.svelte.ts';
import type { RowFilter } from '../../state/row-filters.svelte.ts';
import { download } from '../download.ts';
import { resultTable } from './result-export.ts';

/**
 * Hands a cell's result, or the rows of one finding, to the browser as a file. Returns what to tell the
 * reader: why there is none, that texts were cut, or that there are several sheets; null when there is nothing.
 */
export async function downloadResult(
  exporting: Exporting,
  kind: ExportKind,
  cell: string,
  view: () => CellView,
  filter: RowFilter | null,
  lang: Lang,
): Promise<string | null> {
  const { output } = view();
  if (!output) return null;
  // A run writes the table anew while the page still shows the last one's result.
  const current = () => view().output === output && view().state !== 'running';
  const name = filter ? `${cell}-${filter.rule}` : cell;
  const where = filter?.where;
  const engine = await engineService.notebook();
  if (!engine.ok) return faultText(engine.fault, lang);
  const count = where === undefined ? ok(output.count) : await countRows(engine.value, cell, where);
  if (!count.ok) return faultText(count.fault, lang);
  const table = resultTable(cell, output, { name, count: count.value, where, current });
  const file = await exporting.write(table, kind);
  if (!file.ok) return file.fault.code === 'cancelled' ? null : faultText(file.fault, lang);
  const { blob, cut, sheets } = file.value;
  download(blob, `${name}.${kind}`);
  if (sheets > 1) return fill(cellText.sheetsSplit, lang, { count: sheets });
  return cut > 0 ? fill(cellText.textsCut, lang, { count: cut }) : null;
}
