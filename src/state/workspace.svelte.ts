import type { Notebook } from '../notebook/document.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import { openDb, type Db } from '../storage/db.ts';
import { deleteNotebook, listNotebooks, loadNotebook, touchNotebook } from '../storage/notebooks.ts';
import { askPersistence } from '../storage/persist.ts';
import { partPseudonyms } from '../storage/pseudonyms.ts';
import { sourcesOf } from '../storage/sources.ts';
import { sweep } from '../storage/sweep.ts';
import { openNotebooks } from '../storage/tab-lock.ts';
import { countEverything, deleteEverything, pageStores, type DeletedAccount } from './delete-everything.ts';
import { engineService } from './engine.svelte.ts';
import type { ImportSession } from './import/import-session.svelte.ts';
import { importWith, sampleFiles } from './import/page-import.ts';
import { language } from './language.svelte.ts';
import { PseudonymKeys } from './pseudonym-keys.ts';
import { router } from './route.svelte.ts';
import type { Salvage } from './salvage.ts';
import type { NotebookSession } from './session.svelte.ts';
import { Tabs } from './tabs.ts';
import { WorkspaceLock } from './workspace-lock.svelte.ts';

/** A notebook as the start page lists it. */
export interface RecentNotebook {
  id: string;
  /** Null where its entry in storage is damaged. */
  title: string | null;
  openedAt: number;
}

/**
 * What is open and what is kept on this machine. Heavy parts (templates, import, notebook) are loaded
 * when they are first needed, so that the start page is there at once.
 */
class Workspace {
  recent = $state.raw<RecentNotebook[]>([]);
  /** Notebook template whose sample is being opened. */
  busy = $state<string | null>(null);
  importing = $state.raw<ImportSession | null>(null);
  /** Rows handed over so far while a confirmation is carried out. */
  confirming = $state.raw<{ done: number; of: number } | null>(null);
  session = $state.raw<NotebookSession | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** What is left of the damaged notebook that `fault` speaks of, if it does. */
  salvage = $state.raw<Salvage | null>(null);
  /** What of the open notebook's file was not valid and was left out. */
  notices = $state.raw<readonly Fault[]>([]);
  /** Why nothing is kept beyond this visit, if so. */
  storageFault = $state.raw<Fault | null>(null);
  /** What was on this machine before everything was deleted, to be shown. */
  deleted = $state.raw<DeletedAccount | null>(null);
  /** The workspace's lock; null before storage was looked at, and where nothing is kept. */
  lock = $state.raw<WorkspaceLock | null>(null);
  /** Nothing is written in this visit, by the analyst's choice. */
  memoryOnly = $state(false);
  #db: Promise<Db | null> | null = null;
  /** The stored notebook that is being opened. */
  #opening: { id: string; which: 'last' | 'previous'; done: Promise<Result<null>> } | null = null;
  #keys = new PseudonymKeys();
  #tabs = new Tabs('BroadcastChannel' in globalThis ? new BroadcastChannel('cellar-workspace') : null);
  /** The notebook that an import is for, before there is one. */
  #coming = new WeakMap<ImportSession, string>();

