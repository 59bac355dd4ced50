import { MEND, type RowRule, type RuleContext } from './rule.ts';
import { statusTable } from './statuses.ts';

const SUM = 'abs(refunded_amount)';
/** Under this, two sums of money are one. */
const CENT = 0.005;

/** Marks of what was not given back in full, which says nothing of a part: Stripe's `refunded`, Gumroad's `Refunded?`. */
const NOT_IN_FULL = "'0', 'false', 'f', 'n', 'no'";

/** SQL: the sum in a refund's column was given back, and not only asked for: 退款关闭 beside a sum means none. */
const went = (c: RuleContext): string =>
  c.has('refund_status')
    ? `(refund_status IS NULL OR lower(refund_status) IN (${NOT_IN_FULL}) OR refund_status IN (SELECT refund_status FROM clean.statuses WHERE refund_status_class IN ('refund', 'partial_refund')))`
    : 'true';

const told = (c: RuleContext): boolean => c.has('refunded_amount') && c.has('amount');

/** SQL: a column says that the whole amount was given back; '' where no column tells. */
export const fullyRefunded = (c: RuleContext): string =>
  told(c) ? `amount > 0 AND ${SUM} > 0 AND ${SUM} >= amount - ${CENT} AND ${went(c)}` : '';

/** SQL: a column says that a part was given back, whatever the status calls it; '' where no column tells. */
export const partlyRefunded = (c: RuleContext): string =>
  told(c) ? `amount > 0 AND ${SUM} > 0 AND ${SUM} < amount - ${CENT} AND ${went(c)}` : '';

/** Orders of which a part was given back: they count with what is left. */
export const REFUNDED_PART: RowRule = {
  id: 'orders.refunded_part',
  entity: 'orders',
  scope: 'row',
  title: { zh: '扣除退款', en: 'Refunds taken off' },
  explanation: {
    zh: '退款金额列显示退了一部分：订单保留，金额减去所退的部分。改为“标记”则不减。',
    en: 'A column of refunds says that part of the money went back: the order stays, less that part. Mark such orders instead, and nothing is taken off.',
  },
  defaultAction: 'correct',
  actions: MEND,
  params: [],
  roles: ['amount', 'refunded_amount'],
  setup: (c) => (c.has('refund_status') ? [statusTable(c)] : []),
  condition: partlyRefunded,
  corrections: () => [{ role: 'amount', sql: (value) => `${value} - ${SUM}` }],
  money: () => SUM,
};
