import { deleteDB } from 'idb';
import type { Result } from '../result.ts';
import type { Db } from './db.ts';
import { unlessBlocked } from './blocked.ts';
import { inStorage } from './fault.ts';
import { listSources } from './sources.ts';

/** What is in the workspace. */
export interface Contents {
  notebooks: number;
  sources: number;
  /** Rows of all sources; null where a lock hides how many. */
  rows: number | null;
  /** Bytes of all sources' rows, as they were before they were sealed. */
  bytes: number;
  /** Remembered settings and accounts of runs. */
  settings: number;
  /** Keys: those of pseudonyms, and the lock with its master key. */
  keys: number;
}

/** Counts what is in the workspace, locked or not, and though an entry does not open: it can be deleted all the same. */
export function contentsOf(db: Db): Promise<Result<Contents>> {
  return inStorage(async () => {
    const { raw } = db;
    const sources = await inStorage(() => raw.getAll('sources'));
    const listed = await listSources(db);
    return {
      notebooks: await raw.count('notebooks'),
      sources: await raw.count('sources'),
      rows: listed.ok ? listed.value.reduce((sum, { rows }) => sum + rows, 0) : null,
      bytes: sources.ok ? sources.value.reduce((sum, { bytes }) => sum + bytes, 0) : 0,
      settings: await raw.count('settings'),
      keys: (await raw.count('secrets')) + (await raw.count('lock')),
    };
  });
}

/** Deletes the whole database; other tabs let go of it by themselves. Fault `storage-blocked` when one does not. */
export function deleteDb(db: Db): Promise<Result<null>> {
  const { name } = db.raw;
  db.close();
  return inStorage(async () => {
    await unlessBlocked((blocked) => deleteDB(name, { blocked }));
    return null;
  });
}
