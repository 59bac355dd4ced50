import { DATE_ORDERS, looksLikeTime, readTime, type DateOrder } from '../values/time.ts';
import type { ColumnType } from './api.ts';

/** A way of writing dates: its strptime format and whether it has a time of day. */
export interface DateForm {
  format: string;
  type: Extract<ColumnType, 'date' | 'timestamp'>;
}

const DATES = [
  '%Y-%m-%d',
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%Y%m%d',
  '%Y年%m月%d日',
  '%m/%d/%Y',
  '%d/%m/%Y',
  '%m-%d-%Y',
  '%d-%m-%Y',
  '%d.%m.%Y',
  '%m/%d/%y',
  '%d/%m/%y',
  '%y/%m/%d',
  '%d.%m.%y',
  '%m-%d-%y',
  '%d-%m-%y',
  '%y-%m-%d',
  '%d %b %Y',
  '%d-%b-%Y',
  '%d-%b-%y',
  '%b %d, %Y',
  '%d %B %Y',
  '%B %d, %Y',
  '%Y-%b-%d',
];
const TIMES = [
  ' %H:%M',
  ' %H:%M:%S',
  ' %H:%M:%S.%f',
  ' %I:%M %p',
  ' %I:%M:%S %p',
  ' %H时%M分',
  ' %H时%M分%S秒',
  ' %H点%M分',
  ' %H%M%S',
];
const ISO = [
  'T%H:%M',
  'T%H:%M:%S',
  'T%H:%M:%SZ',
  'T%H:%M:%S.%f',
  'T%H:%M:%S.%fZ',
  'T%H:%M:%S%z',
  'T%H:%M:%S.%f%z',
  ' %H:%M:%S%z',
  ' %H:%M:%S %z',
];

/**
 * Forms that the engine's own parser reads, which is the quickest way; dates first. Where two fit the same values
 * both are offered. What is written otherwise is read by `readTime`, form by form.
 */
export const DATE_FORMS: DateForm[] = [
  ...DATES.map((format): DateForm => ({ format, type: 'date' })),
  ...DATES.flatMap((date) => TIMES.map((time): DateForm => ({ format: date + time, type: 'timestamp' }))),
  ...ISO.map((time): DateForm => ({ format: `%Y-%m-%d${time}`, type: 'timestamp' })),
  { format: '%Y%m%d%H%M%S', type: 'timestamp' },
  { format: '%Y%m%d%H', type: 'timestamp' },
  { format: '%Y年%m月%d日%H:%M', type: 'timestamp' },
  { format: '%Y年%m月%d日%H时%M分', type: 'timestamp' },
  { format: '%Y年%m月%d日%H:%M:%S', type: 'timestamp' },
];

/** Months without a day, which stand for their first. */
export const MONTH_FORMS = [
  ...['%Y-%m', '%Y/%m', '%Y年%m月', '%Y%m'],
  ...['%b-%y', '%b-%Y', '%b %y', '%b %Y', '%B %Y'],
];

const YEARLESS_DAYS = [
  ...['%m.%d', '%m/%d', '%m-%d', '%m月%d日', '%m月%d号', '%d.%m', '%d.%m.', '%d/%m', '%d-%m'],
  ...['%d-%b', '%d %b', '%b %d', '%d %B', '%B %d'],
];
/** The same in digits alone, as books have it (0501), from which a zero in front may have been lost (501). */
const PACKED_DAYS = ['%d%m', '%m%d'];
/** Days written without their year, with or without a time of day. Their format is the year and one of these. */
export const YEARLESS_FORMS: DateForm[] = [
  ...PACKED_DAYS.map((format): DateForm => ({ format, type: 'date' })),
  ...YEARLESS_DAYS.map((format): DateForm => ({ format, type: 'date' })),
  ...YEARLESS_DAYS.flatMap((date) =>
    [' %H:%M', ' %H:%M:%S'].map((time): DateForm => ({ format: date + time, type: 'timestamp' })),
  ),
];
/** Whether a form is of a day and a month in digits alone. */
export const isPacked = (form: string): boolean => PACKED_DAYS.some((packed) => form.endsWith(packed));

