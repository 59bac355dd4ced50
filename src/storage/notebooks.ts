import { fail, ok, type Result } from '../result.ts';
import { checksum } from './checksum.ts';
import { change, keysOf, type Db, type NotebookRecord } from './db.ts';
import { attempt } from './fault.ts';
import { notebookSettings } from './runs.ts';

export interface NotebookToSave {
  id: string;
  title: string;
  /** What `writeNotebook` gives. */
  text: string;
  trusted: boolean;
  /** Epoch ms. */
  at: number;
}

export interface StoredNotebook extends NotebookRecord {
  text: string;
}

/**
 * Saves a notebook as a new version, in one transaction: a tab killed meanwhile leaves the version before.
 * The version before stays as well, for `loadNotebook(…, 'previous')`.
 */
export async function saveNotebook(db: Db, notebook: NotebookToSave): Promise<Result<NotebookRecord>> {
  const { id, title, text, trusted, at } = notebook;
  const sum = await checksum(text);
  return change(db, ['notebooks', 'versions'], async (tx) => {
    const before = await tx.objectStore('notebooks').get(id);
    const revision = (before?.revision ?? 0) + 1;
    const record = { id, title, updatedAt: at, openedAt: before?.openedAt ?? at, trusted, revision };
    const versions = tx.objectStore('versions');
    await versions.put({ id, revision, text, checksum: sum, savedAt: at });
    await tx.objectStore('notebooks').put(record);
    for (const old of await versions.getAll(IDBKeyRange.bound([id, -Infinity], [id, revision - 2]))) {
      if (!old.damaged) await versions.delete([id, old.revision]);
    }
    return record;
  });
}

/**
 * The notebook's last version, or the one before it. Faults: `storage-missing`, `storage-damaged` {name}
 * when the checksum does not match (the damaged text stays, see `rawNotebook`), those of `storageFault`.
 */
export async function loadNotebook(
  db: Db,
  id: string,
  which: 'last' | 'previous' = 'last',
): Promise<Result<StoredNotebook>> {
  const found = await attempt(async () => {
    const record = await db.get('notebooks', id);
    if (!record) return null;
    const versions = await db.getAll('versions', IDBKeyRange.bound([id, 0], [id, record.revision]));
    const version =
      which === 'last'
        ? versions.find((v) => v.revision === record.revision)
        : versions.findLast((v) => v.revision < record.revision && !v.damaged);
    return { record, version };
  });
  if (!found.ok) return found;
  if (!found.value) return fail('storage-missing', { values: { name: id } });
  const { record, version } = found.value;
  if (!version) return fail('storage-missing', { values: { name: record.title } });
  if ((await checksum(version.text)) !== version.checksum) {
    await change(db, ['versions'], (tx) => tx.objectStore('versions').put({ ...version, damaged: true }));
    return fail('storage-damaged', { values: { name: record.title } });
  }
  return ok({ ...record, text: version.text });
}

/** The last version's text as it stands, damaged or not, for downloading; null when there is none. */
export function rawNotebook(db: Db, id: string): Promise<Result<string | null>> {
  return attempt(async () => {
    const record = await db.get('notebooks', id);
    return record ? ((await db.get('versions', [id, record.revision]))?.text ?? null) : null;
  });
}

/** All notebooks, the last opened first. */
export function listNotebooks(db: Db): Promise<Result<NotebookRecord[]>> {
  return attempt(async () => (await db.getAll('notebooks')).sort((a, b) => b.openedAt - a.openedAt));
}

/** Notes when a notebook was opened. */
export const touchNotebook = (db: Db, id: string, at: number): Promise<Result<null>> =>
  patch(db, id, { openedAt: at });

/** Remembers that the analyst looked at the notebook and pressed run. */
export const trustNotebook = (db: Db, id: string): Promise<Result<null>> => patch(db, id, { trusted: true });

function patch(db: Db, id: string, fields: Partial<NotebookRecord>): Promise<Result<null>> {
  return change(db, ['notebooks'], async (tx) => {
    const record = await tx.objectStore('notebooks').get(id);
    if (record) await tx.objectStore('notebooks').put({ ...record, ...fields });
    return null;
  });
}

/** Deletes a notebook with all its versions, and the sources that no other notebook uses. */
export function deleteNotebook(db: Db, id: string): Promise<Result<null>> {
  return change(
    db,
    ['notebooks', 'versions', 'notebookSources', 'sources', 'chunks', 'settings'],
    async (tx) => {
      await tx.objectStore('notebooks').delete(id);
      for (const name of notebookSettings(id)) await tx.objectStore('settings').delete(name);
      await tx.objectStore('versions').delete(keysOf(id));
      const links = tx.objectStore('notebookSources');
      for (const { source } of await links.getAll(keysOf(id))) {
        await links.delete([id, source]);
        if ((await links.index('bySource').count(source)) > 0) continue;
        await tx.objectStore('sources').delete(source);
        await tx.objectStore('chunks').delete(keysOf(source));
      }
      return null;
    },
  );
}
