import { fail, ok, type Result } from '../result.ts';
import { checksum } from './checksum.ts';
import { change, changeKept, keysOf } from './db.ts';
import type { Db, NotebookFields, NotebookRecord, VersionFields } from './db.ts';
import { inStorage } from './fault.ts';
import { notebookSettings } from './runs.ts';
import { openVersion, thin, versionPlace } from './versions.ts';
import { Damaged, Deleted, keep, kept, Overtaken, type Kept } from './vault.ts';

export interface NotebookToSave {
  id: string;
  title: string;
  /** What `writeNotebook` gives. */
  text: string;
  trusted: boolean;
  /** Epoch ms. */
  at: number;
  /**
   * The version that it was made from, where it has been stored before: where there is none any more, it was deleted
   * and is not made anew, and where there is a newer one, that stays.
   */
  after?: number | undefined;
}

/** A notebook in the list of all; one whose entry does not open has no title, and is there to be opened or deleted. */
export type ListedNotebook = Omit<NotebookRecord, 'title'> & { title: string | null };

export interface StoredNotebook extends NotebookRecord {
  text: string;
}

/** Where a notebook's entry stands, as its seal is bound to it. */
export const notebookPlace = (id: string): string => `notebooks/${id}`;

/**
 * Saves a notebook as a new version, in one transaction: a tab killed meanwhile leaves the version before.
 * The version before stays as well, for `loadNotebook(…, 'previous')`, and of the older ones those that are states to
 * go back to (`stays`). Faults: `storage-deleted`, `storage-overtaken`, those of `change`.
 */
export async function saveNotebook(db: Db, notebook: NotebookToSave): Promise<Result<NotebookRecord>> {
  const { id, title, text, trusted, at, after } = notebook;
  const make = async () => {
    const revision = ((await db.raw.get('notebooks', id))?.revision ?? 0) + 1;
    return { revision, ...(await madeVersion(db, { id, title, trusted, text }, revision)) };
  };
  // The seal is bound to the revision, which only the transaction knows for sure: it is tried until they agree.
  for (;;) {
    const saved = await changeKept(db, ['notebooks', 'versions'], make, async (tx, made) => {
      const { revision, entry, version } = made;
      const there = await tx.objectStore('notebooks').get(id);
      if (after !== undefined && !there) throw new Deleted();
      if (after !== undefined && there?.revision !== after) throw new Overtaken();
      if ((there?.revision ?? 0) !== revision - 1) return null;
      const times = { id, updatedAt: at, openedAt: there?.openedAt ?? at, revision };
      const versions = tx.objectStore('versions');
      await versions.put({ id, revision, savedAt: at, ...version });
      await tx.objectStore('notebooks').put({ ...times, ...entry });
      await thin(versions, id, revision);
      return { ...times, title, trusted };
    });
    if (!saved.ok) return saved;
    if (saved.value) return ok(saved.value);
  }
}

/** A notebook's entry and version as they are to be stored. Throws `Locked`. */
export async function madeVersion(
  db: Db,
  { id, title, trusted, text }: Pick<NotebookToSave, 'id' | 'title' | 'trusted' | 'text'>,
  revision: number,
): Promise<{ entry: Kept<NotebookFields>; version: Kept<VersionFields> }> {
  return {
    entry: await keep(db, notebookPlace(id), { title, trusted }),
    version: await keep(db, versionPlace(id, revision), { text, checksum: await checksum(text) }),
  };
}

/**
 * The notebook's last version, or the one before it. Where only its entry does not open, the title is '' and the
 * notebook is not trusted: the text, which has a seal of its own, holds all of it. Faults: `storage-missing`, `storage-damaged` {name}
 * when the checksum or the seal does not match (the damaged text stays, see `rawNotebook`), those of `storageFault`.
 */
export async function loadNotebook(
  db: Db,
  id: string,
  which: 'last' | 'previous' = 'last',
): Promise<Result<StoredNotebook>> {
  const found = await inStorage(async () => {
    const stored = await db.raw.get('notebooks', id);
    if (!stored) return null;
    const record = named(await openRecord(db, stored));
    const versions = await db.raw.getAll('versions', IDBKeyRange.bound([id, 0], [id, record.revision]));
    const version =
      which === 'last'
        ? versions.find((v) => v.revision === record.revision)
        : versions.findLast((v) => v.revision < record.revision && !v.damaged);
    return { record, version };
  });
  if (!found.ok) return found;
  if (!found.value) return fail('storage-missing', { values: { name: id } });
  const { record, version } = found.value;
  if (!version) return fail('storage-missing', { values: { name: record.title || id } });
  const opened = await openVersion(db, version);
  if (!opened.ok && opened.fault.code !== 'storage-damaged') return opened;
  if (!opened.ok || (await checksum(opened.value.text)) !== opened.value.checksum) {
    await change(db, ['versions'], (tx) => tx.objectStore('versions').put({ ...version, damaged: true }));
    return fail('storage-damaged', { values: { name: record.title || id } });
  }
  return ok({ ...record, text: opened.value.text });
}

