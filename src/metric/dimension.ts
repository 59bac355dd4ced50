import type { RoleRef } from '../entity/catalogue.ts';
import type { Text } from '../i18n/text.ts';
import { BEHAVIOURS } from '../entity/behaviour.ts';
import { FAILED } from '../entity/outcome.ts';

/**
 * A way of cutting a metric into groups. Its SQL says the group of a row that carries the roles of its
 * entity, `moment`, and of its customer: `home` (region), `home_team`, `industry` … `first_at`, `last_at`,
 * `ordered` (orders in all history), `income_fifth`; and `behaviour`, the type
 * of its action.
 */
export interface Dimension {
  id: string;
  label: Text;
  needs?: RoleRef;
  sql: string;
  /** It is the customer's, so that every customer has it, those without a row included. */
  ofCustomer?: true;
  /** Reads the customer's whole history of orders. */
  history?: true;
  /** Reads the type of an action. */
  behaviour?: true;
  /** The words of its codes; codes sort in their own order. */
  words?: Record<string, Text>;
}

const text = (zh: string, en: string): Text => ({ zh, en });
const plain = (id: string, label: Text, needs: RoleRef, more: Partial<Dimension> = {}): Dimension => ({
  id,
  label,
  needs,
  sql: id,
  ...more,
});

/** Bins that neither overlap nor leave a gap: each goes up to, but not including, the next one's start. */
function bins(value: string, edges: [below: number | null, code: string, label: Text][]) {
  const cases = edges.map(([below, code]) =>
    below === null ? `WHEN ${value} IS NOT NULL THEN '${code}'` : `WHEN ${value} < ${below} THEN '${code}'`,
  );
  return {
    sql: `CASE ${cases.join(' ')} END`,
    words: Object.fromEntries(edges.map(([, code, label]) => [code, label])),
  };
}

const STAFF = bins("TRY_CAST(replace(company_size, ',', '') AS DOUBLE)", [
  [20, '(1) <20', text('20 人以下', 'under 20')],
  [100, '(2) 20-99', text('20–99 人', '20–99')],
  [500, '(3) 100-499', text('100–499 人', '100–499')],
  [2000, '(4) 500-1999', text('500–1999 人', '500–1,999')],
  [null, '(5) 2000+', text('2000 人及以上', '2,000 and more')],
]);
const REVENUE = bins('annual_revenue', [
  [1e6, '(1) <1M', text('100 万以下', 'under 1 M')],
  [1e7, '(2) 1M-10M', text('100 万–1000 万', '1–10 M')],
  [1e8, '(3) 10M-100M', text('1000 万–1 亿', '10–100 M')],
  [1e9, '(4) 100M-1bn', text('1 亿–10 亿', '100 M–1 bn')],
  [null, '(5) 1bn+', text('10 亿及以上', '1 bn and more')],
]);
const AGE = bins('age', [
  [18, '(1) <18', text('18 岁以下', 'under 18')],
  [25, '(2) 18-24', text('18–24 岁', '18–24')],
  [35, '(3) 25-34', text('25–34 岁', '25–34')],
  [45, '(4) 35-44', text('35–44 岁', '35–44')],
  [55, '(5) 45-54', text('45–54 岁', '45–54')],
  [65, '(6) 55-64', text('55–64 岁', '55–64')],
  [null, '(7) 65+', text('65 岁及以上', '65 and over')],
]);
const DURATION = bins('duration_seconds', [
  [10, '(1) <10 s', text('10 秒以内', 'under 10 s')],
  [60, '(2) 10-59 s', text('10–59 秒', '10–59 s')],
  [300, '(3) 1-5 min', text('1–5 分钟', '1–5 min')],
  [1800, '(4) 5-30 min', text('5–30 分钟', '5–30 min')],
  [null, '(5) 30 min+', text('30 分钟及以上', '30 min and more')],
]);
const ORDERED = bins('coalesce(ordered, 0)', [
  [1, '(0) none', text('从未购买', 'never bought')],
  [2, '(1) 1', text('1 单', '1 order')],
  [5, '(2) 2-4', text('2–4 单', '2–4 orders')],
  [10, '(3) 5-9', text('5–9 单', '5–9 orders')],
  [null, '(4) 10+', text('10 单及以上', '10 orders and more')],
]);

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const VISIT = "coalesce(session, customer || ' ' || moment::DATE)";

