import type { EntityName } from '../../entity/catalogue.ts';
import type { ExpectedSource, TableColumn } from '../../entity/source.ts';
import type { Weakenings } from '../../import/meaning/weakening.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import type { Result } from '../../result.ts';
import type { Digests, RawLook, SourceLedger } from './existing.ts';
import type { ReadyRows } from './ready-rows.ts';

export type Turn = () => Promise<unknown>;

/** A confirmed table beside its rows: what it means, what it holds, what became of its file. */
export interface ImportedTable {
  expected: ExpectedSource;
  columns: TableColumn[];
  ledger: SourceLedger;
  /** Name of the file it came from. */
  file: string;
  /** What its columns hold of personal data, so that even a kept one is shown masked. */
  personal: Record<string, PersonalKind | null>;
  /** Which of its columns came in as more than their kind would. */
  weakened: Weakenings;
  /**
   * Digests of its rows, made when they are asked for; to be asked once, for that frees the import engine. `turn`, where
   * nobody waits for them, resolves when nobody waits for anything else.
   */
  digests: (turn?: Turn) => Promise<Digests | null>;
  /** By what its raw values are known again in texts; in memory only. To be asked before `digests`, which lets them go. */
  raw: () => Promise<RawLook>;
}

/** Takes the rows of an entity's table, after the privacy policy, piece by piece as they are made; or those that are `ready`. */
export type TakeRows = (
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  entity: EntityName | null,
  ready: ReadyRows | null,
) => Promise<Result<null>>;
