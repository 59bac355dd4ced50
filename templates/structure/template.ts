import type { TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'structure',
  version: 1,
  group: 'value',
  title: { zh: '客户结构', en: 'Customer structure' },
  question: {
    zh: '我们的客户是谁，销售额从哪些客户来？',
    en: 'Who are our customers, and from which of them does revenue come?',
  },
  tags: ['结构', '画像', '行业', '地区', 'structure', 'profile'],
  needs: {
    required: ['customers.customer'],
    optional: [
      'customers.industry',
      'customers.region',
      'customers.company_size',
      'customers.level',
      'orders.customer',
      'orders.amount',
    ],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      segments: true,
      label: words.groupBy,
      default: 'region',
      options: attributes(
        'region',
        'city',
        'industry',
        'company_size',
        'level',
        'gender',
        'age',
        'team',
        'source_system',
      ),
    },
    {
      id: 'groups',
      kind: 'integer',
      label: { zh: '图中最多几组', en: 'Most groups in the chart' },
      default: 12,
      min: 2,
      max: 40,
    },
  ],
  columns: [
    { name: 'segment', label: words.group, format: 'text' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'share', label: words.shareOfCustomers, format: 'percent' },
    { name: 'buyers', label: words.buyingCustomers, format: 'integer' },
    { name: 'revenue', label: words.revenue, format: 'money', adds: true },
    { name: 'revenue_share', label: words.shareOfRevenue, format: 'percent' },
    {
      name: 'revenue_per_buyer',
      label: { zh: '购买客户人均消费', en: 'Spend per buying customer' },
      format: 'money',
    },
  ],
  codes: {
    segment: { '(none)': words.notFilled },
    measure: {
      customers: words.shareOfCustomers,
      revenue: words.shareOfRevenue,
    },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各组的客户占比与销售额占比', en: 'Share of customers and of revenue by group' },
    orientation: 'horizontal',
    layout: 'grouped',
    x: { column: 'share', label: words.share, format: 'percent' },
    y: { column: 'segment', label: words.group, format: 'text', scale: 'band' },
    series: { column: 'measure', label: words.measure, format: 'text' },
    order: ['customers', 'revenue'],
    label: { column: 'share', format: 'percent' },
  },
  marks: 'segment = {segment}',
  people: ['segment'],
  findings: {
    largest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '人数最多的是 {segment}：{customers:integer} 人，占 {share:percent}，贡献 {revenue_share:percent} 的销售额，人均 {revenue_per_buyer:money}。',
        en: 'The largest group is {segment}: {customers:integer} customers, {share:percent} of all, with {revenue_share:percent} of the revenue and {revenue_per_buyer:money} per buyer.',
      },
      rows: 'segment = {segment}',
    },
    rich: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { money: { column: 'excess' } },
      sentence: {
        zh: '{segment} 以 {share:percent} 的客户（{customers:integer} 人）贡献 {revenue_share:percent} 的销售额，人均 {revenue_per_buyer:money}；值得优先获客。',
        en: '{segment} brings {revenue_share:percent} of the revenue from {share:percent} of customers ({customers:integer}), {revenue_per_buyer:money} per buyer: win more of these first.',
      },
      rows: 'segment = {segment}',
      measure: {
        action: {
          zh: '获客名单和预算优先给“{segment}”',
          en: 'Put “{segment}” first in lists and budgets for winning new customers',
        },
        department: 'marketing',
        kpi: { zh: '“{segment}”占客户的比例', en: 'Share of customers in “{segment}”' },
        now: { zh: '{share:percent}', en: '{share:percent}' },
        target: { zh: '高于 {share:percent}', en: 'above {share:percent}' },
        days: 90,
      },
    },
    unknown: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户中有 {share:percent} 没填这一项，结构只能当作已填者的情况看。',
        en: '{share:percent} of {customers:integer} customers have no value here; the picture holds for the others only.',
      },
      rows: "segment = '(none)'",
      measure: {
        action: { zh: '补录这一属性，下次联系时询问', en: 'Fill this attribute in at the next contact' },
        department: 'sales',
        kpi: words.shareFilled,
        target: words.reach90,
        days: 30,
      },
    },
    not_buying: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）在分析时段里没有购买。',
        en: '{customers:integer} customers ({share:percent}) bought nothing in the period.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '按行业、地区、规模等看客户由谁构成，并与销售额的构成对照，找出“人少钱多”和“人多钱少”的群体。',
      en: 'Shows who the customers are by industry, region, size and the like, beside where the revenue comes from: few who bring much, and many who bring little.',
    },
    definition: {
      zh: '客户数 = 目标范围内的客户档案去重；购买客户 = 分析时段内有订单的；销售额占比 = 该组客户的订单金额 ÷ 全部客户的订单金额；人均消费 = 金额 ÷ 购买客户。年龄段左闭右开，不重叠。没有填写的单列为“未填写”。',
      en: 'Customers = distinct profiles within the goal; buyers = those with an order in the period; share of revenue = amount of the group’s orders ÷ that of all; amount per buyer = amount ÷ buyers. Age bins are closed on the left and do not overlap. Blank values stand apart as “(none)”.',
    },
    howToRead: {
      zh: '比较两根条：销售额占比高于客户占比的组更值钱；相反的组看是不是还没开发，或服务成本过高。',
      en: 'Compare the two bars: groups with more of the revenue than of the customers are worth more; for the opposite ask whether they are undeveloped or too costly to serve.',
    },
    pitfalls: {
      zh: '档案过时会让结构失真。同一组内差异可能很大，一个大客户就能拉高整组。没有档案只有订单的客户不在这里的人数里，匹配率见数据字典。',
      en: 'Outdated profiles distort it. Groups can differ widely inside; one giant lifts a whole group. Customers with orders but no profile are not counted here; the dictionary shows the match rate.',
    },
    sources: [{ label: 'Kotler, P. & Keller, K. (2016). Marketing Management, 15th ed., ch. 9. Pearson.' }],
  },
} satisfies TemplateMeta;
