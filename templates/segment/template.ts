import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'segment',
  version: 1,
  view: 'sql',
  group: 'free',
  title: { zh: '客户分群', en: 'Segment' },
  question: { zh: '哪些客户属于这个分群？', en: 'Which customers belong to this segment?' },
  tags: ['分群', '人群', '名单', '客群', 'segment', 'cohort', 'list', 'audience'],
  needs: { required: [], optional: [] },
  params: [],
  columns: [{ name: 'customer', label: { zh: '客户', en: 'Customer' }, format: 'text' }],
  chart: null,
  findings: {},
  explanation: {
    summary: {
      zh: '一条规则，结果是客户编号。数据更新后重新运行，名单随之更新；其他单元格可以按名字读取它。',
      en: 'A rule whose result is customer ids. It is derived anew with every run, and other cells can read it by its name.',
    },
    definition: {
      zh: '一条 SELECT，其中有一列 customer。保存的是规则，不是名单。',
      en: 'One SELECT with a column customer. What is kept is the rule, not the list.',
    },
    howToRead: {
      zh: '在其他 SQL 里写 customer IN (FROM 分群的名字) 即可只看这些客户；它也可以是目标的客户群，或按它划分分析（“分组”等参数里的“已存分群”）；“导出名单”可以带上姓名、负责人等字段。',
      en: 'In other SQL, customer IN (FROM name_of_the_segment) keeps these customers alone. It can be the goal’s customers, and analyses can be divided by it (“Saved segments” among what they group by); “Export list” adds their names, owners and more.',
    },
    pitfalls: {
      zh: '分群所依据的单元格改了参数，名单也会变。用作目标的客户群时，它和它所依据的单元格看的是全部客户，否则它要由自己得出。',
      en: 'When the cell it is made from changes its parameters, the list changes too. As the goal’s customers, it and the cells it is made from look at all customers: it cannot be made of itself.',
    },
    sources: [{ label: 'DuckDB documentation: SQL introduction.' }],
  },
} satisfies TemplateMeta;
