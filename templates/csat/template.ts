import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'csat',
  version: 1,
  group: 'satisfaction',
  title: { zh: '客户满意度 CSAT', en: 'Customer satisfaction (CSAT)' },
  question: {
    zh: '客户对哪些方面满意，对哪些不满？',
    en: 'With what are customers satisfied, and with what not?',
  },
  tags: ['CSAT', '满意度', 'satisfaction'],
  needs: {
    required: ['feedback.occurred_at', 'feedback.csat'],
    optional: ['feedback.topic', 'feedback.channel', 'feedback.kind', 'feedback.activity', 'feedback.agent'],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      label: words.groupBy,
      default: 'month',
      options: [
        { value: 'none', label: words.notGrouped },
        { value: 'month', label: words.month },
        { value: 'topic', label: words.topic, needs: 'feedback.topic' },
        { value: 'channel', label: words.channel, needs: 'feedback.channel' },
        { value: 'kind', label: words.kindOfFeedback, needs: 'feedback.kind' },
        { value: 'activity', label: { zh: '活动', en: 'Activity' }, needs: 'feedback.activity' },
        { value: 'agent', label: words.agent, needs: 'feedback.agent' },
      ],
    },
    {
      id: 'least_answers',
      kind: 'integer',
      label: { zh: '至少多少份回答', en: 'Answers at least' },
      help: {
        zh: '回答太少的组不画在图上，也不作结论。',
        en: 'Groups with fewer are neither drawn nor judged.',
      },
      default: 20,
      min: 1,
      max: 10000,
    },
  ],
  columns: [
    { name: 'segment', label: words.group, format: 'text' },
    { name: 'answers', label: words.answers, format: 'integer' },
    { name: 'mean', label: { zh: '平均分', en: 'Mean score' }, format: 'number' },
    { name: 'csat', label: words.csat, format: 'percent' },
    { name: 'dissatisfied', label: { zh: '不满率（1–2 分）', en: 'Dissatisfied (1–2)' }, format: 'percent' },
    { name: 'low', label: words.low95, format: 'percent' },
    { name: 'high', label: words.high95, format: 'percent' },
  ],
  codes: { segment: { '(all)': words.all, '(none)': words.notFilled } },
  chart: {
    kind: 'bar',
    title: { zh: '各组的满意率（4–5 分的占比）', en: 'Share of scores 4–5 by group' },
    orientation: 'horizontal',
    x: { column: 'csat', label: words.csat, format: 'percent' },
    y: { column: 'segment', label: words.group, format: 'text', scale: 'band' },
    low: { column: 'low', format: 'percent' },
    high: { column: 'high', format: 'percent' },
    label: { column: 'csat', format: 'percent' },
  },
  chartWhen: [
    {
      param: 'by',
      is: ['month'],
      chart: {
        kind: 'line',
        title: {
          zh: '各月的满意率（4–5 分的占比，带为 95% 区间）',
          en: 'Share of scores 4–5 by month (band: 95% interval)',
        },
        x: { column: 'segment', label: words.month, format: 'text' },
        y: { column: 'csat', label: words.csat, format: 'percent' },
        low: { column: 'low', format: 'percent' },
        high: { column: 'high', format: 'percent' },
      },
    },
  ],
  people: ['segment'],
  findings: {
    overall: {
      claim: { kind: 'level' },
      sentence: {
        zh: '满意率 {csat:percent}（95% 区间 {low:percent} 至 {high:percent}），平均 {mean:number} 分（{answers:integer} 份回答）。',
        en: 'CSAT is {csat:percent} (95% interval {low:percent} to {high:percent}), the mean score {mean:number} ({answers:integer} answers).',
      },
      measure: {
        action: { zh: '从满意率最低的主题入手改进', en: 'Begin with the topic that satisfies least' },
        department: 'service',
        kpi: { zh: '满意率', en: 'CSAT' },
        target: { zh: '从 {csat:percent} 提高到 70%', en: 'from {csat:percent} to 70%' },
        days: 30,
      },
    },
    below: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'csat', of: 'answers' }, reach: 'answers' },
      sentence: {
        zh: '{segment} 的满意率只有 {csat:percent}，其余为 {rest:percent}（{answers:integer} 份回答，差异显著）。',
        en: 'Only {csat:percent} are satisfied with {segment}, against {rest:percent} with the others ({answers:integer} answers, more than chance).',
      },
      rows: 'segment = {segment}',
      measure: {
        action: {
          zh: '每周复盘“{segment}”的 30 条低分反馈，把最常见的三个原因逐一改掉',
          en: 'Read 30 low-scored answers about {segment} every week and fix their three commonest causes',
        },
        department: 'service',
        kpi: { zh: '{segment} 的满意率', en: 'CSAT of {segment}' },
        now: { zh: '{csat:percent}', en: '{csat:percent}' },
        target: {
          zh: '从 {csat:percent} 提高到其余的 {rest:percent}',
          en: 'from {csat:percent} to the {rest:percent} of the others',
        },
        days: 30,
      },
    },
    above: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'csat', of: 'answers' }, reach: 'answers' },
      sentence: {
        zh: '{segment} 的满意率更高：{csat:percent}，其余为 {rest:percent}（{answers:integer} 份回答，差异显著），值得推广。',
        en: '{csat:percent} are satisfied with {segment}, against {rest:percent} with the others ({answers:integer} answers, more than chance): learn from it.',
      },
      rows: 'segment = {segment}',
    },
    few_answers: {
      claim: { kind: 'note' },
      sentence: {
        zh: '只有 {answers:integer} 份回答，真实的满意率可能在 {low:percent} 到 {high:percent} 之间。',
        en: 'Only {answers:integer} answers: the true share may lie anywhere from {low:percent} to {high:percent}.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '看打 4–5 分的客户占多少，并按主题、渠道、服务人员或时间找出拉低满意度的地方。',
      en: 'How many customers score 4–5, and which topic, channel, agent or month pulls satisfaction down.',
    },
    definition: {
      zh: '满意率 = 4–5 分的回答 ÷ 1–5 分的有效回答；平均分为算术平均；不满率 = 1–2 分的占比。超出 1–5 的分数不计。95% 区间用威尔逊法。结论把每组与其余各组合计相比（没有填写的不算），同一客户的多份回答不当作互不相干，全部组一起校正（Holm，总水平 0.2%），且相差至少为其余的 5% 才说。偏高的组还须整个区间高于其余没有偏低的各组合计。',
      en: 'CSAT = scores of 4–5 ÷ valid scores of 1–5; the mean is arithmetic; dissatisfied = share of 1–2. Scores outside 1–5 do not count. The 95% interval is Wilson’s. A finding compares a group with all the others together, without answers of which the group is not known, several answers of one customer not being independent, corrected over all groups (Holm, 0.2% in all), and needs a difference of at least 5% of what the others have. Who is above must also lie, with the whole interval, above the others that are not below.',
    },
    formula: 'CSAT = |score ≥ 4| / |1 ≤ score ≤ 5|',
    howToRead: {
      zh: '先看明显偏低的组，再读这些组的原文。平均分相近而不满率不同，说明意见分化。',
      en: 'Begin with the groups clearly below, then read what they wrote. Equal means with different dissatisfied shares show divided opinions.',
    },
    pitfalls: {
      zh: '愿意打分的多是特别满意或特别不满的人。量表不是 1–5 的问卷要先换算。同时比较很多组，总会有一两个“偶然偏低”。',
      en: 'Those who answer are often the very happy and the very unhappy. A survey on another scale must be converted first. Among many groups one or two will look low by chance.',
    },
    sources: [{ label: 'Farris, P. et al. (2010). Marketing Metrics, 2nd ed. Wharton School Publishing.' }],
  },
} satisfies TemplateMeta;
