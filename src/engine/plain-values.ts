/** The range of a JavaScript date in days; beyond it lie DuckDB's infinities. */
export const MAX_DATE_DAYS = 100_000_000;

/** A whole number as a safe number, or as text when a number would lose digits. */
export function wholeNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

const pad = (n: number | bigint, width = 2): string => n.toString().padStart(width, '0');

/** Microseconds of a day (or an interval) as `HH:MM:SS[.ffffff]`. */
export function clock(micros: bigint): string {
  const sign = micros < 0n ? '-' : '';
  const m = micros < 0n ? -micros : micros;
  const seconds = m / 1_000_000n;
  const rest = m % 1_000_000n;
  const fraction = rest ? `.${pad(rest, 6).replace(/0+$/, '')}` : '';
  return `${sign}${pad(seconds / 3600n)}:${pad((seconds / 60n) % 60n)}:${pad(seconds % 60n)}${fraction}`;
}

/** Months, days and microseconds in words, as DuckDB writes an interval. */
export function intervalText(months: number, days: number, micros: bigint): string {
  const parts: string[] = [];
  const years = Math.trunc(months / 12);
  if (years) parts.push(`${years} year${Math.abs(years) === 1 ? '' : 's'}`);
  if (months % 12) parts.push(`${months % 12} month${Math.abs(months % 12) === 1 ? '' : 's'}`);
  if (days) parts.push(`${days} day${Math.abs(days) === 1 ? '' : 's'}`);
  if (micros || !parts.length) parts.push(clock(micros));
  return parts.join(' ');
}
