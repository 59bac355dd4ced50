import { isSealed } from '../../package/age.ts';
import { attempt, type Fault, type Result } from '../../result.ts';
import { deleteNotebook } from '../../storage/notebooks.ts';
import { deleteEverything, type DeletedAccount } from '../delete-everything.ts';
import { Packages } from '../packages/packages.svelte.ts';
import { PseudonymKeys } from '../pseudonym-keys.ts';
import type { NotebookSession } from '../session.svelte.ts';
import { Imports } from './imports.svelte.ts';
import { Kept } from './kept.svelte.ts';
import { Opening } from './opening.svelte.ts';
import type { WorkspacePage } from './page.ts';
import { SameData } from './same-data.svelte.ts';

/** What is kept on this machine, what is open of it and what is being taken in, and what ends all of them. */
export class Workspace {
  readonly kept: Kept;
  readonly opening: Opening;
  readonly imports: Imports;
  readonly packages: Packages;
  /** What went wrong last, to be shown. */
  fault = $state.raw<Fault | null>(null);
  /** What was on this machine before everything was deleted, to be shown. */
  deleted = $state.raw<DeletedAccount | null>(null);
  #page: WorkspacePage;
  #sameData: SameData;
  /** The opening that was asked for last. */
  #asked: Promise<unknown> | null = null;

