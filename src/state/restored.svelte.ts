import type { RestoredRow } from '../entity/cleaning.ts';
import type { Db } from '../storage/db.ts';
import { getSetting, setSetting } from '../storage/values.ts';

/** Rows taken back from quarantine. They speak of data, so they stay on this machine and out of the document. */
export class RestoredRows {
  #rows = $state.raw<RestoredRow[]>([]);
  #db: Db | null;
  #key: string;

  constructor(db: Db | null, notebook: string) {
    this.#db = db;
    this.#key = `restored:${notebook}`;
  }

  get rows() {
    return this.#rows;
  }

  async load(): Promise<void> {
    const kept = this.#db && (await getSetting(this.#db, this.#key));
    if (kept?.ok && Array.isArray(kept.value)) this.#rows = kept.value as RestoredRow[];
  }

  /** Takes a row back, or (twice) lets it go again. */
  toggle(row: RestoredRow): void {
    const same = (other: RestoredRow) => other.source === row.source && other.row === row.row;
    this.#rows = this.#rows.some(same) ? this.#rows.filter((other) => !same(other)) : [...this.#rows, row];
    if (this.#db) void setSetting(this.#db, this.#key, this.#rows);
  }
}
