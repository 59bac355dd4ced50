import { DataType, MessageReader, RecordBatchReader, Table } from 'apache-arrow';
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import type { Rows, RunId } from '../api.ts';
import { explain, readRaised } from '../explain.ts';
import { bootStatements, INPUT_FOLDER, sessionStatements } from '../lock.ts';
import { leaveStatements } from '../store.ts';
import { tablesInText, tablesRead, withSchemas } from '../../sql/table-names.ts';
import { quoteName } from '../../sql/quote.ts';
import { Stop, messageOf, ok, refused, type Fault, type Result } from '../../result.ts';
import { blankNulls } from './blank.ts';
import { breathe } from './breathe.ts';
import { toRows } from './plain.ts';

/** Ends an Arrow IPC stream; DuckDB buffers what it is given until it meets this. */
const END_OF_STREAM = new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]);
/** How long one fetch loop may keep the worker from hearing a cancel, in milliseconds. */
const BREATH = 10;

/** Gives a file to the engine's file system under its full name; `onRead` hears how far it has been read. */
export type RegisterBlob = (
  name: string,
  file: Blob,
  onRead?: (bytes: number) => void,
) => void | Promise<void>;

/** Options of `open`: polls come back about every 10 ms so that a cancel is heard. */
const openOptions = { path: ':memory:', query: { queryPollingInterval: BREATH } };

/** One connection of a DuckDB, whichever build of the bindings it runs on. */
export class Session {
  readonly #db: DuckDBBindings;
  readonly #conn: number;
  readonly #registerBlob: RegisterBlob;
  readonly #n: number;
  readonly #cancelled = new Set<RunId>();
  #closed = false;

  private constructor(
    db: DuckDBBindings,
    registerBlob: RegisterBlob,
    n: number,
    statements: readonly string[],
  ) {
    this.#n = n;
    this.#db = db;
    this.#registerBlob = registerBlob;
    this.#conn = db.connect().useUnsafe((_, conn) => conn);
    for (const sql of statements) db.runQuery(this.#conn, sql);
  }

  /** Opens the instance, makes its store and locks it. */
  static open(db: DuckDBBindings, registerBlob: RegisterBlob): Session {
    db.open(openOptions);
    return new Session(db, registerBlob, 0, bootStatements);
  }

  /** A further connection, with a database of its own: a name means another table in each. */
  another(n: number): Session {
    return new Session(this.#db, this.#registerBlob, n, sessionStatements(n));
  }

  get version(): string {
    return this.#db.getVersion();
  }

  /** Stops what runs at its next breath and drops its database. Nothing may be asked of it afterwards. */
  close(): void {
    this.#closed = true;
    this.#db.cancelPendingQuery(this.#conn);
    for (const sql of leaveStatements(this.#n)) this.#db.runQuery(this.#conn, sql);
  }

  /** Marks a run so that it stops at its next breath; harmless when it is over. */
  cancel(id: RunId): void {
    this.#cancelled.add(id);
  }

  /** Runs statements in order and returns the last one's rows, at most `maxRows`; `truncated` when it had more. */
  async run(id: RunId, statements: string[], maxRows = Infinity): Promise<Result<Rows>> {
    let rows: Rows = { fields: [], count: 0, data: [] };
    for (const [at, sql] of statements.entries()) {
      const isLast = at === statements.length - 1;
      const result = await this.#guard(id, sql, async () => {
        const parts: Uint8Array[] = [];
        let more = false;
        let count = 0;
        for await (const chunk of this.#stream(id, sql)) {
          if (!isLast) continue;
          if (parts.length > 0) count += rowsOf(chunk);
          parts.push(chunk);
          if (count > maxRows) {
            more = true;
            break;
          }
        }
        if (!isLast) return rows;
        const table = new Table(RecordBatchReader.from(join(parts)));
        const plain = toRows(table, maxRows);
        return more ? { ...plain, truncated: true as const } : plain;
      });
      if (!result.ok) return result;
      rows = result.value;
    }
    this.#cancelled.delete(id);
    return ok(rows);
  }

  /**
   * Runs one SELECT and gives its rows as Arrow IPC streams, each complete, cut near `pieceBytes`.
   * While one is taken the next is made, and no further: a slow taker holds the query back instead of filling memory.
   */
  async toPieces(
    id: RunId,
    sql: string,
    pieceBytes: number,
    onPiece: (bytes: Uint8Array, rows: number) => void | Promise<void>,
  ): Promise<Result<{ rows: number }>> {
    return this.#guard(id, sql, async () => {
      let header: Uint8Array | null = null;
      let parts: Uint8Array[] = [];
      let size = 0;
      let rows = 0;
      let total = 0;
      let pieces = 0;
      let taken: void | Promise<void> = undefined;
      const emit = async () => {
        const bytes = join([header!, ...parts, END_OF_STREAM]);
        blankNulls(bytes);
        pieces++;
        total += rows;
        const here = rows;
        parts = [];
        size = rows = 0;
        await taken;
        taken = onPiece(bytes, here);
        // It is waited for before the next one; until then nobody may hear that it failed.
        taken?.catch(() => {});
      };
      for await (const chunk of this.#stream(id, sql)) {
        if (!header) {
          header = chunk;
          continue;
        }
        rows += rowsOf(chunk);
        parts.push(chunk);
        size += chunk.length;
        if (size >= pieceBytes) await emit();
      }
      if (parts.length || pieces === 0) await emit();
      await taken;
      return { rows: total };
    });
  }

