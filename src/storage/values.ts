import type { Result } from '../result.ts';
import { change, type Db } from './db.ts';
import { attempt } from './fault.ts';

/** A setting of this browser's workspace, or undefined. The reader checks its shape. */
export function getSetting(db: Db, name: string): Promise<Result<unknown>> {
  return attempt(async () => (await db.get('settings', name))?.value);
}

/** Keeps a setting; undefined removes it. */
export function setSetting(db: Db, name: string, value: unknown): Promise<Result<null>> {
  return change(db, ['settings'], async (tx) => {
    const store = tx.objectStore('settings');
    if (value === undefined) await store.delete(name);
    else await store.put({ name, value });
    return null;
  });
}

/**
 * 32 random bytes kept in the workspace under a name, made on first use: the key of the pseudonyms.
 * Two tabs that ask at once get the same bytes.
 */
export function getSecret(db: Db, name: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const fresh = crypto.getRandomValues(new Uint8Array(32));
  return change(db, ['secrets'], async (tx) => {
    const store = tx.objectStore('secrets');
    const kept = await store.get(name);
    if (kept) return kept.bytes;
    await store.put({ name, bytes: fresh });
    return fresh;
  });
}
