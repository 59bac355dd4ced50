import type { Text } from '../../src/i18n/text.ts';
import type { ChoiceOption, TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

/** What customers can be crossed by. */
const classes: ChoiceOption[] = [
  { value: 'buying', label: { zh: '购买频次', en: 'Purchase frequency' }, needs: 'orders.amount' },
  { value: 'recency', label: { zh: '购买近度', en: 'Purchase recency' }, needs: 'orders.amount' },
  { value: 'activity', label: { zh: '活跃天数', en: 'Active days' }, needs: 'events.customer' },
  { value: 'factor', label: words.leadingFactor, needs: 'customers.factor_price' },
  ...attributes(
    'core_need',
    'gender',
    'age',
    'income',
    'region',
    'city',
    'industry',
    'company_size',
    'level',
  ),
];

const classNames: Record<string, Text> = {
  '(none)': words.notFilled,
  'no order': { zh: '未购买', en: 'No order' },
  'no action': { zh: '无行为', en: 'Inactive' },
  once: { zh: '买一次', en: 'One order' },
  several: { zh: '买多次', en: 'Several orders' },
  often: { zh: '高频购买', en: 'Many orders' },
  never: { zh: '从未购买', en: 'Never bought' },
  price: words.price,
  service: words.service,
  brand: words.brand,
};

export default {
  id: 'segmentation',
  version: 1,
  group: 'value',
  title: { zh: '规则分群', en: 'Segments by rule' },
  question: {
    zh: '按谁、在哪、怎么买、看重什么交叉来看，哪一群最值得投入？',
    en: 'Crossing who, where, how they buy and what they value: which group deserves most effort?',
  },
  tags: ['分群', '人口', '地理', '行为', '心理', 'segmentation', 'demographic', 'behavioural'],
  needs: {
    required: ['customers.customer'],
    optional: [
      'customers.gender',
      'customers.age',
      'customers.income',
      'customers.region',
      'customers.industry',
      'customers.factor_price',
      'orders.customer',
      'orders.amount',
      'events.customer',
    ],
  },
  params: [
    {
      id: 'rows_by',
      kind: 'choice',
      segments: true,
      label: { zh: '行', en: 'Rows' },
      default: 'buying',
      options: classes,
    },
    {
      id: 'columns_by',
      kind: 'choice',
      segments: true,
      label: { zh: '列', en: 'Columns' },
      default: 'region',
      options: classes,
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '群体至少多少客户', en: 'Customers of a segment at least' },
      default: 20,
      min: 1,
      max: 100000,
    },
    {
      id: 'often',
      kind: 'integer',
      label: { zh: '几单算高频', en: 'Often from' },
      help: { zh: '时段内的订单数。', en: 'Orders in the period.' },
      default: 6,
      min: 3,
      max: 1000,
    },
  ],
  columns: [
    { name: 'row_segment', label: { zh: '行', en: 'Row' }, format: 'text', follow: 'rows_by' },
    { name: 'column_segment', label: words.column, format: 'text', follow: 'columns_by' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'share', label: words.shareOfCustomers, format: 'percent' },
    { name: 'buyers', label: words.buyingCustomers, format: 'integer' },
    { name: 'revenue', label: words.revenue, format: 'money', adds: true },
    { name: 'revenue_share', label: words.shareOfRevenue, format: 'percent' },
    { name: 'revenue_per_customer', label: words.spendPerCustomer, format: 'money' },
    {
      name: 'index',
      label: { zh: '指数', en: 'Index' },
      format: 'number',
      help: { zh: '人均消费 ÷ 全体人均消费 × 100', en: 'Spend per customer ÷ that of all × 100' },
    },
    { name: 'active_share', label: { zh: '活跃占比', en: 'Active share' }, format: 'percent' },
  ],
  codes: {
    row_segment: classNames,
    column_segment: classNames,
  },
  chart: {
    kind: 'heatmap',
    title: { zh: '各群体的人均消费', en: 'Spend per customer by segment' },
    x: { column: 'column_segment', label: words.column, format: 'text' },
    y: { column: 'row_segment', label: { zh: '行', en: 'Row' }, format: 'text' },
    value: {
      column: 'revenue_per_customer',
      label: words.spendPerCustomer,
      format: 'money',
    },
  },
  people: ['row_segment', 'column_segment'],
  findings: {
    rich: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { money: { between: ['amount', 'whole'], times: 'n' } },
      sentence: {
        zh: '更值钱的一群是 {row_segment} × {column_segment}，差异显著：{n:integer} 人（{share:percent}）贡献 {revenue_share:percent} 的销售额，人均 {amount:money}，是全体的 {ratio:number} 倍。',
        en: 'Worth more than the others, beyond chance, is {row_segment} × {column_segment}: {n:integer} customers ({share:percent}) bring {revenue_share:percent} of the revenue, {amount:money} each, {ratio:number} times the whole.',
      },
      customers: 'n',
      rows: 'row_segment = {row_segment} AND column_segment = {column_segment}',
    },
    rich_within: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { money: { between: ['amount', 'whole'], times: 'n' } },
      sentence: {
        zh: '在购买情况相同的客户里，更值钱的一群是 {row_segment} × {column_segment}，差异显著：{n:integer} 人（{share:percent}），人均 {amount:money}，是同类的 {ratio:number} 倍，占销售额 {revenue_share:percent}。',
        en: 'Among customers who buy alike, worth more than the others, beyond chance, is {row_segment} × {column_segment}: {n:integer} customers ({share:percent}), {amount:money} each, {ratio:number} times their like, with {revenue_share:percent} of the revenue.',
      },
      customers: 'n',
      rows: 'row_segment = {row_segment} AND column_segment = {column_segment}',
    },
    big_poor: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { money: { between: ['amount', 'whole'], times: 'n' } },
      sentence: {
        zh: '低于其余各群的一群是 {row_segment} × {column_segment}，差异显著：{n:integer} 人（{share:percent}），人均只有 {amount:money}，占销售额 {revenue_share:percent}。',
        en: 'Worth less than the others, beyond chance, is {row_segment} × {column_segment}: {n:integer} customers ({share:percent}), {amount:money} each, {revenue_share:percent} of the revenue.',
      },
      customers: 'n',
      rows: 'row_segment = {row_segment} AND column_segment = {column_segment}',
    },
    awake: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{row_segment} × {column_segment} 有 {n:integer} 人，其中 {share:percent} 在时段内有行为，却没有购买。',
        en: 'Of the {n:integer} customers of {row_segment} × {column_segment}, {share:percent} were active in the period and bought nothing in it.',
      },
      customers: 'n',
      rows: 'row_segment = {row_segment} AND column_segment = {column_segment}',
      measure: {
        action: {
          zh: '向来过却没有下单的这一群客户推送首单或复购优惠',
          en: 'Send those of this group who came without buying an offer for an order',
        },
        department: 'marketing',
        kpi: { zh: '这一群的下单率', en: 'Share of this group who order' },
        target: words.fivePointsHigher,
        days: 30,
      },
    },
    small: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 个群体人数太少，没有列出（合计 {share:percent} 的客户）。',
        en: '{n:integer} segments are too small to be listed ({share:percent} of customers in all).',
      },
    },
    all_small: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 个群体的人数都太少，一个也没有列出：换粗一些的维度，或降低最少人数。',
        en: 'None of {n:integer} segments is large enough to be listed: take coarser dimensions, or let smaller ones stand.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '用两个维度交叉分群：人口（性别、年龄、收入）、地理（地区、城市）、行为（购买频次、近度、活跃）、心理（最看重的因素、核心需求）。',
      en: 'Crosses two dimensions: demographic (gender, age, income), geographic (region, city), behavioural (frequency, recency, activity) or psychographic (leading factor, core need).',
    },
    definition: {
      zh: '购买频次按时段内订单数：未购买、一次、多次（2–5）、高频（6 及以上）。近度按距最近一单的天数：30 天内、31–90、91–180、180 天以上、从未购买（全部历史）。活跃按时段内有行为的天数：无、1–3、4–12、12 天以上。收入分五段，左闭右开。最看重的因素取价格、服务、品牌权重最大者，并列取前者。指数 = 人均消费 ÷ 全体人均消费 × 100，人均含未购买者。',
      en: 'Frequency by orders in the period: none, once, several (2–5), often (6 or more). Recency by days since the last order: up to 30, 31–90, 91–180, over 180, never (all history). Activity by days with events: none, 1–3, 4–12, over 12. Income has five bins, closed on the left. The leading factor is the largest of the weights of price, service and brand, the first of equals. Index = spend per customer ÷ that of all × 100, non-buyers included.',
    },
    howToRead: {
      zh: '先看深色的格（值钱），再看人数：深而小的适合一对一，浅而大的适合低成本触达；换列维度看差别是否仍在。',
      en: 'Dark cells are worth more; small and dark ones want personal attention, large and pale ones cheap reach. Change the columns to see whether the difference stays.',
    },
    pitfalls: {
      zh: '两个维度互相重叠（如行业与规模）时，交叉没有新信息。格子越多，每格人数越少，偶然越大。不要用敏感属性决定价格或服务。',
      en: 'Where two dimensions overlap (industry and size) crossing adds nothing. The more cells, the fewer customers in each and the more chance. Do not let sensitive attributes decide prices or service.',
    },
    sources: [
      {
        label:
          'Smith, W. (1956). Product differentiation and market segmentation as alternative marketing strategies. Journal of Marketing 21(1).',
      },
      { label: 'Wedel, M. & Kamakura, W. (2000). Market Segmentation, 2nd ed. Kluwer.' },
    ],
  },
} satisfies TemplateMeta;
