import type { PrivacyPolicy } from '../../privacy/kinds.ts';
import { defaultPolicy } from '../../privacy/detect.ts';
import type { Meaning } from './meaning.ts';

/** A column's meaning by hand: the name of a role, or '' for not used. Its policy becomes the role's. */
export function withRole(meaning: Meaning, column: string, role: string): Meaning {
  const mapping = Object.fromEntries(
    Object.entries(meaning.mapping).filter(([other, name]) => name !== column && other !== role),
  );
  if (!role) return { ...meaning, mapping };
  return {
    ...withPolicy(meaning, column, defaultPolicy(meaning.personal[column] ?? null, role)),
    mapping: { ...mapping, [role]: column },
    confidence: { ...meaning.confidence, [role]: 1 },
  };
}

/** A column's policy by hand. */
export const withPolicy = (meaning: Meaning, column: string, policy: PrivacyPolicy): Meaning => ({
  ...meaning,
  privacy: { ...meaning.privacy, [column]: policy },
});

/** Leaves columns out of the import, or takes them in again as they were proposed. */
export function withColumnsLeft(meaning: Meaning, columns: readonly string[], out: boolean): Meaning {
  const policies = columns.map((name) => [
    name,
    out ? 'drop' : defaultPolicy(meaning.personal[name] ?? null, null),
  ]);
  return { ...meaning, privacy: { ...meaning.privacy, ...Object.fromEntries(policies) } };
}
