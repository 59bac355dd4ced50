import { fail, type Result } from '../result.ts';

/** The lock that tabs share while each has something that is not stored yet. */
const NAME = 'cellar-unsaved';
/** How long other tabs are waited for, in ms. */
const PATIENCE = 5_000;

export type Locks = Pick<LockManager, 'request'>;

/** Null where the browser has none. */
const browser = (): Locks | null => globalThis.navigator?.locks ?? null;

/** Tells other tabs that something here is not stored yet. A tab that ends tells nothing any more. */
export class Unsaved {
  #locks: Locks | null;
  #letGo: (() => void) | null = null;

  constructor(locks: Locks | null = browser()) {
    this.#locks = locks;
  }

  hold(): void {
    if (this.#letGo || !this.#locks) return;
    const held = new Promise<void>((resolve) => (this.#letGo = resolve));
    // A page that is being left is refused: it has no edits any more.
    this.#locks.request(NAME, { mode: 'shared' }, () => held).catch(() => undefined);
  }

  release(): void {
    this.#letGo?.();
    this.#letGo = null;
  }
}

/** What tests bring instead of the browser's. */
export interface Patience {
  locks?: Locks | null;
  /** Aborts when other tabs were waited for long enough. */
  limit?: () => AbortSignal;
}

/**
 * Does what would shut other tabs out of storage once all of them have stored what they have. Faults:
 * `storage-tab-unsaved` where one has not in time, and nothing was done; those of `work`.
 */
export async function whenSaved<T>(
  work: () => Promise<Result<T>>,
  { locks = browser(), limit = () => AbortSignal.timeout(PATIENCE) }: Patience = {},
): Promise<Result<T>> {
  if (!locks) return work();
  let begun = false;
  try {
    return await locks.request(NAME, { signal: limit() }, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return fail('storage-tab-unsaved');
  }
}
