import type { Random } from './random.ts';

/** Wall-clock moments are seconds since 1970 read as UTC: the company's exports carry no time zone. */
export const DAY = 86_400;
export const moment = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;

/** The 24 months the sample covers, the end excluded. */
export const START = moment('2024-07-01 00:00:00');
export const END = moment('2026-07-01 00:00:00');

/** First second of each of the 24 months, and of the one after. */
export const MONTHS: number[] = Array.from({ length: 25 }, (_, i) => Date.UTC(2024, 6 + i, 1) / 1000);

/** 1 = Monday … 7 = Sunday. */
export const weekday = (time: number): number => ((Math.floor(time / DAY) + 3) % 7) + 1;

/** '2026-06-30 09:15:02' */
export const stamp = (time: number): string =>
  new Date(time * 1000).toISOString().slice(0, 19).replace('T', ' ');
/** '2026-06-30' */
export const date = (time: number): string => stamp(time).slice(0, 10);

/** Index into MONTHS of the month a moment lies in. */
export function monthOf(time: number): number {
  const d = new Date(time * 1000);
  return (d.getUTCFullYear() - 2024) * 12 + d.getUTCMonth() - 6;
}

/** How busy a day and an hour are, relative to each other. */
export interface Rhythm {
  day(time: number): number;
  hours(weekday: number): readonly number[];
}

// Hours 0 … 23. Staff and shop owners work mornings; consumers buy at noon and in the evening.
const OFFICE = [1, 0.5, 0.3, 0.2, 0.2, 0.6, 2, 6, 12, 29, 31, 20, 12, 11, 15, 16, 14, 11, 8, 8, 8, 7, 5, 2];
const LEISURE = [2, 1, 0.5, 0.3, 0.3, 0.5, 1, 3, 6, 9, 11, 11, 9, 9, 10, 10, 9, 8, 9, 11, 12, 11, 8, 5];
const BUYING = [4, 2, 1, 0.5, 0.4, 0.6, 1.5, 4, 8, 12, 14, 13, 15, 12, 10, 10, 10, 9, 10, 14, 20, 21, 15, 8];

/** Use of the app and the shop: Tuesday to Thursday, 9 to 11 o'clock, stand out. */
export const USING: Rhythm = {
  day: (t) => [0.86, 1.3, 1.36, 1.3, 0.92, 0.5, 0.44][weekday(t) - 1]!,
  hours: (w) => (w > 5 ? LEISURE : OFFICE),
};

/** Ordering: spread over the week, with the two shopping festivals of the year. */
export const ORDERING: Rhythm = {
  day(t) {
    const monthDay = date(t).slice(5);
    if (monthDay === '11-11' || monthDay === '06-18') return 6;
    if (monthDay === '11-10' || monthDay === '11-12' || monthDay === '06-17') return 2.5;
    return [1.05, 1.05, 1.02, 1.05, 1.08, 0.92, 0.88][weekday(t) - 1]!;
  },
  hours: () => BUYING,
};

/** Orders of each calendar month against an average one: 618, Double 11, a quiet spring festival. */
export const SEASON = [0.98, 0.72, 0.9, 0.92, 1, 1.5, 0.88, 0.86, 0.96, 1.02, 1.85, 1.06];
export const season = (month: number): number => SEASON[(month + 6) % 12]!;

const dayWeights = new Map<Rhythm, number[][]>();

/** A moment inside month `month` (0 … 23), at or after `from` and before `until`; null when none is left. */
export function momentIn(
  r: Random,
  rhythm: Rhythm,
  month: number,
  from: number,
  until: number,
): number | null {
  let months = dayWeights.get(rhythm);
  if (!months) {
    months = MONTHS.slice(0, 24).map((first, m) =>
      Array.from({ length: (MONTHS[m + 1]! - first) / DAY }, (_, d) => rhythm.day(first + d * DAY)),
    );
    dayWeights.set(rhythm, months);
  }
  for (let attempt = 0; attempt < 12; attempt++) {
    const day = MONTHS[month]! + r.weighted(months[month]!) * DAY;
    const time = day + r.weighted(rhythm.hours(weekday(day))) * 3600 + r.int(0, 3599);
    if (time >= from && time < until) return time;
  }
  return null;
}
