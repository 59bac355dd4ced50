import type { Result } from '../result.ts';
import { changeKept, keysOf, type Db } from './db.ts';
import { madeVersion, pseudonymSecret, type NotebookToSave } from './notebooks.ts';
import { restoredSetting } from './runs.ts';
import { valuePlace } from './values.ts';
import { Deleted, keep, kept } from './vault.ts';

/**
 * Saves a new notebook that runs on the stored sources of another. Their rows are shared: each stays until the last
 * notebook that runs on it is deleted. What belongs to the rows goes along under seals of its own: the key of their
 * pseudonyms, without which the next file could not be matched to them, and which rows were taken back. All of it is
 * one transaction. Faults: `storage-deleted` when the other notebook or one of its sources is gone, those of `change`.
 */
export async function saveOnSameData(
  db: Db,
  notebook: Omit<NotebookToSave, 'after'>,
  from: string,
): Promise<Result<{ sources: number }>> {
  const { id, at } = notebook;
  const make = async () => ({
    ...(await madeVersion(db, notebook, 1)),
    secret: await again(db, 'secrets', pseudonymSecret(from), pseudonymSecret(id)),
    restored: await again(db, 'settings', restoredSetting(from), restoredSetting(id)),
  });
  const stores = ['notebooks', 'versions', 'notebookSources', 'sources', 'secrets', 'settings'] as const;
  return changeKept(db, [...stores], make, async (tx, { entry, version, secret, restored }) => {
    if ((await tx.objectStore('notebooks').getKey(from)) === undefined) throw new Deleted();
    const links = tx.objectStore('notebookSources');
    const linked = await links.getAll(keysOf(from));
    for (const { source } of linked) {
      if ((await tx.objectStore('sources').get(source))?.state !== 'ready') throw new Deleted();
      await links.put({ notebook: id, source });
    }
    await tx.objectStore('versions').put({ id, revision: 1, savedAt: at, ...version });
    await tx.objectStore('notebooks').put({ id, updatedAt: at, openedAt: at, revision: 1, ...entry });
    if (secret) await tx.objectStore('secrets').put(secret);
    if (restored) await tx.objectStore('settings').put(restored);
    return { sources: linked.length };
  });
}

/** A value as it is to be stored in another place too, under a seal for that place; null where there is none. */
async function again<S extends 'secrets' | 'settings'>(db: Db, store: S, from: string, to: string) {
  const stored = await db.raw.get(store, from);
  if (!stored) return null;
  const fields = await kept(db, valuePlace(store, from), stored as { name: string });
  const { name: _, ...plain } = fields;
  const made = await keep(db, valuePlace(store, to), plain);
  return { ...made, name: to } as NonNullable<typeof stored>;
}
