import type { Fault } from '../../result.ts';
import type { Db } from '../../storage/db.ts';
import { listNotebooks } from '../../storage/notebooks.ts';
import { partPseudonyms } from '../../storage/pseudonyms.ts';
import { notebooksWithSources } from '../../storage/sources.ts';
import { sweep } from '../../storage/sweep.ts';
import { countEverything, type DeletedAccount } from '../delete-everything.ts';
import { WorkspaceLock, type LockHost } from '../workspace-lock.svelte.ts';
import type { WorkspacePage } from './page.ts';

/** A notebook as the start page lists it. */
export interface RecentNotebook {
  id: string;
  /** Null where its entry in storage is damaged. */
  title: string | null;
  openedAt: number;
  /** Whether data are stored for it. */
  data: boolean;
}

/** What is kept on this machine: where, under which lock, and which notebooks. */
export class Kept {
  recent = $state.raw<RecentNotebook[]>([]);
  /** Why nothing is kept beyond this visit, if so. */
  fault = $state.raw<Fault | null>(null);
  /** The workspace's lock; null before storage was looked at, and where nothing is kept. */
  lock = $state.raw<WorkspaceLock | null>(null);
  /** Nothing is written in this visit, by the analyst's choice. */
  memoryOnly = $state(false);
  #db: Promise<Db | null> | null = null;
  /** Counts how often the list was asked for. */
  #turn = 0;
  #page: WorkspacePage;
  #host: LockHost;

  /** `host` is what is open while the workspace is. */
  constructor(page: WorkspacePage, host: LockHost) {
    this.#page = page;
    this.#host = host;
  }

  /** Whether the passphrase is to be given first. */
  get locked(): boolean {
    return this.lock?.state === 'locked';
  }

  /** Whether nothing is to be readable on this machine that tells what is open: the browser's own history of pages is. */
  get discreet(): boolean {
    return this.memoryOnly || (this.lock !== null && this.lock.state !== 'none');
  }

  /** The database of this browser, or null where it has none (private mode, blocked, not wanted). */
  storage(): Promise<Db | null> {
    this.#db ??= this.#begin();
    return this.#db;
  }

  async #begin(): Promise<Db | null> {
    const opened = await this.#page.openDb();
    if (!opened.ok) {
      this.fault = opened.fault;
      return null;
    }
    const db = opened.value;
    const lock = new WorkspaceLock(db, this.#host, this.#page.tabs);
    const begun = await lock.begin();
    if (!begun.ok) this.fault = begun.fault;
    this.lock = lock;
    if (lock.state === 'none') this.#tidy(db);
    return db;
  }

  /** What older versions and earlier visits have left. */
  #tidy(db: Db): void {
    void partPseudonyms(db);
    void this.#page.openNotebooks().then((open) => sweep(db, Date.now(), open));
  }

  async refresh(): Promise<void> {
    const asked = this.storage();
    const turn = ++this.#turn;
    const db = await asked;
    const listed = db && !this.locked ? await listNotebooks(db) : null;
    const linked = listed?.ok ? await notebooksWithSources(db!) : null;
    // Locked, or deleted with all else, while it was read: nothing of it is to be seen. Or it is read anew.
    if (!listed?.ok || this.locked || asked !== this.#db || turn !== this.#turn) return;
    const data = linked?.ok ? linked.value : new Set<string>();
    this.recent = listed.value.map(({ id, title, openedAt }) => ({
      id,
      title,
      openedAt,
      data: data.has(id),
    }));
  }

  /** Whether the passphrase was the right one. */
  async unlock(passphrase: string): Promise<boolean> {
    const db = await this.storage();
    if (!db || !(await this.lock?.unlock(passphrase))) return false;
    this.#tidy(db);
    return true;
  }

  /** What is on this machine, counted; null where nothing is. */
  async contents(): Promise<DeletedAccount | null> {
    const db = await this.storage();
    const counted = db && (await countEverything(db, this.#page.stores()));
    return counted?.ok ? counted.value : null;
  }

  /** From now on nothing is written in this visit; what is stored already stays as it is. */
  async stop(): Promise<void> {
    const db = await this.#db;
    db?.close();
    this.#db = Promise.resolve(null);
    this.recent = [];
    this.lock = null;
    this.memoryOnly = true;
    this.fault = null;
  }

  /** It was deleted: the next one who asks finds an empty one. */
  forget(): void {
    this.recent = [];
    this.lock = null;
    this.#db = null;
  }
}
