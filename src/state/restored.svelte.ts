import type { RestoredRow } from '../entity/cleaning.ts';
import { ok, type Fault } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { restoredSetting } from '../storage/runs.ts';
import { getSetting, setSetting } from '../storage/values.ts';
import { KeptValue } from './kept-value.ts';

const same = (a: RestoredRow, b: RestoredRow): boolean => a.source === b.source && a.row === b.row;

/** Rows taken back from quarantine. They speak of data, so they stay on this machine and out of the document. */
export class RestoredRows {
  #rows = $state.raw<RestoredRow[]>([]);
  readonly #kept: KeptValue<RestoredRow[]>;

  /** `say` hears why they could not be read or kept, or (null) that they are by now. */
  constructor(db: Db | null, notebook: string, say: (fault: Fault | null) => void) {
    const key = restoredSetting(notebook);
    const read = async (from: Db) => {
      const kept = await getSetting(from, key);
      return kept.ok ? ok(Array.isArray(kept.value) ? (kept.value as RestoredRow[]) : []) : kept;
    };
    const stored = db && { read: () => read(db), write: (rows: RestoredRow[]) => setSetting(db, key, rows) };
    this.#kept = new KeptValue<RestoredRow[]>(stored, {
      value: () => this.#rows,
      take: (rows, late) => {
        const added = late ? this.#rows.filter((row) => !rows.some((other) => same(row, other))) : [];
        this.#rows = [...rows, ...added];
      },
      say,
    });
  }

  get rows() {
    return this.#rows;
  }

  load(): Promise<void> {
    return this.#kept.load();
  }

  /** Takes a row back, or (twice) lets it go again. */
  toggle(row: RestoredRow): void {
    const there = this.#rows.some((other) => same(row, other));
    this.#rows = there ? this.#rows.filter((other) => !same(row, other)) : [...this.#rows, row];
    void this.#kept.keep();
  }

  /** Resolves when they are kept as they are, or cannot be. */
  settle(): Promise<void> {
    return this.#kept.again();
  }
}
