import type { Format } from './formats.ts';
import type { Lang } from './text.ts';
import { unturned } from './unturned.ts';

export interface FormatOptions {
  lang: Lang;
  /** ISO 4217 code (CNY, GBP …) or any sign to put before the number. */
  currency: string;
  /** For axes, tiles and direct labels: 万/亿 in Chinese, k/M/bn in English, short unit names. */
  short?: boolean;
  /**
   * `full` (default) keeps what a table needs; `sentence` rounds to three significant figures and shortens
   * from 10,000 on. Whole counts below 10,000 stay exact in both, so that parts still add up.
   */
  digits?: 'full' | 'sentence';
}

const MISSING = '–';
const EXACT_COUNT_BELOW = 10_000;

/**
 * A value as the reader sees it. Dates and timestamps are epoch milliseconds read as UTC; percent is a share
 * (0.123 → 12.3%), points a difference of two (0.123 → 12.3 pts); weekdays count from 1 = Monday (0 and 7 are
 * Sunday). Null, undefined and NaN give `–`; text that is not what the format expects comes back as it is.
 */
export function formatValue(value: unknown, format: Format, options: FormatOptions): string {
  if (value === null || value === undefined || value === '') return MISSING;
  if (typeof value === 'boolean') return yesNo(value, options.lang);
  if (format === 'text') return unturned(String(value));
  const n = toNumber(value);
  if (n === null) return groupedText(unturned(String(value)), format);
  if (Number.isNaN(n)) return MISSING;
  switch (format) {
    case 'integer':
    case 'number':
    case 'decimal':
      return plain(n, format, options);
    case 'money':
      return money(n, options);
    case 'percent':
      return inHundredths(n, options, '%');
    case 'percentage_points':
      return inHundredths(n, options, options.short ? '' : POINTS[options.lang]);
    case 'days':
    case 'minutes':
    case 'seconds':
      return duration(n, format, options);
    case 'date':
      return Number.isFinite(n) ? isoDay(n) : MISSING;
    case 'timestamp':
      return Number.isFinite(n) ? isoInstant(n) : MISSING;
    case 'month':
      return month(n, options);
    case 'weekday':
      return weekday(n, options);
    case 'hour':
      return options.short ? String(n) : `${String(Math.trunc(n)).padStart(2, '0')}:00`;
  }
}

/** ISO 4217 for amounts in no currency: nobody has said which, so they have no sign. */
export const NO_CURRENCY = 'XXX';

/** The sign of a currency code (`GBP` → `£`), '' of none; anything that is no known code is its own sign. */
export function currencySign(currency: string): string {
  return currencyFormat(currency).sign;
}

/** A number when the value is one, or is text that holds one exactly; otherwise null. */
function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : null;
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'string' || !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) return null;
  const n = Number(value);
  return Number.isInteger(n) && !Number.isSafeInteger(n) ? null : n;
}

/** Integers beyond 2^53 come as text: they are grouped digit by digit and lose none. */
function groupedText(text: string, format: Format): string {
  return format === 'integer' && /^-?\d+$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text;
}

const yesNo = (value: boolean, lang: Lang) => (lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no');

const formatters = new Map<string, Intl.NumberFormat>();

function intl(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.NumberFormat('en-US', options)));
  return found;
}

const upTo = (digits: number) => intl({ maximumFractionDigits: digits });
const exactly = (digits: number) => intl({ minimumFractionDigits: digits, maximumFractionDigits: digits });
const significant = (digits: number) => intl({ maximumSignificantDigits: digits });

// The first one takes a browser ten milliseconds to make: before a page is drawn, not while it is.
upTo(0);

function plain(n: number, format: 'integer' | 'number' | 'decimal', options: FormatOptions): string {
  if (!Number.isFinite(n)) return n > 0 ? '∞' : '-∞';
  const sentence = options.digits === 'sentence';
  if (format === 'decimal') {
    if (sentence || options.short) return significant(3).format(n);
    // A count among estimates.
    if (Number.isInteger(n) && Math.abs(n) >= 1000) return upTo(0).format(n);
    return intl({ minimumFractionDigits: 4, maximumFractionDigits: 6 }).format(n);
  }
  if (format === 'integer' && Math.abs(n) < EXACT_COUNT_BELOW && !options.short) return upTo(0).format(n);
  if (sentence || options.short) return shortened(n, options);
  if (format === 'integer') return upTo(0).format(n);
  return Math.abs(n) < 1 ? significant(3).format(n) : upTo(2).format(n);
}

/** Three significant figures with a unit; outside sentences 万 and 亿 keep one and two decimals. */
function shortened(n: number, options: FormatOptions): string {
  const size = Math.abs(n);
  if (options.lang === 'zh') {
    const rounded = options.digits === 'sentence' ? Number(size.toPrecision(3)) : size;
    if (rounded >= 99_995_000) return `${scaled(n / 1e8, 2, options)} 亿`;
    if (rounded >= 10_000) return `${scaled(n / 1e4, 1, options)} 万`;
    return small(n, options);
  }
  const rounded = Number(size.toPrecision(3));
  if (rounded >= 1e9) return `${significant(3).format(n / 1e9)}bn`;
  if (rounded >= 1e6) return `${significant(3).format(n / 1e6)}M`;
  if (rounded >= 1e3 && (options.digits !== 'sentence' || rounded >= EXACT_COUNT_BELOW))
    return `${significant(3).format(n / 1e3)}k`;
  return small(n, options);
}

