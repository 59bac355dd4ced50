import type { ResultField } from '../engine/api.ts';
import type { Channel, ChartSpec } from './spec.ts';
import type { Format } from '../i18n/formats.ts';

const numeric = (field: ResultField) => field.type === 'number' || field.type === 'integer';
const temporal = (field: ResultField) => field.type === 'date' || field.type === 'timestamp';

/** Words in a column's name that say how its numbers are written. */
const NAMED: [RegExp, Format][] = [
  [/weekday|星期|周几/i, 'weekday'],
  [/(^|_)hour($|_)|小时|时段/i, 'hour'],
  [/share|rate|ratio|percent|pct|占比|比例|率$/i, 'percent'],
  [/amount|revenue|sales|spend|price|cost|gmv|aov|金额|销售额|单价|成本|收入|客单/i, 'money'],
  [/(^|_)days?($|_)|天数/i, 'days'],
];

function channel(field: ResultField): Channel {
  const named = NAMED.find(([pattern]) => pattern.test(field.name))?.[1];
  if (numeric(field) && named) return { column: field.name, format: named };
  if (temporal(field)) return { column: field.name, format: field.type as Format, scale: 'time' };
  return { column: field.name };
}

const isIndex = (field: ResultField) => /^(weekday|hour)$/.test(channel(field).format ?? '');

/**
 * A first chart for the rows of a free query, from its columns' types, names and order; null when none is apt
 * (no measure, or nothing to set it against). One row of numbers gives tiles; weekday × hour a heatmap; time a
 * line; a few names bars, many numbers a scatter or a distribution.
 */
export function suggestChart(fields: ResultField[], count: number): ChartSpec | null {
  const times = fields.filter(temporal);
  const indexes = fields.filter((f) => numeric(f) && isIndex(f));
  const measures = fields.filter((f) => numeric(f) && !isIndex(f) && !/(^|_)id$|编号|客户ID/i.test(f.name));
  const names = fields.filter((f) => f.type === 'text' || f.type === 'boolean');
  const [measure, second] = measures;
  if (!measure || count === 0) return null;
  const y = channel(measure);
  if (count === 1) return { kind: 'kpi', value: y, ...(names[0] ? { label: channel(names[0]) } : {}) };
  const [first, other] = [...indexes, ...names];
  if (indexes.length >= 2)
    return { kind: 'heatmap', x: hourFirst(indexes), y: weekdayFirst(indexes), value: y };
  if (times[0]) {
    const series = names[0] ? { series: channel(names[0]) } : {};
    return { kind: 'line', x: channel(times[0]), y, ...series };
  }
  if (first && other && count > 8 && !second)
    return { kind: 'heatmap', x: channel(other), y: channel(first), value: y };
  if (first && second && count > 60)
    return { kind: 'scatter', x: y, y: channel(second), label: channel(first) };
  if (first)
    return {
      kind: 'bar',
      x: channel(first),
      y,
      ...(other ? { series: channel(other), layout: 'stacked' } : {}),
    };
  if (second) return { kind: 'scatter', x: y, y: channel(second) };
  return count > 5 ? { kind: 'histogram', x: y } : null;
}

const byFormat = (fields: ResultField[], format: Format) => fields.find((f) => channel(f).format === format);
const hourFirst = (fields: ResultField[]) => channel(byFormat(fields, 'hour') ?? fields[1]!);
const weekdayFirst = (fields: ResultField[]) => channel(byFormat(fields, 'weekday') ?? fields[0]!);
