import type { FindingRule, TemplateMeta } from '../../src/template/schema.ts';
import { daysAgo, recordOf } from '../shared/record.ts';
import { words } from '../shared/words.ts';

const record = recordOf({
  ago: daysAgo,
  what: { zh: '再次购买的客户', en: 'customers to buy again' },
  counted: '位',
  part: { zh: '当时的状态', en: 'State at that time' },
  format: 'integer',
});

const states = {
  once: words.boughtOnce,
  'too few': { zh: '次数太少', en: 'Too few to tell' },
  overdue: { zh: '逾期未来', en: 'Overdue' },
  due: { zh: '该来了', en: 'Due' },
  'not due': { zh: '未到期', en: 'Not due yet' },
};

/** How many are overdue today; where the data reach back two years, beside how many were a year ago: a season leaves them silent every year. */
const overdue: FindingRule = {
  claim: { kind: 'level' },
  insight: { rate: { share: 'share', of: 'customers' }, reach: 'n' },
  sentence: {
    zh: '{n:integer} 位老客户（{share:percent}）逾期未来，应优先联系：买过至少 {least_purchases:integer} 次，沉默超过自己惯常间隔的 {late_factor:number} 倍。',
    en: '{n:integer} regular customers ({share:percent}) are overdue, to be contacted first: with at least {least_purchases:integer} purchases, silent for over {late_factor:number} times their own usual gap.',
  },
  leaving: {
    zh: '买过至少 {least_purchases:integer} 次，沉默超过自己惯常间隔（中位数）的 {late_factor:number} 倍，不论多少天、消费多少',
    en: 'with at least {least_purchases:integer} purchases, silent for over {late_factor:number} times their own usual (median) gap, however many days that is and whatever they spend',
  },
  customers: 'n',
  rows: "state = 'overdue'",
  measure: {
    action: {
      zh: '按负责人分派逾期的 {n:integer} 位客户，优先联系金额高的',
      en: 'Share the {n:integer} overdue customers among their owners, larger spenders first',
    },
    department: 'sales',
    kpi: { zh: '逾期客户的回购率', en: 'Share of overdue customers who order again' },
    now: words.noneYet,
    target: { zh: '30 天内至少 15%', en: '15% within 30 days' },
    days: 14,
  },
};

