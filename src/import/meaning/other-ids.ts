import type { PrivacyPolicy } from '../../privacy/kinds.ts';
import type { ColumnProfile } from '../stage/profile.ts';
import { readDuration } from '../../values/duration.ts';
import type { Meaning } from './meaning.ts';

/** A customer id that lists will show as pseudonyms, and the columns that could stand in its place. */
export interface PseudonymId {
  column: string;
  /** The likeliest first, at most three. */
  others: string[];
}

/** Share of the rows that an id must be filled in, and how far its number of values may be from the customers'. */
const [FILLED, FEWER, MORE] = [0.9, 0.5, 1.6];
const MOST = 3;

/** Whether all is how long something took, which tells answers apart as well as whose they are, and is nobody’s id. */
const isLasting = (examples: readonly string[]): boolean =>
  examples.length > 0 && examples.every((text) => readDuration(text, 'hh:mm') !== null);
/** Roles whose column may become the customer's id all the same. */
const FREE_ROLES: readonly string[] = ['name', 'owner'];

/**
 * Says whether the customers of a table will be known by pseudonyms alone, which nobody can call; and which of its
 * other columns tells about as many customers apart and stays as it is. Null where they keep an id of their own.
 */
export function pseudonymId(
  mapping: Readonly<Record<string, string>>,
  privacy: Readonly<Record<string, PrivacyPolicy>>,
  personal: Meaning['personal'],
  profile: readonly ColumnProfile[],
  rows: number,
): PseudonymId | null {
  const column = mapping['customer'];
  if (column === undefined || privacy[column] !== 'pseudonymise') return null;
  const customers = profile.find(({ name }) => name === column)?.distinct ?? 0;
  const roleOf = new Map(Object.entries(mapping).map(([role, of]) => [of, role]));
  const others = profile
    .filter(({ name, sqlType, filled, distinct, examples }) => {
      const role = roleOf.get(name);
      return (
        name !== column &&
        (role === undefined || FREE_ROLES.includes(role)) &&
        // What nobody reads yet is left out by itself; what is personal would be hidden too.
        (personal[name] ?? null) === null &&
        /^(VARCHAR|BIGINT|INTEGER|HUGEINT)/.test(sqlType) &&
        !isLasting(examples) &&
        filled >= FILLED * rows &&
        distinct >= FEWER * customers &&
        distinct <= MORE * customers
      );
    })
    .sort((a, b) => Math.abs(a.distinct - customers) - Math.abs(b.distinct - customers));
  return { column, others: others.slice(0, MOST).map(({ name }) => name) };
}
