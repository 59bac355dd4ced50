import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'failures',
  version: 1,
  group: 'behaviour',
  title: { zh: '失败诊断', en: 'Failure diagnosis' },
  question: { zh: '客户在哪些操作上失败，为什么？', en: 'At which operations do customers fail, and why?' },
  tags: ['失败率', '诊断', 'failure', 'errors'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action', 'events.outcome'],
    optional: ['events.failure_reason', 'events.device', 'events.channel', 'events.team'],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      label: words.groupBy,
      default: 'action',
      options: [
        { value: 'action', label: words.action },
        { value: 'device', label: words.device, needs: 'events.device' },
        { value: 'channel', label: words.channel, needs: 'events.channel' },
        { value: 'team', label: words.team, needs: 'events.team' },
      ],
    },
    {
      id: 'alert_above',
      kind: 'number',
      label: { zh: '失败率超过则告警', en: 'Alert above a rate of' },
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.01,
      format: 'percent',
    },
    {
      id: 'least_operations',
      kind: 'integer',
      label: { zh: '至少多少次操作', en: 'Operations at least' },
      help: { zh: '次数太少的不告警，也不画在图上。', en: 'Fewer raise no alert and are not drawn.' },
      default: 30,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'segment', label: words.group, format: 'text' },
    { name: 'operations', label: words.actions, format: 'integer' },
    { name: 'failures', label: { zh: '失败数', en: 'Failures' }, format: 'integer' },
    { name: 'failure_rate', label: words.failureRate, format: 'percent' },
    { name: 'low', label: words.low95, format: 'percent' },
    { name: 'high', label: words.high95, format: 'percent' },
    { name: 'top_reason', label: words.mainReason, format: 'text' },
    { name: 'top_reason_share', label: { zh: '原因占比', en: 'Share of failures' }, format: 'percent' },
    { name: 'alert', label: { zh: '告警', en: 'Alert' }, format: 'text' },
  ],
  codes: { segment: { '(none)': words.notFilled } },
  chart: {
    kind: 'bar',
    title: { zh: '失败率（虚线为告警线）', en: 'Failure rate (the line is the alert level)' },
    orientation: 'horizontal',
    x: { column: 'failure_rate', label: words.failureRate, format: 'percent' },
    y: { column: 'segment', label: words.group, format: 'text', scale: 'band' },
    low: { column: 'low', format: 'percent' },
    high: { column: 'high', format: 'percent' },
    label: { column: 'failure_rate', format: 'percent' },
    annotations: [{ axis: 'x', value: { column: 'threshold' }, label: { zh: '告警线', en: 'Alert line' } }],
  },
  people: ['segment'],
  findings: {
    overall: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{operations:integer} 次有结果的操作中 {failures:integer} 次失败，失败率 {rate:percent}。',
        en: 'Of {operations:integer} operations with an outcome {failures:integer} failed: {rate:percent}.',
      },
    },
    alert: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{segment} 的失败率高达 {rate:percent}（{operations:integer} 次中 {failures:integer} 次），占全部失败的 {share:percent}。首要原因：{reason}。',
        en: '{segment} fails {rate:percent} of the time ({failures:integer} of {operations:integer}), {share:percent} of all failures. Main reason: {reason}.',
      },
      rows: 'segment = {segment}',
      measure: {
        action: {
          zh: '修复 {segment} 的失败，先从首要原因入手',
          en: 'Fix {segment}, its main reason first',
        },
        department: 'operations',
        kpi: { zh: '{segment} 的失败率', en: 'Failure rate of {segment}' },
        target: { zh: '从 {rate:percent} 降到 5% 以下', en: 'from {rate:percent} to under 5%' },
        days: 14,
      },
    },
    alert_unexplained: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{segment} 的失败率高达 {rate:percent}（{operations:integer} 次中 {failures:integer} 次），占全部失败的 {share:percent}。没有突出的失败原因。',
        en: '{segment} fails {rate:percent} of the time ({failures:integer} of {operations:integer}), {share:percent} of all failures. No reason leads.',
      },
      rows: 'segment = {segment}',
      measure: {
        action: {
          zh: '查明 {segment} 为什么失败并修复',
          en: 'Find out why {segment} fails and fix it',
        },
        department: 'operations',
        kpi: { zh: '{segment} 的失败率', en: 'Failure rate of {segment}' },
        target: { zh: '从 {rate:percent} 降到 5% 以下', en: 'from {rate:percent} to under 5%' },
        days: 14,
      },
    },
    reason: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '最常见的失败原因是“{reason}”，{failures:integer} 次，占全部失败的 {rate:percent}。',
        en: 'The commonest reason is “{reason}”: {failures:integer} times, {rate:percent} of all failures.',
      },
      measure: {
        action: { zh: '针对“{reason}”排查并修复', en: 'Trace and fix “{reason}”' },
        department: 'operations',
        kpi: { zh: '因“{reason}”失败的次数', en: 'Failures for “{reason}”' },
        target: words.halved,
        days: 21,
      },
    },
    calm: {
      claim: { kind: 'level' },
      sentence: {
        zh: '操作至少有 {segment} 次的各组，失败率都没有超过 {share:percent} 的告警线。',
        en: 'No group with {segment} operations or more exceeds the alert level of {share:percent}.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '找出失败最多的功能、设备或渠道，说明首要原因，并用区间区分真问题和小样本。',
      en: 'Finds the functions, devices or channels that fail most, with the main reason, and tells real trouble from small samples by an interval.',
    },
    definition: {
      zh: '失败率 = 失败次数 ÷ 有结果（成功或失败）的操作次数，没有记录结果的操作不计。95% 区间用威尔逊法。首要原因 = 该组失败记录中最多的原因。失败率超过告警线（默认 30%）且操作数不少于下限（默认 30）时告警。',
      en: 'Failure rate = failures ÷ operations with an outcome, success or failure; those without are left out. The 95% interval is Wilson’s. The main reason is the one most failures of the group give. A group alerts above the level (30% by default) with at least the stated number of operations (30).',
    },
    formula:
      'rate = failures / operations;  Wilson: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96',
    howToRead: {
      zh: '告警项按失败次数先修最多的；失败率高但次数少的看区间下限是否仍高。再换成设备或渠道看，判断是功能本身的问题还是环境的问题。',
      en: 'Fix the alert with most failures first; where few operations stand behind a high rate, see whether the lower bound is high too. Then look by device or channel to tell a fault of the function from one of its surroundings.',
    },
    pitfalls: {
      zh: '只记录失败、不记录成功的系统会显示 100%。客户反复重试会放大失败次数。失败率与使用人群有关：新手多的功能失败率自然高。',
      en: 'A system that logs failures only shows 100%. Retries multiply failures. The rate depends on who uses a function: where beginners gather it is higher by nature.',
    },
    sources: [
      {
        label:
          'Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22(158).',
      },
    ],
  },
} satisfies TemplateMeta;
