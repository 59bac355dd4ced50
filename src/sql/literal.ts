import { quoteText } from './quote.ts';

/** A finite number as a DOUBLE literal (a bare `0.3` would be DECIMAL and drag arithmetic along). */
export function doubleLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  return value < 0 ? `(${value})::DOUBLE` : `${value}::DOUBLE`;
}

/** A whole number as a literal. */
export function integerLiteral(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return value < 0 ? `(${value})` : String(value);
}

/** `2024-01-31` as a DATE literal, null as a typed NULL. */
export function dateLiteral(value: string | null): string {
  if (value === null) return 'NULL::DATE';
  if (!isIsoDate(value)) throw new RangeError(`not a date: ${value}`);
  return `DATE '${value}'`;
}

/** Texts as a VARCHAR[] literal. */
export function listLiteral(values: readonly string[]): string {
  return `[${values.map(quoteText).join(', ')}]::VARCHAR[]`;
}

/** Whether the text is a day of the calendar written `yyyy-mm-dd` (30 February is not). */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
