import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'text',
  version: 1,
  view: 'text',
  group: 'free',
  title: { zh: '文字说明', en: 'Text' },
  question: { zh: '写下背景、判断和下一步', en: 'Write down background, judgement and next steps' },
  tags: ['说明', 'Markdown', 'note'],
  needs: { required: [], optional: [] },
  params: [],
  columns: [],
  chart: null,
  findings: {},
  explanation: {
    summary: {
      zh: '用 Markdown 写一段说明，放在相关分析的前后，报告里会按顺序出现。',
      en: 'A passage in Markdown, placed before or after an analysis; it appears in the report in its place.',
    },
    definition: {
      zh: '支持标题、列表、表格、强调和代码。链接只显示不自动打开，不会加载任何外部图片。',
      en: 'Headings, lists, tables, emphasis and code. Links are shown and never opened by themselves; no outside image is loaded.',
    },
    howToRead: {
      zh: '先写结论，再写依据的单元格，最后写建议由谁在什么时候做。',
      en: 'Conclusion first, then the cell it rests on, then who should do what by when.',
    },
    pitfalls: {
      zh: '不要写进客户姓名、电话等个人信息：笔记本分享时文字会一并带走。数字写进文字后不会随数据更新。',
      en: 'Leave out names, phone numbers and the like: the text goes along when the notebook is shared. A figure typed into text does not follow the data.',
    },
    sources: [{ label: 'CommonMark Spec.' }],
  },
} satisfies TemplateMeta;
