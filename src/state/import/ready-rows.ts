import type { Finished } from '../../import/stage/finish.ts';
import { policyOf } from '../../import/stage/treatments.ts';
import { namedBy, treatmentsOf } from './import-group.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { RawTable } from './tools.ts';

/** All that the rows of a source of one file follow from. */
export interface RowsOf {
  name: string;
  /** The file's raw rows: another object once they are others. */
  table: RawTable;
  /** How they are treated, as text. It holds the key of the pseudonyms: in memory only. */
  treated: string;
}

/** Rows that are in the notebook engine before they have been confirmed, and at hand. */
export interface ReadyRows {
  /** Tells them from all others. */
  version: string;
  pieces: readonly Blob[];
  columns: Finished['columns'];
}

/** How a notebook receives rows: `later`, when a run needs them; those that are `ready` stand in its engine. */
export interface Receiving {
  later?: boolean;
  ready?: ReadyRows | null;
}

/** Rows that are being made ready, beside whatever else is looked at. */
export interface Making {
  keep(of: RowsOf, columns: Finished['columns']): void;
  signal: AbortSignal;
}

/** Where rows are looked for that were made ready; `making` where they are to be. */
export interface RowsAhead {
  find(of: RowsOf): ReadyRows | null;
  making?: Making;
}

/** What the rows of a file that becomes a source alone follow from; `secret` makes the pseudonyms. */
export function rowsOfFile(item: ImportItem, table: RawTable, name: string, secret: string): RowsOf {
  const policy = policyOf(treatmentsOf(item, item), secret);
  const columns = (item.reading?.columns ?? []).map((column) => [column.name, policy(column.name)]);
  return { name, table, treated: JSON.stringify([namedBy(item), columns]) };
}

export const sameRows = (a: RowsOf, b: RowsOf): boolean =>
  a.name === b.name && a.table === b.table && a.treated === b.treated;
