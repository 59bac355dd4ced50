import type { ExpectedSource, TableColumn } from '../entity/source.ts';
import type { Weakenings } from '../import/meaning/weakening.ts';
import type { PersonalKind, PrivacyPolicy } from '../privacy/kinds.ts';
import { need } from '../result.ts';
import type { Db, SourceRecord } from '../storage/db.ts';
import { readSource } from '../storage/sources.ts';
import type { Digests, SourceLedger } from './import/existing.ts';
import { streamOf } from './stream.ts';

/** A source of the open notebook: what it means stands in the notebook, its rows in storage and engine. */
export interface OpenSource {
  id: string;
  name: string;
  columns: TableColumn[];
  ledger: SourceLedger;
  /** Name of the file it came from. */
  file: string;
  personal: Record<string, PersonalKind | null>;
  /** Policies under which its columns were confirmed. */
  treated?: Readonly<Record<string, PrivacyPolicy>> | undefined;
  /** Which of its columns came in as more than their kind would; absent of imports before that was written down. */
  weakened?: Weakenings | undefined;
  /** Digests of its rows, to tell which of another file's are there already; null when there are none. */
  digests: (Omit<Digests, 'pieces'> & { pieces: Blob[] }) | null;
  /** Rows that are not in storage (not yet, or because it is full or missing): Arrow IPC streams. */
  chunks: Blob[] | null;
}

/** What storage keeps beside a source's rows. */
export type SourceDetails = Pick<OpenSource, 'file' | 'personal' | 'treated' | 'weakened'> &
  Partial<Pick<OpenSource, 'digests'>> & {
    /** What it means, for the case that the notebook was not saved with it any more. */
    expected?: ExpectedSource;
  };

/** How each column of a source was treated. */
export const treatedOf = ({ columns, privacy }: ExpectedSource): Record<string, PrivacyPolicy> =>
  Object.fromEntries(columns.map(({ name }) => [name, privacy[name] ?? 'keep']));

/** A source as storage has it, and what it means; `outdated` are its details as they are to be stored instead, if so. */
export function storedSource({ id, name, columns, ledger, details }: SourceRecord): {
  source: OpenSource;
  expected: ExpectedSource | undefined;
  outdated: SourceDetails | null;
} {
  const { expected, digests: stored = null, file, personal, treated, weakened } = details as SourceDetails;
  // An earlier version made them of raw values: they go, and the next file is taken without being compared.
  const digests = stored && 'treatments' in stored ? stored : null;
  const about = { file, personal, treated, weakened, digests };
  return {
    source: { id, name, columns, ledger: ledger as SourceLedger, ...about, chunks: null },
    expected,
    outdated: stored && !digests ? about : null,
  };
}

/** Rows of a source, from memory or from storage, piece by piece. Stops when they cannot be read. */
export const rowsOf = (
  db: Db | null,
  { id, chunks }: Pick<OpenSource, 'id' | 'chunks'>,
): AsyncIterable<Uint8Array> =>
  streamOf<Uint8Array>(async (push) => {
    if (chunks) for (const chunk of chunks) await push(new Uint8Array(await chunk.arrayBuffer()));
    else need(await readSource(db!, id, push));
  });

/** Digests as they are kept: blobs, which the browser can move to disk. */
export const keptDigests = (made: Digests): NonNullable<OpenSource['digests']> => ({
  ...made,
  pieces: made.pieces.map((piece) => new Blob([piece as Uint8Array<ArrayBuffer>])),
});

export const readDigests = async (kept: NonNullable<OpenSource['digests']>): Promise<Digests> => ({
  ...kept,
  pieces: await Promise.all(kept.pieces.map(async (blob) => new Uint8Array(await blob.arrayBuffer()))),
});
