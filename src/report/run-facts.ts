import type { Rows } from '../engine/api.ts';
import type { Disclosure } from '../disclosure/disclose.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Comparison } from '../run/compare.ts';
import type { Prepared } from '../run/data.ts';
import type { Reconciliation } from '../run/reconcile.ts';
import type { Background } from './background.ts';
import type { Template } from '../template/schema.ts';

/** What a report is gathered from, wherever the notebook ran. */
export interface RunFacts {
  notebook: Notebook;
  prepared:
    | (Pick<Prepared, 'given' | 'extent' | 'ledger' | 'sourceLedger'> & Partial<Pick<Prepared, 'outside'>>)
    | null;
  template: (id: string) => Template | undefined;
  /** Findings rows of a cell that has run (null: it has none), or undefined for one that has not. */
  findings: (cell: string) => Rows | null | undefined;
  /** Lines of a source that reading refused. */
  rejected: (source: string) => number;
  /** Totals that should agree, once they have been compared. */
  reconciliation?: Reconciliation | null;
  /** What of it may leave; null while that is being found out: then no figure is told. */
  disclosure: Disclosure | null;
  /** What the data say beyond the cells; absent where it was not asked. */
  background?: Background | null;
  versions: { program: string; engine: string };
  /** The run before, held against this one; null when there is none. */
  comparison?: Comparison | null;
  /** Cells that are there and did not run, with the roles they lack (none: they failed). */
  unrun?: ReadonlyMap<string, readonly string[]>;
  /** Whether the goal's customers were chosen by what they did in the period; see `groupByDeeds`. */
  byDeeds?: boolean;
  /** Cells that look at all customers although the goal asks for a group. */
  wide?: ReadonlySet<string>;
}
