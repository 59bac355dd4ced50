import { quoteText } from '../sql/quote.ts';

type Pair = readonly [from: string, to: string];

const signs = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => String.fromCodePoint(from + i));
/** Signs that follow each other as plain ones do. */
const run = (from: number, to: string): Pair[] =>
  signs(from, to.length).map((sign, i): Pair => [sign, to[i]!]);
const each = (from: string, to: string): Pair[] => [...from].map((sign): Pair => [sign, to]);

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = CAPITALS + CAPITALS.toLowerCase();

/**
 * Full-width digits, letters and the signs of numbers and addresses: as NFKC folds them, but for the punctuation of
 * Chinese texts. Blanks and dashes by other names.
 */
const COMMON: Pair[] = [
  ...run(0xff10, DIGITS),
  ...run(0xff21, CAPITALS),
  ...run(0xff41, CAPITALS.toLowerCase()),
  ...([...'＠．＿－＋／'].map((sign) => [
    sign,
    String.fromCodePoint(sign.codePointAt(0)! - 0xfee0),
  ]) as Pair[]),
  ...each('\u3000\u00a0\u1680\u202f\u205f', ' '),
  ...each(signs(0x2000, 11).join(''), ' '),
  ...each('\u2010\u2011\u2012\u2013\u2212\ufe63', '-'),
  ...([
    ['﹫', '@'],
    ['﹒', '.'],
    ['﹢', '+'],
  ] as Pair[]),
];
/** The digits of other scripts, and digits and letters raised, lowered, in circles and in the styles of formulas. */
const RARE: Pair[] = [
  ...[0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66].flatMap(
    (zero) => run(zero, DIGITS),
  ),
  ...[0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0x2080].flatMap((zero) => run(zero, DIGITS)),
  ...[0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6].flatMap((zero) => run(zero, DIGITS)),
  ...['⁰¹²³⁴⁵⁶⁷⁸⁹', '⓪①②③④⑤⑥⑦⑧⑨', '⓿❶❷❸❹❺❻❼❽❾'].flatMap((ten) =>
    [...ten].map((sign, i): Pair => [sign, DIGITS[i]!]),
  ),
  ...[0x1d400, 0x1d468, 0x1d5a0, 0x1d5d4, 0x1d608, 0x1d63c, 0x1d670].flatMap((first) => run(first, LETTERS)),
];
/** Signs without a width, by which a number can be broken unseen, or that address books set around it. */
const NOTHING =
  '\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u180e\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f\u20e3';

const fromOf = (pairs: readonly Pair[]): string => pairs.map(([from]) => from).join('');
const toOf = (pairs: readonly Pair[]): string => pairs.map(([, to]) => to).join('');

/** A class of signs for a pattern, those that follow each other as a span. */
function classOf(from: string): string {
  const points = [...from].map((sign) => sign.codePointAt(0)!).sort((a, b) => a - b);
  const spans = points.reduce<[number, number][]>((found, point) => {
    const last = found.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else found.push([point, point]);
    return found;
  }, []);
  const text = String.fromCodePoint;
  return spans.map(([a, b]) => (a === b ? text(a) : `${text(a)}-${text(b)}`)).join('');
}

const TABLE = new Map([...COMMON, ...RARE]);
const ANY = `[${classOf(fromOf([...COMMON, ...RARE]) + NOTHING)}]`;
const FOLDED = new RegExp(ANY, 'gu');

/** A text with digits and letters of other forms made plain and signs without a width taken out; `foldSql` does the same. */
export const fold = (text: string): string => text.replace(FOLDED, (sign) => TABLE.get(sign) ?? '');

/** Where one of the signs stands in it, what translating makes of a text: laying out the table takes a while for each. */
const translated = (text: string, pairs: readonly Pair[], cleared: string): string =>
  `CASE WHEN regexp_matches(${text}, ${quoteText(`[${classOf(fromOf(pairs))}]`)}) ` +
  `THEN translate(${cleared}, ${quoteText(fromOf(pairs))}, ${quoteText(toOf(pairs))}) ELSE ${cleared} END`;

/** `fold` in SQL, of an expression that is written several times: bind a long one first. */
export function foldSql(text: string): string {
  const cleared = `CASE WHEN regexp_matches(${text}, ${quoteText(`[${classOf(NOTHING)}]`)}) THEN regexp_replace(${text}, '[${classOf(NOTHING)}]', '', 'g') ELSE ${text} END`;
  const common = translated(text, COMMON, cleared);
  // Most values are plain ASCII, which two counters tell; translating takes a hundred times as long.
  return (
    `CASE WHEN strlen(${text}) = length(${text}) OR NOT regexp_matches(${text}, ${quoteText(ANY)}) THEN ${text} ` +
    `ELSE ${translated(text, RARE, common)} END`
  );
}
