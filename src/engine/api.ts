import type { Result } from '../result.ts';

/** A column of a result as plain data. */
export interface ResultField {
  name: string;
  /** Plain type: dates and timestamps are epoch milliseconds read as UTC; integers are safe numbers or text. */
  type: 'number' | 'integer' | 'text' | 'date' | 'timestamp' | 'boolean';
  /** DuckDB's own name of the type. */
  sqlType: string;
}

/** Rows of a query, column by column: `data[c][r]`; a missing value is null. */
export interface Rows {
  fields: ResultField[];
  count: number;
  data: unknown[][];
  /** True when the query had more rows than were asked for. */
  truncated?: true;
}

/** Id of one cancellable piece of work, chosen by the caller; unique for the life of a worker. */
export type RunId = number;

/**
 * The face of the engine worker. Every worker holds one DuckDB. The page keeps two kinds:
 * the notebook engine, which runs notebook SQL and only ever sees source tables after their
 * privacy policy, and the disposable import engine, which sees raw files and is killed after each import.
 */
export interface EngineWorker extends EngineSession {
  /** Instantiates DuckDB from the compiled module and applies the lock (`lock.ts`). */
  boot(module: WebAssembly.Module): Promise<Result<{ version: string }>>;
  /** Opens a further session, from 1 on; the worker's own face is that of session 0. */
  session(n: number): EngineSession;
  /** Stops what a session does and drops its tables. */
  close(n: number): void;
}

/** A connection of a worker's DuckDB. Each has tables of its own: a name means another table in another session. */
export interface EngineSession {
  /** Runs statements in order; the rows of the last one are returned, at most `maxRows` of them. */
  run(id: RunId, statements: string[], maxRows?: number): Promise<Result<Rows>>;
  /** Runs one SELECT and returns its rows as an Arrow IPC stream (transferred). */
  toIpc(id: RunId, sql: string): Promise<Result<Uint8Array>>;
  /**
   * Runs one SELECT and hands its rows over as Arrow IPC streams of about `pieceBytes`, each complete
   * (transferred); the query waits for `onPiece`.
   */
  toPieces(
    id: RunId,
    sql: string,
    pieceBytes: number,
    onPiece: (bytes: Uint8Array, rows: number) => void | Promise<void>,
  ): Promise<Result<{ rows: number }>>;
  /** Creates the table from Arrow IPC stream bytes, appending over several calls. */
  insertIpc(table: string, schema: string, bytes: Uint8Array, create: boolean): Promise<Result<null>>;
  /** Makes a file readable as `in/<name>`; `onRead` hears, now and then, up to which byte it has been read. */
  registerFile(name: string, file: Blob, onRead?: (bytes: number) => void): Promise<Result<null>>;
  dropFile(name: string): Promise<Result<null>>;
  /** Names of the tables a SELECT reads (CTEs left out). */
  tableNames(sql: string): Promise<Result<string[]>>;
  /** Stops that run at its next poll; its promise resolves with fault `cancelled`. */
  cancel(id: RunId): void;
}
