import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { unzipSync } from 'fflate';
import { unseal } from '../../../src/package/age.ts';

/** Every text in a file, whatever wraps it: of archives and sealed packages those of their members, of Parquet its rows. */
export async function textsIn(name: string, bytes: Buffer, passphrase?: string): Promise<string[]> {
  const begin = bytes.subarray(0, 21).toString('latin1');
  if (begin.startsWith('PAR1')) return [name, ...(await parquetTexts(bytes))];
  if (begin === 'age-encryption.org/v1') {
    const opened = await unseal(new Blob([new Uint8Array(bytes)]), { identities: [], passphrase });
    if (!opened.ok) throw new Error(opened.fault.code);
    return [name, ...(await textsIn('', Buffer.from(await opened.value.arrayBuffer())))];
  }
  if (!begin.startsWith('PK')) return [name, bytes.toString('utf8')];
  const members = Object.entries(unzipSync(bytes));
  const texts = await Promise.all(members.map(([member, body]) => textsIn(member, Buffer.from(body))));
  return [name, ...texts.flat()];
}

async function parquetTexts(bytes: Buffer): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-texts-'));
  const db = await DuckDBInstance.create(':memory:');
  try {
    const path = join(folder, 'table.parquet');
    writeFileSync(path, bytes);
    const connection = await db.connect();
    const rows = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM read_parquet('${path}')`);
    connection.closeSync();
    return [...rows.columnNames(), ...rows.getRows().flat().map(String)];
  } finally {
    db.closeSync();
    rmSync(folder, { recursive: true });
  }
}
