import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'cross-sell',
  version: 1,
  group: 'sales',
  title: { zh: '交叉销售（购物篮）', en: 'Cross-sell (baskets)' },
  question: {
    zh: '哪些商品常被一起买，可以互相推荐？',
    en: 'Which items are bought together and can recommend each other?',
  },
  tags: ['购物篮', '关联规则', '推荐', 'basket', 'association'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.product', 'orders.category', 'orders.order_id', 'orders.region'],
  },
  params: [
    {
      id: 'level',
      kind: 'choice',
      label: { zh: '粒度', en: 'Granularity' },
      default: 'product',
      options: [
        { value: 'product', label: words.product, needs: 'orders.product' },
        { value: 'category', label: words.category, needs: 'orders.category' },
      ],
    },
    {
      id: 'basket',
      kind: 'choice',
      label: { zh: '一篮是', en: 'A basket is' },
      default: 'order',
      options: [
        { value: 'order', label: { zh: '一笔订单', en: 'An order' } },
        { value: 'customer', label: { zh: '一位客户的全部购买', en: 'All purchases of a customer' } },
      ],
    },
    {
      id: 'region',
      kind: 'text',
      label: { zh: '只看地区', en: 'Only region' },
      help: { zh: '留空表示全部地区。', en: 'Left empty, all regions.' },
      default: '',
      maxLength: 200,
    },
    {
      id: 'min_support',
      kind: 'number',
      rare: true,
      label: { zh: '最低支持度', en: 'Support at least' },
      default: 0.01,
      min: 0.0005,
      max: 1,
      step: 0.005,
      format: 'percent',
    },
    {
      id: 'min_confidence',
      kind: 'number',
      rare: true,
      label: { zh: '最低置信度', en: 'Confidence at least' },
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.05,
      format: 'percent',
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
      id: 'least_baskets',
      kind: 'integer',
      rare: true,
      label: { zh: '至少同时出现', en: 'Together at least' },
      help: {
        zh: '同时出现的篮数下限，避免偶然。',
        en: 'Baskets that hold both, so that chance makes no rule.',
      },
      default: 10,
      min: 1,
      max: 100000,
    },
    {
      id: 'rules',
      kind: 'integer',
      label: { zh: '最多几条规则', en: 'Most rules' },
      default: 200,
      min: 10,
      max: 5000,
    },
  ],
  columns: [
    { name: 'antecedent', label: { zh: '买了', en: 'Bought' }, format: 'text' },
    { name: 'consequent', label: { zh: '也买', en: 'Also buys' }, format: 'text' },
    {
      name: 'support',
      label: { zh: '支持度', en: 'Support' },
      format: 'percent',
      help: { zh: '两者都有的篮 ÷ 全部篮', en: 'Baskets with both ÷ all baskets' },
    },
    {
      name: 'confidence',
      label: words.confidence,
      format: 'percent',
      help: { zh: '两者都有的篮 ÷ 有“买了”的篮', en: 'Baskets with both ÷ baskets with the first' },
    },
    {
      name: 'lift',
      label: words.lift,
      format: 'number',
      help: {
        zh: '置信度 ÷ “也买”的普遍程度；1 为无关',
        en: 'Confidence ÷ how common the second is; 1 means unrelated',
      },
    },
    { name: 'leverage', label: { zh: '杠杆', en: 'Leverage' }, format: 'decimal' },
    { name: 'conviction', label: { zh: '确信度', en: 'Conviction' }, format: 'number' },
  ],
  chart: {
    kind: 'bar',
    title: { zh: '提升度最高的 20 条规则', en: 'The 20 rules with the highest lift' },
    orientation: 'horizontal',
    x: { column: 'lift', label: words.lift, format: 'number' },
    y: { column: 'pair', label: { zh: '规则', en: 'Rule' }, format: 'text', scale: 'band' },
    label: { column: 'lift', format: 'number' },
  },
  marks: 'antecedent = {antecedent} AND consequent = {consequent}',
  people: ['antecedent', 'consequent'],
  who: {
    zh: '买过 {antecedent}、还没买 {consequent} 的客户',
    en: 'Customers who bought {antecedent} and not {consequent}',
  },
  findings: {
    strongest: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'confidence', of: 'holding' }, reach: 'holding' },
      measure: {
        action: {
          zh: '在 {antecedent} 旁推荐 {consequent}，先在一半客户中试',
          en: 'Recommend {consequent} beside {antecedent}, to half of the customers at first',
        },
        department: 'marketing',
        kpi: {
          zh: '买 {antecedent} 时同买 {consequent} 的占比',
          en: 'Share of baskets with {antecedent} that also hold {consequent}',
        },
        now: { zh: '{confidence:percent}', en: '{confidence:percent}' },
        target: { zh: '高于没有推荐的一半，差异显著', en: 'above the half without, beyond chance' },
        days: 30,
      },
      sentence: {
        zh: '买了 {antecedent} 的购物篮里，{confidence:percent} 同时买了 {consequent}，是平时的 {lift:number} 倍，差异显著（共 {n:integer} 个购物篮）。',
        en: 'Of baskets with {antecedent}, {confidence:percent} also hold {consequent}: {lift:number} times the usual and more than chance ({n:integer} baskets in all).',
      },
      rows: 'antecedent = {antecedent} AND consequent = {consequent}',
    },
    widest: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '覆盖面最大的组合是 {antecedent} → {consequent}：{n:integer} 个购物篮里同时有两者（{support:percent}），置信度 {confidence:percent}。',
        en: 'The widest pair is {antecedent} → {consequent}: {n:integer} baskets hold both ({support:percent}), confidence {confidence:percent}.',
      },
      rows: 'antecedent = {antecedent} AND consequent = {consequent}',
    },
    none: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 个购物篮里没有达到门槛的组合：降低支持度，或改看品类。',
        en: 'No pair in {n:integer} baskets reaches the bars: lower the support, or look at categories.',
      },
    },
    few_baskets: {
      claim: { kind: 'note' },
      sentence: {
        zh: '只有 {n:integer} 个购物篮，规则容易是巧合，先小范围试推荐再推广。',
        en: 'With only {n:integer} baskets a rule may be chance: try a recommendation on a small scale first.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '从一起买的商品里找出“买了这个也会买那个”的规则，用于推荐、搭配和陈列。',
      en: 'Finds rules of the kind “who buys this also buys that” among items bought together: for recommendations, bundles and displays.',
    },
    definition: {
      zh: '篮 = 一笔订单里不重复的商品（按客户的订单号；没有订单号时为同一客户同一时刻；没有客户编号的行默认已在清洗时隔离，想算进来就把那条清洗规则改为保留）。支持度 = 同时含两者的篮 ÷ 全部篮；置信度 = 同时含两者 ÷ 含前者；提升度 = 置信度 ÷ 后者的支持度；杠杆 = 支持度 − 两者支持度之积；确信度 = (1 − 后者支持度) ÷ (1 − 置信度)，置信度为 1 时没有上限，留空。结论要经得起检验：误差按客户计算，总买同样几样的一位客户只算一位，并按看过的全部组合校正（Holm，总水平 0.2%）。',
      en: 'A basket is the set of items of one order (an id of one customer; without order ids, of one customer at one instant; lines without a customer are set aside by cleaning unless its rule is set to keep them). Support = baskets with both ÷ all; confidence = both ÷ those with the first; lift = confidence ÷ support of the second; leverage = support − product of the two supports; conviction = (1 − support of the second) ÷ (1 − confidence), left empty at a confidence of 1, where it has no bound. A finding stands up to a test: errors are by customer, as whoever always buys the same is one, corrected over all pairs that were looked at (Holm, 0.2% in all).',
    },
    formula:
      'lift(A→B) = P(A∧B) / (P(A) · P(B));  leverage = P(A∧B) − P(A)P(B);  conviction = (1 − P(B)) / (1 − P(B|A))',
    howToRead: {
      zh: '提升度看关联强弱，支持度看覆盖面，两者都高才值得做。置信度有方向：A→B 高不代表 B→A 高，推荐时放在置信度高的方向。',
      en: 'Lift tells how strong a link is, support how wide; act where both are high. Confidence has a direction: recommend along the higher one.',
    },
    pitfalls: {
      zh: '支持度太低的高提升度多是巧合，尤其在规则很多时。同款不同色会互相“关联”，可改看品类。促销搭售造成的关联在促销结束后会消失。一起买不等于推荐了就会买，请做对照试验。',
      en: 'High lift at tiny support is mostly chance, the more so among many rules. Colours of one product “associate” with each other; look at categories. Links made by a promotion end with it. Bought together does not mean bought because recommended: test it.',
    },
    sources: [
      {
        label:
          'Agrawal, R., Imieliński, T. & Swami, A. (1993). Mining association rules between sets of items. SIGMOD.',
      },
      { label: 'Brin, S. et al. (1997). Dynamic itemset counting and implication rules. SIGMOD.' },
    ],
  },
} satisfies TemplateMeta;
