import type { Rule } from '../../template/schema.ts';

/** A rule as its fields show it: what is typed, which need not be a number yet. */
export interface RuleDraft {
  name: string;
  min: Record<string, string>;
  max: Record<string, string>;
}

const texts = (bounds: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(bounds).map(([field, n]) => [field, String(n)]));

export const draftOf = ({ name, min, max }: Rule): RuleDraft => ({ name, min: texts(min), max: texts(max) });

/** The rule that a draft means, or the name of the field with text that is no number. Blank is no bound. */
export function readRule(draft: RuleDraft): { rule: Rule } | { wrong: string } {
  const rule: Rule = { name: draft.name.trim(), min: {}, max: {} };
  for (const side of ['min', 'max'] as const)
    for (const [field, text] of Object.entries(draft[side])) {
      const plain = text.normalize('NFKC').replace(/[,\s]/g, '');
      if (plain === '') continue;
      const n = Number(plain);
      if (!Number.isFinite(n)) return { wrong: field };
      rule[side][field] = n;
    }
  return { rule };
}
