import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  type StoreNames,
} from 'idb';
import type { TableColumn } from '../entity/source.ts';
import { ok, type Result } from '../result.ts';
import { unlessBlocked } from './blocked.ts';
import { inStorage } from './fault.ts';
import type { LockRecord } from './keys.ts';
import { Locked, OPEN_VAULT, type Keeper, type Kept, type Vault } from './vault.ts';

/*
 * Records: what stands beside `Kept` stays readable in a sealed workspace (random ids, sizes, times of writing);
 * what stands within it is sealed.
 */

/** What a notebook's entry says of it. */
export interface NotebookFields {
  title: string;
  /** False for one that came from a file or a link and was not yet run by the analyst. */
  trusted: boolean;
}

interface NotebookTimes {
  id: string;
  /** Epoch ms. */
  updatedAt: number;
  openedAt: number;
  /** The version that opens. */
  revision: number;
}

/** A notebook as the start page lists it; its text stands in `versions`. */
export type NotebookRecord = NotebookTimes & NotebookFields;

export interface VersionFields {
  text: string;
  /** SHA-256 of the text. */
  checksum: string;
}

export type StoredVersion = {
  id: string;
  revision: number;
  savedAt: number;
  /** Set once its checksum failed: kept until the notebook is deleted. */
  damaged?: true;
} & Kept<VersionFields>;

export interface SourceFields {
  /** Name of the source table. */
  name: string;
  /** Kept columns, and what is known of their values. */
  columns: TableColumn[];
  rows: number;
  /** SHA-256 of each chunk, in order. */
  checksums: string[];
  /** The row account of its import, and whatever else is to come back with it; no row of the file. */
  ledger: unknown;
  details: unknown;
}

interface SourceTimes {
  id: string;
  /** The notebook it was imported into: its deletion takes the source along. Absent in older workspaces. */
  notebook?: string;
  /** Bytes of all chunks. */
  bytes: number;
  /** Epoch ms. */
  createdAt: number;
  /** `writing` until the last chunk is in; such a source does not exist for readers. */
  state: 'writing' | 'ready';
  /** Its chunks hold nothing where rows have no value: absent of what older versions stored (`blanking.ts`). */
  blank?: true;
}

/** A source table as kept: what it is. Its Arrow IPC stands in `chunks`. */
export type SourceRecord = SourceTimes & SourceFields;

/** One Arrow IPC stream of a source, as bytes where the browser keeps no blobs; `sealed` says that it is one. */
export interface ChunkRecord {
  source: string;
  index: number;
  blob: Blob | Uint8Array<ArrayBuffer>;
  sealed?: true;
  /** SHA-256 of one that is no longer what its source's entry says; '' where a seal speaks for it. */
  sum?: string;
}

export interface CellarDb extends DBSchema {
  notebooks: { key: string; value: NotebookTimes & Kept<NotebookFields> };
  versions: { key: [string, number]; value: StoredVersion };
  sources: { key: string; value: SourceTimes & Kept<SourceFields> };
  chunks: { key: [string, number]; value: ChunkRecord };
  notebookSources: {
    key: [string, string];
    value: { notebook: string; source: string };
    indexes: { bySource: string };
  };
  secrets: { key: string; value: { name: string } & Kept<{ bytes: Uint8Array<ArrayBuffer> }> };
  settings: { key: string; value: { name: string } & Kept<{ value: unknown }> };
  lock: { key: string; value: LockRecord & { name: 'lock' } };
}

export type RawDb = IDBPDatabase<CellarDb>;
type Store = StoreNames<CellarDb>;

/** The workspace's database, and how its values are kept at present. */
export interface Db extends Keeper {
  readonly raw: RawDb;
  /** Exchanged when the workspace is locked, unlocked, or given a passphrase. */
  vault: Vault;
  close(): void;
}

const VERSION = 2;

/**
 * Opens the workspace's database, creating it; its values are kept in plain until `unlock` (`lock.ts`) says else. `onClosed` is told when another tab brought a newer version
 * or the browser closed it; the page then has to be reloaded. Faults: `storage-blocked` where another tab keeps an older one open, those of `storageFault`.
 */
