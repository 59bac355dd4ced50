import type { FileKind, Progress } from '../files/api.ts';

/** How far a whole reading has come: `share` (0..1) and `rows` never go back. */
export interface Reached extends Progress {
  share: number;
}

/** What part of a reading the files worker's own step takes, where it has one; measured on exports of 50 MB. */
const CONVERTING: Record<FileKind, number> = {
  csv: 0.5,
  json: 0.8,
  ndjson: 0.8,
  xlsx: 0.9,
  xls: 0.9,
  ods: 0.9,
  parquet: 0.5,
  arrow: 0.5,
};

/**
 * Joins the two steps of a reading, converting in the files worker (which plain UTF-8 text does without) and
 * staging in the import engine, into one progress that only rises.
 */
export function joinedProgress(kind: FileKind): (step: 'convert' | 'stage', progress: Progress) => Reached {
  let last: Reached = { bytes: 0, totalBytes: 0, rows: 0, share: 0 };
  let converted = 0;
  return (step, progress) => {
    const part = progress.totalBytes > 0 ? Math.min(1, progress.bytes / progress.totalBytes) : 0;
    if (step === 'convert') converted = CONVERTING[kind];
    const share = step === 'convert' ? converted * part : converted + (1 - converted) * part;
    last = { ...progress, share: Math.max(last.share, share), rows: Math.max(last.rows, progress.rows) };
    return last;
  };
}
