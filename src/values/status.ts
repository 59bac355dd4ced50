import { quoteText } from '../sql/quote.ts';
import { clean, cleanSql } from './clean.ts';
import { withSql } from './pattern.ts';
import { AT_ONCE, IN_TURN, STANDING, UNDOING, type StatusClass } from './status-words.ts';

export type { StatusClass } from './status-words.ts';

const UPPER =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜ退訂單關閉貨無絕銷敗測試買賣戶撤棄須過時窗請駁處運輸驗證確認';
const LOWER =
  'abcdefghijklmnopqrstuvwxyzàáâãäçèéêëìíîïñòóôõöùúûü退订单关闭货无绝销败测试买卖户撤弃须过时窗请驳处运输验证确认';
const lowerOf = new Map([...UPPER].map((sign, i) => [sign, [...LOWER][i]!]));
const shouting = new RegExp(`[${UPPER}]`, 'g');

/** One step to the form the words are written for: what is replaced by what. `$1` and `$2` are the groups. */
const STEPS: [what: string, by: string][] = [
  // PartiallyRefunded
  ['([a-z])([A-Z])', '$1 $2'],
];
const PLAIN_STEPS: [what: string, by: string][] = [
  // A dash with blanks around it parts clauses, one without joins words.
  [' +-+ +', ' ; '],
  ['[,;|，；、。.!！\n\r]+', ' ; '],
  ['[_\'’‘`"“”*#-]+', ' '],
  [' *([()（）]) *', ' ; '],
  ['([0-9a-z]) +/ +', '$1/'],
  [' +', ' '],
  ['^[; ]+', ''],
  ['[; ]+$', ''],
  // WooCommerce writes wc-pending.
  ['^wc ', ''],
];

const steps = (text: string, list: typeof STEPS): string =>
  list.reduce((sofar, [what, by]) => sofar.replace(new RegExp(what, 'g'), by), text);
const stepsSql = (text: string, list: typeof STEPS): string =>
  list.reduce(
    (sql, [what, by]) =>
      `regexp_replace(${sql}, ${quoteText(what)}, ${quoteText(by.replace(/\$(\d)/g, '\\$1'))}, 'g')`,
    text,
  );

const plain = (text: string): string =>
  steps(
    steps(clean(text), STEPS).replace(shouting, (sign) => lowerOf.get(sign)!),
    PLAIN_STEPS,
  );
const plainSql = (text: string): string =>
  stepsSql(
    `translate(${stepsSql(cleanSql(text), STEPS)}, ${quoteText(UPPER)}, ${quoteText(LOWER)})`,
    PLAIN_STEPS,
  );

const standing = new RegExp(STANDING, 'g');
const compiled = (list: typeof AT_ONCE) => list.map(([name, words]) => [name, new RegExp(words)] as const);
const atOnce = compiled(AT_ONCE);
const inTurn = compiled(IN_TURN);

/**
 * What a status says of a sale, understood as a whole: what was denied, refused or is merely possible
 * (没有申请退款, not returned, Return window closed) does not undo it, and what is left of the text decides.
 */
export function statusClass(text: string): StatusClass {
  const whole = plain(text);
  const found = atOnce.find(([, words]) => words.test(whole));
  if (found) return found[0];
  const rest = whole.replace(standing, ' ; ').trim();
  return inTurn.find(([, words]) => words.test(rest))?.[0] ?? (rest === whole ? 'unknown' : 'sale');
}

/** SQL of `statusClass`; costly, so ask it of distinct values. */
export function statusClassSql(text: string): string {
  const cases = (of: string, list: typeof AT_ONCE) =>
    list.map(([name, words]) => `WHEN regexp_matches(${of}, ${quoteText(words)}) THEN '${name}'`).join(' ');
  const judged = `CASE ${cases('rest', IN_TURN)} WHEN rest = whole THEN 'unknown' ELSE 'sale' END`;
  const left = `trim(regexp_replace(whole, ${quoteText(STANDING)}, ' ; ', 'g'))`;
  return withSql(
    'whole',
    plainSql(text),
    `CASE ${cases('whole', AT_ONCE)} ELSE ${withSql('rest', left, judged)} END`,
  );
}

const undoing = new RegExp(UNDOING);

/** Whether a text speaks of refunds or returns, be it to deny them. */
export const speaksOfUndoing = (text: string): boolean => undoing.test(plain(text));
export const speaksOfUndoingSql = (text: string): string =>
  `regexp_matches(${plainSql(text)}, ${quoteText(UNDOING)})`;

/** What names a kind of record, and no state of a refund: Sale, Express Checkout Payment, 销售出库单. */
const OF_RECORD =
  '\\b(?:sales?|invoices?|orders?|purchases?|payments?|checkouts?|charges?|withdrawals?|conversions?|payouts?|deposits?|transfers?|fees?|subscriptions?|renewals?|receipts?)(?: (?:lines?|items?))?$|^(?:s[icard]|inv|crd|crn|cn)$|(?:单|发票|销售|零售|消费|充值|提现|转账|手续费|收款|收银|交易|支付|付款|下单|购买|收入|储值|结算)$';
const ofRecord = new RegExp(OF_RECORD);

/** Whether a text names a kind of record. */
export const namesRecord = (text: string): boolean => ofRecord.test(plain(text));
export const namesRecordSql = (text: string): string =>
  `regexp_matches(${plainSql(text)}, ${quoteText(OF_RECORD)})`;

/** What a column of refunds says where there was none, in lower case. */
export const NOTHING_UNDONE = [
  'false',
  'f',
  'n',
  '0',
  '-',
  '--',
  '/',
  '\\',
  '正常',
  'normal',
  'ok',
  '无',
  '否',
  'no',
  'none',
  'n/a',
];
