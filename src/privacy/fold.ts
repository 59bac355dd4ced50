import { quoteText } from '../sql/quote.ts';

const range = (from: string, to: string): string[] =>
  Array.from({ length: to.codePointAt(0)! - from.codePointAt(0)! + 1 }, (_, i) =>
    String.fromCodePoint(from.codePointAt(0)! + i),
  );

/** Full-width digits, letters and the signs of numbers and addresses: as NFKC folds them, but for the punctuation of Chinese texts. */
const WIDE = [...range('０', '９'), ...range('Ａ', 'Ｚ'), ...range('ａ', 'ｚ'), ...'＠．＿－＋／'];
const narrow = (sign: string): string => String.fromCodePoint(sign.codePointAt(0)! - 0xfee0);
/** Blanks and dashes by other names. */
const OTHERS: [string, string][] = [
  ...[...'\u3000\u00a0\u2002\u2003\u2009\u202f'].map((blank): [string, string] => [blank, ' ']),
  ...[...'\u2010\u2011\u2012\u2013\u2212'].map((dash): [string, string] => [dash, '-']),
];
/** Signs without a width, by which a number can be broken unseen. */
const NOTHING = '\u200b\u200c\u200d\u2060\ufeff\u00ad';

const FROM = [...WIDE, ...OTHERS.map(([from]) => from)].join('');
const TO = [...WIDE.map(narrow), ...OTHERS.map(([, to]) => to)].join('');
const TABLE = new Map([...FROM].map((sign, i) => [sign, [...TO][i]!]));
const FOLDED = `[\u2002\u2003\u2009\u202f\u2010-\u2013\u2212\u3000\u00a0\uff0b\uff0d-\uff19\uff20-\uff3a\uff3f\uff41-\uff5a\u200b-\u200d\u2060\ufeff\u00ad]`;

/** A text with full-width digits and letters made plain and signs without a width taken out; `foldSql` does the same. */
export const fold = (text: string): string =>
  text.replace(new RegExp(FOLDED, 'gu'), (sign) => (NOTHING.includes(sign) ? '' : (TABLE.get(sign) ?? sign)));

/** `fold` in SQL, of an expression that is written several times: bind a long one first. */
export const foldSql = (text: string): string =>
  // Most values are plain ASCII, which two counters tell; translating takes a hundred times as long.
  `CASE WHEN strlen(${text}) = length(${text}) OR NOT regexp_matches(${text}, ${quoteText(FOLDED)}) THEN ${text} ` +
  `ELSE translate(regexp_replace(${text}, '[${NOTHING}]', '', 'g'), ${quoteText(FROM)}, ${quoteText(TO)}) END`;
