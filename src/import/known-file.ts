import type { Reading, StagedText } from '../files/api.ts';
import type { Meaning } from './meaning/meaning.ts';
import type { ColumnProfile } from './stage/profile.ts';

/**
 * All that looking at a file finds out, of a file that is part of the page itself: it was looked at when the page was
 * made. Its rows are staged, treated and accounted for like any other's.
 */
export interface KnownFile {
  /** Bytes of its text, unpacked: another text is another file. */
  bytes: number;
  reading: Reading;
  staged: Omit<StagedText, 'blob' | 'notices'>;
  /** Figures of all rows, without values. */
  profile: ColumnProfile[];
  meaning: Meaning;
}

/** A file of the sample with what is known of it; null: it is to be looked at like any other. */
export interface SampleFile {
  file: File;
  known: KnownFile | null;
}
