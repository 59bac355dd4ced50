/** What a run is about: ISO dates, the period's end inclusive. The as-of day itself has not been seen yet. */
export interface Scope {
  asOf: string;
  periodStart: string;
  periodEnd: string;
}

/** Dates, both inclusive; the end lies a day before the start when nothing of the span has gone by. */
export interface Span {
  start: string;
  end: string;
}

/** The period as far as it has gone by, and what it is fairly compared with. */
export interface Spans {
  now: Span;
  /** The same part of the period before. */
  before: Span;
  /** The same part of the one before that: what a growth of the period before is measured against. */
  earlier: Span;
  /** The same part of it twelve months ago. */
  yearAgo: Span;
  /** Whether the period is over on the as-of date. */
  over: boolean;
}

/**
 * The one rule for spans. The period counts as far as the as-of date. The period before is as long as the whole
 * period: the same number of whole months, or else of days; of a period that is not over only the same part of
 * it counts, to the day of the month.
 */
export function spansOf({ asOf, periodStart, periodEnd }: Scope): Spans {
  const over = periodEnd < asOf;
  const lastSeen = addDays(asOf, -1);
  const end = over ? periodEnd : lastSeen < periodStart ? addDays(periodStart, -1) : lastSeen;
  const months = wholeMonths(periodStart, addDays(periodEnd, 1));
  const days = daysBetween(periodStart, periodEnd) + 1;
  const back = (iso: string, times: number) =>
    months === null ? addDays(iso, -days * times) : addMonths(iso, -months * times);
  const earlier = (times: number): Span => {
    const start = back(periodStart, times);
    if (end < periodStart) return { start, end: addDays(start, -1) };
    return { start, end: over ? addDays(back(periodStart, times - 1), -1) : back(end, times) };
  };
  return {
    now: { start: periodStart, end },
    before: earlier(1),
    earlier: earlier(2),
    yearAgo: partFrom({ asOf, periodStart, periodEnd }, addMonths(periodStart, -12), end),
    over,
  };
}

/** The period as far as it has gone by, laid from another day on: what it is compared with when a day is chosen. */
export const spanFrom = (scope: Scope, start: string): Span => partFrom(scope, start, spansOf(scope).now.end);

/**
 * As long as the part of the period that ends with `end`: the same number of whole months where the period is over
 * and has them; of one that is not over to the same day of the month where both begin on the same one; else as
 * many days.
 */
function partFrom({ asOf, periodStart, periodEnd }: Scope, start: string, end: string): Span {
  if (end < periodStart) return { start, end: addDays(start, -1) };
  const over = periodEnd < asOf;
  const months = wholeMonths(periodStart, addDays(periodEnd, 1));
  if (over && months !== null) return { start, end: addDays(addMonths(start, months), -1) };
  const apart = start < periodStart ? wholeMonths(start, periodStart) : wholeMonths(periodStart, start);
  const days = daysBetween(periodStart, end);
  if (apart === null) return { start, end: addDays(start, days) };
  return { start, end: addMonths(end, start < periodStart ? -apart : apart) };
}

/** Months from one date to another when the second is that many months after the first, else null. */
function wholeMonths(from: string, to: string): number | null {
  const [a, b] = [utc(from), utc(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return months > 0 && addMonths(from, months) === to ? months : null;
}

export const addDays = (iso: string, days: number): string => {
  const date = utc(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return isoOf(date);
};

/** So many months on, on the same day of the month or the month's last where it has no such day. */
export function addMonths(iso: string, months: number): string {
  const date = utc(iso);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + Math.trunc(months));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return isoOf(date);
}

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / DAY);
const utc = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const isoOf = (date: Date): string => date.toISOString().slice(0, 10);
