import { CLEANING_RULES, type CleaningRule } from './cleaning-rules.ts';
import type { EntityName } from './catalogue.ts';
import type { LedgerRow } from './ledger.ts';

/** A rule that sets aside more of an entity than this is said where it cannot be overlooked. */
export const HARSH = 0.1;

/** A rule with what it set aside of an entity. */
export interface Harsh {
  rule: CleaningRule;
  entity: EntityName;
  rows: number;
  /** Of all rows that were read. */
  share: number;
}

/** The rules that set aside more than this share of their entity. */
export const harshRows = (ledger: readonly LedgerRow[], over = HARSH): Harsh[] =>
  ledger.flatMap(({ entity, rule: id, removed }) => {
    const read = ledger.find((row) => row.entity === entity && row.rule === 'read')?.rows_out ?? 0;
    const rule = CLEANING_RULES.find((known) => known.id === id);
    return rule && removed > over * read ? [{ rule, entity, rows: removed, share: removed / read }] : [];
  });
