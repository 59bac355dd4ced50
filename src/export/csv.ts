import type { ResultField, Rows } from '../engine/api.ts';
import { guardFormulas } from './formula-guard.ts';

export interface CsvOptions {
  /** Column titles by column name; a column without one keeps its name. */
  titles?: Record<string, string>;
}

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled) in UTF-8 with a byte order mark, as pieces for `new Blob`.
 * Several `Rows` of one query follow each other under one header.
 *
 * Text that a spreadsheet would run as a formula, in cells and in the header, gets an apostrophe before it (see
 * `guardFormulas`). Numbers are never touched, and a reader of ours does not take the apostrophe away: what a
 * file says is what is read.
 *
 * Dates are `2024-01-31`, timestamps `2024-01-31 08:26:00`; a missing value is empty, an empty text `""`.
 */
export function writeCsv(rows: Rows | Iterable<Rows>, options: CsvOptions = {}): string[] {
  const pieces: string[] = [];
  for (const page of 'fields' in rows ? [rows] : rows) {
    if (pieces.length === 0) pieces.push(`\uFEFF${headerLine(page.fields, options.titles ?? {})}`);
    pieces.push(pageLines(page));
  }
  return pieces;
}

/** The same for pages that are fetched one after the other, as a file. */
export async function csvBlob(
  pages: Rows | Iterable<Rows> | AsyncIterable<Rows>,
  options: CsvOptions = {},
): Promise<Blob> {
  const pieces: string[] = [];
  for await (const page of 'fields' in pages ? [pages] : pages) {
    const written = writeCsv(page, options);
    pieces.push(...(pieces.length === 0 ? written : written.slice(1)));
  }
  return new Blob(pieces, { type: 'text/csv;charset=utf-8' });
}

function headerLine(fields: ResultField[], titles: Record<string, string>): string {
  const names = fields.map(({ name }) => (Object.hasOwn(titles, name) ? titles[name]! : name));
  return `${names.map((name) => quoted(guardFormulas(name))).join(',')}\r\n`;
}

function pageLines({ fields, data, count }: Rows): string {
  const lines: string[] = [];
  for (let row = 0; row < count; row++) {
    lines.push(fields.map((field, column) => csvValue(data[column]?.[row], field.type)).join(','));
  }
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}

function csvValue(value: unknown, type: ResultField['type']): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '';
    if (type === 'date') return new Date(value).toISOString().slice(0, 10);
    if (type === 'timestamp') return instant(value);
    return String(value);
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // Integers too long for a number come as text and are numbers still.
  if (type === 'integer' && /^-?\d+$/.test(text)) return text;
  return text === '' ? '""' : quoted(guardFormulas(text));
}

function instant(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, '');
}

const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
