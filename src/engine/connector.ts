import type { Rows } from './api.ts';
import type { Result } from '../result.ts';

/**
 * All that running a notebook needs of a database. The page's engine client is one; native DuckDB
 * behind the same face is another, which is how a notebook runs without a browser and how the tests
 * compare the two.
 */
export interface Connector {
  /** Runs statements in order and returns the rows of the last one. */
  run(
    statements: string | string[],
    options?: { signal?: AbortSignal; maxRows?: number },
  ): Promise<Result<Rows>>;
  /** Names of the tables a SELECT reads, CTEs left out. */
  tableNames(sql: string): Promise<Result<string[]>>;
}

/** A database that gives and takes rows as Arrow IPC streams, so that who passes them on need not look at them. */
export interface ArrowConnector extends Connector {
  /** One SELECT as complete streams of about `pieceBytes` each, in order. */
  toPieces(
    sql: string,
    pieceBytes: number,
    onPiece: (bytes: Uint8Array, rows: number) => void | Promise<void>,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Result<{ rows: number }>>;
  /** Replaces a table by streams of one schema; a fault midway leaves the old table. */
  replaceTable(
    table: string,
    pieces: Iterable<Uint8Array>,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Result<number>>;
}
