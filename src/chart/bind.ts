import type { Rows } from '../engine/api.ts';
import { formatValue, type FormatOptions } from '../i18n/format.ts';
import type { Lang, Text } from '../i18n/text.ts';
import { TEXTS } from './texts.ts';
import type { Channel, ChartSpec } from './spec.ts';
import type { Format } from '../i18n/formats.ts';
import { CHANNEL_NAMES, type ChannelName } from './spec-names.ts';

/** A channel with the column it stands for. */
export interface Bound {
  column: string;
  label: string;
  format: Format;
  scale: Channel['scale'];
  /** Whether the column holds numbers or instants (epoch ms). */
  numeric: boolean;
  values: unknown[];
  /** The value of a row as a finite number, else null. */
  number(row: number): number | null;
  /** The value of a row as a key: its text, `(none)` for null. */
  key(row: number): string;
  /** Any value of the channel as the reader sees it, in full or short. */
  show(value: unknown): string;
  brief(value: unknown): string;
  /** For a mark's own label: counts below a million in full, else short. */
  tag(value: unknown): string;
}

export type BoundChannels = Partial<Record<ChannelName, Bound>>;

/** Binds every channel of the spec to its column; `missing` names the columns that are not there. */
export function bindChannels(
  spec: ChartSpec,
  rows: Rows,
  options: { lang: Lang; currency: string },
): { bound: BoundChannels; missing: string[] } {
  const bound: BoundChannels = {};
  const missing: string[] = [];
  for (const name of CHANNEL_NAMES) {
    const channel = spec[name];
    if (!channel) continue;
    const found = bind(channel, rows, options);
    if (found) bound[name] = found;
    else missing.push(channel.column);
  }
  // A breakdown by nothing is no breakdown: the figure is drawn as a single series.
  if (bound.series?.values.every((value) => value === '(all)' || value === TEXTS.all[options.lang]))
    delete bound.series;
  return { bound, missing };
}

function bind(channel: Channel, rows: Rows, options: { lang: Lang; currency: string }): Bound | null {
  const at = rows.fields.findIndex((field) => field.name === channel.column);
  const field = rows.fields[at];
  const values = rows.data[at];
  if (!field || !values) return null;
  const format = channel.format ?? (field.type === 'boolean' ? 'text' : field.type);
  return boundValues({
    values,
    format,
    column: channel.column,
    label: channel.label?.[options.lang] ?? channel.column,
    scale: channel.scale,
    ...(channel.names ? { names: channel.names } : {}),
    numeric: field.type !== 'text' && field.type !== 'boolean',
    ...options,
  });
}

/** A bound channel over values that are computed here rather than read from a column. */
export function boundValues(from: {
  values: unknown[];
  format: Format;
  column: string;
  label: string;
  scale?: Channel['scale'];
  numeric: boolean;
  names?: Channel['names'];
  lang: Lang;
  currency: string;
}): Bound {
  const full: FormatOptions = { lang: from.lang, currency: from.currency };
  const brief: FormatOptions = { ...full, short: true };
  const { format, values } = from;
  const write = (value: unknown, options: FormatOptions) =>
    named(value, from.names, from.lang) ?? formatValue(value, format, options);
  return {
    column: from.column,
    label: from.label,
    format,
    scale: from.scale,
    numeric: from.numeric,
    values,
    number: (row) => finite(values[row]),
    key: (row) => {
      const value = values[row];
      return value === null || value === undefined || value === '' ? TEXTS.none[from.lang] : String(value);
    },
    show: (value) => write(value, full),
    brief: (value) => write(value, brief),
    tag: (value) => write(value, format === 'integer' && Math.abs(Number(value)) < 1e6 ? full : brief),
  };
}

/** Values that SQL gathers, leaves unsplit or ends a path with, as the templates write them. */
const TOKENS: Record<string, Text> = {
  '(all)': TEXTS.all,
  '(other)': TEXTS.other,
  '(none)': TEXTS.none,
  '(end)': TEXTS.ends,
};

/** What a value is called, when the channel, or every template, has a name for it. */
function named(value: unknown, names: Channel['names'], lang: Lang): string | null {
  if (value === null || value === '') return TEXTS.none[lang];
  if (typeof value !== 'string') return null;
  const own = names && Object.hasOwn(names, value) ? names[value] : undefined;
  return (own ?? TOKENS[value])?.[lang] ?? null;
}

/** A finite number from a number, a boolean or text that is one exactly; otherwise null. */
export function finite(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const n = Number(value);
  return Number.isFinite(n) ? n : null;
}
