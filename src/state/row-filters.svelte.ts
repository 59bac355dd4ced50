import { SvelteMap } from 'svelte/reactivity';

/** A cell's table narrowed to what a finding or a mark is about: rows of the result, or the customers behind them. */
export interface RowFilter {
  /** Condition in SQL over the result; undefined where it has no such rows. */
  where: string | undefined;
  /** The same with what the notebook gives left in, where that differs: what a segment is kept by. */
  lasting?: string | undefined;
  /** SELECT of the customers behind, with what the notebook gives left in; undefined where they cannot be told. */
  people?: string | undefined;
  /** What the customers are called; undefined where the words say it. */
  who?: string;
  /** Whether the customers are shown and not the rows. */
  shows?: 'people';
  /** The finding's rule, for the name of an export. */
  rule: string;
  /** The finding or the mark in words. */
  words: string;
  /** Version of the result that the condition was made of. */
  version: string;
}

/** What is said of the rows or the customers that a filter shows. */
export const filterWords = ({ words, who, shows }: RowFilter): string =>
  shows === 'people' ? (who ?? words) : words;

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

  /** Turns from the rows of the result to the customers behind them, or back. */
  turn(cell: string): void {
    const filter = this.#filters.get(cell);
    if (!filter?.people || filter.where === undefined) return;
    const { shows, ...rest } = filter;
    this.#filters.set(cell, shows ? rest : { ...rest, shows: 'people' });
  }

  clear(cell: string): void {
    this.#filters.delete(cell);
  }
}
