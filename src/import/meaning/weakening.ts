import { defaultPolicy } from '../../privacy/detect.ts';
import { isWeaker, type PrivacyPolicy } from '../../privacy/kinds.ts';
import { rolesOf, type Meaning } from './meaning.ts';

/**
 * Who had a personal column come in as more than its kind would: a person unasked; a person whom a notebook or
 * mapping file had asked; its role, for it was taken for the names of colleagues.
 */
export interface Weakening {
  by: 'person' | 'notebook' | 'role';
  /** What its kind would have had. */
  instead: PrivacyPolicy;
  /** ISO instant at which that was confirmed. */
  at: string;
}

/** By column. */
export type Weakenings = Readonly<Record<string, Weakening>>;

/** Of a column as it is about to be confirmed; null for one that is nothing personal or is treated as its kind. */
export function weakeningOf(
  {
    personal,
    privacy,
    asks,
    ...roles
  }: Pick<Meaning, 'mapping' | 'attributes' | 'personal' | 'privacy' | 'asks'>,
  column: string,
  at: string,
): Weakening | null {
  const kind = personal[column] ?? null;
  const policy = privacy[column] ?? 'drop';
  const instead = defaultPolicy(kind, null);
  if (!isWeaker(policy, instead)) return null;
  const role = Object.entries(rolesOf(roles)).find(([, name]) => name === column)?.[0] ?? null;
  const wish = Object.hasOwn(asks, column) ? asks[column] : undefined;
  if (wish !== undefined && !isWeaker(policy, wish)) return { by: 'notebook', instead, at };
  return { by: isWeaker(policy, defaultPolicy(kind, role)) ? 'person' : 'role', instead, at };
}
