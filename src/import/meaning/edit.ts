import type { PrivacyPolicy } from '../../privacy/kinds.ts';
import { defaultPolicy } from '../../privacy/detect.ts';
import { isOfFive, type Scale } from '../../entity/scale.ts';
import { attributeOf, attributeRef } from './attributes.ts';
import { rolesOf, type Meaning } from './meaning.ts';

/**
 * A column's meaning by hand: the name of a role, of an attribute of the customer (`customers.industry`), or '' for
 * not used. Its policy becomes the role's; a column that is no longer used is left out.
 */
export function withRole(meaning: Meaning, column: string, role: string): Meaning {
  const attribute = attributeOf(role);
  const others = (roles: Readonly<Record<string, string>>, taken: string | null) =>
    Object.fromEntries(Object.entries(roles).filter(([other, name]) => name !== column && other !== taken));
  const mapping = others(meaning.mapping, attribute === null ? role : null);
  const attributes = others(meaning.attributes, attribute);
  if (role && attribute === null) mapping[role] = column;
  if (attribute !== null) attributes[attribute] = column;
  const idle = idleAfter(meaning, { mapping, attributes });
  const without = idle.length > 0 ? withColumnsLeft(meaning, idle, true) : meaning;
  const said = { ...without, mapping, attributes, unsettled: false };
  if (!role) return said;
  return {
    ...withPolicy(said, column, defaultPolicy(meaning.personal[column] ?? null, role)),
    confidence: { ...meaning.confidence, [role]: 1 },
  };
}

/** The columns that had a role and have none any more. */
function idleAfter(before: Meaning, after: Pick<Meaning, 'mapping' | 'attributes'>): string[] {
  const used = Object.values(rolesOf(after));
  return [...new Set(Object.values(rolesOf(before)))].filter((column) => !used.includes(column));
}

/** Says by hand that a column is no attribute of the customer; what else it is stays. */
export function withoutAttribute(meaning: Meaning, role: string): Meaning {
  const { [role]: _, ...attributes } = meaning.attributes;
  return withAttributes(meaning, attributes);
}

/** Says by hand which columns are attributes of the customer: none, or those that there were before. */
export function withAttributes(meaning: Meaning, attributes: Readonly<Record<string, string>>): Meaning {
  const said = { ...meaning, attributes: { ...attributes }, unsettled: false };
  const left = withColumnsLeft(said, idleAfter(meaning, said), true);
  const had = Object.values(rolesOf(meaning));
  return Object.entries(attributes)
    .filter(([, column]) => !had.includes(column))
    .reduce(
      (so, [role, column]) =>
        withPolicy(so, column, defaultPolicy(so.personal[column] ?? null, attributeRef(role))),
      left,
    );
}

/** A column's policy by hand. */
export const withPolicy = (meaning: Meaning, column: string, policy: PrivacyPolicy): Meaning => ({
  ...meaning,
  privacy: { ...meaning.privacy, [column]: policy },
});

/** Takes a column in that no analysis reads, treated as what it holds; what would be left out is masked. */
export function withTakenIn(meaning: Meaning, column: string): Meaning {
  const policy = defaultPolicy(meaning.personal[column] ?? null, null);
  return withPolicy(meaning, column, policy === 'drop' ? 'mask' : policy);
}

/** Leaves columns out of the import, or takes them in again as they were proposed. */
export function withColumnsLeft(meaning: Meaning, columns: readonly string[], out: boolean): Meaning {
  const policies = columns.map((name) => [
    name,
    out ? 'drop' : defaultPolicy(meaning.personal[name] ?? null, null),
  ]);
  return { ...meaning, privacy: { ...meaning.privacy, ...Object.fromEntries(policies) } };
}

/** Says by hand on which scale a column's answers are. */
export function withScale(meaning: Meaning, column: string, scale: Scale): Meaning {
  const { [column]: _, ...others } = meaning.scales;
  return { ...meaning, scales: isOfFive(scale) ? others : { ...others, [column]: scale } };
}
