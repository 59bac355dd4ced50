import { SvelteMap } from 'svelte/reactivity';

/** A cell's table narrowed to the rows that a finding is about. */
export interface RowFilter {
  /** Condition in SQL over the result. */
  where: string;
  /** The finding's rule, for the name of an export. */
  rule: string;
  /** The finding in words. */
  words: string;
  /** Version of the result that the condition was made of. */
  version: string;
}

/** Which cells show only some of their rows; a new result shows all of them again. */
export class RowFilters {
  #filters = new SvelteMap<string, RowFilter>();

  /** The filter of a cell whose result has this version. */
  of(cell: string, version: string): RowFilter | null {
    const filter = this.#filters.get(cell);
    return filter?.version === version ? filter : null;
  }

  show(cell: string, filter: RowFilter): void {
    this.#filters.set(cell, filter);
  }

  clear(cell: string): void {
    this.#filters.delete(cell);
  }
}
