import type { ColumnFacts } from '../../entity/source.ts';
import type { Finished } from '../../import/stage/finish.ts';
import { policyOf, type Treatments } from '../../import/stage/treatments.ts';
import type { ValueFilter } from '../../privacy/value-filter.ts';
import { namedBy, treatmentsOf } from './import-group.ts';
import type { ImportItem } from './import-item.svelte.ts';
import { lookedFor } from './looked-for.ts';
import type { RawTable } from './tools.ts';

/** All that the rows of a source of new files follow from. */
export interface RowsOf {
  name: string;
  /** The files' raw rows, one under the other: each another object once they are others. */
  tables: readonly RawTable[];
  /** How they are treated and by what they are known again, as text. It holds the key of the pseudonyms: in memory only. */
  treated: string;
}

/** What is known of a source's rows once they have been treated. */
export interface TreatedRows {
  columns: Finished['columns'];
  /** The columns as each part that stands in the table has them. */
  parted: (readonly (ColumnFacts & { name: string })[])[];
  /**
   * Of files under each other: digests of their rows and how these were treated, and by what their values are known
   * again, of all of them or not.
   */
  known: Uint8Array[];
  treatments: Treatments;
  filters: ValueFilter[];
  whole: boolean;
}

/** Rows that are in the notebook engine before they have been confirmed, and at hand. */
export interface ReadyRows extends TreatedRows {
  /** Tells them from all others. */
  version: string;
  pieces: readonly Blob[];
}

/** How a notebook receives rows: `later`, when a run needs them; those that are `ready` stand in its engine. */
export interface Receiving {
  later?: boolean;
  ready?: ReadyRows | null;
}

/** Rows that are being made ready, beside whatever else is looked at. */
export interface Making {
  keep(of: RowsOf, made: TreatedRows): void;
  signal: AbortSignal;
}

/** Where rows are looked for that were made ready; `making` where they are to be. */
export interface RowsAhead {
  find(of: RowsOf): ReadyRows | null;
  making?: Making;
}

/** What the rows of files that become one source follow from; `secret` makes the pseudonyms. */
export function rowsOfFiles(
  group: readonly ImportItem[],
  tables: readonly RawTable[],
  name: string,
  secret: string,
): RowsOf {
  const [first] = group as [ImportItem];
  const treated = group.map((item) => {
    const treatments = treatmentsOf(item, first);
    const policy = policyOf(treatments, secret);
    const columns = (item.reading?.columns ?? []).map((column) => [column.name, policy(column.name)]);
    // Of a file that stands alone it is found out later.
    const known = group.length > 1 ? [treatments, lookedFor(item, first)] : [];
    return [namedBy(item, first), columns, known];
  });
  return { name, tables, treated: JSON.stringify(treated) };
}

export const sameRows = (a: RowsOf, b: RowsOf): boolean =>
  a.name === b.name &&
  a.treated === b.treated &&
  a.tables.length === b.tables.length &&
  a.tables.every((table, i) => table === b.tables[i]);
