import type { TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'next-best-product',
  version: 1,
  group: 'sales',
  title: { zh: '推荐商品', en: 'Next best product' },
  question: {
    zh: '对每个客群，下一个该推荐什么，推荐给多少人？',
    en: 'What should each segment be offered next, and to how many?',
  },
  tags: ['推荐', '下一个商品', '交叉销售', 'recommendation', 'next best offer'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: [
      'orders.product',
      'orders.category',
      'customers.industry',
      'customers.level',
      'customers.region',
    ],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      label: { zh: '客群', en: 'Segments' },
      default: 'industry',
      options: [
        { value: 'none', label: words.notGrouped },
        ...attributes('industry', 'level', 'region', 'company_size', 'gender', 'age', 'team'),
      ],
    },
    {
      id: 'item',
      kind: 'choice',
      label: { zh: '推荐对象', en: 'What to offer' },
      default: 'product',
      options: [
        { value: 'product', label: words.product, needs: 'orders.product' },
        { value: 'category', label: words.category, needs: 'orders.category' },
      ],
    },
    {
      id: 'items',
      kind: 'integer',
      label: { zh: '只看买的人最多的', en: 'Consider the most bought' },
      default: 100,
      min: 5,
      max: 500,
    },
    {
      id: 'least_both',
      kind: 'integer',
      label: { zh: '两样都买的至少', en: 'Buyers of both at least' },
      default: 10,
      min: 1,
      max: 100000,
    },
    {
      id: 'min_lift',
      kind: 'number',
      label: words.liftAtLeast,
      default: 1.2,
      min: 0,
      max: 100,
      step: 0.1,
    },
    {
      id: 'each',
      kind: 'integer',
      label: { zh: '每个客群几条', en: 'Offers per segment' },
      default: 3,
      min: 1,
      max: 50,
    },
  ],
  columns: [
    { name: 'segment', label: words.segment, format: 'text' },
    { name: 'place', label: words.rank, format: 'integer' },
    { name: 'antecedent', label: { zh: '买过', en: 'Has bought' }, format: 'text' },
    { name: 'offer', label: { zh: '推荐', en: 'Offer' }, format: 'text' },
    { name: 'confidence', label: words.confidence, format: 'percent' },
    { name: 'lift', label: words.lift, format: 'number' },
    {
      name: 'targets',
      label: { zh: '可推荐的客户', en: 'Customers to offer' },
      format: 'integer',
      help: { zh: '买过前者、没买过后者的客户', en: 'Customers with the first and without the second' },
    },
    {
      name: 'expected',
      label: { zh: '预期购买', en: 'Expected buyers' },
      format: 'number',
      help: { zh: '可推荐的客户 × 置信度', en: 'Customers to offer × confidence' },
    },
    { name: 'expected_amount', label: { zh: '预期金额', en: 'Expected amount' }, format: 'money' },
  ],
  codes: {
    segment: { '(none)': words.notFilled, '(all)': words.allCustomers },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各客群推荐的预期金额', en: 'Expected amount of the offers by segment' },
    orientation: 'horizontal',
    layout: 'stacked',
    x: { column: 'expected_amount', label: { zh: '预期金额', en: 'Expected amount' }, format: 'money' },
    y: { column: 'segment', label: words.segment, format: 'text', scale: 'band' },
    series: { column: 'offer', label: { zh: '推荐', en: 'Offer' }, format: 'text' },
  },
  findings: {
    best: {
      claim: { kind: 'prediction', test: 'back-test' },
      sentence: {
        zh: '{segment}：推荐 {offer}。同群里买过 {antecedent} 的客户有 {confidence:percent} 也买了它（平时的 {lift:number} 倍），还有 {targets:integer} 位没买；若也按这一比例购买，约值 {expected_amount:money}。',
        en: '{segment}: offer {offer}. Of its customers with {antecedent}, {confidence:percent} bought it too ({lift:number} times the usual) and {targets:integer} did not yet; at the same rate they are worth about {expected_amount:money}.',
      },
      rows: 'segment = {segment} AND antecedent = {antecedent} AND offer = {offer}',
    },
    total: {
      claim: { kind: 'prediction', test: 'back-test' },
      sentence: {
        zh: '所有推荐合计涉及 {targets:integer} 人次，按现有购买率估计约值 {expected_amount:money}，先选一个客群做对照试验。',
        en: 'All offers together reach {targets:integer} times a customer and are worth about {expected_amount:money} at present rates: test one segment against a control first.',
      },
    },
    none: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{targets:integer} 位客户里没有达到门槛的组合：降低人数或提升度门槛，或改看品类。',
        en: 'No pair among {targets:integer} customers reaches the bars: lower the number or the lift, or look at categories.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '在每个客群内部找“买了 A 的人也买 B”，列出买了 A 还没买 B 的人数，就是下一步的推荐名单。',
      en: 'Within each segment finds "who has A has B too" and counts those with A and without B: the list to offer B to.',
    },
    definition: {
      zh: '篮子 = 一位客户在时段内买过的全部商品。置信度 = 客群内同时买 A、B 的 ÷ 买 A 的；提升度 = 置信度 ÷ 客群内买 B 的比例。可推荐 = 买 A 未买 B 的人数；预期购买 = 可推荐 × 置信度；预期金额 = 预期购买 × 客群内 B 的人均消费。每个 B 只留预期金额最大的一条，按预期金额取前几条。',
      en: 'A basket is all that a customer bought in the period. Confidence = customers of the segment with A and B ÷ those with A; lift = confidence ÷ share of the segment with B. To offer = with A and without B; expected = to offer × confidence; expected amount = expected × mean spend on B in the segment. Each B keeps its most valuable rule; the first few by expected amount are listed.',
    },
    formula: 'expected = |A \\ B| · P(B|A);  lift = P(B|A) / P(B)',
    howToRead: {
      zh: '看每个客群第一名；提升度高说明 A 与 B 确实相关，提升度接近 1 的只是热门商品。',
      en: 'Read the first of each segment; a high lift says that A and B belong together, one near 1 that B is merely popular.',
    },
    pitfalls: {
      zh: '预期金额是上限式的估计：没买的人往往有原因。小客群的置信度不稳，看两样都买的人数。促销期的搭售会抬高置信度。',
      en: 'The expected amount is generous: who has not bought often has a reason. Small segments are unsteady; mind the buyers of both. Bundles in promotions raise confidence.',
    },
    sources: [
      {
        label:
          'Agrawal, R., Imieliński, T. & Swami, A. (1993). Mining association rules between sets of items. SIGMOD.',
      },
      {
        label:
          'Knott, A., Hayes, A. & Neslin, S. (2002). Next-product-to-buy models for cross-selling applications. Journal of Interactive Marketing 16(3).',
      },
    ],
  },
} satisfies TemplateMeta;
