import type { TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'needs',
  version: 2,
  group: 'satisfaction',
  title: { zh: '需求与决策因素', en: 'Needs and decision factors' },
  question: {
    zh: '客户最需要什么，决定购买时看重价格、服务还是品牌？',
    en: 'What do customers need most, and do price, service or brand decide?',
  },
  tags: ['需求', '决策因素', '价格', '服务', '品牌', 'needs', 'decision factors'],
  needs: {
    required: ['customers.customer'],
    optional: [
      'customers.core_need',
      'customers.factor_price',
      'customers.factor_service',
      'customers.factor_brand',
      'customers.industry',
      'customers.level',
      'feedback.topic',
      'orders.amount',
    ],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      segments: true,
      label: words.groupBy,
      default: 'core_need',
      options: attributes(
        'core_need',
        'industry',
        'level',
        'region',
        'company_size',
        'gender',
        'age',
        'team',
      ),
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '至少多少客户', en: 'Customers at least' },
      default: 20,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'segment', label: { zh: '需求或群体', en: 'Need or group' }, format: 'text' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'share', label: words.share, format: 'percent' },
    { name: 'price', label: { zh: '价格权重', en: 'Price factor' }, format: 'percent' },
    { name: 'service', label: { zh: '服务权重', en: 'Service factor' }, format: 'percent' },
    { name: 'brand', label: { zh: '品牌权重', en: 'Brand factor' }, format: 'percent' },
    { name: 'leading_factor', label: words.leadingFactor, format: 'text' },
    { name: 'top_need', label: { zh: '最常见的需求', en: 'Commonest need' }, format: 'text' },
    { name: 'top_topic', label: { zh: '反馈最多的主题', en: 'Commonest feedback topic' }, format: 'text' },
    { name: 'revenue_per_customer', label: words.spendPerCustomer, format: 'money' },
  ],
  codes: {
    segment: { '(none)': words.notFilled },
    leading_factor: {
      price: words.price,
      service: words.service,
      brand: words.brand,
    },
    factor: {
      price: words.price,
      service: words.service,
      brand: words.brand,
    },
    top_need: { '(none)': words.notFilled },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各需求（群体）的决策因素权重', en: 'Weights of the decision factors by need or group' },
    orientation: 'horizontal',
    layout: 'normalised',
    x: { column: 'weight', label: { zh: '权重', en: 'Weight' }, format: 'percent' },
    y: { column: 'segment', label: { zh: '需求或群体', en: 'Need or group' }, format: 'text', scale: 'band' },
    series: { column: 'factor', label: words.factor, format: 'text' },
    order: ['price', 'service', 'brand'],
  },
  marks: 'segment = {segment}',
  people: ['segment'],
  findings: {
    top: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '人数最多的是 {segment}：{n:integer} 位客户，占已填写者的 {share:percent}。',
        en: 'The commonest is {segment}: {n:integer} customers, {share:percent} of those who state one.',
      },
      customers: 'n',
      rows: 'segment = {segment}',
    },
    factor: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '全体客户最看重{leading_factor}（平均权重 {share:percent}，{n:integer} 人）。',
        en: 'Customers as a whole look to {leading_factor} most (mean weight {share:percent}, {n:integer} customers).',
      },
    },
    differs: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{segment} 最看重{leading_factor}（{share:percent}，全体为 {other:percent}，{n:integer} 人），话术和方案应围绕它。',
        en: '{segment} looks to {leading_factor} most ({share:percent} against {other:percent} overall, {n:integer} customers): build the offer around it.',
      },
      customers: 'n',
      rows: 'segment = {segment}',
    },
    valuable: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{segment} 的人均消费更高，差异显著：{amount:money}，是全体的 {other:number} 倍（{n:integer} 人）。',
        en: '{segment} is worth more, beyond chance: {amount:money} per customer, {other:number} times the whole ({n:integer} customers).',
      },
      customers: 'n',
      rows: 'segment = {segment}',
    },
    unknown: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）没有记录这一分组，下次联系时补问。',
        en: '{n:integer} customers ({share:percent}) have no value here: ask at the next contact.',
      },
      customers: 'n',
      rows: "segment = '(none)'",
      measure: {
        action: {
          zh: '下次联系时补问这 {n:integer} 位客户',
          en: 'Ask these {n:integer} customers at the next contact',
        },
        department: 'sales',
        kpi: words.shareFilled,
        target: words.reach90,
        days: 30,
      },
    },
  },
  explanation: {
    summary: {
      zh: '看客户的核心需求怎样分布，每种需求（或群体）在价格、服务、品牌之间怎样权衡。',
      en: 'Shows how core needs are spread and how each need or group weighs price, service and brand.',
    },
    definition: {
      zh: '核心需求取自档案；决策因素是档案里价格、服务、品牌三个权重，每人先换算成合计 100%，再取平均；三项都没有的客户不计。最看重 = 平均权重最大的一项。反馈主题为该组客户在时段内反馈最多的主题。人均消费 = 时段内金额 ÷ 该组客户数（含未购买）。',
      en: 'Core needs come from the profiles; the factors are the three weights there, brought to a sum of 100% per customer and then averaged; customers without any are left out. Leading = the largest mean weight. The topic is the commonest in the feedback of the group. Spend per customer = amount in the period ÷ all customers of the group, buyers or not.',
    },
    formula: 'weight_f(g) = mean over customers of w_f / (w_price + w_service + w_brand)',
    howToRead: {
      zh: '条的分段越偏离全体，越值得单独设计方案；再看人均消费，判断值不值得。',
      en: 'The further a bar departs from the whole, the more it deserves an offer of its own; the spend per customer says whether it is worth it.',
    },
    pitfalls: {
      zh: '权重多为销售主观填写，口径要统一。平均权重会掩盖组内两极分化。需求会变，看档案更新日期。',
      en: 'Weights are mostly entered by salespeople; agree on a scale. Means hide groups of two minds. Needs change; mind the update date.',
    },
    sources: [
      {
        label:
          'Green, P. & Srinivasan, V. (1990). Conjoint analysis in marketing. Journal of Marketing 54(4).',
      },
      { label: 'Griffin, A. & Hauser, J. (1993). The voice of the customer. Marketing Science 12(1).' },
    ],
  },
} satisfies TemplateMeta;
