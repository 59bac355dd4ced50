import type { TemplateMeta } from '../../src/template/schema.ts';
import { recordOf } from '../shared/record.ts';
import { words } from '../shared/words.ts';

const record = recordOf({
  ago: { zh: '一年前', en: 'A year ago' },
  what: { zh: '一年的销售额', en: 'of revenue in the year' },
  counted: '',
  part: { zh: '当时已沉默天数', en: 'Days of silence until then' },
  format: 'money',
});

export default {
  id: 'clv-simple',
  version: 3,
  group: 'value',
  title: { zh: '客户终身价值（简易）', en: 'Lifetime value, simple' },
  question: {
    zh: '一位客户在今后几年大约值多少？',
    en: 'Roughly what is a customer worth over the coming years?',
  },
  tags: ['CLV', 'LTV', '终身价值'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.order_id', 'orders.cost', 'customers.profit_margin'],
  },
  params: [
    {
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'tenths',
      options: [{ value: 'tenths', label: { zh: '按价值十等分', en: 'Tenths by value' } }, record.view],
    },
    {
      id: 'years',
      kind: 'number',
      label: { zh: '预期客户寿命（年）', en: 'Expected lifetime (years)' },
      default: 3,
      min: 0.25,
      max: 20,
      step: 0.25,
    },
    {
      id: 'margin_from',
      kind: 'choice',
      label: { zh: '毛利率取自', en: 'Margin from' },
      default: 'given',
      options: [
        { value: 'given', label: { zh: '统一设定', en: 'One figure for all' } },
        { value: 'cost', label: { zh: '订单成本', en: 'Cost of orders' }, needs: 'orders.cost' },
        {
          value: 'profile',
          label: { zh: '客户档案', en: 'Customer profile' },
          needs: 'customers.profit_margin',
        },
      ],
    },
    {
      id: 'margin',
      kind: 'number',
      label: words.grossMargin,
      help: {
        zh: '取自成本或档案时，缺失的客户用它。',
        en: 'With cost or profile, used for customers who have none.',
      },
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.01,
      format: 'percent',
    },
    {
      id: 'least_days',
      kind: 'integer',
      label: { zh: '观察期至少', en: 'Observed at least' },
      help: {
        zh: '新客户的观察期太短会把年频次放大，不足时按这个天数算。',
        en: 'A short history inflates the yearly frequency; shorter ones count as this long.',
      },
      default: 90,
      min: 1,
      max: 730,
      format: 'days',
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'orders', label: words.orderCount, format: 'integer' },
    { name: 'order_value', label: words.averageOrderValue, format: 'money' },
    { name: 'yearly_orders', label: { zh: '年订单数', en: 'Orders a year' }, format: 'number' },
    { name: 'lifetime_years', label: { zh: '寿命（年）', en: 'Lifetime (years)' }, format: 'number' },
    { name: 'margin', label: words.grossMargin, format: 'percent' },
    { name: 'clv', label: { zh: '客户生命周期价值', en: 'Lifetime value' }, format: 'money' },
    {
      name: 'still_buying',
      label: { zh: '一年内还会下单的占比', en: 'Share that goes on buying' },
      format: 'percent',
      help: {
        zh: '一年前沉默天数相近的客户里，随后一年下过单的占比',
        en: 'Of customers silent for as long a year ago, those who ordered in the year after',
      },
    },
    {
      name: 'weighted_clv',
      label: { zh: '按仍购买加权的价值', en: 'Value weighted by going on' },
      format: 'money',
    },
  ],
  tables: [record.table],
  codes: { measure: record.measures },
  chart: {
    kind: 'bar',
    title: { zh: '按终身价值十等分，每组的人均价值', en: 'Mean lifetime value in each tenth of customers' },
    x: {
      column: 'tenth',
      label: { zh: '十等分（1 = 最高）', en: 'Tenth (1 = highest)' },
      format: 'integer',
      scale: 'band',
    },
    y: { column: 'mean_clv', label: { zh: '人均终身价值', en: 'Mean lifetime value' }, format: 'money' },
    label: { column: 'mean_clv', format: 'money' },
  },
  // Rows stand in the order in which they are ranked.
  marks:
    'customer IN (SELECT customer FROM (SELECT customer, ntile(10) OVER (ORDER BY clv DESC, customer) AS tenth FROM $result) WHERE tenth = {tenth})',
  chartWhen: [record.chart],
  findings: {
    total: {
      claim: { kind: 'level' },
      sentence: {
        zh: '按公式，{customers:integer} 位客户合计 {amount:money}，人均 {mean:money}，中位数 {middle:money}。公式假定每个人都照原来的频次一直买，这是上限。',
        en: 'By the formula {customers:integer} customers come to {amount:money} in all, {mean:money} on average, {middle:money} at the median. It takes everybody to go on as before: an upper bound.',
      },
    },
    weighted: {
      claim: { kind: 'prediction', test: 'back-test' },
      sentence: {
        zh: '按一年前沉默天数相近的客户后来仍购买的比例（平均 {share:percent}）加权，{customers:integer} 位客户预计合计 {amount:money}，人均 {mean:money}。获客成本应低于这个水平。这些比例只来自那一年（其中 {never:percent} 的人再没下单），没有用别的年份检验过。',
        en: 'Weighted by how many of those silent for as long a year ago went on buying ({share:percent} on average), {customers:integer} customers are expected to be worth {amount:money}, {mean:money} each. Winning one should cost less. The shares come from that very year (in which {never:percent} never ordered) and were not checked on another.',
      },
    },
    ...record.findings,
    top_tenth: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '价值最高的 10% 客户占终身价值总额的 {share:percent}（{amount:money}）。',
        en: 'The most valuable 10% of customers hold {share:percent} of the total ({amount:money}).',
      },
    },
    one_timers: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{share:percent} 的客户只下过一单，他们的频次是假定出来的，价值偏乐观；有条件请用 BG/NBD 模型。',
        en: '{share:percent} of customers ordered only once; their frequency is assumed and their value optimistic. Prefer the BG/NBD model where you can.',
      },
      measure: {
        action: words.twoReminders,
        department: 'marketing',
        kpi: words.secondOrderIn60Days,
        target: words.fivePointsHigher,
        days: 45,
      },
    },
  },
  explanation: {
    summary: {
      zh: '用四个数估一位客户今后值多少：客单价、年频次、预期寿命和毛利率。粗略但好解释，适合定获客和维系预算。',
      en: 'Four numbers estimate what a customer will be worth: order value, orders a year, expected lifetime, margin. Rough but easy to explain: for acquisition and retention budgets.',
    },
    definition: {
      zh: '终身价值 = 客单价 × 年订单数 × 预期寿命（年）× 毛利率。客单价 = 金额 ÷ 订单；年订单数 = 订单 ÷ 观察年数，观察期从首单到截止日，不足下限按下限算。使用目标客户范围在截止日前的全部历史，不折现。',
      en: 'Lifetime value = order value × orders a year × expected lifetime in years × margin. Order value = amount ÷ orders; orders a year = orders ÷ years observed, from the first order to the as-of date, shorter histories counting as the minimum. The whole history of the goal’s customer group before the as-of date is used; nothing is discounted.',
    },
    formula: 'CLV = (M / F) · (F / years observed) · lifetime · margin',
    howToRead: {
      zh: '看每个十等分的落差：顶端几组值得专人维护。与获客成本比较：终身价值 ÷ 获客成本低于 3 时通常不划算。',
      en: 'See how the tenths fall off: the first few deserve personal care. Compare with acquisition cost: a ratio under 3 rarely pays.',
    },
    pitfalls: {
      zh: '假定客户以后像过去一样买、人人寿命相同：对已经沉睡的客户过于乐观。首单很近的客户受“观察期至少”影响大。请把寿命当作可调的假设，而不是事实。',
      en: 'It assumes everyone goes on as before and lives equally long, which flatters those already asleep. Recent customers depend on the minimum observation. Treat the lifetime as an assumption to vary, not a fact.',
    },
    sources: [
      {
        label:
          'Gupta, S. & Lehmann, D. (2005). Managing Customers as Investments. Wharton School Publishing.',
      },
    ],
  },
} satisfies TemplateMeta;
