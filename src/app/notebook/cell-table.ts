import type { ChartSpec } from '../../chart/spec.ts';
import { CHANNEL_NAMES, type ChannelName } from '../../chart/spec-names.ts';
import type { Rows } from '../../engine/api.ts';
import { cellText } from '../../i18n/cell.ts';
import type { Lang, Text } from '../../i18n/text.ts';
import { fetchPage, fetchSideTable } from '../../run/execute.ts';
import { engineService } from '../../state/engine.svelte.ts';
import { labelRows } from '../../template/labels.ts';
import type { Codes, ResultColumn } from '../../template/schema.ts';
import type { FetchPage } from '../cell/grid-pages.ts';

async function read(
  ask: (engine: Parameters<typeof fetchPage>[0]) => ReturnType<typeof fetchPage>,
  codes: Codes | undefined,
  lang: Lang,
): Promise<Rows> {
  const engine = await engineService.notebook();
  if (!engine.ok) throw new Error(engine.fault.code);
  const rows = await ask(engine.value);
  if (!rows.ok) throw new Error(rows.fault.detail ?? rows.fault.code);
  return labelRows(codes, rows.value, lang);
}

/** What no spec names, since every interval is the same. */
const ENDS: Partial<Record<ChannelName, Text>> = { low: cellText.intervalLow, high: cellText.intervalHigh };

/** What the columns of a chart's rows are called there: by the chart's channels, else as in the result. */
export function chartColumns(spec: ChartSpec | null, columns: ResultColumn[]): ResultColumn[] {
  const channels = CHANNEL_NAMES.flatMap((name): ResultColumn[] => {
    const channel = spec?.[name];
    if (!channel) return [];
    const known = columns.find((column) => column.name === channel.column);
    const label = channel.label ?? known?.label ?? ENDS[name];
    if (!label) return [];
    return [{ name: channel.column, label, format: channel.format ?? known?.format ?? 'text' }];
  });
  const own = new Set(channels.map((column) => column.name));
  return [...channels, ...columns.filter((column) => !own.has(column.name))];
}

/** Reads a cell's result page by page, coded values in words; `where` (SQL) leaves some of its rows. */
export const resultPages =
  (cell: string, codes: Codes | undefined, lang: Lang, where: string | undefined): FetchPage =>
  (offset, limit, sort) =>
    read((engine) => fetchPage(engine, cell, offset, limit, sort, { where }), codes, lang);

/** All rows of a side table, coded values in words, and what a grid reads them by. Rejects with an Error to say why not. */
export async function sideTable(
  sql: string,
  codes: Codes | undefined,
  lang: Lang,
): Promise<{ rows: Rows; pages: FetchPage }> {
  const rows = await read((engine) => fetchSideTable(engine, sql, null), codes, lang);
  const pages: FetchPage = async (offset, limit, sort) => {
    const all = sort ? await read((engine) => fetchSideTable(engine, sql, sort), codes, lang) : rows;
    const data = all.data.map((column) => column.slice(offset, offset + limit));
    return { fields: all.fields, count: data[0]?.length ?? 0, data };
  };
  return { rows, pages };
}
