/**
 * The ways in which one name is written: `Inv. No.` and `Invoice Number`, `Date of Sale` and `Sale Date`, `Sold On` and
 * `Sold At`, 下单日 and 下单时间, `City Name` and `City`. Names are compared by what is left when that is taken off.
 */

/** What is written in short, as a word of its own, and the word. */
const IN_FULL: Record<string, string> = Object.fromEntries(
  [
    'amount amt',
    'number no num nr nbr #',
    'account acct acc',
    'customer cust',
    'invoice inv',
    'transaction txn trans tran trx',
    'document doc',
    'quantity qty qnty',
    'description desc descr',
    'product prod',
    'category cat categ',
    'discount disc',
    'percent pct %',
    'extended ext extd',
    'receipt rcpt',
    'payment pymt pmt',
    'reference ref',
    'organization org',
    'value val',
    'department dept',
    'address addr',
    'resolution resol',
    'membership mbrship',
    'member mbr',
    'date dt',
    'timestamp tstamp',
    'currency ccy curr',
  ].flatMap((line) => {
    const [word, ...short] = line.split(' ');
    return short.map((s) => [s, word!] as const);
  }),
);

/** Words that are part of a name and say nothing: `the date of a purchase`. */
const FILLING = new Set(['the', 'a', 'an']);

const spelt = (words: readonly string[]): string[] =>
  words.filter((word) => !FILLING.has(word)).map((word) => IN_FULL[word] ?? word);

/** The words of a plain name in full and in their usual order: `Date of Sale` → `saledate`; '' where that is what it is. */
export function inFull(words: readonly string[]): string {
  const full = spelt(words);
  const of = full.indexOf('of');
  const turned = of > 0 && of < full.length - 1 ? [...full.slice(of + 1), ...full.slice(0, of)] : full;
  return turned.join('') === words.join('') ? '' : turned.join('');
}

/** Words that say that something is a moment, before what happened or behind it. */
const MOMENT = new Set(['date', 'time', 'datetime', 'timestamp', 'at', 'on', 'ts', 'when', 'utc']);
const MOMENT_BEHIND = /(?:dateandtime|datetime|timestamp|date|time|at|on|ts)$/;
const MOMENT_BEFORE = /^(?:dateof|date)/;
const MOMENT_HAN = /(?:日期时间|时间|日期|时刻|时点|日|于)$/;
/** What has happened, without a word for when: joined, sold, paid. */
const HAPPENED = /(?:ed|sold|paid|sent|won|begun|up)$/;
const HAN = /\p{Script=Han}/u;

/** What happened at the moment that a listed name is about: `orderdate` → `order`; '' for none. */
export const listedMoment = (name: string): string =>
  HAN.test(name)
    ? withoutEnd(name, MOMENT_HAN, 2)
    : withoutEnd(name.replace(MOMENT_BEFORE, ''), MOMENT_BEHIND, 3) ||
      (MOMENT_BEFORE.test(name) ? name.replace(MOMENT_BEFORE, '') : '');

/** What happened at the moment that a column is about, by its words; '' where none of them speaks of a moment. */
export function momentOf(words: readonly string[], joined: string): string {
  if (HAN.test(joined)) return withoutEnd(joined, MOMENT_HAN, 2);
  const full = spelt(words).filter((word) => word !== 'of');
  const left = full.filter((word) => !MOMENT.has(word));
  const stem = left.join('');
  return left.length < full.length || HAPPENED.test(stem) ? stem : '';
}

/** Words that say that something is what a record or a person is told from others by. */
const IDENTITY = /(?:id|number|no|code|key|nr)$/;
const IDENTITY_HAN = /(?:唯一标识|编号|编码|代码|标识|主键|号|id|no)$/;

/** Whose number a name is: `customerkey` → `customer`, 会员编码 → 会员; '' for none. */
export const identityOf = (name: string): string =>
  HAN.test(name) ? withoutEnd(name, IDENTITY_HAN, 2) : withoutEnd(name, IDENTITY, 4);

const TITLE = /(?:名称|姓名|名字|名|name)$/;
/** What a name is the name of: `City Name` → `city`, 负责人姓名 → 负责人; '' for none. */
export const titledBy = (name: string): string => withoutEnd(name, TITLE, 2);

const SORT_HAN = /(?:类型|类别|类目|分类|种类|分组)$/;
const SORT = /(?:type|class|group|kind)$/;
/** What a name is a sort of: 投诉类别 as 投诉类型, `Product Class` as `Product Group`; '' for none. */
export const sortOf = (name: string): string =>
  HAN.test(name) ? withoutEnd(name, SORT_HAN, 2) : withoutEnd(name, SORT, 4);

/** A name without what it ends in; '' where it does not, or where fewer signs than `least` are left. */
function withoutEnd(name: string, end: RegExp, least: number): string {
  const rest = name.replace(end, '');
  return rest.length < name.length && rest.length >= least ? rest : '';
}
