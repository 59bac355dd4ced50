import { DuckDBInstance, type DuckDBConnection, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import type { Rows } from '../api.ts';
import { explain } from '../explain.ts';
import { tablesInText, tablesRead, withSchemas } from '../../sql/table-names.ts';
import { fail, faultFrom, messageOf, ok, refused, type Result } from '../../result.ts';
import type { Connector } from '../connector.ts';
import { lockStatements } from '../lock.ts';
import { nativeFields, plainColumn } from './native-values.ts';

export interface NativeOptions {
  /** Database file, which goes when the work is done; in memory when left out. */
  path?: string;
  /** Folder that the engine spills to. */
  spill: string;
  /** Default: all cores. */
  threads?: number;
  /** DuckDB's own notation ('4GB'); default: 80 % of the machine's memory. */
  memory?: string;
}

/** Milliseconds between two tries to interrupt a cancelled statement. */
const INTERRUPT_EVERY = 50;

/** Native DuckDB of this process behind the face that running a notebook needs; out of memory it spills to disk. */
export class NativeDatabase implements Connector {
  readonly version: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  /** Work begun and not ended: one piece at a time, and none when the instance is closed under it. */
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, version: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.version = version;
  }

  /** Opens an instance; times are read as UTC, as in the browser. Fault `engine-missing`. */
  static async open({ path, spill, threads, memory }: NativeOptions): Promise<Result<NativeDatabase>> {
    try {
      const instance = await DuckDBInstance.create(path ?? ':memory:', {
        temp_directory: spill,
        ...(threads ? { threads: String(threads) } : {}),
        ...(memory ? { memory_limit: memory } : {}),
      });
      const connection = await instance.connect();
      await connection.run(`SET TimeZone='UTC'`);
      // Nobody opens the file again: to bring it in order at the end takes longer than a small run.
      if (path) await connection.run('PRAGMA disable_checkpoint_on_shutdown');
      const version = await connection.runAndReadAll('SELECT version()');
      return ok(new NativeDatabase(instance, connection, String(version.getRows()[0]![0])));
    } catch (error) {
      return refused(faultFrom(error, 'engine-missing'));
    }
  }

  /** Shuts the instance off from everything but its own tables. */
  lock(): Promise<Result<Rows>> {
    return this.run([...lockStatements]);
  }

  async run(
    statements: string | string[],
    options: { signal?: AbortSignal | undefined; maxRows?: number | undefined } = {},
  ): Promise<Result<Rows>> {
    const { signal, maxRows = Infinity } = options;
    const list = typeof statements === 'string' ? [statements] : statements;
    let rows: Rows = { fields: [], count: 0, data: [] };
    for (const [at, sql] of list.entries()) {
      const done = await this.#guarded(sql, signal, async () => {
        if (at < list.length - 1) return void (await this.#connection.run(sql));
        rows = await readUpTo(await this.#connection.stream(sql), maxRows);
      });
      if (!done.ok) return done;
    }
    return ok(rows);
  }

  /** A query's rows, a chunk of about two thousand at a time: a big result is never in memory as a whole. */
  async *pages(sql: string): AsyncGenerator<Rows> {
    const result = await this.#connection.stream(sql);
    const fields = nativeFields(result);
    let any = false;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      any = true;
      yield { fields, count: chunk.rowCount, data: plainColumns(chunk.getColumns(), result) };
    }
    if (!any) yield { fields, count: 0, data: fields.map(() => []) };
  }

  async tableNames(sql: string): Promise<Result<string[]>> {
    const names = this.#connection.getTableNames(sql, false);
    if (names.length > 0) return ok(tablesRead(sql, names));
    // No names: a text that reads none, one that DuckDB would have to bind (USING, PIVOT), or none at all.
    const parsed = await this.#guarded(sql, undefined, () => this.#connection.extractStatements(sql));
    return parsed.ok ? ok(withSchemas(sql, tablesInText(sql))) : parsed;
  }

  /** Queues one piece of work; an abort interrupts the statement in hand, and whatever is thrown becomes a fault. */
  #guarded<T>(sql: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<Result<T>> {
    const done = this.#tail.then(() => this.#perform(sql, signal, work));
    this.#tail = done;
    return done;
  }

  async #perform<T>(
    sql: string,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<Result<T>> {
    if (this.#closed) return fail('engine-crashed', { detail: 'closed' });
    if (signal?.aborted) return fail('cancelled');
    let interrupting: ReturnType<typeof setInterval> | undefined;
    // Again and again: an interrupt that comes before the statement has begun is lost.
    const stop = () => {
      this.#connection.interrupt();
      interrupting = setInterval(() => this.#connection.interrupt(), INTERRUPT_EVERY);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return ok(await work());
    } catch (error) {
      if (signal?.aborted) return fail('cancelled');
      const message = messageOf(error);
      const known = this.#closed ? [] : await this.#knownNames(message);
      return refused(explain(message, sql, known));
    } finally {
      signal?.removeEventListener('abort', stop);
      clearInterval(interrupting);
    }
  }

  /** Names of tables, views and columns, to suggest one for a name that the engine did not find. */
  async #knownNames(message: string): Promise<string[]> {
    if (!/not found|does not exist|does not have a column/.test(message)) return [];
    const known = await this.#connection.runAndReadAll(
      `SELECT table_name FROM duckdb_tables() WHERE NOT internal UNION SELECT view_name FROM duckdb_views() WHERE NOT internal
       UNION SELECT column_name FROM duckdb_columns() WHERE NOT internal`,
    );
    return known.getRows().map(([name]) => String(name));
  }

  /** Interrupts what is running, waits for its end (closing under a statement would end the process), and closes. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const interrupting = setInterval(() => this.#connection.interrupt(), INTERRUPT_EVERY);
    this.#connection.interrupt();
    await this.#tail;
    clearInterval(interrupting);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

const plainColumns = (columns: DuckDBValue[][], result: DuckDBResult): unknown[][] =>
  columns.map((values, c) => plainColumn(values, result.columnType(c)));

async function readUpTo(result: DuckDBResult, maxRows: number): Promise<Rows> {
  const fields = nativeFields(result);
  const data: unknown[][] = fields.map(() => []);
  let count = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return { fields, count, data };
    const taken = Math.min(chunk.rowCount, maxRows - count);
    plainColumns(chunk.getColumns(), result).forEach((values, c) => {
      for (let r = 0; r < taken; r++) data[c]!.push(values[r]);
    });
    count += taken;
    if (taken < chunk.rowCount) return { fields, count, data, truncated: true };
  }
}
