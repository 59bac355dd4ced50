import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'steps-to-complete',
  version: 1,
  group: 'behaviour',
  title: { zh: '完成所需步数', en: 'Steps to complete' },
  question: {
    zh: '客户要走几步才能完成，哪件事太绕？',
    en: 'How many steps does it take to complete a task, and which one is too long?',
  },
  tags: ['步数', '效率', '完成', 'steps', 'efficiency'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action'],
    optional: ['events.session', 'events.duration_seconds', 'events.device'],
  },
  params: [
    {
      id: 'goals',
      kind: 'list',
      label: { zh: '完成的操作', en: 'Tasks' },
      help: {
        zh: '留空时按名称找（支付、下单、提交、完成等）；找不到就看整次访问。',
        en: 'Left empty, found by name (pay, order, submit, complete …), or else the whole visit.',
      },
      default: [],
      suggest: 'events.action',
    },
    {
      id: 'begin',
      kind: 'text',
      label: { zh: '从哪个操作算起', en: 'Count from' },
      help: { zh: '留空从访问的第一步算起。', en: 'Left empty, from the first action of the visit.' },
      default: '',
      maxLength: 200,
    },
    {
      id: 'alert_above',
      kind: 'integer',
      label: { zh: '超过多少步告警', en: 'Alert above' },
      default: 10,
      min: 1,
      max: 1000,
    },
    {
      id: 'gap_minutes',
      kind: 'integer',
      label: { zh: '没有会话时的间隔', en: 'Gap that ends a visit' },
      default: 30,
      min: 1,
      max: 1440,
      format: 'minutes',
    },
  ],
  columns: [
    { name: 'task', label: { zh: '完成的操作', en: 'Task' }, format: 'text' },
    { name: 'completed', label: { zh: '完成次数', en: 'Times completed' }, format: 'integer' },
    { name: 'mean_steps', label: { zh: '平均步数', en: 'Mean steps' }, format: 'number' },
    { name: 'median_steps', label: { zh: '步数中位数', en: 'Median steps' }, format: 'number' },
    { name: 'p90_steps', label: words.percentile90, format: 'number' },
    { name: 'above', label: { zh: '超过界限', en: 'Above the limit' }, format: 'integer' },
    { name: 'above_share', label: { zh: '超限占比', en: 'Share above' }, format: 'percent' },
    { name: 'median_minutes', label: { zh: '用时中位数', en: 'Median time' }, format: 'minutes' },
    {
      name: 'repeats_share',
      label: { zh: '有重复操作的占比', en: 'Share with repeated actions' },
      format: 'percent',
    },
  ],
  codes: { task: { '(visit)': { zh: '整次访问', en: 'Whole visit' } } },
  chart: {
    kind: 'bar',
    title: { zh: '完成所用步数的分布', en: 'Steps taken to complete' },
    orientation: 'vertical',
    layout: 'stacked',
    x: { column: 'steps', label: words.steps, format: 'text', scale: 'band' },
    y: { column: 'completed', label: { zh: '完成次数', en: 'Times completed' }, format: 'integer' },
    series: { column: 'task', label: { zh: '完成的操作', en: 'Task' }, format: 'text' },
  },
  marks: 'task = {task}',
  people: ['task', 'steps'],
  findings: {
    alert: {
      claim: { kind: 'level' },
      sentence: {
        zh: '到 {task} 要 {median_steps:number} 步（中位数），超过 {limit:integer} 步的界限；{share:percent} 的完成都超限（共 {n:integer} 次）。',
        en: '{task} takes {median_steps:number} steps (median), beyond the limit of {limit:integer}; {share:percent} of {n:integer} completions exceed it.',
      },
      rows: 'task = {task}',
      measure: {
        action: { zh: '精简 {task} 的步骤', en: 'Shorten the way to {task}' },
        department: 'operations',
        kpi: { zh: '完成 {task} 的步数中位数', en: 'Median steps to {task}' },
        target: { zh: '不超过 {limit:integer} 步', en: 'at most {limit:integer}' },
        days: 45,
      },
    },
    some_above: {
      claim: { kind: 'level' },
      sentence: {
        zh: '到 {task} 的步数中位数为 {median_steps:number}，但 {share:percent} 的完成超过 {limit:integer} 步（共 {n:integer} 次），看这些人在哪里绕路。',
        en: '{task} takes {median_steps:number} steps (median), but {share:percent} of {n:integer} completions exceed {limit:integer}: see where these lose their way.',
      },
      rows: 'task = {task}',
      measure: {
        action: {
          zh: '查看步数过多的会话，找出绕路的页面',
          en: 'Look at the longest sessions and find where they go astray',
        },
        department: 'operations',
        kpi: { zh: '超过 {limit:integer} 步的占比', en: 'Share above {limit:integer} steps' },
        target: { zh: '降到 5% 以下', en: 'under 5%' },
        days: 45,
      },
    },
    fine: {
      claim: { kind: 'level' },
      sentence: {
        zh: '到 {task} 的步数中位数为 {median_steps:number}，超过 {limit:integer} 步的占 {share:percent}（共完成 {n:integer} 次）。',
        en: '{task} takes {median_steps:number} steps (median); {share:percent} of {n:integer} completions exceed {limit:integer}.',
      },
    },
    visit: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 次访问的步数中位数为 {median_steps:number}，超过 {limit:integer} 步的占 {share:percent}。',
        en: 'The median visit has {median_steps:number} steps; {share:percent} of {n:integer} visits have over {limit:integer}.',
      },
    },
    circling_visit: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 次访问中，{share:percent} 有同一操作重复，常见于找不到或填错返回。',
        en: 'Of {n:integer} visits {share:percent} repeat an action: often a sign of searching or of going back after an error.',
      },
    },
    circling: {
      claim: { kind: 'level' },
      sentence: {
        zh: '到 {task} 之前，{share:percent} 的访问有同一操作重复（共完成 {n:integer} 次），常见于找不到或填错返回。',
        en: 'Before {task}, {share:percent} of visits repeat an action ({n:integer} completions): often a sign of searching or of going back after an error.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '数一数从访问开始到完成（支付、提交等）走了几步、用了多久，步数过多的提出告警。',
      en: 'Counts steps and time from the start of a visit to completion (pay, submit …) and alerts where it takes too many.',
    },
    definition: {
      zh: '访问 = 给出的会话，没有则同一客户间隔不超过 30 分钟的连续操作。步数 = 从起点到第一次完成操作之间的操作数，两端都算，同一时刻的同一操作只算一次。同一访问只算第一次完成。超过 10 步为超限，中位数超限即告警。',
      en: 'A visit is the given session, or else actions of a customer less than 30 minutes apart. Steps = actions from the start to the first completing one, both included; the same action at the same instant counts once. Each visit counts its first completion only. Above 10 steps is over the limit; a median over it alerts.',
    },
    howToRead: {
      zh: '看分布的峰在几步，尾巴有多长：尾巴长而峰靠左，说明多数人顺利、少数人迷路；整体靠右说明流程本身太长。',
      en: 'See where the peak is and how long the tail: a long tail behind an early peak means that a few get lost; a late peak that the way itself is long.',
    },
    pitfalls: {
      zh: '没有完成的访问不在这里，流失请看漏斗。页面自动触发的操作会虚增步数。步数少不一定好，信息太少也会让人离开。',
      en: 'Visits without completion are not here; the funnel shows those. Actions fired by pages inflate the count. Fewer is not always better: too little information drives people away as well.',
    },
    sources: [{ label: 'ISO 9241-11:2018. Ergonomics of human-system interaction: usability.' }],
  },
} satisfies TemplateMeta;
