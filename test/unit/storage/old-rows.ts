import { Int32, RecordBatchReader, tableToIPC, Table, vectorFromArray } from 'apache-arrow';
import type { Db } from '../../../src/storage/db.ts';
import { writeSource } from '../../../src/storage/sources.ts';
import { value } from '../cli/support.ts';

/** What memory held in the place of a missing number. */
export const RAW = 'RAW!';

/** The numbers of a piece: every third is missing. */
export const numbersOf = (piece: number): (number | null)[] =>
  Array.from({ length: 30 }, (_, i) => (i % 3 ? piece * 100 + i : null));

/** A piece as version 0.1.0 stored it. */
export function oldPiece(piece: number): Uint8Array<ArrayBuffer> {
  const stream = tableToIPC(new Table({ n: vectorFromArray(numbersOf(piece), new Int32()) }), 'stream');
  const raw = new Int32Array(new TextEncoder().encode(RAW).buffer)[0]!;
  for (const batch of RecordBatchReader.from(stream))
    for (const column of batch.data.children)
      for (let row = 0; row < column.length; row++) if (!column.getValid(row)) column.values[row] = raw;
  return stream as Uint8Array<ArrayBuffer>;
}

/** Stores a source of a notebook `n` as version 0.1.0 did. */
export async function asStoredBefore(
  db: Db,
  {
    id,
    name,
    pieces,
    details = { file: 'a.csv' },
  }: { id: string; name: string; pieces: number; details?: object },
): Promise<void> {
  const ledger = { read: 30 * pieces, rejected: 0, rejects: [], conversions: [], bytes: 1 };
  const columns = [{ name: 'n', type: 'INTEGER' }];
  const about = { id, notebook: 'n', name, columns, ledger, details, createdAt: 1 };
  const writer = value(await writeSource(db, about));
  for (let piece = 0; piece < pieces; piece++) value(await writer.add(oldPiece(piece)));
  value(await writer.commit(30 * pieces));
  const { blank: _, ...old } = (await db.raw.get('sources', id))!;
  await db.raw.put('sources', old);
}

/** All bytes that the rows of a workspace have at rest. */
export async function rowsAtRest(db: Db): Promise<string> {
  const texts = (await db.raw.getAll('chunks')).map(({ blob }) => (blob as Blob).arrayBuffer());
  return Buffer.concat((await Promise.all(texts)).map((bytes) => Buffer.from(bytes))).toString('latin1');
}
