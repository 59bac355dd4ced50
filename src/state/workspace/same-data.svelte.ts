import type { Notebook } from '../../notebook/document.ts';
import { attempt, fail, ok, type Result } from '../../result.ts';
import type { Db } from '../../storage/db.ts';
import { loadNotebook } from '../../storage/notebooks.ts';
import { saveOnSameData } from '../../storage/same-data.ts';
import { sourceRecord, sourcesOf } from '../../storage/sources.ts';
import type { PseudonymKeys } from '../pseudonym-keys.ts';
import type { NotebookSession } from '../session.svelte.ts';
import type { Kept } from './kept.svelte.ts';
import type { Opening } from './opening.svelte.ts';
import type { WorkspacePage } from './page.ts';

/** A notebook whose data another is to run on. */
interface Base {
  notebook: Notebook;
  trusted: boolean;
  /** Names of the sources that are there. */
  there: ReadonlySet<string>;
}

/** Notebooks beside one that is there, on the same sources: nothing is imported again, no row is stored twice. */
export class SameData {
  /** What is being made, so that it is made once. */
  busy = $state(false);
  #page: WorkspacePage;
  #kept: Kept;
  #opening: Opening;
  #keys: PseudonymKeys;

  constructor(page: WorkspacePage, kept: Kept, opening: Opening, keys: PseudonymKeys) {
    this.#page = page;
    this.#kept = kept;
    this.#opening = opening;
    this.#keys = keys;
  }

  /**
   * Opens a new notebook of a template (`BLANK` for an empty one) on the sources of another. Where nothing is kept, it
   * takes the place of the one that is open. Faults: `storage-missing`, `storage-deleted`, what kept the other's
   * rows from being stored, those of reading and of storage.
   */
  begin(from: string, template: string): Promise<Result<null>> {
    return this.#make(from, async (base) => {
      const [{ newNotebook }, { onSameData }] = await Promise.all([
        import('../new-notebook.ts'),
        import('../../notebook/same-data.ts'),
      ]);
      return onSameData(newNotebook(template, this.#page.language()), base.notebook, base.there);
    });
  }

  /** Keeps what is on the screen, which another tab has overtaken, as a notebook of its own on the same sources. */
  keepCopy(title: string): Promise<Result<null>> {
    const { session } = this.#opening;
    if (!session) return Promise.resolve(ok(null));
    const copy = { ...session.notebook, title };
    return this.#make(session.id, async () => copy);
  }

  async #make(from: string, make: (base: Base) => Promise<Notebook>): Promise<Result<null>> {
    if (this.busy) return ok(null);
    this.busy = true;
    try {
      return await attempt(async () => {
        const db = await this.#kept.storage();
        const open = this.#opening.session?.id === from ? this.#opening.session : null;
        if (!db)
          return open
            ? await this.#inMemory(open, make)
            : fail('storage-missing', { values: { name: from } });
        return await this.#stored(db, from, open, make);
      }, 'engine-missing');
    } finally {
      this.busy = false;
    }
  }

  async #stored(
    db: Db,
    from: string,
    open: NotebookSession | null,
    make: (base: Base) => Promise<Notebook>,
  ): Promise<Result<null>> {
    if (open && !open.readonly) {
      await open.flush();
      // Rows that are in this tab only cannot be shared.
      if (open.sources.unkept) return fail(open.saveFault?.code ?? 'storage-failed', open.saveFault ?? {});
    }
    // What is on the screen, where it is edited: the last version that is stored may be damaged.
    const base = open && !open.readonly ? ok(onScreen(open)) : await stored(db, from);
    if (!base.ok) return base;
    const notebook = await make(base.value);
    const { writeNotebook } = await import('../../notebook/file.ts');
    const id = crypto.randomUUID();
    const text = writeNotebook(notebook);
    const { trusted } = base.value;
    const saved = await saveOnSameData(
      db,
      { id, title: notebook.title, text, trusted, at: Date.now() },
      from,
    );
    if (!saved.ok) return saved;
    // First the address: a page that still asks for the other would open that one again.
    this.#page.router.go({ page: 'notebook', id });
    const opened = await this.#opening.openStored(id);
    if (!opened.ok) return opened;
    const { session } = this.#opening;
    if (open && session?.id === id) {
      session.sources.inherit(open.sources);
      void session.keepSources();
    }
    return ok(null);
  }

  /** The rows that are at hand go over to the new notebook; the one that was open is gone, as nothing is kept. */
  async #inMemory(open: NotebookSession, make: (base: Base) => Promise<Notebook>): Promise<Result<null>> {
    const { trusted, sources } = open;
    const made = await make(onScreen(open));
    const id = crypto.randomUUID();
    this.#keys.share(open.id, id);
    // The page asks for neither meanwhile: storage has none to give.
    this.#page.router.go({ page: 'start' });
    const session = await this.#opening.openSession(id, made, { trusted });
    if (this.#opening.session !== session) return ok(null);
    session.sources.inherit(sources, sources.list);
    for (const row of open.restored) session.restoreRow(row);
    session.beginHistory();
    session.start();
    this.#page.router.go({ page: 'notebook', id });
    return ok(null);
  }
}

const onScreen = ({ notebook, trusted, sources }: NotebookSession): Base => ({
  notebook,
  trusted,
  there: new Set(sources.list.map(({ name }) => name)),
});

async function stored(db: Db, id: string): Promise<Result<Base>> {
  const found = await loadNotebook(db, id);
  if (!found.ok) return found;
  const { readNotebook } = await import('../../notebook/file.ts');
  const read = readNotebook(found.value.text);
  if (!read.ok) return read;
  const ids = await sourcesOf(db, id);
  if (!ids.ok) return ids;
  const there = new Set<string>();
  for (const source of ids.value) {
    const record = await sourceRecord(db, source);
    if (!record.ok) return record;
    if (record.value) there.add(record.value.name);
  }
  return ok({ notebook: read.value, trusted: found.value.trusted, there });
}
