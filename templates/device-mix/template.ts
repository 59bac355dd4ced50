import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'device-mix',
  version: 2,
  group: 'behaviour',
  title: { zh: '设备构成', en: 'Device mix' },
  question: {
    zh: '客户用什么设备，哪种设备上出问题？',
    en: 'Which devices do customers use, and where does it go wrong?',
  },
  tags: ['设备', '终端', 'device', 'platform'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action', 'events.device'],
    optional: ['events.outcome', 'events.duration_seconds', 'events.session'],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      label: words.groupBy,
      default: 'device',
      options: [
        { value: 'device', label: words.device },
        { value: 'channel', label: words.channel, needs: 'events.channel' },
      ],
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '比较所需的最少操作', en: 'Fewest actions to compare' },
      default: 30,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'device', label: words.device, format: 'text' },
    { name: 'customers', label: words.customers, format: 'integer' },
    {
      name: 'customer_share',
      label: words.shareOfCustomers,
      format: 'percent',
      help: {
        zh: '一人可用多种设备，合计可超过 100%。',
        en: 'One customer may use several, so these can add up to more than 100%.',
      },
    },
    { name: 'actions', label: words.actions, format: 'integer' },
    { name: 'action_share', label: { zh: '操作占比', en: 'Share of actions' }, format: 'percent' },
    { name: 'early_share', label: { zh: '前半期占比', en: 'Share in the first half' }, format: 'percent' },
    { name: 'late_share', label: { zh: '后半期占比', en: 'Share in the second half' }, format: 'percent' },
    { name: 'failure_rate', label: words.failureRate, format: 'percent' },
    { name: 'low', label: { zh: '失败率 95% 下限', en: 'Failure rate, 95% low' }, format: 'percent' },
    { name: 'high', label: { zh: '失败率 95% 上限', en: 'Failure rate, 95% high' }, format: 'percent' },
    { name: 'median_seconds', label: words.medianDuration, format: 'seconds' },
  ],
  codes: { device: { '(none)': words.notFilled } },
  chart: {
    kind: 'pie',
    title: { zh: '操作按设备（渠道）的构成', en: 'Actions by device or channel' },
    x: { column: 'device', label: words.device, format: 'text' },
    y: { column: 'actions', label: words.actions, format: 'integer' },
  },
  people: ['device'],
  findings: {
    main: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{device} 用得最多：占操作的 {share:percent}，{customers:integer} 位客户用过（{customer_share:percent}）。',
        en: '{device} is used most: {share:percent} of actions, by {customers:integer} customers ({customer_share:percent}).',
      },
      rows: 'device = {device}',
    },
    failing: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'share', of: 'customers' } },
      sentence: {
        zh: '{device} 上的失败率是 {share:percent}，整体是 {whole:percent}，差异显著；先在这里复现问题。',
        en: '{share:percent} of actions on {device} fail against {whole:percent} overall, more than chance: reproduce the trouble there first.',
      },
      rows: 'device = {device}',
      measure: {
        action: { zh: '在 {device} 上复现失败并修复', en: 'Reproduce and fix the failures on {device}' },
        department: 'operations',
        kpi: { zh: '{device} 上的失败率', en: 'Failure rate on {device}' },
        now: { zh: '{share:percent}', en: '{share:percent}' },
        target: {
          zh: '从 {share:percent} 降到整体的 {whole:percent}',
          en: 'from {share:percent} to the overall {whole:percent}',
        },
        days: 21,
      },
    },
    growing: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'share', of: 'customers' } },
      sentence: {
        zh: '{device} 的占比从前半期的 {whole:percent} 升到后半期的 {share:percent}，测试和设计要跟上。',
        en: '{device} grew from {whole:percent} of actions in the first half of the period to {share:percent} in the second: testing and design should follow.',
      },
      rows: 'device = {device}',
    },
    shrinking: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'share', of: 'customers' } },
      sentence: {
        zh: '{device} 的占比从前半期的 {whole:percent} 降到后半期的 {share:percent}。',
        en: '{device} fell from {whole:percent} of actions in the first half of the period to {share:percent} in the second.',
      },
      rows: 'device = {device}',
    },
    moved_season: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{device} 的占比前半期为 {whole:percent}，后半期为 {share:percent}，一年前的同一半期为 {customer_share:percent}：扣除去年同样的起伏后差异不显著。',
        en: '{device} had {whole:percent} of actions in the first half of the period and {share:percent} in the second, which a year before had {customer_share:percent}. Beyond what moved then too the change is not told from chance.',
      },
      rows: 'device = {device}',
    },
    moved_no_year: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{device} 的占比前半期为 {whole:percent}，后半期为 {share:percent}；数据没有完整覆盖一年前的同样两个半期，分不清这是季节还是变化。',
        en: '{device} had {whole:percent} of actions in the first half of the period and {share:percent} in the second; the data do not cover the same halves a year before, so that a season is not told from a change.',
      },
      rows: 'device = {device}',
    },
    several: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）用过两种或以上，他们的进度和购物车要能延续。',
        en: '{customers:integer} customers ({share:percent}) use two or more: their progress and carts should follow them.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '看客户用什么设备、构成怎样变化，以及哪种设备失败多、用时长。',
      en: 'Shows which devices customers use, how the mix moves, and on which one they fail or need longer.',
    },
    definition: {
      zh: '操作占比 = 该设备的操作 ÷ 全部操作；客户占比 = 用过它的客户 ÷ 全部活跃客户。前后半期以时段已过去部分的中点为界，数据没有覆盖前半期时不比较。失败率 = 失败 ÷ 有结果的操作，区间为 Wilson 95%。',
      en: 'Share of actions = its actions ÷ all; share of customers = customers who used it ÷ all active ones. The halves meet in the middle of the part of the period that has gone by; they are compared only if the data cover the first. Failure rate = failures ÷ actions with an outcome, with Wilson 95% intervals.',
    },
    howToRead: {
      zh: '先看占比大的设备，再看失败率下限高于整体的设备；构成变化超过 5 个百分点才值得行动。',
      en: 'Look at the large shares first, then at devices whose failure rate is above the whole even at its lower bound; act on shifts above 5 points.',
    },
    pitfalls: {
      zh: '设备不同，人群和功能也不同，失败率高可能来自功能而不是设备，请再按功能看失败诊断。同一人换设备会被重复计入客户占比。',
      en: 'Devices differ in people and functions too: a high rate may come from the function, so see the failure diagnosis by action. Whoever changes device counts for each.',
    },
    sources: [
      {
        label:
          'Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22(158).',
      },
    ],
  },
} satisfies TemplateMeta;
