import { fail, ok, type Result } from '../result.ts';
import { checksum } from './checksum.ts';
import {
  change,
  changeKept,
  keysOf,
  type ChunkRecord,
  type Db,
  type SourceFields,
  type SourceRecord,
} from './db.ts';
import { inStorage } from './fault.ts';
import { Damaged, Deleted, keep, kept, Locked, type Kept } from './vault.ts';

/** What is known of a source before its rows are stored. */
export type NewSource = Pick<
  SourceRecord,
  'id' | 'notebook' | 'name' | 'columns' | 'ledger' | 'details' | 'createdAt'
>;

type KnownLater = Pick<SourceRecord, 'columns' | 'ledger' | 'details'>;

/** Faults of each: `storage-deleted` when its notebook was deleted meanwhile, those of `change`. */
export interface SourceWriter {
  /** Stores the next Arrow IPC stream of the table; `blob` are the same bytes, where there is one: it need not be made. */
  add(bytes: Uint8Array, blob?: Blob): Promise<Result<null>>;
  /**
   * Makes the source exist: until here a reader, or a reload, does not see it. `known` is what was found out
   * while its rows came.
   */
  commit(rows: number, known?: Partial<KnownLater>): Promise<Result<SourceRecord>>;
  /** Takes back what was stored. */
  abandon(): Promise<Result<null>>;
}

/** Where a source's entry and its pieces stand, as their seals are bound to it. */
export const sourcePlace = (id: string): string => `sources/${id}`;
export const chunkPlace = (source: string, index: number): string => `chunks/${source}/${index}`;

type StoredSource = Omit<SourceRecord, keyof SourceFields> & Kept<SourceFields>;

/** A source's entry as it is to be stored. */
async function toStore(db: Db, record: SourceRecord): Promise<StoredSource> {
  const { name, columns, rows, checksums, ledger, details, ...open } = record;
  const fields = { name, columns, rows, checksums, ledger, details };
  return { ...open, ...(await keep<SourceFields>(db, sourcePlace(record.id), fields)) };
}

async function fromStore(db: Db, stored: StoredSource): Promise<SourceRecord> {
  const { id, notebook, bytes, createdAt, state, blank } = stored;
  const { name, columns, rows, checksums, ledger, details } = await kept<SourceFields>(
    db,
    sourcePlace(id),
    stored,
  );
  const open = { id, ...(notebook === undefined ? {} : { notebook }), bytes, createdAt, state };
  return { ...open, ...(blank && { blank }), name, columns, rows, checksums, ledger, details };
}

/** Stores a source piece by piece, so that a large table is never in memory twice. */
export async function writeSource(db: Db, source: NewSource): Promise<Result<SourceWriter>> {
  const record: SourceRecord = { ...source, rows: 0, bytes: 0, checksums: [], state: 'writing' };
  const first = () => toStore(db, record);
  const begun = await changeKept(db, ['sources', 'chunks'], first, async (tx, entry) => {
    await tx.objectStore('chunks').delete(keysOf(source.id));
    await tx.objectStore('sources').put(entry);
    return null;
  });
  if (!begun.ok) return begun;
  return ok({
    async add(bytes, blob) {
      const index = record.checksums.length;
      record.checksums.push(await checksum(bytes));
      record.bytes += bytes.length;
      const make = () => storedPiece(db, source.id, index, bytes as Uint8Array<ArrayBuffer>, blob);
      return changeKept(db, ['sources', 'chunks'], make, async (tx, piece) => {
        if ((await tx.objectStore('sources').getKey(source.id)) === undefined) throw new Deleted();
        await tx.objectStore('chunks').put(piece);
        return null;
      });
    },
    async commit(rows, known = {}) {
      const ready: SourceRecord = { ...record, ...known, rows, state: 'ready', blank: true };
      const make = () => toStore(db, ready);
      return changeKept(db, ['sources'], make, async (tx, whole) => {
        if ((await tx.objectStore('sources').getKey(source.id)) === undefined) throw new Deleted();
        await tx.objectStore('sources').put(whole);
        return ready;
      });
    },
    abandon: () => deleteSource(db, source.id),
  });
}

/** A piece as it is to be stored. */
export async function storedPiece(
  db: Db,
  source: string,
  index: number,
  bytes: Uint8Array<ArrayBuffer>,
  same?: Blob,
): Promise<ChunkRecord> {
  const { seal } = db.vault;
  const kept = seal ? await seal(chunkPlace(source, index), bytes) : bytes;
  const blob = !db.blobs ? kept : seal ? new Blob([kept]) : (same ?? new Blob([kept]));
  return { source, index, blob, ...(seal ? { sealed: true } : {}) };
}

