import type { Notebook } from '../notebook/document.ts';
import {
  record,
  redo,
  replacePresent,
  sealStep,
  startHistory,
  undo,
  type History,
} from '../notebook/history.ts';
import { editLabel, mergeKey, type EditKind } from '../notebook/labels.ts';

export interface EditOptions {
  /** The cell (or rule) edited. */
  name?: string;
  /** The field: rapid edits of one field are one undo step. */
  field?: string;
}

/** The document of an open notebook, with undo and redo. */
export class Editing {
  #history = $state.raw<History>(null!);

  constructor(notebook: Notebook) {
    this.#history = startHistory(notebook);
  }

  get notebook(): Notebook {
    return this.#history.present;
  }
  get history(): History {
    return this.#history;
  }

  /** Records one edit; false when it changed nothing. */
  edit(
    kind: EditKind,
    change: (notebook: Notebook) => Notebook,
    { name = '', field = '' }: EditOptions = {},
  ): boolean {
    const next = change(this.notebook);
    if (next === this.notebook) return false;
    this.#history = record(this.#history, next, {
      kind,
      name,
      label: editLabel(kind, name),
      mergeKey: field ? mergeKey(kind, name, field) : null,
      at: performance.now(),
    });
    return true;
  }

  /** Ends a drag or a burst of typing: the next edit of the field is a step of its own. */
  settle(): void {
    this.#history = sealStep(this.#history);
  }

  /** False when there was nothing to undo. */
  undo(): boolean {
    return this.#travel(undo(this.#history));
  }

  redo(): boolean {
    return this.#travel(redo(this.#history));
  }

  #travel(history: History): boolean {
    const moved = history !== this.#history;
    this.#history = history;
    return moved;
  }

  /** Loads what another tab saved, without a step to undo. */
  replace(notebook: Notebook): void {
    this.#history = replacePresent(startHistory(notebook), notebook);
  }

  /** What stands now is where undoing ends. */
  restart(): void {
    this.#history = startHistory(this.notebook);
  }
}
