import * as v from 'valibot';
import { FORMATS } from '../i18n/formats.ts';
import type { Text } from '../i18n/text.ts';
import { CHANNEL_NAMES, CHART_KINDS, type ChannelName } from './spec-names.ts';
import { unmetNeeds } from './spec-needs.ts';
import type { ChartSpec } from './spec.ts';

/*
 * The one shape of a chart spec, for files and links from anywhere. Lengths are bounds against hostile ones,
 * far above what a chart can show.
 */

const MOST_TEXT = 2_000;
const MOST_LIST = 1_000;

const plainText = v.pipe(v.string(), v.maxLength(MOST_TEXT));
const text = v.object({ zh: plainText, en: plainText });
// Column names are looked up among the result's fields, never evaluated; they need a bound, not a pattern.
const columnName = v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_TEXT));

/** Unlike `v.record`, this lets codes such as `constructor` have a name: they may be values of somebody's data. */
const names = v.pipe(
  v.custom<Record<string, Text>>(
    (input) =>
      isObject(input) &&
      Object.keys(input).length <= MOST_LIST &&
      Object.entries(input).every(([code, name]) => code.length <= MOST_TEXT && v.is(text, name)),
  ),
  v.transform((given) =>
    Object.fromEntries(Object.entries(given).map(([code, { zh, en }]) => [code, { zh, en }])),
  ),
);

const channel = v.object({
  column: columnName,
  label: v.optional(text),
  format: v.optional(v.picklist(FORMATS)),
  scale: v.optional(v.picklist(['linear', 'log', 'band', 'time'])),
  names: v.optional(names),
});

const annotation = v.object({
  axis: v.picklist(['x', 'y']),
  value: v.union([v.pipe(v.number(), v.finite()), v.object({ column: columnName })]),
  label: v.optional(text),
});

const channels = Object.fromEntries(CHANNEL_NAMES.map((name) => [name, channel])) as Record<
  ChannelName,
  typeof channel
>;

/** The fields a chart spec may have, and what each may hold. */
const FIELDS = {
  kind: v.picklist(CHART_KINDS),
  title: text,
  ...channels,
  order: v.pipe(v.array(plainText), v.maxLength(MOST_LIST)),
  orientation: v.picklist(['horizontal', 'vertical']),
  layout: v.picklist(['grouped', 'stacked', 'normalised']),
  details: v.pipe(v.array(channel), v.maxLength(8)),
  annotations: v.pipe(v.array(annotation), v.maxLength(100)),
} satisfies Record<Exclude<keyof ChartSpec, 'tones'>, v.GenericSchema>;

export interface ReadChart {
  /** What may be drawn: known fields alone; null when nothing can be drawn without what was dropped. */
  spec: ChartSpec | null;
  /** The known fields whose values are wrong, as `x`; `kind` where there is no chart at all. */
  dropped: string[];
}

/**
 * Reads a chart spec from untrusted data. Unknown fields are left out, so no link, style or mark of another
 * library gets through. A known field with a wrong value is dropped whole; the spec goes with it when its
 * kind needs that field.
 */
export function readChartSpec(value: unknown): ReadChart {
  if (!isObject(value)) return { spec: null, dropped: ['kind'] };
  const read: Record<string, unknown> = {};
  const dropped: string[] = [];
  for (const [name, field] of Object.entries(FIELDS)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined) continue;
    const parsed = v.safeParse(field, given, { abortEarly: true });
    if (parsed.success) read[name] = parsed.output;
    else dropped.push(name);
  }
  const spec = read as unknown as ChartSpec;
  if (spec.kind === undefined) return { spec: null, dropped: ['kind'] };
  const lost = unmetNeeds(spec).some((need) => need.some((name) => dropped.includes(name)));
  return { spec: lost ? null : spec, dropped };
}

const drawable = new WeakMap<ChartSpec, ChartSpec>();

/**
 * A notebook's chart as it may be drawn: without the unknown fields that saving keeps. The same chart gives
 * the same object.
 */
export function drawnSpec(chart: ChartSpec | null): ChartSpec | null {
  if (!chart) return null;
  const spec = drawable.get(chart) ?? readChartSpec(chart).spec;
  if (spec) drawable.set(chart, spec);
  return spec;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
