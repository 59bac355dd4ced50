import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'sql',
  version: 1,
  view: 'sql',
  group: 'free',
  title: { zh: '自由 SQL', en: 'Free SQL' },
  question: { zh: '用自己的 SQL 回答一个问题', en: 'Answer a question with SQL of your own' },
  tags: ['SQL', '查询', 'query'],
  needs: { required: [], optional: [] },
  params: [],
  columns: [],
  chart: null,
  findings: {},
  explanation: {
    summary: {
      zh: '写一条 SELECT，结果就是一张以本单元格命名的表，可以画图、下载，也能被其他单元格读取。',
      en: 'Write one SELECT; its result is a table under the name of this cell, to chart, download, or read from other cells.',
    },
    definition: {
      zh: '可以读 orders、events、feedback、customers（已清洗并限定在目标范围内）、同一客户范围截止日之前的 past_ 表、不受限制的 all_ 表，以及其他单元格的名字。$as_of、$period_start、$period_end、$before_start、$before_end 是日期（后两个是上期）。没有映射的字段是空值，不会报错。',
      en: 'It can read orders, events, feedback and customers (clean and within the goal), past_… (the same group, everything before the as-of date), the unlimited all_…, and other cells by name. $as_of, $period_start, $period_end, $before_start and $before_end are dates (the last two of the period before). Fields that are not mapped are NULL and never fail.',
    },
    howToRead: {
      zh: '结果在“表格”里看，选好图表类型和字段后在“图表”里看。被读取的表变化时，本单元格会自动重新运行。',
      en: 'See the result under “table”; choose a kind of chart and its fields to see it under “chart”. When a table it reads changes, the cell reruns by itself.',
    },
    pitfalls: {
      zh: 'orders 的一行可能只是订单的一个明细：数订单请用 count(DISTINCT order_id)。不要把各组的平均值再平均。读取文件、网络和修改数据的语句都被禁止。',
      en: 'A row of orders may be one line of an order: count orders with count(DISTINCT order_id). Do not average averages. Statements that read files or the network, or change data, are barred.',
    },
    sources: [{ label: 'DuckDB documentation: SQL introduction.' }],
  },
} satisfies TemplateMeta;
