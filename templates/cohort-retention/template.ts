import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'cohort-retention',
  version: 3,
  group: 'value',
  title: { zh: '同期群留存', en: 'Cohort retention' },
  question: {
    zh: '新客户在之后的几个月里还会回来吗？',
    en: 'Do new customers come back in the months that follow?',
  },
  tags: ['留存', '同期群', 'cohort', 'retention'],
  needs: { required: ['orders.customer', 'orders.ordered_at', 'orders.amount'], optional: [] },
  params: [
    {
      id: 'grain',
      kind: 'choice',
      label: words.period,
      default: 'month',
      options: [
        { value: 'week', label: words.week },
        { value: 'month', label: words.month },
        { value: 'quarter', label: words.quarter },
      ],
    },
    {
      id: 'window',
      kind: 'choice',
      label: { zh: '数据范围', en: 'Data' },
      help: {
        zh: '判断谁是新客户需要全部历史；只看目标时段会把老客户误认成新客户。',
        en: 'Telling who is new takes the whole history; within the goal’s period alone, old customers pass for new ones.',
      },
      default: 'all',
      options: [
        { value: 'all', label: words.allHistory },
        { value: 'period', label: { zh: '分析目标的时段和客群', en: 'The goal’s period and group' } },
      ],
    },
    {
      id: 'cohorts',
      kind: 'integer',
      label: { zh: '最近几个同期群', en: 'Latest cohorts' },
      default: 24,
      min: 2,
      max: 60,
    },
  ],
  columns: [
    {
      name: 'cohort',
      label: { zh: '首购周期', en: 'Cohort' },
      format: 'date',
      help: words.firstDayOfThePeriod,
    },
    { name: 'period_number', label: { zh: '之后第几期', en: 'Periods later' }, format: 'integer' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'retention', label: { zh: '留存率', en: 'Retention' }, format: 'percent' },
  ],
  chart: {
    kind: 'cohort',
    title: {
      zh: '各同期群在之后每一期的留存率',
      en: 'Share of each cohort that bought again, by periods since the first purchase',
    },
    x: {
      column: 'period_number',
      label: { zh: '之后第几期', en: 'Periods later' },
      format: 'integer',
      scale: 'band',
    },
    y: { column: 'cohort', label: { zh: '首购周期', en: 'Cohort' }, format: 'date', scale: 'band' },
    value: { column: 'retention', label: { zh: '留存率', en: 'Retention' }, format: 'percent' },
    label: { column: 'size', label: words.customers, format: 'integer' },
  },
  people: ['cohort', 'period_number'],
  findings: {
    next_period: {
      claim: { kind: 'level' },
      sentence: {
        zh: '首购后的下一期有 {rate:percent} 的客户再次购买（{size:integer} 人中 {customers:integer} 人）。',
        en: '{rate:percent} of customers buy again in the period after their first ({customers:integer} of {size:integer}).',
      },
    },
    sixth_period: {
      claim: { kind: 'level' },
      sentence: {
        zh: '到第 6 期仍有 {rate:percent} 在购买（{size:integer} 人中 {customers:integer} 人）。',
        en: 'In the sixth period {rate:percent} still buy ({customers:integer} of {size:integer}).',
      },
    },
    falling: {
      claim: { kind: 'trend', test: 'judged', unit: 'cohort' },
      insight: { rate: { share: 'rate', of: 'size' }, reach: 'size' },
      sentence: {
        zh: '新客留存在下降：按各同期群拟合的直线，次期留存从最早一群的 {before:percent} 降到最近一群的 {rate:percent}（{customers:integer} 个同期群，{size:integer} 人，差异显著）。',
        en: 'New customers stick less: on a line through {customers:integer} cohorts, next-period retention fell from {before:percent} in the first to {rate:percent} in the last ({size:integer} customers, more than chance).',
      },
      measure: {
        action: {
          zh: '查明近几批新客来自哪里、首单买了什么',
          en: 'Find out where recent newcomers come from and what they bought first',
        },
        department: 'marketing',
        kpi: { zh: '新客下一期的复购率', en: 'Share of newcomers who buy in the next period' },
        now: { zh: '{rate:percent}', en: '{rate:percent}' },
        looks: true,
        target: { zh: '回到以前批次的水平', en: 'back to earlier cohorts' },
        days: 45,
      },
    },
    rising: {
      claim: { kind: 'trend', test: 'judged', unit: 'cohort' },
      insight: { rate: { share: 'rate', of: 'size' }, reach: 'size' },
      sentence: {
        zh: '新客留存在上升：按各同期群拟合的直线，次期留存从最早一群的 {before:percent} 升到最近一群的 {rate:percent}（{customers:integer} 个同期群，{size:integer} 人，差异显著）。',
        en: 'New customers stick better: on a line through {customers:integer} cohorts, next-period retention rose from {before:percent} in the first to {rate:percent} in the last ({size:integer} customers, more than chance).',
      },
    },
    partial: {
      claim: { kind: 'note' },
      sentence: {
        zh: '最近一期还没结束，每行最右边的一格偏低，上面的结论没有把它算进去。',
        en: 'The latest period is not over: the last cell of each row is too low, and the findings above leave it out.',
      },
    },
    begun: {
      claim: { kind: 'note' },
      sentence: {
        zh: '数据开始后 {days:days}内的 {customers:integer} 个同期群（{size:integer} 人）混有此前的老客户，结论没有把它们算进去。',
        en: 'Earlier customers are among the {customers:integer} cohorts of the first {days:days} of the data ({size:integer} customers) too: the findings leave them out.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '把客户按首次购买的周期分组，看每组在之后各期还有多少人购买。它回答“拉来的新客留不留得住”，也能看出哪一批新客质量变差。',
      en: 'Groups customers by the period of their first purchase and follows how many buy in each later period: whether new customers stay, and which intake was poor.',
    },
    definition: {
      zh: '同期群 = 首次下单所在的自然周、月或季度。第 n 期留存 = 该群在之后第 n 个周期内至少下过一单的客户 ÷ 该群人数；第 0 期恒为 100%。某期没人回来记 0。留存不要求连续：中间断过、后来又买的也算。数据开始时买得慢的老客户会很晚才第一次露面，看起来像新客户：结论不用数据开始后一段时间内的同期群，长度是“慢客户”（回来过的客户里平均间隔最长的 5%）间隔的两倍，至少 90 天，至多数据的一半；趋势是按人数加权的直线，误差按同期群之间的实际离散放宽，差异显著且首尾相差至少 2 个百分点才说。只看目标的客户范围、截止日之前的订单。',
      en: 'A cohort is the calendar week, month or quarter of the first order. Retention in period n = customers of the cohort with at least one order in the n-th period after it ÷ size of the cohort; period 0 is always 100%. A period in which nobody returned is 0. Retention need not be unbroken: whoever paused and came back counts. Where the data begin, slow customers of before show up late and pass for new: the findings leave out the cohorts of the first days, of as many as twice the mean gap that one in twenty of those who came back exceeds, 90 at least, half of the data at most; a trend is a line weighted by size, its error widened by how much cohorts differ in fact, and is told of when it is beyond chance and 2 points or more from first to last. Orders of the goal’s customer group before the as-of date are looked at.',
    },
    formula: 'retention(c, n) = |customers of c with an order in period c + n| / |customers of c|',
    howToRead: {
      zh: '横着看：一批客户怎样慢慢减少，曲线何时走平；竖着看：同样的第 n 期，新近的同期群比以前好还是差；斜着看：同一个自然月的异常（大促、停售）会出现在一条斜线上。',
      en: 'Across a row: how a cohort thins out and where it levels off. Down a column: whether recent cohorts do better or worse at the same age. Along a diagonal: one calendar month, where a campaign or an outage shows.',
    },
    pitfalls: {
      zh: '数据开始那一期的“新客户”里混着老客户，留存会虚高。最近一期没走完，会偏低。人数少的同期群波动大，别解读小数点。不要把各同期群的留存率直接平均，应按人数合计后再除（结论里就是这样算的）。',
      en: 'The first cohort of the data is full of old customers and looks too loyal. The latest period is unfinished and looks too low. Small cohorts swing; do not read their decimals. Never average the rates of cohorts: add the customers up and divide, as the findings do.',
    },
    sources: [
      {
        label:
          'Fader, P. & Hardie, B. (2007). How to project customer retention. Journal of Interactive Marketing 21(1).',
      },
    ],
  },
} satisfies TemplateMeta;
