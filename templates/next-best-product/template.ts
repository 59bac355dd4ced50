import type { TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { daysAgo, recordOf } from '../shared/record.ts';
import { words } from '../shared/words.ts';

const record = recordOf({
  ago: daysAgo,
  what: { zh: '购买的人次', en: 'buyers' },
  counted: '',
  part: { zh: '推荐组合', en: 'Offer made' },
  format: 'integer',
});

export default {
  id: 'next-best-product',
  version: 2,
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
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'offers',
      options: [{ value: 'offers', label: { zh: '推荐', en: 'Offers' } }, record.view],
    },
    {
      id: 'horizon',
      kind: 'integer',
      label: { zh: '随后多少天内购买', en: 'Bought within days' },
      default: 180,
      min: 14,
      max: 730,
      format: 'days',
    },
    {
      id: 'by',
      kind: 'choice',
      segments: true,
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
      rare: true,
      label: { zh: '只看买的人最多的', en: 'Consider the most bought' },
      default: 100,
      min: 5,
      max: 500,
    },
    {
      id: 'least_both',
      kind: 'integer',
      rare: true,
      label: { zh: '后来购买的至少', en: 'Later buyers at least' },
      default: 10,
      min: 1,
      max: 100000,
    },
    {
      id: 'min_lift',
      kind: 'number',
      rare: true,
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
    { name: 'confidence', label: { zh: '后来购买率', en: 'Bought later' }, format: 'percent' },
    {
      name: 'control',
      label: { zh: '对照的购买率', en: 'Bought later, control' },
      format: 'percent',
      help: {
        zh: '同一客群里两样都没买过的客户，同样的天数内',
        en: 'Customers of the segment with neither, within the same days',
      },
    },
    { name: 'lift', label: { zh: '是对照的几倍', en: 'Times the control' }, format: 'number' },
    {
      name: 'targets',
      label: { zh: '可推荐的客户', en: 'Customers to offer' },
      format: 'integer',
      help: { zh: '买过前者、没买过后者的客户', en: 'Customers with the first and without the second' },
    },
    {
      name: 'expected',
      label: { zh: '照此会购买', en: 'Expected buyers' },
      format: 'number',
      help: { zh: '可推荐的客户 × 后来购买率', en: 'Customers to offer × bought later' },
    },
    { name: 'expected_amount', label: { zh: '预期金额', en: 'Expected amount' }, format: 'money' },
  ],
  tables: [record.table],
  codes: {
    segment: { '(none)': words.notFilled, '(all)': words.allCustomers },
    measure: record.measures,
  },
  chart: {
    kind: 'bar',
    title: { zh: '各客群推荐的预期金额', en: 'Expected amount of the offers by segment' },
    orientation: 'horizontal',
    layout: 'stacked',
    x: { column: 'share', label: { zh: '预期金额', en: 'Expected amount' }, format: 'money' },
    y: { column: 'segment', label: words.segment, format: 'text', scale: 'band' },
    series: { column: 'offer', label: { zh: '推荐', en: 'Offer' }, format: 'text' },
  },
  chartWhen: [record.chart],
  people: ['segment', 'antecedent', 'offer'],
  findings: {
    best: {
      claim: { kind: 'prediction', test: 'back-test' },
      insight: { money: { column: 'increment' }, reach: 'targets' },
      sentence: {
        zh: '向“{segment}”推荐 {offer}：最近 {days:days}里，买过 {antecedent} 而没买过它的客户有 {confidence:percent} 后来买了，两样都没买过的只有 {control:percent}；现在还有 {targets:integer} 位，照此约 {expected:integer} 位会买，约值 {expected_amount:money}，其中比对照多出的约 {increment:money}。',
        en: 'Offer {offer} to “{segment}”: of those who had {antecedent} and not yet the offer, {confidence:percent} bought it in the last {days:days}, against {control:percent} of those with neither; of {targets:integer} such customers now, about {expected:integer} are expected to buy, worth about {expected_amount:money}, of which about {increment:money} beyond the rate of those with neither.',
      },
      rows: 'segment = {segment} AND antecedent = {antecedent} AND offer = {offer}',
      measure: {
        action: {
          zh: '向买过 {antecedent} 的这 {targets:integer} 位推荐 {offer}，留一成不推荐作对照',
          en: 'Offer {offer} to the {targets:integer} who have {antecedent}, leaving one in ten alone as a control',
        },
        department: 'marketing',
        kpi: {
          zh: '推荐组与对照组的购买率之差',
          en: 'Purchase rate of those offered it less that of the control',
        },
        now: words.notBegun,
        target: { zh: '推荐组更高，差异显著', en: 'higher, beyond chance' },
        days: 30,
      },
    },
    total: {
      claim: { kind: 'prediction', test: 'back-test' },
      sentence: {
        zh: '所有推荐合计涉及 {targets:integer} 人次，照最近 {days:days}的购买率约 {expected:number} 人次会买，约值 {expected_amount:money}，多数不推荐也会来：先留一组对照。',
        en: 'All offers together reach {targets:integer} times a customer; at the rates of the last {days:days} about {expected:number} are expected to buy, worth about {expected_amount:money}, many of them unasked: keep a control.',
      },
    },
    ...record.findings,
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
      zh: '看买过 A、没买过 B 的客户后来有多少买了 B，与两样都没买过的客户相比，列出现在可以推荐 B 的人。',
      en: 'How many of those with A and without B came to buy B afterwards, against customers with neither, and who can be offered B now.',
    },
    definition: {
      zh: '以截止日前“随后天数”（默认 180 天）那一天为界：买过 A、没买过 B 的客户里，随后买了 B 的占比 = 后来购买率；对照 = 同一客群里那天以前买过东西、但 A、B 都没买过的客户的同一占比。只列后来购买率显著高于对照（反正弦比较，Holm 校正，总水平 0.2%）且达到倍数门槛、随后买了 B 的人数够多的组合。可推荐 = 现在有 A 没有 B 的客户；照此会购买 = 可推荐 × 后来购买率；预期金额再乘新买 B 的客户在这段时间的人均消费。每个 B 只留预期金额最大的一条。用全部历史。检验：把界再往前推一个同样的天数，用那时能知道的算出推荐与预期，再数随后实际有多少人买。',
      en: 'On the day that lies the horizon (180 days by default) before the as-of date: of customers with A and without B, the share that then bought B (bought later); the control is the same share of those in the segment who had bought something by that day, but neither A nor B. Listed are pairs whose share is beyond chance above the control (arcsines, corrected by Holm, .2% in all), reaches the multiple asked for and has buyers enough. To offer = now with A and without B; expected = to offer × bought later; the expected amount multiplies by what new buyers of B spent on it in the horizon. Each B keeps its most valuable pair. All history is used. The record moves the day back by another horizon, takes what was known then, and counts who came.',
    },
    formula: 'expected = |A \\ B| · P(B bought within the horizon | A, not B)',
    howToRead: {
      zh: '看每个客群第一名，再看“上一期：预期与实际”：预期与实际差得远，就把现在的预期打同样的折扣。',
      en: 'Read the first of each segment, then how it would have done a horizon ago: if that was far off, discount what is expected now alike.',
    },
    pitfalls: {
      zh: '后来购买率包含不推荐也会来的人，不是推荐的效果；效果要留对照组才知道。挑出来的是最好看的组合，后来往往差一些；季节也会使前后两期不同。',
      en: 'Those who bought later include whoever would have come unasked: the effect of an offer shows only against a control. The pairs picked are those that looked best and mostly do a little worse afterwards; seasons make two horizons differ.',
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
