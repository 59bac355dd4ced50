import { DIMENSION_WORDS } from '../../src/metric/dimension.ts';
import { dimensionOptions, metricOptions } from '../../src/metric/pieces.ts';
import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

const noOther = words.notFilled;

export default {
  id: 'metrics',
  version: 4,
  group: 'value',
  title: { zh: '指标与维度', en: 'Metrics by dimension' },
  question: {
    zh: '任一指标怎样随时间和群体变化？',
    en: 'How does a metric move over time and between groups?',
  },
  tags: ['指标', '维度', '趋势', '环比', '同比', 'metrics', 'trend', 'breakdown'],
  needs: {
    required: [],
    optional: [
      'orders.order_id',
      'orders.region',
      'orders.channel',
      'customers.region',
      'events.channel',
      'feedback.channel',
    ],
  },
  params: [
    {
      id: 'metric',
      kind: 'choice',
      label: words.metric,
      default: 'revenue',
      options: metricOptions(),
      metrics: true,
    },
    {
      id: 'dimension',
      kind: 'choice',
      segments: true,
      label: words.groupBy,
      default: 'none',
      options: dimensionOptions(),
    },
    {
      id: 'grain',
      kind: 'choice',
      label: { zh: '时间粒度', en: 'Over time' },
      default: 'month',
      options: [
        { value: 'none', label: { zh: '整个时段', en: 'Whole period' } },
        { value: 'day', label: { zh: '日', en: 'Day' } },
        { value: 'week', label: words.week },
        { value: 'month', label: words.month },
        { value: 'quarter', label: words.quarter },
      ],
    },
    {
      id: 'against',
      kind: 'choice',
      label: { zh: '对比', en: 'Compared with' },
      default: 'before',
      options: [
        { value: 'before', label: { zh: '上期（环比）', en: 'Previous period (sequential)' } },
        { value: 'year', label: { zh: '去年同期（同比）', en: 'Same period last year (year on year)' } },
        { value: 'chosen', label: { zh: '所选时段', en: 'The chosen period' } },
      ],
    },
    {
      id: 'compare',
      kind: 'date',
      spans: true,
      label: { zh: '对比时段的第一天', en: 'First day of the chosen period' },
      help: {
        zh: '从这一天起，与分析时段一样长。没有选时不比较。',
        en: 'From this day on, as long as the period of the analysis. Nothing is compared until it is chosen.',
      },
      default: null,
      when: { param: 'against', is: ['chosen'] },
    },
    {
      id: 'series',
      kind: 'integer',
      label: { zh: '图中最多几条线', en: 'Most lines in the chart' },
      default: 6,
      min: 1,
      max: 12,
      when: { param: 'grain', is: ['day', 'week', 'month', 'quarter'] },
    },
  ],
  columns: [
    {
      name: 'period',
      label: words.period,
      format: 'date',
      help: words.firstDayOfThePeriod,
    },
    { name: 'segment', label: words.group, format: 'text' },
    { name: 'value', label: words.value, format: 'number', follow: 'metric' },
    {
      name: 'previous',
      label: { zh: '对比期', en: 'Comparison period' },
      format: 'number',
      help: {
        zh: '上期：上一个周期，看整个时段时为之前等长的时段。去年同期：往前 12 个月（周为 52 周）。所选时段：从所选的那天起，第一个周期对第一个，依次类推。',
        en: 'The period before: the preceding bucket, or for the whole period the one of equal length before it. Last year: twelve months back (52 weeks). A chosen period: its first bucket with the first, and so on.',
      },
    },
    { name: 'change', label: words.change, format: 'percent' },
    {
      name: 'share',
      label: words.share,
      format: 'percent',
      help: { zh: '只有可以相加的指标才有占比。', en: 'Only metrics that add up have shares.' },
    },
    { name: 'lines', label: { zh: '依据行数', en: 'Rows behind it' }, format: 'integer' },
  ],
  codes: {
    against: {
      before: { zh: '上期', en: 'the previous period' },
      year: { zh: '去年同期', en: 'the same period last year' },
      chosen: { zh: '所选时段', en: 'the chosen period' },
    },
    segment: {
      '(all)': words.all,
      '(none)': noOther,
      ...DIMENSION_WORDS,
    },
  },
  chart: {
    kind: 'line',
    title: { zh: '指标随时间的变化', en: 'The metric over time' },
    x: { column: 'period', label: words.period, format: 'date', scale: 'time' },
    y: { column: 'value', label: words.value, format: 'number' },
    series: { column: 'segment', label: words.group, format: 'text' },
  },
  chartWhen: [
    {
      param: 'grain',
      is: ['none'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的指标', en: 'The metric by group' },
        orientation: 'horizontal',
        x: { column: 'value', label: words.value, format: 'number' },
        y: { column: 'segment', label: words.group, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'number' },
      },
    },
  ],
  people: ['period', 'segment'],
  who: { zh: '{mark}：计入该指标的客户', en: '{mark}: customers counted in the metric' },
  findings: {
    highest_lowest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '最近一期里 {segment} 最高（{value:row}），{other} 最低（{other_value:row}）；只比较至少有 20 行数据的群体。',
        en: 'In the latest period {segment} is highest ({value:row}) and {other} lowest ({other_value:row}), among groups with at least 20 rows.',
      },
    },
    rose: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '各组中与{against}相差最大的是 {segment}：{against} {other_value:row}，本期 {value:row}（{change:move}）。',
        en: 'Of the groups {segment} is furthest from {against}: {other_value:row} then, {value:row} now ({change:move}).',
      },
    },
    fell: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '各组中与{against}相差最大的是 {segment}：{against} {other_value:row}，本期 {value:row}（{change:move}）。',
        en: 'Of the groups {segment} is furthest from {against}: {other_value:row} then, {value:row} now ({change:move}).',
      },
    },
    rose_all: {
      claim: { kind: 'level' },
      sentence: {
        zh: '最近一个完整周期（{span:date}）为 {value:row}，{against}为 {other_value:row}（{change:move}）。',
        en: 'The latest complete period ({span:date}) stands at {value:row}, {against} at {other_value:row} ({change:move}).',
      },
    },
    fell_all: {
      claim: { kind: 'level' },
      sentence: {
        zh: '最近一个完整周期（{span:date}）为 {value:row}，{against}为 {other_value:row}（{change:move}）。',
        en: 'The latest complete period ({span:date}) stands at {value:row}, {against} at {other_value:row} ({change:move}).',
      },
    },
    rose_whole: {
      claim: { kind: 'level' },
      sentence: {
        zh: '本期为 {value:row}，{against}为 {other_value:row}（{change:move}）。',
        en: 'The period stands at {value:row}, {against} at {other_value:row} ({change:move}).',
      },
    },
    fell_whole: {
      claim: { kind: 'level' },
      sentence: {
        zh: '本期为 {value:row}，{against}为 {other_value:row}（{change:move}）。',
        en: 'The period stands at {value:row}, {against} at {other_value:row} ({change:move}).',
      },
    },
    peak: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '完整周期中最高的是 {span:date}（{value:row}），最低的是 {other_span:date}（{other_value:row}）。',
        en: 'Of the complete periods the highest is {span:date} ({value:row}), the lowest {other_span:date} ({other_value:row}).',
      },
    },
    peak_alone: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '完整周期中最高的是 {span:date}（{value:row}）；{change:integer} 个周期同为最低的 {other_value:row}。',
        en: 'Of the complete periods the highest is {span:date} ({value:row}); {change:integer} share the lowest value, {other_value:row}.',
      },
    },
    range: {
      claim: { kind: 'level' },
      sentence: {
        zh: '完整周期的数值在 {other_value:row} 与 {value:row} 之间，不止一个周期达到 {value:row}。',
        en: 'The complete periods lie between {other_value:row} and {value:row}, which several of them reach.',
      },
    },
    partial: {
      claim: { kind: 'note' },
      sentence: {
        zh: '最后一个周期（{span:date}）不完整，图上的尾部偏低不代表下滑；上面的比较没有用它。',
        en: 'The last period ({span:date}) is not complete: a drop at the end of the line need not be one. The comparisons above leave it out.',
      },
    },
    partial_first: {
      claim: { kind: 'note' },
      sentence: {
        zh: '第一个周期（{span:date}）不完整，图上的开头偏低不代表上升；上面的比较没有用它。',
        en: 'The first period ({span:date}) is not complete: a rise at the start of the line need not be one. The comparisons above leave it out.',
      },
    },
    partial_both: {
      claim: { kind: 'note' },
      sentence: {
        zh: '第一个周期（{span:date}）和最后一个周期（{other_span:date}）不完整，图上两端偏低不代表上升或下滑；上面的比较没有用它们。',
        en: 'The first period ({span:date}) and the last ({other_span:date}) are not complete: a rise at the start of the line or a drop at its end need not be one. The comparisons above leave them out.',
      },
    },
    missing: {
      claim: { kind: 'note' },
      sentence: {
        zh: '连着很多天没有任何记录，像是数据缺了一段：涉及 {value:integer} 个周期（{span:date} 至 {other_span:date}），它们不与别的周期比较。',
        en: 'Many days in a row have no record at all, as if data were missing: they lie in {value:integer} of the periods, from {span:date} to {other_span:date}, which are compared with none.',
      },
    },
    missing_whole: {
      claim: { kind: 'note' },
      sentence: {
        zh: '连着很多天没有任何记录：本期 {value:integer} 天，{against} {other_value:integer} 天，像是数据缺了一段，因此不作比较。',
        en: 'Many days in a row have no record at all, {value:integer} in the period and {other_value:integer} in {against}, as if data were missing: the two are not compared.',
      },
    },
    chosen: {
      claim: { kind: 'note' },
      sentence: words.chosenBySpend,
    },
    no_dimension: {
      claim: { kind: 'note' },
      sentence: {
        zh: '这个指标的数据里没有所选的维度（或没有填写），换一个维度，或在映射里补上对应的列。',
        en: 'The data of this metric does not carry the chosen dimension, or it is blank. Choose another, or map the column.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '选一个指标、一个维度和时间粒度，就能看它的走势、各群体的高低，以及和上一期相比的变化。',
      en: 'Choose a metric, a dimension and a time grain to see its course, how groups differ, and the change against the period before.',
    },
    definition: {
      zh: '所选指标的定义见上。比率都用分子合计 ÷ 分母合计，不对群体的比率再平均。购买类指标只算有客户和金额的行，行为类只算有客户的行。使用率和参与率：按客户自己的属性分组时，分母是该组的全部客户；按操作、活动等分组时，分母是全部客户。上期 = 紧挨在前的一个周期（看整个时段时为月数或天数相同的时段；时段还没结束时只取上期的同一部分），客群与目标一致。去年同期 = 往前 12 个月（按周为 52 周）的同一部分；所选时段 = 从所选的那天起，与分析时段等长。时段、截止日或数据的开头把一个周期截断时，它和别的周期互不比较；时段从周期中间开始时，下一个周期与这个完整的周期比较。占比和 NPS 的变化以百分点、分计，其余为相对变化。分组的界限互不重叠：每一档从其下限（含）到下一档的下限（不含）。',
      en: 'The chosen metric is defined above. Every rate is a sum over a sum, never a mean of group rates. Metrics of purchases count lines with a customer and an amount, those of behaviour rows with a customer. Usage and participation: by an attribute of the customer a group’s base is all of its customers; by what is done (action, activity) it is all customers. The period before is the bucket right before, or for the whole period one of as many months or days (the same part of it while the period is not over), with the same customer group. Last year = the same part twelve months back (by week, 52 weeks); a chosen period = from its first day on, as long as that of the analysis. A bucket that the period, the as-of date or the beginning of the data cuts off is compared with nothing; where the period begins amid a bucket, the next is compared with the whole of that one. Shares and NPS change by points, everything else relative to what it was. Bins do not overlap: each goes from its lower bound (included) to that of the next (not included).',
    },
    howToRead: {
      zh: '先不分组看走势，找到拐点；再选一个维度看是哪个群体造成的；最后把粒度设为“整个时段”比较群体高低。“依据行数”太小的数字不要当真。',
      en: 'Look at the course without groups first and find the turn; then pick a dimension to see which group made it; then set the grain to the whole period to compare groups. Do not trust a figure with few rows behind it.',
    },
    pitfalls: {
      zh: '首尾周期可能不完整。客户数、订单数跨周期、跨群体不能相加（同一客户会出现在多处，一笔订单可含多个品类）。整体上升而每个群体都下降是可能的（辛普森悖论），通常是构成变了。周期越短，复购率天然越低，不同粒度之间不可比。',
      en: 'First and last buckets may be incomplete. Customers and orders do not add up over buckets or groups (a customer appears in several, an order can hold several categories). The total can rise while every group falls (Simpson’s paradox), usually because the mix changed. The shorter the bucket, the lower the repurchase rate by nature: grains do not compare.',
    },
    sources: [
      { label: 'Farris, P. et al. (2010). Marketing Metrics, 2nd ed. Wharton School Publishing.' },
      {
        label:
          'Simpson, E. H. (1951). The interpretation of interaction in contingency tables. JRSS B 13(2).',
      },
    ],
  },
} satisfies TemplateMeta;
