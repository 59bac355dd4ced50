import { formatValue } from '../i18n/format.ts';
import type { Bound } from './bind.ts';
import { withUnit, type FigureContext } from './figure.ts';
import type { Axis, Tick } from './frame.ts';
import { linearTicks, logTicks, niceDomain, timeTicks } from './ticks.ts';
import { FONT_SIZE } from './svg.ts';
import { twoLines } from './text-width.ts';

/** Ticks carry no currency sign and no unit: the axis title does. */
function tickText(context: FigureContext, bound: Bound): (value: number) => string {
  const { format } = bound;
  const unitless = format === 'money' || format === 'days' || format === 'minutes' || format === 'seconds';
  const shown = unitless || format === 'decimal' ? 'number' : format;
  return (value) =>
    formatValue(value, shown, { lang: context.lang, currency: context.currency, short: true });
}

/** A linear axis on round ticks. `zero` makes it start at zero unless values cross it. */
export function valueAxis(
  context: FigureContext,
  bound: Bound,
  values: Iterable<number>,
  options: { zero?: boolean; count?: number; grid?: boolean; titled?: boolean; exact?: boolean } = {},
): Axis {
  let low = options.zero ? 0 : Infinity;
  let high = options.zero ? 0 : -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) [low, high] = [0, 1];
  if (low === high) [low, high] = low === 0 ? [0, 1] : low > 0 ? [0, low * 1.1] : [low * 1.1, 0];
  const count = options.count ?? 5;
  const whole = bound.format === 'integer' || bound.format === 'hour';
  const [from, to] = options.exact ? [low, high] : niceDomain(low, high, count);
  const text = tickText(context, bound);
  const ticks = linearTicks(from, to, count).filter((t) => !whole || Number.isInteger(t));
  return {
    type: 'linear',
    domain: [from, to],
    ticks: ticks.map((at): Tick => ({ at, text: text(at) })),
    grid: options.grid ?? true,
    ...(options.titled === false ? {} : { title: withUnit(context, bound) }),
  };
}

/** A logarithmic axis over positive values, widened a little so that no dot is cut. */
export function logAxis(context: FigureContext, bound: Bound, values: number[], grid = true): Axis {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  if (!(low < Infinity)) return valueAxis(context, bound, [], { grid });
  const pad = 1.12;
  const domain = low === high ? [low / 2, high * 2] : [low / pad, high * pad];
  const text = tickText(context, bound);
  return {
    type: 'log',
    domain,
    ticks: logTicks(domain[0]!, domain[1]!).map((at) => ({ at, text: text(at) })),
    grid,
    title: withUnit(context, bound),
  };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A time axis over epoch milliseconds, read as UTC; the year is named where it begins. */
export function timeAxis(context: FigureContext, bound: Bound, values: number[], count: number): Axis {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (low === high) {
    const day = 86_400_000;
    const only = { at: low, text: bound.show(low) };
    return { type: 'linear', domain: [low - day, high + day], ticks: [only], title: bound.label };
  }
  const { at, unit } = timeTicks(low, high, count);
  const chosen = at.length ? at : [low];
  let year = '';
  const ticks = chosen.map((ms, i): Tick => {
    const iso = new Date(ms).toISOString();
    const fresh = iso.slice(0, 4) !== year;
    year = iso.slice(0, 4);
    const month = Number(iso.slice(5, 7));
    const zh = context.lang === 'zh';
    if (unit === 'year') return { at: ms, text: year };
    if (unit === 'month') {
      if (fresh) return { at: ms, text: zh ? `${year} 年 ${month} 月` : `${MONTHS[month - 1]} ${year}` };
      return { at: ms, text: zh ? `${month} 月` : MONTHS[month - 1]! };
    }
    const day = zh ? iso.slice(5, 10) : `${Number(iso.slice(8, 10))} ${MONTHS[month - 1]}`;
    if (unit === 'day')
      return { at: ms, text: fresh && i === 0 ? (zh ? iso.slice(0, 10) : `${day} ${year}`) : day };
    return { at: ms, text: i === 0 || iso.slice(11, 16) === '00:00' ? day : iso.slice(11, 16) };
  });
  return { type: 'linear', domain: [low, high], ticks, title: bound.label };
}

/** A band axis over keys in their order; labels take two lines of `room` px at most, or are thinned by the frame. */
export function bandAxis(bound: Bound, keys: Map<string, unknown>, room: number, titled = true): Axis {
  return {
    type: 'band',
    domain: [...keys.keys()],
    ticks: [...keys].map(([key, value]): Tick => {
      const full = bound.brief(value);
      const [text = '', below] = twoLines(full, FONT_SIZE, room);
      return { at: key, text, full, ...(below ? { below } : {}) };
    }),
    ...(titled ? { title: bound.label } : {}),
  };
}

/** Distinct keys of a channel in row order, each with its first raw value. */
export function distinct(bound: Bound, count: number): Map<string, unknown> {
  const keys = new Map<string, unknown>();
  for (let r = 0; r < count; r++) {
    const key = bound.key(r);
    if (!keys.has(key)) keys.set(key, bound.values[r] ?? null);
  }
  return keys;
}

/** Whether the channel holds instants: dates, timestamps, or months given as epoch ms. */
export function isTime(bound: Bound): boolean {
  if (bound.scale === 'band') return false;
  if (bound.scale === 'time') return bound.numeric;
  if (!bound.numeric) return false;
  if (bound.format === 'date' || bound.format === 'timestamp') return true;
  return bound.format === 'month' && bound.values.some((v) => typeof v === 'number' && Math.abs(v) > 12);
}
