import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'structure',
  version: 1,
  group: 'value',
  title: { zh: '客户结构', en: 'Customer structure' },
  question: {
    zh: '我们的客户是谁，收入从哪些客户来？',
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
      label: { zh: '按什么分', en: 'By' },
      default: 'region',
      options: [
        { value: 'region', label: { zh: '地区', en: 'Region' }, needs: 'customers.region' },
        { value: 'city', label: { zh: '城市', en: 'City' }, needs: 'customers.city' },
        { value: 'industry', label: { zh: '行业', en: 'Industry' }, needs: 'customers.industry' },
        {
          value: 'company_size',
          label: { zh: '企业规模', en: 'Company size' },
          needs: 'customers.company_size',
        },
        { value: 'level', label: { zh: '客户等级', en: 'Level' }, needs: 'customers.level' },
        { value: 'gender', label: { zh: '性别', en: 'Gender' }, needs: 'customers.gender' },
        { value: 'age', label: { zh: '年龄段', en: 'Age' }, needs: 'customers.age' },
        { value: 'team', label: { zh: '团队', en: 'Team' }, needs: 'customers.team' },
        {
          value: 'source_system',
          label: { zh: '来源系统', en: 'Source system' },
          needs: 'customers.source_system',
        },
      ],
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
    { name: 'segment', label: { zh: '分组', en: 'Group' }, format: 'text' },
    { name: 'customers', label: { zh: '客户数', en: 'Customers' }, format: 'integer' },
    { name: 'share', label: { zh: '客户占比', en: 'Share of customers' }, format: 'percent' },
    { name: 'buyers', label: { zh: '购买客户', en: 'Buyers' }, format: 'integer' },
    { name: 'revenue', label: { zh: '金额', en: 'Amount' }, format: 'money' },
    { name: 'revenue_share', label: { zh: '金额占比', en: 'Share of amount' }, format: 'percent' },
    { name: 'revenue_per_buyer', label: { zh: '人均金额', en: 'Amount per buyer' }, format: 'money' },
  ],
  codes: {
    segment: { '(none)': { zh: '未填写', en: '(none)' } },
    measure: {
      customers: { zh: '客户占比', en: 'Share of customers' },
      revenue: { zh: '金额占比', en: 'Share of amount' },
    },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各组的客户占比与金额占比', en: 'Share of customers and of amount by group' },
    orientation: 'horizontal',
    layout: 'grouped',
    x: { column: 'share', label: { zh: '占比', en: 'Share' }, format: 'percent' },
    y: { column: 'segment', label: { zh: '分组', en: 'Group' }, format: 'text', scale: 'band' },
    series: { column: 'measure', label: { zh: '口径', en: 'Measure' }, format: 'text' },
    order: ['customers', 'revenue'],
    label: { column: 'share', format: 'percent' },
  },
  findings: {
    largest: {
      sentence: {
        zh: '人数最多的是 {segment}：{customers:integer} 人，占 {share:percent}，贡献 {revenue_share:percent} 的金额，人均 {revenue_per_buyer:money}。',
        en: 'The largest group is {segment}: {customers:integer} customers, {share:percent} of all, with {revenue_share:percent} of the amount and {revenue_per_buyer:money} per buyer.',
      },
      rows: 'segment = {segment}',
    },
    rich: {
      sentence: {
        zh: '{segment} 以 {share:percent} 的客户（{customers:integer} 人）贡献 {revenue_share:percent} 的金额，人均 {revenue_per_buyer:money}，值得优先获客。',
        en: '{segment} brings {revenue_share:percent} of the amount from {share:percent} of customers ({customers:integer}), {revenue_per_buyer:money} per buyer: win more of these first.',
      },
      rows: 'segment = {segment}',
    },
    unknown: {
      sentence: {
        zh: '{customers:integer} 位客户中有 {share:percent} 没填这一项，结构只能当作已填者的情况看。',
        en: '{share:percent} of {customers:integer} customers have no value here; the picture holds for the others only.',
      },
      rows: "segment = '(none)'",
      measure: {
        action: { zh: '补录这一属性，下次联系时询问', en: 'Fill this attribute in at the next contact' },
        department: 'sales',
        kpi: { zh: '填写率', en: 'Share filled' },
        target: { zh: '达到 90%', en: '90 %' },
        days: 30,
      },
    },
    not_buying: {
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）在分析时段里没有购买。',
        en: '{customers:integer} customers ({share:percent}) bought nothing in the period.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '按行业、地区、规模等看客户由谁构成，并与收入的构成对照，找出“人少钱多”和“人多钱少”的群体。',
      en: 'Shows who the customers are by industry, region, size and the like, beside where the revenue comes from: few who bring much, and many who bring little.',
    },
    definition: {
      zh: '客户数 = 目标范围内的客户档案去重；购买客户 = 分析时段内有订单的；金额占比 = 该组客户的订单金额 ÷ 全部客户的订单金额；人均金额 = 金额 ÷ 购买客户。年龄段左闭右开，不重叠。没有填写的单列为“未填写”。',
      en: 'Customers = distinct profiles within the goal; buyers = those with an order in the period; share of amount = amount of the group\'s orders ÷ that of all; amount per buyer = amount ÷ buyers. Age bins are closed on the left and do not overlap. Blank values stand apart as "(none)".',
    },
    howToRead: {
      zh: '比较两根条：金额占比高于客户占比的组更值钱；相反的组看是不是还没开发，或服务成本过高。',
      en: 'Compare the two bars: groups with more of the amount than of the customers are worth more; for the opposite ask whether they are undeveloped or too costly to serve.',
    },
    pitfalls: {
      zh: '档案过时会让结构失真。同一组内差异可能很大，一个大客户就能拉高整组。没有档案只有订单的客户不在这里的人数里，匹配率见数据字典。',
      en: 'Outdated profiles distort it. Groups can differ widely inside; one giant lifts a whole group. Customers with orders but no profile are not counted here; the dictionary shows the match rate.',
    },
    sources: [{ label: 'Kotler, P. & Keller, K. (2016). Marketing Management, 15th ed., ch. 9. Pearson.' }],
  },
} satisfies TemplateMeta;