  /** Adds an Arrow IPC stream to a table, creating it first when `create` says so. */
  insertIpc(table: string, schema: string, bytes: Uint8Array, create: boolean): Result<null> {
    return this.#attempt(() => {
      const ends = END_OF_STREAM.every((byte, i) => bytes[bytes.length - 8 + i] === byte);
      this.#db.insertArrowFromIPCStream(this.#conn, ends ? bytes : join([bytes, END_OF_STREAM]), {
        name: table,
        schema,
        create,
      });
      return null;
    });
  }

  /** Makes a file readable as `in/<name>`. */
  async registerFile(name: string, file: Blob, onRead?: (bytes: number) => void): Promise<Result<null>> {
    try {
      await this.#registerBlob(INPUT_FOLDER + name, file, onRead);
      return ok(null);
    } catch (error) {
      return refused(faultOf(error, ''));
    }
  }

  dropFile(name: string): Result<null> {
    return this.#attempt(() => {
      this.#db.dropFile(INPUT_FOLDER + name);
      return null;
    });
  }

  /** Names of the tables a SELECT reads, CTEs left out, whether the tables exist or not. */
  tableNames(sql: string): Result<string[]> {
    try {
      return ok(tablesRead(sql, this.#db.getTableNames(this.#conn, sql)));
    } catch (error) {
      // DuckDB binds some texts (USING, PIVOT) and wants their tables to be there; what parses has names.
      const isPlain = error instanceof Error && !(error instanceof WebAssembly.RuntimeError);
      if (isPlain && readRaised(error.message).kind !== 'Parser')
        return ok(withSchemas(sql, tablesInText(sql)));
      return refused(faultOf(error, sql));
    }
  }

  /** The chunks of a query's Arrow stream, its schema first. Other messages are heard in between. */
  async *#stream(id: RunId, sql: string): AsyncGenerator<Uint8Array> {
    let header = await this.#start(id, sql);
    const enums = enumColumns(header);
    if (enums.length > 0 && /^\s*(SELECT|FROM|WITH|TABLE|VALUES)\b/i.test(sql)) {
      // A streamed result leaves the words of an ENUM out: they are taken as text instead.
      const texts = enums.map((name) => `${quoteName(name)}::VARCHAR AS ${quoteName(name)}`).join(', ');
      header = await this.#start(id, `SELECT * REPLACE (${texts}) FROM (${sql.replace(/;\s*$/, '')}\n)`);
    }
    yield header;
    let heard = performance.now();
    for (;;) {
      const chunk = this.#db.fetchQueryResults(this.#conn);
      if (chunk !== null) {
        if (chunk.length === 0) return;
        yield chunk;
      }
      if (performance.now() - heard >= BREATH) {
        await breathe();
        this.#heed(id);
        heard = performance.now();
      }
    }
  }

  /** Starts a statement and waits for the schema of its result. */
  async #start(id: RunId, sql: string): Promise<Uint8Array> {
    this.#heed(id);
    let header = this.#db.startPendingQuery(this.#conn, sql, true);
    while (header === null) {
      await breathe();
      this.#heed(id);
      header = this.#db.pollPendingQuery(this.#conn);
    }
    return header;
  }

  /** Stops here when this run has been cancelled. */
  #heed(id: RunId): void {
    if (!this.#closed && !this.#cancelled.has(id)) return;
    this.#db.cancelPendingQuery(this.#conn);
    throw new Stop({ code: 'cancelled' });
  }

  async #guard<T>(id: RunId, sql: string, work: () => Promise<T>): Promise<Result<T>> {
    try {
      return ok(await work());
    } catch (error) {
      this.#cancelled.delete(id);
      return refused(faultOf(error, sql, () => this.#knownNames()));
    }
  }

  #attempt<T>(work: () => T, sql = ''): Result<T> {
    try {
      return ok(work());
    } catch (error) {
      return refused(faultOf(error, sql, () => this.#knownNames()));
    }
  }

  /** Names of this instance's own tables, views and columns, for suggestions. */
  #knownNames(): string[] {
    const ipc = this.#db.runQuery(
      this.#conn,
      `SELECT table_name AS n FROM duckdb_tables() WHERE NOT internal UNION SELECT view_name FROM duckdb_views() WHERE NOT internal
       UNION SELECT column_name FROM duckdb_columns() WHERE NOT internal`,
    );
    return toRows(new Table(RecordBatchReader.from(ipc))).data[0] as string[];
  }
}

