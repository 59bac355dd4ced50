import type { ReadColumn } from './api.ts';

export type NumberStyle = NonNullable<ReadColumn['numberStyle']>;

/** Signs of money that may stand before or after a number. */
const MONEY = '[¥￥$€£₩₹]|CNY|RMB|USD|EUR|GBP|HKD|元';
const BARE = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+`;

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const GROUPED = new RegExp(
  String.raw`^(?:[+-]?\s*(?:${MONEY})?|(?:${MONEY})\s*[+-]?)\s*(?:${BARE})\s*(?:${MONEY})?$`,
);
const PERCENT = new RegExp(String.raw`^[+-]?(?:${BARE})\s*[%％]$`);
const WAN_YI = new RegExp(
  String.raw`^[+-]?\s*(?:${MONEY})?\s*(?:${BARE})\s*(万|亿|萬|億|万元|亿元)?(?:元)?$`,
);
const ACCOUNTING = new RegExp(
  String.raw`^(?:\(\s*(?:${MONEY})?\s*(?:${BARE})\s*\)|（\s*(?:${MONEY})?\s*(?:${BARE})\s*）)$`,
);
const COMMA = /^[+-]?\s*(?:[¥￥$€£]\s*)?(?:\d{1,3}(?:[.\u00a0 ']\d{3})+|\d+)(?:,\d+)?\s*(?:[¥￥$€£]|EUR|%)?$/;

/**
 * The number a text stands for in a style, or null when it does not fit. Percent is returned as a
 * share (12.5% is 0.125), 万 as 10⁴ and 亿 as 10⁸, accounting brackets as a minus sign.
 */
export function parseNumber(text: string, style: NumberStyle): number | null {
  const value = text.trim();
  if (!fitsStyle(value, style)) return null;
  if (style !== 'decimal-comma' && PLAIN.test(value)) return Number(value);
  let digits = value.replace(/[^\d.,+-]/g, '');
  digits =
    style === 'decimal-comma' ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
  const number = Number(digits);
  if (/[%％]$/.test(value)) return number / 100;
  if (style === 'accounting' && /^[(（]/.test(value)) return -number;
  if (style === 'wan-yi') return number * (/[亿億]/.test(value) ? 1e8 : /[万萬]/.test(value) ? 1e4 : 1);
  return number;
}

/** Whether a trimmed text is written in this style; each style also takes what the plainer ones below it take. */
export function fitsStyle(value: string, style: NumberStyle): boolean {
  switch (style) {
    case 'plain':
      return PLAIN.test(value);
    case 'grouped':
      return PLAIN.test(value) || GROUPED.test(value);
    case 'decimal-comma':
      return COMMA.test(value);
    case 'percent':
      return PERCENT.test(value) || /^[+-]?0(?:\.0+)?$/.test(value);
    case 'wan-yi':
      return WAN_YI.test(value) || GROUPED.test(value);
    case 'accounting':
      return ACCOUNTING.test(value) || GROUPED.test(value) || PLAIN.test(value);
  }
}

/** The plainest style every value fits, or null. `comma` says that the file writes decimal commas. */
export function styleOf(values: string[], comma: boolean): NumberStyle | null {
  const order: NumberStyle[] = comma
    ? ['decimal-comma', 'percent']
    : ['plain', 'grouped', 'percent', 'wan-yi', 'accounting'];
  return order.find((style) => values.every((value) => fitsStyle(value, style))) ?? null;
}

/** Whether values can only be decimal-comma numbers: `1,5`, `1.234,56`; `1,234` alone says nothing. */
export function looksDecimalComma(values: string[]): boolean {
  if (values.length === 0 || !values.every((value) => COMMA.test(value))) return false;
  return values.some(
    (value) => /,\d{1,2}\s*\D*$/.test(value) || /\.\d{3},\d/.test(value) || /,\d{4,}/.test(value),
  );
}
