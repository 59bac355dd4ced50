import { STATUS_ROLES } from '../../values/status-columns.ts';
import { AMOUNT_RULES } from './amounts.ts';
import { CURRENCY_RULES } from './currencies.ts';
import { DIRECTION_RULE } from './direction.ts';
import { ORDER_ID_RULE } from './order-ids.ts';
import { ORDER_TOTAL_RULE } from './order-totals.ts';
import { fullyRefunded, partlyRefunded, REFUNDED_PART } from './refunded.ts';
import { givenBack, lessens, SIGN_RULE } from './signs.ts';
import { SET_ASIDE, type CleaningRule, type RuleContext } from './rule.ts';
import {
  exactDuplicate,
  impossibleDate,
  missingValue,
  nobody,
  noCustomer,
  noDate,
  tooFrequent,
} from './shared.ts';
import { MARKED_STATUS_RULES, NO_SALE_RULES, statusIs, statusRolesOf, statusTable } from './statuses.ts';
import { SAME_LINE_RULES } from './same-goods.ts';
import { TWO_FILES_RULE } from './two-files.ts';

/** SQL: the line takes something back by its sign; '' where none is known to. */
const negative = (c: RuleContext) =>
  [c.has('quantity') && !lessens(c) && !c.unsigned('quantity') ? 'quantity < 0' : '', givenBack(c)]
    .filter(Boolean)
    .join(' OR ');

/**
 * First letters of order ids that mark cancellations, as UCI's 'C': at least 95 % of their lines negative,
 * and under three tenths of all lines, so that a shop whose every id begins with C loses none.
 */
const cancelPrefixes = (c: RuleContext) =>
  `CREATE OR REPLACE TABLE clean.cancel_prefixes AS
   SELECT chr(sign) AS prefix FROM (
     SELECT ascii(order_id) AS sign, count(*) AS n, sum(count(*)) OVER () AS lines,
       count(*) FILTER (WHERE ${negative(c)}) AS negative
     FROM mapped_orders GROUP BY 1)
   WHERE (sign BETWEEN ascii('A') AND ascii('Z') OR sign BETWEEN ascii('a') AND ascii('z'))
     AND negative >= 0.95 * n AND n < 0.3 * lines`;

/** SQL: the statuses say that it came to nothing; where a sum says that only a part was given back, that holds. */
const undone = (c: RuleContext): string => {
  if (statusRolesOf(c).length === 0) return '';
  const partly = partlyRefunded(c);
  if (!partly) return statusIs(c, 'refund', 'cancelled');
  return `(${statusIs(c, 'cancelled')} OR (${statusIs(c, 'refund')} AND NOT coalesce(${partly}, false)))`;
};

