import type { Rows } from '../engine/api.ts';
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
