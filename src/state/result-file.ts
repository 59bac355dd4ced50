import { cellText } from '../i18n/cell.ts';
import { faultText } from '../i18n/faults/index.ts';
import { fill } from '../i18n/fill.ts';
import type { Lang } from '../i18n/text.ts';
import { ONE } from '../disclosure/behind.ts';
import type { Disclosure } from '../disclosure/disclose.ts';
import type { GatedTable } from '../disclosure/table.ts';
import type { Rows } from '../engine/api.ts';
import { disclosureText } from '../i18n/disclosure.ts';
import { fail, ok, type Result } from '../result.ts';
import { gatedResult, rowsFrom } from '../disclosure/gated-result.ts';
import { fetchPage, type CellOutput } from '../run/execute.ts';
import { quoteName } from '../sql/quote.ts';
import { contentsOf, type Contents } from '../egress/departure.ts';
import type { Engines } from './engines.ts';
import type { ExportedTable, Exporting, ExportKind } from './exporting.svelte.ts';
import { countResult } from './result-pages.ts';
import type { RowFilter } from './row-filters.svelte.ts';
import type { CellView } from './cell-view.svelte.ts';

/** The result of a cell, or those `count` of its rows that meet `where`, to be written to a file called `name`. */
const resultTable = (
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
  page: (engine, offset, limit, signal) => fetchPage(engine, cell, offset, limit, { where, signal }),
});

/** A file for the browser, if there is one, and what to tell the reader of it, if anything. */
export interface ResultFile {
  file: { blob: Blob; name: string; contents: Contents } | null;
  note: string | null;
}

/**
 * Writes a cell's result, or the rows of one finding, to a file. The note says why there is none, that texts were
 * cut, or that there are several sheets.
 */
export async function resultFile(
  {
    engines,
    exporting,
    disclosure,
  }: {
    engines: Pick<Engines, 'notebook'>;
    exporting: Exporting;
    /** What may leave, where the rules hold for result tables too. */
    disclosure?: (() => Promise<Disclosure | null>) | undefined;
  },
  kind: ExportKind,
  { cell, view, filter }: { cell: string; view: () => CellView; filter: RowFilter | null },
  lang: Lang,
): Promise<ResultFile> {
  const { output } = view();
  if (!output) return { file: null, note: null };
  // A run writes the table anew while the page still shows the last one's result.
  const current = () => view().output === output && view().state !== 'running';
  const name = filter ? `${cell}-${filter.rule}` : cell;
  const where = filter?.where;
  const count = where === undefined ? ok(output.count) : await countResult(engines, cell, where);
  if (!count.ok) return { file: null, note: faultText(count.fault, lang) };
  const table = resultTable(cell, output, { name, count: count.value, where, current });
  const gated = disclosure ? await gatedTable(engines, kind, table, where, await disclosure()) : ok(null);
  if (!gated.ok) return { file: null, note: faultText(gated.fault, lang) };
  const { rows, held = 0, smallest = isOfCustomers(output) ? 1 : null } = gated.value ?? {};
  if (rows) Object.assign(table, { count: rows.count, page: pagesOf(rows) });
  const written = await exporting.write(table, kind);
  if (!written.ok)
    return { file: null, note: written.fault.code === 'cancelled' ? null : faultText(written.fault, lang) };
  const { blob, cut, sheets } = written.value;
  const file = {
    blob,
    name: `${name}.${kind}`,
    contents: { ...contentsOf('table', table), smallestGroup: smallest },
  };
  if (held > 0) return { file, note: fill(disclosureText.rowsHeld, lang, { count: held }) };
  if (sheets > 1) return { file, note: fill(cellText.sheetsSplit, lang, { count: sheets }) };
  return { file, note: cut > 0 ? fill(cellText.textsCut, lang, { count: cut }) : null };
}

/** Whether each row of a result is one customer. */
const isOfCustomers = ({ fields }: CellOutput): boolean => fields.some(({ name }) => name === ONE);

/** The rows of a table that may leave. */
async function gatedTable(
  engines: Pick<Engines, 'notebook'>,
  kind: ExportKind,
  { sheet }: ExportedTable,
  where: string | undefined,
  disclosure: Disclosure | null,
): Promise<Result<GatedTable>> {
  if (kind === 'parquet') return fail('disclosure-parquet');
  const engine = await engines.notebook();
  return engine.ok ? gatedResult(engine.value, sheet, disclosure, { where }) : engine;
}

const pagesOf =
  (rows: Rows): ExportedTable['page'] =>
  (_, offset, limit) =>
    Promise.resolve(ok(rowsFrom(rows, offset, limit)));
