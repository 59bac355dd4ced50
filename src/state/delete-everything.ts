import { ok, type Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { inStorage } from '../storage/fault.ts';
import { contentsOf, deleteDb, type Contents } from '../storage/empty.ts';

/** What was on this machine and is no longer. */
export interface DeletedAccount extends Contents {
  /** Copies of Cellar's own files, kept for visits without a network. */
  caches: number;
  /** Choices of the page (language, theme, the tour that was seen). */
  choices: number;
}

/** The browser's other stores of this page; tests bring their own. */
export interface PageStores {
  caches: Pick<CacheStorage, 'keys' | 'delete'> | null;
  workers: Pick<ServiceWorkerContainer, 'getRegistrations'> | null;
  choices: Pick<Storage, 'key' | 'length' | 'removeItem'>;
}

const OWN_CACHE = /^cellar-/;
const OWN_CHOICE = /^cellar\./;

export const pageStores = (): PageStores => ({
  caches: 'caches' in globalThis ? caches : null,
  workers: navigator.serviceWorker ?? null,
  choices: localStorage,
});

/** Everything that Cellar keeps here, counted. */
export async function countEverything(db: Db, stores: PageStores): Promise<Result<DeletedAccount>> {
  const contents = await contentsOf(db);
  if (!contents.ok) return contents;
  // What cannot be counted can be deleted all the same.
  const keys = await inStorage(async () => (await stores.caches?.keys()) ?? []);
  const kept = keys.ok ? keys.value.filter((name) => OWN_CACHE.test(name)) : [];
  return ok({ ...contents.value, caches: kept.length, choices: ownChoices(stores.choices).length });
}

/**
 * Deletes everything that Cellar keeps on this machine; returns the account of what went. A store that the browser does
 * not give is a fault of storage, and whatever could be deleted is.
 */
export async function deleteEverything(db: Db, stores: PageStores): Promise<Result<DeletedAccount>> {
  const account = await countEverything(db, stores);
  const done = [
    await deleteDb(db),
    await inStorage(async () => {
      const home = globalThis.document?.baseURI ?? '';
      for (const worker of (await stores.workers?.getRegistrations()) ?? [])
        if (home.startsWith(worker.scope)) await worker.unregister();
    }),
    await inStorage(async () => {
      for (const name of (await stores.caches?.keys()) ?? [])
        if (OWN_CACHE.test(name)) await stores.caches?.delete(name);
    }),
    await inStorage(async () => {
      for (const key of ownChoices(stores.choices)) stores.choices.removeItem(key);
    }),
  ];
  return done.find((part): part is Extract<typeof part, { ok: false }> => !part.ok) ?? account;
}

function ownChoices(store: PageStores['choices']): string[] {
  const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '');
  return keys.filter((key) => OWN_CHOICE.test(key));
}
