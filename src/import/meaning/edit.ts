import type { PrivacyPolicy } from '../../privacy/kinds.ts';
import { defaultPolicy } from '../../privacy/detect.ts';
import { isOfFive, type Scale } from '../../entity/scale.ts';
import type { Meaning } from './meaning.ts';

/**
 * A column's meaning by hand: the name of a role, or '' for not used. Its policy becomes the role's; a column that
 * is no longer used is left out.
 */
export function withRole(meaning: Meaning, column: string, role: string): Meaning {
  const mapping = Object.fromEntries(
    Object.entries(meaning.mapping).filter(([other, name]) => name !== column && other !== role),
  );
  const before = role ? meaning.mapping[role] : undefined;
  const idle = role && before !== column ? before : role ? undefined : column;
  const without = idle === undefined ? meaning : withColumnsLeft(meaning, [idle], true);
  if (!role) return { ...without, mapping };
  return {
    ...withPolicy(without, column, defaultPolicy(meaning.personal[column] ?? null, role)),
    mapping: { ...mapping, [role]: column },
    confidence: { ...meaning.confidence, [role]: 1 },
  };
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
