import { fetchPage, type CellOutput } from '../../run/execute.ts';
import { quoteName } from '../../sql/quote.ts';
import type { ExportedTable } from '../../state/exporting.svelte.ts';

/** The result of a cell, or those `count` of its rows that meet `where`, to be written to a file called `name`. */
export const resultTable = (
  cell: string,
  { fields }: CellOutput,
  {
    name,
    count,
    where,
    current,
  }: { name: string; count: number; where: string | undefined } & Pick<ExportedTable, 'current'>,
): ExportedTable => ({
  current,
  name,
  sheet: cell,
  count,
  fields,
  from: quoteName(cell) + (where === undefined ? '' : ` WHERE (${where})`),
  page: (engine, offset, limit, signal) => fetchPage(engine, cell, offset, limit, null, { where, signal }),
});
