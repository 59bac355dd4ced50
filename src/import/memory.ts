import type { FileKind, Reading } from '../files/api.ts';

/** What an import takes and what there is for it, in bytes. */
export interface MemoryPlan {
  /** Together: the file's table while it is read, the same table in the notebook with its clean copy, and what is on its way. */
  needs: number;
  /** What the browser says the machine has (at most 8 GB, by its own rule), or a cautious guess. */
  offers: number;
  /** `ask`: it may fail; `refuse`: it cannot work. */
  verdict: 'fine' | 'ask' | 'refuse';
}

const GB = 1024 ** 3;
/** What DuckDB takes for itself of the 4 GB that WebAssembly addresses: its own limit. */
const ENGINE = 3.1 * GB;
/** Assumed of a browser that does not say. */
const GUESS = 4 * GB;

/**
 * Memory per byte of plain text: `READ` in the import engine, most of it for telling the copies, `KEPT` in the
 * notebook engine for the source, its clean copy and the work of the cells, `HANDED` for the rows as Arrow until
 * storage has them. Measured in the page on 10,000,000 order lines, 1.09 GB (test/large/FOUND.md): the page process
 * grew by 1.5 while it read and by 3.5 until the cells were done, the browser's own process by 1.3.
 */
const READ = 1.5;
const KEPT = 2;
const HANDED = 1.3;

/** Bytes of plain text that a byte of such a file holds, roughly; compressed text packs to a sixth. */
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
const COMPRESSED = 6;

/**
 * What importing a file takes. `compressed` is text inside a gzip or zip. `device` is the browser's
 * `navigator.deviceMemory`, in GB, where it has one; `spread` how periods side by side become rows.
 */
export function planMemory(
  bytes: number,
  kind: FileKind,
  compressed: boolean,
  device: number | undefined,
  spread?: Reading['spread'],
): MemoryPlan {
  const more = compressed && ['csv', 'json', 'ndjson'].includes(kind) ? COMPRESSED : 1;
  const text = bytes * TEXT[kind] * more * (spread ? grown(spread) : 1);
  const needs = Math.round(text * (READ + KEPT + HANDED));
  const offers = device === undefined ? GUESS : device * GB;
  // A cell that then lacks memory says so, and leaves the tables; what cannot be read at all is refused.
  const fits = text * READ <= ENGINE;
  return { needs, offers, verdict: !fits ? 'refuse' : needs > offers ? 'ask' : 'fine' };
}

/** How much more cells there are where each line becomes a row for each of its periods, at most. */
const grown = ({ columns, repeated, measures, periods }: NonNullable<Reading['spread']>): number =>
  Math.max(1, (periods.length * (repeated.length + 1 + measures.length)) / columns.length);

/**
 * The plan of a file that is too large whatever it holds, so that it need not be looked into; else null. Of an
 * archive each member counts by itself.
 */
export function hopeless(bytes: number, device: number | undefined): MemoryPlan | null {
  const least = planMemory(bytes, 'json', false, device);
  return least.verdict === 'refuse' ? least : null;
}

/** Below this nobody needs to hear of memory. */
export const WORTH_TELLING = 256 * 1024 ** 2;

/** Whether a file is a gzip or a zip, as its first bytes say. */
export async function isPacked(file: Blob): Promise<boolean> {
  const [a, b] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return (a === 0x1f && b === 0x8b) || (a === 0x50 && b === 0x4b);
}

/** Whether a file will hardly take any memory, as far as can be told before it is looked into. */
export const isSmall = async (file: Blob): Promise<boolean> =>
  planMemory(file.size, 'csv', await isPacked(file), undefined).needs < WORTH_TELLING;

/** Bytes as gigabytes with one decimal, for a sentence. */
export const gigabytes = (bytes: number): number => Math.round((bytes / GB) * 10) / 10;
