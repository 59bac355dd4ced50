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
];

/** Every form known, dates first; where two fit the same values both are offered. */
export const DATE_FORMS: DateForm[] = [
  ...DATES.map((format): DateForm => ({ format, type: 'date' })),
  ...DATES.flatMap((date) => TIMES.map((time): DateForm => ({ format: date + time, type: 'timestamp' }))),
  ...ISO.map((time): DateForm => ({ format: `%Y-%m-%d${time}`, type: 'timestamp' })),
  { format: '%Y%m%d%H%M%S', type: 'timestamp' },
  { format: '%Y年%m月%d日%H:%M', type: 'timestamp' },
  { format: '%Y年%m月%d日%H时%M分', type: 'timestamp' },
  { format: '%Y年%m月%d日%H:%M:%S', type: 'timestamp' },
];

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
  z: '(?<z>[+-]\\d\\d(?::?\\d\\d)?)',
};

const compiled = new Map<string, RegExp>();

/** The pattern of a strptime format; digits that run together are taken at full width. */
function patternOf(format: string): RegExp {
  const known = compiled.get(format);
  if (known) return known;
  const packedDay = format.includes('%Y%m%d');
  const packedTime = format.includes('%H%M%S');
  const source = format.replace(/%(\w)|([^%])/g, (_, directive?: string, literal?: string) => {
    if (literal !== undefined) return literal === ' ' ? ' +' : literal.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
    const part = DIRECTIVES[directive!]!;
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

/** Milliseconds since 1970 (UTC) of a text in a format; null when the shape or the calendar refuses it. */
export function parseDate(value: string, format: string): number | null {
  const text = value.trim();
  if (format === 'unix_s' || format === 'unix_ms') {
    return /^-?\d+$/.test(text) ? Number(text) * (format === 'unix_s' ? 1000 : 1) : null;
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
  const day = part('d');
  const date = new Date(Date.UTC(year, month - 1, day, hour, part('M'), part('S')));
  if (hour > 23 || date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  const millis = groups.f ? Math.floor(Number(`0.${groups.f}`) * 1000) : 0;
  return date.getTime() + millis - offsetMinutes(groups.z) * 60_000;
}

function offsetMinutes(zone: string | undefined): number {
  if (!zone) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)!;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
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
