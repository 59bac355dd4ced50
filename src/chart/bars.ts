import type { Bound } from './bind.ts';
import type { FigureContext } from './figure.ts';
import { say } from './figure.ts';
import { intervalOf, type Interval } from './intervals.ts';
import { additive, largest, seriesOrder } from './order.ts';
import { TEXTS } from './texts.ts';
import { ordinal } from './category.ts';

export interface BarData {
  /** Category keys as drawn, each with its raw value; the gathered rest has the key `OTHER`. */
  categories: Map<string, unknown>;
  /** Series keys as drawn; `['']` without series. */
  series: string[];
  /** Sum of the measure by category, then series; null where every row was null. */
  cells: Map<string, Map<string, number | null>>;
  /** Intervals of the sums that are one row alone: that of several rows would be another one. */
  intervals: Map<string, Map<string, Interval>>;
  notes: string[];
}

/** Key of what is gathered; cannot meet a key of the data, which has no leading NUL. */
export const OTHER = '\u0000other';

const MOST_SERIES = 6;

/** Sums rows into category × series, keeping the largest `limit` categories and six series. */
export function gatherBars(context: FigureContext, category: Bound, measure: Bound, limit: number): BarData {
  const { spec, rows, bound } = context;
  const notes: string[] = [];
  const totals = new Map<string, number>();
  const raw = new Map<string, unknown>();
  const bySeries = new Map<string, number>();
  for (let r = 0; r < rows.count; r++) {
    const key = category.key(r);
    const value = Math.abs(measure.number(r) ?? 0);
    totals.set(key, (totals.get(key) ?? 0) + value);
    if (!raw.has(key)) raw.set(key, category.values[r] ?? null);
    const name = bound.series?.key(r) ?? '';
    bySeries.set(name, (bySeries.get(name) ?? 0) + value);
  }
  const sum = additive(measure);
  const keep = new Set(ordinal(category) && totals.size <= 120 ? totals.keys() : largest(totals, limit));
  const cutting = keep.size < totals.size;
  if (cutting)
    notes.push(say(context, sum ? TEXTS.topOf : TEXTS.topOnly, { all: totals.size, drawn: keep.size }));
  const names = seriesOrder(spec, bound.series, rows.count);
  const shownSeries =
    names.length > MOST_SERIES ? largest(bySeries, sum ? MOST_SERIES - 1 : MOST_SERIES) : names;
  const series = names.filter((name) => shownSeries.includes(name));
  const gatherSeries = names.length > series.length;
  if (gatherSeries)
    notes.push(say(context, sum ? TEXTS.topOf : TEXTS.topOnly, { all: names.length, drawn: series.length }));

  const cells = new Map<string, Map<string, number | null>>();
  const intervals: BarData['intervals'] = new Map();
  for (let r = 0; r < rows.count; r++) {
    const whole = category.key(r);
    const name = bound.series?.key(r) ?? '';
    if ((!keep.has(whole) || !series.includes(name)) && !sum) continue;
    const key = keep.has(whole) ? whole : OTHER;
    const part = series.includes(name) ? name : OTHER;
    const row = cells.get(key) ?? new Map<string, number | null>();
    cells.set(key, row);
    const value = measure.number(r);
    const own = intervals.get(key) ?? new Map<string, Interval>();
    intervals.set(key, own);
    const interval = row.has(part) || key === OTHER || part === OTHER ? null : intervalOf(context, r);
    if (interval) own.set(part, interval);
    else own.delete(part);
    row.set(part, value === null ? (row.get(part) ?? null) : (row.get(part) ?? 0) + value);
  }
  const categories = new Map([...raw].filter(([key]) => keep.has(key)));
  if (cutting && sum) categories.set(OTHER, say(context, TEXTS.restOf, { n: totals.size - keep.size }));
  return {
    categories,
    series: gatherSeries && sum ? [...series, OTHER] : series,
    cells,
    intervals,
    notes,
  };
}

/** The name of a gathered or real key as drawn; the raw value of gathered categories is their name. */
export const nameOf = (context: FigureContext, bound: Bound, key: string, raw: unknown = key): string =>
  key !== OTHER ? bound.brief(raw) : raw === OTHER ? say(context, TEXTS.other) : String(raw);