/** Every dimension, customers' attributes first, then those of rows, time and efficiency. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    id: 'region',
    label: text('地区', 'Region'),
    sql: 'coalesce(region, home)',
    ofCustomer: true,
  },
  plain('industry', text('行业', 'Industry'), 'customers.industry', { ofCustomer: true }),
  {
    id: 'company_size',
    label: text('企业规模（人数）', 'Company size (staff)'),
    needs: 'customers.company_size',
    // A text such as “50–199” is a bin already; a number of staff is put into one.
    sql: `coalesce(${STAFF.sql}, company_size)`,
    words: STAFF.words,
    ofCustomer: true,
  },
  {
    id: 'company_revenue',
    label: text('企业规模（年营收）', 'Company size (revenue)'),
    needs: 'customers.annual_revenue',
    ...REVENUE,
    ofCustomer: true,
  },
  {
    id: 'customer_type',
    label: text('客户类型（新、活跃、流失）', 'Type (new, active, lost)'),
    needs: 'orders.amount',
    sql: "CASE WHEN last_at IS NULL THEN '(0) none' WHEN last_at < $as_of - INTERVAL 90 DAY THEN '(3) lost' WHEN first_at >= $as_of - INTERVAL 90 DAY THEN '(1) new' ELSE '(2) active' END",
    words: {
      '(0) none': text('从未购买', 'never bought'),
      '(1) new': text('新客户（首单在 90 天内）', 'new (first order within 90 days)'),
      '(2) active': text('活跃（90 天内有单）', 'active (ordered within 90 days)'),
      '(3) lost': text('流失（90 天无单）', 'lost (no order in 90 days)'),
    },
    ofCustomer: true,
    history: true,
  },
  {
    id: 'purchase_history',
    label: text('购买历史（累计单数）', 'Purchase history (orders ever)'),
    needs: 'orders.amount',
    ...ORDERED,
    ofCustomer: true,
    history: true,
  },
  plain('level', text('客户等级', 'Level'), 'customers.level', { ofCustomer: true }),
  { id: 'team', label: text('团队', 'Team'), sql: 'coalesce(team, home_team)', ofCustomer: true },
  plain('owner', text('负责人', 'Owner'), 'customers.owner', { ofCustomer: true }),
  plain('gender', text('性别', 'Gender'), 'customers.gender', { ofCustomer: true }),
  { id: 'age', label: text('年龄段', 'Age band'), needs: 'customers.age', ...AGE, ofCustomer: true },
  {
    id: 'income',
    label: text('收入（五等分）', 'Income (fifths)'),
    needs: 'customers.income',
    sql: "'(' || income_fifth || ')'",
    words: {
      '(1)': text('最低五分之一', 'lowest fifth'),
      '(2)': text('次低五分之一', 'second fifth'),
      '(3)': text('中间五分之一', 'middle fifth'),
      '(4)': text('次高五分之一', 'fourth fifth'),
      '(5)': text('最高五分之一', 'highest fifth'),
    },
    ofCustomer: true,
  },
  plain('city', text('城市', 'City'), 'customers.city', { ofCustomer: true }),
  plain('source_system', text('来源系统', 'Source system'), 'customers.source_system', { ofCustomer: true }),
  { id: 'channel', label: text('渠道', 'Channel'), sql: 'channel' },
  plain('category', text('品类', 'Category'), 'orders.category'),
  plain('product', text('商品', 'Product'), 'orders.product'),
  plain('status', text('订单状态', 'Order status'), 'orders.status'),
  plain('kind', text('反馈类型', 'Kind of feedback'), 'feedback.kind'),
  plain('topic', text('主题', 'Topic'), 'feedback.topic'),
  plain('activity', text('活动', 'Activity'), 'feedback.activity'),
  plain('agent', text('服务人员', 'Agent'), 'feedback.agent'),
  plain('action', text('操作（功能）', 'Action (function)'), 'events.action'),
  {
    id: 'behaviour',
    label: text('行为类型', 'Type of behaviour'),
    needs: 'events.action',
    sql: "'(' || behaviour || ')'",
    behaviour: true,
    words: Object.fromEntries(BEHAVIOURS.map((b) => [`(${b.id})`, b.label])),
  },
  plain('device', text('设备', 'Device'), 'events.device'),
  plain('failure_reason', text('失败原因', 'Failure reason'), 'events.failure_reason'),
  {
    id: 'completion',
    label: text('是否完成', 'Completion'),
    needs: 'events.outcome',
    sql: `CASE WHEN ${FAILED} THEN '(2) failed' WHEN outcome IS NOT NULL THEN '(1) done' END`,
    words: {
      '(1) done': text('完成', 'completed'),
      '(2) failed': text('失败', 'failed'),
    },
  },
  { id: 'duration', label: text('时长', 'Duration'), needs: 'events.duration_seconds', ...DURATION },
  {
    id: 'depth',
    label: text('使用深度', 'Depth of use'),
    needs: 'events.action',
    // Of the visit (the session, or else the day): one act of configuring makes it more than browsing.
    sql: `CASE WHEN action IS NOT NULL THEN CASE WHEN bool_or(behaviour = 'configure') OVER (PARTITION BY ${VISIT}) THEN '(2) configure' ELSE '(1) browse' END END`,
    behaviour: true,
    words: {
      '(1) browse': text('只浏览', 'browsed only'),
      '(2) configure': text('有配置或录入', 'configured or entered'),
    },
  },
  {
    id: 'weekday',
    label: text('星期', 'Weekday'),
    sql: `['${WEEKDAYS.map((day, i) => `(${i + 1}) ${day.slice(0, 3)}`).join("', '")}'][isodow(moment)]`,
    words: Object.fromEntries(
      WEEKDAYS.map((day, i) => [`(${i + 1}) ${day.slice(0, 3)}`, text(`周${'一二三四五六日'[i]}`, day)]),
    ),
  },
  {
    id: 'weekend',
    label: text('工作日与周末', 'Weekday or weekend'),
    sql: "CASE WHEN isodow(moment) >= 6 THEN '(2) weekend' WHEN moment IS NOT NULL THEN '(1) weekday' END",
    words: {
      '(1) weekday': text('工作日（周一至周五）', 'weekday (Mon–Fri)'),
      '(2) weekend': text('周末（周六、周日）', 'weekend (Sat, Sun)'),
    },
  },
  {
    id: 'half_day',
    label: text('上午与下午', 'Morning or afternoon'),
    sql: "CASE WHEN hour(moment) < 12 THEN '(1) am' WHEN moment IS NOT NULL THEN '(2) pm' END",
    words: {
      '(1) am': text('上午（0–12 时）', 'morning (0–12 h)'),
      '(2) pm': text('下午（12–24 时）', 'afternoon (12–24 h)'),
    },
  },
  {
    id: 'hour',
    label: text('小时', 'Hour'),
    sql: "strftime(moment, '%H:00')",
  },
];

/** Words of every dimension's codes: no two dimensions give one code different words. */
export const DIMENSION_WORDS: Record<string, Text> = Object.assign(
  {},
  ...DIMENSIONS.map((d) => d.words ?? {}),
);
