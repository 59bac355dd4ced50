import type { Result } from '../result.ts';
import { changeKept, type Db } from './db.ts';
import { inStorage } from './fault.ts';
import { keep, kept } from './vault.ts';

/** Where a setting or a secret stands, as its seal is bound to it. */
export const valuePlace = (store: 'settings' | 'secrets', name: string): string => `${store}/${name}`;

/** A setting of this browser's workspace, or undefined. The reader checks its shape. */
export function getSetting(db: Db, name: string): Promise<Result<unknown>> {
  return inStorage(async () => {
    const stored = await db.raw.get('settings', name);
    return stored && (await kept<{ value: unknown }>(db, valuePlace('settings', name), stored)).value;
  });
}

/** Keeps a setting; undefined removes it. */
export function setSetting(db: Db, name: string, value: unknown): Promise<Result<null>> {
  const make = () => keep(db, valuePlace('settings', name), { value });
  return changeKept(db, ['settings'], make, async (tx, fields) => {
    const store = tx.objectStore('settings');
    if (value === undefined) await store.delete(name);
    else await store.put({ name, ...fields });
    return null;
  });
}

export interface SecretFields {
  bytes: Uint8Array<ArrayBuffer>;
}

/** The secret of that name, or null when there is none. */
export function findSecret(db: Db, name: string): Promise<Result<SecretFields['bytes'] | null>> {
  return inStorage(async () => {
    const stored = await db.raw.get('secrets', name);
    return stored ? (await kept<SecretFields>(db, valuePlace('secrets', name), stored)).bytes : null;
  });
}

/**
 * 32 bytes kept in the workspace under a name: those that are there, else `fresh`. Two tabs that ask at once get
 * the same bytes.
 */
export async function getSecret(
  db: Db,
  name: string,
  fresh: SecretFields['bytes'] = crypto.getRandomValues(new Uint8Array(32)),
): Promise<Result<SecretFields['bytes']>> {
  const place = valuePlace('secrets', name);
  const make = () => keep<SecretFields>(db, place, { bytes: fresh });
  const stored = await changeKept(db, ['secrets'], make, async (tx, sealed) => {
    const store = tx.objectStore('secrets');
    const there = await store.get(name);
    if (!there) await store.put({ name, ...sealed });
    return there ?? null;
  });
  if (!stored.ok) return stored;
  const there = stored.value;
  if (!there) return { ok: true, value: fresh };
  return inStorage(async () => (await kept<SecretFields>(db, place, there)).bytes);
}
