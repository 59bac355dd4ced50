import { METRICS, STARTER } from '../../src/metric/catalogue.ts';
import { figureOptions } from '../../src/metric/pieces.ts';
import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'kpi',
  version: 4,
  group: 'value',
  title: { zh: '关键指标概览', en: 'Key figures' },
  question: {
    zh: '生意总体怎样，比上一个时段好还是差？',
    en: 'How is business overall, better or worse than the period before?',
  },
  tags: ['指标', '概览', 'KPI', 'overview'],
  needs: {
    required: [],
    optional: ['orders.amount', 'orders.order_id', 'events.action', 'feedback.occurred_at'],
  },
  params: [
    {
      id: 'metrics',
      kind: 'choices',
      label: { zh: '指标', en: 'Metrics' },
      help: {
        zh: '不改动时，显示目标确认单里选定的指标；没有数据的指标不显示。',
        en: 'Unless changed here, the metrics chosen on the goal sheet; those that the data cannot give are left out.',
      },
      default: [...STARTER],
      options: figureOptions(),
      metrics: true,
    },
  ],
  columns: [
    { name: 'metric', label: words.metric, format: 'text' },
    { name: 'value', label: { zh: '本期', en: 'This period' }, format: 'number' },
    { name: 'previous', label: words.previousPeriod, format: 'number' },
    { name: 'change', label: words.change, format: 'percent' },
    { name: 'format', label: { zh: '单位', en: 'Unit' }, format: 'text' },
  ],
  codes: {
    metric: {
      ...Object.fromEntries(METRICS.map((metric) => [metric.id, metric.label])),
    },
    driver: {
      customers: { zh: '购买客户数', en: 'the number of buying customers' },
      frequency: words.ordersPerCustomerInText,
      aov: { zh: '客单价', en: 'the average order value' },
    },
    format: {
      money: { zh: '金额', en: 'amount' },
      integer: { zh: '个', en: 'count' },
      number: { zh: '数', en: 'number' },
      percent: { zh: '占比', en: 'share' },
      days: { zh: '天', en: 'days' },
      minutes: words.minutes,
      seconds: { zh: '秒', en: 'seconds' },
    },
  },
  chart: {
    kind: 'kpi',
    title: { zh: '本期关键指标与上期相比', en: 'Key figures of the period against the one before' },
    label: { column: 'metric', label: words.metric, format: 'text' },
    value: { column: 'value', label: { zh: '本期', en: 'This period' }, format: 'number' },
    previous: { column: 'previous', label: words.previousPeriod, format: 'number' },
    formats: { column: 'unit', format: 'text' },
  },
  people: ['metric'],
  who: { zh: '计入本期“{mark}”的客户', en: 'Customers counted in “{mark}” of the period' },
  findings: {
    revenue_up: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { money: { between: ['value', 'previous'] } },
      sentence: {
        zh: '销售额 {value:money}，比上期（{previous:money}）增长 {change:size}，差异显著；拆开来看，影响最大的是{driver}（{driver_change:signed}）。',
        en: 'Revenue of {value:money} is {change:size} above the period before ({previous:money}), beyond what chance explains; the largest part comes from {driver} ({driver_change:signed}).',
      },
    },
    revenue_down: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { money: { between: ['value', 'previous'] } },
      sentence: {
        zh: '销售额 {value:money}，比上期（{previous:money}）下降 {change:size}，差异显著；拆开来看，影响最大的是{driver}（{driver_change:signed}）。',
        en: 'Revenue of {value:money} is {change:size} below the period before ({previous:money}), beyond what chance explains; the largest part comes from {driver} ({driver_change:signed}).',
      },
    },
    revenue_same: {
      claim: { kind: 'note' },
      sentence: {
        zh: '销售额 {value:money}，上期 {previous:money}（{change:signed}）：差异不显著。',
        en: 'Revenue is {value:money}, {previous:money} in the period before ({change:signed}): within the chance of who buys.',
      },
    },
    revenue_season: {
      claim: { kind: 'note' },
      sentence: {
        zh: '销售额 {value:money}，上期 {previous:money}（{change:signed}）；去年同样的两个时段之间变化 {driver_change:signed}，扣除这样的季节起伏后差异不显著。',
        en: 'Revenue is {value:money}, {previous:money} in the period before ({change:signed}); {driver_change:signed} between the same periods a year ago. Beyond such a season the change is not told from chance.',
      },
    },
    revenue_no_year: {
      claim: { kind: 'note' },
      sentence: {
        zh: '销售额 {value:money}，上期 {previous:money}（{change:signed}）；数据没有完整覆盖去年同样的两个时段，分不清这是季节还是变化。',
        en: 'Revenue is {value:money}, {previous:money} in the period before ({change:signed}); the data do not cover the same periods a year ago, so that a season is not told from a change.',
      },
    },
    chosen: {
      claim: { kind: 'note' },
      sentence: words.chosenBySpend,
    },
    repeat: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位购买客户中，{repeat_share:percent} 在本期下过至少两单。',
        en: 'Of {customers:integer} customers, {repeat_share:percent} placed at least two orders in the period.',
      },
    },
    moved_up: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{metric}：本期 {value:row}，上期 {previous:row}（{change:move}）。',
        en: '{metric}: {value:row}, {previous:row} in the period before ({change:move}).',
      },
    },
    moved_down: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{metric}：本期 {value:row}，上期 {previous:row}（{change:move}）。',
        en: '{metric}: {value:row}, {previous:row} in the period before ({change:move}).',
      },
    },
    refunds: {
      claim: { kind: 'note' },
      sentence: {
        zh: '另有 {customers:integer} 行退款共 {value:money} 已隔离，没有从销售额中扣除；要看净额，把清洗规则“被退款抵消的销售”设为隔离。',
        en: 'Refund lines ({customers:integer}) of {value:money} are set aside and not taken off revenue; for a net figure let cleaning set aside “Sales that a refund undoes”.',
      },
    },
    so_far: {
      claim: { kind: 'note' },
      sentence: {
        zh: '时段还没有结束：数字只到 {driver:text}，只与上期的同一部分比较。',
        en: 'The period is not over: figures go up to {driver:text} and are compared with the same part of the period before.',
      },
    },
    nothing_before: {
      claim: { kind: 'note' },
      sentence: {
        zh: '上一个时段里没有人下单，这 {customers:integer} 位客户的数字没有可比的上期。',
        en: 'Nobody ordered in the period before, so there is nothing to compare the figures of these {customers:integer} customers with.',
      },
    },
    holes: {
      claim: { kind: 'note' },
      sentence: {
        zh: '连着很多天没有任何订单：本期 {value:integer} 天，上期 {previous:integer} 天，像是数据缺了一段，因此这 {customers:integer} 位客户的数字不与上期比较。',
        en: 'Many days in a row have no order at all, {value:integer} in the period and {previous:integer} in the one before, as if data were missing: the figures of these {customers:integer} customers are not compared with it.',
      },
    },
    no_previous: {
      claim: { kind: 'note' },
      sentence: {
        zh: '数据没有完整覆盖上一个时段，这 {customers:integer} 位客户的数字暂无法与上期比较。',
        en: 'The data does not cover the whole period before, so the figures of these {customers:integer} customers cannot be compared with it.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '一眼看全生意：销售额、客户、订单、客单价、频次、复购和新客，并与上一个等长时段比较。',
      en: 'The business at a glance: revenue, customers, orders, order value, frequency, repurchase and new customers, each against the period of equal length before.',
    },
    definition: {
      zh: '销售额 = 金额合计，不扣除退款（退款行已隔离，金额另行说明）；订单按订单号去重；客单价 = 销售额 ÷ 订单；人均订单 = 订单 ÷ 购买客户；复购客户占比 = 本期下过至少两单的客户 ÷ 购买客户；新客户 = 首单（在全部历史里）落在本期的客户。上期 = 紧挨在前、月数（或天数）相同的时段，客群与目标一致；时段还没结束时，只与上期的同一部分比较（一至六月对一至六月）。数据在上期开头之后超过其长度的 3% 才开始时，不作比较。新客户只有在数据早于时段同样长（最多半年）时才显示：数据一开始，人人都像新客户。两个时段里连续无单的日子相差超过时段的 3% 时不作比较。',
      en: 'Revenue = sum of amounts before refunds (whose lines are set aside and told apart); orders are counted by order id; order value = revenue ÷ orders; orders per customer = orders ÷ customers; customers who reordered = those with two or more orders in the period ÷ customers; new = first order in the whole history falls in the period. The period before has as many months (or days), directly precedes this one and takes the same customer group; of a period that is not over, only the same part of the one before counts (January to June against January to June). Where the data begin later than 3% into the period before, nothing is compared. New customers are shown only if the data reach back as long before the period (half a year at most): where data begin, everybody looks new. Two periods whose days in a row without any order differ by more than 3% of the period are not compared.',
    },
    formula: 'revenue = customers × (orders ÷ customers) × (revenue ÷ orders)',
    howToRead: {
      zh: '先看销售额的变化，再用“客户数 × 人均订单 × 客单价”拆开：变化主要来自哪一项，就去看哪一项的分析。',
      en: 'See how revenue changed, then take it apart as customers × orders per customer × order value: whichever moved most tells you where to look next.',
    },
    pitfalls: {
      zh: '相邻时段有季节差异，旺季之后的下降未必是坏事；条件允许请与去年同期比。最近一期的数据可能还没有入账完。占比和 NPS 的变化以百分点、分计，其余为相对变化。',
      en: 'Adjacent periods differ by season: a fall after high season need not be bad, so compare with a year ago where you can. The latest days may not be fully booked. Shares and NPS change by points, everything else relative to what it was.',
    },
    sources: [{ label: 'Farris, P. et al. (2010). Marketing Metrics, 2nd ed. Wharton School Publishing.' }],
  },
} satisfies TemplateMeta;