export default {
  id: 'repurchase-cycle',
  version: 3,
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
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'curves',
      options: [{ value: 'curves', label: { zh: '多久再买', en: 'Time to buy again' } }, record.view],
    },
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
    gap: {
      first: { zh: '首次购买之后', en: 'After the first purchase' },
      later: { zh: '此后的购买之后', en: 'After later purchases' },
    },
    state: states,
    part: states,
    measure: record.measures,
  },
  tables: [record.table],
  chart: {
    kind: 'line',
    title: {
      zh: '购买之后多少天内再次购买的占比（还没回来的按仍在等待计）',
      en: 'Share that has bought again by days since the purchase (those not back count as waiting)',
    },
    x: {
      column: 'after_days',
      label: { zh: '之后天数', en: 'Days after' },
      format: 'integer',
      scale: 'linear',
    },
    y: { column: 'share', label: { zh: '已再次购买', en: 'Bought again' }, format: 'percent' },
    series: { column: 'gap', label: { zh: '间隔', en: 'Gap' }, format: 'text' },
  },
  chartWhen: [record.chart],
  nowhere: {
    zh: '曲线数的是一次次购买，不是客户；该买了和逾期未买的客户见“表”。',
    en: 'The curves count purchases, not customers; who is due or overdue is in the table.',
  },
  findings: {
    ...record.findings,
    cycle: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{gap}，一半在 {middle:days}内再次购买，八成在 {most:days}内（{n:integer} 次购买；还没回来的按仍在等待计）。',
        en: '{gap} half buy again within {middle:days} and four in five within {most:days} ({n:integer} purchases; those not back yet count as still waiting).',
      },
    },
    cycle_half: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{gap}，一半在 {middle:days}内再次购买，回来过的不到八成（{n:integer} 次购买；还没回来的按仍在等待计）。',
        en: '{gap} half buy again within {middle:days}; the mark of four in five is not reached yet ({n:integer} purchases; those not back yet count as still waiting).',
      },
    },
    cycle_open: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{gap}，在看得到的 {middle:days}内只有 {share:percent} 再次购买，不到一半（{n:integer} 次购买；还没回来的按仍在等待计）。',
        en: '{gap} only {share:percent} buy again within the {middle:days} that can be seen, not half ({n:integer} purchases; those not back yet count as still waiting).',
      },
    },
    once: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）只在一天里买过。',
        en: '{n:integer} customers ({share:percent}) bought on one day only.',
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
    overdue,
    overdue_year: {
      ...overdue,
      sentence: {
        zh: '{n:integer} 位老客户（{share:percent}）逾期未来，应优先联系：买过至少 {least_purchases:integer} 次，沉默超过自己惯常间隔的 {late_factor:number} 倍。一年前的同一天，这样的客户有 {year_ago:integer} 位（{year_share:percent}）。',
        en: '{n:integer} regular customers ({share:percent}) are overdue, to be contacted first: with at least {least_purchases:integer} purchases, silent for over {late_factor:number} times their own usual gap. On the same day a year ago {year_ago:integer} customers ({year_share:percent}) were overdue.',
      },
    },
    due: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）的沉默已到自己平时的间隔，适合此刻提醒。',
        en: '{n:integer} customers ({share:percent}) have been silent for as long as their own usual gap: a good moment for a reminder.',
      },
      customers: 'n',
      rows: "state = 'due'",
    },
  },
  explanation: {
    summary: {
      zh: '看两次购买之间隔多久，并按每个人自己的节奏判断谁该来了、谁逾期了。',
      en: 'Shows how long passes between purchases and, by each customer’s own rhythm, who is due and who is overdue.',
    },
    definition: {
      zh: '同一天的多笔订单算一次购买。间隔 = 相邻两个购买日之差；个人周期取间隔的中位数。多久再买的曲线用 Kaplan–Meier 法：还没再买的人按已经等了多久计入，不丢掉；首次购买之后单独算一条（数据开始后 90 天内首次出现的客户，不当作首购）。沉默天数达到周期为“该来了”，超过周期的若干倍（默认 2）为“逾期未来”。购买次数不足下限的客户不作判断。检验：回到 90 天前，只用当时的数据画曲线，按每位客户已经等了多久算出随后 90 天内再买的概率，相加后与实际对照（数据要再往前有 90 天）。使用目标客户范围在截止日前的全部历史。',
      en: 'Orders on one day are one purchase. A gap is the time between neighbouring purchase days; the personal cycle is the median gap. How soon customers buy again is a Kaplan–Meier curve: whoever has not bought again counts for as long as was seen; the gap after the first purchase is a curve of its own (customers first seen in the first 90 days of the data are not taken for new). Silence as long as the cycle is “due”, beyond a multiple of it (2 by default) “overdue”. Customers with too few purchases are not judged. Record: the curves as they were 90 days ago give each customer, by how long they had waited, the chance to buy within the next 90 days; their sum stands beside those who did (the data must reach back another 90 days). The whole history of the goal’s customer group before the as-of date is used.',
    },
    howToRead: {
      zh: '曲线陡的地方就是客户自然回来的时候，走平之后再等也少有人来：提醒放在走平之前。首购之后的曲线与此后的分开看。表里的“逾期未来”是挽回名单，“该来了”是提醒名单。',
      en: 'Where a curve is steep customers come back by themselves; once it is flat few will: remind before that. Read the curve after the first purchase apart from the other. “Overdue” in the table is the win-back list, “due” the reminder list.',
    },
    pitfalls: {
      zh: '此后的购买里，买得勤的客户占的次数多，曲线偏快；个人周期只对次数够的客户才有。季节性商品一年一次是正常的。数据时间跨度短于周期时，曲线到不了一半。',
      en: 'Of later purchases many are those of frequent customers, who make that curve quick; a personal cycle needs enough purchases. Seasonal goods are bought once a year by nature. In data shorter than the cycle the curve does not reach half.',
    },
    sources: [
      { label: 'Ehrenberg, A. S. C. (1988). Repeat-Buying, 2nd ed. Griffin.' },
      {
        label:
          'Kaplan, E. & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the American Statistical Association 53.',
      },
    ],
  },
} satisfies TemplateMeta;
