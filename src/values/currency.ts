import { quoteText } from '../sql/quote.ts';
import { clean, cleanSql } from './clean.ts';
import { withSql } from './pattern.ts';

/**
 * Signs, codes and words of money by ISO 4217 code. `$`, `¥` and `kr` stand for several: alone they are taken for
 * the one that comes first in the world's exports. Of two that begin alike the longer stands first.
 */
const CURRENCIES: readonly (readonly [code: string, words: string])[] = [
  ['CNY', 'CNY RMB CN¥ CN￥ 人民币 元人民币'],
  ['HKD', 'HKD HK$ 港币 港元 港幣'],
  ['TWD', 'TWD NT$ NTD 新台币 新臺幣 台币'],
  ['SGD', 'SGD S$ 新加坡元 新币'],
  ['USD', 'USD US$ 美元 美金'],
  ['AUD', 'AUD AU$ A$ 澳元'],
  ['CAD', 'CAD CA$ C$ 加元'],
  ['NZD', 'NZD NZ$'],
  ['BRL', 'BRL R$'],
  ['MXN', 'MXN MX$'],
  ['EUR', 'EUR € euros euro 欧元'],
  ['GBP', 'GBP £ 英镑'],
  ['JPY', 'JPY JP¥ 日元 日圆 円 yen'],
  ['KRW', 'KRW ₩ ￦ 韩元 원 won'],
  ['INR', 'INR ₹ Rs. Rs 卢比'],
  ['CHF', 'CHF SFr. SFr Fr. 瑞士法郎'],
  ['RUB', 'RUB ₽ руб. руб р. 卢布'],
  ['THB', 'THB ฿ 泰铢'],
  ['VND', 'VND ₫ đ'],
  ['IDR', 'IDR Rp. Rp'],
  ['MYR', 'MYR RM 令吉'],
  ['PHP', 'PHP ₱'],
  ['TRY', 'TRY ₺ TL'],
  ['PLN', 'PLN zł'],
  ['CZK', 'CZK Kč'],
  ['HUF', 'HUF Ft'],
  ['ARS', 'ARS AR$'],
  ['CLP', 'CLP CL$'],
  ['UYU', 'UYU'],
  ['EGP', 'EGP'],
  ['PKR', 'PKR'],
  ['BDT', 'BDT'],
  ['KES', 'KES'],
  ['SEK', 'SEK'],
  ['NOK', 'NOK'],
  ['DKK', 'DKK'],
  ['ILS', 'ILS ₪'],
  ['UAH', 'UAH ₴'],
  ['NGN', 'NGN ₦'],
  ['AED', 'AED Dhs د.إ'],
  ['SAR', 'SAR ر.س'],
  ['ZAR', 'ZAR'],
  ['CNY', '¥ ￥ 元整 元 圆 圓 块'],
  ['USD', '$ ＄'],
  ['SEK', 'kr. kr'],
];

const WORDS = CURRENCIES.flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const));
const escaped = (word: string): string => word.replace(/[$.]/g, '\\$&');

/** The pattern of a word of money, as it stands beside a number. */
export const MONEY = WORDS.map(([word]) => escaped(word)).join('|');

const money = new RegExp(MONEY, 'i');
const codeOf = new Map(WORDS.map(([word, code]) => [clean(word).toLowerCase(), code] as const));
const KEYS = [...codeOf.keys()];
const CODES = KEYS.filter((key) => /^[a-z]{3}$/.test(key));
/** The pattern of codes that stand for themselves. */
const ISO = [...new Set(codeOf.values())].join('|');
/** Names that only a column of currencies writes. */
const NAMES: Record<string, string> = {
  'us dollar': 'USD',
  'us dollars': 'USD',
  dollar: 'USD',
  dollars: 'USD',
  yuan: 'CNY',
  renminbi: 'CNY',
  'chinese yuan': 'CNY',
  人民币元: 'CNY',
  pound: 'GBP',
  pounds: 'GBP',
  'pound sterling': 'GBP',
  'british pound': 'GBP',
  'japanese yen': 'JPY',
  'hong kong dollar': 'HKD',
};
const NAMED = [...KEYS, ...Object.keys(NAMES)];
const codeNamed = (key: string): string | undefined => codeOf.get(key) ?? NAMES[key];

/** The currency that stands beside a number, by its ISO code; null where none does. */
export function readCurrency(text: string): string | null {
  const found = money.exec(clean(text));
  return found ? (codeOf.get(found[0].toLowerCase()) ?? null) : null;
}

const lookSql = (word: string, keys: readonly string[] = KEYS): string =>
  `[${keys.map((key) => quoteText(codeNamed(key)!)).join(', ')}][list_position([${keys.map(quoteText).join(', ')}], ${word})]`;

/** SQL of the same. */
export const currencySql = (text: string): string =>
  lookSql(`nullif(lower(regexp_extract(${cleanSql(text)}, ${quoteText(`(?i)${MONEY}`)})), '')`);

/** SQL: another currency than this one stands beside a number. */
export const otherCurrencySql = (text: string, code: string): string => {
  const others = WORDS.filter(([, own]) => own !== code).map(([word]) => escaped(word));
  return `regexp_matches(${text}, ${quoteText(`(?i)${others.join('|')}`)}) AND coalesce(${currencySql(text)} <> ${quoteText(code)}, false)`;
};

/** What a column of currencies says, in upper case where it is no word that is known. */
export function currencyIn(text: string): string | null {
  const word = clean(text).toLowerCase();
  if (word === '') return null;
  return codeNamed(word) ?? codeOf.get(/^[a-z]{3}(?![a-z])/.exec(word)?.[0] ?? '') ?? word.toUpperCase();
}

/**
 * SQL of the same. Codes stay as they are; of all else the text, a long expression itself, is written as few times as
 * can be, for what stands in a view is planned each time. The lists stand outside: in a lambda each row copies them.
 */
export const currencyInSql = (text: string): string => {
  const word = withSql('__t', text, `lower(${cleanSql('__t')})`);
  const code = `nullif(regexp_extract(${word}, '^([a-z][a-z][a-z])(?:[^a-z]|$)', 1), '')`;
  const read = `coalesce(${lookSql(word, NAMED)}, ${lookSql(code, CODES)}, nullif(upper(${word}), ''))`;
  return `CASE WHEN regexp_full_match(${text}, ${quoteText(ISO)}) THEN ${text} ELSE ${read} END`;
};

const CODE = new RegExp(`(?:^|[^A-Za-z])(${[...new Set(codeOf.values())].join('|')})(?:[^A-Za-z]|$)`);

/** The currency that a column's name states: `Amount (USD)`, 金额（美元）, `Total €`; null where it states none. */
export function currencyNamed(column: string): string | null {
  const name = column.normalize('NFKC');
  const code = CODE.exec(name)?.[1] ?? CODE.exec(name.toUpperCase().replace(/_/g, ' '))?.[1];
  if (code) return code;
  const signs = WORDS.filter(([word]) => /[^\p{L}.]/u.test(word) || /\p{Script=Han}{2}/u.test(word));
  const found = signs.find(([word]) => name.includes(word.normalize('NFKC')));
  return found?.[1] ?? (/元(?:[)\]】]|$)/.test(name) ? 'CNY' : null);
}