export const ORDER_RULES: CleaningRule[] = [
  ...SAME_LINE_RULES,
  exactDuplicate('orders', {
    id: 'orders.identical_line',
    title: { zh: '内容相同的行', en: 'Identical rows' },
    explanation: {
      zh: '每一列都与前面某行相同；文件没有订单号，无法分辨是重复导出还是同日再次购买，因此只作标记。',
      en: 'Every column equals an earlier row. Without an order id a second purchase looks the same as a row exported twice, so it is only marked.',
    },
    defaultAction: 'flag',
    unless: ['order_id'],
  }),
  noCustomer('orders'),
  nobody('orders'),
  noDate('orders', 'ordered_at'),
  impossibleDate('orders', 'ordered_at'),
  {
    id: 'orders.no_amount',
    entity: 'orders',
    scope: 'row',
    title: { zh: '没有金额', en: 'No amount' },
    explanation: {
      zh: '金额为空或无法读成数字（0 不算空）。',
      en: 'The amount is empty or cannot be read as a number. Zero is not empty.',
    },
    defaultAction: 'quarantine',
    actions: SET_ASIDE,
    params: [],
    roles: ['amount'],
    condition: () => 'amount IS NULL',
  },
  SIGN_RULE,
  // Before refunds: the payment of an invoice gives nothing back, though its amount has a minus.
  ...NO_SALE_RULES,
  {
    id: 'orders.refund',
    entity: 'orders',
    scope: 'row',
    title: { zh: '退款与取消', en: 'Refunds and cancellations' },
    explanation: {
      zh: '数量或金额为负；状态表示已退款、已退货或已取消（“没有申请退款”“部分退款”等不算）；退款金额等于订单金额；或订单号的首字母几乎只出现在负数行上（如 C536379）。',
      en: 'Negative quantity or amount; a status that says refunded, returned or cancelled (not returned or partially refunded does not); an amount that was refunded in full; or an order id whose first letter stands almost only before negative lines (C536379).',
    },
    defaultAction: 'quarantine',
    actions: SET_ASIDE,
    params: [],
    roles: [],
    anyRole: ['quantity', 'amount', ...STATUS_ROLES],
    setup: (c) => [
      ...(statusRolesOf(c).length > 0 ? [statusTable(c)] : []),
      ...(c.has('order_id') && negative(c) ? [cancelPrefixes(c)] : []),
    ],
    condition: (c) =>
      [
        negative(c),
        c.has('order_id') && negative(c)
          ? `ascii(order_id) IN (SELECT ascii(prefix) FROM clean.cancel_prefixes)`
          : '',
        undone(c),
        fullyRefunded(c),
      ]
        .filter(Boolean)
        .join(' OR ') || 'false',
  },
  {
    id: 'orders.non_positive_quantity',
    entity: 'orders',
    scope: 'row',
    title: { zh: '数量不大于零', en: 'Quantity not above zero' },
    explanation: { zh: '没有卖出任何东西的行。', en: 'The line sells nothing.' },
    defaultAction: 'quarantine',
    actions: SET_ASIDE,
    params: [],
    roles: ['quantity'],
    condition: (c) => (lessens(c) ? 'quantity = 0' : 'quantity <= 0'),
  },
  {
    id: 'orders.non_positive_price',
    entity: 'orders',
    scope: 'row',
    title: { zh: '单价不大于零', en: 'Price not above zero' },
    explanation: { zh: '赠品、调账或坏账行。', en: 'Gifts, adjustments and bad debt.' },
    defaultAction: 'quarantine',
    actions: SET_ASIDE,
    params: [],
    roles: ['unit_price'],
    condition: () => 'unit_price <= 0',
  },
  {
    id: 'orders.zero_amount',
    entity: 'orders',
    scope: 'row',
    title: { zh: '金额为零', en: 'Zero amount' },
    explanation: {
      zh: '金额为 0 的订单（如全额优惠）是真实记录，不是缺失；只作标记。',
      en: 'An order of 0 (a full discount) is a fact, not a missing value. It is only marked.',
    },
    defaultAction: 'flag',
    actions: SET_ASIDE,
    params: [],
    roles: ['amount'],
    condition: () => 'amount = 0',
  },
  DIRECTION_RULE,
  ORDER_ID_RULE,
  REFUNDED_PART,
  ...CURRENCY_RULES,
  ...MARKED_STATUS_RULES,
  ...(['product', 'category', 'channel', 'region'] as const).map((role) =>
    missingValue('orders', role, false),
  ),
  TWO_FILES_RULE,
  {
    id: 'orders.refunded_sale',
    entity: 'orders',
    scope: 'set',
    title: { zh: '被退款抵消的销售', en: 'Sales that a refund undoes' },
    explanation: {
      zh: '同一客户、同一商品、金额相同而此后被退的销售行。默认关闭，销售额因此不扣除退款；选“标记”看有多少，选“隔离”就与退款一并扣除，得到净销售额。',
      en: 'A line of sale that the same customer took back later: same product, same amount. Off by default, so that revenue is before refunds; mark them to see how many there are, or set them aside with their refunds, and revenue is net.',
    },
    defaultAction: 'keep',
    actions: SET_ASIDE,
    params: [],
    roles: ['customer', 'ordered_at', 'amount'],
    // The first sale goes with the first refund of its kind, the second with the second.
    hits: (c) => {
      const kind = `customer, round(abs(amount), 6)${c.has('product') ? ', product' : ''}`;
      const placed = (table: string, where: string) =>
        `SELECT _source, _row, ordered_at, hash(${kind}) AS kind, row_number() OVER (PARTITION BY hash(${kind}) ORDER BY ordered_at, _source, _row) AS place FROM ${table} WHERE ${where}`;
      return `WITH refunds AS (${placed('quarantine.orders', "rule = 'orders.refund' AND amount < 0 AND customer IS NOT NULL")}),
       sales AS (${placed('clean.orders', `amount > 0 AND hash(${kind}) IN (SELECT kind FROM refunds)`)})
       SELECT s._source, s._row FROM sales s JOIN refunds r ON r.kind = s.kind AND r.place = s.place AND s.ordered_at <= r.ordered_at`;
    },
  },
  ORDER_TOTAL_RULE,
  ...AMOUNT_RULES,
  tooFrequent('orders', 'ordered_at', 500, 'keep'),
];
