import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Reading, Staged, TextReading } from '../../../src/files/api.ts';
import type { Result } from '../../../src/result.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { openNative } from '../support/native.ts';

export { bytesOf, encodeLegacy, gz, utf16 } from '../../fixtures/bytes.ts';

export const fileOf = (body: string | Uint8Array, name = 'data.csv'): File =>
  new File([typeof body === 'string' ? body : new Uint8Array(body)], name);

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
      `quote=${quoted(staged.quote)}, escape=${quoted(staged.quote)}, header=${staged.header}, null_padding=${staged.fill === true}, store_rejects=true)`;
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
