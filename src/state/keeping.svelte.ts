import type { Notebook } from '../notebook/document.ts';
import { writeNotebook } from '../notebook/file.ts';
import type { Fault } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { saveNotebook } from '../storage/notebooks.ts';

/** How long after the last edit a notebook is saved. */
const SAVE_AFTER_MS = 400;

/** What is kept: read at the moment of saving. */
export interface Kept {
  id: string;
  notebook: Notebook;
  trusted: boolean;
  readonly: boolean;
}

/** Keeps the open document in storage, a moment after each edit or at once. */
export class Keeping {
  #state = $state<'saved' | 'pending' | 'failed'>('saved');
  #fault = $state.raw<Fault | null>(null);
  /** Why something beside the document is not in storage: saving the document does not mend that. */
  #beside = $state.raw<Fault | null>(null);
  #saving: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #db: Db | null;
  #kept: Kept;
  #stored = $state(false);
  #stopped = false;

  /** `stored`: it is in storage already. */
  constructor(db: Db | null, kept: Kept, stored = false) {
    this.#db = db;
    this.#kept = kept;
    this.#stored = stored;
  }

  /** Whether some version of it is in storage. */
  get stored() {
    return this.#stored;
  }

  /** Nothing is saved from now on: it was deleted. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  get state() {
    return this.#beside ? 'failed' : this.#state;
  }
  get fault() {
    return this.#fault ?? this.#beside;
  }

  /** Whether edits of the document could not be saved. */
  get unsaved(): boolean {
    return this.#state === 'failed';
  }

  /** The document changed. */
  touch(): void {
    if (this.#kept.readonly || !this.#db || this.#stopped) return;
    this.#state = 'pending';
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), SAVE_AFTER_MS);
  }

  /** Something beside the document could not be kept, or (null) was. */
  report(fault: Fault | null): void {
    this.#beside = fault;
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
    if (readonly || !this.#db || this.#stopped || this.#state === 'saved') return;
    const text = writeNotebook(notebook);
    const { title } = notebook;
    const known = this.#stored;
    const saved = await saveNotebook(this.#db, { id, title, text, trusted, known, at: Date.now() });
    if (saved.ok) this.#stored = true;
    else if (saved.fault.code === 'storage-deleted') this.stop();
    this.#fault = saved.ok ? null : saved.fault;
    this.#state = saved.ok ? (notebook === this.#kept.notebook ? 'saved' : 'pending') : 'failed';
  }
}
