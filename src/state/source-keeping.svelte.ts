import { attempt, ok, type Result } from '../result.ts';
import { blankSource, unblanked } from '../storage/blanking.ts';
import type { Db } from '../storage/db.ts';
import { deleteNotebook } from '../storage/notebooks.ts';
import { Arrivals, type Coming } from './arrivals.svelte.ts';
import type { Turn } from './import/imported.ts';
import type { Keeping } from './keeping.svelte.ts';
import type { SourceShelf } from './sources.svelte.ts';

interface Kept {
  id: string;
  sources: SourceShelf;
  readonly: boolean;
}

/**
 * Brings the sources of one open notebook to storage in an order that a kill cannot break: what is to come, the
 * rows, the document that names them, which of them it runs on, and at last that all of it has come.
 */
export class SourceKeeping {
  /** What imports were to bring and have not brought yet. */
  readonly arrivals: Arrivals;
  #db: Db | null;
  #kept: Kept;
  #document: Keeping;
  #stopped = false;
  /** What older versions have left under the rows of the workspace was looked for. */
  #blanking = false;
  /** The notebook was made for an import that has brought nothing yet. */
  #made = false;
  /** Rows of a confirmed import are coming. */
  #receiving = $state(false);
  /** What the notebook runs on is not said in storage yet. */
  #linking = $state(false);

  constructor(db: Db | null, kept: Kept, document: Keeping) {
    this.#db = db;
    this.#kept = kept;
    this.#document = document;
    this.arrivals = new Arrivals(db, kept.id);
  }

  /** Whether something of the sources is not in storage yet. */
  get pending(): boolean {
    const { sources } = this.#kept;
    return sources.unkept || sources.digesting || this.#receiving || this.#linking;
  }

  /** Whether leaving now would lose rows or edits. */
  get atRisk(): boolean {
    const { sources, readonly } = this.#kept;
    if (this.#stopped) return false;
    if (readonly) return this.#document.unsaved;
    if (!this.#db) return this.#receiving || sources.list.length > 0;
    return this.#receiving || this.#linking || sources.unkept || this.#document.unsaved;
  }

  /** An import was confirmed: what it is to bring is noted, and the notebook that it is brought to stored. */
  async begin(coming: readonly Coming[], sample: boolean): Promise<void> {
    this.#receiving = true;
    if (!this.#document.stored) {
      this.#made = true;
      this.#document.touch();
      await this.#document.now();
    }
    const begun = await this.arrivals.begin(coming, sample);
    if (!begun.ok) this.#document.report('rows', begun.fault);
  }

  /** The import's tables are sources of the document now. */
  adopted(): void {
    this.#made = false;
    this.#receiving = false;
    this.#linking = true;
    this.#document.touch();
  }

  /** The import came to nothing; a notebook that was made for it goes with it. */
  async abandoned(): Promise<void> {
    this.#receiving = false;
    await this.arrivals.end();
    if (!this.#made || !this.#db) return;
    this.stop();
    this.#document.stop();
    await deleteNotebook(this.#db, this.#kept.id);
  }

  /** Nothing is stored from now on. */
  stop(): void {
    this.#stopped = true;
  }

  /** Stores what is not stored yet. Tells the document's keeping of faults. */
  async keep(): Promise<void> {
    const { sources, readonly } = this.#kept;
    if (readonly || this.#stopped || !this.#db) return;
    if (!this.#document.stored && sources.list.length === 0) return;
    this.#linking = true;
    const kept = await this.#keepInOrder();
    // What a document could not be saved for is told already.
    if (kept === null) return;
    this.#linking = !kept.ok;
    this.#document.report('rows', kept.ok ? null : kept.fault);
  }

  async #keepInOrder(): Promise<Result<null> | null> {
    const { sources } = this.#kept;
    const paid = await this.arrivals.pay();
    if (!paid.ok) return paid;
    const rows = await sources.keep();
    if (!rows.ok) return rows;
    if (!(await this.#document.now()) || this.#stopped) return null;
    const linked = await sources.link();
    return linked.ok && !this.#receiving ? this.arrivals.end() : linked;
  }

  /** Makes what later files are compared with; slow, so when no cell wants the processor, as `turn` says. */
  async keepDigests(turn?: Turn): Promise<void> {
    const kept = this.#stopped ? ok(null) : await this.#kept.sources.keepDigests(turn);
    this.#document.report('digests', kept.ok ? null : kept.fault);
  }
  /**
   * Takes away, once a visit, what older versions stored where rows have no value: of this notebook and of all others,
   * which may not be opened for long. `goOn` is waited for before each piece; false ends it until the next visit.
   */
  async blank(goOn: () => Promise<boolean>): Promise<void> {
    if (!this.#db || this.#blanking || this.#kept.readonly) return;
    this.#blanking = true;
    const left = await unblanked(this.#db);
    // What cannot be had now, or read, is looked for at the next visit.
    if (!left.ok || left.value.length === 0) return;
    const loaded = await attempt(
      async () => ok(await import('../engine/session/blank.ts')),
      'engine-missing',
    );
    if (!loaded.ok) return;
    const wanted = async () => !this.#stopped && (await goOn());
    for (const id of left.value) {
      const done = await blankSource(this.#db, id, loaded.value.blankNulls, wanted);
      if (done.ok || done.fault.code === 'storage-damaged') continue;
      // That the workspace was locked meanwhile is no fault.
      if (done.fault.code !== 'storage-locked') this.#document.report('blanks', done.fault);
      return;
    }
  }
}
