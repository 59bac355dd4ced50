import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'repurchase-cycle',
  version: 2,
  group: 'value',
  title: { zh: '复购周期', en: 'Repurchase cycle' },
  question: {
    zh: '客户隔多久再买，谁该来却没来？',
    en: 'How long until customers buy again, and who is overdue?',
  },
  tags: ['复购', '周期', 'repurchase', 'cycle'],
  needs: { required: ['orders.customer', 'orders.ordered_at', 'orders.amount'], optional: [] },
  params: [
    {
      id: 'least_purchases',
      kind: 'integer',
      label: { zh: '至少购买次数', en: 'Purchases at least' },
      help: { zh: '次数太少算不准个人周期。', en: 'With fewer, a personal cycle cannot be told.' },
      default: 3,
      min: 2,
      max: 50,
    },
    {
      id: 'late_factor',
      kind: 'number',
      label: { zh: '超过周期几倍算逾期', en: 'Overdue beyond times the cycle' },
      default: 2,
      min: 1,
      max: 10,
      step: 0.5,
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'purchases', label: { zh: '购买天数', en: 'Purchase days' }, format: 'integer' },
    { name: 'last_day', label: words.lastPurchase, format: 'date' },
    { name: 'mean_gap', label: { zh: '平均间隔', en: 'Mean gap' }, format: 'days' },
    { name: 'median_gap', label: { zh: '中位间隔', en: 'Median gap' }, format: 'days' },
    { name: 'silent_days', label: words.silentFor, format: 'days' },
    { name: 'due_on', label: { zh: '预计复购日', en: 'Due on' }, format: 'date' },
    { name: 'state', label: words.state, format: 'text' },
  ],
  codes: {
    state: {
      once: words.boughtOnce,
      'too few': { zh: '次数太少', en: 'Too few to tell' },
      overdue: { zh: '逾期未来', en: 'Overdue' },
      due: { zh: '该来了', en: 'Due' },
      'not due': { zh: '未到期', en: 'Not due yet' },
    },
  },
  chart: {
    kind: 'bar',
    title: {
      zh: '两次购买相隔的天数（每根条一周，最后一根为一年以上）',
      en: 'Days between two purchases (one bar a week, the last a year and more)',
    },
    x: {
      column: 'gap_from',
      label: { zh: '相隔天数，从', en: 'Days between, from' },
      format: 'integer',
      scale: 'band',
    },
    y: { column: 'purchases', label: words.repeatPurchases, format: 'integer' },
  },
  findings: {
    cycle: {
      sentence: {
        zh: '{n:integer} 次复购中，一半在 {middle:days}内发生，八成在 {most:days}内。提醒和优惠应放在这两个时点之间。',
        en: 'Of {n:integer} repurchases half came within {middle:days} and four in five within {most:days}: place reminders and offers between the two.',
      },
    },
    once: {
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）只买过一次。',
        en: '{n:integer} customers ({share:percent}) bought only once.',
      },
      customers: 'n',
      rows: "state = 'once'",
      measure: {
        action: {
          zh: '首购后第 7 天与第 21 天各提醒一次，附第二单优惠',
          en: 'Remind 7 and 21 days after the first order, with an offer for the second',
        },
        department: 'marketing',
        kpi: {
          zh: '首购客户 60 天内的二次购买率',
          en: 'Share of first-time buyers who order again within 60 days',
        },
        target: words.fivePointsHigher,
        days: 45,
      },
    },
    overdue: {
      sentence: {
        zh: '{n:integer} 位老客户（{share:percent}）已远超自己平时的间隔还没回来，应优先联系。',
        en: '{n:integer} regular customers ({share:percent}) are far beyond their own usual gap: contact them first.',
      },
      customers: 'n',
      rows: "state = 'overdue'",
      measure: {
        action: {
          zh: '按负责人分派超期的 {n:integer} 位客户，优先联系金额高的',
          en: 'Share the {n:integer} overdue customers among their owners, larger spenders first',
        },
        department: 'sales',
        kpi: { zh: '超期客户的回购率', en: 'Share of overdue customers who order again' },
        target: { zh: '30 天内至少 15%', en: '15 % within 30 days' },
        days: 14,
      },
    },
    due: {
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）正到该买的时候，此刻提醒成本最低。',
        en: '{n:integer} customers ({share:percent}) are due just now, when a reminder costs least.',
      },
      customers: 'n',
      rows: "state = 'due'",
    },
  },
  explanation: {
    summary: {
      zh: '看两次购买之间隔多久，并按每个人自己的节奏判断谁该来了、谁逾期了。',
      en: "Shows how long passes between purchases and, by each customer's own rhythm, who is due and who is overdue.",
    },
    definition: {
      zh: '同一天的多笔订单算一次购买。间隔 = 相邻两个购买日之差；个人周期取间隔的中位数。沉默天数达到周期为“该来了”，超过周期的若干倍（默认 2）为“逾期未来”。购买次数不足下限的客户不作判断。使用目标客户范围在截止日前的全部历史。',
      en: 'Orders on one day are one purchase. A gap is the time between neighbouring purchase days; the personal cycle is the median gap. Silence as long as the cycle is "due", beyond a multiple of it (2 by default) "overdue". Customers with too few purchases are not judged. The whole history of the goal’s customer group before the as-of date is used.',
    },
    howToRead: {
      zh: '图的峰在哪里，通用的提醒就放在哪里；表里的“逾期未来”是挽回名单，“该来了”是提醒名单。',
      en: 'Where the chart peaks, place the general reminder. "Overdue" in the table is the win-back list, "due" the reminder list.',
    },
    pitfalls: {
      zh: '只有复购过的人才有间隔，所以周期偏短：还没回来的人没有被算进去。季节性商品一年一次是正常的。数据时间跨度短于周期时，周期会被低估。',
      en: 'Only those who came back have a gap, so the cycle looks short: whoever has not returned is not in it. Seasonal goods are bought once a year by nature. Data shorter than the cycle understates it.',
    },
    sources: [{ label: 'Ehrenberg, A. S. C. (1988). Repeat-Buying, 2nd ed. Griffin.' }],
  },
} satisfies TemplateMeta;
