import type { ColumnType, ReadColumn } from './api.ts';
import {
  anyOf,
  fitsDate,
  formsOf,
  inYear,
  isPacked,
  isSheetDay,
  MONTH_FORMS,
  parseDate,
  SHEET_DAYS,
  UNIX,
  YEARLESS_FORMS,
  type DateForm,
} from './dates.ts';
import { styleOf, type NumberStyle } from './numbers.ts';
import { withClocks } from './clock-columns.ts';
import { withDays } from './day-columns.ts';
import { joinedIds, lostDigits, namesIdentifier } from '../values/identifier.ts';
import { unwrap, wrapOf, type Wrap } from '../values/wrap.ts';
import { readCurrency } from '../values/currency.ts';
import { speaksOfDays, speaksOfTime, speaksOfWhen } from '../values/moment-names.ts';
import { isNothing } from '../values/nothing.ts';
import { readTime } from '../values/time.ts';

/** What a column's values are, as far as the samples tell. */
export interface Sniffed {
  type: ColumnType;
  format: string;
  numberStyle?: NumberStyle;
  ambiguous?: { formats: string[] };
  wrap?: Wrap;
  zones?: string[];
  currencies?: string[];
}

const TEXT: Sniffed = { type: 'text', format: '' };

/** Names of months: elsewhere 2024-01 may be a number of anything. */
const MONTH_NAME = /month|period|^date$|monat|mois|(?:^|[^a-z])mes(?:$|[^a-z])|月|期间|账期|日期|時期|월/i;
/** Hours that run together with their day, as in reports by the hour. */
const HOURS = '%Y%m%d%H';
const SIGNED_DIGITS = /^[+-]?\d+$/;
/** Zones that are named of a column. */
const ZONES = 4;

/**
 * Sniffs a column from its sampled values (null or '' for empty). A type is given only when every
 * value that says something fits it; identifiers (leading zeros, 16 digits or more, telling names) stay text.
 * Days without a year are of the `year` that the file states.
 */
export function sniffColumn(
  name: string,
  sampled: (string | null)[],
  decimalComma = false,
  year: number | null = null,
): Sniffed {
  const cells = [...new Set(sampled.filter((value) => !isNothing(value)).map((value) => value!.trim()))];
  if (cells.length === 0) return TEXT;
  const wrap = wrapOf(name, cells);
  if (!wrap) return sniffValues(name, cells, decimalComma, year);
  const values = cells.map((cell) => unwrap(cell, wrap).trim()).filter((value) => !isNothing(value));
  return { ...(values.length > 0 ? sniffValues(name, values, decimalComma, year) : TEXT), wrap };
}

function sniffValues(name: string, values: string[], decimalComma: boolean, year: number | null): Sniffed {
  const identifier = namesIdentifier(name);
  const time = epochOf(name, values);
  if (time) return time;
  const yearless = year === null ? [] : yearlessForms(name, values);
  if (yearless.length > 0)
    return dateOf(
      yearless.map((form) => ({ ...form, format: inYear(year!, form.format) })),
      values,
    );
  const month =
    identifier || !MONTH_NAME.test(name)
      ? undefined
      : MONTH_FORMS.find((form) => values.every((value) => fitsDate(value, form)));
  if (month) return { type: 'date', format: month };
  if (values.every(isSheetDay) && (speaksOfDays(name) || (speaksOfWhen(name) && areTimes(values))))
    return { type: values.some((value) => value.includes('.')) ? 'timestamp' : 'date', format: SHEET_DAYS };
  if (values.every((value) => SIGNED_DIGITS.test(value))) {
    const day = identifier
      ? []
      : formsOf(values).filter(({ format }) =>
          format === HOURS ? speaksOfTime(name) : format === '%Y%m%d' || format === '%Y%m%d%H%M%S',
        );
    if (day.length > 0 && (speaksOfTime(name) || values.length >= 3)) return dateOf(day, values);
    if (
      identifier ||
      values.some((value) => /^[+-]?0\d/.test(value) || value.replace(/\D/g, '').length >= 16)
    )
      return TEXT;
    return { type: 'integer', format: '', numberStyle: 'plain' };
  }
  if (values.every((value) => /^(?:true|false)$/i.test(value))) return { type: 'boolean', format: '' };
  const forms = formsOf(values);
  if (forms.length > 0) return dateOf(forms, values);
  // Numbers of orders begin with a day often enough.
  const any = identifier ? null : anyOf(values);
  if (any)
    return zoned(
      {
        ...any.form,
        ...(any.rivals.length > 0 ? { ambiguous: { formats: [any.form.format, ...any.rivals] } } : {}),
      },
      values,
    );
  if (values.some((value) => /^[+-]?0\d+$/.test(value) || LETTERED.test(value)) || values.every(joinedIds))
    return TEXT;
  const style = styleOf(values, decimalComma);
  if (style === null || (identifier && isCode(values, style))) return TEXT;
  const currencies = style === 'plain' ? [] : currenciesOf(values);
  if (currencies.length > 1) return { ...TEXT, currencies };
  return { type: 'number', format: '', numberStyle: style, ...(currencies.length > 0 ? { currencies } : {}) };
}

/** Whether days of a spreadsheet have times of day, as its moments have when it is saved without their form. */
const areTimes = (values: readonly string[]): boolean =>
  values.length > 2 && values.filter((value) => /\.\d{3}/.test(value)).length > values.length / 2;

/** Days that come each year: the year of a file is none of theirs. */
const YEARLY = /birth|anniversar|holiday|生日|生辰|纪念|诞/i;

