import type { TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'contribution',
  version: 2,
  group: 'value',
  title: { zh: '利润贡献与潜力', en: 'Contribution and potential' },
  question: {
    zh: '谁贡献利润，谁还有交叉销售和提客单的空间？',
    en: 'Who brings the profit, and who has room for cross-selling and larger orders?',
  },
  tags: ['利润', '贡献', '交叉销售', '升级销售', 'profit', 'cross-sell', 'up-sell'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: [
      'orders.cost',
      'orders.category',
      'orders.order_id',
      'customers.profit_margin',
      'customers.level',
      'customers.industry',
    ],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      segments: true,
      label: { zh: '与谁比较', en: 'Peers share the same' },
      default: 'none',
      options: [
        { value: 'none', label: words.allCustomers },
        ...attributes('industry', 'level', 'region', 'company_size', 'team'),
      ],
    },
    {
      id: 'margin',
      kind: 'number',
      label: { zh: '默认毛利率', en: 'Margin where unknown' },
      help: {
        zh: '没有成本也没有客户利润率时使用。',
        en: 'Used where neither cost nor the profit margin of the customer is known.',
      },
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'segment', label: { zh: '同类', en: 'Peers' }, format: 'text' },
    { name: 'revenue', label: words.revenue, format: 'money', adds: true },
    { name: 'profit', label: { zh: '毛利', en: 'Gross profit' }, format: 'money' },
    { name: 'profit_share', label: { zh: '毛利占比', en: 'Share of profit' }, format: 'percent' },
    { name: 'order_value', label: words.averageOrderValue, format: 'money' },
    { name: 'order_value_before', label: { zh: '上期客单价', en: 'Order value before' }, format: 'money' },
    {
      name: 'order_value_growth',
      label: { zh: '客单价增长', en: 'Growth of order value' },
      format: 'percent',
    },
    { name: 'categories', label: { zh: '购买品类数', en: 'Categories bought' }, format: 'integer' },
    {
      name: 'cross_potential',
      label: { zh: '交叉销售潜力', en: 'Cross-sell potential' },
      format: 'money',
      help: {
        zh: '没买的品类：同类的购买率 × 买者的人均消费',
        en: 'Categories not bought: share of peers that buy × their mean spend',
      },
    },
    {
      name: 'up_potential',
      label: { zh: '提客单潜力', en: 'Up-sell potential' },
      format: 'money',
      help: {
        zh: '客单价补到同类中位数的差额 × 订单数',
        en: 'Gap to the median order value of peers × orders',
      },
    },
  ],
  codes: {
    segment: { '(none)': words.notFilled, '(all)': words.all },
    kind: { cross: { zh: '交叉销售', en: 'Cross-sell' }, up: { zh: '提客单', en: 'Up-sell' } },
    part: {
      top: { zh: '毛利前 10%', en: 'Top tenth by profit' },
      high: { zh: '10–30%', en: '10–30%' },
      middle: { zh: '30–60%', en: '30–60%' },
      low: { zh: '后 40%', en: 'Lowest 40%' },
    },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各毛利档客户的潜力（金额）', en: 'Potential of customers by profit band (amount)' },
    orientation: 'horizontal',
    layout: 'stacked',
    x: { column: 'amount', label: words.potential, format: 'money' },
    y: { column: 'part', label: { zh: '毛利档', en: 'Profit band' }, format: 'text', scale: 'band' },
    series: { column: 'kind', label: { zh: '方式', en: 'Way' }, format: 'text' },
    order: ['cross', 'up'],
  },
  marks:
    "customer IN (SELECT customer FROM (SELECT customer, row_number() OVER (ORDER BY profit DESC, customer) AS place, count(*) OVER () AS places FROM $result) WHERE CASE WHEN place <= ceil(round(0.1::DOUBLE * places, 6)) THEN 'top' WHEN place <= ceil(round(0.3::DOUBLE * places, 6)) THEN 'high' WHEN place <= ceil(round(0.6::DOUBLE * places, 6)) THEN 'middle' ELSE 'low' END = {part})",
  findings: {
    concentrated: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '毛利最高的十分之一客户（{n:integer} 人）贡献 {share:percent} 的毛利，共 {amount:money}。',
        en: 'The tenth of customers with the highest profit ({n:integer}) brings {share:percent} of it, {amount:money}.',
      },
      customers: 'n',
    },
    loss: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户的毛利为负，合计 {amount:money}，查折扣、赠品和服务成本。',
        en: '{n:integer} customers have a negative profit, {amount:money} in all: look at discounts, gifts and cost of service.',
      },
      customers: 'n',
      rows: 'profit < 0',
      measure: {
        action: {
          zh: '逐一核对毛利为负的客户：定价、折扣还是成本录错',
          en: 'Check each customer with a negative margin: price, discount or a wrong cost',
        },
        department: 'sales',
        kpi: { zh: '毛利为负的客户数', en: 'Customers with a negative margin' },
        target: words.halved,
        days: 21,
      },
    },
    order_value: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '客单价从上期的 {before:money} 变为 {amount:money}（变化 {share:percent}），差异显著；{n:integer} 位两期都买的客户里，{other:percent} 的人有所提高。',
        en: 'Order value went from {before:money} to {amount:money} ({share:percent}), more than chance; of {n:integer} customers who bought in both periods, {other:percent} raised theirs.',
      },
      customers: 'n',
      measure: {
        action: {
          zh: '用搭配与满减把客单价拉回上期水平',
          en: 'Bring order values back with bundles and thresholds',
        },
        department: 'marketing',
        kpi: words.averageOrderValue,
        target: { zh: '回到上期的 {before:money}', en: 'back to {before:money}' },
        days: 45,
      },
    },
    order_value_season: {
      claim: { kind: 'note' },
      sentence: {
        zh: '客单价上期为 {before:money}，本期为 {amount:money}；去年同样的两个时段为 {other:money} 与 {share:money}，扣除这样的季节起伏后差异不显著（{n:integer} 位客户两期都买）。',
        en: 'Order value was {before:money} in the period before and is {amount:money}; in the same periods a year ago it was {other:money} and {share:money}. Beyond such a season the change is not told from chance ({n:integer} customers bought in both periods).',
      },
    },
    order_value_no_year: {
      claim: { kind: 'note' },
      sentence: {
        zh: '客单价上期为 {before:money}，本期为 {amount:money}（{n:integer} 位客户两期都买）；数据没有完整覆盖去年同样的两个时段，分不清这是季节还是变化。',
        en: 'Order value was {before:money} in the period before and is {amount:money} ({n:integer} customers bought in both periods); the data do not cover the same periods a year ago, so that a season is not told from a change.',
      },
    },
    cross: {
      claim: { kind: 'level' },
      sentence: {
        zh: '与同类客户的平均相比，客户在自己没买的品类上合计差 {amount:money}（现有金额的 {share:percent}）；{n:integer} 位客户（{other:percent}）只买一个品类。这是与同类的差距，不是会发生的销售。',
        en: 'In categories that they do not buy, customers are {amount:money} ({share:percent} of the present amount) away from the mean of their peers; one category alone is bought by {n:integer} ({other:percent}). A gap to peers, not sales to come.',
      },
    },
    gap_closed: {
      claim: { kind: 'level' },
      sentence: {
        zh: '上一期用同样的办法算出的差距是 {amount:money}（{n:integer} 位客户）；在随后的这一期，他们在这些品类上新买了 {before:money}，是差距的 {share:percent}。',
        en: 'A period ago the same gap was {amount:money} ({n:integer} customers); in the period that followed they came to buy {before:money} in those categories, {share:percent} of it.',
      },
    },
    up: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户的客单价不到同类的中位数，若都补到中位数，合计差 {amount:money}（现有金额的 {share:percent}）；这是差距，不是预测。',
        en: 'Order values short of the median of their peers are {amount:money} ({share:percent} of the present amount) away from it in all, over {n:integer} customers: a gap, not a forecast.',
      },
      customers: 'n',
      rows: 'up_potential > 0',
    },
    assumed: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 位客户没有成本：毛利按客户利润率或默认毛利率估算，只能比较，不能入账。',
        en: 'Costs are missing for {n:integer} customers: profit is estimated from the margins of customers or the default; compare with it, do not book it.',
      },
      customers: 'n',
      measure: {
        action: { zh: '补齐缺成本的订单行', en: 'Fill in missing costs' },
        department: 'operations',
        kpi: { zh: '有成本的订单占比', en: 'Share of orders with a cost' },
        target: words.over95,
        days: 30,
      },
    },
    chosen: {
      claim: { kind: 'note' },
      sentence: words.chosenBySpend,
    },
  },
  explanation: {
    summary: {
      zh: '看每位客户贡献多少毛利、客单价是升是降，以及与同类相比还差哪些品类、每单差多少。',
      en: 'Shows how much gross profit each customer brings, whether their order value grows, and what they lack beside their peers in categories and in order value.',
    },
    definition: {
      zh: '毛利 = 金额 − 成本；没有成本时 = 金额 × 客户利润率（没有则用默认值）。客单价 = 金额 ÷ 订单数；上期 = 之前月数（或天数）相同的时段，时段没结束时取其同一部分，客群与目标一致；数据没有覆盖上期时不比较。交叉潜力 = Σ（客户没买的品类：同类中的购买率 × 购买者人均消费）。提客单潜力 = max(0, 同类客单价中位数 − 自己的客单价) × 自己的订单数。',
      en: 'Gross profit = amount − cost; without costs amount × the margin of the customer (or the default). Order value = amount ÷ orders; before = the period of as many months (or days) before this one, of a period that is not over the same part of it, with the goal’s customer group; where the data do not cover it, nothing is compared. Cross-sell potential = Σ over categories not bought of the share of peers that buy × the mean spend of those. Up-sell potential = max(0, median order value of peers − own) × own orders.',
    },
    formula: 'cross = Σ_k∉bought P(k | peers) · mean spend(k);  up = max(0, median AOV − AOV) · orders',
    howToRead: {
      zh: '毛利前 10% 的客户要守住；后面各档的潜力如果更大，说明增长来自扩大品类而不是再压大客户。按潜力列排序就是推销名单。',
      en: 'Keep the top tenth; where the lower bands hold more potential, growth comes from widening categories, not from pressing the largest. Sorted by a potential the table is a list to sell to.',
    },
    pitfalls: {
      zh: '潜力是与同类相比的差距，不是预测，通常只能实现一小部分。品类只适合部分客户时（如企业专用）请按行业或规模分组。毛利不含获客与服务成本。',
      en: 'Potential is the gap to peers, not a forecast; only a part of it can be won. Where categories suit only some customers, compare by industry or size. Gross profit leaves out the cost of winning and serving.',
    },
    sources: [
      {
        label:
          'Kumar, V., George, M. & Pancras, J. (2008). Cross-buying in retailing. Journal of Retailing 84(1).',
      },
      {
        label:
          'Kamakura, W. (2008). Cross-selling: offering the right product to the right customer at the right time. Journal of Relationship Marketing 6(3-4).',
      },
    ],
  },
} satisfies TemplateMeta;
