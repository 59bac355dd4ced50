import { totalSql, totalsSeenSql } from './order-totals.ts';
import type { CleaningSetting, RowRule, RuleContext } from './rule.ts';

/** The rule that tells orders apart whose number was given more than once. */
export const ORDER_IDS = 'orders.repeated_ids';

/** Numbers that several customers have, as a share of all, from which on numbers are taken to start anew. */
const ANEW = 0.02;
/** Days on which most numbers must stand for them to start anew, whoever buys. */
const DAYS = 3;
/** Rows that are looked at, about: of more, all the rows of some numbers. */
const LOOKED_AT = 50_000;
/** What stands where there is no number, in lower case: it is nobody's order. */
const NO_NUMBER = ['-', '--', '/', '0', '无', '空', 'n/a', 'na', 'none', 'null', 'nan'];

/**
 * Whether numbers start anew, and whether amounts are their orders' totals, told by some of them with all of their
 * rows: what an order is hangs on it. The step is unsigned as hashes are: a remainder of two kinds of integers takes ten
 * times as long.
 */
const idsTable = (c: RuleContext): string => `CREATE OR REPLACE TABLE clean.order_ids AS
   WITH looked AS MATERIALIZED (SELECT CAST(1 + count(*) // ${LOOKED_AT} AS UBIGINT) AS step FROM mapped_orders)
   SELECT count(*) * step AS ids, count(*) FILTER (WHERE several) * step AS shared,
     coalesce(count(*) FILTER (WHERE several) > ${ANEW} * count(*) OR count(*) FILTER (WHERE days >= ${DAYS}) > 0.5 * count(*), false) AS anew,
     ${totalsSeenSql(c)} AS totals
   FROM (
     SELECT min(customer) <> max(customer) AS several, count(DISTINCT CAST(ordered_at AS DATE)) AS days${totalSql(c)}
     FROM mapped_orders WHERE order_id IS NOT NULL AND hash(order_id) % (SELECT step FROM looked) = 0 GROUP BY order_id),
     looked GROUP BY step`;

const anew = '(SELECT anew FROM clean.order_ids)';
const noNumber = `strlen(order_id) <= 4 AND list_contains([${NO_NUMBER.map((word) => `'${word}'`).join(', ')}], lower(order_id))`;

export const ORDER_ID_RULE: RowRule = {
  id: ORDER_IDS,
  entity: 'orders',
  scope: 'row',
  title: { zh: '重复使用的订单号', en: 'Order numbers used again' },
  explanation: {
    zh: '一笔订单是一个订单号；没有订单号时，同一客户同一时刻的行是一笔。编号属于多位客户（超过五十分之一）或每天从头编号时，按编号、客户和日期区分：订单号后面补上客户和日期，各分析都照此计算。代替编号的“-”“无”同样处理。',
    en: 'An order is one order number; without numbers, what a customer bought at one instant. Where numbers belong to several customers (more than one in fifty) or start anew each day, orders are told apart by number, customer and day: both are put behind the number, and every analysis counts by it. So is what stands for no number (-, N/A).',
  },
  defaultAction: 'correct',
  actions: ['correct'],
  params: [
    {
      id: 'by',
      label: { zh: '一笔订单是', en: 'An order is' },
      kind: 'choice',
      default: 'auto',
      options: [
        { value: 'auto', label: { zh: '自动判断', en: 'as the numbers tell' } },
        { value: 'id', label: { zh: '一个订单号', en: 'one number' } },
        { value: 'day', label: { zh: '一位客户一天的一个订单号', en: 'one number of a customer and day' } },
      ],
    },
  ],
  roles: ['order_id', 'customer', 'ordered_at'],
  setup: (c) => (c.unique('order_id') ? [] : [idsTable(c)]),
  condition: (c: RuleContext) => {
    const said = 'order_id IS NOT NULL AND customer IS NOT NULL AND ordered_at IS NOT NULL';
    switch (c.value('by')) {
      case 'id':
        return 'false';
      case 'day':
        return said;
      default:
        return c.unique('order_id') ? `${said} AND ${noNumber}` : `${said} AND (${anew} OR ${noNumber})`;
    }
  },
  corrections: () => [
    {
      role: 'order_id',
      sql: (id) => `concat_ws(' · ', ${id}, customer, strftime(ordered_at, '%Y-%m-%d'))`,
    },
  ],
};

/** How orders are told apart by their numbers. */
export interface SeenOrders {
  /** Different numbers, about, and those of them that several customers have. */
  ids: number;
  shared: number;
  /** Numbers start anew: all of them go with their customer and day. */
  anew: boolean;
  /** Amounts are the orders' totals, each on all lines of its order. */
  totals: boolean;
}

/** SELECT of the `SeenOrders`, after the rule was prepared. */
export const orderIdsSql = (): string =>
  'SELECT coalesce(ids, 0)::BIGINT AS ids, coalesce(shared, 0)::BIGINT AS shared, anew, totals FROM clean.order_ids';

/** What was said of how orders are told apart: `auto`, `id` or `day`. */
export const orderBy = (settings: readonly CleaningSetting[]): string =>
  String(settings.find(({ rule }) => rule === ORDER_IDS)?.params['by'] ?? 'auto');
