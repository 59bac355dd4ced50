import type { Notebook } from '../../notebook/document.ts';
import type { NotebookTemplate } from '../../notebook/template.ts';
import { attempt, fail, ok, type Fault, type Result } from '../../result.ts';
import type { Db } from '../../storage/db.ts';
import { loadNotebook, touchNotebook } from '../../storage/notebooks.ts';
import { sourcesOf } from '../../storage/sources.ts';
import type { Salvage } from '../salvage.ts';
import type { Saved } from '../editing-tab.svelte.ts';
import type { NotebookEngine } from '../engines.ts';
import type { NotebookSession } from '../session.svelte.ts';
import type { Kept } from './kept.svelte.ts';
import type { WorkspacePage } from './page.ts';

/** The notebook that is open, and the ways to open one. Its heavy parts are loaded when they are first needed. */
export class Opening {
  session = $state.raw<NotebookSession | null>(null);
  /** What is left of the damaged notebook that was to be opened last, if it was damaged. */
  salvage = $state.raw<Salvage | null>(null);
  /** What of the open notebook's file was not valid and was left out. */
  notices = $state.raw<readonly Fault[]>([]);
  /** Notebooks that were closed, until what they had pending is stored and their locks are free. */
  #leaving = new Map<string, Promise<void>>();
  /** Counts what was asked for: an opening that another one has overtaken comes to nothing. */
  #turn = 0;
  /** The stored notebook that is being opened. */
  #stored: { id: string; which: 'last' | 'previous'; done: Promise<Result<null>> } | null = null;
  #page: WorkspacePage;
  #kept: Kept;

  constructor(page: WorkspacePage, kept: Kept) {
    this.#page = page;
    this.#kept = kept;
  }

  /**
   * Opens a stored notebook (or the version before its last), with its sources. Faults: `storage-missing`,
   * those of reading, and `storage-damaged`, with what is left of it in `salvage`.
   */
  openStored(id: string, which: 'last' | 'previous' = 'last'): Promise<Result<null>> {
    // Asked for again while it is being opened: a second session would find the first one's lock.
    if (this.#stored?.id === id && this.#stored.which === which) return this.#stored.done;
    const turn = ++this.#turn;
    const done = whole(() => this.#openStored(id, which, turn)).finally(() => {
      if (this.#stored?.done === done) this.#stored = null;
    });
    this.#stored = { id, which, done };
    return done;
  }

  async #openStored(id: string, which: 'last' | 'previous', turn: number): Promise<Result<null>> {
    const overtaken = () => turn !== this.#turn;
    this.salvage = null;
    if (this.session?.id === id) return ok(null);
    // Opened again at once, it would be as it was before what is still being stored, and locked by the one before.
    await this.#leaving.get(id);
    if (overtaken()) return ok(null);
    const db = await this.#kept.storage();
    // The page asks for the passphrase, and again for the notebook afterwards.
    if (this.#kept.locked) return ok(null);
    if (!db) return fail('storage-missing', { values: { name: id } });
    const stored = await loadNotebook(db, id, which);
    if (overtaken()) return ok(null);
    if (!stored.ok) {
      const left = stored.fault.code === 'storage-damaged' ? await leftOf(db, id) : null;
      if (overtaken()) return ok(null);
      this.salvage = left;
      return stored;
    }
    const { readNotebook } = await import('../../notebook/file.ts');
    const notices: Fault[] = [];
    const read = readNotebook(stored.value.text, (fault) => notices.push(fault));
    if (overtaken()) return ok(null);
    if (!read.ok) return read;
    const { trusted, revision } = stored.value;
    const session = await this.openSession(id, read.value, { trusted, notices, revision }, turn);
    const ids = await sourcesOf(db, id);
    if (this.session !== session) return ok(null);
    // Without its sources it would be stored as one that has none.
    if (!ids.ok) {
      this.close();
      return ids;
    }
    await session.restore(ids.value);
    if (this.session !== session) return ok(null);
    void touchNotebook(db, id, Date.now());
    session.start();
    return ok(null);
  }

  /**
   * Opens a notebook from a file or a link's text: inert, without data, until its sources are given and run is pressed.
   * Returns it, or null where another opening has overtaken this one.
   */
  async openText(text: string): Promise<Result<NotebookSession | null>> {
    const turn = ++this.#turn;
    await this.#kept.storage();
    if (this.#kept.locked) return ok(null);
    return this.#openForeign(turn, async (notice) => {
      const { readNotebook } = await import('../../notebook/file.ts');
      return readNotebook(text, notice);
    });
  }

