import type { Reading } from '../files/api.ts';
import type { Meaning } from './meaning/meaning.ts';
import type { Finished } from './stage/finish.ts';
import type { StageReport } from './stage/importer.ts';

/**
 * All that taking in a file finds out, of a file that is part of the page itself: it was read, looked at and treated
 * when the page was made, by what reads, looks at and treats any file.
 */
export interface KnownFile {
  /** Of the file as it is read. */
  bytes: number;
  reading: Reading;
  /** What became of its records, and figures of all rows, without values. */
  report: StageReport;
  meaning: Meaning;
  /** Of the table of its treated rows. */
  columns: Finished['columns'];
}

/** A file of the sample: what is known of it, and its rows, in memory only while they are asked for. */
export interface SampleFile {
  name: string;
  known: KnownFile;
  /** Its rows under the policies that its meaning says, as an import hands them over: Arrow IPC streams. */
  treated(): AsyncGenerator<Piece>;
  /** The columns that treating changes or leaves out, as they were read; nothing where there are none. */
  hidden(): AsyncGenerator<Piece>;
}

interface Piece {
  bytes: Uint8Array;
  rows: number;
}
