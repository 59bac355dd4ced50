import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { Reading, Staged, TextReading } from '../../../src/files/api.ts';
import type { Result } from '../../../src/result.ts';
import { inspect } from '../../../workers/files/inspect.ts';
import { stage } from '../../../workers/files/stage.ts';
import { openNative } from '../support/native.ts';

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const fileOf = (body: string | Uint8Array, name = 'data.csv'): File =>
  new File([typeof body === 'string' ? body : new Uint8Array(body)], name);

export const gz = (body: string | Uint8Array): Uint8Array => new Uint8Array(gzipSync(body));

/** UTF-16 bytes of a text, with a mark if asked. */
export function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const marked = mark ? `\ufeff${text}` : text;
  const out = new Uint8Array(marked.length * 2);
  const view = new DataView(out.buffer);
  for (let i = 0; i < marked.length; i += 1) view.setUint16(i * 2, marked.charCodeAt(i), order === 'le');
  return out;
}

/**
 * Bytes of a text in a legacy encoding, by inverting the platform's decoder (it has no encoder).
 * Two-byte characters only, which is all the fixtures use.
 */
export function encodeLegacy(text: string, encoding: string): Uint8Array {
  const table = inverse(encoding);
  const out: number[] = [];
  for (const char of text) {
    const bytes = char < '\u0080' ? [char.charCodeAt(0)] : table.get(char);
    if (!bytes) throw new Error(`${char} is not in ${encoding}`);
    out.push(...bytes);
  }
  return Uint8Array.from(out);
}

const inverses = new Map<string, Map<string, number[]>>();

function inverse(encoding: string): Map<string, number[]> {
  const known = inverses.get(encoding);
  if (known) return known;
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x80; lead <= 0xff; lead += 1) {
    const single = decoder.decode(Uint8Array.of(lead));
    if (single.length === 1 && single !== '\ufffd') table.set(single, [lead]);
    for (let trail = 0x40; trail <= 0xff; trail += 1) {
      const pair = decoder.decode(Uint8Array.of(lead, trail));
      if ([...pair].length === 1 && pair !== '\ufffd' && !table.has(pair)) table.set(pair, [lead, trail]);
    }
  }
  inverses.set(encoding, table);
  return table;
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code} ${JSON.stringify(result.fault)}`);
  return result.value;
}

/** Inspects a file that holds one table. */
export async function readingOf(file: File, hints?: Partial<TextReading>): Promise<Reading> {
  const readings = valueOf(await inspect(file, hints));
  expect(readings).toHaveLength(1);
  return readings[0]!;
}

export const codesOf = (reading: Reading): string[] => reading.notices.map((notice) => notice.code);

export interface Imported {
  rows: Record<string, unknown>[];
  rejects: { line: number; error_type: string; csv_line: string }[];
}

/** Reads staged text with native DuckDB exactly as the engine does: every column text, rejects kept. */
export async function importText(staged: Staged, reading: Reading): Promise<Imported> {
  if (staged.form !== 'text') throw new Error('not text');
  const folder = mkdtempSync(join(tmpdir(), 'cellar-files-'));
  const native = await openNative();
  try {
    const path = join(folder, 'data.csv');
    const text = await staged.blob.text();
    const heads = [...text.matchAll(/\r\n|\n|\r/g)].slice(0, staged.skipLines);
    const last = heads.at(-1);
    writeFileSync(path, last ? text.slice(last.index + last[0].length) : text);
    const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
    const columns = reading.columns.map((column) => `${quoted(column.name)}: 'VARCHAR'`).join(', ');
    const sql =
      `SELECT * FROM read_csv(${quoted(path)}, auto_detect=false, columns={${columns}}, delim=${quoted(staged.delimiter)}, ` +
      `quote=${quoted(staged.quote)}, escape=${quoted(staged.quote)}, header=${staged.header}, store_rejects=true)`;
    const rows = await native.rows(sql);
    const rejects = await native.rows<Imported['rejects'][number]>(
      `SELECT DISTINCT line + ${staged.skipLines} AS line, error_type, csv_line FROM reject_errors ORDER BY line`,
    );
    return { rows, rejects };
  } finally {
    native.close();
    rmSync(folder, { recursive: true });
  }
}

/** The whole way of a file that holds one text table. */
export async function roundTrip(
  file: File,
  hints?: Partial<TextReading>,
): Promise<Imported & { reading: Reading }> {
  const reading = await readingOf(file, hints);
  return { reading, ...(await importText(valueOf(await stage(file, reading)), reading)) };
}
