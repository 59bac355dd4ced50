import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'activity-heatmap',
  version: 1,
  group: 'behaviour',
  title: { zh: '活跃时段热力图', en: 'Activity by weekday and hour' },
  question: { zh: '客户在一周的什么时候最活跃？', en: 'When in the week are customers active?' },
  tags: ['热力图', '时段', 'heatmap', 'timing'],
  needs: { required: [], optional: ['orders.order_id', 'events.action'] },
  params: [
    {
      id: 'source',
      kind: 'choice',
      label: words.whatToCount,
      default: 'orders',
      options: [
        { value: 'orders', label: words.orders, needs: 'orders.ordered_at' },
        { value: 'events', label: words.events, needs: 'events.occurred_at' },
      ],
    },
    {
      id: 'actions',
      kind: 'list',
      label: { zh: '只看这些操作', en: 'Only these actions' },
      help: { zh: '留空表示全部操作。', en: 'Left empty, all actions count.' },
      default: [],
      suggest: 'events.action',
      when: { param: 'source', is: ['events'] },
    },
  ],
  columns: [
    {
      name: 'weekday',
      label: words.weekday,
      format: 'weekday',
      help: { zh: '1 = 星期一', en: '1 = Monday' },
    },
    { name: 'hour', label: words.hour, format: 'hour' },
    { name: 'count', label: words.count, format: 'integer' },
  ],
  codes: { source: { orders: { zh: '订单', en: 'orders' }, events: { zh: '行为', en: 'events' } } },
  chart: {
    kind: 'heatmap',
    title: { zh: '一周各时段的次数', en: 'Count by weekday and hour' },
    x: { column: 'hour', label: words.hour, format: 'hour', scale: 'band' },
    y: { column: 'weekday', label: words.weekday, format: 'weekday', scale: 'band' },
    value: { column: 'count', label: words.count, format: 'integer' },
  },
  people: ['weekday', 'hour'],
  findings: {
    no_time: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{share:percent} 的记录（{n:integer} 条）都在 0 点：数据多半只有日期没有时刻，小时不可信，只看星期。',
        en: '{share:percent} of the records ({n:integer}) stand at midnight: the data most likely has dates without times, so read the weekdays only.',
      },
    },
    peak: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{source}最多的时段是{weekday:weekday} {hour:hour}–{until:hour}，共 {n:integer} 次，占 {share:percent}。',
        en: 'The busiest hour is {weekday:weekday} {hour:hour}–{until:hour}: {n:integer} {source}, {share:percent} of all.',
      },
      rows: 'weekday = {weekday} AND hour = {hour}',
    },
    busiest_day: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{source}最多的一天是{weekday:weekday}，共 {n:integer} 次，占 {share:percent}。',
        en: 'The busiest day is {weekday:weekday}: {n:integer} {source}, {share:percent} of all.',
      },
      rows: 'weekday = {weekday}',
    },
    silent_day: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{weekday:weekday}一次{source}都没有：是不营业，还是数据没有导出？',
        en: 'No {source} at all on {weekday:weekday}: closed, or missing from the export?',
      },
    },
    office_hours: {
      claim: { kind: 'level' },
      sentence: {
        zh: '工作日 {hour:hour}–{until:hour} 占全部{source}的 {share:percent}（{n:integer} 次；若全周均匀，应占 26.8%）。',
        en: 'Weekdays {hour:hour}–{until:hour} hold {share:percent} of all {source} ({n:integer}; spread evenly over the week it would be 26.8%).',
      },
      rows: 'weekday <= 5 AND hour BETWEEN 9 AND 17',
    },
  },
  explanation: {
    summary: {
      zh: '把订单或行为按星期和小时数一遍，用来排客服班次、定推送和投放时间。',
      en: 'Counts orders or actions by weekday and hour: for staffing, and for timing messages and campaigns.',
    },
    definition: {
      zh: '每格 = 该星期几、该小时内的次数。订单按客户的订单号去重（两位客户用同一个号是两笔），在它有明细的每个小时里各算一次；没有订单号时，同一客户同一时刻算一笔。小时取整点到下一整点之前，星期一为 1。时刻按数据里写的时间，不做时区换算。',
      en: 'Each cell counts that weekday and hour. An order (an id of one customer: two customers under one id are two orders) counts once in every hour in which it has lines; without order ids, one customer at one instant is one order. An hour runs from its start up to the next; Monday is 1. Times are taken as written, with no time-zone change.',
    },
    howToRead: {
      zh: '颜色越深越忙。先找最深的一格，再看每天的节奏是否一致，最后看空白处是不营业还是缺数据。',
      en: 'The darker, the busier. Find the darkest cell, see whether the days share a rhythm, then ask whether the blanks are closing hours or missing data.',
    },
    pitfalls: {
      zh: '时段内的节假日和大促会把某一天染深。只有日期没有时刻的数据会全落在 0 点。跨时区的客户混在一起会把高峰摊平。时段不足整周时，某些星期几会少一次。',
      en: 'Holidays and campaigns within the period darken single days. Dates without times all fall on midnight. Customers in several time zones blur the peak. Where the period is no whole number of weeks, some weekdays occur once less.',
    },
    sources: [{ label: 'ISO 8601: weekday 1 = Monday.' }],
  },
} satisfies TemplateMeta;
