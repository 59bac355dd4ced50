import type { ChartSpec } from '../chart/spec.ts';
import type { Rows } from '../engine/api.ts';
import type { Text } from '../i18n/text.ts';
import type { ParamValues, ResultColumn, TemplateMeta } from './schema.ts';

/**
 * What of a template depends on its parameters, settled for these values: the chart that fits, and
 * label and format of the columns that follow a choice (a column `value` under "Revenue" is money).
 * Chart channels on such a column take the same. `rows` are the chart's, where there are some: another chart may be
 * drawn of them.
 */
export function resolve(
  template: Pick<TemplateMeta, 'params' | 'columns' | 'chart' | 'chartWhen' | 'nowhere'>,
  params: ParamValues = {},
  rows: Pick<Rows, 'fields' | 'data'> | null = null,
): { columns: ResultColumn[]; chart: ChartSpec | null; nowhere: Text | null } {
  const valueOf = (id: string) => params[id] ?? template.params.find((p) => p.id === id)?.default;
  const columns = template.columns.map((column) => {
    const param = template.params.find((p) => p.id === column.follow);
    if (param?.kind !== 'choice') return column;
    const option = param.options.find((o) => o.value === valueOf(param.id));
    return option ? { ...column, label: option.label, format: option.format ?? column.format } : column;
  });
  const other = template.chartWhen?.find(
    (c) =>
      (c.param === undefined || c.is.some((value) => value === valueOf(c.param))) &&
      (c.holds === undefined || holds(rows, c.holds)),
  );
  const { chart, nowhere = null } = other ?? template;
  return { columns, chart: follow(chart, columns), nowhere };
}

/** Whether anything stands in a column. */
const holds = (rows: Pick<Rows, 'fields' | 'data'> | null, column: string): boolean =>
  rows?.data[rows.fields.findIndex(({ name }) => name === column)]?.some((value) => value != null) ?? false;

function follow(chart: ChartSpec | null, columns: readonly ResultColumn[]): ChartSpec | null {
  if (chart === null) return null;
  const entries = Object.entries(chart).map(([key, channel]: [string, unknown]) => {
    const column = columns.find(
      (c) => c.follow && c.name === (channel as { column?: string } | null)?.column,
    );
    return column
      ? [key, { ...(channel as object), label: column.label, format: column.format }]
      : [key, channel];
  });
  return Object.fromEntries(entries) as ChartSpec;
}
