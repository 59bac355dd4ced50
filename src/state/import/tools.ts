import type { RowChange } from '../../import/stage/digest.ts';
import type { ColumnPolicy, Finished, FinishOptions } from '../../import/stage/finish.ts';
import type { StageReport } from '../../import/stage/importer.ts';
import type { IdForm, KeyMatch } from '../../import/stage/keys.ts';
import type { Completed, LookupRows, Taking } from '../../import/stage/lookup.ts';
import type { KeyCount, KeysMet } from '../../import/stage/lookup-keys.ts';
import type { ColumnProfile } from '../../import/stage/profile.ts';
import type { LookedFor } from '../../import/stage/raw-values.ts';
import type { Judgement, rowsAside } from '../../import/stage/judge.ts';
import type { Shipped } from '../../import/stage/staged.ts';
import type { RoleReading } from '../../import/stage/readable.ts';
import type { StageOptions } from '../../import/stage/work.ts';
import type { Steadiness } from '../../import/meaning/attributes.ts';
import type { EntityName } from '../../entity/catalogue.ts';
import type { CleaningSetting } from '../../entity/rules/rule.ts';
import type { Scale } from '../../entity/scale.ts';
import type { ExpectedSource } from '../../entity/source.ts';
import type { Progress, Reading, Staged, TextReading } from '../../files/api.ts';
import type { ValueFilter } from '../../privacy/value-filter.ts';
import type { Result } from '../../result.ts';
import type { ExistingSource } from './existing.ts';

/** What reads one file: it goes with its worker when it is closed, whatever it is doing. */
export interface FileReader {
  inspect(file: File, hints: Partial<TextReading>): Promise<Result<Reading[]>>;
  /** As `inspect`, at once however long the file is; `partly` is then still to be asked. */
  glance(file: File, hints: Partial<TextReading>): Promise<Result<Reading[]>>;
  stage(file: File, reading: Reading, onProgress: (progress: Progress) => void): Promise<Result<Staged>>;
  close(): void;
}

/** The raw rows of one file in an import engine: what can be asked of them until it is closed. */
export interface RawTable {
  /** Of the engine, whose hash digests are made by. */
  version(): Promise<string>;
  stage(staged: Staged | Shipped, reading: Reading, options: StageOptions): Promise<Result<StageReport>>;
  /** The figures of all rows. */
  profile(): Promise<Result<ColumnProfile[]>>;
  histograms(profile: readonly ColumnProfile[], rows: number): Promise<Result<Map<string, number[]>>>;
  /** How many values the roles of times and numbers would read. */
  readings(entity: EntityName, mapping: Readonly<Record<string, string>>): Promise<Result<RoleReading[]>>;
  /** For each column, how many customers with several values of it have the same one throughout. */
  steady(customer: string, columns: readonly string[]): Promise<Result<Record<string, Steadiness>>>;
  /** What cleaning would make of the rows, and some of those that a rule would set aside. */
  judge(
    entity: EntityName,
    mapping: Readonly<Record<string, string>>,
    settings: readonly CleaningSetting[],
    scales: Readonly<Record<string, Scale>>,
  ): Promise<Result<Judgement>>;
  aside(rule: string, columns: readonly string[]): ReturnType<typeof rowsAside>;
  /** Digests of the rows under a key and after policies, and how the rows stand to others' digests made alike. */
  digests(key: string, policy: ColumnPolicy): Promise<Result<Uint8Array[]>>;
  compare(known: readonly Uint8Array[], key: string, policy: ColumnPolicy): Promise<Result<RowChange>>;
  /** Values that would not come through in a table of these columns. */
  lost(columns: readonly { name: string; type: string }[]): Promise<Result<LostValues[]>>;
  /** Keyed digests of the different values of some columns, and how they meet those of another table's. */
  keys(columns: readonly string[], key: string, form?: IdForm): Promise<Result<Uint8Array>>;
  match(
    columns: readonly string[],
    others: readonly string[],
    digests: Uint8Array,
    key: string,
    form?: IdForm,
  ): Promise<Result<KeyMatch[]>>;
  /**
   * The raw values of some columns as a filter that texts can be held against once the rows have gone. They come in
   * parts; `between` is waited for between two of them.
   */
  values(columns: readonly LookedFor[], between?: () => Promise<unknown>): Promise<Result<ValueFilter>>;
  /** How many values some columns have, exactly. */
  counts(columns: readonly string[]): Promise<Result<KeyCount[]>>;
  /** How the values of a column meet those of other tables' columns, each as `keys` of that column alone. */
  meet(column: string, others: readonly Uint8Array[], key: string): Promise<Result<KeysMet>>;
  /** Raw rows for another import engine to look up in, and nobody else. */
  lookup(key: string, columns: readonly string[]): Promise<Result<LookupRows>>;
  /** The same rows with columns of others, or without those that they took: the table is another from then on. */
  complete(takings: readonly Taking<LookupRows>[]): Promise<Result<Completed & { table: RawTable }>>;
  finish(policy: ColumnPolicy, options: FinishOptions): Promise<Result<Finished>>;
  /** Ends the engine, or its part of a shared one; to be closed twice does no harm. */
  close(): void;
}

export interface LostValues {
  column: string;
  count: number;
}

/** What an import is made with: workers and engines in the page, anything with the same face in a test. */
export interface ImportTools {
  openReader(): Promise<Result<FileReader>>;
  /** Starts an engine ahead of a file, while that is being looked at. */
  warm(small: boolean): void;
  /** An engine for one file: `small` ones may share one. `onLost` hears when it is lost, by whoever's doing. */
  openTable(small: boolean, onLost: () => void): Promise<Result<RawTable>>;
  /** What the machine is said to have, in GB, where it is said. */
  readonly deviceMemory: number | undefined;
}

export interface ImportOptions {
  tools: ImportTools;
  /** Notebook template to open when confirmed, or null for the main one. */
  template?: string | null;
  /** Notebook that the sources are added to, or null for a new one. */
  target?: string | null;
  /** What that notebook expects of its sources, and the rows that it has of them. */
  expected?: readonly ExpectedSource[];
  existing?: readonly ExistingSource[];
  /** How that notebook cleans. */
  cleaning?: readonly CleaningSetting[];
  /** The workspace's secret, without which digests of rows cannot be compared. */
  key?: () => Promise<string>;
}
