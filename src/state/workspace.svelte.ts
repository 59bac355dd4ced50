import type { Notebook } from '../notebook/document.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import { openDb, type Db } from '../storage/db.ts';
import { deleteNotebook, listNotebooks, loadNotebook, touchNotebook } from '../storage/notebooks.ts';
import { openNotebooks } from '../storage/tab-lock.ts';
import { askPersistence } from '../storage/persist.ts';
import { sourcesOf, sweep } from '../storage/sources.ts';
import { getSecret } from '../storage/values.ts';
import { engineService } from './engine.svelte.ts';
import type { ImportOptions, ImportSession } from './import/import-session.svelte.ts';
import { language } from './language.svelte.ts';
import { router } from './route.svelte.ts';
import type { Salvage } from './salvage.ts';
import type { NotebookSession } from './session.svelte.ts';

/** A notebook as the start page lists it. */
export interface RecentNotebook {
  id: string;
  title: string;
  openedAt: number;
}

/** The files of the sample company, in public/sample/. */
const SAMPLE_FILES = ['customers.csv.gz', 'orders.csv.gz', 'events.csv.gz', 'feedback.csv.gz'];

/** The main notebook, for files dropped without choosing one. */
const MAIN_TEMPLATE = 'customer-value';

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
  #db: Promise<Db | null> | null = null;
  #secret: string | null = null;

  /** The database of this browser, or null where it has none (private mode, blocked). */
  #storage(): Promise<Db | null> {
    this.#db ??= openDb().then(async (opened) => {
      if (!opened.ok) {
        this.storageFault = opened.fault;
        return null;
      }
      void openNotebooks().then((open) => sweep(opened.value, Date.now(), open));
      return opened.value;
    });
    return this.#db;
  }

  async refreshRecent(): Promise<void> {
    const db = await this.#storage();
    const listed = db && (await listNotebooks(db));
    if (listed?.ok) this.recent = listed.value.map(({ id, title, openedAt }) => ({ id, title, openedAt }));
  }

  async deleteNotebook(id: string): Promise<void> {
    const db = await this.#storage();
    const deleted = db && (await deleteNotebook(db, id));
    if (deleted && !deleted.ok) this.fault = deleted.fault;
    await this.refreshRecent();
  }

  /** Starts reading files; they are added to the open notebook when `into` is one, else to a new one. */
  async importFiles(
    files: readonly File[],
    template: string | null,
    into: NotebookSession | null = null,
  ): Promise<void> {
    const begin = await importWith();
    this.importing?.dispose();
    const session = begin({
      template,
      target: into?.id ?? null,
      expected: into?.notebook.sources ?? [],
      existing: into?.sources.existing() ?? [],
      key: () => this.#pseudonymKey(),
    });
    this.importing = session;
    this.fault = null;
    router.go({ page: 'mapping' });
    await session.add(files);
  }

  cancelImport(): void {
    const target = this.importing?.target ?? null;
    this.importing?.dispose();
    this.importing = null;
    router.go(target ? { page: 'notebook', id: target } : { page: 'start' });
  }

  /** Carries the confirmed mapping out and opens the notebook on it. */
  async confirmImport(): Promise<void> {
    const importing = this.importing;
    if (!importing) return;
    const of = importing.rows;
    this.confirming = { done: 0, of };
    const open = this.session?.id === importing.target ? this.session : null;
    const session = open ?? (await this.#newSession(importing.template ?? MAIN_TEMPLATE));
    const confirmed = await importing.confirm(
      await this.#pseudonymKey(),
      (name, pieces) => session.receive(name, pieces),
      (table) => session.adopt(table),
      (done) => (this.confirming = { done, of }),
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
    void askPersistence();
  }

  /** The sample company, from its files to a finished notebook, with nothing to confirm. */
  async openSample(template: string): Promise<void> {
    if (this.busy) return;
    this.busy = template;
    this.fault = null;
    try {
      const begin = await importWith();
      const session = begin({ template, key: () => this.#pseudonymKey() });
      this.importing = session;
      const files = await Promise.all(SAMPLE_FILES.map(fetchSample));
      await session.add(files);
      const failed = session.items.find((item) => item.fault)?.fault;
      if (failed) this.fault = failed;
      else await this.confirmImport();
    } catch (error) {
      this.fault = { code: 'sample-missing', detail: String(error) };
    } finally {
      this.busy = null;
    }
  }

  /**
   * Opens a stored notebook (or the version before its last), with its sources. Faults: `storage-missing`,
   * those of reading, and `storage-damaged`, with what is left of it in `salvage`.
   */
  async openStored(id: string, which: 'last' | 'previous' = 'last'): Promise<Result<null>> {
    this.salvage = null;
    if (this.session?.id === id) return ok(null);
    const db = await this.#storage();
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
    const session = await this.#openSession(id, read.value, stored.value.trusted, notices);
    const ids = await sourcesOf(db, id);
    if (ids.ok) await session.restore(ids.value);
    void touchNotebook(db, id, Date.now());
    session.start();
    return ok(null);
  }

  /** Opens a notebook from a file or a link's text: inert, without data, until its sources are given and run is pressed. */
  async openText(text: string): Promise<Result<null>> {
    const { readNotebook } = await import('../notebook/file.ts');
    return this.#openForeign((notice) => readNotebook(text, notice));
  }

  async openLink(fragment: string): Promise<Result<null>> {
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

  async #newSession(template: string): Promise<NotebookSession> {
    const [{ fromNotebookTemplate }, { findNotebookTemplate }, { getTemplate }] = await Promise.all([
      import('../notebook/create.ts'),
      import('../notebook/templates.ts'),
      import('../template/registry.ts'),
    ]);
    const notebook = fromNotebookTemplate(
      findNotebookTemplate(template) ?? findNotebookTemplate(MAIN_TEMPLATE)!,
      {
        lang: language.current,
        versionOf: (id) => getTemplate(id)?.version ?? 1,
      },
    );
    return this.#openSession(crypto.randomUUID(), notebook, true);
  }

  async #openSession(
    id: string,
    notebook: Notebook,
    trusted: boolean,
    notices: readonly Fault[] = [],
  ): Promise<NotebookSession> {
    const { NotebookSession } = await import('./session.svelte.ts');
    this.session?.close();
    await engineService.renew();
    const session = new NotebookSession(engineService, await this.#storage(), id, notebook, trusted);
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

  /** Key of the pseudonyms: kept on this machine, so that next month's file gives the same ones. */
  async #pseudonymKey(): Promise<string> {
    if (this.#secret) return this.#secret;
    const db = await this.#storage();
    const kept = db && (await getSecret(db, 'pseudonyms'));
    const bytes = kept?.ok ? kept.value : crypto.getRandomValues(new Uint8Array(32));
    this.#secret = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return this.#secret;
  }
}

/** Begins imports with the page's workers and engines; loaded when the first file comes. */
async function importWith(): Promise<(options: Omit<ImportOptions, 'tools'>) => ImportSession> {
  const [{ ImportSession }, { pageTools }] = await Promise.all([
    import('./import/import-session.svelte.ts'),
    import('./import/page-tools.ts'),
  ]);
  const tools = pageTools(engineService);
  return (options) => new ImportSession({ ...options, tools });
}

async function leftOf(db: Db, id: string): Promise<Salvage | null> {
  const { salvageOf } = await import('./salvage.ts');
  const left = await salvageOf(db, id);
  return left.ok ? left.value : null;
}

async function fetchSample(name: string): Promise<File> {
  const response = await fetch(`${import.meta.env.BASE_URL}sample/${name}`);
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  return new File([await response.blob()], name);
}

export const workspace = new Workspace();
