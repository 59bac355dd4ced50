import type { TableColumn } from '../../entity/source.ts';
import type { LeftOut } from '../../files/api.ts';
import type { PersonalKind, PrivacyPolicy } from '../../privacy/kinds.ts';
import type { Weakenings } from '../../import/meaning/weakening.ts';
import type { Treatments } from '../../import/stage/treatments.ts';
import type { ValueFilter } from '../../privacy/value-filter.ts';

/** What became of a file's records; `read` + `rejected` is what the file holds. */
export interface SourceLedger {
  read: number;
  rejected: number;
  /** Where, not what: a broken line's text is raw and no privacy policy has seen it. */
  rejects: { line: number; reason: string; file?: string }[];
  conversions: { column: string; failed: number }[];
  bytes: number;
  /** Lines that are no data and were left out; absent of imports before they were counted, and where a format has none. */
  leftOut?: LeftOut;
  /** The files it came from, when there are several. */
  files?: { file: string; read: number; rejected: number }[];
  /** The files that its rows were looked up in: by which column, how many were found there and how many not. */
  lookedUp?: { file: string; key: string; found: number; missing: number }[];
}

/**
 * Digests of a source's rows, as `rowDigests` made them, with the engine whose hash they are and how each column
 * was treated before: rows can only be compared in the same terms.
 */
export interface Digests {
  engine: string;
  /** Column name in lower case to what was done with it. */
  treatments: Treatments;
  pieces: Uint8Array[];
}

/** By what raw values of a source are known again in texts. In memory only, as long as the notebook is open. */
export interface RawLook {
  filters: readonly ValueFilter[];
  /** Whether all of the source's rows are in them. */
  whole: boolean;
}

/** Nothing is known of a source's raw values: it was imported at an earlier visit. */
export const NOTHING_RAW: RawLook = { filters: [], whole: false };

/** A source whose rows the open notebook has, for files that come after it. */
export interface ExistingSource {
  name: string;
  file: string;
  columns: TableColumn[];
  ledger: SourceLedger;
  personal: Record<string, PersonalKind | null>;
  /** Policies under which its columns were confirmed; without one, from an earlier version. */
  treated?: Readonly<Record<string, PrivacyPolicy>> | undefined;
  /** Which of its columns came in as more than their kind would. */
  weakened?: Weakenings | undefined;
  /** Null when its rows cannot be compared: they were stored without digests. */
  digests(): Promise<Digests | null>;
  /** By what the raw values of its rows are known again, where they were imported during this visit. */
  raw?: (() => Promise<RawLook>) | undefined;
  /** Its rows, piece by piece. Throws when storage cannot give them. */
  pieces(): AsyncIterable<Uint8Array>;
}

/** What was confirmed of a source's columns; before policies were kept, what is not personal and stands in it was. */
export const confirmedOf = ({
  treated,
  columns,
  personal,
}: ExistingSource): Readonly<Record<string, PrivacyPolicy>> =>
  treated ??
  Object.fromEntries(
    columns.flatMap(({ name }) => ((personal[name] ?? null) === null ? [[name, 'keep' as const]] : [])),
  );

/** The account of several files as one: every count is a sum, every line tells its file. */
export function sumLedgers(parts: readonly { file: string; ledger: SourceLedger }[]): SourceLedger {
  if (parts.length === 1) return parts[0]!.ledger;
  const sum = (pick: (ledger: SourceLedger) => number) =>
    parts.reduce((n, { ledger }) => n + pick(ledger), 0);
  const conversions = new Map<string, number>();
  for (const { ledger } of parts)
    for (const { column, failed } of ledger.conversions)
      conversions.set(column, (conversions.get(column) ?? 0) + failed);
  return {
    read: sum((l) => l.read),
    rejected: sum((l) => l.rejected),
    bytes: sum((l) => l.bytes),
    ...(parts.some(({ ledger }) => ledger.leftOut)
      ? { leftOut: { above: sum((l) => l.leftOut?.above ?? 0), below: sum((l) => l.leftOut?.below ?? 0) } }
      : {}),
    ...lookedUpOf(parts.map(({ ledger }) => ledger)),
    rejects: parts.flatMap(({ file, ledger }) => ledger.rejects.map((reject) => ({ file, ...reject }))),
    conversions: [...conversions].map(([column, failed]) => ({ column, failed })),
    files: parts.flatMap(
      ({ file, ledger }) => ledger.files ?? [{ file, read: ledger.read, rejected: ledger.rejected }],
    ),
  };
}

/** Each file that rows were looked up in, once. */
function lookedUpOf(ledgers: readonly SourceLedger[]): Pick<SourceLedger, 'lookedUp'> {
  const all = new Map<string, NonNullable<SourceLedger['lookedUp']>[number]>();
  for (const one of ledgers.flatMap(({ lookedUp = [] }) => lookedUp)) {
    const id = JSON.stringify([one.file, one.key]);
    const { found = 0, missing = 0 } = all.get(id) ?? {};
    all.set(id, { ...one, found: found + one.found, missing: missing + one.missing });
  }
  return all.size > 0 ? { lookedUp: [...all.values()] } : {};
}
