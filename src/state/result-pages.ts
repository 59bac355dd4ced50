import type { ResultField, Rows } from '../engine/api.ts';
import type { Lang } from '../i18n/text.ts';
import { need, type Result } from '../result.ts';
import { fetchSideTable } from '../run/execute.ts';
import {
  gridCount,
  gridPage,
  gridWidest,
  type GridQuery,
  type GridSort,
  type GridTable,
} from '../run/grid-rows.ts';
import { quoteName } from '../sql/quote.ts';
import type { RowTest } from '../sql/row-test.ts';
import { labelRows } from '../template/labels.ts';
import type { Codes } from '../template/schema.ts';
import type { Engines, NotebookEngine } from './engines.ts';

/** Rows as the grid, the charts and the writers of files take them. */
export type { GridQuery, GridSort, ResultField, Rows };

/** Reads a page of a grid. Rejects with an Error to say why not. */
export type FetchPage = (offset: number, limit: number, query: GridQuery) => Promise<Rows>;

/** What a grid shows; another object is another table. Each rejects with an Error to say why not. */
export interface GridSource {
  page: FetchPage;
  /** How many rows meet all of the tests. */
  count(tests: readonly RowTest[]): Promise<number>;
  /** By column: values that take most room, of all rows. */
  widest(fields: readonly ResultField[]): Promise<unknown[][]>;
  /** Codes and their words, where the table has any: what a filter's words are read by. */
  codes?: Codes | undefined;
}

/** Asks the notebook's engine for rows; stops where there are none. */
export async function rowsOf<T>(
  engines: Pick<Engines, 'notebook'>,
  ask: (engine: NotebookEngine) => Promise<Result<T>>,
): Promise<T> {
  return need(await ask(need(await engines.notebook())));
}

/** A table of the notebook's engine for a grid, coded values in words. */
export function tableSource(
  engines: Pick<Engines, 'notebook'>,
  table: GridTable,
  codes: Codes | undefined,
  lang: Lang,
): GridSource {
  return {
    codes,
    page: async (offset, limit, query) =>
      labelRows(
        codes,
        await rowsOf(engines, (engine) => gridPage(engine, table, query, offset, limit)),
        lang,
      ),
    count: (tests) => rowsOf(engines, (engine) => gridCount(engine, table, tests)),
    widest: async (fields) => {
      const rows = await rowsOf(engines, (engine) => gridWidest(engine, table, fields));
      return fields.map(({ name }, c) =>
        codes && Object.hasOwn(codes, name)
          ? Object.values(codes[name]!).map((words) => words[lang])
          : Array.from(rows.data[c] ?? []),
      );
    },
  };
}

/** A cell's result, coded values in words; `where` (SQL) leaves some of its rows. */
export const resultSource = (
  engines: Pick<Engines, 'notebook'>,
  cell: string,
  codes: Codes | undefined,
  lang: Lang,
  where: string | undefined,
): GridSource => tableSource(engines, { from: quoteName(cell), where, order: 'rowid' }, codes, lang);

/** How many rows of a cell's result meet a condition. */
export async function countResult(
  engines: Pick<Engines, 'notebook'>,
  cell: string,
  where: string,
): Promise<Result<number>> {
  const engine = await engines.notebook();
  return engine.ok ? gridCount(engine.value, { from: quoteName(cell), where }, []) : engine;
}

/** All rows of a side table, coded values in words, and what a grid reads them by. Rejects with an Error to say why not. */
export async function sideTable(
  engines: Pick<Engines, 'notebook'>,
  sql: string,
  codes: Codes | undefined,
  lang: Lang,
): Promise<{ rows: Rows; source: GridSource }> {
  const rows = labelRows(codes, await rowsOf(engines, (engine) => fetchSideTable(engine, sql)), lang);
  const table = tableSource(engines, { from: `(${sql}\n)` }, codes, lang);
  const page: FetchPage = async (offset, limit, query) => {
    if (query.sort || query.tests.length > 0) return table.page(offset, limit, query);
    const data = rows.data.map((column) => column.slice(offset, offset + limit));
    return { fields: rows.fields, count: data[0]?.length ?? 0, data };
  };
  return { rows, source: { ...table, page } };
}
