import type { RuleContext, SetRule } from './rule.ts';

/** The rule that parts an order's total, where it stands on each of its lines, among them. */
export const ORDER_TOTALS = 'orders.repeated_total';

/** Share of the orders of several products whose lines all have one amount, from which on it is the order's. */
const ALIKE = 0.98;
/** Fewer such orders show nothing. */
const ENOUGH = 5;
/** Where there are fewer totals than this, or one of them is that of more than `COMMONEST`, all may cost the same. */
const DIFFERENT = 3;
const COMMONEST = 0.5;
/** Under this, two sums of money are one. */
const CENT = 0.011;

const tellsOfTotals = (c: RuleContext): boolean => c.has('amount') && c.has('product');
const priced = (c: RuleContext): boolean => c.has('unit_price') && c.has('quantity');

/**
 * SQL columns of one order of `mapped_orders`, for `totalsSeenSql`: whether it has several products, whether all of its
 * lines have one amount that is not each line's own price, and that amount.
 */
export const totalSql = (c: RuleContext): string => {
  if (!tellsOfTotals(c)) return '';
  const own = priced(c)
    ? ` AND NOT coalesce(bool_and(abs(amount - quantity * unit_price) < ${CENT}), false)`
    : '';
  return `, min(product) <> max(product) AS parted, count(amount) = count(*) AND min(amount) = max(amount)${own} AS alike, min(amount) AS total`;
};

/** SQL over orders with the columns of `totalSql`: whether amounts are totals that stand on each line of their order. */
export const totalsSeenSql = (c: RuleContext): string => {
  if (!tellsOfTotals(c)) return 'false';
  const alike = 'count(*) FILTER (WHERE parted AND alike)';
  const of = 'FILTER (WHERE parted AND alike)';
  return (
    `coalesce(${alike} >= ${ENOUGH} AND ${alike} >= ${ALIKE} * count(*) FILTER (WHERE parted) ` +
    `AND count(DISTINCT total) ${of} >= ${DIFFERENT} ` +
    `AND list_max(map_values(histogram(total) ${of})) <= ${COMMONEST} * ${alike}, false)`
  );
};

/** Lines of one order that have its total each: it counts once, parted among them. */
export const ORDER_TOTAL_RULE: SetRule = {
  id: ORDER_TOTALS,
  entity: 'orders',
  scope: 'set',
  title: { zh: '逐行重复的订单总额', en: 'An order’s total on each of its lines' },
  explanation: {
    zh: '有的导出把整单金额写在订单的每一行上，逐行相加会重复计算。如果含多种商品的订单几乎每一笔的各行金额都相同，就把金额看作整单金额，只算一次：按单价 × 数量的比例分到各行，没有单价或数量时平分。也可以指定金额是每行的或整单的。',
    en: 'Some exports write what the whole order came to on each of its lines, and adding up the lines counts it several times. Where nearly every order of several products has one amount on all of its lines, that is taken for the order’s: it counts once, parted among the lines by price × quantity, or evenly where those are missing. Or say whether an amount is the line’s or the order’s.',
  },
  defaultAction: 'correct',
  actions: ['keep', 'correct'],
  params: [
    {
      id: 'means',
      label: { zh: '一行的金额是', en: 'A line’s amount is' },
      kind: 'choice',
      default: 'auto',
      options: [
        { value: 'auto', label: { zh: '自动判断', en: 'as the orders tell' } },
        { value: 'line', label: { zh: '这一行的', en: 'the line’s' } },
        { value: 'order', label: { zh: '整单的', en: 'the whole order’s' } },
      ],
    },
  ],
  roles: ['amount', 'order_id', 'product', 'customer', 'ordered_at'],
  mends: 'amount',
  hits: (c) => {
    // No order has several lines.
    if (c.unique('order_id')) return 'SELECT _source, _row, amount FROM clean.orders WHERE false';
    const means = c.value('means');
    const weight = 'quantity * unit_price';
    const share = priced(c)
      ? `CASE WHEN count(${weight}) OVER o = count(*) OVER o AND min(${weight}) OVER o > 0 THEN ${weight} / sum(${weight}) OVER o ELSE 1 / count(*) OVER o END`
      : '1 / count(*) OVER o';
    const repeated =
      means === 'auto' ? '(SELECT totals FROM clean.order_ids)' : means === 'order' ? 'true' : 'false';
    return `SELECT _source, _row, amount * share AS amount FROM (
       SELECT _source, _row, amount, ${share} AS share, count(*) OVER o AS lines, min(amount) OVER o = max(amount) OVER o AS alike
       FROM clean.orders WHERE ${repeated} AND order_id IS NOT NULL
       WINDOW o AS (PARTITION BY _source, order_id))
     WHERE lines > 1 AND alike`;
  },
};

/** What was said of what a line's amount is: `auto`, `line` or `order`. */
export const amountsOf = (
  settings: readonly { rule: string; action: string; params: Record<string, unknown> }[],
): string => {
  const said = settings.find(({ rule }) => rule === ORDER_TOTALS);
  return said?.action === 'keep' ? 'line' : String(said?.params['means'] ?? 'auto');
};
