import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Result } from '../result.ts';
import { attempt } from './fault.ts';

/** A notebook as the start page lists it; its text stands in `versions`. */
export interface NotebookRecord {
  id: string;
  title: string;
  /** Epoch ms. */
  updatedAt: number;
  openedAt: number;
  /** False for one that came from a file or a link and was not yet run by the analyst. */
  trusted: boolean;
  /** The version that opens. */
  revision: number;
}

interface VersionRecord {
  id: string;
  revision: number;
  text: string;
  /** SHA-256 of the text. */
  checksum: string;
  savedAt: number;
  /** Set once its checksum failed: kept until the notebook is deleted. */
  damaged?: true;
}

/** A source table as kept: what it is. Its Arrow IPC stands in `chunks`. */
export interface SourceRecord {
  id: string;
  /** Name of the source table. */
  name: string;
  /** Kept columns with DuckDB's type names. */
  columns: { name: string; type: string }[];
  rows: number;
  /** Bytes of all chunks. */
  bytes: number;
  /** SHA-256 of each chunk, in order. */
  checksums: string[];
  /** The row account of its import, and whatever else is to come back with it; plain data, no row of the file. */
  ledger: unknown;
  details: unknown;
  /** Epoch ms. */
  createdAt: number;
  /** `writing` until the last chunk is in; such a source does not exist for readers. */
  state: 'writing' | 'ready';
}

export interface CellarDb extends DBSchema {
  notebooks: { key: string; value: NotebookRecord };
  versions: { key: [string, number]; value: VersionRecord };
  sources: { key: string; value: SourceRecord };
  chunks: { key: [string, number]; value: { source: string; index: number; blob: Blob } };
  notebookSources: {
    key: [string, string];
    value: { notebook: string; source: string };
    indexes: { bySource: string };
  };
  secrets: { key: string; value: { name: string; bytes: Uint8Array<ArrayBuffer> } };
  settings: { key: string; value: { name: string; value: unknown } };
}

export type Db = IDBPDatabase<CellarDb>;
type Store = StoreNames<CellarDb>;

const VERSION = 1;

/**
 * Opens the workspace's database, creating it. `onClosed` is told when another tab brought a newer version
 * or the browser closed it; the page then has to be reloaded. Faults: those of `storageFault`.
 */
export function openDb(name = 'cellar', onClosed: () => void = () => undefined): Promise<Result<Db>> {
  return attempt(async () => {
    const db = await openDB<CellarDb>(name, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('notebooks', { keyPath: 'id' });
        fresh.createObjectStore('versions', { keyPath: ['id', 'revision'] });
        fresh.createObjectStore('sources', { keyPath: 'id' });
        fresh.createObjectStore('chunks', { keyPath: ['source', 'index'] });
        const links = fresh.createObjectStore('notebookSources', { keyPath: ['notebook', 'source'] });
        links.createIndex('bySource', 'source');
        fresh.createObjectStore('secrets', { keyPath: 'name' });
        fresh.createObjectStore('settings', { keyPath: 'name' });
      },
      blocking() {
        db.close();
        onClosed();
      },
      terminated: onClosed,
    });
    return db;
  });
}

/**
 * One atomic change: everything `work` writes is kept, or nothing when it throws, the quota is full or the
 * tab dies. `work` must await nothing but the transaction's own requests.
 */
export function change<T, S extends Store>(
  db: Db,
  stores: S[],
  work: (tx: IDBPTransaction<CellarDb, S[], 'readwrite'>) => Promise<T>,
): Promise<Result<T>> {
  return attempt(async () => {
    const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
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