/** A piece that is to be stored in the place of what its source's entry tells the sum of. */
export async function replacedPiece(
  db: Db,
  source: string,
  index: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ChunkRecord> {
  const piece = await storedPiece(db, source, index, bytes);
  return { ...piece, sum: piece.sealed ? '' : await checksum(bytes) };
}

/** The bytes of a stored piece. Throws `Damaged`, `Locked`. */
export async function openPiece(db: Db, piece: ChunkRecord): Promise<Uint8Array<ArrayBuffer>> {
  const place = chunkPlace(piece.source, piece.index);
  const bytes = piece.blob instanceof Blob ? new Uint8Array(await piece.blob.arrayBuffer()) : piece.blob;
  if (piece.sealed && db.vault.open) return db.vault.open(place, bytes);
  if (piece.sealed || !db.vault.plain) throw new Damaged(place);
  return bytes;
}

/**
 * Hands a source's Arrow IPC streams over in order, each checked first; `onChunk` may be slow.
 * Faults: `storage-missing`, `storage-damaged` {name} (what was handed over before is to be dropped; the
 * stored original stays), those of `storageFault`.
 */
export async function readSource(
  db: Db,
  id: string,
  onChunk: (bytes: Uint8Array<ArrayBuffer>, index: number) => Promise<void> | void,
): Promise<Result<SourceRecord>> {
  const found = await sourceRecord(db, id);
  if (!found.ok) return found;
  const record = found.value;
  if (!record) return fail('storage-missing', { values: { name: id } });
  for (const index of record.checksums.keys()) {
    const chunk = await inStorage(() => wholePiece(db, record, index));
    if (!chunk.ok) return chunk;
    if (!chunk.value) return fail('storage-damaged', { values: { name: record.name } });
    await onChunk(chunk.value, index);
  }
  return ok(record);
}

/** The bytes of a piece of a source; null where it is not what was stored. Throws `Locked`. */
export async function wholePiece(
  db: Db,
  { id, checksums }: Pick<SourceRecord, 'id' | 'checksums'>,
  index: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const piece = await db.raw.get('chunks', [id, index]);
  if (!piece) return null;
  try {
    const bytes = await openPiece(db, piece);
    // A seal that opens has said already that the bytes are those that were sealed.
    const whole = piece.sealed || (await checksum(bytes)) === (piece.sum || checksums[index]);
    return whole ? bytes : null;
  } catch (error) {
    if (error instanceof Locked) throw error;
    return null;
  }
}

/** What is kept of a complete source, or null when there is none of that id. */
export function sourceRecord(db: Db, id: string): Promise<Result<SourceRecord | null>> {
  return inStorage(async () => {
    const stored = await db.raw.get('sources', id);
    return stored?.state === 'ready' ? await fromStore(db, stored) : null;
  });
}

/** All complete sources, the newest first. */
export function listSources(db: Db): Promise<Result<SourceRecord[]>> {
  return inStorage(async () => {
    const ready = (await db.raw.getAll('sources')).filter((s) => s.state === 'ready');
    const all = await Promise.all(ready.map((stored) => fromStore(db, stored)));
    return all.sort((a, b) => b.createdAt - a.createdAt);
  });
}

/** Changes what is kept beside the rows: a corrected name, mapping or ledger. */
export function updateSource(
  db: Db,
  id: string,
  fields: Partial<Pick<SourceRecord, 'name' | 'ledger' | 'details'>>,
): Promise<Result<null>> {
  const make = async () => {
    const stored = await db.raw.get('sources', id);
    return stored ? toStore(db, { ...(await fromStore(db, stored)), ...fields }) : null;
  };
  return changeKept(db, ['sources'], make, async (tx, changed) => {
    const there = await tx.objectStore('sources').getKey(id);
    if (there !== undefined && changed) await tx.objectStore('sources').put(changed);
    return null;
  });
}

export function deleteSource(db: Db, id: string): Promise<Result<null>> {
  return change(db, ['sources', 'chunks', 'notebookSources'], async (tx) => {
    await tx.objectStore('sources').delete(id);
    await tx.objectStore('chunks').delete(keysOf(id));
    const links = tx.objectStore('notebookSources');
    for (const key of await links.index('bySource').getAllKeys(id)) await links.delete(key);
    return null;
  });
}

/** Ids of the sources a notebook runs on. */
export function sourcesOf(db: Db, notebook: string): Promise<Result<string[]>> {
  return inStorage(async () =>
    (await db.raw.getAll('notebookSources', keysOf(notebook))).map((link) => link.source),
  );
}

/** Ids of the notebooks that run on stored sources. */
export function notebooksWithSources(db: Db): Promise<Result<Set<string>>> {
  return inStorage(
    async () => new Set((await db.raw.getAllKeys('notebookSources')).map(([notebook]) => notebook)),
  );
}

/** Says which sources a notebook runs on; those it no longer uses go with `sweep`. */
export function linkSources(db: Db, notebook: string, sources: readonly string[]): Promise<Result<null>> {
  return change(db, ['notebookSources'], async (tx) => {
    const links = tx.objectStore('notebookSources');
    await links.delete(keysOf(notebook));
    for (const source of sources) await links.put({ notebook, source });
    return null;
  });
}
