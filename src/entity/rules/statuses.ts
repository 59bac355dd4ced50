import type { Text } from '../../i18n/text.ts';
import {
  judgedIn,
  STATUS_ROLES,
  statusesSql,
  statusKeySql,
  type StatusRole,
} from '../../values/status-columns.ts';
import type { StatusClass } from '../../values/status-words.ts';
import { SET_ASIDE, type CleaningAction, type CleaningRule, type RuleContext } from './rule.ts';

/** The rule whose parameters hold what statuses were taken for by hand. */
export const STATUS_UNKNOWN = 'orders.status_unknown';

export const statusRolesOf = (c: Pick<RuleContext, 'has'>): StatusRole[] =>
  STATUS_ROLES.filter((role) => c.has(role));

/** The distinct statuses with what each says of its sale. */
export const statusTable = (c: RuleContext): string =>
  `CREATE OR REPLACE TABLE clean.statuses AS ${statusesSql('mapped_orders', statusRolesOf(c), judgedIn(c.paramsOf(STATUS_UNKNOWN)))}`;

export const statusIs = (c: RuleContext, ...classes: StatusClass[]): string =>
  `${statusKeySql(statusRolesOf(c))} IN (SELECT key FROM clean.statuses WHERE class IN (${classes.map((one) => `'${one}'`).join(', ')}))`;

/** A rule over orders whose statuses come to one class. */
const statusRule = (
  what: string,
  of: StatusClass,
  defaultAction: CleaningAction,
  title: Text,
  explanation: Text,
): CleaningRule => ({
  id: `orders.${what}`,
  entity: 'orders',
  scope: 'row',
  title,
  explanation,
  defaultAction,
  actions: SET_ASIDE,
  params: [],
  roles: [],
  anyRole: [...STATUS_ROLES],
  setup: (c) => [statusTable(c)],
  condition: (c) => statusIs(c, of),
});

/** Statuses that are no sale. */
export const NO_SALE_RULES: CleaningRule[] = [
  statusRule(
    'failed',
    'failed',
    'quarantine',
    { zh: '付款失败', en: 'Failed payments' },
    {
      zh: '状态显示付款失败或被拒：没有收到钱。',
      en: 'The status says that the payment failed or was declined: no money came in.',
    },
  ),
  statusRule(
    'test',
    'test',
    'quarantine',
    { zh: '测试订单', en: 'Test orders' },
    { zh: '状态显示这是测试，不是销售。', en: 'The status says that it was a test, not a sale.' },
  ),
  statusRule(
    'no_sale',
    'no_sale',
    'quarantine',
    { zh: '不是销售的单据', en: 'Records that are no sales' },
    {
      zh: '类型显示这不是销售：如收款单、采购单、调拨单、账簿里对发票的付款；或是同一笔销售又说一遍：销售旁边的销售明细、付款，消费旁边的充值。',
      en: 'The type says that it is no sale: a payment of an invoice, a purchase, a transfer of goods; or that it tells of the same sale again: its lines and payments beside it, or what was put on an account beside what was bought from it.',
    },
  ),
  statusRule(
    'open_deal',
    'open',
    'quarantine',
    { zh: '未成交的商机与草稿', en: 'Deals still open, and drafts' },
    {
      zh: '阶段显示商机仍在进行（如商务谈判、方案报价），或单据还是草稿、尚未审核：还不是收入。改为“标记”即计入。',
      en: 'The stage says that the deal is still open (Negotiation, Proposal), or the record is a draft that nobody has approved: no revenue yet. Mark such rows instead, and they count.',
    },
  ),
];

/** Statuses that are marked and stay. */
export const MARKED_STATUS_RULES: CleaningRule[] = [
  statusRule(
    'unpaid',
    'unpaid',
    'flag',
    { zh: '未付款', en: 'Unpaid' },
    {
      zh: '状态显示尚未付款。默认只标记：是否算作消费由你决定。',
      en: 'The status says it has not been paid. Marked only: whether it counts as spend is yours to decide.',
    },
  ),
  statusRule(
    'partial_refund',
    'partial_refund',
    'flag',
    { zh: '部分退款', en: 'Partly refunded' },
    {
      zh: '状态显示只退了一部分：仍是一笔销售，因此标记。有退款金额列时，所退部分由“扣除退款”一条减去。',
      en: 'The status says that part was refunded. It is still a sale, so it is marked. Where a column tells the sum, the rule on refunds taken off subtracts it.',
    },
  ),
  {
    id: STATUS_UNKNOWN,
    entity: 'orders',
    scope: 'row',
    title: { zh: '看不懂的状态', en: 'Statuses not understood' },
    explanation: {
      zh: '状态里的词不在已知之列：按销售计入，并标记。可在下方逐个指定。',
      en: 'The status is in words that are not known: it counts as a sale and is marked. Say below what each one is.',
    },
    defaultAction: 'flag',
    actions: SET_ASIDE,
    params: [],
    open: true,
    roles: [],
    anyRole: [...STATUS_ROLES],
    setup: (c) => [statusTable(c)],
    condition: (c) => statusIs(c, 'unknown'),
  },
];
