import type { RestoredRow } from '../entity/cleaning.ts';
import type { Fault } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { restoredSetting } from '../storage/runs.ts';
import { getSetting, setSetting } from '../storage/values.ts';

/** Rows taken back from quarantine. They speak of data, so they stay on this machine and out of the document. */
export class RestoredRows {
  #rows = $state.raw<RestoredRow[]>([]);
  #db: Db | null;
  #key: string;
  #say: (fault: Fault | null) => void;
  /** Each saving after the one before: the last one is of the last rows. */
  #turn: Promise<void> = Promise.resolve();
  #failed = false;

  /** `say` hears why they could not be kept, or (null) that they are by now. */
  constructor(db: Db | null, notebook: string, say: (fault: Fault | null) => void) {
    this.#db = db;
    this.#key = restoredSetting(notebook);
    this.#say = say;
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
    const db = this.#db;
    if (db) this.#turn = this.#turn.then(() => this.#keep(db));
  }

  async #keep(db: Db): Promise<void> {
    const kept = await setSetting(db, this.#key, this.#rows);
    if (!kept.ok || this.#failed) this.#say(kept.ok ? null : kept.fault);
    this.#failed = !kept.ok;
  }
}
