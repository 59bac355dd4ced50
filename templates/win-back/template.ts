import type { TemplateMeta } from '../../src/template/schema.ts';
import { carts } from '../shared/carts.ts';
import { words } from '../shared/words.ts';

const reasons = {
  complaint: { zh: '投诉未解决', en: 'Complaint left open' },
  unhappy: { zh: '评分低', en: 'Low score' },
  complained: { zh: '投诉过', en: 'Complained' },
  failures: { zh: '操作常失败', en: 'Actions kept failing' },
  carts: { zh: '加购未付', en: 'Carts left unpaid' },
  fading: { zh: '逐渐减少', en: 'Bought less and less' },
  once: words.boughtOnce,
  silent: { zh: '无征兆沉默', en: 'Fell silent' },
};

export default {
  id: 'win-back',
  version: 2,
  group: 'churn',
  title: { zh: '召回名单', en: 'Win-back list' },
  question: {
    zh: '流失的客户先召回谁，为什么走，该怎么做？',
    en: 'Which lost customers to win back first, why did they go, and what to do?',
  },
  tags: ['召回', '流失', '挽回', 'win-back', 'lost customers'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: [
      'orders.order_id',
      'customers.contract_end',
      'customers.churned',
      'events.customer',
      'events.action',
      'events.outcome',
      'feedback.customer',
      'feedback.kind',
      'feedback.resolved',
      'feedback.nps',
      'feedback.csat',
      'customers.owner',
    ],
  },
  params: [
    {
      id: 'lost_days',
      kind: 'integer',
      label: words.lostAfter,
      default: 90,
      min: 7,
      max: 3650,
      format: 'days',
    },
    {
      id: 'gap_times',
      kind: 'number',
      label: { zh: '且超过惯常间隔几倍', en: 'And beyond times the usual gap' },
      help: {
        zh: '自己两次购买间隔的中位数；只买一次的不看这条。',
        en: 'The median gap between own purchases; not applied to those who bought once.',
      },
      default: 2,
      min: 1,
      max: 20,
      step: 0.5,
    },
    {
      id: 'top_share',
      kind: 'number',
      label: { zh: '只看消费最高的', en: 'Only the top by spend' },
      default: 0.5,
      min: 0.01,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
    {
      id: 'look_back',
      kind: 'integer',
      label: { zh: '最后一单前后多少天找原因', en: 'Look for reasons within' },
      default: 120,
      min: 7,
      max: 3650,
      format: 'days',
    },
    {
      id: 'cart_action',
      kind: 'text',
      label: { zh: '加购操作', en: 'Cart action' },
      default: '',
      help: words.actionsByName,
      maxLength: 200,
    },
    {
      id: 'pay_action',
      kind: 'text',
      label: { zh: '付款操作', en: 'Payment action' },
      default: '',
      help: words.actionsByName,
      maxLength: 200,
    },
  ],
  columns: [
    { name: 'place', label: words.rank, format: 'integer' },
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'owner', label: words.owner, format: 'text' },
    { name: 'total_spend', label: words.totalSpend, format: 'money', adds: true },
    { name: 'orders', label: words.orderCount, format: 'integer' },
    { name: 'last_purchase', label: words.lastPurchase, format: 'date' },
    { name: 'silent_days', label: words.silentFor, format: 'days' },
    { name: 'usual_gap', label: words.usualGap, format: 'days' },
    { name: 'reason', label: { zh: '可能原因', en: 'Likely reason' }, format: 'text' },
    { name: 'action', label: { zh: '建议动作', en: 'Suggested action' }, format: 'text' },
    { name: 'yearly_value', label: { zh: '年均消费', en: 'Spend per year' }, format: 'money' },
  ],
  codes: {
    ...carts.codes,
    reason: reasons,
    action: {
      'personal service': {
        zh: '专人处理，先解决问题并致歉',
        en: 'somebody of their own, to solve it and apologise',
      },
      'call back': { zh: '主管回访，听取意见', en: 'a call from a manager who listens' },
      'technical help': { zh: '技术支持，修复并指导', en: 'technical help, to fix and guide' },
      offer: { zh: '限时券优惠，促成付款', en: 'a voucher for a limited time, to have the cart paid' },
      advice: { zh: '新方案，按新需求重新报价', en: 'advice and a new proposal for their needs' },
      'second order': { zh: '二单礼，引导再次购买', en: 'a gift with the second order, to invite them back' },
      care: { zh: '关怀，问候并了解近况', en: 'a friendly call to ask how they are' },
    },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各原因的流失客户年均消费合计', en: 'Yearly spend of lost customers by likely reason' },
    orientation: 'horizontal',
    x: { column: 'amount', label: { zh: '年均消费', en: 'Spend per year' }, format: 'money' },
    y: { column: 'reason', label: { zh: '可能原因', en: 'Likely reason' }, format: 'text', scale: 'band' },
    label: { column: 'amount', format: 'money' },
  },
  findings: {
    ...carts.findings,
    total: {
      claim: { kind: 'level' },
      insight: { money: { column: 'amount' } },
      sentence: {
        zh: '{n:integer} 位有价值的客户（消费前 {top_share:percent} 里的 {share:percent}）已流失：超过 {lost_days:days}没有购买，买过不止一天的也超过自己惯常间隔的 {gap_times:number} 倍；他们过去每年消费 {amount:money}。',
        en: '{n:integer} valuable customers ({share:percent} of the top {top_share:percent} by spend) are lost: no purchase for over {lost_days:days} and, where they bought on several days, for over {gap_times:number} times their own usual gap; they used to spend {amount:money} a year.',
      },
      leaving: {
        zh: '累计消费在前 {top_share:percent}，超过 {lost_days:days}没有购买，也超过自己惯常间隔（中位数）的 {gap_times:number} 倍',
        en: 'of the top {top_share:percent} by spend in all, without a purchase for over {lost_days:days} and for over {gap_times:number} times their own usual (median) gap',
      },
      customers: 'n',
      rows: 'true',
      measure: {
        action: {
          zh: '按名单顺序召回，先做前 100 位，两周后看回购率再扩大',
          en: 'Win back in the order of the list: the first 100 now, the rest after a look at their orders in two weeks',
        },
        department: 'sales',
        kpi: { zh: '召回客户的回购率', en: 'Share of them who order again' },
        now: words.noneYet,
        target: { zh: '30 天内至少 10% 再次下单', en: '10% order again within 30 days' },
        days: 30,
      },
    },
    reason: {
      claim: { kind: 'level' },
      insight: { money: { column: 'amount' } },
      sentence: {
        zh: '名单里有 {n:integer} 位（{share:percent}）属于“{reason}”；他们过去每年消费 {amount:money}。建议：{action}。',
        en: '{n:integer} customers of the list ({share:percent}) come under “{reason}”; they used to spend {amount:money} a year. Suggested: {action}.',
      },
      customers: 'n',
      rows: 'reason = {reason}',
      measure: {
        action: {
          zh: '对属于“{reason}”的 {n:integer} 位流失客户：{action}',
          en: 'For the {n:integer} lost customers under “{reason}”: {action}',
        },
        department: 'service',
        kpi: { zh: '这一原因的客户回购率', en: 'Repurchase rate of customers with this reason' },
        now: words.noneYet,
        target: { zh: '至少 10% 再次下单', en: '10% order again' },
        days: 21,
      },
    },
    first_ten: {
      claim: { kind: 'level' },
      insight: { money: { column: 'amount' } },
      sentence: {
        zh: '名单前 {n:integer} 位占年均消费的 {share:percent}（{amount:money}），这周逐一联系。',
        en: 'The first {n:integer} of the list hold {share:percent} of the yearly spend ({amount:money}): contact each of them this week.',
      },
      customers: 'n',
      rows: 'place <= 10',
      measure: {
        action: {
          zh: '由主管在本周逐一联系名单前 {n:integer} 位',
          en: 'A manager contacts the first {n:integer} of the list this week',
        },
        department: 'sales',
        kpi: { zh: '已联系人数', en: 'Customers reached' },
        now: words.notBegun,
        target: { zh: '{n:integer} 位全部联系到', en: 'all {n:integer} reached' },
        days: 7,
      },
    },
    agreed: {
      claim: { kind: 'note' },
      sentence: words.heldByAgreement,
      customers: 'n',
    },
    nobody: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位有价值的客户里没有需要召回的：没有人既超过 {lost_days:days}没有购买，又超过自己惯常间隔的 {gap_times:number} 倍。',
        en: 'Nobody to win back: none of {n:integer} customers of value has been silent both for over {lost_days:days} and for over {gap_times:number} times their own usual gap.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '列出已经沉默的有价值客户，按年均消费排序，给出最可能的离开原因和对应的动作。',
      en: 'Lists customers of value who fell silent, by yearly spend, each with the likeliest reason for leaving and an action to match.',
    },
    definition: {
      zh: '有价值 = 累计消费在目标客户范围的前 50%。流失 = 距最近购买超过 90 天，且超过自己惯常间隔（两次购买日间隔的中位数）的 2 倍；合同、订阅或会员没有到期的，或客户表说没有流失的，若通常隔 90 天以上才再买（或只买过一次），不算流失。客户表的说法，只在它把至少五分之一的沉默客户说成流失时才算数；只买过一次的，从购买到到期不超过 400 天才算。原因取第一条符合的：投诉未解决；最近一次评分低（NPS 0–6 或满意度 1–2）；投诉过；近期操作失败率 ≥ 20%（至少 5 次）；最后一单之后加购而没有付款；最后一年消费不到前一年的一半；只买过一次；其余为无征兆沉默。原因只看最后一单前 120 天起的记录。年均消费 = 累计消费 ÷ 首末单之间的年数（至少 1 年）。',
      en: 'Of value = total spend in the top 50% of the goal’s customer group. Lost = more than 90 days since the last purchase and more than twice the own usual gap (median between purchase days); not, where they usually buy less often than every 90 days or have bought once, those whose contract, subscription or membership has not ended or whose profile says that they have not churned. Profiles count only where they say of a fifth of the silent that they have churned, and of who bought once a term of at most 400 days from the purchase. The reason is the first that fits: a complaint left open; a low last score (NPS 0–6 or CSAT 1–2); any complaint; 20% of recent actions or more failed (at least 5); a cart after the last order without payment; spend of the last year below half of the year before; one order only; else silence without a sign. Reasons are looked for from 120 days before the last order on. Spend per year = total ÷ years between first and last order (at least one).',
    },
    howToRead: {
      zh: '从上往下联系：前几位的年均消费往往占了大头。按原因筛选后可以批量分派：投诉给客服，失败给技术，其余给销售。',
      en: 'Work from the top: the first few usually hold most. Filtered by reason the list can be shared out: complaints to service, failures to technicians, the rest to sales.',
    },
    pitfalls: {
      zh: '原因是按规则推断的，打电话时要先问再说。有的客户只是淡季或已换采购人。没有行为或反馈数据时，多数会落到“无征兆沉默”。不要对所有人发优惠，只为价格走的人才该给。',
      en: 'Reasons are inferred by rule: ask before you talk. Some are merely out of season or have a new buyer. Without events or feedback most end as silence without a sign. Do not send offers to all; only those who left for the price need one.',
    },
    sources: [
      {
        label:
          'Stauss, B. & Friege, C. (1999). Regaining service customers. Journal of Service Research 1(4).',
      },
      {
        label:
          'Kumar, V., Bhagwat, Y. & Zhang, X. (2015). Regaining "lost" customers. Journal of Marketing 79(4).',
      },
    ],
  },
} satisfies TemplateMeta;
