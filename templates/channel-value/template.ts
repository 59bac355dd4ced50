import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'channel-value',
  version: 2,
  group: 'sales',
  title: { zh: '渠道价值', en: 'Channel value' },
  question: {
    zh: '哪个渠道带来的客户更值钱、更愿意再买？',
    en: 'Which channel brings customers who are worth more and come back?',
  },
  tags: ['渠道', '获客', '复购', 'channel', 'acquisition'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount', 'orders.channel'],
    optional: ['orders.order_id', 'orders.cost'],
  },
  params: [
    {
      id: 'second_days',
      kind: 'integer',
      label: { zh: '第二单在几天内', en: 'Second order within days' },
      help: {
        zh: '只看首单已满这么多天的客户，各渠道的机会才相等。',
        en: 'Only customers whose first order is at least that old, so that each channel has the same chance.',
      },
      default: 90,
      min: 7,
      max: 730,
    },
    {
      id: 'credit',
      kind: 'choice',
      label: { zh: '客户归于', en: 'Customers belong to' },
      default: 'first',
      options: [
        { value: 'first', label: { zh: '首单的渠道', en: 'The channel of their first order' } },
        { value: 'order', label: { zh: '每笔订单自己的渠道', en: 'The channel of each order' } },
      ],
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '比较所需的最少客户', en: 'Fewest customers to compare' },
      default: 30,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'channel', label: words.channel, format: 'text' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'new_customers', label: { zh: '新客户数', en: 'New customers' }, format: 'integer' },
    { name: 'orders', label: words.orderCount, format: 'integer' },
    { name: 'revenue', label: words.revenue, format: 'money', adds: true },
    { name: 'revenue_share', label: words.shareOfRevenue, format: 'percent' },
    { name: 'order_value', label: words.averageOrderValue, format: 'money' },
    { name: 'revenue_per_customer', label: words.spendPerCustomer, format: 'money' },
    { name: 'repeat_rate', label: words.repurchaseRate, format: 'percent' },
    { name: 'low', label: words.low95, format: 'percent' },
    { name: 'high', label: words.high95, format: 'percent' },
    { name: 'margin', label: words.grossMargin, format: 'percent' },
  ],
  codes: { channel: { '(none)': words.notFilled } },
  chart: {
    kind: 'scatter',
    title: {
      zh: '各渠道的复购率与人均消费（点的大小为客户数）',
      en: 'Repeat rate and spend per customer by channel (size: customers)',
    },
    x: { column: 'repeat_rate', label: words.repurchaseRate, format: 'percent' },
    y: {
      column: 'revenue_per_customer',
      label: words.spendPerCustomer,
      format: 'money',
    },
    value: { column: 'customers', label: words.customers, format: 'integer' },
    label: { column: 'channel', format: 'text' },
  },
  people: ['channel'],
  findings: {
    best: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { money: { between: ['value', 'whole'], times: 'customers' } },
      sentence: {
        zh: '{channel} 的客户更值钱，差异显著：人均 {value:money}，是整体 {whole:money} 的 {ratio:number} 倍，复购率 {rate:percent}（{customers:integer} 人）。',
        en: 'Customers of {channel} are worth more, beyond chance: {value:money} each, {ratio:number} times the {whole:money} of all, with a repeat rate of {rate:percent} ({customers:integer} customers).',
      },
      rows: 'channel = {channel}',
    },
    worst_repeat: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'rate', of: 'customers' } },
      sentence: {
        zh: '首单来自 {channel} 的 {customers:integer} 位客户里，只有 {rate:percent} 在 {value:integer} 天内再次下单，其余渠道为 {whole_rate:percent}，差异显著：先查首单体验，再看这里的获客预算。',
        en: 'Of the {customers:integer} customers who first came by {channel} only {rate:percent} ordered again within {value:integer} days, against {whole_rate:percent} of the others, more than chance: look at their first order, then at the budget spent here.',
      },
      rows: 'channel = {channel}',
      measure: {
        action: {
          zh: '缩减 {channel} 的获客预算，先改首单体验再投放',
          en: 'Cut spending on {channel} until the first order is better',
        },
        department: 'marketing',
        kpi: { zh: '{channel} 客户的复购率', en: 'Repeat rate of {channel}' },
        now: { zh: '{rate:percent}', en: '{rate:percent}' },
        target: { zh: '从 {rate:percent} 提高 5 个百分点', en: '5 points above {rate:percent}' },
        days: 30,
      },
    },
    most_new: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '新客户最多来自 {channel}：{customers:integer} 人，占新客户 {share:percent}；这个渠道的全部客户人均消费 {value:money}。',
        en: 'New customers come by {channel} most: {customers:integer}, {share:percent} of the new ones; all customers of this channel are worth {value:money} each.',
      },
      rows: 'channel = {channel}',
    },
    order_value: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{channel} 的客单价更高，差异显著：{value:money}，是最低的 {other} 的 {ratio:number} 倍。',
        en: 'Orders by {channel} are larger, beyond chance ({value:money}): {ratio:number} times those of {other}, the smallest.',
      },
      rows: 'channel = {channel}',
    },
    unknown: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{share:percent} 的金额没有渠道，各渠道的占比偏低。',
        en: '{share:percent} of the revenue carries no channel, so all shares are understated.',
      },
      rows: "channel = '(none)'",
      measure: {
        action: { zh: '补齐订单的渠道标记', en: 'Mark the channel of every order' },
        department: 'marketing',
        kpi: { zh: '渠道已知的占比', en: 'Share with a known channel' },
        target: words.over95,
        days: 30,
      },
    },
  },
  explanation: {
    summary: {
      zh: '按渠道比较客户数、客单价、人均消费和复购率，判断预算该投向哪里。',
      en: 'Compares channels by customers, order value, spend per customer and repeat rate, to decide where to spend.',
    },
    definition: {
      zh: '默认把客户归于其历史首单的渠道（首次归因）：金额为这些客户在时段内的全部消费。复购率 = 时段内下过两单或以上的客户 ÷ 时段内下过单的客户。新客户 = 首单在时段内；数据没有比时段再早同样长（或半年）时不显示，因为数据开头人人都像新客。毛利率 = (金额 − 成本) ÷ 有成本的销售额。按订单自己的渠道算时，一位客户可计入多个渠道。区间为 Wilson 95%。',
      en: 'By default customers belong to the channel of their first order ever (first touch): the amount is all they spend in the period. Repeat rate = customers with two orders or more in the period ÷ customers with any. New = first order in the period; not shown where the data do not reach back as far again (or half a year), as everybody is new where data begin. Gross margin = (amount − cost) ÷ amount with costs. By the channel of each order one customer can count in several. Intervals are Wilson 95%.',
    },
    howToRead: {
      zh: '右上角的渠道客户消费高、复购也高，值得加预算；左下角先弄清是引来的客户不合适，还是首单体验不好。',
      en: 'Upper right: valuable and returning, worth more budget. Lower left: ask whether it is the wrong customers or a bad first order.',
    },
    pitfalls: {
      zh: '渠道之间客户本来就不同（企业与个人），人均消费的差别不全是渠道的功劳，可按行业或等级再比。首次归因忽略中间渠道。新渠道的客户时间短，复购率偏低。没有获客成本，这里不是投资回报率。',
      en: 'Channels differ in whom they reach (firms and consumers), so not all of the gap is due to the channel: compare within industry or level. First touch ignores what came between. Customers of a new channel had less time to return. Without the cost of winning them this is no return on investment.',
    },
    sources: [
      {
        label:
          'Neslin, S. et al. (2006). Challenges and opportunities in multichannel customer management. Journal of Service Research 9(2).',
      },
      {
        label:
          'Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22(158).',
      },
    ],
  },
} satisfies TemplateMeta;
