import { exactDuplicate } from './shared.ts';
import type { RowRule, RuleContext } from './rule.ts';

/** Of a file in which more rows than this share are like another, each was written twice. */
const MOST = 0.25;
/** Lines of different goods that an order has on average at least, where rows are lines and not orders. */
const LINES = 1.2;

const tells = (c: RuleContext): boolean => c.has('order_id') && c.has('product');

/**
 * Sources in which rows that are like another are goods that were bought several times: tills write a line for each
 * piece. None has a number of pieces above one, and each stands right behind the other in its order; what an export
 * writes twice stands apart, or is all that it holds.
 */
const table = (c: RuleContext): string[] => {
  if (!tells(c)) return [];
  const pieces = c.has('quantity') ? 'bool_and(coalesce(o.quantity, 1) = 1)' : 'true';
  return [
    `CREATE OR REPLACE TABLE clean.same_goods AS WITH copies AS (SELECT _source, _row, _copy, order_id, product FROM mapped_orders WHERE _copy > 1),
       behind AS (SELECT c._source, count(*) AS n, count(b._row) AS near FROM copies c
         LEFT JOIN mapped_orders b ON b._source = c._source AND b._row = c._row - 1 AND b._copy = c._copy - 1 AND b.order_id = c.order_id AND b.product = c.product
         GROUP BY 1)
     SELECT o._source FROM mapped_orders o JOIN behind USING (_source) WHERE behind.n = behind.near
     GROUP BY o._source, behind.n
     HAVING behind.n <= ${MOST} * count(*) AND count(*) - behind.n >= ${LINES} * count(DISTINCT o.order_id) AND ${pieces}`,
  ];
};

const OF_GOODS = '_source IN (SELECT _source FROM clean.same_goods)';

/** Orders written twice by an export, and lines of one order that are pieces of the same goods. */
export const SAME_LINE_RULES: readonly RowRule[] = [
  exactDuplicate('orders', {
    roles: ['order_id'],
    setup: table,
    condition: (c) => (tells(c) ? `_copy > 1 AND NOT ${OF_GOODS}` : '_copy > 1'),
  }),
  exactDuplicate('orders', {
    id: 'orders.same_goods',
    title: { zh: '同一单里的相同商品', en: 'The same goods in one order' },
    explanation: {
      zh: '与前一行完全相同，在同一订单里紧挨着；文件没有大于 1 的数量，也没有别处的重复行，多半是收银机一件一行。都计入，只作标记。',
      en: 'Equals the row right before it, in the same order. The file has no quantity above one, and no copies elsewhere: a till writes a line for each piece. They count, and are marked.',
    },
    defaultAction: 'flag',
    roles: ['order_id', 'product'],
    setup: table,
    condition: () => `_copy > 1 AND ${OF_GOODS}`,
  }),
];