  async openLink(fragment: string): Promise<Result<NotebookSession | null>> {
    const turn = ++this.#turn;
    await this.#kept.storage();
    if (this.#kept.locked) return ok(null);
    return this.#openForeign(turn, async (notice) => {
      const { decodeLink } = await import('../../notebook/link.ts');
      return decodeLink(fragment, notice);
    });
  }

  #openForeign(
    turn: number,
    reading: (notice: (fault: Fault) => void) => Promise<Result<Notebook>>,
  ): Promise<Result<NotebookSession | null>> {
    return whole(() => this.#readForeign(turn, reading));
  }

  async #readForeign(
    turn: number,
    reading: (notice: (fault: Fault) => void) => Promise<Result<Notebook>>,
  ): Promise<Result<NotebookSession | null>> {
    const notices: Fault[] = [];
    const read = await reading((fault) => notices.push(fault));
    if (turn !== this.#turn) return ok(null);
    if (!read.ok) return read;
    const from = { trusted: false, notices };
    const session = await this.openSession(crypto.randomUUID(), read.value, from, turn);
    if (this.session !== session) return ok(null);
    session.start();
    this.#page.router.go({ page: 'notebook', id: session.id });
    return ok(session);
  }

  /** A notebook of a template, or of the main one; `engine` was claimed for it. */
  async openNew(
    template: string | NotebookTemplate | null,
    id: string,
    engine: NotebookEngine | null = null,
  ): Promise<NotebookSession> {
    const { newNotebook } = await import('../new-notebook.ts');
    return this.openSession(id, newNotebook(template, this.#page.language()), { trusted: true, engine });
  }

  /** One that was overtaken while it was being opened is closed already, and never the open one. */
  async openSession(
    id: string,
    notebook: Notebook,
    { trusted, notices = [], revision = null, engine = null }: Opened,
    turn = ++this.#turn,
  ): Promise<NotebookSession> {
    const { NotebookSession } = await import('../session.svelte.ts');
    const { engines, lockNotebook } = this.#page;
    this.#leave();
    await engines.renew(engine);
    const session = new NotebookSession(engines, await this.#kept.storage(), id, notebook, trusted, revision);
    if (turn !== this.#turn) {
      void session.close();
      return session;
    }
    this.session = session;
    this.notices = notices;
    await session.claim(() => this.#saved(id), lockNotebook);
    return session;
  }

  /** Makes this tab the one that edits the open notebook. */
  async takeOver(): Promise<void> {
    await this.session?.takeOver();
  }

  /** Ends what is open; what is not stored yet is. */
  close(): void {
    this.#turn += 1;
    this.#leave();
  }

  /** Ends what is open, of which nothing is to be stored any more. */
  discard(): void {
    this.#turn += 1;
    this.session?.discard();
    this.session = null;
  }

  #leave(): void {
    if (!this.session) return;
    const { id } = this.session;
    // Closed, it is not the open one any more, whatever becomes of the opening that it made way for.
    const left = this.session.close().finally(() => {
      if (this.#leaving.get(id) === left) this.#leaving.delete(id);
    });
    this.#leaving.set(id, left);
    this.session = null;
  }

  /** The notebook as it stands in storage, which another tab may have changed. */
  async #saved(id: string): Promise<Saved | null> {
    const db = await this.#kept.storage();
    const stored = db && (await loadNotebook(db, id));
    if (!stored?.ok) return null;
    const { readNotebook } = await import('../../notebook/file.ts');
    const read = readNotebook(stored.value.text);
    const sources = await sourcesOf(db!, id);
    if (!read.ok || !sources.ok) return null;
    return { notebook: read.value, revision: stored.value.revision, sources: sources.value };
  }
}

/** How a notebook is opened: `revision` is the stored version that it is, null for one that is not stored; `engine` was claimed for it. */
interface Opened {
  trusted: boolean;
  engine?: NotebookEngine | null;
  notices?: Fault[];
  revision?: number | null;
}

/** Parts of the page that cannot be fetched are a fault, not an empty page. */
const whole = <T>(open: () => Promise<Result<T>>): Promise<Result<T>> => attempt(open, 'engine-missing');

async function leftOf(db: Db, id: string): Promise<Salvage | null> {
  const { salvageOf } = await import('../salvage.ts');
  const left = await salvageOf(db, id);
  return left.ok ? left.value : null;
}
