import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'dictionary',
  version: 1,
  view: 'dictionary',
  group: 'frame',
  title: { zh: '数据字典', en: 'Data dictionary' },
  question: {
    zh: '手里有哪些数据，每个字段是什么意思，质量如何？',
    en: 'What data is there, what does each field mean, and how good is it?',
  },
  tags: ['字段', '数据质量', 'dictionary', 'profile'],
  needs: { required: [], optional: [] },
  params: [],
  columns: [],
  chart: null,
  findings: {},
  explanation: {
    summary: {
      zh: '列出每个来源的每个字段：含义、类型、来源、填充率、取值和更新情况，让每个数字都查得到出处。',
      en: 'Lists every field of every source: meaning, type, origin, how filled it is, its values and how fresh it is, so that each figure can be traced.',
    },
    definition: {
      zh: '填充率 = 非空行 ÷ 全部行。不同取值数、最小值和最大值按导入后的数据计算，个人信息已按导入时的设置遮盖。没有任何分析用到的字段会单独列出，可以不再收集。字典看的是导入的全部数据，不受目标的时段和客户范围限制。',
      en: 'Filled = rows with a value ÷ all rows. Distinct values, minimum and maximum are taken after import, with personal data treated as chosen then. Fields no analysis uses are listed apart; they need not be collected. The dictionary looks at everything that was imported, whatever the goal’s period and customer group.',
    },
    howToRead: {
      zh: '先看红色和橙色的字段：填充率低、全是同一个值、或更新逾期；它们会让相应的分析失真。',
      en: 'Look first at the fields marked: poorly filled, all one value, or overdue for an update. They distort the analyses that use them.',
    },
    pitfalls: {
      zh: '填充率高不等于正确：默认值、占位符（如 1900-01-01、0、“未知”）也算有值。',
      en: 'Filled does not mean right: defaults and placeholders (1900-01-01, 0, “unknown”) count as values.',
    },
    sources: [{ label: 'DAMA International (2017). DAMA-DMBOK, 2nd ed., ch. 12-13.' }],
  },
} satisfies TemplateMeta;
