import type { ReadColumn } from '../../files/api.ts';
import type { Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import type { Reject } from './conversions.ts';
import type { Profiled } from './profile.ts';
import type { StagedColumn } from './staging.ts';

/** A table that its engine reads where it lies: native DuckDB has the machine's files, a page's engine has not. */
export type InPlace =
  /** UTF-8 text with regular line ends; `skip` records (titles, header) stand above the rows. */
  | {
      form: 'file';
      path: string;
      blob: Blob;
      delimiter: string;
      quote: string;
      skip: number;
      gzip: boolean;
      fill?: boolean;
    }
  /** What stands behind FROM, with the reading's columns in order. */
  | { form: 'relation'; from: string };

/** Rows of a file that came treated, and those of its columns that treating changed or left out: Arrow IPC streams. */
export interface Shipped {
  form: 'shipped';
  treated: Uint8Array[];
  hidden: Uint8Array[];
}

/** What a table left in staging. */
export interface Read {
  plan: StagedColumn[];
  rejected: number;
  rejects: Reject[];
  /** Lines of the file on which kept records (counted from 0, ascending) begin; a table without lines has its row numbers. */
  linesOf: (records: number[]) => Promise<number[]>;
  filled: string[];
}

/**
 * Whether there are exact copies, which then stand in the table of copies, and the column (`c1` …) that rules them out
 * by only ascending or only descending.
 */
export interface Copies {
  some: boolean;
  ordered: string | null;
}

/** The columns of a file, without those that its table took from others'. */
export interface OwnTable {
  columns: ReadColumn[];
  plan: StagedColumn[];
  /** What filled staging, as a script would. */
  filled: string[];
}

/** What `stage` leaves for `finish`. */
export interface StagedTable extends OwnTable {
  /** What it was before it took columns from other tables. */
  own?: OwnTable;
  /** SQL type of each column as it will be in the source table. */
  types: string[];
  /** Figures of all rows; `look` stops taking them, for they are only shown. */
  exact: Promise<Result<Profiled>>;
  look: AbortController;
  /** Counted while the analyst looks at the columns. */
  copies: Promise<Result<Copies>>;
}

const tables = new WeakMap<Engine, StagedTable>();

/** Remembers what is in an engine's staging table; it has one. */
export const setStaged = (engine: Engine, table: StagedTable): void => void tables.set(engine, table);

/** What is in an engine's staging table; undefined before `stage`. */
export const stagedTable = (engine: Engine): StagedTable | undefined => tables.get(engine);

/** How the columns `c1` … of an engine's staging table were read; undefined before `stage`. */
export const stagedPlan = (engine: Engine): StagedColumn[] | undefined => stagedTable(engine)?.plan;
