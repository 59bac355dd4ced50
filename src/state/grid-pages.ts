import { messageOf } from '../result.ts';
import type { Rows } from './result-pages.ts';
import type { FetchPage, GridQuery } from './result-pages.ts';

interface Options {
  /** Rows of a page. */
  size?: number;
  /** Pages kept; the least recently wanted go first. */
  keep?: number;
  /** Fetches under way at a time: the engine is one thread, and a queue of stale pages would hold it up. */
  atOnce?: number;
}

/**
 * The pages of a result that a grid has read: fetched when wanted, kept for a while. Pages that are no
 * longer in view are never asked for, and a page that arrives after `reset` is dropped.
 */
export class GridPages {
  readonly size: number;
  /** What went wrong with the last fetch, until one succeeds. */
  failure: string | null = null;
  #fetch: FetchPage = () => Promise.reject(new Error('no result'));
  #changed: () => void;
  #keep: number;
  #atOnce: number;
  #query: GridQuery = { sort: null, tests: [] };
  #count = 0;
  /** In order of last use, the latest last. */
  #pages = new Map<number, Rows>();
  /** Pages of the result before, shown until the first page of this one is here. */
  #before = new Map<number, Rows>();
  #underWay = new Set<number>();
  #wanted: [from: number, to: number] = [0, -1];
  #generation = 0;

  constructor(changed: () => void, options: Options = {}) {
    this.#changed = changed;
    this.size = options.size ?? 200;
    this.#keep = options.keep ?? 60;
    this.#atOnce = options.atOnce ?? 2;
  }

  /**
   * Takes other rows, or the same in another order. With `hold` the old pages stay in sight until the first
   * new one arrives, so that a quick rerun does not blink; only where the columns are the same.
   */
  reset(fetch: FetchPage, count: number, query: GridQuery, hold = false): void {
    this.#generation += 1;
    this.#fetch = fetch;
    this.#count = count;
    this.#query = query;
    if (!hold) this.#before.clear();
    else if (this.#pages.size > 0) this.#before = this.#pages;
    this.#pages = new Map();
    this.#underWay.clear();
    this.failure = null;
    this.#wanted = [0, -1];
  }

  /** Says which rows are in view (inclusive); missing pages are fetched, the first of them first. */
  want(from: number, to: number): void {
    this.#wanted = [Math.max(0, from), Math.min(this.#count - 1, to)];
    this.#pump();
  }

  /** The value at a row and column of the result, or undefined while its page is not here. */
  value(row: number, column: number): unknown {
    const index = Math.floor(row / this.size);
    const page = this.#pages.get(index) ?? this.#before.get(index);
    return page?.data[column]?.[row % this.size];
  }

  /** The first page, once it is here: what column widths are fitted to. */
  get first(): Rows | undefined {
    return this.#pages.get(0);
  }

  /** Tries again after a failure. */
  retry(): void {
    this.failure = null;
    this.#pump();
  }

  /** The values of some columns of a run of rows (inclusive), row by row. Reads pages that are not here. */
  async block(rows: [number, number], columns: readonly number[]): Promise<unknown[][]> {
    const block: unknown[][] = [];
    // All of one result, though another takes its place meanwhile.
    const fetch = this.#fetch;
    const query = this.#query;
    const pages = this.#pages;
    for (let at = rows[0]; at <= rows[1];) {
      const index = Math.floor(at / this.size);
      const page = pages.get(index) ?? (await fetch(index * this.size, this.size, query));
      const end = Math.min(rows[1] + 1, (index + 1) * this.size);
      for (; at < end; at++) {
        block.push(columns.map((c) => page.data[c]?.[at % this.size] ?? null));
      }
    }
    return block;
  }

  #pump(): void {
    const [from, to] = this.#wanted;
    if (to < from || this.failure !== null) return;
    for (let index = Math.floor(from / this.size); index <= Math.floor(to / this.size); index++) {
      const page = this.#pages.get(index);
      if (page) {
        this.#pages.delete(index);
        this.#pages.set(index, page);
      } else if (!this.#underWay.has(index) && this.#underWay.size < this.#atOnce) void this.#load(index);
    }
  }

  async #load(index: number): Promise<void> {
    const generation = this.#generation;
    this.#underWay.add(index);
    try {
      const page = await this.#fetch(index * this.size, this.size, this.#query);
      if (generation !== this.#generation) return;
      this.#pages.set(index, page);
      this.#before.clear();
      this.failure = null;
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= this.#keep) break;
        if (oldest !== 0) this.#pages.delete(oldest);
        else this.#pages.set(0, this.#take(0));
      }
    } catch (error) {
      if (generation !== this.#generation) return;
      this.failure = messageOf(error);
    }
    this.#underWay.delete(index);
    this.#changed();
    this.#pump();
  }

  #take(index: number): Rows {
    const page = this.#pages.get(index)!;
    this.#pages.delete(index);
    return page;
  }
}
