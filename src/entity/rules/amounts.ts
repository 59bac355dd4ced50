import type { Text } from '../../i18n/text.ts';
import { SET_ASIDE, type RuleContext, type SetRule } from './rule.ts';

/** Value of each order as the outlier rules compare it: of one number, or without one of a customer's instant. */
const perOrder = (c: RuleContext, limit: string) => {
  if (c.unique('order_id'))
    // Each line is an order.
    return `WITH totals AS (SELECT _source, _row, round(amount, 6) AS value FROM clean.orders)
       SELECT _source, _row FROM totals WHERE ${limit}`;
  const id = c.has('order_id')
    ? 'hash(order_id, CASE WHEN order_id IS NULL THEN hash(customer, ordered_at) END)'
    : 'hash(customer, ordered_at)';
  return `WITH totals AS MATERIALIZED (SELECT ${id} AS id, round(sum(amount), 6) AS value FROM clean.orders GROUP BY 1),
       over_limit AS (SELECT id FROM totals WHERE ${limit})
       SELECT _source, _row FROM clean.orders WHERE ${id} IN (SELECT id FROM over_limit)`;
};

/** Tukey's fences over `totals`. */
const outsideFences = (k: string) => {
  const fence = (quantile: number, sign: string) =>
    `(SELECT quantile_cont(value, ${quantile}) ${sign} ${k} * (quantile_cont(value, 0.75) - quantile_cont(value, 0.25)) FROM totals)`;
  return `(value < ${fence(0.25, '-')} OR value > ${fence(0.75, '+')})`;
};

function outlier(
  id: string,
  on: boolean,
  title: Text,
  explanation: Text,
  params: SetRule['params'],
  limit: (c: RuleContext) => string,
): SetRule {
  return {
    id: `orders.${id}`,
    entity: 'orders',
    scope: 'set',
    title,
    explanation,
    defaultAction: on ? 'flag' : 'keep',
    actions: SET_ASIDE,
    params,
    roles: ['amount'],
    hits: (c) => perOrder(c, limit(c)),
  };
}

/** Outlying order values: far above the mean, outside the quartile fences, far from the median. */
export const AMOUNT_RULES: SetRule[] = [
  outlier(
    'amount_over_mean',
    true,
    { zh: '单笔金额远超均值', en: 'Amount far above the mean' },
    {
      zh: '订单总额超过平均订单额的若干倍，标出待核对，不删除。没有订单号时，同一客户同一时刻的行是一笔。',
      en: 'The order’s total is above so many times the mean order. Marked for checking, not removed. Without order ids, what a customer bought at one instant is an order.',
    },
    [
      {
        id: 'times',
        label: { zh: '均值的倍数', en: 'Times the mean' },
        kind: 'number',
        default: 10,
        min: 1,
        max: 10000,
      },
    ],
    // A mean below zero (refunds kept) says nothing about size.
    (c) => `value > 0 AND value > ${c.param('times')} * (SELECT round(avg(value), 6) FROM totals)`,
  ),
  outlier(
    'amount_iqr',
    false,
    { zh: '四分位距之外', en: 'Outside the quartile fences' },
    {
      zh: '订单总额低于 Q1 − k × IQR 或高于 Q3 + k × IQR（Tukey，k = 1.5）。',
      en: 'The order’s total is below Q1 − k × IQR or above Q3 + k × IQR (Tukey, k = 1.5).',
    },
    [{ id: 'k', label: { zh: '系数 k', en: 'Factor k' }, kind: 'number', default: 1.5, min: 0.1, max: 100 }],
    (c) => outsideFences(c.param('k')),
  ),
  outlier(
    'amount_mad',
    false,
    { zh: '偏离中位数过远', en: 'Far from the median' },
    {
      zh: '修正 z 分数 0.6745 × (x − 中位数) ÷ MAD 的绝对值超过界限；MAD 为 0 时改用四分位距规则。',
      en: 'The modified z score 0.6745 × (x − median) ÷ MAD is beyond the cut. Where MAD is 0 the quartile fences stand in.',
    },
    [{ id: 'cut', label: { zh: '界限', en: 'Cut' }, kind: 'number', default: 3.5, min: 0.1, max: 100 }],
    (c) =>
      `CASE WHEN (SELECT mad(value) FROM totals) > 0
        THEN abs(0.6745 * (value - (SELECT median(value) FROM totals)) / (SELECT mad(value) FROM totals)) > ${c.param('cut')}
        ELSE ${outsideFences('1.5')} END`,
  ),
];
