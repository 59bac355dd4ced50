import { fail, ok, type Result } from '../result.ts';
import { checksum } from './checksum.ts';
import { keysOf, type Db, type StoredVersion, type VersionFields } from './db.ts';
import { inStorage } from './fault.ts';
import { kept } from './vault.ts';

/** A state of a notebook that was kept. */
export interface KeptState {
  revision: number;
  /** Epoch ms. */
  savedAt: number;
}

/** Work that follows closer than this upon a kept state is not kept beside it, in ms. */
const APART = 10 * 60_000;
/** Kept states besides the last two versions. */
export const MOST_KEPT = 40;

/** Where a version stands, as its seal is bound to it. */
export const versionPlace = (id: string, revision: number): string => `versions/${id}/${revision}`;

type Saved = Pick<StoredVersion, 'revision' | 'savedAt'>;

/**
 * Whether a version stays once two newer ones are there: the first does, one that comes a while after the kept one
 * before it, and one after which nothing was done for a while.
 */
export const stays = (version: Saved, before: Saved | undefined, after: Saved): boolean =>
  before === undefined ||
  version.savedAt - before.savedAt >= APART ||
  after.savedAt - version.savedAt >= APART;

/** The part of the `versions` table that thinning uses. */
interface Versions {
  get(key: [string, number]): Promise<StoredVersion | undefined>;
  getAllKeys(range: IDBKeyRange): Promise<[string, number][]>;
  delete(key: [string, number]): Promise<void>;
}

/** Lets go of what need not stay now that `revision` is the last: looked at are only the few that it can be about. */
export async function thin(versions: Versions, id: string, revision: number): Promise<void> {
  const older = (await versions.getAllKeys(IDBKeyRange.bound([id, -Infinity], [id, revision - 2]))).map(
    ([, r]) => r,
  );
  const [candidate, before] = [older.at(-1), older.at(-2)];
  if (candidate === undefined) return;
  const [version, after] = await Promise.all([
    versions.get([id, candidate]),
    versions.get([id, revision - 1]),
  ]);
  const anchor = before === undefined ? undefined : await versions.get([id, before]);
  // A damaged one stays until the notebook is deleted: somebody may want its text.
  if (version && after && !version.damaged && !stays(version, anchor, after))
    await versions.delete([id, candidate]);
  const over = older.slice(0, Math.max(0, older.length - MOST_KEPT));
  for (const old of over) if (!(await versions.get([id, old]))?.damaged) await versions.delete([id, old]);
}

/** The kept states of a notebook but its last, the newest first. Faults: those of `storageFault`. */
export function keptStates(db: Db, id: string): Promise<Result<KeptState[]>> {
  return inStorage(async () => {
    const all = await db.raw.getAll('versions', keysOf(id));
    return all
      .filter(({ damaged }) => !damaged)
      .slice(0, -1)
      .map(({ revision, savedAt }) => ({ revision, savedAt }))
      .reverse();
  });
}

/** What a version holds, its seal opened. */
export const openVersion = (db: Db, version: StoredVersion): Promise<Result<VersionFields>> =>
  inStorage(() => kept<VersionFields>(db, versionPlace(version.id, version.revision), version));

/** The text of a kept state. Faults: `storage-missing`, `storage-damaged` {name}, those of `storageFault`. */
export async function keptText(db: Db, id: string, revision: number, name: string): Promise<Result<string>> {
  const found = await inStorage(() => db.raw.get('versions', [id, revision]));
  if (!found.ok) return found;
  if (!found.value) return fail('storage-missing', { values: { name } });
  const opened = await openVersion(db, found.value);
  if (!opened.ok) return opened;
  const { text, checksum: sum } = opened.value;
  return (await checksum(text)) === sum ? ok(text) : fail('storage-damaged', { values: { name } });
}
