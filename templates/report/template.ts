import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'report',
  version: 1,
  view: 'report',
  group: 'frame',
  title: { zh: '分析报告', en: 'Report' },
  question: { zh: '结论是什么，该做什么？', en: 'What follows from all this, and what should be done?' },
  tags: ['报告', '结论', 'report', 'findings'],
  needs: { required: [], optional: [] },
  params: [],
  columns: [],
  chart: null,
  findings: {},
  explanation: {
    summary: {
      zh: '把各单元格的发现按轻重汇成一份报告：摘要、结论、诊断、行动，以及数据来源和口径。',
      en: 'Gathers the findings of all cells, the gravest first, into a report: summary, conclusion, diagnosis, action, with sources and definitions.',
    },
    definition: {
      zh: '每条发现都由所属分析里写明的规则从结果算出，附有数字，并可回到单元格和背后的行。手工改过的段落在重新运行后保留。报告里不出现单个客户，人数太少的组不显示。',
      en: 'Each finding is computed from a result by a rule stated in its analysis, carries its numbers and leads back to the cell and its rows. Passages edited by hand survive a rerun. No single customer appears, and groups that are too small are left out.',
    },
    howToRead: {
      zh: '先读摘要，再看标为“问题”的发现，每条都问一句：谁、在什么时候、做什么、用哪个指标验收。',
      en: 'Read the summary, then the findings marked as problems, and ask of each: who does what by when, measured how.',
    },
    pitfalls: {
      zh: '发现说的是相关，不是因果。目标未确认、最后一期未完或样本太小时，报告会注明，请一并转述。',
      en: 'Findings state associations, not causes. Where the goal is not confirmed, the last period unfinished or a sample small, the report says so: pass that on too.',
    },
    sources: [{ label: 'Minto, B. (2009). The Pyramid Principle. Pearson.' }],
  },
} satisfies TemplateMeta;
