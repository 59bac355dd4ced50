import { ok, type Result } from '../result.ts';
import { transact, type Db } from './db.ts';
import { inStorage } from './fault.ts';
import { changeLock, makeLock, openLock, type LockRecord } from './keys.ts';
import { convertAll } from './sealing.ts';
import { keyedVault, Locked, LOCKED_VAULT, OPEN_VAULT } from './vault.ts';

/** Whether the workspace has a passphrase, and whether it was given. */
export type LockState = 'none' | 'locked' | 'unlocked';

/** What long work says of itself: a share 0..1. */
type Progress = (share: number) => void;
const quiet: Progress = () => undefined;

/** Deriving a key takes about as long as sealing a few megabytes. */
const DERIVING = 0.3;

const stored = (db: Db): Promise<Result<LockRecord | null>> =>
  inStorage(async () => (await db.raw.get('lock', 'lock')) ?? null);

/** Puts a lock in the place of the one that is there, unless another tab put its own there meanwhile. */
const store = (db: Db, lock: LockRecord, before: LockRecord | null): Promise<Result<null>> =>
  transact(db, ['lock'], async (tx) => {
    const there = await tx.objectStore('lock').get('lock');
    if (there?.check !== before?.check) throw new Locked();
    await tx.objectStore('lock').put({ ...lock, name: 'lock' });
    return null;
  });

/** Closes the vault when the workspace has a passphrase; to be called before anything is read. */
export async function beginLocked(db: Db): Promise<Result<LockState>> {
  const lock = await stored(db);
  if (!lock.ok) return lock;
  db.vault = lock.value ? LOCKED_VAULT : OPEN_VAULT;
  return ok(lock.value ? 'locked' : 'none');
}

/** Forgets the key: nothing can be read or written from now on. */
export function lockNow(db: Db): void {
  if (db.vault !== OPEN_VAULT) db.vault = LOCKED_VAULT;
}

/**
 * Opens the vault, and goes on with what a crash left undone (records to be sealed, or to be opened again).
 * Faults: `passphrase-wrong`, `lock-damaged`, those of storage.
 */
export async function unlock(
  db: Db,
  passphrase: string,
  onProgress: Progress = quiet,
): Promise<Result<null>> {
  const lock = await stored(db);
  if (!lock.ok) return lock;
  if (!lock.value) return ok(null);
  const master = await openLock(lock.value, passphrase, (share) => onProgress(share * DERIVING));
  return master.ok
    ? settle(db, lock.value, master.value, (s) => onProgress(DERIVING + (1 - DERIVING) * s))
    : master;
}

/** Brings every record to what the lock's state asks for. */
async function settle(
  db: Db,
  lock: LockRecord,
  master: CryptoKey,
  onProgress: Progress,
): Promise<Result<null>> {
  const { key } = lock;
  if (lock.state === 'sealed') {
    db.vault = keyedVault(master, { key, sealing: true, plain: false });
    return ok(null);
  }
  db.vault = keyedVault(master, { key, sealing: lock.state === 'sealing', plain: true });
  const done = await convertAll(db, onProgress);
  if (!done.ok) return done;
  if (lock.state === 'opening') {
    const removed = await transact(db, ['lock'], async (tx) => {
      await tx.objectStore('lock').delete('lock');
      return null;
    });
    if (removed.ok) db.vault = OPEN_VAULT;
    return removed;
  }
  const sealed = await store(db, { ...lock, state: 'sealed' }, lock);
  if (sealed.ok) db.vault = keyedVault(master, { key, sealing: true, plain: false });
  return sealed;
}

/** What is done around the change after which other tabs store nothing any more. */
export type Around = (change: () => Promise<Result<null>>) => Promise<Result<null>>;
const atOnce: Around = (change) => change();

/**
 * Gives an open workspace a passphrase and seals what is in it. `around` is called when the key is there, before
 * anything changes. Faults: `passphrase-short` {min}, those of `around` and of storage.
 */
export async function setPassphrase(
  db: Db,
  passphrase: string,
  onProgress: Progress = quiet,
  cost?: LockRecord['cost'],
  around: Around = atOnce,
): Promise<Result<null>> {
  const made = await makeLock(passphrase, (share) => onProgress(share * DERIVING), cost);
  if (!made.ok) return made;
  const { lock, master } = made.value;
  // From the moment that the lock is kept, new records are sealed: a crash leaves some in plain, and the lock says so.
  const begun = await around(() => store(db, lock, null));
  if (!begun.ok) return begun;
  return settle(db, lock, master, (share) => onProgress(DERIVING + (1 - DERIVING) * share));
}

/** Puts another passphrase in the place of one. Faults: `passphrase-wrong`, `passphrase-short` {min}, `lock-damaged`. */
export async function changePassphrase(
  db: Db,
  before: string,
  after: string,
  onProgress: Progress = quiet,
): Promise<Result<null>> {
  const lock = await stored(db);
  if (!lock.ok) return lock;
  if (!lock.value) return ok(null);
  const changed = await changeLock(lock.value, before, after, onProgress);
  return changed.ok ? store(db, changed.value, lock.value) : changed;
}

/**
 * Takes the passphrase away: every record is plain again. `around` is called once the passphrase has proved right,
 * before anything changes. Faults: `passphrase-wrong`, `lock-damaged`, those of `around` and of storage.
 */
export async function removePassphrase(
  db: Db,
  passphrase: string,
  onProgress: Progress = quiet,
  around: Around = atOnce,
): Promise<Result<null>> {
  const lock = await stored(db);
  if (!lock.ok) return lock;
  if (!lock.value) return ok(null);
  const master = await openLock(lock.value, passphrase, (share) => onProgress(share * DERIVING));
  if (!master.ok) return master;
  const opening: LockRecord = { ...lock.value, state: 'opening' };
  const { value: before } = lock;
  const begun = await around(() => store(db, opening, before));
  if (!begun.ok) return begun;
  return settle(db, opening, master.value, (share) => onProgress(DERIVING + (1 - DERIVING) * share));
}