/** Any thrown thing as a fault; a trap inside WebAssembly leaves the instance unusable. */
export function faultOf(error: unknown, sql: string, known: () => string[] = () => []): Fault {
  if (error instanceof Stop) return error.fault;
  const message = messageOf(error);
  if (
    (error instanceof RangeError && !/call stack/.test(message)) ||
    /Array buffer allocation failed/.test(message)
  )
    return { code: 'out-of-memory', detail: message };
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError || !(error instanceof Error)) {
    const code = /function signature mismatch|null function/.test(message)
      ? 'needs-extension'
      : 'engine-crashed';
    return { code, detail: message, values: { name: '' } };
  }
  let names: string[] = [];
  if (/not found|does not exist|does not have a column/.test(message)) {
    try {
      names = known();
    } catch {
      // Suggestions are a courtesy: the error itself is still told.
    }
  }
  return explain(message, sql, names);
}

/** Names of the ENUM columns in a stream's schema message. */
function enumColumns(header: Uint8Array): string[] {
  const schema = new MessageReader(header).readSchema();
  return schema?.fields.filter((f) => DataType.isDictionary(f.type)).map((f) => f.name) ?? [];
}

/** Rows in the record batches of a piece of an IPC stream, read from their metadata alone. */
function rowsOf(chunk: Uint8Array): number {
  const reader = new MessageReader(chunk);
  let rows = 0;
  for (let message = reader.readMessage(); message; message = reader.readMessage()) {
    if (message.isRecordBatch()) rows += Number(message.header().length);
    reader.readMessageBody(message.bodyLength);
  }
  return rows;
}

/** Byte arrays one after the other. */
function join(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
