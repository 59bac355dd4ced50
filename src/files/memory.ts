import type { FileKind } from './api.ts';

/** What an import takes and what there is for it, in bytes. */
export interface MemoryPlan {
  /** Together: the file's table while it is read, and the same table in the notebook. */
  needs: number;
  /** What the browser says the machine has (at most 8 GB, by its own rule), or a cautious guess. */
  offers: number;
  /** `ask`: it may fail; `refuse`: it cannot work. */
  verdict: 'fine' | 'ask' | 'refuse';
}

const GB = 1024 ** 3;
/** One engine's memory: WebAssembly addresses 4 GB, of which the engine itself takes a little. */
const ENGINE = 3.8 * GB;
/** Assumed of a browser that does not say. */
const GUESS = 4 * GB;

/**
 * Memory per byte of plain text, measured with the engine's own account on exports of 25 MB: an orders file
 * of seven columns took 1.54 while it was read and 1.84 in the notebook, one of long texts 1.23 and 1.43.
 */
const READ = 1.6;
const KEPT = 1.9;

/** Bytes of plain text that a byte of such a file holds, roughly; packed text packs to a sixth. */
const TEXT: Record<FileKind, number> = {
  csv: 1,
  json: 0.6,
  ndjson: 0.6,
  xls: 0.7,
  xlsx: 2,
  ods: 4,
  parquet: 4,
  arrow: 1,
};
const PACKED = 6;

/**
 * What importing a file takes. `packed` is text inside a gzip or zip. `device` is the browser's
 * `navigator.deviceMemory`, in GB, where it has one.
 */
export function planMemory(
  bytes: number,
  kind: FileKind,
  packed: boolean,
  device: number | undefined,
): MemoryPlan {
  const text = bytes * TEXT[kind] * (packed && ['csv', 'json', 'ndjson'].includes(kind) ? PACKED : 1);
  const needs = Math.round(text * (READ + KEPT));
  const offers = device === undefined ? GUESS : device * GB;
  const fits = text * KEPT <= ENGINE;
  return { needs, offers, verdict: !fits ? 'refuse' : needs > offers ? 'ask' : 'fine' };
}

/** Below this nobody needs to hear of memory. */
export const WORTH_TELLING = 256 * 1024 ** 2;

/** Bytes as gigabytes with one decimal, for a sentence. */
export const gigabytes = (bytes: number): number => Math.round((bytes / GB) * 10) / 10;
