import { clean } from './clean.ts';
import { inCommonEra } from './era.ts';
import { monthOf } from './months.ts';
import {
  AROUND_NAME,
  BEHIND_NAME,
  CLOCK_FIRST,
  CLOCK_PARTS,
  EVENING,
  HALF_PART,
  NAMED,
  NUMBERS,
  NUMERIC,
  YEAR_LAST,
  YEAR_NEXT,
  ZONE_PART,
} from './time-patterns.ts';
import { zoneMinutes } from './zone.ts';

/** Which of the numbers of a date comes first, where no year of four digits and no name of a month tells. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';
export const DATE_ORDERS: readonly DateOrder[] = ['mdy', 'dmy', 'ymd'];

export interface TimeOptions {
  /** Null: dates that only an order can tell are not read. */
  order: DateOrder | null;
  /** Minutes east of UTC to which times that state their zone are shifted; else the wall clock stays as written. */
  shift?: number | null;
}

/** A moment as written: what the clock on the wall showed, in microseconds since 1970 as if it were UTC. */
export interface Moment {
  micros: number;
  /** Whether a time of day is written. */
  timed: boolean;
  /** The zone as written; '' for none. */
  zone: string;
}

/** Year, month and day as written, and the text behind them. */
interface Day {
  y: string;
  m: string;
  d: string;
  rest: string;
}

const clockFirst = new RegExp(CLOCK_FIRST, 'i');
const dateFirst = (text: string): string => text.replace(clockFirst, '$2 $1');

/** The moment a text stands for, or null. */
export function readTime(text: string, { order, shift = null }: TimeOptions): Moment | null {
  const value = inCommonEra(dateFirst(clean(text)), order === null);
  const day = NUMERIC.fits(value) ? numericDay(value, order) : NAMED.fits(value) ? namedDay(value) : null;
  const date = day && dateOf(day);
  if (!day || date === null) return null;
  const clock = CLOCK_PARTS.read(day.rest);
  const timed = clock.hour !== '' || clock.packed !== '';
  const micros = timed ? microsOf(clock, halfOf(day.rest)) : 0;
  if (micros === null) return null;
  const zone = timed ? ZONE_PART.read(value).zone : '';
  const offset = shift === null || zone === '' ? null : zoneMinutes(zone);
  const moved = offset === null ? 0 : (shift! - offset) * 60_000_000;
  return { micros: date! * 1000 + micros + moved, timed, zone };
}

/** Whether a text has the shape of a moment in some order of its numbers. */
export function looksLikeTime(text: string): boolean {
  const value = inCommonEra(dateFirst(clean(text)), true);
  return NUMERIC.fits(value) || NAMED.fits(value);
}

function numericDay(value: string, order: DateOrder | null): Day | null {
  const { run, a, b, c, rest } = NUMBERS.read(value);
  if (run !== '') return { y: run.slice(0, 4), m: run.slice(4, 6), d: run.slice(6), rest };
  if (a.length === 4) return c.length === 4 ? null : { y: a, m: b, d: c, rest };
  if (order === 'ymd') return a.length === 2 && c.length < 3 ? { y: a, m: b, d: c, rest } : null;
  if (order === null || c.length === 1) return null;
  return order === 'mdy' ? { y: c, m: a, d: b, rest } : { y: c, m: b, d: a, rest };
}

function namedDay(value: string): Day {
  const { before, month, behind } = AROUND_NAME.read(value);
  const { number, rest } = BEHIND_NAME.read(behind);
  if (before.length === 4) return { y: before, m: month, d: number, rest };
  if (before !== '') return { y: number, m: month, d: before, rest };
  const next = YEAR_NEXT.read(rest);
  const following = next.year || next.short;
  return {
    y: following || YEAR_LAST.read(rest).year,
    m: month,
    d: number,
    rest: following ? next.rest : rest,
  };
}

/** Milliseconds since 1970 of a day, null where the calendar has none. Two-digit years as strptime takes them. */
function dateOf({ y, m, d }: Day): number | null {
  const year = y.length === 2 ? Number(y) + (Number(y) < 69 ? 2000 : 1900) : Number(y);
  const month = monthOf(m);
  const time = Date.UTC(year, month - 1, Number(d));
  const date = new Date(time);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(d);
  return y !== '' && real && year >= 1600 && year < 3000 ? time : null;
}

/** The word of the half of the day, in lower case; '' for none. */
function halfOf(rest: string): string {
  const { sign, word } = HALF_PART.read(rest);
  return (sign || word).toLowerCase();
}

/** Microseconds since midnight; null where no clock shows it. 24:00 is the end of the day. */
function microsOf(clock: ReturnType<typeof CLOCK_PARTS.read>, half: string): number | null {
  const { packed } = clock;
  const written = Number(packed === '' ? clock.hour : packed.slice(0, 2));
  const minute = Number(packed === '' ? clock.minute : packed.slice(2, 4));
  const second = Number(packed === '' ? clock.second : packed.slice(4));
  const parts = Number((clock.parts || clock.packedParts).slice(0, 6).padEnd(6, '0'));
  const hour = hourOf(written, half);
  if (hour === null || minute > 59 || second > 60) return null;
  const micros = ((hour * 60 + minute) * 60 + second) * 1_000_000 + parts;
  return hour < 24 || micros === 86_400_000_000 ? micros : null;
}

function hourOf(hour: number, half: string): number | null {
  if (half === '') return hour;
  if (EVENING.includes(half)) return hour < 12 && !(half === '中午' && hour > 9) ? hour + 12 : hour;
  return hour > 12 ? null : hour % 12;
}
