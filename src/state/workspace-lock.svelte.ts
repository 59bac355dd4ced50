import { attempt, ok, type Fault, type Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { storageFault } from '../storage/fault.ts';
import type { LockRecord } from '../storage/keys.ts';
import * as locks from '../storage/lock.ts';
import { whenSaved, type Patience } from '../storage/unsaved.ts';
import { getSetting, setSetting } from '../storage/values.ts';
import type { Tabs } from './tabs.ts';

export { PASSPHRASE_MIN } from '../storage/keys.ts';

/** What is open while the workspace is: to be ended before its keys go. */
export interface LockHost {
  /** Resolves once everything that can be stored is. */
  flush(): Promise<void>;
  /** Ends sessions, imports and engines, and takes what is shown of them off the page. */
  close(): void;
}

/** After how many minutes without a sign of life the workspace may lock; 0 is never. */
export const IDLE_CHOICES = [0, 5, 15, 30, 60] as const;
const IDLE_USUAL = 15;

const IDLE = 'idle-minutes';
const DECLINED = 'passphrase-declined';

/** Others hear of activity at most so often, in ms. */
const TELL_EVERY = 5_000;

type Progress = (share: number) => void;

/** Whether the workspace has a passphrase and is open, and everything that changes that. */
export class WorkspaceLock {
  #state = $state<locks.LockState>('none');
  #share = $state<number | null>(null);
  #fault = $state.raw<Fault | null>(null);
  #idleMinutes = $state(IDLE_USUAL);
  #declined = $state(true);
  #db: Db;
  #host: LockHost;
  #tabs: Tabs;
  #now: () => number;
  #cost: LockRecord['cost'] | undefined;
  #patience: Patience | undefined;
  #lastActive: number;
  #lastTold = 0;

  /** `cost`, of a guess at a passphrase, is lowered by tests only, which have tabs of their own, too. */
  constructor(
    db: Db,
    host: LockHost,
    tabs: Tabs,
    now: () => number = Date.now,
    cost?: LockRecord['cost'],
    patience?: Patience,
  ) {
    this.#db = db;
    this.#host = host;
    this.#tabs = tabs;
    this.#now = now;
    this.#cost = cost;
    this.#patience = patience;
    this.#lastActive = now();
    tabs.hear((message) => {
      if (message.says === 'lock') void (this.#state === 'unlocked' ? this.#lockUp() : this.#flush());
      if (message.says === 'store') void this.#flush();
      if (message.says === 'relocked') void this.#relocked();
      if (message.says === 'active') this.#lastActive = this.#now();
    });
  }

  /** `none`: there is no passphrase. */
  get state() {
    return this.#state;
  }
  /** How far a key is derived and records are sealed or opened, 0..1; null when nothing is being done. */
  get share() {
    return this.#share;
  }
  get fault() {
    return this.#fault;
  }
  get idleMinutes() {
    return this.#idleMinutes;
  }
  /** Whether a passphrase was offered and declined. */
  get declined() {
    return this.#declined;
  }

  /** Finds out whether there is a passphrase; to be called before anything is read. */
  async begin(): Promise<Result<null>> {
    const begun = await locks.beginLocked(this.#db);
    if (!begun.ok) return begun;
    this.#state = begun.value;
    if (begun.value === 'none') await this.#remember();
    return { ok: true, value: null };
  }

  /** Faults: `passphrase-wrong`, `lock-damaged`, those of storage. */
  async unlock(passphrase: string): Promise<boolean> {
    const opened = await this.#work((progress) => locks.unlock(this.#db, passphrase, progress));
    if (!opened) return false;
    await this.#remember();
    this.#lastActive = this.#now();
    // A removal that a crash had cut short is done by now.
    this.#state = this.#db.vault.key === null ? 'none' : 'unlocked';
    return true;
  }

  /**
   * Gives the workspace a passphrase. Other tabs store at once what is pending there, and again when the key is
   * derived; they go on as they were if the passphrase is refused, or one of them does not come to storing. From the
   * moment that the key is kept they are locked, before records are sealed: an edit there could not be stored any more.
   */
  async set(passphrase: string): Promise<boolean> {
    this.#tabs.tell({ says: 'store' });
    await this.#flush();
    const around: locks.Around = async (change) => {
      this.#tabs.tell({ says: 'store' });
      await this.#flush();
      const kept = await whenSaved(change, this.#patience);
      if (kept.ok) this.#tabs.tell({ says: 'relocked' });
      return kept;
    };
    const done = await this.#work((progress) =>
      locks.setPassphrase(this.#db, passphrase, progress, this.#cost, around),
    );
    this.#state = this.#db.vault.key === null ? 'none' : 'unlocked';
    return done;
  }

  change(before: string, after: string): Promise<boolean> {
    return this.#work((progress) => locks.changePassphrase(this.#db, before, after, progress));
  }

  /** Takes the passphrase away. A wrong one changes nothing in other tabs either. */
  async remove(passphrase: string): Promise<boolean> {
    this.#tabs.tell({ says: 'store' });
    const around: locks.Around = async (change) => {
      this.#tabs.tell({ says: 'lock' });
      await this.#flush();
      return whenSaved(change, this.#patience);
    };
    const done = await this.#work((progress) =>
      locks.removePassphrase(this.#db, passphrase, progress, around),
    );
    if (done) {
      this.#state = 'none';
      this.#tabs.tell({ says: 'relocked' });
    }
    return done;
  }

  /** Locks this tab and all others. */
  async lock(): Promise<void> {
    if (this.#state !== 'unlocked') return;
    this.#tabs.tell({ says: 'lock' });
    await this.#lockUp();
  }

  /** The analyst goes on without a passphrase, and is not asked again. */
  async decline(): Promise<void> {
    this.#declined = true;
    await setSetting(this.#db, DECLINED, true);
  }

  async setIdle(minutes: number): Promise<void> {
    this.#idleMinutes = minutes;
    await setSetting(this.#db, IDLE, minutes);
  }

  /** Somebody is there. */
  active(): void {
    const now = this.#now();
    this.#lastActive = now;
    if (now - this.#lastTold < TELL_EVERY) return;
    this.#lastTold = now;
    this.#tabs.tell({ says: 'active' });
  }

  /** Looks at the clock: locks when nobody was there for as long as was chosen. */
  async tick(): Promise<void> {
    const idle = this.#now() - this.#lastActive;
    if (this.#state !== 'unlocked' || this.#idleMinutes === 0) return;
    if (idle >= this.#idleMinutes * 60_000) await this.lock();
  }

  /** Forgets the last refusal: another form is open. */
  forgetFault(): void {
    this.#fault = null;
  }

  async #lockUp(): Promise<void> {
    if (this.#state !== 'unlocked') return;
    // What is shown goes first; what is not stored yet still needs the key for a moment.
    this.#state = 'locked';
    try {
      const stored = this.#flush();
      this.#host.close();
      await stored;
    } finally {
      // Whatever goes wrong: the key does not stay.
      locks.lockNow(this.#db);
    }
  }

  /** What cannot be stored keeps nothing from being locked; who was to store it says so. */
  async #flush(): Promise<void> {
    await attempt(async () => ok(await this.#host.flush()), storageFault);
  }

  /** Another tab has changed how values are kept. */
  async #relocked(): Promise<void> {
    this.#host.close();
    locks.lockNow(this.#db);
    await this.begin();
  }

  async #remember(): Promise<void> {
    const idle = await getSetting(this.#db, IDLE);
    if (idle.ok && typeof idle.value === 'number') this.#idleMinutes = idle.value;
    const declined = await getSetting(this.#db, DECLINED);
    this.#declined = declined.ok && declined.value === true;
  }

  async #work(work: (progress: Progress) => Promise<Result<null>>): Promise<boolean> {
    if (this.#share !== null) return false;
    this.#share = 0;
    this.#fault = null;
    // Deriving a key takes memory that may not be there.
    const done = await attempt(() => work((share) => (this.#share = share)), storageFault);
    this.#share = null;
    this.#fault = done.ok ? null : done.fault;
    return done.ok;
  }
}
