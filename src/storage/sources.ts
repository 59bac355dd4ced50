import { fail, ok, type Result } from '../result.ts';
import { checksum } from './checksum.ts';
import { change, keysOf, type Db, type SourceRecord } from './db.ts';
import { attempt } from './fault.ts';

/** What is known of a source before its rows are stored. */
export type NewSource = Pick<SourceRecord, 'id' | 'name' | 'columns' | 'ledger' | 'details' | 'createdAt'>;

export interface SourceWriter {
  /** Stores the next Arrow IPC stream of the table. */
  add(bytes: Uint8Array): Promise<Result<null>>;
  /** Makes the source exist: until here a reader, or a reload, does not see it. */
  commit(rows: number): Promise<Result<SourceRecord>>;
  /** Takes back what was stored. */
  abandon(): Promise<Result<null>>;
}

/** How old an unfinished source must be before it counts as left behind, in ms: imports take minutes. */
const LEFT_BEHIND = 86_400_000;

/** Stores a source piece by piece, so that a large table is never in memory twice. */
export async function writeSource(db: Db, source: NewSource): Promise<Result<SourceWriter>> {
  const record: SourceRecord = { ...source, rows: 0, bytes: 0, checksums: [], state: 'writing' };
  const begun = await change(db, ['sources', 'chunks'], async (tx) => {
    await tx.objectStore('chunks').delete(keysOf(source.id));
    await tx.objectStore('sources').put(record);
    return null;
  });
  if (!begun.ok) return begun;
  return ok({
    async add(bytes) {
      const index = record.checksums.length;
      record.checksums.push(await checksum(bytes));
      record.bytes += bytes.length;
      const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
      return change(db, ['chunks'], async (tx) => {
        await tx.objectStore('chunks').put({ source: source.id, index, blob });
        return null;
      });
    },
    commit(rows) {
      const ready: SourceRecord = { ...record, rows, state: 'ready' };
      return change(db, ['sources'], async (tx) => {
        await tx.objectStore('sources').put(ready);
        return ready;
      });
    },
    abandon: () => deleteSource(db, source.id),
  });
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
  const found = await attempt(async () => db.get('sources', id));
  if (!found.ok) return found;
  const record = found.value;
  if (record?.state !== 'ready') return fail('storage-missing', { values: { name: record?.name ?? id } });
  for (const [index, sum] of record.checksums.entries()) {
    const chunk = await attempt(async () => {
      const stored = await db.get('chunks', [id, index]);
      return stored ? new Uint8Array(await stored.blob.arrayBuffer()) : null;
    });
    if (!chunk.ok) return chunk;
    if (!chunk.value || (await checksum(chunk.value)) !== sum) {
      return fail('storage-damaged', { values: { name: record.name } });
    }
    await onChunk(chunk.value, index);
  }
  return ok(record);
}

/** All complete sources, the newest first. */
export function listSources(db: Db): Promise<Result<SourceRecord[]>> {
  return attempt(async () =>
    (await db.getAll('sources')).filter((s) => s.state === 'ready').sort((a, b) => b.createdAt - a.createdAt),
  );
}

/** Changes what is kept beside the rows: a corrected name, mapping or ledger. */
export function updateSource(
  db: Db,
  id: string,
  fields: Partial<Pick<SourceRecord, 'name' | 'ledger' | 'details'>>,
): Promise<Result<null>> {
  return change(db, ['sources'], async (tx) => {
    const record = await tx.objectStore('sources').get(id);
    if (record) await tx.objectStore('sources').put({ ...record, ...fields });
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
  return attempt(async () =>
    (await db.getAll('notebookSources', keysOf(notebook))).map((link) => link.source),
  );
}

/** Says which sources a notebook runs on; those it no longer uses are kept until they are deleted. */
export function linkSources(db: Db, notebook: string, sources: readonly string[]): Promise<Result<null>> {
  return change(db, ['notebookSources'], async (tx) => {
    const links = tx.objectStore('notebookSources');
    await links.delete(keysOf(notebook));
    for (const source of sources) await links.put({ notebook, source });
    return null;
  });
}

/** Removes sources whose writing was cut short by a crash; returns how many. */
export async function removeLeftBehind(db: Db, now: number): Promise<Result<number>> {
  const all = await attempt(async () => db.getAll('sources'));
  if (!all.ok) return all;
  const left = all.value.filter((s) => s.state === 'writing' && now - s.createdAt > LEFT_BEHIND);
  for (const { id } of left) {
    const deleted = await deleteSource(db, id);
    if (!deleted.ok) return deleted;
  }
  return ok(left.length);
}
