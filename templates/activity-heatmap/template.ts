import type { TemplateMeta } from '../../src/template/schema.ts';
import type { ChartSpec } from '../../src/chart/spec.ts';
import type { Format } from '../../src/i18n/formats.ts';
import type { Text } from '../../src/i18n/text.ts';
import { words } from '../shared/words.ts';

/** In the place of the hours where the data have none. */
const byDate = (column: string, label: Text, format: Format): { holds: string; chart: ChartSpec } => ({
  holds: column,
  chart: {
    kind: 'heatmap',
    title: {
      zh: `各${label.zh}各星期几的次数（数据没有时刻）`,
      en: `Count by weekday and ${label.en.toLowerCase()} (the data have no times)`,
    },
    x: { column, label, format, scale: 'band' },
    y: { column: 'weekday', label: words.weekday, format: 'weekday', scale: 'band' },
    value: { column: 'count', label: words.count, format: 'integer' },
  },
});

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
  chartWhen: [
    byDate('week', { zh: '周', en: 'Week' }, 'date'),
    byDate('month', { zh: '月', en: 'Month' }, 'month'),
    byDate('year', { zh: '年', en: 'Year' }, 'text'),
  ],
  people: ['weekday', 'hour', 'week', 'month', 'year'],
  findings: {
    no_time: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{share:percent} 的记录（{n:integer} 条）正好在零点：数据只有日期没有时刻，所以不按小时画，改为星期几对周、月或年。',
        en: '{share:percent} of the records ({n:integer}) stand at midnight sharp: the data have dates without times, so weekdays are set against weeks, months or years instead of hours.',
      },
    },
    peak: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{source}最多的三个小时是 {hour:hour}–{until:hour}：{n:integer} 次，占 {share:percent}（若全天均匀，应占 12.5%）；其中最忙的一个小时在{weekday:weekday} {top_hour:hour}–{top_until:hour}。',
        en: 'The busiest three hours are {hour:hour}–{until:hour}: {n:integer} {source}, {share:percent} of all (spread evenly over the day it would be 12.5%); the busiest single hour is {weekday:weekday} {top_hour:hour}–{top_until:hour}.',
      },
      rows: '(hour - {hour} + 24) % 24 < 3',
    },
    peak_span: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{source}最多的三个小时是 {hour:hour}–{until:hour}：{n:integer} 次，占 {share:percent}（若全天均匀，应占 12.5%）。',
        en: 'The busiest three hours are {hour:hour}–{until:hour}: {n:integer} {source}, {share:percent} of all (spread evenly over the day it would be 12.5%).',
      },
      rows: '(hour - {hour} + 24) % 24 < 3',
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
        zh: '{weekday:weekday}没有任何{source}：是不营业，还是数据没有导出？',
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
      zh: '每格 = 该星期几、该小时内的次数。订单按客户的订单号去重（两位客户用同一个号是两笔），在它有明细的每个小时里各算一次；没有订单号时，同一客户同一时刻算一笔。小时取整点到下一整点之前，星期一为 1。时刻按数据里写的时间，不做时区换算。最忙的三个小时：全周合计，连续三小时（可跨零点）里次数最多的一段，占各小时次数之和的比例；达到均匀时的 1.2 倍才说。超过 95% 的记录正好在零点时，视为只有日期，改为星期几对周（不足 10 周）、月（不足 3 年）或年。',
      en: 'Each cell counts that weekday and hour. An order (an id of one customer: two customers under one id are two orders) counts once in every hour in which it has lines; without order ids, one customer at one instant is one order. An hour runs from its start up to the next; Monday is 1. Times are taken as written, with no time-zone change. The busiest three hours are those on end (past midnight too) that hold most over the whole week, as a share of the sum of all hours; they are told of from 1.2 times an even share on. Where over 95% of the records stand at midnight sharp the data are taken to have dates alone, and weekdays are set against weeks (under 10), months (under three years) or years.',
    },
    howToRead: {
      zh: '颜色越深越忙。先找最深的一格，再看每天的节奏是否一致，最后看空白处是不营业还是缺数据。',
      en: 'The darker, the busier. Find the darkest cell, see whether the days share a rhythm, then ask whether the blanks are closing hours or missing data.',
    },
    pitfalls: {
      zh: '时段内的节假日和大促会把某一天染深。只有日期没有时刻的数据看不出小时。跨时区的客户混在一起会把高峰摊平。时段不足整周时，某些星期几会少一次。',
      en: 'Holidays and campaigns within the period darken single days. Dates without times say nothing of hours. Customers in several time zones blur the peak. Where the period is no whole number of weeks, some weekdays occur once less.',
    },
    sources: [{ label: 'ISO 8601: weekday 1 = Monday.' }],
  },
} satisfies TemplateMeta;
