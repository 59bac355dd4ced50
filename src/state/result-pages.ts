import type { ResultField, Rows } from '../engine/api.ts';
import type { Lang } from '../i18n/text.ts';
import { need, type Result } from '../result.ts';
import { countRows, fetchPage, fetchSideTable } from '../run/execute.ts';
import { labelRows } from '../template/labels.ts';
import type { Codes } from '../template/schema.ts';
import type { Engines, NotebookEngine } from './engines.ts';

/** Rows as the grid, the charts and the writers of files take them. */
export type { ResultField, Rows };

/** Order of a grid's rows; null is the result's own order. */
export type GridSort = { column: string; descending: boolean } | null;
/** Reads a page of a grid. Rejects with an Error to say why not. */
export type FetchPage = (offset: number, limit: number, sort: GridSort) => Promise<Rows>;

/** Asks the notebook's engine for rows; stops where there are none. */
export async function rowsOf(
  engines: Pick<Engines, 'notebook'>,
  ask: (engine: NotebookEngine) => Promise<Result<Rows>>,
): Promise<Rows> {
  return need(await ask(need(await engines.notebook())));
}

/** Reads a cell's result page by page, coded values in words; `where` (SQL) leaves some of its rows. */
export const resultPages =
  (
    engines: Pick<Engines, 'notebook'>,
    cell: string,
    codes: Codes | undefined,
    lang: Lang,
    where: string | undefined,
  ): FetchPage =>
  async (offset, limit, sort) => {
    const rows = await rowsOf(engines, (engine) => fetchPage(engine, cell, offset, limit, sort, { where }));
    return labelRows(codes, rows, lang);
  };

/** How many rows of a cell's result meet a condition. */
export async function countResult(
  engines: Pick<Engines, 'notebook'>,
  cell: string,
  where: string,
): Promise<Result<number>> {
  const engine = await engines.notebook();
  return engine.ok ? countRows(engine.value, cell, where) : engine;
}

/** All rows of a side table, coded values in words, and what a grid reads them by. Rejects with an Error to say why not. */
export async function sideTable(
  engines: Pick<Engines, 'notebook'>,
  sql: string,
  codes: Codes | undefined,
  lang: Lang,
): Promise<{ rows: Rows; pages: FetchPage }> {
  const read = async (sort: GridSort) =>
    labelRows(codes, await rowsOf(engines, (engine) => fetchSideTable(engine, sql, sort)), lang);
  const rows = await read(null);
  const pages: FetchPage = async (offset, limit, sort) => {
    const all = sort ? await read(sort) : rows;
    const data = all.data.map((column) => column.slice(offset, offset + limit));
    return { fields: all.fields, count: data[0]?.length ?? 0, data };
  };
  return { rows, pages };
}