/** The format of days without a year that are all of one: `2024:%m.%d`. */
export const inYear = (year: number, format: string): string => `${year}:${format}`;

/** The year that a format gives its days, and the format of both, which reads the year, a blank and the text; null where days state their own. */
export function yearIn(format: string): { year: string; format: string } | null {
  const [, year, days] = /^(\d{4}):(%.+)$/.exec(format) ?? [];
  return year === undefined ? null : { year, format: `%Y ${days}` };
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const FULL = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** What each directive takes. Days go to 31 whatever the month: 30 February is a null later, not another type. */
const DIRECTIVES: Record<string, string> = {
  Y: '(?<Y>(?:1[6-9]|2[0-9])\\d\\d)',
  y: '(?<Y>\\d\\d)',
  m: '(?<m>0?[1-9]|1[0-2])',
  d: '(?<d>0?[1-9]|[12]\\d|3[01])',
  H: '(?<H>[01]?\\d|2[0-4])',
  I: '(?<H>0?[1-9]|1[0-2])',
  M: '(?<M>[0-5]?\\d)',
  S: '(?<S>[0-5]?\\d|60)',
  f: '(?<f>\\d{1,9})',
  p: '(?<p>[AaPp][Mm])',
  b: `(?<m>${MONTHS.join('|')})`,
  B: `(?<m>${FULL.join('|')})`,
  z: '(?<z>[+-]\\d\\d:?\\d\\d)',
};

const compiled = new Map<string, RegExp>();

/** The pattern of a strptime format; digits that run together are taken at full width. */
function patternOf(format: string): RegExp {
  const known = compiled.get(format);
  if (known) return known;
  const packedDay = format.includes('%Y%m%d') || format === '%Y%m';
  const short = !packedDay && isPacked(format);
  const packedTime = /%H%M%S|%d%H$/.test(format);
  const source = format.replace(/%(\w)|([^%])/g, (_, directive?: string, literal?: string) => {
    if (literal !== undefined) return literal === ' ' ? ' +' : literal.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
    const part = DIRECTIVES[directive!]!;
    if (short && directive === format.at(-1)) return part.replace('0?[1-9]', '0[1-9]');
    if (packedDay && 'md'.includes(directive!)) return part.replace('0?[1-9]', '0[1-9]');
    if (packedTime && 'HMS'.includes(directive!))
      return part.replace('[01]?', '[01]').replace('[0-5]?', '[0-5]');
    return part;
  });
  const pattern = new RegExp(`^${source}$`, 'i');
  compiled.set(format, pattern);
  return pattern;
}

/** Whether a trimmed text has the shape of this format. */
export const fitsDate = (value: string, format: string): boolean => patternOf(format).test(value);

/** Unix time by its unit: how many microseconds one is. */
export const UNIX: Record<string, number> = { unix_s: 1_000_000, unix_ms: 1000, unix_us: 1, unix_ns: 0.001 };

/** Days of a spreadsheet that was saved without the form of its dates: 45293 is 2 January 2024. */
export const SHEET_DAYS = 'sheet_days';
/** The day that is 1970-01-01 there, and the first one behind a 29 February 1900 that never was. */
export const SHEET_EPOCH = 25_569;
export const SHEET_FIRST = 61;
const DAY = 86_400_000;

/** Whether a text is such a day of 2000 to 2049, maybe with a time of day. */
export function isSheetDay(value: string): boolean {
  const day = /^\d{5}(?:\.\d+)?$/.test(value) ? Number(value) : NaN;
  return day >= 36_526 && day < 54_789;
}

/** Texts in any form, their day and month in an order where only that tells them. */
export const ANY = 'any';
export const anyFormat = (order: DateOrder | null): string => (order ? `${ANY}:${order}` : ANY);

/** A format whose moments, where they state their zone, are shifted to so many minutes east of UTC. */
export const shiftedTo = (format: string, minutes: number): string =>
  `${unshifted(format).format}@${minutes}`;

/** A format without its shift, and the shift; null for the clock as written. */
export function unshifted(format: string): { format: string; shift: number | null } {
  const [plain = '', shift] = format.split('@');
  return { format: plain, shift: shift === undefined ? null : Number(shift) };
}

/** The order of day and month that a format states; null where it leaves none open. */
export function orderOf(format: string): DateOrder | null {
  if (format.startsWith(ANY)) return DATE_ORDERS.find((order) => format === anyFormat(order)) ?? null;
  const [year, month, day] = [/%[Yy]/, /%m/, /%d/].map((part) => format.search(part)) as [
    number,
    number,
    number,
  ];
  if (month < 0 || day < 0) return null;
  return year < month ? (format.includes('%y') ? 'ymd' : null) : month < day ? 'mdy' : 'dmy';
}

/** Milliseconds since 1970 of what the clock showed in a text in a format; null when shape or calendar refuse it. */
export function parseDate(value: string, format: string): number | null {
  const text = value.trim();
  const given = yearIn(format);
  if (given) return parseDate(`${given.year} ${text}`, given.format) ?? parseDate(text, ANY);
  const unit = UNIX[format];
  if (unit) return /^-?\d+(?:\.\d+)?$/.test(text) ? (Number(text) * unit) / 1000 : null;
  if (format === SHEET_DAYS)
    return /^\d{2,5}(?:\.\d+)?$/.test(text) && Number(text) >= SHEET_FIRST
      ? Math.round((Number(text) - SHEET_EPOCH) * DAY)
      : null;
  if (format === '' || format.startsWith(ANY)) {
    const read = readTime(text, { order: orderOf(format) });
    return read && read.micros / 1000;
  }
  const groups = patternOf(format).exec(text)?.groups;
  if (!groups) return null;
  const part = (key: string) => Number(groups[key] ?? 0);
  const name = groups.m!.toLowerCase();
  const month = /^\d/.test(name) ? Number(name) : MONTHS.indexOf(name.slice(0, 3)) + 1;
  // strptime's own rule for two-digit years: 69-99 are 1969-1999.
  const year = groups.Y!.length === 2 ? part('Y') + (part('Y') < 69 ? 2000 : 1900) : part('Y');
  let hour = part('H');
  if (groups.p) hour = (hour % 12) + (/p/i.test(groups.p) ? 12 : 0);
  const day = groups.d === undefined ? 1 : part('d');
  const date = new Date(Date.UTC(year, month - 1, day, hour, part('M'), part('S')));
  if (hour > 23 || date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  return date.getTime() + (groups.f ? Math.floor(Number(`0.${groups.f}`) * 1000) : 0);
}

/** The literal signs of each form, so that most forms are refused without compiling a pattern. */
const SIGNS = DATE_FORMS.map((form) => [...new Set(form.format.replace(/%\w/g, ''))]);

/** All forms that every value fits. */
export function formsOf(values: string[]): DateForm[] {
  const first = values[0];
  if (first === undefined || first.length < 6 || first.length > 40 || !/^(?:\d|[A-Za-z]{3,9} \d)/.test(first))
    return [];
  const digitsOnly = /^\d+$/.test(first);
  return DATE_FORMS.filter((form, index) => {
    const signs = SIGNS[index]!;
    if (digitsOnly ? signs.length > 0 : !signs.every((sign) => first.includes(sign))) return false;
    return fitsDate(first, form.format) && values.every((value) => fitsDate(value, form.format));
  });
}

/** Values in any form at all, all of them moments: the format, and the others that read them otherwise. */
export function anyOf(values: string[]): { form: DateForm; rivals: string[] } | null {
  const first = values[0];
  if (first === undefined || !/\p{Nd}/u.test(first) || first.length < 6 || first.length > 80) return null;
  if (!looksLikeTime(first)) return null;
  const readings = [null, ...DATE_ORDERS].flatMap((order) => {
    const moments: number[] = [];
    let timed = false;
    for (const value of values) {
      const read = readTime(value, { order });
      if (!read) return [];
      moments.push(read.micros);
      timed ||= read.timed;
    }
    return [{ format: anyFormat(order), moments, timed }];
  });
  const best = readings[0];
  if (!best) return null;
  const rivals =
    best.format === ANY
      ? []
      : readings.slice(1).filter((r) => r.moments.some((m, i) => m !== best.moments[i]));
  return {
    form: { format: best.format, type: best.timed ? 'timestamp' : 'date' },
    rivals: rivals.map(({ format }) => format),
  };
}