/** Whether a column's name speaks of days that are of a year. */
export const saysDays = (name: string): boolean =>
  !YEARLY.test(name) && (speaksOfDays(name) || /时间|時間|日$/.test(name));

/**
 * The forms without a year that all values of a column of days fit. In Chinese the month comes first; elsewhere only
 * the values tell.
 */
export function yearlessForms(name: string, values: readonly string[]): DateForm[] {
  const [first] = values;
  if (first === undefined || first.length > 24 || !saysDays(name)) return [];
  const forms = YEARLESS_FORMS.filter(
    ({ format }) =>
      values.every((value) => fitsDate(value, format)) && (!isPacked(format) || speaksOfDays(name)),
  );
  if (/datum/i.test(name) && forms.some(({ format }) => format === '%d%m'))
    return forms.filter(({ format }) => format === '%d%m');
  const monthFirst = forms.filter(({ format }) => format.startsWith('%m'));
  return /\p{Script=Han}/u.test(name) && monthFirst.length > 0 ? monthFirst : forms;
}

/** The currencies that stand beside numbers, the one of most values first. */
function currenciesOf(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    const code = readCurrency(value);
    if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}

/** A code that begins as a currency does and goes on with a zero: RM0031, CAD00012. */
const LETTERED = /^[A-Za-z]{1,4}-?0\d+$/;

/**
 * Whether numbers under an identifier's name are codes: whole, with a long fraction, or with their digits lost; or
 * whole behind letters that are a currency elsewhere (R1031, INR2024).
 */
const isCode = (values: string[], style: NumberStyle): boolean =>
  values.every((value) => /^[A-Za-z]{1,4}-?\d+$/.test(value)) ||
  (style === 'plain' &&
    (values.every((value) => /^\d+(?:\.0)?$/.test(value)) ||
      values.some((value) => /^\d+\.\d{3,}$/.test(value) || lostDigits(value))));

/** Unix time between 2000 and 2040 in some unit, under a name that speaks of time. */
function epochOf(name: string, values: string[]): Sniffed | null {
  if (!speaksOfTime(name) || !values.every((value) => /^\d{9,19}(?:\.\d+)?$/.test(value))) return null;
  if (values.every((value) => fitsDate(value, HOURS))) return null;
  const format = Object.entries(UNIX).find(([, micros]) =>
    values.every((value) => {
      const ms = (Number(value) * micros) / 1000;
      return ms >= 946_684_800_000 && ms < 2_208_988_800_000;
    }),
  )?.[0];
  return format ? { type: 'timestamp', format } : null;
}

/** The best of the forms that fit; when they disagree about the day, all are offered. */
function dateOf(forms: DateForm[], values: string[]): Sniffed {
  const best = forms[0]!;
  const rivals = forms.filter((form) =>
    values.some((value) => parseDate(value, form.format) !== parseDate(value, best.format)),
  );
  const sniffed: Sniffed = { type: best.type, format: best.format };
  if (rivals.length > 0) sniffed.ambiguous = { formats: [best.format, ...rivals.map((form) => form.format)] };
  return zoned(sniffed, values);
}

/** With the zones that the values state: none is shifted, so they are told. */
function zoned(sniffed: Sniffed, values: string[]): Sniffed {
  if (sniffed.type !== 'timestamp' || !/[Zz]$|[+-]\d|[A-Za-z]{3}/.test(values[0] ?? '')) return sniffed;
  const zones = new Set(values.slice(0, 500).map((value) => readTime(value, { order: 'mdy' })?.zone ?? ''));
  zones.delete('');
  return zones.size > 0 ? { ...sniffed, zones: [...zones].slice(0, ZONES) } : sniffed;
}

/**
 * A column that is to be of a type though not every value fits: written as most of the sampled values are that
 * can be of it. What does not fit becomes null and is listed.
 */
export function asType(
  name: string,
  sampled: readonly (string | null)[],
  type: ColumnType,
  decimalComma: boolean,
): Omit<Sniffed, 'ambiguous'> {
  const cells = sampled.filter((value) => !isNothing(value)).map((value) => value!.trim());
  const wrap = wrapOf(name, cells);
  const worn = wrap ? { wrap } : {};
  const values = cells.map((cell) => unwrap(cell, wrap).trim());
  if (type === 'integer' || type === 'number') {
    const numbers = values.filter((value) => styleOf([value], decimalComma) !== null);
    const style = styleOf(numbers, decimalComma);
    return { type, format: '', numberStyle: style ?? (decimalComma ? 'decimal-comma' : 'plain'), ...worn };
  }
  if (type !== 'date' && type !== 'timestamp') return { type, format: '', ...worn };
  const counts = new Map<string, number>();
  const count = (format: string) => counts.set(format, (counts.get(format) ?? 0) + 1);
  for (const value of values) {
    const forms = formsOf([value]);
    forms.forEach(({ format }) => count(format));
    if (isSheetDay(value)) count(SHEET_DAYS);
    if (forms.length === 0) {
      const any = anyOf([value]);
      if (any) [any.form.format, ...any.rivals].forEach(count);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return { type, format: most?.[0] ?? '', ...worn };
}

/** Columns as sniffed from sample rows; `headers` are the unique names with what the file says, `year` the one of days without. */
export function sniffColumns(
  headers: { name: string; original: string }[],
  rows: (string | null)[][],
  decimalComma: boolean,
  year: number | null = null,
): ReadColumn[] {
  const columns = headers.map(({ name, original }, index) => ({
    name,
    original,
    ...sniffColumn(
      original || name,
      rows.map((row) => row[index] ?? null),
      decimalComma,
      year,
    ),
  }));
  return withClocks(withDays(columns, rows), rows);
}
