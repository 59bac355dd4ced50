import type { TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'complaints',
  version: 2,
  group: 'satisfaction',
  title: { zh: '投诉分析', en: 'Complaints' },
  question: { zh: '哪类客户投诉最多，为了什么？', en: 'Which customers complain most, and about what?' },
  tags: ['投诉', '主题', '客诉', 'complaints', 'topics'],
  needs: {
    required: ['feedback.occurred_at', 'feedback.customer', 'feedback.kind'],
    optional: [
      'feedback.topic',
      'feedback.resolved',
      'customers.level',
      'customers.industry',
      'customers.region',
    ],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      segments: true,
      label: { zh: '客户类型', en: 'Customer type' },
      default: 'industry',
      options: attributes(
        'industry',
        'level',
        'region',
        'company_size',
        'gender',
        'age',
        'team',
        'source_system',
      ),
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '类型至少多少客户', en: 'Customers of a type at least' },
      default: 30,
      min: 1,
      max: 100000,
    },
    {
      id: 'often',
      kind: 'integer',
      label: { zh: '几次算反复投诉', en: 'Repeated from' },
      default: 3,
      min: 2,
      max: 100,
    },
  ],
  columns: [
    { name: 'segment', label: { zh: '客户类型', en: 'Customer type' }, format: 'text' },
    { name: 'topic', label: words.topic, format: 'text' },
    { name: 'complaints', label: words.complaints, format: 'integer' },
    { name: 'complainers', label: { zh: '投诉客户', en: 'Customers complaining' }, format: 'integer' },
    { name: 'customers', label: words.customers, format: 'integer' },
    {
      name: 'rate',
      label: { zh: '投诉率', en: 'Complaint rate' },
      format: 'percent',
      help: { zh: '投诉客户 ÷ 该类型全部客户', en: 'Customers complaining ÷ all of the type' },
    },
    { name: 'low', label: words.low95, format: 'percent' },
    { name: 'high', label: words.high95, format: 'percent' },
  ],
  codes: {
    segment: { '(none)': words.notFilled },
    topic: { '(none)': words.notFilled, '(all)': { zh: '全部主题', en: 'All topics' } },
  },
  chart: {
    kind: 'heatmap',
    title: { zh: '各类客户在各主题上的投诉率', en: 'Complaint rate by customer type and topic' },
    x: { column: 'topic', label: words.topic, format: 'text' },
    y: { column: 'segment', label: { zh: '客户类型', en: 'Customer type' }, format: 'text' },
    value: { column: 'rate', label: { zh: '投诉率', en: 'Complaint rate' }, format: 'percent' },
    low: { column: 'low', format: 'percent' },
    high: { column: 'high', format: 'percent' },
  },
  people: ['segment', 'topic'],
  findings: {
    overall: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户中有 {share:percent} 投诉过，共 {n:integer} 次。',
        en: 'Of {customers:integer} customers {share:percent} complained, {n:integer} times in all.',
      },
    },
    worst: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'share', low: 'low', high: 'high' } },
      sentence: {
        zh: '“{segment}”客户的投诉率明显偏高：{share:percent}（{customers:integer} 人，95% 区间 {low:percent} 到 {high:percent}），全体为 {whole:percent}。',
        en: 'Customers under "{segment}" complain clearly more: {share:percent} of {customers:integer} (95% interval {low:percent} to {high:percent}), against {whole:percent} of all.',
      },
      rows: "segment = {segment} AND topic = '(all)'",
      measure: {
        action: {
          zh: '为“{segment}”的客户设专线，逐条查明投诉原因',
          en: 'Give customers under "{segment}" a line of their own and trace each complaint',
        },
        department: 'service',
        kpi: { zh: '“{segment}”客户的投诉率', en: 'Complaint rate under "{segment}"' },
        now: { zh: '{share:percent}', en: '{share:percent}' },
        target: {
          zh: '从 {share:percent} 降到全体的 {whole:percent}',
          en: 'from {share:percent} to the overall {whole:percent}',
        },
        days: 30,
      },
    },
    topic: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '投诉最多的主题是 {topic}：{n:integer} 次，占 {share:percent}。',
        en: 'The commonest topic is {topic}: {n:integer} complaints, {share:percent} of all.',
      },
      rows: 'topic = {topic}',
      measure: {
        action: {
          zh: '成立小组专治“{topic}”投诉，每周通报',
          en: 'Set up a group on complaints about "{topic}", reporting weekly',
        },
        department: 'operations',
        kpi: { zh: '“{topic}”的投诉数', en: 'Complaints about "{topic}"' },
        target: { zh: '从 {n:integer} 件减少三分之一', en: 'a third below {n:integer}' },
        days: 30,
      },
    },
    hot_spot: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'share', of: 'customers' } },
      sentence: {
        zh: '{segment} 在 {topic} 上的投诉率为 {share:percent}，全体在该主题上为 {whole:percent}，先查这一格。',
        en: '{share:percent} of {segment} complain about {topic} against {whole:percent} of all: look into this cell first.',
      },
      rows: 'segment = {segment} AND topic = {topic}',
      measure: {
        action: {
          zh: '先查 {segment} 客户的“{topic}”投诉',
          en: 'Look first into complaints of {segment} about "{topic}"',
        },
        department: 'service',
        kpi: { zh: '这一格的投诉率', en: 'Complaint rate of this cell' },
        now: { zh: '{share:percent}', en: '{share:percent}' },
        looks: true,
        target: {
          zh: '从 {share:percent} 降到全体的 {whole:percent}',
          en: 'from {share:percent} to the overall {whole:percent}',
        },
        days: 21,
      },
    },
    often: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户反复投诉，占投诉客户的 {share:percent}，却占投诉的 {whole:percent}（{n:integer} 次），应指定专人。',
        en: '{customers:integer} customers complain again and again: {share:percent} of those who complain, {whole:percent} of the complaints ({n:integer}). Give each a contact person.',
      },
      measure: {
        action: {
          zh: '为反复投诉的 {customers:integer} 位客户各指定一位专人',
          en: 'Give each of the {customers:integer} who keep complaining a contact person',
        },
        department: 'service',
        kpi: { zh: '再次投诉的人数', en: 'How many of them complain again' },
        target: words.halved,
        days: 14,
      },
    },
    rising: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'share', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '后半期的投诉比前半期多 {share:percent}（后半期 {n:integer} 次）。',
        en: 'The second half of the period has {share:percent} more complaints than the first ({n:integer} in the second half).',
      },
      measure: {
        action: {
          zh: '对比前后半期的投诉主题，找出增量来自哪里',
          en: 'Compare the topics of the two halves and find where the rise comes from',
        },
        department: 'service',
        kpi: { zh: '每月投诉数', en: 'Complaints a month' },
        now: { zh: '后半期 {n:integer} 次', en: '{n:integer} in the second half' },
        looks: true,
        target: { zh: '回到前半期水平', en: 'back to the first half' },
        days: 30,
      },
    },
    falling: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'share', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '后半期的投诉比前半期少 {share:percent}（后半期 {n:integer} 次）。',
        en: 'The second half of the period has {share:percent} fewer complaints than the first ({n:integer} in the second half).',
      },
    },
  },
  explanation: {
    summary: {
      zh: '按客户类型和主题看投诉率，找出该先解决的一格，以及反复投诉的客户。',
      en: 'Complaint rates by customer type and topic: which cell to fix first, and who complains again and again.',
    },
    definition: {
      zh: '投诉 = 类型为投诉的反馈。投诉率 = 时段内投诉过的客户 ÷ 该类型的全部客户（不是投诉次数 ÷ 客户数，避免少数人反复投诉拉高）。区间为 Wilson 95%。“全部主题”一行按人去重，不等于各主题之和。前后半期是时段已过去部分的两半；数据没有覆盖前半期时不比较。',
      en: 'A complaint is feedback of that kind. Rate = customers who complained in the period ÷ all customers of the type (not complaints ÷ customers, which a few could drive up). Intervals are Wilson 95%. "All topics" counts each customer once and is not the sum of the topics. The halves are those of the part of the period that has gone by, and are compared only if the data cover the first.',
    },
    howToRead: {
      zh: '热力图里横看一类客户最不满什么，竖看一个主题伤害了谁；最深且区间下限高于全体的一格先处理。',
      en: 'Along a row: what a type is unhappy with; down a column: whom a topic hurts. Take the darkest cell whose interval lies above the whole first.',
    },
    pitfalls: {
      zh: '投诉多的客户不一定最不满，也可能最投入；不投诉而直接离开的人不在这里。没有客户编号的投诉不计入投诉率。',
      en: 'Who complains is not always least satisfied but sometimes most involved; those who leave in silence are not here. Complaints without a customer id do not enter the rate.',
    },
    sources: [
      { label: 'Hirschman, A. O. (1970). Exit, Voice, and Loyalty. Harvard University Press.' },
      {
        label:
          'Fornell, C. & Wernerfelt, B. (1987). Defensive marketing strategy by customer complaint management. Journal of Marketing Research 24(4).',
      },
    ],
  },
} satisfies TemplateMeta;
