/** Nouns that are counted, as they stand for many. */
export const NOUNS =
  'customers orders buyers tickets complaints scores answers texts visits actions items rules cohorts baskets failures operations segments groups rows days weeks months years times points minutes hours steps users profiles values records purchases words completions factors attributes people analyses columns cells settings lines keys files levels characters totals figures requests findings tables ranges formulas dates notebooks sources fields parameters amounts owners products categories products pages spenders sheets copies entries units hits pairs marks curves bars people names options places events bytes'.split(
    ' ',
  );
const IRREGULAR: Record<string, string> = { people: 'person', analyses: 'analysis' };
/** One of them. */
export const oneOf = (noun: string): string =>
  IRREGULAR[noun] ?? noun.replace(/ies$/, 'y').replace(/(?<!ie)s$/, '');
/** Verbs as they stand for many, and for one. */
export const VERBS: Record<string, string> = {
  are: 'is',
  have: 'has',
  were: 'was',
  do: 'does',
  add: 'adds',
  bring: 'brings',
  buy: 'buys',
  come: 'comes',
  complain: 'complains',
  differ: 'differs',
  end: 'ends',
  exceed: 'exceeds',
  fall: 'falls',
  hold: 'holds',
  lie: 'lies',
  meet: 'meets',
  reach: 'reaches',
  set: 'sets',
  show: 'shows',
  spend: 'spends',
  stand: 'stands',
  use: 'uses',
  carry: 'carries',
  share: 'shares',
  agree: 'agrees',
  need: 'needs',
  belong: 'belongs',
};
const verb = `(?: (${Object.keys(VERBS).join('|')})\\b)?`;
/** A word between a number and its noun, which is none that begins another part of the sentence. */
const BETWEEN =
  '(?!(?:of|and|or|in|by|for|to|at|than|with|against|from|is|that|which|who|as|on|its|their|the|was|has|does) )[a-z-]+ ';
/** A noun with at most two words before it, and the verb behind it, be it after a bracket that ends in the piece. */
const COUNTED = new RegExp(
  `^( (?:${BETWEEN}){0,2}?)(${NOUNS.join('|')})\\b((?: \\([^)]*\\)| (?:that|which|who)(?= ))?)${verb}`,
);
/** Some of what the piece goes on to name, with the verb behind it or a bracket that ends in a later piece. */
const SOME = new RegExp(`^( of [^,.;:()]*?(?<! that))(?: (${Object.keys(VERBS).join('|')})\\b|( \\()$)`);
/** The verb behind a bracket that an earlier piece opened. */
const BEHIND = new RegExp(`^([^)]*\\))${verb}`);
/** The verb right behind the number: "1 have none". */
const DIRECT = new RegExp(`^ (${Object.keys(VERBS).join('|')})\\b`);

/**
 * The pieces of an English sentence in which a counted "1 customers are" is "1 customer is": sentences are written
 * for many, and a number stands in a piece of its own before its noun.
 */
export function singular<T extends { text: string; bold: boolean }>(segments: readonly T[]): T[] {
  let open = false;
  return segments.map((segment, i) => {
    if (segment.bold) return segment;
    const before = segments[i - 1];
    const one = (verb: string | undefined) => (verb ? ` ${VERBS[verb]}` : '');
    if (open) {
      const text = segment.text.replace(BEHIND, (_, rest: string, is?: string) => rest + one(is));
      open = !segment.text.includes(')');
      return { ...segment, text };
    }
    const after = segments[i + 1];
    if (after?.bold && after.text === '1' && segment.text.endsWith(' these ')) {
      return { ...segment, text: segment.text.replace(/these $/, 'this ') };
    }
    if (!before?.bold || before.text !== '1') return segment;
    // Of 3 × 1 cells there are three.
    if (segments[i - 2]?.text.endsWith('× ') && segments[i - 3]?.text !== '1') return segment;
    if (DIRECT.test(segment.text)) {
      return { ...segment, text: segment.text.replace(DIRECT, (_, is: string) => one(is)) };
    }
    if (SOME.test(segment.text)) {
      open = segment.text.endsWith('(');
      const text = segment.text.replace(
        SOME,
        (_, some: string, is?: string, bracket?: string) => some + one(is) + (bracket ?? ''),
      );
      return { ...segment, text };
    }
    const text = segment.text.replace(
      COUNTED,
      (_, lead: string, noun: string, rest: string, is?: string) => `${lead}${oneOf(noun)}${rest}${one(is)}`,
    );
    open = text !== segment.text && /\([^)]*$/.test(text);
    return { ...segment, text };
  });
}
