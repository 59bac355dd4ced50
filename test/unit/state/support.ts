import type { Rows } from '../../../src/engine/api.ts';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { fail, faultFrom, ok, refused, type Fault, type Result } from '../../../src/result.ts';
import type { Engines, NotebookEngine } from '../../../src/state/engines.ts';

export const NO_ROWS: Rows = { fields: [], count: 0, data: [] };
/** A table of one column `n`. */
export const rowsOf = (...values: unknown[]): Rows => ({
  fields: [{ name: 'n', type: 'number', sqlType: 'DOUBLE' }],
  count: values.length,
  data: [values],
});

/** A statement that waits until it is let go. */
export interface Held {
  /** Resolves when the statement has come. */
  reached: Promise<void>;
  /** How often it has come. */
  readonly times: number;
  release(result?: Result<Rows>): void;
}

interface Gate extends Held {
  pattern: RegExp;
  wait(signal: AbortSignal | undefined): Promise<Result<Rows> | undefined>;
}

/**
 * An engine that runs nothing: it notes its statements, answers a table's rows and count with one row, and can be
 * made to wait or to fail at a statement. A wait ends with `cancelled` when its signal is aborted.
 */
export class FakeEngine implements NotebookEngine {
  version = '1.0';
  log: string[] = [];
  /** Tables put in whole, with their pieces. */
  tables = new Map<string, Uint8Array[]>();
  answers: [RegExp, Result<Rows>][] = [];
  #gates: Gate[] = [];

  /** From now on a statement of this pattern waits, unless `deaf` also when it is cancelled. */
  hold(pattern: RegExp, { deaf = false } = {}): Held {
    let arrive = (): void => {};
    let letGo = (_result?: Result<Rows>): void => {};
    const released = new Promise<Result<Rows> | undefined>((resolve) => (letGo = resolve));
    let times = 0;
    const gate: Gate = {
      pattern,
      reached: new Promise((resolve) => (arrive = resolve)),
      get times() {
        return times;
      },
      release: (result) => {
        this.#gates = this.#gates.filter((other) => other !== gate);
        letGo(result);
      },
      wait: (signal) => {
        times += 1;
        arrive();
        const stopped = new Promise<Result<Rows>>((resolve) => {
          if (signal?.aborted) resolve(fail('cancelled'));
          signal?.addEventListener('abort', () => resolve(fail('cancelled')));
        });
        return deaf ? released : Promise.race([released, stopped]);
      },
    };
    this.#gates.push(gate);
    return gate;
  }

  /** From now on a statement of this pattern is answered so; the last word counts. */
  answer(pattern: RegExp, result: Result<Rows>): void {
    this.answers.unshift([pattern, result]);
  }

  /** Cells' tables made since last asked, in order. */
  made(): string[] {
    return this.log.splice(0).flatMap((sql) => /^CREATE OR REPLACE TABLE "([^"]+)" AS/.exec(sql)?.[1] ?? []);
  }

  async run(
    statements: string | string[],
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<Result<Rows>> {
    let last: Result<Rows> = ok(NO_ROWS);
    for (const sql of [statements].flat()) {
      if (signal?.aborted) return fail('cancelled');
      this.log.push(sql);
      const dropped = /^DROP TABLE IF EXISTS source\."([^"]+)"/.exec(sql)?.[1];
      if (dropped !== undefined) this.tables.delete(dropped);
      const gate = this.#gates.find(({ pattern }) => pattern.test(sql));
      const waited = gate ? await gate.wait(signal) : undefined;
      if (waited && !waited.ok) return waited;
      last = waited ?? this.#answer(sql);
      if (!last.ok) return last;
    }
    return last;
  }

  #answer(sql: string): Result<Rows> {
    const said = this.answers.find(([pattern]) => pattern.test(sql));
    if (said) return said[1];
    return ok(/^SELECT \* FROM ("|\(SELECT count)/.test(sql) ? rowsOf(1) : NO_ROWS);
  }

  /** Every word after FROM. */
  async tableNames(sql: string): Promise<Result<string[]>> {
    return ok([...sql.matchAll(/\bFROM (\w+)/g)].map((match) => match[1]!));
  }

  async rows<T>(): Promise<Result<T[]>> {
    return ok([]);
  }

  async toIpc(sql: string): Promise<Result<Uint8Array>> {
    this.log.push(sql);
    return ok(new Uint8Array(1));
  }

  async toPieces(): Promise<Result<{ rows: number }>> {
    return ok({ rows: 0 });
  }

  async replaceTable(
    table: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<Result<number>> {
    const taken: Uint8Array[] = [];
    try {
      for await (const piece of pieces) taken.push(piece);
    } catch (error) {
      return refused(faultFrom(error, 'import-failed'));
    }
    this.tables.set(table, taken);
    return ok(taken.length);
  }
}

/** Engines of a page that has no browser: one fake after another. */
export class FakeEngines implements Engines {
  engine = new FakeEngine();
  /** Set, no engine can be started. */
  fault: Fault | null = null;
  #listeners = new Map<object, (fault: Fault | null) => void>();

  async notebook(): Promise<Result<NotebookEngine>> {
    return this.fault ? { ok: false, fault: this.fault } : ok(this.engine);
  }
  onReplaced(owner: object, listener: (fault: Fault | null) => void): void {
    this.#listeners.set(owner, listener);
  }
  offReplaced(owner: object): void {
    this.#listeners.delete(owner);
  }
  get listeners(): number {
    return this.#listeners.size;
  }

  /** The engine dies, an empty one takes its place and whoever had tables in it is told. */
  crash(fault: Fault = { code: 'engine-crashed' }): FakeEngine {
    this.engine = new FakeEngine();
    for (const listener of this.#listeners.values()) listener(fault);
    return this.engine;
  }
}

export const sqlCell = (name: string, sql: string): Cell => ({ ...defaultCell, name, template: 'sql', sql });

/** A notebook of SQL cells. */
export const notebookOf = (cells: Record<string, string>, more: Partial<Notebook> = {}): Notebook => ({
  ...defaultNotebook,
  cells: Object.entries(cells).map(([name, sql]) => sqlCell(name, sql)),
  ...more,
});

/** The same notebook with other SQL in a cell. */
export const withSql = (notebook: Notebook, name: string, sql: string): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) => (cell.name === name ? { ...cell, sql } : cell)),
});