  constructor() {
    this.#tabs.hear((message) => {
      if (message.says === 'deleted') this.#dropSession(message.id);
      if (message.says === 'emptied') this.#emptied();
    });
  }

  /** Whether the passphrase is to be given first. */
  get locked(): boolean {
    return this.lock?.state === 'locked';
  }

  /** Whether leaving now would lose something. */
  get atRisk(): boolean {
    return this.confirming !== null || (this.session?.atRisk ?? false);
  }

  /** The database of this browser, or null where it has none (private mode, blocked, not wanted). */
  #storage(): Promise<Db | null> {
    this.#db ??= openDb().then(async (opened) => {
      if (!opened.ok) {
        this.storageFault = opened.fault;
        return null;
      }
      const db = opened.value;
      const host = { flush: async () => this.session?.flush(), close: () => this.#close() };
      const lock = new WorkspaceLock(db, host, this.#tabs);
      const begun = await lock.begin();
      if (!begun.ok) this.storageFault = begun.fault;
      this.lock = lock;
      if (lock.state === 'none') this.#tidy(db);
      return db;
    });
    return this.#db;
  }

  /** What older versions and earlier visits have left. */
  #tidy(db: Db): void {
    void partPseudonyms(db);
    void openNotebooks().then((open) => sweep(db, Date.now(), open));
  }

  /** Ends what is open, and takes it off the page. */
  #close(): void {
    this.session?.close();
    this.session = null;
    this.importing?.dispose();
    this.importing = null;
    this.confirming = null;
    this.recent = [];
    this.fault = null;
    this.#keys.forget();
    void engineService.end();
  }

  async unlock(passphrase: string): Promise<void> {
    const db = await this.#storage();
    if (!db || !(await this.lock?.unlock(passphrase))) return;
    this.#tidy(db);
    void engineService.notebook();
    await this.refreshRecent();
  }

  /** From now on nothing is written in this visit; what is stored already stays as it is. */
  async keepNothing(): Promise<void> {
    const db = await this.#db;
    await this.session?.flush();
    this.session?.close();
    if (this.session) await engineService.renew();
    this.session = null;
    this.recent = [];
    // What was dropped for a new notebook before the choice goes on being read.
    if (this.importing?.target) this.cancelImport();
    db?.close();
    this.#db = Promise.resolve(null);
    this.lock = null;
    this.memoryOnly = true;
    this.storageFault = null;
    if (!this.importing) router.go({ page: 'start' });
  }

  /** What is on this machine, counted; null where nothing is. */
  async contents(): Promise<DeletedAccount | null> {
    const db = await this.#storage();
    const counted = db && (await countEverything(db, pageStores()));
    return counted?.ok ? counted.value : null;
  }

  async deleteEverything(): Promise<void> {
    const db = await this.#storage();
    if (!db) return;
    this.session?.discard();
    const deleted = await deleteEverything(db, pageStores());
    this.#tabs.tell({ says: 'emptied' });
    this.#emptied();
    if (deleted.ok) this.deleted = deleted.value;
    else this.fault = deleted.fault;
  }

  #emptied(): void {
    this.session?.discard();
    this.#close();
    this.lock = null;
    this.#db = null;
    router.go({ page: 'start' });
    void engineService.notebook();
    void this.refreshRecent();
  }

  async refreshRecent(): Promise<void> {
    const db = await this.#storage();
    const listed = db && !this.locked ? await listNotebooks(db) : null;
    if (listed?.ok) this.recent = listed.value.map(({ id, title, openedAt }) => ({ id, title, openedAt }));
  }

  async deleteNotebook(id: string): Promise<void> {
    const db = await this.#storage();
    this.#dropSession(id);
    this.#tabs.tell({ says: 'deleted', id });
    const deleted = db && (await deleteNotebook(db, id));
    if (deleted && !deleted.ok) this.fault = deleted.fault;
    await this.refreshRecent();
  }

  /** A notebook that was deleted is not shown any more, nor saved anew by what is open of it. */
  #dropSession(id: string): void {
    if (this.session?.id !== id) return;
    this.session.discard();
    this.session = null;
    void engineService.renew();
    if (router.current.page === 'notebook') router.go({ page: 'start' });
  }

  /** Starts reading files; they are added to the open notebook when `into` is one, else to a new one. */
  async importFiles(
    files: readonly File[],
    template: string | null,
    into: NotebookSession | null = null,
  ): Promise<void> {
    const session = await this.#beginImport(template, into);
    this.fault = null;
    router.go({ page: 'mapping' });
    await session.add(files);
  }

  async #beginImport(template: string | null, into: NotebookSession | null): Promise<ImportSession> {
    const begin = await importWith();
    this.importing?.dispose();
    const id = into?.id ?? crypto.randomUUID();
    const session = begin({
      template,
      target: into?.id ?? null,
      expected: into?.notebook.sources ?? [],
      existing: into?.sources.existing() ?? [],
      key: async () => this.#keys.of(id, await this.#storage()),
    });
    this.#coming.set(session, id);
    this.importing = session;
    return session;
  }

  cancelImport(): void {
    const target = this.importing?.target ?? null;
    this.importing?.dispose();
    this.importing = null;
    router.go(target ? { page: 'notebook', id: target } : { page: 'start' });
  }

  /** Carries the confirmed mapping out and opens the notebook on it. `sample`: its files can be had again. */
  async confirmImport(sample = false): Promise<void> {
    const importing = this.importing;
    if (!importing) return;
    const of = importing.rows;
    this.confirming = { done: 0, of };
    const open = this.session?.id === importing.target ? this.session : null;
    const id = this.#coming.get(importing) ?? crypto.randomUUID();
    const session = open ?? (await this.#newSession(importing.template, id));
    await session.beginImport(importing.coming, sample);
    const confirmed = await importing.confirm(
      await this.#keys.keep(id, await this.#storage()),
      (name, pieces) => session.receive(name, pieces),
      (table) => session.adopt(table),
      (done) => (this.confirming = { done, of }),
      (table) => session.sources.whole(table),
    );
    this.confirming = null;
    if (!confirmed.ok) {
      await session.abandon();
      // Cancelled by hand: that needs no telling.
      this.fault = confirmed.fault.code === 'cancelled' ? null : confirmed.fault;
      return;
    }
    this.importing = null;
    router.go({ page: 'notebook', id: session.id });
    if (!open) session.beginHistory();
    session.start();
    if (await this.#storage()) void askPersistence();
  }

  /** The sample company, from its files to a finished notebook, with nothing to confirm. */
  async openSample(template: string): Promise<void> {
    if (this.busy) return;
    this.busy = template;
    this.fault = null;
    try {
      const session = await this.#beginImport(template, null);
      await this.#takeSample(session);
    } catch (error) {
      this.fault = { code: 'sample-missing', detail: String(error) };
    } finally {
      this.busy = null;
    }
  }

  async #takeSample(session: ImportSession, names?: readonly string[]): Promise<void> {
    await session.add(await sampleFiles(names));
    const failed = session.items.find((item) => item.fault)?.fault;
    if (failed) this.fault = failed;
    else await this.confirmImport(true);
  }

  /** Takes up an import of the sample that was cut short. */
  async resumeSample(into: NotebookSession): Promise<void> {
    const names = into.arrivals.unfinished.flatMap(({ files }) => files);
    try {
      await this.#takeSample(await this.#beginImport(null, into), names);
    } catch (error) {
      this.fault = { code: 'sample-missing', detail: String(error) };
    }
  }

  /**
   * Opens a stored notebook (or the version before its last), with its sources. Faults: `storage-missing`,
   * those of reading, and `storage-damaged`, with what is left of it in `salvage`.
   */
  openStored(id: string, which: 'last' | 'previous' = 'last'): Promise<Result<null>> {
    // Asked for again while it is being opened: a second session would find the first one's lock.
    if (this.#opening?.id === id && this.#opening.which === which) return this.#opening.done;
    const done = this.#openStored(id, which).finally(() => (this.#opening = null));
    this.#opening = { id, which, done };
    return done;
  }

  async #openStored(id: string, which: 'last' | 'previous'): Promise<Result<null>> {
    this.salvage = null;
    if (this.session?.id === id) return ok(null);
    const db = await this.#storage();
    // The page asks for the passphrase, and again for the notebook afterwards.
    if (this.locked) return ok(null);
    if (!db) return fail('storage-missing', { values: { name: id } });
    const stored = await loadNotebook(db, id, which);
    if (!stored.ok) {
      if (stored.fault.code === 'storage-damaged') this.salvage = await leftOf(db, id);
      return stored;
    }
    const { readNotebook } = await import('../notebook/file.ts');
    const notices: Fault[] = [];
    const read = readNotebook(stored.value.text, (fault) => notices.push(fault));
    if (!read.ok) return read;
    const session = await this.#openSession(id, read.value, stored.value.trusted, notices, true);
    const ids = await sourcesOf(db, id);
    if (ids.ok) await session.restore(ids.value);
    void touchNotebook(db, id, Date.now());
    session.start();
    return ok(null);
  }

  /** Opens a notebook from a file or a link's text: inert, without data, until its sources are given and run is pressed. */
  async openText(text: string): Promise<Result<null>> {
    await this.#storage();
    if (this.locked) return ok(null);
    const { readNotebook } = await import('../notebook/file.ts');
    return this.#openForeign((notice) => readNotebook(text, notice));
  }

  async openLink(fragment: string): Promise<Result<null>> {
    await this.#storage();
    if (this.locked) return ok(null);
    const { decodeLink } = await import('../notebook/link.ts');
    return this.#openForeign((notice) => decodeLink(fragment, notice));
  }

  async #openForeign(
    reading: (notice: (fault: Fault) => void) => Result<Notebook> | Promise<Result<Notebook>>,
  ): Promise<Result<null>> {
    const notices: Fault[] = [];
    const read = await reading((fault) => notices.push(fault));
    if (!read.ok) return read;
    const session = await this.#openSession(crypto.randomUUID(), read.value, false, notices);
    session.start();
    router.go({ page: 'notebook', id: session.id });
    return ok(null);
  }

  /** Makes this tab the one that edits the open notebook. */
  async takeOver(): Promise<void> {
    await this.session?.takeOver();
  }

  async #newSession(template: string | null, id: string): Promise<NotebookSession> {
    const { newNotebook } = await import('./new-notebook.ts');
    return this.#openSession(id, newNotebook(template, language.current), true);
  }

  async #openSession(
    id: string,
    notebook: Notebook,
    trusted: boolean,
    notices: readonly Fault[] = [],
    stored = false,
  ): Promise<NotebookSession> {
    const { NotebookSession } = await import('./session.svelte.ts');
    this.session?.close();
    await engineService.renew();
    const session = new NotebookSession(engineService, await this.#storage(), id, notebook, trusted, stored);
    this.session = session;
    this.notices = notices;
    await session.claim(() => this.#saved(id));
    return session;
  }

  /** The notebook as it stands in storage, which another tab may have changed. */
  async #saved(id: string): Promise<Notebook | null> {
    const db = await this.#storage();
    const stored = db && (await loadNotebook(db, id));
    if (!stored?.ok) return null;
    const { readNotebook } = await import('../notebook/file.ts');
    const read = readNotebook(stored.value.text);
    return read.ok ? read.value : null;
  }
}

async function leftOf(db: Db, id: string): Promise<Salvage | null> {
  const { salvageOf } = await import('./salvage.ts');
  const left = await salvageOf(db, id);
  return left.ok ? left.value : null;
}

export const workspace = new Workspace();
