import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'duration-anomalies',
  version: 1,
  group: 'behaviour',
  title: { zh: '时长异常', en: 'Duration anomalies' },
  question: {
    zh: '哪些页面让客户停留过久或一闪而过，在什么时候？',
    en: 'On which pages do customers stay far too long or leave at once, and when?',
  },
  tags: ['时长', '停留', '异常', 'duration', 'dwell'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action', 'events.duration_seconds'],
    optional: ['events.device', 'events.channel'],
  },
  params: [
    {
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'heatmap',
      options: [
        { value: 'heatmap', label: { zh: '页面 × 小时', en: 'Page by hour' } },
        { value: 'scatter', label: { zh: '页面散点', en: 'Pages as dots' } },
      ],
    },
    {
      id: 'fence',
      kind: 'number',
      label: words.fence,
      help: { zh: '按页面自己的时长（取对数）定围栏。', en: 'Set on the logarithm of each page by itself.' },
      default: 1.5,
      min: 0.5,
      max: 10,
      step: 0.5,
    },
    {
      id: 'short_below',
      kind: 'integer',
      label: { zh: '短于多少秒算一闪而过', en: 'Left at once below' },
      default: 10,
      min: 0,
      max: 600,
      format: 'seconds',
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '页面至少几次访问', en: 'Visits of a page at least' },
      default: 30,
      min: 2,
      max: 1000000,
    },
  ],
  columns: [
    { name: 'action', label: { zh: '页面或功能', en: 'Page or function' }, format: 'text' },
    { name: 'visits', label: words.visits, format: 'integer' },
    { name: 'median_seconds', label: words.median, format: 'seconds' },
    { name: 'p90_seconds', label: words.percentile90, format: 'seconds' },
    { name: 'long_from', label: { zh: '过久起点', en: 'Too long from' }, format: 'seconds' },
    { name: 'long_visits', label: { zh: '过久次数', en: 'Too long' }, format: 'integer' },
    { name: 'long_share', label: { zh: '过久占比', en: 'Share too long' }, format: 'percent' },
    { name: 'short_visits', label: { zh: '一闪而过', en: 'Left at once' }, format: 'integer' },
    { name: 'short_share', label: { zh: '一闪而过占比', en: 'Share left at once' }, format: 'percent' },
    { name: 'worst_hour', label: { zh: '过久最多的小时', en: 'Hour with most too long' }, format: 'hour' },
  ],
  chart: {
    kind: 'heatmap',
    title: { zh: '各页面各小时停留过久的占比', en: 'Share of visits that last too long, by page and hour' },
    x: { column: 'hour', label: words.hour, format: 'hour' },
    y: { column: 'action', label: { zh: '页面', en: 'Page' }, format: 'text' },
    value: { column: 'long_share', label: { zh: '过久占比', en: 'Share too long' }, format: 'percent' },
  },
  chartWhen: [
    {
      param: 'view',
      is: ['scatter'],
      chart: {
        kind: 'scatter',
        title: {
          zh: '每个页面的时长中位数与过久占比（点的大小为次数）',
          en: 'Median duration of each page and its share of too long visits (size: visits)',
        },
        x: {
          column: 'median_seconds',
          label: words.medianDuration,
          format: 'seconds',
          scale: 'log',
        },
        y: { column: 'long_share', label: { zh: '过久占比', en: 'Share too long' }, format: 'percent' },
        value: { column: 'visits', label: words.visits, format: 'integer' },
        label: { column: 'action', format: 'text' },
      },
    },
    {
      holds: 'weekday',
      chart: {
        kind: 'heatmap',
        title: {
          zh: '各页面各星期几停留过久的占比（数据没有时刻）',
          en: 'Share of visits that last too long, by page and weekday (the data have no times)',
        },
        x: { column: 'weekday', label: words.weekday, format: 'weekday' },
        y: { column: 'action', label: { zh: '页面', en: 'Page' }, format: 'text' },
        value: { column: 'long_share', label: { zh: '过久占比', en: 'Share too long' }, format: 'percent' },
      },
    },
  ],
  marks: 'action = {action}',
  people: ['action', 'hour', 'weekday'],
  findings: {
    longest: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{action} 的停留中位数为 {median_seconds:seconds}，是全部页面中位数 {whole_seconds:seconds} 的 {ratio:number} 倍（{visits:integer} 次）。',
        en: '{action} has a median stay of {median_seconds:seconds}, {ratio:number} times that of all pages, {whole_seconds:seconds} ({visits:integer} visits).',
      },
      rows: 'action = {action}',
    },
    anomalous: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{action} 有 {share:percent} 的访问停留过久（{visits:integer} 次），看是否难找、难填或加载慢。',
        en: '{share:percent} of visits to {action} last too long ({visits:integer}): is it hard to find, hard to fill in or slow to load?',
      },
      rows: 'action = {action}',
      measure: {
        action: {
          zh: '查看 {action} 上停留过久的访问：卡顿、看不懂还是挂机',
          en: 'Look at the long visits to {action}: slow, unclear or left open',
        },
        department: 'operations',
        kpi: { zh: '停留过久的占比', en: 'Share of long visits' },
        target: { zh: '降低一半', en: 'halved' },
        days: 30,
      },
    },
    bounce: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{action} 有 {share:percent} 的访问不到下限就结束（{visits:integer} 次）：可能点错了、内容不对，或没有真正开始（如未接的来电）。',
        en: '{share:percent} of visits to {action} are shorter than the limit ({visits:integer}): a wrong click, the wrong content, or what never began (a call that nobody took).',
      },
      rows: 'action = {action}',
      measure: {
        action: {
          zh: '检查 {action} 的入口是否与预期相符',
          en: 'Check whether what leads to {action} promises what it holds',
        },
        department: 'operations',
        kpi: { zh: '一闪而过的占比', en: 'Share of very short visits' },
        target: { zh: '降到 10% 以下', en: 'under 10%' },
        days: 30,
      },
    },
    hour: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{action} 在 {hour:hour} 有 {share:percent} 的访问过久（{visits:integer} 次访问），其余时间为 {ratio:percent}，差异显著：可查这段时间的负载。',
        en: 'At {hour:hour} {share:percent} of {visits:integer} visits to {action} last too long against {ratio:percent} at other times, more than chance: look at the load at that time.',
      },
      rows: 'action = {action}',
    },
    no_time: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{visits:integer} 次访问里超过 95% 正好在零点：数据只有日期没有时刻，所以不按小时画，改按星期几。',
        en: 'Over 95% of {visits:integer} visits stand at midnight sharp: the data have dates without times, so they are drawn by weekday instead of hour.',
      },
    },
    calm: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{visits:integer} 次访问里只有 {share:percent} 停留过久，没有突出的页面。',
        en: 'Only {share:percent} of {visits:integer} visits last too long; no page stands out.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '按每个页面自己的常态找出停留过久和一闪而过的访问，看集中在哪些页面、哪些时间。',
      en: 'Finds visits that are too long or too short by the standard of each page, and where and when they gather.',
    },
    definition: {
      zh: '时长取自然对数后，超过 Q3 + 1.5 × IQR 为过久（各页面分别计算，且不短于全体中位数）；短于 10 秒为一闪而过。某个小时是否更常过久，按客户与该页面其余时间相比，并按看过的全部小时校正（Holm，总水平 0.2%）。时长天生偏斜，取对数后围栏才合理。只看次数不少于 30 的页面。超过 95% 的访问正好在零点时，视为只有日期，按星期几而不是小时看。',
      en: 'On the natural logarithm of the duration, above Q3 + 1.5 × IQR is too long (each page by itself, and never below the median of all); below 10 seconds is left at once. Whether they last too long more often in some hour is judged by customer against the other hours of the page, corrected over all hours that were looked at (Holm, 0.2% in all). Durations are skewed by nature; only on the logarithm do fences make sense. Pages need at least 30 visits. Where over 95% of the visits stand at midnight sharp the data are taken to have dates alone, and are looked at by weekday instead of hour.',
    },
    howToRead: {
      zh: '热力图里深色的一行是页面问题，深色的一列是时段问题（负载、网络）。再看设备构成和失败诊断确认原因。',
      en: 'A dark row is a trouble of the page, a dark column one of the hour (load, network). Device mix and failure diagnosis tell the cause.',
    },
    pitfalls: {
      zh: '停留久可能是在认真看，也可能是走开了，要结合是否完成判断。没有离开时间的系统会把离开算成停留。热力图不画不足 10 次访问的格子：三次里有一次过久说明不了什么。',
      en: 'A long stay may be reading or being away; look at completion too. Systems without an end time count absence as presence. The heatmap leaves out hours of fewer than 10 visits: one long visit out of three is no pattern.',
    },
    sources: [{ label: 'Tukey, J. W. (1977). Exploratory Data Analysis. Addison-Wesley.' }],
  },
} satisfies TemplateMeta;
