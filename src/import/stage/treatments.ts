import type { PersonalKind, PrivacyPolicy } from '../../privacy/kinds.ts';
import { policySql } from '../../privacy/policy.ts';
import { quoteName } from '../../sql/quote.ts';
import { columnKey } from '../union.ts';
import type { ColumnPolicy } from './finish.ts';

/** What is done with a column of this name (its `columnKey`) on its way in. */
export type Treatments = Readonly<Record<string, { policy: PrivacyPolicy; kind: PersonalKind | null }>>;

/** Treatments as SQL; `secret` makes the pseudonyms. A column that is not spoken of is left out. */
export const policyOf =
  (treatments: Treatments, secret: string): ColumnPolicy =>
  (column) => {
    const name = columnKey(column);
    if (!Object.hasOwn(treatments, name)) return null;
    const { policy, kind } = treatments[name]!;
    return policySql(column, policy, kind, secret);
  };

/** Values as they are: for comparing files within one import, of which nothing is kept. */
export const RAW: ColumnPolicy = quoteName;
