import type { ChartSpec } from '../chart/spec.ts';
import type { Rows } from '../engine/api.ts';
import type { Lang } from '../i18n/text.ts';
import type { ResultColumn } from './schema.ts';

type Coded = Pick<ResultColumn, 'name' | 'values'>;

/** The words of a coded value (`high value` → 高价值) of that column; other values as they are. */
export function labelOf(columns: readonly Coded[], column: string, value: unknown, lang: Lang): unknown {
  const values = columns.find((c) => c.name === column)?.values;
  if (values === undefined || typeof value !== 'string' || !Object.hasOwn(values, value)) return value;
  return values[value]?.[lang] ?? value;
}

/**
 * Rows with coded values put into words, for screens and charts (result rows and chart rows alike:
 * columns are matched by name). Tables, other cells and exports keep the codes.
 */
export function labelRows(columns: readonly Coded[], rows: Rows, lang: Lang): Rows {
  if (!columns.some((c) => c.values)) return rows;
  const data = rows.fields.map((field, index) => {
    const column = rows.data[index] ?? [];
    const coded = columns.some((c) => c.name === field.name && c.values);
    return coded ? column.map((value) => labelOf(columns, field.name, value, lang)) : column;
  });
  return { ...rows, data };
}

/** The chart spec with its fixed order of series in the words that `labelRows` gives. */
export function labelChart(columns: readonly Coded[], spec: ChartSpec, lang: Lang): ChartSpec {
  const column = spec.series?.column ?? spec.x?.column;
  if (spec.order === undefined || column === undefined) return spec;
  return { ...spec, order: spec.order.map((code) => String(labelOf(columns, column, code, lang))) };
}