/** The last version's text as it stands, damaged or not, for downloading; null when there is none, or its seal does not open. */
export async function rawNotebook(db: Db, id: string): Promise<Result<string | null>> {
  const stored = await inStorage(async () => {
    const record = await db.raw.get('notebooks', id);
    return record ? await db.raw.get('versions', [id, record.revision]) : undefined;
  });
  if (!stored.ok) return stored;
  if (!stored.value) return ok(null);
  const opened = await openVersion(db, stored.value);
  if (opened.ok) return ok(opened.value.text);
  return opened.fault.code === 'storage-damaged' ? ok(null) : opened;
}

/** All notebooks, the last opened first. */
export function listNotebooks(db: Db): Promise<Result<ListedNotebook[]>> {
  return inStorage(async () => {
    const stored = await db.raw.getAll('notebooks');
    const all = await Promise.all(stored.map((record) => openRecord(db, record)));
    return all.sort((a, b) => b.openedAt - a.openedAt);
  });
}

/** Notes when a notebook was opened. */
export function touchNotebook(db: Db, id: string, at: number): Promise<Result<null>> {
  return change(db, ['notebooks'], async (tx) => {
    const record = await tx.objectStore('notebooks').get(id);
    if (record) await tx.objectStore('notebooks').put({ ...record, openedAt: at });
    return null;
  });
}

/** Remembers that the analyst looked at the notebook and pressed run. */
export function trustNotebook(db: Db, id: string): Promise<Result<null>> {
  const make = async () => {
    const stored = await db.raw.get('notebooks', id);
    if (!stored) return null;
    const { title } = named(await openRecord(db, stored));
    return keep(db, notebookPlace(id), { title, trusted: true });
  };
  return changeKept(db, ['notebooks'], make, async (tx, fields) => {
    const stored = await tx.objectStore('notebooks').get(id);
    if (stored && fields) {
      const { updatedAt, openedAt, revision } = stored;
      await tx.objectStore('notebooks').put({ id, updatedAt, openedAt, revision, ...fields });
    }
    return null;
  });
}

type StoredEntry = Omit<NotebookRecord, keyof NotebookFields> & Kept<NotebookFields>;

async function openRecord(db: Db, stored: StoredEntry): Promise<ListedNotebook> {
  const { id, updatedAt, openedAt, revision } = stored;
  const times = { id, updatedAt, openedAt, revision };
  try {
    const { title, trusted } = await kept<NotebookFields>(db, notebookPlace(id), stored);
    return { ...times, title, trusted };
  } catch (error) {
    if (error instanceof Damaged) return { ...times, title: null, trusted: false };
    throw error;
  }
}

const named = (record: ListedNotebook): NotebookRecord => ({ ...record, title: record.title ?? '' });

/** Deletes a notebook with all its versions, its secrets, and the sources that no other notebook uses. */
export function deleteNotebook(db: Db, id: string): Promise<Result<null>> {
  return change(
    db,
    ['notebooks', 'versions', 'notebookSources', 'sources', 'chunks', 'settings', 'secrets'],
    async (tx) => {
      await tx.objectStore('notebooks').delete(id);
      for (const name of notebookSettings(id)) await tx.objectStore('settings').delete(name);
      await tx.objectStore('secrets').delete(pseudonymSecret(id));
      await tx.objectStore('versions').delete(keysOf(id));
      const links = tx.objectStore('notebookSources');
      const linked = (await links.getAll(keysOf(id))).map((link) => link.source);
      await links.delete(keysOf(id));
      // What was imported into it and is no longer used by it: replaced and removed sources.
      const own = (await tx.objectStore('sources').getAll())
        .filter((s) => s.notebook === id)
        .map((s) => s.id);
      for (const source of new Set([...linked, ...own])) {
        if ((await links.index('bySource').count(source)) > 0) continue;
        await tx.objectStore('sources').delete(source);
        await tx.objectStore('chunks').delete(keysOf(source));
      }
      return null;
    },
  );
}

/** Name of the secret that a notebook's pseudonyms are made with. */
export const pseudonymSecret = (notebook: string): string => `pseudonyms:${notebook}`;
