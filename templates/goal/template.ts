import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'goal',
  version: 1,
  view: 'goal',
  group: 'frame',
  title: { zh: '目标确认', en: 'Goal' },
  question: {
    zh: '这次分析要回答什么，为谁，以什么为准？',
    en: 'What is this analysis for, for whom, and by what measure?',
  },
  tags: ['目标', 'goal'],
  needs: { required: [], optional: [] },
  params: [],
  columns: [],
  chart: null,
  findings: {},
  explanation: {
    summary: {
      zh: '先把目标说清楚再算数：业务目标、参与部门、客户范围、时段、关键问题和成功标准。',
      en: 'Settles the purpose before the numbers: business goal, departments, customer group, period, key questions and the measure of success.',
    },
    definition: {
      zh: '客户范围、时段和截止日会限定后面每个单元格读到的 orders、events、feedback、customers。需要历史的分析（如同期群）读 past_ 开头的表：同一客户范围、截止日之前的全部记录。截止日当天及以后的记录不参与任何分析；时段还没结束时，只算已过去的部分，并且只与上期的同一部分比较。名字以 all_ 开头的表不受任何限制。截止日默认是最后一笔记录的次日，时段默认是截止日前 12 个月。',
      en: 'Customer group, period and as-of date limit what every later cell reads as orders, events, feedback and customers. What needs history (cohorts, for example) reads tables named past_…: everything of the same customer group before the as-of date. Rows of the as-of day or later count nowhere; of a period that is not over only the part that has gone by counts, and is compared with the same part of the one before. Tables named all_… stay unlimited. The as-of date is by default the day after the last record, the period the 12 months before it.',
    },
    howToRead: {
      zh: '改动范围或时段，后面的单元格会重新运行。未确认的目标会在报告上标出来。',
      en: 'Changing group or period reruns the cells below. A goal that is not confirmed is marked on the report.',
    },
    pitfalls: {
      zh: '“前 N% 客户”的范围由消费额选出，再在里面看消费集中度就是循环论证。时段太短时，复购和流失都看不准。',
      en: 'A group of the “top N %” is chosen by spend, so looking for concentration of spend inside it argues in a circle. Over a short period neither repurchase nor churn can be judged.',
    },
    sources: [
      {
        label:
          "Doran, G. T. (1981). There's a S.M.A.R.T. way to write management's goals and objectives. Management Review 70(11).",
      },
    ],
  },
} satisfies TemplateMeta;
