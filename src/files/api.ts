import type { PersonalKind } from '../privacy/kinds.ts';
import type { Fault, Result } from '../result.ts';
import type { Wrap } from '../values/wrap.ts';
import type { LineMap } from './line-map.ts';

/** What a file is by its content, not its name. */
export type FileKind = 'csv' | 'parquet' | 'xlsx' | 'xls' | 'ods' | 'json' | 'ndjson' | 'arrow';

/** How delimited text is read; every field can be corrected on the mapping page and is remembered. */
export interface TextReading {
  encoding: string; // WHATWG label: 'utf-8', 'gb18030', 'utf-16le', 'big5', 'shift_jis', 'windows-1252'
  delimiter: string;
  quote: string; // '' for none
  /**
   * 1-based line of the header; 0 when there is none (columns are then column_1 …). Blank lines count;
   * a record with line breaks inside quotes counts once.
   */
  headerLine: number;
  /** Lines of totals or remarks to leave out at the end. */
  skipTail: number;
  decimal: '.' | ',';
  /** Set to have records that are too short filled up with empty cells, as lists of baskets need it. */
  fill?: boolean;
  /** False to leave cells empty that an order's first line fills for all of its lines. */
  carry?: boolean;
  /** Whether periods side by side are read as a row each, or as the columns that they are. */
  periods?: 'rows' | 'columns';
  /** The year of such periods, where neither they nor a title or name beside them says one. */
  year?: number;
  /** Whether what a sheet, a member or the file is called stands in a column of its own. */
  names?: 'column' | 'none';
  /**
   * Set to have bytes that the encoding cannot take replaced by U+FFFD; otherwise staging decoded text
   * fails with `encoding-invalid` and the offset.
   */
  invalid?: 'replace';
  /**
   * Set when the import engine could not follow the file's line ends (mixed LF and CRLF late in the file):
   * staging then rewrites them all as LF instead of handing over the file itself.
   */
  normalise?: boolean;
  /**
   * Of hints only: those of these fields that a notebook or a mapping file says and nobody here. They leave out no
   * more than the file itself suggests.
   */
  asked?: readonly ('headerLine' | 'skipTail' | 'year')[];
  /** Of hints only: what the files are called that come with it. Never kept. */
  beside?: readonly string[];
}

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp';

/** A column as sniffed (and perhaps corrected). */
export interface ReadColumn {
  /** Unique, trimmed, never empty. */
  name: string;
  /** The header as it stands in the file. */
  original: string;
  type: ColumnType;
  /**
   * Of dates and timestamps: a strptime format ('%Y/%m/%d %H:%M'), 'unix_s', 'unix_ms', 'unix_us', 'unix_ns',
   * '2024:%m.%d' for days without a year, all of that one, 'sheet_days' (days since the end of 1899, as spreadsheets count), or 'any' for values in several or other forms ('any:dmy' with the order of day and month); '' otherwise. Behind
   * it '@480' where moments that state their zone are shifted to one, so many minutes east of UTC.
   */
  format: string;
  /** How numbers are written, for columns with signs or grouping that DuckDB cannot cast directly. */
  numberStyle?: 'plain' | 'grouped' | 'decimal-comma' | 'wan-yi' | 'accounting' | 'percent' | 'percent-comma';
  /** What its values are wrapped in against spreadsheets. */
  wrap?: Wrap;
  /** Set where it stands on the first line of an order only: carried down to the lines below. */
  carried?: true;
  /** Name of the column in which the time of day of its days stands. */
  clock?: string;
  /** Names of the columns in which the month and the day of its years stand; without a day it is the month's first. */
  parts?: { month: string; day: string | null };
  /** Set where the file has no such column: the text of all its values. Such columns stand behind all others. */
  made?: {
    text: string;
    /** It is the name of the file itself, which then stands in nothing else. */ file?: true;
  };
  /** What is personal about a made column, which its values in one table do not show. */
  personal?: PersonalKind;
  /** Time zones its moments state; the clock on the wall is kept as written, unless all are shifted to one. */
  zones?: string[];
  /** ISO codes of the currencies that stand beside its numbers. With several it stays text, so that none is lost. */
  currencies?: string[];
  /** True when two date readings fit and the analyst must choose. */
  ambiguous?: { formats: string[] };
}

