import { isPlainNumber, readNumber, type NumberForm } from '../values/number.ts';
import type { ReadColumn } from './api.ts';

export type NumberStyle = NonNullable<ReadColumn['numberStyle']>;

/** The form in which a style's numbers are read; styles that differ in signs and groups only share one. */
export const formOf = (style: NumberStyle): NumberForm => ({
  decimal: style.endsWith('comma') ? ',' : '.',
  percent: style.startsWith('percent'),
});

/** The number a text stands for in a style, or null when it does not fit. */
export const parseNumber = (text: string, style: NumberStyle): number | null =>
  readNumber(text, formOf(style));

/** A number as a column of this style writes it: what stands in a file as 12% is a share once it is read. */
export const inStyle = (number: string, style: NumberStyle | undefined): string =>
  style?.startsWith('percent') && isPlainNumber(number)
    ? `${Number((Number(number) * 100).toPrecision(12))}%`
    : number;

/** SQL of the same, of a DOUBLE. */
export const inStyleSql = (number: string): string => `format('{:.12g}%', CAST(${number} AS DOUBLE) * 100)`;

/** Numbers with a decimal comma beyond doubt: in a file that does not write them throughout, `1,5` may be a list. */
const SURE_COMMA =
  /^\D*\d{1,3}(?:[. '’\u00a0\u202f]\d{3})+(?:,\d+)?\D*$|^\D*\d+,\d\d(?:\D*)$|^\D*\d+,\d+\s*%$/;

/** How all values are written, as one word for it, or null. `comma` says that the file writes decimal commas. */
export function styleOf(values: string[], comma: boolean): NumberStyle | null {
  return comma ? (commaStyle(values) ?? pointStyle(values)) : (pointStyle(values) ?? sureComma(values));
}

function pointStyle(values: string[]): NumberStyle | null {
  if (values.every(isPlainNumber)) return 'plain';
  if (all(values, 'grouped')) {
    if (values.some((value) => /[万亿萬億千]/.test(value))) return 'wan-yi';
    return values.some((value) => /[(（△▲]|\d[^\d]*[-−]$/.test(value.trim())) ? 'accounting' : 'grouped';
  }
  return all(values, 'percent') ? 'percent' : null;
}

const commaStyle = (values: string[]): NumberStyle | null =>
  all(values, 'decimal-comma') ? 'decimal-comma' : all(values, 'percent-comma') ? 'percent-comma' : null;

function sureComma(values: string[]): NumberStyle | null {
  const style = commaStyle(values);
  const written = values.filter((value) => value.includes(',') || value.includes('.'));
  return style && written.length > 0 && written.every((value) => SURE_COMMA.test(value.trim()))
    ? style
    : null;
}

const all = (values: string[], style: NumberStyle): boolean =>
  values.every((value) => parseNumber(value, style) !== null);

/** Whether values can only be decimal-comma numbers: `1,5`, `1.234,56`; `1,234` alone says nothing. */
export function looksDecimalComma(values: string[]): boolean {
  if (values.length === 0 || commaStyle(values) === null) return false;
  return values.some(
    (value) => /,\d{1,2}\s*\D*$/.test(value) || /[.\s'’]\d{3},\d/.test(value) || /,\d{4,}/.test(value),
  );
}

/** Whether a column's numbers are written as percentages, and so are fractions of one. */
export const isShare = (column: Pick<ReadColumn, 'type' | 'numberStyle'> | undefined): boolean =>
  column?.type === 'number' && column.numberStyle?.startsWith('percent') === true;

/** That they are, as a table's column has it. */
export const asShare = (column: Parameters<typeof isShare>[0]): { share?: true } =>
  isShare(column) ? { share: true } : {};
