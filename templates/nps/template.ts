import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'nps',
  version: 1,
  group: 'satisfaction',
  title: { zh: '净推荐值 NPS', en: 'Net promoter score' },
  question: {
    zh: '客户愿意推荐我们吗，趋势如何？',
    en: 'Would customers recommend us, and which way is it going?',
  },
  tags: ['NPS', '满意度', '推荐', 'satisfaction'],
  needs: { required: ['feedback.occurred_at', 'feedback.nps'], optional: ['feedback.channel'] },
  params: [
    {
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'score',
      options: [
        { value: 'score', label: { zh: '得分', en: 'Score' } },
        { value: 'trend', label: { zh: '走势', en: 'Trend' } },
        { value: 'parts', label: { zh: '推荐、中立与贬损', en: 'Promoters to detractors' } },
      ],
    },
    {
      id: 'grain',
      kind: 'choice',
      label: words.period,
      default: 'month',
      options: [
        { value: 'week', label: words.week },
        { value: 'month', label: words.month },
        { value: 'quarter', label: words.quarter },
      ],
    },
    {
      id: 'channel',
      kind: 'text',
      label: words.onlyChannel,
      help: words.emptyAllChannels,
      default: '',
      maxLength: 200,
    },
  ],
  columns: [
    { name: 'period', label: words.period, format: 'date' },
    { name: 'answers', label: words.answers, format: 'integer' },
    { name: 'promoters', label: { zh: '推荐者', en: 'Promoters' }, format: 'integer' },
    { name: 'passives', label: { zh: '中立者', en: 'Passives' }, format: 'integer' },
    { name: 'detractors', label: { zh: '贬损者', en: 'Detractors' }, format: 'integer' },
    { name: 'promoter_share', label: { zh: '推荐者占比', en: 'Promoter share' }, format: 'percent' },
    { name: 'detractor_share', label: { zh: '贬损者占比', en: 'Detractor share' }, format: 'percent' },
    { name: 'nps', label: words.nps, format: 'number' },
    { name: 'standard_error', label: words.standardError, format: 'number' },
    { name: 'low', label: words.low95, format: 'number' },
    { name: 'high', label: words.high95, format: 'number' },
  ],
  chart: {
    kind: 'gauge',
    title: { zh: '净推荐值（−100 到 100）', en: 'Net promoter score (−100 to 100)' },
    value: { column: 'nps', label: words.nps, format: 'number' },
    low: { column: 'low', format: 'number' },
    high: { column: 'high', format: 'number' },
  },
  chartWhen: [
    {
      param: 'view',
      is: ['trend'],
      chart: {
        kind: 'line',
        title: {
          zh: '各期净推荐值（带为 95% 区间）',
          en: 'Net promoter score by period (band: 95% interval)',
        },
        x: { column: 'period', label: words.period, format: 'date', scale: 'time' },
        y: { column: 'nps', label: words.nps, format: 'number' },
        low: { column: 'low', format: 'number' },
        high: { column: 'high', format: 'number' },
      },
    },
    {
      param: 'view',
      is: ['parts'],
      chart: {
        kind: 'bar',
        title: {
          zh: '各期推荐者、中立者与贬损者的占比',
          en: 'Share of promoters, passives and detractors by period',
        },
        orientation: 'vertical',
        layout: 'normalised',
        x: { column: 'period', label: words.period, format: 'date', scale: 'band' },
        y: { column: 'answers', label: words.answers, format: 'integer' },
        series: { column: 'part', label: words.group, format: 'text' },
        order: ['promoters', 'passives', 'detractors'],
      },
    },
  ],
  codes: {
    part: {
      promoters: { zh: '推荐者', en: 'Promoters' },
      passives: { zh: '中立者', en: 'Passives' },
      detractors: { zh: '贬损者', en: 'Detractors' },
    },
  },
  people: ['period', 'part'],
  findings: {
    score: {
      claim: { kind: 'level' },
      sentence: {
        zh: 'NPS 为 {nps:number}（95% 区间 {low:number} 至 {high:number}，{answers:integer} 份回答）：推荐者 {promoter_share:percent}，贬损者 {detractor_share:percent}。',
        en: 'NPS is {nps:number} (95% interval {low:number} to {high:number}, {answers:integer} answers): {promoter_share:percent} promoters, {detractor_share:percent} detractors.',
      },
      measure: {
        action: {
          zh: '逐一回访评 0–6 分的客户，按原因归类',
          en: 'Call those who scored 0–6 and sort what they say by cause',
        },
        department: 'service',
        kpi: words.nps,
        target: { zh: '回到零以上', en: 'above zero' },
        days: 30,
      },
    },
    few_answers: {
      claim: { kind: 'note' },
      sentence: {
        zh: '只有 {answers:integer} 份回答，真实的 NPS 可能在 {low:number} 到 {high:number} 之间，几分的差别说明不了问题。',
        en: 'Only {answers:integer} answers: the true score may lie anywhere from {low:number} to {high:number}, so a few points mean nothing.',
      },
      measure: {
        action: {
          zh: '扩大问卷发放，每期至少 200 份',
          en: 'Send the survey to more customers, 200 answers a period',
        },
        department: 'service',
        kpi: { zh: '每期有效份数', en: 'Answers a period' },
        target: { zh: '至少 200 份', en: 'at least 200' },
        days: 60,
      },
    },
    rose: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'nps', low: 'low', high: 'high' }, reach: 'answers' },
      sentence: {
        zh: '从 {period:date} 开始的一期 NPS 由 {before:number} 升到 {nps:number}，差异显著（±{margin:number}），确实在变好。',
        en: 'The period from {period:date} rose from {before:number} to {nps:number}, more than chance (±{margin:number}) explains.',
      },
    },
    fell: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'nps', low: 'low', high: 'high' }, reach: 'answers' },
      sentence: {
        zh: '从 {period:date} 开始的一期 NPS 由 {before:number} 降到 {nps:number}，差异显著（±{margin:number}），应尽快查明原因。',
        en: 'The period from {period:date} fell from {before:number} to {nps:number}, more than chance (±{margin:number}) explains. Find out why.',
      },
      measure: {
        action: {
          zh: '对比两期贬损者的原话，找出新出现的不满',
          en: 'Compare what detractors said in the two periods and find what is new',
        },
        department: 'service',
        kpi: words.nps,
        now: { zh: '{nps:number}', en: '{nps:number}' },
        looks: true,
        target: { zh: '回到上期水平', en: 'back to the period before' },
        days: 21,
      },
    },
    moved_season: {
      claim: { kind: 'note' },
      sentence: {
        zh: '从 {period:date} 开始的一期 NPS 为 {nps:number}，上一期 {before:number}；一年前的同样两期先为 {low:number}、后为 {high:number}，扣除这样的季节起伏后差异不显著。',
        en: 'The period from {period:date} stands at {nps:number}, {before:number} before; a year earlier these two stood at {low:number} and then {high:number}. Beyond such a season the change is not told from chance.',
      },
    },
    moved_no_year: {
      claim: { kind: 'note' },
      sentence: {
        zh: '从 {period:date} 开始的一期 NPS 为 {nps:number}，上一期 {before:number}；没有一年前同样两期的回答，分不清这是季节还是变化。',
        en: 'The period from {period:date} stands at {nps:number}, {before:number} before; there are no answers of the same periods a year earlier, so that a season is not told from a change.',
      },
    },
    steady: {
      claim: { kind: 'note' },
      sentence: {
        zh: '从 {period:date} 开始的一期 NPS 为 {nps:number}，上一期 {before:number}：差异不显著。',
        en: 'The period from {period:date} stands at {nps:number}, {before:number} before: not told from chance.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '用“您有多愿意把我们推荐给朋友（0–10）”衡量口碑，并给出误差范围，避免把偶然起伏当成变化。',
      en: 'Measures word of mouth by “how likely are you to recommend us (0–10)”, with its margin of error, so that chance is not taken for change.',
    },
    definition: {
      zh: '推荐者 9–10 分，中立者 7–8 分，贬损者 0–6 分；NPS = 推荐者% − 贬损者%，范围 −100 到 100。超出 0–10 的分数不计（清洗时隔离，不截断）。标准误 = √((p + d − (p − d)²)/n)。95% 区间为调整后的 Wald 区间：加上三份虚拟回答（推荐者、贬损者各四分之一），份数少或全都一样时也不会没有宽度。被时段截断的一期不参与前后比较。',
      en: 'Promoters score 9–10, passives 7–8, detractors 0–6; NPS = % promoters − % detractors, from −100 to 100. Scores outside 0–10 do not count (cleaning quarantines them, never clips). Standard error = √((p + d − (p − d)²)/n). The 95% interval is the adjusted Wald one: with three answers more, a quarter of them promoters and a quarter detractors, so that few or uniform answers never make it zero wide. A bucket that the period cuts off is compared with none.',
    },
    formula: 'NPS = 100 · (p − d);  SE = 100 · √((p + d − (p − d)²) / n)',
    howToRead: {
      zh: '大于 0 说明推荐者多于贬损者，50 以上通常算优秀；更有用的是与自己过去比。两期区间不重叠，变化才可信。',
      en: 'Above 0 promoters outnumber detractors, above 50 is usually excellent; comparing with your own past tells more. A change is credible when the intervals do not overlap.',
    },
    pitfalls: {
      zh: '回答者不等于全体客户：不满的人可能早走了。渠道和提问时机一变，分数就不可比。不同地区的打分习惯不同。不要把各期的 NPS 直接平均。',
      en: 'Those who answer are not all customers: the unhappy may be gone. Change channel or moment of asking and scores no longer compare. Cultures score differently. Do not average the NPS of periods.',
    },
    sources: [
      {
        label:
          'Agresti, A. & Coull, B. A. (1998). Approximate is better than “exact” for interval estimation of binomial proportions. The American Statistician 52(2).',
      },
      { label: 'Reichheld, F. (2003). The one number you need to grow. Harvard Business Review 81(12).' },
      {
        label:
          'Rocks, B. (2016). Interval estimation for the net promoter score. The American Statistician 70(4).',
      },
    ],
  },
} satisfies TemplateMeta;
