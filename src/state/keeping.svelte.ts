import type { Notebook } from '../notebook/document.ts';
import { writeNotebook } from '../notebook/file.ts';
import type { Fault } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { saveNotebook } from '../storage/notebooks.ts';
import { Unsaved } from '../storage/unsaved.ts';

/** How long after the last edit a notebook is saved. */
const SAVE_AFTER_MS = 400;

/** What is kept: read at the moment of saving. */
export interface Kept {
  id: string;
  notebook: Notebook;
  trusted: boolean;
  readonly: boolean;
}

/** What is kept beside a document: its rows, what is known of them, that nothing else is under them, which of them were taken back, its past runs. */
export type Beside = 'rows' | 'digests' | 'blanks' | 'restored' | 'runs';

/** Keeps the open document in storage, a moment after each edit or at once. */
export class Keeping {
  #state = $state<'saved' | 'pending' | 'failed'>('saved');
  #fault = $state.raw<Fault | null>(null);
  /**
   * Why something beside the document is not in storage, by what it is: saving the document does not mend that, nor
   * does one of them mend another.
   */
  #besides = $state.raw<ReadonlyMap<Beside, Fault>>(new Map());
  #saving: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #db: Db | null;
  #kept: Kept;
  /** The version that is on the screen but for what is not saved yet; null before there is one. */
  #revision = $state<number | null>(null);
  #stopped = false;
  /** Held while an edit is on its way into storage: no other tab gives the workspace a passphrase meanwhile. */
  #unsaved: Unsaved;

  /** `revision`: the version that was opened; null for one that is not in storage. */
  constructor(db: Db | null, kept: Kept, revision: number | null = null, unsaved = new Unsaved()) {
    this.#db = db;
    this.#kept = kept;
    this.#revision = revision;
    this.#unsaved = unsaved;
  }

  /** Whether some version of it is in storage. */
  get stored() {
    return this.#revision !== null;
  }

  /** Nothing is saved from now on: it was deleted. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#unsaved.release();
  }

  get state() {
    return this.#besides.size > 0 ? 'failed' : this.#state;
  }
  get fault(): Fault | null {
    const [beside = null] = this.#besides.values();
    return this.#fault ?? beside;
  }

  /** Whether edits of the document could not be saved. */
  get unsaved(): boolean {
    return this.#state === 'failed';
  }

  /** The document changed. */
  touch(): void {
    if (this.#kept.readonly || !this.#db || this.#stopped) return;
    this.#be('pending');
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), SAVE_AFTER_MS);
  }

  /** Another tab edits it from now on: what is not saved by now is not to be saved over what that one saves. */
  overtaken(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#state === 'saved') return;
    this.#be('failed');
    this.#fault = { code: 'storage-overtaken' };
  }

  /** What is on the screen is this stored version. */
  followed(revision: number): void {
    this.#revision = revision;
    this.#be('saved');
    this.#fault = null;
  }

  /** Something beside the document could not be kept or read, or (null) could. */
  report(of: Beside, fault: Fault | null): void {
    const others = [...this.#besides].filter(([other]) => other !== of);
    this.#besides = new Map(fault ? [...others, [of, fault]] : others);
  }

  /** Saves what is not saved yet; whether it could. One saving follows the other, so that the last one is of the last edit. */
  async now(): Promise<boolean> {
    while (this.#saving) await this.#saving;
    this.#saving = this.#save().finally(() => (this.#saving = null));
    await this.#saving;
    return !this.unsaved;
  }

  async #save(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const { id, notebook, trusted, readonly } = this.#kept;
    if (readonly || !this.#db || this.#stopped || this.#state === 'saved') return this.#unsaved.release();
    const text = writeNotebook(notebook);
    const { title } = notebook;
    const after = this.#revision ?? undefined;
    const saved = await saveNotebook(this.#db, { id, title, text, trusted, after, at: Date.now() });
    if (saved.ok) this.#revision = saved.value.revision;
    else if (saved.fault.code === 'storage-deleted') this.stop();
    this.#fault = saved.ok ? null : saved.fault;
    this.#be(saved.ok ? (notebook === this.#kept.notebook ? 'saved' : 'pending') : 'failed');
  }

  /** What failed is on its way nowhere: it keeps nobody waiting. */
  #be(state: 'saved' | 'pending' | 'failed'): void {
    this.#state = state;
    if (state === 'pending' && !this.#stopped) this.#unsaved.hold();
    else this.#unsaved.release();
  }
}