/** Lines of a file that are no data: `above` the header, and `below` the rows. Blank ones and the header are not counted. */
export interface LeftOut {
  above: number;
  below: number;
}

/** How lines that put periods side by side become rows, one for each period in which a line says something. */
export interface Spread {
  /** The columns of a line. */
  columns: ReadColumn[];
  /** Places of those that each of its rows repeats. */
  repeated: number[];
  /** What the column of the period's first day is called. */
  period: string;
  /** What the columns of the numbers are called. */
  measures: string[];
  /** The first day of each period, and where in a line its numbers stand, by measure. */
  periods: { day: string; cells: (number | null)[] }[];
}

/** One table found in a file (a workbook or zip holds several). */
export interface Reading {
  /** Proposed source name, from the file's (and sheet's) name. */
  name: string;
  kind: FileKind;
  /** Member or sheet inside the file; '' when the file is the table. */
  part: string;
  text: TextReading | null;
  columns: ReadColumn[];
  /** First rows as text, for the preview and for role detection (raw: never stored or logged). */
  preview: (string | null)[][];
  /** Lines that are no data and are left out; absent where a format has none. */
  leftOut?: LeftOut;
  /** Set where each line becomes a row for each of its periods: `columns` and `preview` are those rows'. */
  spread?: Spread;
  /** Set by `glance` where only the whole file shows whether it is read so. */
  partly?: true;
  /** Things to tell: renamed headers, skipped title rows, unclosed quote … (codes have sentences). */
  notices: Fault[];
}

/**
 * The table's bytes in a form the import engine reads. `notices` tell what only a full reading shows
 * (error cells, formulas without a value, impossible dates), with counts.
 */
export type Staged =
  | StagedText
  /** Arrow IPC stream, in pieces that each are a complete stream of the same schema. */
  | { form: 'ipc'; chunks: Uint8Array[]; notices?: Fault[] };

/**
 * UTF-8 delimited text; the file itself when it already is. Read with this dialect and the reading's
 * columns in order: `skipLines` (physical lines) covers titles and the header, so `header` is false and
 * line numbers of rejects are the file's own. Title, header and total rows are not among the rows.
 */
export interface StagedText {
  form: 'text';
  blob: Blob;
  delimiter: string;
  quote: string;
  skipLines: number;
  header: boolean;
  /** Short records are filled up with empty cells. */
  fill?: boolean;
  /** Lines of the records of a table that was rewritten; without it the text's own lines count. */
  lines?: LineMap;
  /** The columns, where staging found more than the reading has. */
  columns?: ReadColumn[];
  notices?: Fault[];
}

/** How far a step has come. `rows` is about how many, until the step is over. */
export interface Progress {
  bytes: number;
  totalBytes: number;
  rows: number;
}

/** What the worker asks its page for when a format needs it: it fetches nothing itself. */
export interface FilesAssets {
  parquetWasm: () => Promise<Blob>;
}

/** The face of the files worker: disposable, so cancelling is killing it. */
export interface FilesWorker {
  /** To be called once, before a file of a format with its own assets (Parquet) is read. */
  setup(parquetWasm: FilesAssets['parquetWasm']): void;
  /** Looks at a file's content and says what tables it holds and how they would be read. */
  inspect(file: File, hints?: Partial<TextReading>): Promise<Result<Reading[]>>;
  /** As `inspect`, without searching a long text. */
  glance(file: File, hints?: Partial<TextReading>): Promise<Result<Reading[]>>;
  /** Decodes and converts one table for the import engine. */
  stage(file: File, reading: Reading, onProgress?: (p: Progress) => void): Promise<Result<Staged>>;
  /** A Parquet file from one Arrow IPC stream (transferred). Fault `parquet-unwritable`. */
  writeParquet(ipc: Uint8Array): Promise<Result<Uint8Array>>;
}