  constructor(page: WorkspacePage) {
    this.#page = page;
    const flush = async () => this.session?.flush();
    this.kept = new Kept(page, { flush, close: () => this.#close() });
    this.opening = new Opening(page, this.kept);
    const keys = new PseudonymKeys();
    this.imports = new Imports(page, this.kept, this.opening, keys, (fault) => (this.fault = fault));
    this.#sameData = new SameData(page, this.kept, this.opening, keys);
    this.packages = new Packages({
      storage: () => this.kept.storage(),
      openText: async (text) => {
        const opened = await this.show(this.opening.openText(text));
        // Another notebook may have been opened meanwhile: the package's tables are not for that one.
        return opened.ok && opened.value !== null && opened.value === this.session;
      },
      importInto: (files) => this.imports.add(files, null, this.session),
    });
    page.tabs.hear((message) => {
      if (message.says === 'deleted') this.#drop(message.id);
      if (message.says === 'emptied') this.#emptied();
    });
  }

  /** The open notebook. */
  get session() {
    return this.opening.session;
  }
  get lock() {
    return this.kept.lock;
  }
  /** The open notebook where no list of stored ones leads back to it: nothing is kept, or it is not yet. */
  get unlisted(): { id: string; title: string } | null {
    const { session } = this;
    if (session?.saving !== 'nowhere' && session?.saving !== 'unstored') return null;
    return { id: session.id, title: session.notebook.title };
  }
  /** Whether the passphrase is to be given first. */
  get locked(): boolean {
    return this.kept.locked;
  }
  /** Whether leaving now would lose something. */
  get atRisk(): boolean {
    return this.imports.confirming !== null || (this.session?.atRisk ?? false);
  }

  /**
   * Takes what was dropped or chosen: a notebook, in plain or in a sealed package, is opened, and all else are files to
   * import into it.
   */
  async take(
    files: readonly File[],
    template: string | null,
    into: NotebookSession | null = null,
  ): Promise<void> {
    const methods: { file: File; sealed: boolean }[] = [];
    for (const file of files) {
      const sealed = await isSealed(file);
      if (sealed || (await saysNotebook(file))) methods.push({ file, sealed });
    }
    const [method, another] = methods;
    if (!method) return this.imports.add(files, template, into);
    if (another) {
      const names = methods.map(({ file }) => file.name).join(', ');
      this.fault = { code: 'notebooks-several', values: { count: methods.length, names } };
      return;
    }
    const data = files.filter((file) => file !== method.file);
    if (method.sealed) return this.packages.open(method.file, data);
    await this.#openFile(method.file, data);
  }

  /** Takes a file that was chosen as a notebook; what holds data instead is taken as if it had been dropped. */
  async openFile(file: File): Promise<void> {
    if (await isSealed(file)) return this.packages.open(file);
    const { holdsData } = await import('../../notebook/holds-data.ts');
    if (await holdsData(file).catch(() => false)) return this.imports.add([file], null);
    await this.#openFile(file);
  }

  async #openFile(file: File, data: readonly File[] = []): Promise<void> {
    const opened = await this.show(
      attempt(async () => this.opening.openText(await file.text()), 'file-unreadable'),
    );
    // Another notebook may have been opened meanwhile: the files are not for that one.
    if (opened.ok && opened.value !== null && opened.value === this.session && data.length > 0)
      await this.imports.add(data, null, opened.value);
  }

  /** Says what came of an opening; of one that another has overtaken nothing is said, however late it ends. */
  async show<T>(opening: Promise<Result<T>>): Promise<Result<T>> {
    this.#asked = opening;
    const opened = await opening;
    if (this.#asked === opening && !this.locked) this.fault = opened.ok ? null : opened.fault;
    return opened;
  }

  /** Opens a new notebook of a template (`BLANK` for an empty one) on the data of one that is there. */
  beginOnDataOf(from: string, template: string): Promise<Result<null>> {
    return this.show(this.#sameData.begin(from, template));
  }

  /** Keeps what is on the screen, and was not saved over what another tab has saved, as a notebook of its own. */
  keepCopy(title: string): Promise<Result<null>> {
    return this.show(this.#sameData.keepCopy(title));
  }

  async unlock(passphrase: string): Promise<void> {
    if (!(await this.kept.unlock(passphrase))) return;
    void this.#page.engines.notebook();
    await this.kept.refresh();
  }

  /** From now on nothing is written in this visit; what is stored already stays as it is. */
  async keepNothing(): Promise<void> {
    const open = this.session !== null;
    await this.session?.flush();
    this.opening.close();
    if (open) await this.#page.engines.renew();
    // What was dropped for a new notebook before the choice goes on being read.
    if (this.imports.pending?.target) this.imports.cancel();
    await this.kept.stop();
    if (!this.imports.pending) this.#page.router.go({ page: 'start' });
  }

  async deleteEverything(): Promise<void> {
    const db = await this.kept.storage();
    if (!db) return;
    this.session?.discard();
    const deleted = await deleteEverything(db, this.#page.stores());
    this.#page.tabs.tell({ says: 'emptied' });
    this.#emptied();
    if (deleted.ok) this.deleted = deleted.value;
    else this.fault = deleted.fault;
  }

  #emptied(): void {
    this.opening.discard();
    this.#close();
    this.kept.forget();
    this.#page.router.go({ page: 'start' });
    void this.#page.engines.notebook();
    void this.kept.refresh();
  }

  async deleteNotebook(id: string): Promise<void> {
    const db = await this.kept.storage();
    this.#drop(id);
    this.#page.tabs.tell({ says: 'deleted', id });
    const deleted = db && (await deleteNotebook(db, id));
    if (deleted && !deleted.ok) this.fault = deleted.fault;
    await this.kept.refresh();
  }

  /** A notebook that was deleted is not shown any more, nor saved anew by what is open of it. */
  #drop(id: string): void {
    if (this.session?.id !== id) return;
    this.opening.discard();
    void this.#page.engines.renew();
    if (this.#page.router.current.page === 'notebook') this.#page.router.go({ page: 'start' });
  }

  /** Ends what is open, and takes it off the page. */
  #close(): void {
    this.opening.close();
    this.imports.stop();
    this.packages.forget();
    this.kept.recent = [];
    this.fault = null;
    void this.#page.engines.end();
  }
}

/** What does not begin as a notebook in plain does is not looked at further, nor is what looks fetched. */
async function saysNotebook(file: File): Promise<boolean> {
  // A folder, or a file that is gone, is read as any file is, and told of there.
  const start = await file
    .slice(0, 256)
    .text()
    .catch(() => '');
  return /^\s*\{/.test(start) && (await import('../../notebook/says-notebook.ts')).saysNotebook(file);
}
