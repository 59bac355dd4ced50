import { formatValue } from './format.ts';
import type { Format } from './formats.ts';

const PLACES_OF_SHARE = 2;

/**
 * A number rounded as `formatValue` writes it in a table, as a number still: 0.12345 as a percentage is 0.123,
 * 1234.567 as money 1234.57. What is no finite number, or has no digits to round, comes back as it is.
 */
export function rounded(value: unknown, format: Format, currency: string): unknown {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  switch (format) {
    case 'integer':
    case 'number':
    case 'decimal':
    case 'money':
    case 'percent':
    case 'percentage_points':
    case 'days':
    case 'minutes':
    case 'seconds': {
      const text = formatValue(Math.abs(value), format, { lang: 'en', currency });
      const digits = /[\d,]*\.?\d+/.exec(text)?.[0].replaceAll(',', '');
      if (digits === undefined) return value;
      const places = (digits.split('.')[1]?.length ?? 0) + PLACES_OF_SHARE;
      const ofShares = format === 'percent' || format === 'percentage_points';
      const size = ofShares ? Number((Number(digits) / 100).toFixed(places)) : Number(digits);
      return value < 0 && size !== 0 ? -size : size;
    }
    default:
      return value;
  }
}
