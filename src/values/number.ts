import { clean, cleanSql } from './clean.ts';
import { MONEY } from './currency.ts';
import { pattern, withSql } from './pattern.ts';
import { quoteText } from '../sql/quote.ts';

/** How numbers are written: which mark parts the fraction off, and whether they are shares of a hundred. */
export interface NumberForm {
  decimal: '.' | ',';
  percent: boolean;
}

const M = `(?:${MONEY})`;
const POINT = `(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:['’][0-9]{3})+|[0-9]+)(?:\\.[0-9]*)?|\\.[0-9]+`;
const COMMA = `(?:[0-9]{1,3}(?:\\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:['’][0-9]{3})+|[0-9]+)(?:,[0-9]+)?|,[0-9]+`;
const SCALE = '[万萬亿億千]';
/** A k stands alone at the end: beside a currency it would be part of its word. */
const THOUSAND = '千|[0-9] *k *(?:-|[)]|$)';
const thousand = new RegExp(THOUSAND, 'i');
const SIGN = '[-+△▲]';
/** Books write the side of an account behind a sum to the cent, and a credit is taken off what is owed; `2.5 Cr` are crores. */
const SIDED = { '.': '[0-9]+(?:[, ][0-9]{2,3})*[.][0-9]{2}', ',': '[0-9]+(?:[. ][0-9]{3})*,[0-9]{2}' };
const SIDE = ' *(?:cr|dr|db)[.]?';
const CREDIT = 'cr[.]?$';
const credit = new RegExp(CREDIT, 'i');
/** A sign before or behind the money and the number, brackets around it all for a minus. */
const shape = (digits: string, sided: string, percent: string): string => {
  const inner = `${SIGN}? *${M}? *${SIGN}? *(?:${digits})(?: *${SCALE}? *${percent} *${M}?${percent ? '' : '| *k'}) *-?`;
  const side = percent ? '' : `|${M}? *${sided} *${M}?${SIDE}`;
  return `^(?:(?:${inner}|${M}? *\\( *${inner} *\\) *${M}?)(?:/-)?${side})$`;
};
const shapes = (digits: string, sided: string) => ({
  plain: pattern(shape(digits, sided, ''), []),
  percent: pattern(shape(digits, sided, '%'), []),
});
const SHAPES = { '.': shapes(POINT, SIDED['.']), ',': shapes(COMMA, SIDED[',']) };
/** A point that ends a word of money (Rs.500) is none of the number's. */
const WORD_POINT = '([a-zа-я])[.]';
const wordPoint = new RegExp(WORD_POINT, 'gi');
/** The digits with their marks. */
const DIGITS = "((?:[.,][0-9]|[0-9])[0-9., '’]*)";
const digits = new RegExp(DIGITS);

const PLAIN = '[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?';
const plain = new RegExp(`^(?:${PLAIN})$`);
/** What nearly all amounts with signs look like; read without taking the text to pieces. */
const USUAL = '[-+]?[¥￥$€£₹₩]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?元?';
/** Zero is a share even without its sign. */
const ZERO = '^[-+]?0+(?:[.,]0+)?$';

/** Whether a trimmed text is a number as a machine writes it. */
export const isPlainNumber = (value: string): boolean => plain.test(value);

/**
 * The number a text stands for, or null: signs before, behind and in brackets, the side of an account, money before and behind, groups
 * as in India, Switzerland, France, digits of other scripts, 万 and 亿 as 10⁴ and 10⁸. A percentage is a
 * share (12.5% is 0.125) and only read as such (`percent`).
 */
export function readNumber(text: string, { decimal, percent }: NumberForm): number | null {
  const value = text.trim();
  if (!percent && decimal === '.' && plain.test(value)) return Number(value);
  const cleaned = clean(value);
  if (percent && new RegExp(ZERO).test(cleaned)) return 0;
  if (!SHAPES[decimal][percent ? 'percent' : 'plain'].fits(cleaned)) return null;
  const signs = cleaned.replace(/\/-$/, '').replace(/[^-△▲(]/g, '').length;
  const minus = signs + Number(credit.test(cleaned));
  if (minus > 1) return null;
  const written = digits
    .exec(cleaned.replace(wordPoint, '$1'))![1]!
    .replace(decimal === '.' ? /[^0-9.]/g : /[^0-9,]/g, '');
  const number = Number(written.replace(',', '.'));
  const scale = /[亿億]/.test(cleaned)
    ? 1e8
    : /[万萬]/.test(cleaned)
      ? 1e4
      : thousand.test(cleaned)
        ? 1000
        : 1;
  return ((minus ? -number : number) * scale) / (percent ? 100 : 1);
}

/** SQL of a DOUBLE from a text, NULL where it is no number in this form: what `readNumber` reads. */
export function numberSql(text: string, { decimal, percent }: NumberForm): string {
  const t = `trim(${text})`;
  const general = withSql('__v', cleanSql(text), generalSql(decimal, percent));
  if (percent || decimal === ',') return general;
  const usual = `TRY_CAST(regexp_replace(${t}, '[¥￥$€£₹₩元,]', '', 'g') AS DOUBLE)`;
  return `CASE WHEN regexp_full_match(${t}, ${quoteText(PLAIN)}) THEN TRY_CAST(${t} AS DOUBLE) WHEN regexp_full_match(${t}, ${quoteText(USUAL)}) THEN ${usual} ELSE ${general} END`;
}

/** The same for a cleaned text `__v`. */
function generalSql(decimal: '.' | ',', percent: boolean): string {
  const fits = SHAPES[decimal][percent ? 'percent' : 'plain'].fitsSql('__v');
  const written = `regexp_replace(regexp_extract(regexp_replace(__v, '(?i)${WORD_POINT}', '\\1', 'g'), ${quoteText(DIGITS)}), '${decimal === '.' ? '[^0-9.]' : '[^0-9,]'}', '', 'g')`;
  const number = `TRY_CAST(${decimal === '.' ? written : `replace(${written}, ',', '.')`} AS DOUBLE)`;
  const minus = `length(regexp_replace(regexp_replace(__v, '/-$', ''), '[^-△▲(]', '', 'g')) + CAST(regexp_matches(__v, ${quoteText(`(?i)${CREDIT}`)}) AS INTEGER)`;
  const scale = `CASE WHEN regexp_matches(__v, '[亿億]') THEN 100000000 WHEN regexp_matches(__v, '[万萬]') THEN 10000 WHEN regexp_matches(__v, ${quoteText(`(?i)${THOUSAND}`)}) THEN 1000 ELSE 1 END`;
  const value = `CASE ${minus} WHEN 0 THEN ${number} WHEN 1 THEN -${number} END * ${scale} / ${percent ? 100 : 1}`;
  const zero = percent ? `WHEN regexp_matches(__v, ${quoteText(ZERO)}) THEN 0 ` : '';
  return `CASE ${zero}WHEN ${fits} THEN ${value} END`;
}
