import { quoteText } from '../sql/quote.ts';

/**
 * Kinds of records that tell of the same money again where others of the same column have told of it: payments beside the
 * invoices that they are for, lines beside their sale, what was put on an account beside what was bought from it. Alone
 * either may be all that there is. Written for `plain` texts
 * and what the browser's expressions and RE2 read alike.
 */
const AGAIN: readonly { where: string; again: string }[] = [
  {
    where:
      '^(?:(?:tax|sales?|customer|ar) )?(?:invoices?|inv)$|^sales?$|^si$|^(?:销售|销货|应收|销售出库)(?:单|发票)?$|^发票$|^(?:rechnung|facture|factura)$',
    again:
      '^(?:(?:sales?|invoice|customer|ar|receive|received) ?)?payments?(?: (?:received|on account))?$|^(?:收款|回款|付款|核销)$|^(?:zahlung(?:seingang)?|paiement|pago)$',
  },
  {
    where: '^(?:sales?|orders?|invoices?|transactions?)$',
    again: '^(?:sales?|orders?|invoices?|transactions?) ?(?:lines?|items?)(?: ?items?)?$',
  },
  {
    where:
      '^(?:会员|余额|储值卡?|卡|账户)?(?:消费|扣款|扣费|扣减|支付)(?:扣款)?$|^(?:spend|spent|purchases?|redeem(?:ed)?|redemptions?|consumption)$',
    again:
      '^(?:会员|余额|储值卡?|卡|账户|在线|现金)?(?:充值|储值)(?:赠送|送|赠金)?$|^(?:赠送|赠金|开卡)$|^(?:top ?ups?|recharges?|reloads?|load|added value)$',
  },
];

/** What an invoice is called that is to be paid, where others of its column have been; of a deal, an order or a ticket it may say anything. */
const TO_PAY = {
  where:
    '^(?:fully |partially )?paid$|^(?:已付款?|已支付|已结清|已收款)$|^(?:bezahlt|pay[ée]e?|pagad[oa]|pag[oa])$',
  owed: '^(?:open|outstanding|unsettled)$|^(?:未结清?|未收款?|挂账|欠款)$|^(?:offen|ouverte?|abiert[oa]|abert[oa])$',
};

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[ _-]+/g, ' ');
const compiled = AGAIN.map(({ where, again }) => ({ where: new RegExp(where), again: new RegExp(again) }));

/** Whether a record of a kind tells of money that those of other kinds in its column have told of. */
export function tellsAgain(kind: string, among: readonly string[]): boolean {
  const kinds = among.map(plain);
  return compiled.some(
    ({ where, again }) => again.test(plain(kind)) && kinds.some((other) => where.test(other)),
  );
}

const [paid, owed] = [new RegExp(TO_PAY.where), new RegExp(TO_PAY.owed)];

/** Whether a status says that something is still to be paid, as others of its column say that it was. */
export const isOwed = (status: string, among: readonly string[]): boolean =>
  owed.test(plain(status)) && among.some((other) => paid.test(plain(other)));

/** SQL of `isOwed`, as `tellsAgainSql` is of `tellsAgain`. */
export const isOwedSql = (text: string, column: string): string =>
  besideSql(text, column, TO_PAY.where, TO_PAY.owed);

/** SQL of `tellsAgain` for each row of different values of several columns, `column` saying of which; over `text` as `plainKindSql` has it. */
export const tellsAgainSql = (text: string, column: string): string =>
  AGAIN.map(({ where, again }) => besideSql(text, column, where, again)).join(' OR ');

/** SQL of whether a text is one of these words and its column has one of those. */
const besideSql = (text: string, column: string, where: string, words: string): string =>
  `regexp_matches(${text}, ${quoteText(words)}) AND bool_or(regexp_matches(${text}, ${quoteText(where)})) OVER (PARTITION BY ${column})`;

export const plainKindSql = (text: string): string =>
  `regexp_replace(lower(trim(${text})), '[ _-]+', ' ', 'g')`;
