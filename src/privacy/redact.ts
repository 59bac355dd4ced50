import { quoteText } from '../sql/quote.ts';
import { decoded, decodedSql } from './encoded.ts';
import type { Finder } from './finder.ts';
import { LIKELY_NAMES, SHIELD, shielded, SHIELDED, shieldWith, unshielded } from './finders-names.ts';
import { FINDERS, LIKELY } from './finders.ts';
import { fold, foldSql } from './fold.ts';
import type { PersonalKind } from './kinds.ts';
import { HAN_SIGN, mark, markLanguage, type MarkLanguage } from './marks.ts';

const turns = FINDERS.flatMap((finder) => (finder.twice ? [finder, finder] : [finder]));
const regexOf = ({ pattern, anyCase }: Finder): RegExp => new RegExp(pattern, anyCase ? 'giu' : 'gu');
const compiled = turns.map((finder) => ({ finder, regex: regexOf(finder) }));

const looks = [LIKELY, LIKELY_NAMES].map((pattern) => new RegExp(pattern, 'iu'));
const likely = (open: string): boolean => looks.some((look) => look.test(open));

/** A text as it is looked through: decoded and folded. `openTextSql` says the same in the engine. */
const openText = (text: string): string => fold(decoded(text));

/** Whether it is worth looking for something personal in a text; `likelySql` says the same in the engine. */
export const isLikely = (text: string): boolean => likely(openText(text));

/**
 * A text with everything personal in it replaced by its kind, in the language that the text is written in:
 * 请打 13812345678 → 请打 [手机号]. A text in which nothing is found stays as it is written. `redactSql` does the
 * same in the engine.
 */
export function redactText(text: string): string {
  const open = openText(text);
  if (isPlain(text) || !likely(open)) return text;
  const within = shielded(open);
  const struck = compiled.reduce(
    (rest, { finder, regex }) =>
      rest.replace(
        regex,
        (_, before: string, after: string) => `${before}${mark(finder.kind, 'en')}${after}`,
      ),
    within,
  );
  if (struck === within) return text;
  return inLanguage(markLanguage(open)).reduce(
    (rest, [from, to]) => rest.replaceAll(from, to),
    unshielded(struck),
  );
}

/** `body` with `x` bound to an expression, so that a long one is written and computed once. */
const bind = (text: string, body: string): string => `list_transform([${text}], lambda x: ${body})[1]`;

const matchSql = (text: string, { pattern, anyCase }: Finder): string =>
  `regexp_matches(${text}, ${quoteText(pattern)}${anyCase ? ", 'i'" : ''})`;

/**
 * Codes in which nothing that is looked for can stand: most columns of many different values are of them. So are
 * digests and UUIDs, whose digits are a card's or a telephone's by chance.
 */
export const PLAIN_CODE =
  '[A-Za-z]?[0-9]{1,9}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Whether a text is shorter than any of what is looked for, or a code: quick to tell, in SQL. */
export const plainSql = (text: string): string =>
  `(strlen(${text}) <= 4 OR regexp_full_match(${text}, '${PLAIN_CODE}'))`;

/** `shielded` in SQL. */
const shieldedSql = (text: string): string =>
  `regexp_replace(${text}, ${quoteText(SHIELDED)}, ${quoteText(shieldWith('\\'))}, 'g')`;

/** A text as it is looked through, in SQL. */
export const openTextSql = (text: string): string =>
  `CASE WHEN contains(${text}, '%') OR contains(${text}, '\\u') THEN ${bind(decodedSql(text), foldSql('x'))} ELSE ${foldSql(text)} END`;

/** Whether it is worth looking for something personal in a text, in SQL. */
export const likelySql = (text: string): string =>
  `CASE WHEN ${plainSql(text)} THEN false ` +
  // Two looks, since one that is to find all of it is too large for the engine to go through a text in one pass.
  `ELSE ${[LIKELY, LIKELY_NAMES].map((look) => `regexp_matches(${openTextSql(text)}, ${quoteText(look)}, 'i')`).join(' OR ')} END`;

/**
 * How many values hold each kind, as a SELECT of one row: `from` has the values `v` (`openTextSql`) with how
 * often each stands there (`n`).
 */
export function countsSql(from: string): string {
  const kinds = [...new Set(FINDERS.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => {
    const tests = FINDERS.filter((finder) => finder.kind === kind).map((finder) => matchSql('v', finder));
    return `coalesce(sum(n) FILTER (${tests.join(' OR ')}), 0)::DOUBLE AS ${kind}`;
  });
  return `SELECT ${counts.join(', ')} FROM (SELECT * REPLACE (${shieldedSql('v')} AS v) FROM ${from})`;
}

const BYTES = new TextEncoder();
const CODE = new RegExp(`^(?:${PLAIN_CODE})$`);
const isPlain = (text: string): boolean => BYTES.encode(text).length <= 4 || CODE.test(text);

const tests = FINDERS.map(({ kind, pattern, anyCase }) => ({
  kind,
  regex: new RegExp(pattern, anyCase ? 'iu' : 'u'),
}));

/** How many values hold each kind that any holds, of values with how often each stands; as `countsSql` counts. */
export function kindsIn(
  values: readonly { value: string; count: number }[],
): Partial<Record<PersonalKind, number>> {
  const kinds: Partial<Record<PersonalKind, number>> = {};
  for (const { value, count } of values) {
    if (isPlain(value) || !isLikely(value)) continue;
    const open = shielded(openText(value));
    const found = new Set(tests.flatMap(({ kind, regex }) => (regex.test(open) ? [kind] : [])));
    for (const kind of found) kinds[kind] = (kinds[kind] ?? 0) + count;
  }
  return kinds;
}

/** Marks that take the place of the English ones, by which all is struck: each pattern is read once for all languages. */
const inLanguage = (lang: MarkLanguage): [from: string, to: string][] =>
  lang === 'en'
    ? []
    : [...new Set(FINDERS.map(({ kind }) => kind))].map((kind) => [mark(kind, 'en'), mark(kind, lang)]);

/** `redactText` in SQL. */
export function redactSql(column: string): string {
  const replaced = turns.reduce(
    (rest, { kind, pattern, anyCase }) =>
      `regexp_replace(${rest}, ${quoteText(pattern)}, ${quoteText(`\\1${mark(kind, 'en')}\\2`)}, '${anyCase ? 'gi' : 'g'}')`,
    'x',
  );
  const text = `CAST(${column} AS VARCHAR)`;
  const plain = `replace(r, '${SHIELD}', '')`;
  const chinese = inLanguage('zh').reduce(
    (rest, [from, to]) => `replace(${rest}, ${quoteText(from)}, ${quoteText(to)})`,
    plain,
  );
  const struck = `list_transform([${replaced}], lambda r: CASE WHEN r = x THEN ${text} WHEN regexp_matches(x, ${quoteText(HAN_SIGN)}) THEN ${chinese} ELSE ${plain} END)[1]`;
  return `CASE WHEN ${likelySql(text)} THEN ${bind(shieldedSql(openTextSql(text)), struck)} ELSE ${text} END`;
}
