/**
 * What a finding says beyond the figures in it, and how the data bear that out.
 * - `level`: a figure of the data as they are.
 * - `note`: something about the method or about what the data lack.
 * - `change`: other than in the time before. `difference`: one group other than the rest. `best`: first or last
 *   of many. `association`: two things go together. `trend`: rising or falling over time.
 * - `prediction`: what will come.
 *
 * How it is borne out:
 * - `judged`: by the include `judged`: an effect, its standard error with the right unit (customers, not their
 *   rows), corrected over everything that was looked at, and the least effect that matters;
 * - `record`: what is ranked are counts, sums or shares of a complete record, which say what happened and nothing
 *   of what another period would bring (`docs/claims.md` lists them);
 * - `back-test`: the template shows how it would have done on the data's own past (rules `RECORD_RULES`).
 */
export type Claim =
  | { kind: 'level' | 'note' }
  | { kind: 'best'; test: 'record' }
  | { kind: 'change' | 'difference' | 'best' | 'association' | 'trend'; test: 'judged'; unit: ClaimUnit }
  | { kind: 'prediction'; test: 'back-test' };

/** What counts as one independent observation. */
export type ClaimUnit = 'customer' | 'cohort' | 'staff';

/**
 * Chance that one rule claims something where there is nothing, over everything it looked at. A notebook has up
 * to `MOST_JUDGED` such rules, so that at most one notebook in twenty claims anything of the kind (Bonferroni).
 * The include `judged` has the same number.
 */
export const CLAIM_LEVEL = 0.002;
export const MOST_JUDGED = 25;

/** A template that predicts has both rules: how it did a period ago, or that the data do not reach back so far. */
export const RECORD_RULES = ['record', 'no_record'] as const;

/** Words of a comparison or a forecast; a sentence with one of them needs a claim that is borne out. */
const COMPARING = {
  en: /\b((?<!\bor )(?:more|less|fewer)|higher|lower|better|worse|best|worst|(?<!\bat )most(?! recent)|highest|lowest|larger|smaller|rose|fell|fall|falls|rise|rises|rising|falling|grew|grow|grows|growing|drop(s|ped)?|up from|down from|is up|above|below|against|differs?|differently|because|due to|thanks to|causes?|(more than|beyond|not|by) chance|clearly|expected?|will|likely|probably|worth about|goes with)\b/i,
  zh: /高于|低于|多于|少于|优于|劣于|上升|下降|升到|降到|增长|减少|最(?![近后早])|更(?![新改正换])|偏高|偏低|变好|变差|好于|差于|明显|显著|超出误差|因为|由于|归因|导致|预计|预期|将会|多半|很可能/,
};

/** The words of a sentence that compare or foretell, by language. */
export const comparingWords = (sentence: { zh: string; en: string }): string[] =>
  (['en', 'zh'] as const).flatMap(
    (lang) => COMPARING[lang].exec(sentence[lang].replace(/\{[^}]*\}/g, '…'))?.[0] ?? [],
  );
