import type { Progress } from '../../files/api.ts';
import { attempt, need, ok, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import type { ColumnProfile } from './profile.ts';

/** `rows + rejected` is every record of a file. */
export interface RecordCount {
  rows: number;
  rejected: number;
}

export interface StageOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Hears of all records once they are read; what the rows hold is looked at after that. */
  onCounted?: (counted: RecordCount) => void;
  /** Folder in which the engine finds registered files, where it is not a page's (`INPUT_FOLDER`). */
  folder?: string;
  /** Figures of all rows, where they are known beforehand. */
  profile?: readonly ColumnProfile[];
}

/** Runs a piece of work made of several calls; whatever stops it comes back as a fault. */
export const work = <T>(run: () => Promise<T>): Promise<Result<T>> =>
  attempt(async () => ok(await run()), 'import-failed');

/** Rows of a query inside a piece of work. */
export const all = async <T>(engine: Engine, sql: string, options: StageOptions): Promise<T[]> =>
  need(await engine.rows<T>(sql, { signal: options.signal }));

/** The only row of a query inside a piece of work. */
export async function one<T>(engine: Engine, sql: string, options: StageOptions): Promise<T> {
  return (await all<T>(engine, sql, options))[0]!;
}
