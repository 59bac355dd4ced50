import { isNothing } from '../values/nothing.ts';
import { readTime } from '../values/time.ts';
import type { ReadColumn } from './api.ts';
import { anyFormat, orderOf, yearIn } from './dates.ts';

const DAY = /日期|date|day|日$/i;
const TIME = /时间|時間|时刻|time|clock|hour/i;
const PLAIN: [RegExp, string][] = [
  [/^\d{1,2}:\d\d:\d\d$/, '%H:%M:%S'],
  [/^\d{1,2}:\d\d$/, '%H:%M'],
];
const CLOCK =
  /^(?:[^\d\s]{1,3}\s*)?\d{1,2}[:时點点]\d{1,2}(?:[:分]\d{1,2}(?:[.,]\d+)?)?\s*(?:秒|[ap]\.?m\.?)?$/i;

/**
 * Days whose time of day stands in a column of its own (`下单日期`, `下单时间`) are read together with it, as moments.
 * Only columns whose names differ in nothing but "date" and "time" belong together, or a plain "time" beside its day:
 * a waiting time is no time of day.
 */
export function withClocks(columns: readonly ReadColumn[], rows: readonly (string | null)[][]): ReadColumn[] {
  const clocks = columns.flatMap((column, i) => {
    if (column.type !== 'text' || !TIME.test(column.name)) return [];
    const values = rows.flatMap((row) => (isNothing(row[i] ?? null) ? [] : [row[i]!.trim()]));
    if (values.length === 0 || !values.every(isTimeOfDay)) return [];
    const plain = PLAIN.find(([shape]) => values.every((value) => shape.test(value)));
    return [{ name: column.name, at: i, format: plain?.[1] ?? null }];
  });
  return columns.map((column, i) => {
    if (column.type !== 'date' || !DAY.test(column.name)) return column;
    const stem = bare(column.name, DAY);
    const clock =
      clocks.find(({ name }) => bare(name, TIME) === stem) ??
      clocks.find(({ name, at }) => bare(name, TIME) === '' && Math.abs(at - i) === 1);
    const yearless = yearIn(column.format) !== null;
    if (!clock || (yearless && !clock.format)) return column;
    // The engine's own parser reads both at once where the clock is written plainly.
    const joined = (format: string) =>
      (yearless || format.startsWith('%')) && clock.format
        ? `${format} ${clock.format}`
        : format.startsWith('%')
          ? anyFormat(orderOf(format))
          : format;
    const { ambiguous } = column;
    return {
      ...column,
      type: 'timestamp',
      format: joined(column.format),
      clock: clock.name,
      ...(ambiguous ? { ambiguous: { formats: ambiguous.formats.map(joined) } } : {}),
    };
  });
}

/** What is left of a column's name without a word for what it holds, brackets and signs. */
export const bare = (name: string, word: RegExp): string =>
  name
    .replace(/[([（【].*$/, '')
    .trim()
    .replace(word, '')
    .toLowerCase()
    .replace(/[\s_\-.()（）]+/g, '');

const isTimeOfDay = (value: string): boolean =>
  CLOCK.test(value.trim()) && readTime(`2024-01-01 ${value.trim()}`, { order: null })?.timed === true;
