import type { Text } from '../../src/i18n/text.ts';
import type { TemplateMeta } from '../../src/template/schema.ts';
import { carts } from '../shared/carts.ts';
import { recordOf } from '../shared/record.ts';
import { words } from '../shared/words.ts';
import { highRisk } from './high.ts';
import { combinations, levels, triggers } from './signs.ts';

const record = recordOf({
  ago: { zh: '{months:integer} 个月前', en: '{months:integer} months ago' },
  what: { zh: '离开的客户', en: 'leavers' },
  counted: '位',
  part: words.riskLevel,
  format: 'integer',
  leaving: true,
});

/** Here who only acts is a customer too. */
const held: Text = {
  zh: '{n:integer} 位客户超过 {lost_days:days}没有动静，但不列为早已离开：合同、订阅或会员还没有到期（或还没到下次续费），或者客户表说没有流失，而他们通常也不会在 {lost_days:days}内再买。',
  en: 'Not taken for long lost, though silent for over {lost_days:days}: {n:integer} customers with a contract, subscription or membership that has not ended (or is not yet to be renewed) or a profile that says not churned, and without the habit of buying again within {lost_days:days}.',
};

export default {
  id: 'churn-warning',
  version: 3,
  group: 'churn',
  title: words.churnWarning,
  question: { zh: '谁正在离开，凭什么这么说？', en: 'Who is about to leave, and what says so?' },
  tags: ['流失', '预警', 'churn', 'warning'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action'],
    optional: [
      'orders.customer',
      'orders.ordered_at',
      'orders.amount',
      'feedback.customer',
      'feedback.kind',
      'customers.contract_end',
      'customers.churned',
    ],
  },
  params: [
    {
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'signs',
      options: [{ value: 'signs', label: { zh: '各信号的客户', en: 'Customers by sign' } }, record.view],
    },
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
      rare: true,
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
      rare: true,
      label: { zh: '之前至少几次行为', en: 'Actions before, at least' },
      default: 4,
      min: 1,
      max: 1000,
    },
    {
      id: 'cart_growth',
      kind: 'number',
      rare: true,
      label: { zh: '未付款购物车达到几倍', en: 'Unpaid carts grown to times' },
      default: 3,
      min: 1,
      max: 50,
      step: 0.5,
    },
    {
      id: 'cart_action',
      kind: 'text',
      rare: true,
      label: { zh: '“加购物车”的操作名', en: 'Action that fills a cart' },
      default: '',
      help: words.actionsByName,
      maxLength: 200,
    },
    {
      id: 'pay_action',
      kind: 'text',
      rare: true,
      label: { zh: '“付款”的操作名', en: 'Action that pays' },
      default: '',
      help: words.actionsByName,
      maxLength: 200,
    },
    {
      id: 'purchase_drop',
      kind: 'number',
      rare: true,
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
      rare: true,
      label: { zh: '投诉至少多几次', en: 'Complaints up by at least' },
      default: 1,
      min: 1,
      max: 100,
    },
    {
      id: 'silence_factor',
      kind: 'number',
      rare: true,
      label: { zh: '沉默超过惯常间隔几倍', en: 'Silent beyond times the usual gap' },
      default: 3,
      min: 1,
      max: 20,
      step: 0.5,
    },
    {
      id: 'least_silence',
      kind: 'integer',
      rare: true,
      label: { zh: '且至少沉默', en: 'And silent at least' },
      default: 14,
      min: 1,
      max: 3650,
      format: 'days',
    },
    {
      id: 'lost_days',
      kind: 'integer',
      label: { zh: '沉默多久算早已离开', en: 'Long lost after silence of' },
      help: {
        zh: '沉默更久的人单独列出，不算“正在离开”，也不参与学习。',
        en: 'Whoever has been silent for longer stands apart: they are not about to leave, and nothing is learnt from them.',
      },
      default: 180,
      min: 14,
      max: 3650,
      format: 'days',
    },
    {
      id: 'high_share',
      kind: 'number',
      label: { zh: '同样信号者离开率达到此值为高', en: 'High if this share of those alike left' },
      help: {
        zh: '上一段时间里有同样信号的客户，后来有多少离开。数据不够早时改用下面的权重。',
        en: 'How many of those with the same signs a span ago then left. Where the data do not reach back, the weights below are used.',
      },
      default: 0.6,
      min: 0,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
    {
      id: 'medium_share',
      kind: 'number',
      label: { zh: '同样信号者离开率达到此值为中', en: 'Medium if this share of those alike left' },
      default: 0.4,
      min: 0,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
    {
      id: 'weights',
      kind: 'weights',
      rare: true,
      label: { zh: '各信号的权重', en: 'Weights of the signs' },
      help: {
        zh: '人定的权重，只在学不到结果时决定等级。',
        en: 'Set by hand; they decide the levels only where outcomes cannot be learnt from.',
      },
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
      rare: true,
      label: words.highRiskFrom,
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
    },
    {
      id: 'medium_from',
      kind: 'number',
      rare: true,
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
    {
      name: 'risk_score',
      label: { zh: '风险分（按权重）', en: 'Risk score (by weights)' },
      format: 'decimal',
    },
    {
      name: 'left_alike',
      label: { zh: '同样信号者的离开率', en: 'Left among those alike' },
      format: 'percent',
      help: {
        zh: '上一段时间里有同样信号的客户，后来离开的占比（人少时向总体靠拢）。',
        en: 'Share of those with the same signs a span ago who then left (few are drawn towards all).',
      },
    },
    { name: 'risk_level', label: words.riskLevel, format: 'text' },
    { name: 'reasons', label: { zh: '原因', en: 'Reasons' }, format: 'text' },
  ],
  tables: [record.table],
  codes: {
    ...carts.codes,
    risk_level: levels,
    part: { ...levels, none: { zh: '没有信号', en: 'No sign' } },
    measure: record.measures,
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
    order: ['high', 'medium', 'low', 'lost'],
  },
  chartWhen: [record.chart],
  marks: "risk_level = {risk_level} AND list_contains(string_split(reasons, ', '), {trigger})",
  findings: {
    ...carts.findings,
    ...highRisk,
    ...record.findings,
    levels_held: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '等级经得起检验：用更早一段的结果定级，{months:integer} 个月前的 {n:integer} 位高风险客户后来 {rate:percent} 离开，没有信号的只有 {other:percent}。',
        en: 'The levels stood up: set by what came before, of the {n:integer} at high risk {months:integer} months ago {rate:percent} left, of those without a sign {other:percent}.',
      },
      customers: 'n',
    },
    levels_failed: {
      claim: { kind: 'note' },
      sentence: {
        zh: '等级没有经受住检验：{months:integer} 个月前的 {n:integer} 位高风险客户后来 {rate:percent} 离开，没有信号的 {other:percent}，分不出差别。',
        en: 'The levels did not stand up: of the {n:integer} at high risk {months:integer} months ago {rate:percent} left, of those without a sign {other:percent}, which chance explains.',
      },
      customers: 'n',
    },
    agreed: {
      claim: { kind: 'note' },
      sentence: held,
      customers: 'n',
    },
    lost: {
      claim: { kind: 'level' },
      sentence: {
        zh: '触发信号的客户里有 {n:integer} 位（{share:percent}）沉默超过 {lost_days:days}，单独列为“早已离开”：{months:integer} 个月前这样的客户，后来 {rate:percent} 没有再来。他们需要的是召回，不是预警。',
        en: 'Silent for over {lost_days:days}, {n:integer} of the flagged ({share:percent}) stand apart as long lost: of such customers {months:integer} months ago {rate:percent} did not come back. They are to be won back, not warned of.',
      },
      customers: 'n',
      rows: "risk_level = 'lost'",
    },
    lost_unseen: {
      claim: { kind: 'level' },
      sentence: {
        zh: '触发信号的客户里有 {n:integer} 位（{share:percent}）沉默超过 {lost_days:days}，单独列为“早已离开”：他们需要的是召回，不是预警。',
        en: 'Silent for over {lost_days:days}, {n:integer} of the flagged ({share:percent}) stand apart as long lost: they are to be won back, not warned of.',
      },
      customers: 'n',
      rows: "risk_level = 'lost'",
    },
    commonest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '除去早已离开的，最常见的信号是“{trigger}”，涉及 {n:integer} 位预警客户（{share:percent}）。',
        en: 'The commonest sign is “{trigger}”: {n:integer} of the flagged customers that are not long lost ({share:percent}).',
      },
      customers: 'n',
      rows: "risk_level <> 'lost' AND list_contains(string_split(reasons, ', '), {trigger})",
    },
    angry: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）同时触发“投诉”和“活跃”两个信号，先解决他们的问题再谈优惠。',
        en: '{n:integer} customers ({share:percent}) set off both the sign of complaints and that of activity: solve their problem before offering anything.',
      },
      customers: 'n',
      rows: "risk_level <> 'lost' AND list_contains(string_split(reasons, ', '), 'complaints') AND list_contains(string_split(reasons, ', '), 'activity')",
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
      zh: '把截止日前的 3 个月与再前 3 个月比：行为次数下降 ≥ 50%（之前至少 4 次）；未付款购物车（加购 − 付款与订单中较多的一个）达到之前的 3 倍；订单数下降 ≥ 50%；投诉至少多 1 次；沉默天数超过本人惯常间隔（活动日间隔的中位数）的 3 倍且不少于 14 天。数据没有覆盖“之前”那 3 个月的，不判断购物车和投诉是否增多。沉默超过 180 天的列为“早已离开”，不参与定级。合同、订阅或会员没有到期的客户，以及客户表说没有流失的客户，若通常隔 180 天以上才再买（或没买过、只买过一次），不列为早已离开，订单下降不算信号，没有再下单也不算离开；过去按最近一次购买之后还有多少天到期推算。客户表的说法，只在它把至少五分之一的沉默客户说成流失时才算数；只买过一次的，从购买到到期不超过 400 天才算。等级由结果定：回到 3 个月前，看当时有同样信号组合的客户（早已离开的除外），随后 3 个月里有多少离开——买过的人没有再下单，没买过的人没有再来；人少的组合向信号数相同者、再向全体靠拢（各相当于多看 20 人）。离开率 ≥ 60% 为高，≥ 40% 为中，不高于没有信号的客户为低。检验：6 个月前学到的离开率用在 3 个月前的客户身上，与后来对照。数据不够早时，等级按权重之和定（≥ 0.5 高，≥ 0.25 中），并说明没有检验过。只看目标的客户范围，只列出至少触发一个信号的客户。每个门槛都可调。',
      en: 'The 3 months before the as-of date are compared with the 3 before: actions down by 50% or more (at least 4 before); unpaid carts (carts − payments or orders, whichever are more) at 3 times those before; orders down by 50% or more; at least one complaint more; silence beyond 3 times the customer’s own usual gap (median between active days) and at least 14 days. Where the data do not cover the span before, carts and complaints are not said to have grown. Whoever has been silent for over 180 days is long lost and has no level. Customers whose contract, subscription or membership has not ended, or whose profile says that they have not churned, are not long lost, and fewer or no orders are neither a sign nor leaving, where they usually buy less often than every 180 days or have bought once or never; earlier it is taken to run on from the last purchase for as many days as it does from their latest. Profiles count only where they say of a fifth of the silent that they have churned, and of who bought once a term of at most 400 days from the purchase. Levels are set by outcomes: of the customers who showed the same combination of signs 3 months ago (the long lost apart), the share that left in the 3 months since: buyers who ordered no more, others who came no more; few are drawn towards those with as many signs, and these towards all (as if 20 more had been seen each). From 60% the level is high, from 40% medium, and low where it is no more than without a sign. The record applies what was learnt 6 months ago to the customers of 3 months ago. Where the data do not reach back, levels follow the sum of the weights (0.5 high, 0.25 medium), said to be unchecked. Only customers of the goal’s group with at least one sign are listed. Every bar can be changed.',
    },
    formula:
      'left among alike = (left + 20 · left among those with as many signs) ÷ (seen + 20);  risk_score = Σ weight_s · [sign s fired]',
    howToRead: {
      zh: '从高风险名单的“原因”开始：投诉类派客服，价格与购物车类给优惠，沉默类做关怀。再看哪种信号最普遍，它往往指向产品或服务的共同问题。',
      en: 'Begin with the reasons of the high-risk list: service for complaints, an offer for carts, care for the silent. Then see which sign is commonest: it often points at a shared problem.',
    },
    pitfalls: {
      zh: '离开率是上一段时间的，旺季学到的用在淡季会偏低：看“上一期：预期与实际”偏了多少。联系过的客户会变，名单一用，下一段的检验就不再是“没有干预时”的样子。新客户没有“之前”可比，只会由投诉或购物车触发。没有映射订单或反馈时，相应信号不会触发。',
      en: 'The share that left is that of the span before: learnt in a busy season it is too low for a slow one, so look at how far the record was off. Customers who are contacted behave otherwise: once the list is used, the next record is no longer that of leaving people alone. New customers have no “before” and fire only by complaints or carts. Without mapped orders or feedback those signs never fire.',
    },
    sources: [
      {
        label:
          'Neslin, S. A., Gupta, S., Kamakura, W., Lu, J. & Mason, C. H. (2006). Defection detection: measuring and understanding the predictive accuracy of customer churn models. Journal of Marketing Research 43(2).',
      },
      {
        label:
          'Efron, B. & Morris, C. (1977). Stein’s paradox in statistics. Scientific American 236(5) (small groups drawn towards the whole).',
      },
    ],
  },
} satisfies TemplateMeta;
