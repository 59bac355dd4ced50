import type { CauseKind, CauseRole } from './cause-traits.ts';

/**
 * Where something comes from, as far as the data say: one group of customers or orders that has more of it than its
 * size explains.
 * - `members`: of those whom an insight is about, `share` are in this group; of customers of like spending `base`.
 * - `change`: of a change of the whole, `share` happened in this group, which had `base` of the amount before.
 * - `kept`, `turnover`: of a change of the whole, `share` is of those who ordered in both spans, or in one alone.
 */
export interface Cause {
  kind: CauseKind;
  role: CauseRole;
  value: string;
  customers: number;
  share: number;
  base: number;
}

/** What was looked through for a cause, and the one that was found; `failed` where the data could not be asked. */
export interface Looked {
  roles: CauseRole[];
  cause: Cause | null;
  failed?: true;
}

/** The engine did not answer: whether there is a cause is not known. */
export const NOT_LOOKED: Looked = { roles: [], cause: null, failed: true };

/** Causes by finding; see `causeKey`. */
export type Causes = ReadonlyMap<string, Looked>;

export const causeKey = (cell: string, row: Readonly<Record<string, unknown>>): string =>
  `${cell}\n${JSON.stringify(row)}`;

/** The figures of a cause. */
export const CAUSE_VALUES = ['customers', 'share', 'base'] as const;
export type CauseValue = (typeof CAUSE_VALUES)[number];
