import type { Notebook } from '../notebook/document.ts';
import { MOST_KEPT, stays, type KeptState } from '../storage/versions.ts';

/** A state of a notebook that is in this tab's memory and nowhere else. */
export interface MemoryState extends KeptState {
  notebook: Notebook;
}

/** Edits that follow each other as closely as this are one state, in ms. */
const TOGETHER = 400;

/**
 * The states of a notebook of which nothing is stored: kept as stored ones are, for as long as the tab is open. The
 * documents share what is the same in them, as they do for undoing.
 */
export class MemoryStates {
  #states: MemoryState[];

  constructor(notebook: Notebook, at: number) {
    this.#states = [{ revision: 1, savedAt: at, notebook }];
  }

  /** The notebook was changed. */
  note(notebook: Notebook, at: number): void {
    const last = this.#states.at(-1)!;
    if (last.notebook === notebook) return;
    const close = this.#states.length > 1 && at - last.savedAt < TOGETHER;
    const state = { revision: last.revision + (close ? 0 : 1), savedAt: at, notebook };
    if (close) this.#states.pop();
    this.#states.push(state);
    if (close) return;
    const [before, candidate, after] = [this.#states.at(-4), this.#states.at(-3), this.#states.at(-2)];
    if (candidate && after && !stays(candidate, before, after))
      this.#states.splice(this.#states.length - 3, 1);
    this.#states.splice(0, this.#states.length - MOST_KEPT - 2);
  }

  /** All but the one on the screen, the newest first. */
  get past(): MemoryState[] {
    return this.#states.slice(0, -1).reverse();
  }
}
