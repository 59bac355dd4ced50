import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

const triggers = {
  activity: { zh: '活跃下降', en: 'Activity down' },
  carts: { zh: '未付款购物车增多', en: 'More unpaid carts' },
  purchases: { zh: '购买减少', en: 'Purchases down' },
  complaints: { zh: '投诉增多', en: 'Complaints up' },
  silence: { zh: '沉默超过自己的惯常间隔', en: 'Silent beyond own usual gap' },
};

/** Words of every combination of triggers, as the SQL joins them. */
function combinations() {
  const all = Object.entries(triggers);
  const words: Record<string, { zh: string; en: string }> = {};
  for (let bits = 1; bits < 2 ** all.length; bits++) {
    const some = all.filter((_, i) => bits & (1 << i));
    words[some.map(([id]) => id).join(', ')] = {
      zh: some.map(([, t]) => t.zh).join('；'),
      en: some.map(([, t]) => t.en).join('; '),
    };
  }
  return words;
}

export default {
  id: 'churn-warning',
  version: 2,
  group: 'churn',
  title: words.churnWarning,
  question: { zh: '谁正在离开，凭什么这么说？', en: 'Who is about to leave, and what says so?' },
  tags: ['流失', '预警', 'churn', 'warning'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action'],
    optional: ['orders.customer', 'orders.ordered_at', 'orders.amount', 'feedback.customer', 'feedback.kind'],
  },
  params: [
    {
      id: 'months',
      kind: 'integer',
      label: { zh: '比较最近几个月', en: 'Compare the last months' },
      help: {
        zh: '截止日前这几个月，与再往前的同样几个月比。',
        en: 'The months before the as-of date against as many before them.',
      },
      default: 3,
      min: 1,
      max: 24,
    },
    {
      id: 'activity_drop',
      kind: 'number',
      label: { zh: '活跃下降达到', en: 'Activity down by' },
      default: 0.5,
      min: 0.05,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
    {
      id: 'least_actions',
      kind: 'integer',
      label: { zh: '之前至少几次行为', en: 'Actions before, at least' },
      default: 4,
      min: 1,
      max: 1000,
    },
    {
      id: 'cart_growth',
      kind: 'number',
      label: { zh: '未付款购物车达到几倍', en: 'Unpaid carts grown to times' },
      default: 3,
      min: 1,
      max: 50,
      step: 0.5,
    },
    {
      id: 'cart_action',
      kind: 'text',
      label: { zh: '“加购物车”的操作名', en: 'Action that fills a cart' },
      default: '',
      help: words.actionsByName,
      maxLength: 200,
    },
    {
      id: 'pay_action',
      kind: 'text',
      label: { zh: '“付款”的操作名', en: 'Action that pays' },
      default: '',
      help: words.actionsByName,
      maxLength: 200,
    },
    {
      id: 'purchase_drop',
      kind: 'number',
      label: { zh: '购买减少达到', en: 'Purchases down by' },
      default: 0.5,
      min: 0.05,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
    {
      id: 'complaint_rise',
      kind: 'integer',
      label: { zh: '投诉至少多几次', en: 'Complaints up by at least' },
      default: 1,
      min: 1,
      max: 100,
    },
    {
      id: 'silence_factor',
      kind: 'number',
      label: { zh: '沉默超过惯常间隔几倍', en: 'Silent beyond times the usual gap' },
      default: 3,
      min: 1,
      max: 20,
      step: 0.5,
    },
    {
      id: 'least_silence',
      kind: 'integer',
      label: { zh: '且至少沉默', en: 'And silent at least' },
      default: 14,
      min: 1,
      max: 3650,
      format: 'days',
    },
    {
      id: 'weights',
      kind: 'weights',
      label: { zh: '各信号的权重', en: 'Weights of the signs' },
      default: { activity: 0.25, carts: 0.1, purchases: 0.25, complaints: 0.15, silence: 0.25 },
      parts: [
        { id: 'activity', label: triggers.activity },
        { id: 'carts', label: triggers.carts },
        { id: 'purchases', label: triggers.purchases },
        { id: 'complaints', label: triggers.complaints },
        { id: 'silence', label: triggers.silence },
      ],
    },
    {
      id: 'high_from',
      kind: 'number',
      label: words.highRiskFrom,
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
    },
    {
      id: 'medium_from',
      kind: 'number',
      label: words.mediumRiskFrom,
      default: 0.25,
      min: 0,
      max: 1,
      step: 0.05,
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'activity_change', label: { zh: '活跃变化', en: 'Activity change' }, format: 'percent' },
    { name: 'complaint_change', label: { zh: '投诉变化', en: 'Complaint change' }, format: 'integer' },
    { name: 'days_since_last', label: { zh: '距上次活动', en: 'Since last activity' }, format: 'days' },
    { name: 'risk_score', label: { zh: '风险分', en: 'Risk score' }, format: 'decimal' },
    { name: 'risk_level', label: words.riskLevel, format: 'text' },
    { name: 'reasons', label: { zh: '原因', en: 'Reasons' }, format: 'text' },
  ],
  codes: {
    risk_level: {
      high: words.high,
      medium: words.medium,
      low: words.low,
    },
    trigger: triggers,
    reasons: combinations(),
  },
  chart: {
    kind: 'bar',
    title: { zh: '各预警信号涉及的客户数', en: 'Customers behind each warning sign' },
    orientation: 'horizontal',
    layout: 'stacked',
    x: { column: 'customers', label: words.customers, format: 'integer' },
    y: { column: 'trigger', label: { zh: '信号', en: 'Sign' }, format: 'text', scale: 'band' },
    series: { column: 'risk_level', label: words.riskLevel, format: 'text' },
    order: ['high', 'medium', 'low'],
  },
  findings: {
    high: {
      claim: { kind: 'level' },
      sentence: {
        zh: '按预警规则，{n:integer} 位客户（{share:percent}）达到高风险线，他们在分析时段里消费 {amount:money}，可逐一联系。规则的权重是人定的，没有用结果检验过。',
        en: 'By the warning rules {n:integer} customers ({share:percent}) reach the line of high risk; they spent {amount:money} in the period. Contact each of them. The weights are set by hand and were never checked by what came.',
      },
      customers: 'n',
      rows: "risk_level = 'high'",
      measure: {
        action: {
          zh: '两周内联系按规则判为高风险的 {n:integer} 位客户，问清原因并记录',
          en: 'Contact the {n:integer} customers at high risk by the rules within two weeks and record the reason',
        },
        department: 'sales',
        kpi: {
          zh: '高风险客户的联系率与 30 天回购率',
          en: 'Share of them reached; share who order within 30 days',
        },
        target: { zh: '全部联系到，至少两成再次下单', en: 'all reached, one in five orders again' },
        days: 14,
      },
    },
    commonest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '最常见的信号是“{trigger}”，涉及 {n:integer} 位预警客户（{share:percent}）。',
        en: 'The commonest sign is "{trigger}": {n:integer} of the flagged customers ({share:percent}).',
      },
      customers: 'n',
      rows: "list_contains(string_split(reasons, ', '), {trigger})",
    },
    angry: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）同时触发“投诉”和“活跃”两个信号，先解决他们的问题再谈优惠。',
        en: '{n:integer} customers ({share:percent}) set off both the sign of complaints and that of activity: solve their problem before offering anything.',
      },
      customers: 'n',
      rows: "list_contains(string_split(reasons, ', '), 'complaints') AND list_contains(string_split(reasons, ', '), 'activity')",
      measure: {
        action: {
          zh: '由客服主管逐一回访这 {n:integer} 位投诉增多、活跃下降的客户，先解决问题',
          en: 'A service manager calls each of these {n:integer} customers whose complaints grow and activity falls, and solves the problem first',
        },
        department: 'service',
        kpi: { zh: '一周内解决的客户占比', en: 'Share solved within a week' },
        target: words.over90,
        days: 7,
      },
    },
    nobody: {
      claim: { kind: 'level' },
      sentence: {
        zh: '按现在的标准，{n:integer} 位客户里没有人触发预警。',
        en: 'By these standards none of {n:integer} customers sets off a warning.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '用五个看得见的信号找出可能流失的客户，每位都写明原因，便于马上跟进。',
      en: 'Finds customers who may leave by five visible signs and says for each which of them fired, ready to be followed up.',
    },
    definition: {
      zh: '把截止日前的 3 个月与再前 3 个月比：行为次数下降 ≥ 50%（之前至少 4 次）；未付款购物车（加购 − 付款与订单中较多的一个）达到之前的 3 倍；订单数下降 ≥ 50%；投诉至少多 1 次；沉默天数超过本人惯常间隔（活动日间隔的中位数）的 3 倍且不少于 14 天。风险分 = 触发信号的权重之和；≥ 0.5 为高，≥ 0.25 为中，其余为低。只看目标的客户范围，只列出至少触发一个信号的客户。每个门槛和权重都可调。',
      en: "The 3 months before the as-of date are compared with the 3 before: actions down by 50 % or more (at least 4 before); unpaid carts (carts − payments or orders, whichever are more) at 3 times those before; orders down by 50 % or more; at least one complaint more; silence beyond 3 times the customer's own usual gap (median between active days) and at least 14 days. Risk score = sum of the weights of the signs that fired; high from 0.5, medium from 0.25, else low. Only customers of the goal’s group with at least one sign are listed. Every bar and weight can be changed.",
    },
    formula: 'risk_score = Σ weight_s · [sign s fired]',
    howToRead: {
      zh: '从高风险名单的“原因”开始：投诉类派客服，价格与购物车类给优惠，沉默类做关怀。再看哪种信号最普遍，它往往指向产品或服务的共同问题。',
      en: 'Begin with the reasons of the high-risk list: service for complaints, an offer for carts, care for the silent. Then see which sign is commonest: it often points at a shared problem.',
    },
    pitfalls: {
      zh: '规则指出的是迹象，不是概率；淡季会让很多人同时“下降”，请与整体趋势对照。新客户没有“之前”可比，只会由投诉或购物车触发。没有映射订单或反馈时，相应信号不会触发。',
      en: 'Rules show signs, not probabilities; a slow season makes many fall at once, so compare with the overall trend. New customers have no "before" and fire only by complaints or carts. Without mapped orders or feedback those signs never fire.',
    },
    sources: [
      { label: 'Neslin, S. et al. (2006). Defection detection. Journal of Marketing Research 43(2).' },
    ],
  },
} satisfies TemplateMeta;
