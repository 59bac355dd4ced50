import type { ChannelName } from './spec-names.ts';
import type { Channel, ChartSpec } from './spec.ts';
import type { Format } from '../i18n/formats.ts';
import type { ResultField } from '../engine/api.ts';
import { chartText } from '../i18n/cell-chart.ts';
import type { Text } from '../i18n/text.ts';

export type ChartKind = ChartSpec['kind'];
export type PickedChannel = Exclude<ChannelName, 'facet' | 'formats'>;

export interface ChannelRule {
  name: PickedChannel;
  label: Text;
  required: boolean;
  /** Takes numbers only. */
  number: boolean;
  /** Offers a logarithmic scale. */
  log?: true;
}

const rule = (name: PickedChannel, label: Text, flags = ''): ChannelRule => ({
  name,
  label,
  required: !flags.includes('?'),
  number: flags.includes('#'),
  ...(flags.includes('~') ? { log: true as const } : {}),
});

const category = rule('x', chartText.category);
const measure = rule('y', chartText.measure, '#');
const colour = rule('series', chartText.series, '?');
const interval = [rule('low', chartText.low, '#?'), rule('high', chartText.high, '#?')];

/** What each kind of chart is drawn from, in the order in which the picker asks. */
export const CHANNELS: Record<ChartKind, ChannelRule[]> = {
  line: [rule('x', chartText.across), rule('y', chartText.up, '#~'), colour, ...interval],
  bar: [category, measure, colour, ...interval],
  pie: [category, measure],
  scatter: [
    rule('x', chartText.across, '#~'),
    rule('y', chartText.up, '#~'),
    colour,
    rule('value', chartText.size, '#?'),
    rule('label', chartText.mark, '?'),
  ],
  heatmap: [rule('x', chartText.across), rule('y', chartText.down), rule('value', chartText.heat, '#')],
  sankey: [
    rule('source', chartText.from),
    rule('target', chartText.to),
    rule('value', chartText.amount, '#?'),
    rule('step', chartText.step, '#?'),
  ],
  funnel: [rule('x', chartText.step), measure],
  pareto: [rule('x', chartText.item, '?'), measure],
  cohort: [
    rule('x', chartText.period, '#'),
    rule('y', chartText.cohort),
    rule('value', chartText.heat, '#'),
    rule('label', chartText.mark, '?'),
  ],
  gauge: [rule('value', chartText.measure, '#'), rule('previous', chartText.previous, '#?'), ...interval],
  histogram: [rule('x', chartText.value, '#'), rule('y', chartText.count, '#?')],
  kpi: [
    rule('label', chartText.name, '?'),
    rule('value', chartText.measure, '#'),
    rule('previous', chartText.previous, '#?'),
  ],
  words: [rule('x', chartText.word), measure, colour],
};

const isNumber = (field: ResultField) => field.type === 'number' || field.type === 'integer';

/** Columns that may stand on a channel. */
export const columnsFor = (channel: ChannelRule, fields: ResultField[]): ResultField[] =>
  channel.number ? fields.filter(isNumber) : fields;

/**
 * What is offered for a channel: the columns that may stand on it, and before them the one that does although it
 * may not (any more), with the reason, so that a changed query shows what is to be mended.
 */
export function columnChoices(
  channel: ChannelRule,
  fields: ResultField[],
  bound: string | undefined,
): { column: string; unfit: 'gone' | 'not a number' | null }[] {
  const fit = columnsFor(channel, fields).map(({ name }) => ({ column: name, unfit: null }));
  if (bound === undefined || fit.some(({ column }) => column === bound)) return fit;
  const known = fields.some(({ name }) => name === bound);
  return [{ column: bound, unfit: known ? 'not a number' : 'gone' }, ...fit];
}

/** Formats that make sense for a column's type; the first is what it has when none is chosen. */
export function formatsFor(field: ResultField): Format[] {
  switch (field.type) {
    case 'integer':
      return ['integer', 'money', 'days', 'minutes', 'seconds', 'weekday', 'hour', 'month', 'text'];
    case 'number':
      return ['number', 'money', 'percent', 'decimal', 'days', 'minutes', 'seconds', 'integer'];
    case 'date':
      return ['date', 'month'];
    case 'timestamp':
      return ['timestamp', 'date', 'month'];
    default:
      return ['text'];
  }
}

/** The spec with a column on a channel, or with the channel empty. Label, format and scale of another column go. */
export function withColumn(spec: ChartSpec, name: PickedChannel, column: string | null): ChartSpec {
  const next = { ...spec };
  delete next[name];
  return column === null
    ? next
    : { ...next, [name]: spec[name]?.column === column ? spec[name] : { column } };
}

/** The spec with a change to a channel that has a column. */
export function withSetting(spec: ChartSpec, name: PickedChannel, setting: Partial<Channel>): ChartSpec {
  const channel = spec[name];
  return channel ? { ...spec, [name]: { ...channel, ...setting } } : spec;
}

/**
 * A spec of another kind over the same rows: channels of the same name stay where they fit, other required
 * ones take the first column that fits and is not taken yet (measures rather take numbers, the rest text or time).
 */
export function asKind(kind: ChartKind, fields: ResultField[], from: ChartSpec | null): ChartSpec {
  const spec: ChartSpec = { kind };
  if (from?.title) spec.title = from.title;
  const taken = new Set<string>();
  const fits = (channel: ChannelRule, column: string) =>
    columnsFor(channel, fields).some((field) => field.name === column);
  for (const channel of CHANNELS[kind]) {
    const old = from?.[channel.name];
    if (!old || taken.has(old.column) || !fits(channel, old.column)) continue;
    spec[channel.name] = old;
    taken.add(old.column);
  }
  for (const channel of CHANNELS[kind]) {
    if (!channel.required || spec[channel.name]) continue;
    const free = columnsFor(channel, fields).filter((field) => !taken.has(field.name));
    const best = channel.number ? free[0] : (free.find((field) => !isNumber(field)) ?? free[0]);
    if (!best) continue;
    spec[channel.name] = { column: best.name };
    taken.add(best.name);
  }
  return spec;
}
