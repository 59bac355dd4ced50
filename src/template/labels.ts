import type { ChartSpec } from '../chart/spec.ts';
import type { Rows } from '../engine/api.ts';
import type { Lang } from '../i18n/text.ts';
import { tonesOf } from './meanings.ts';
import type { Codes } from './schema.ts';

/** The words of a coded value (`high value` → 高价值) of that column; other values as they are. */
export function labelOf(codes: Codes | undefined, column: string, value: unknown, lang: Lang): unknown {
  if (codes === undefined || typeof value !== 'string' || !Object.hasOwn(codes, column)) return value;
  const words = codes[column] ?? {};
  return Object.hasOwn(words, value) ? words[value]?.[lang] : value;
}

/**
 * Rows with coded values put into words, for screens and charts (result rows and chart rows alike:
 * columns are matched by name). Tables, other cells and exports keep the codes.
 */
export function labelRows(codes: Codes | undefined, rows: Rows, lang: Lang): Rows {
  if (codes === undefined) return rows;
  const data = rows.fields.map((field, index) => {
    const column = rows.data[index] ?? [];
    return Object.hasOwn(codes, field.name)
      ? column.map((value) => labelOf(codes, field.name, value, lang))
      : column;
  });
  return { ...rows, data };
}

/**
 * The chart spec with its fixed order of series in the words that `labelRows` gives, and the colours of those that
 * mean the same everywhere.
 */
export function labelChart(codes: Codes | undefined, spec: ChartSpec, lang: Lang): ChartSpec {
  const column = spec.series?.column ?? spec.x?.column;
  const words = (code: string) => String(labelOf(codes, column ?? '', code, lang));
  const order =
    spec.order === undefined || column === undefined ? {} : { order: spec.order.map((code) => words(code)) };
  return { ...spec, ...order, ...tonesIn(codes, spec, lang) };
}

/** Colours by the words of the codes that a chart divides by: its series, or the ends of its flows. */
function tonesIn(codes: Codes | undefined, spec: ChartSpec, lang: Lang): Pick<ChartSpec, 'tones'> {
  const columns = [spec.series, spec.source, spec.target].flatMap((c) => (c ? [c.column] : []));
  const words = new Map(
    columns.flatMap((column) =>
      Object.entries(codes?.[column] ?? {}).map(([code, text]) => [code, text[lang]]),
    ),
  );
  for (const [code, text] of Object.entries(spec.series?.names ?? {})) words.set(code, text[lang]);
  const own = spec.order ?? [...words.keys()];
  const tones = spec.tones ? new Map(Object.entries(spec.tones)) : tonesOf(own);
  return tones === null
    ? {}
    : { tones: Object.fromEntries([...tones].map(([code, series]) => [words.get(code) ?? code, series])) };
}