export function openDb(name = 'cellar', onClosed: () => void = () => undefined): Promise<Result<Db>> {
  return inStorage(async () => {
    const options = (blocked: () => void): OpenDBCallbacks<CellarDb> => ({
      blocked,
      upgrade(fresh, before) {
        if (before < 1) {
          fresh.createObjectStore('notebooks', { keyPath: 'id' });
          fresh.createObjectStore('versions', { keyPath: ['id', 'revision'] });
          fresh.createObjectStore('sources', { keyPath: 'id' });
          fresh.createObjectStore('chunks', { keyPath: ['source', 'index'] });
          const links = fresh.createObjectStore('notebookSources', { keyPath: ['notebook', 'source'] });
          links.createIndex('bySource', 'source');
          fresh.createObjectStore('secrets', { keyPath: 'name' });
          fresh.createObjectStore('settings', { keyPath: 'name' });
        }
        fresh.createObjectStore('lock', { keyPath: 'name' });
      },
      blocking(_before, _after, event) {
        (event.target as IDBDatabase).close();
        onClosed();
      },
      terminated: onClosed,
    });
    const raw = await unlessBlocked(
      (blocked) => openDB<CellarDb>(name, VERSION, options(blocked)),
      (late) => late.close(),
    );
    return { raw, vault: OPEN_VAULT, blobs: await keepsBlobs(raw), close: () => raw.close() };
  });
}

/** Whether the browser takes a blob into its database: WebKit refuses to in a private window. Nothing is written. */
async function keepsBlobs(raw: RawDb): Promise<boolean> {
  const tx = raw.transaction('chunks', 'readwrite');
  // It ends by being aborted, which is no error here.
  const ended = tx.done.catch(() => undefined);
  let taken = true;
  try {
    await tx.store.put({ source: '', index: 0, blob: new Blob(['?']) });
    tx.abort();
  } catch {
    taken = false;
  }
  await ended;
  return taken;
}

/** Whether a vault keeps values as the workspace's lock asks for. */
const agrees = (vault: Vault, lock: LockRecord | undefined): boolean =>
  (lock?.key ?? null) === vault.key &&
  (lock !== undefined && lock.state !== 'opening') === (vault.seal !== null);

/** Whether values that were made ready under one vault may be stored under another as they are. */
const sameTerms = (a: Vault, b: Vault): boolean => a.key === b.key && (a.seal === null) === (b.seal === null);

/**
 * `change` with values that take time to make ready, sealed or in plain as the workspace asks for: where that changes
 * meanwhile, they are made anew. Otherwise a value that was made ready in plain could be stored after the last one
 * was sealed. Faults: those of `make` and of `change`.
 */
export async function changeKept<V, T, S extends Store>(
  db: Db,
  stores: S[],
  make: () => Promise<V>,
  work: (tx: IDBPTransaction<CellarDb, S[], 'readwrite'>, made: V) => Promise<T>,
): Promise<Result<T>> {
  for (;;) {
    const { vault } = db;
    const made = await inStorage(make);
    if (!made.ok) return made;
    const done = await change(db, stores, async (tx) =>
      sameTerms(vault, db.vault) ? { value: await work(tx, made.value) } : null,
    );
    if (!done.ok) return done;
    if (done.value) return ok(done.value.value);
  }
}

/**
 * `transact` for values that may be sealed. Another tab may have given the workspace a passphrase, or taken it
 * away, since this one opened it: nothing is written in terms that no longer hold. Faults: `storage-locked`,
 * those of `storageFault`.
 */
export function change<T, S extends Store>(
  db: Db,
  stores: S[],
  work: (tx: IDBPTransaction<CellarDb, S[], 'readwrite'>) => Promise<T>,
): Promise<Result<T>> {
  return transact(db, [...stores, 'lock' as const], async (tx) => {
    const lock = await tx.objectStore('lock').get('lock');
    if (!agrees(db.vault, lock)) throw new Locked();
    return work(tx as unknown as IDBPTransaction<CellarDb, S[], 'readwrite'>);
  });
}

/**
 * One atomic change: everything `work` writes is kept, or nothing when it throws, the quota is full or the
 * tab dies. `work` must await nothing but the transaction's own requests.
 */
export function transact<T, S extends Store>(
  db: Db,
  stores: S[],
  work: (tx: IDBPTransaction<CellarDb, S[], 'readwrite'>) => Promise<T>,
): Promise<Result<T>> {
  return inStorage(async () => {
    const tx = db.raw.transaction(stores, 'readwrite', { durability: 'strict' });
    // Without a handler, the abort that follows a failed request would be reported as unhandled.
    const done = tx.done.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    let value: T;
    try {
      value = await work(tx);
    } catch (error) {
      try {
        tx.abort();
      } catch {
        // The failed request has aborted it already.
      }
      await done;
      throw error;
    }
    const failed = await done;
    if (failed) throw failed.error;
    return value;
  });
}

/** Every key that begins with `first`. */
export const keysOf = (first: string): IDBKeyRange => IDBKeyRange.bound([first], [first, []]);
