import { differences, goneBack, type Difference } from '../notebook/compare.ts';
import type { Notebook } from '../notebook/document.ts';
import { readNotebook } from '../notebook/file.ts';
import type { EditKind } from '../notebook/labels.ts';
import type { Fault } from '../result.ts';
import { MemoryStates } from './memory-states.ts';
import type { Db } from '../storage/db.ts';
import { keptStates, keptText, type KeptState } from '../storage/versions.ts';

/** What of the session its past is about, and goes back in. */
export interface PastOf {
  readonly id: string;
  readonly notebook: Notebook;
  saveNow(): Promise<void>;
  edit(kind: EditKind, change: (notebook: Notebook) => Notebook, options: { name: string }): void;
}

/** A state of the notebook that is looked at. */
interface Seen extends KeptState {
  notebook: Notebook;
}

/** The kept states of an open notebook: listed, looked at, gone back to. */
export class PastStates {
  readonly #db: Db | null;
  readonly #of: PastOf;
  readonly #memory: MemoryStates | null;
  #states = $state.raw<readonly KeptState[] | null>(null);
  #seen = $state.raw<Seen | null>(null);
  #fault = $state.raw<Fault | null>(null);
  /** Counts what was asked for: of two states the one that is looked at is that which was asked for last. */
  #turn = 0;

  constructor(db: Db | null, of: PastOf) {
    this.#db = db;
    this.#of = of;
    this.#memory = db ? null : new MemoryStates(of.notebook, Date.now());
  }

  /** The notebook was changed: where nothing is stored, this is what its states are kept by. */
  note(at = Date.now()): void {
    this.#memory?.note(this.#of.notebook, at);
  }

  /** Whether states are in the tab's memory alone: where nothing is to be written. */
  get inMemory(): boolean {
    return this.#memory !== null;
  }
  /** Newest first, without the one on the screen; null until they were asked for. */
  get states(): readonly KeptState[] | null {
    return this.#states;
  }
  /** Revision of the one that is looked at. */
  get seen(): number | null {
    return this.#seen?.revision ?? null;
  }
  /** What has changed since the one that is looked at. */
  get since(): readonly Difference[] {
    return this.#seen ? differences(this.#seen.notebook, this.#of.notebook) : [];
  }
  get fault(): Fault | null {
    return this.#fault;
  }

  /** Asks for the list anew; what is on the screen is stored first, so that it is none of them. */
  async list(): Promise<void> {
    const turn = ++this.#turn;
    this.#seen = null;
    this.note();
    if (this.#memory) this.#states = this.#memory.past;
    if (!this.#db) return;
    await this.#of.saveNow();
    const states = await keptStates(this.#db, this.#of.id);
    if (turn !== this.#turn) return;
    this.#fault = states.ok ? null : states.fault;
    this.#states = states.ok ? states.value : [];
  }

  async look(state: KeptState): Promise<void> {
    const turn = ++this.#turn;
    const held = this.#memory?.past.find(({ revision }) => revision === state.revision);
    if (held) this.#seen = held;
    if (!this.#db) return;
    const text = await keptText(this.#db, this.#of.id, state.revision, this.#of.notebook.title);
    if (turn !== this.#turn) return;
    const read = text.ok ? readNotebook(text.value) : text;
    this.#fault = read.ok ? null : read.fault;
    this.#seen = read.ok ? { ...state, notebook: read.value } : null;
  }

  /** Goes back to the one that is looked at, as one edit; `name` is what it is called in the list of edits. */
  goBack(name: string): void {
    const seen = this.#seen;
    if (!seen) return;
    this.#of.edit('goBack', (now) => goneBack(now, seen.notebook), { name });
    this.#seen = null;
  }
}
