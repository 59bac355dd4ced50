import { gzipSync } from 'node:zlib';

export type Cell = string | number | null;

/** RFC 4180 text in UTF-8, one header line, `\n` line ends; null is an empty field. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => row.map(field).join(',')).join('\n') + '\n';
}

/** A value as it stands in the file: in quotes where it has to be. */
export function field(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Gzip without a time stamp and with "unknown" as its system, so the bytes depend on the text alone. */
export function gzip(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 9, memLevel: 9 });
  bytes.fill(0, 4, 8);
  bytes[9] = 255;
  return bytes;
}

/** Cents as yuan: 12950 → '129.5'. */
export const yuan = (cents: number): string => String(cents / 100);