const scaled = (n: number, digits: number, options: FormatOptions) =>
  options.digits === 'sentence' || Math.abs(n) < 10 ? significant(3).format(n) : upTo(digits).format(n);

const small = (n: number, options: FormatOptions) =>
  options.digits === 'sentence' || Math.abs(n) < 100 ? significant(3).format(n) : upTo(0).format(n);

interface CurrencyFormat {
  sign: string;
  full: Intl.NumberFormat;
}
const currencies = new Map<string, CurrencyFormat>();

function currencyFormat(currency: string): CurrencyFormat {
  let found = currencies.get(currency);
  if (!found) currencies.set(currency, (found = makeCurrency(currency)));
  return found;
}

function makeCurrency(currency: string): CurrencyFormat {
  if (currency === NO_CURRENCY) return { sign: '', full: exactly(2) };
  if (!/^[A-Za-z]{3}$/.test(currency)) return { sign: currency, full: exactly(2) };
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const parts = intl(style).formatToParts(0);
  const sign = parts.find((p) => p.type === 'currency')?.value ?? currency;
  const decimals = parts.find((p) => p.type === 'fraction')?.value.length ?? 0;
  // A code without a sign of its own (CHF) stands apart from the number.
  return { sign: /\w$/.test(sign) ? `${sign} ` : sign, full: exactly(decimals) };
}

function money(n: number, options: FormatOptions): string {
  const { sign, full } = currencyFormat(options.currency);
  const size = Math.abs(n);
  const text = !Number.isFinite(size)
    ? '∞'
    : options.short || options.digits === 'sentence'
      ? shortened(size, options)
      : full.format(size);
  return `${n < 0 && /[1-9∞]/.test(text) ? '-' : ''}${sign}${text}`;
}

/** What a difference of shares is in, where there is room: an axis or a label stands by a title that says it. */
const POINTS: Record<Lang, string> = { zh: ' 个百分点', en: ' pts' };

function inHundredths(n: number, options: FormatOptions, unit: string): string {
  if (!Number.isFinite(n)) return n > 0 ? '∞' : '-∞';
  const points = n * 100;
  const size = Math.abs(points);
  // A reader takes in 8.9 %, not 8.94 %; below one a second figure still tells 0.32 from 0.35.
  if (options.digits === 'sentence' && (size === 0 || size >= 0.95))
    return (size < 100 ? upTo(1) : significant(3)).format(points) + unit;
  if (size > 0 && size < 0.95) return significant(2).format(points) + unit;
  return (options.short ? upTo(1) : exactly(1)).format(points) + unit;
}

const UNITS = {
  days: { zh: ' 天', one: ' day', many: ' days', short: 'd' },
  minutes: { zh: ' 分钟', one: ' min', many: ' min', short: 'min' },
  seconds: { zh: ' 秒', one: ' s', many: ' s', short: 's' },
} as const;

function duration(n: number, unit: keyof typeof UNITS, options: FormatOptions): string {
  // A reader takes in 24 seconds, not 0.408 minutes.
  if (options.digits === 'sentence' && unit === 'minutes' && n !== 0 && Math.abs(n) < 1)
    return duration(Math.round(60 * n), 'seconds', options);
  const text =
    options.digits === 'sentence'
      ? // Days are counted; a median of minutes is somebody's, to the minute.
        unit === 'days' && Number.isInteger(n) && Math.abs(n) < EXACT_COUNT_BELOW
        ? upTo(0).format(n)
        : significant(3).format(n)
      : upTo(1).format(n);
  const words = UNITS[unit];
  if (options.lang === 'zh') return text + words.zh;
  if (options.short && options.digits !== 'sentence') return `${text} ${words.short}`;
  return text + (text === '1' ? words.one : words.many);
}

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function isoInstant(ms: number): string {
  const text = new Date(ms).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, text.slice(17, 19) === '00' ? 16 : 19)}`;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** 1 to 12 is a month of any year; anything else is an instant in a month. */
function month(n: number, options: FormatOptions): string {
  const zh = options.lang === 'zh';
  if (Number.isInteger(n) && n >= 1 && n <= 12) return zh ? `${n} 月` : (MONTHS[n - 1] ?? String(n));
  const text = isoDay(n);
  if (options.short) return text.slice(0, 7);
  const [year = '', m = '1'] = text.split('-');
  return zh ? `${year} 年 ${Number(m)} 月` : `${MONTHS[Number(m) - 1]} ${year}`;
}

const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

function weekday(n: number, options: FormatOptions): string {
  const day = Number.isInteger(n) && n >= 0 && n <= 7 ? n % 7 : null;
  if (day === null) return String(n);
  if (options.lang === 'zh') return `周${'日一二三四五六'[day]}`;
  const name = WEEKDAYS[day] ?? String(n);
  return options.short ? name.slice(0, 3) : name;
}
