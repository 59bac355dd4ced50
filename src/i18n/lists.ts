import type { Text } from './text.ts';

/** Words of the rows behind a mark or a finding: their account, segments and lists. */
export const listText = {
  rows: { zh: '{count} 行（共 {all} 行）', en: '{count} of {all} rows' },
  customersOf: { zh: '{count} 位客户（共 {all} 位）', en: '{count} of {all} customers' },
  customers: { zh: '{count} 位客户', en: '{count} {count|customer|customers}' },
  sum: { zh: '{label}合计 {sum}', en: '{label} {sum} in all' },
  customer: { zh: '客户', en: 'Customer' },
  orders: { zh: '时段内订单数', en: 'Orders in the period' },
  spend: { zh: '时段内消费金额', en: 'Spend in the period' },
  lookingUp: { zh: '正在查找客户…', en: 'Looking the customers up …' },
  toPeople: { zh: '看背后的客户', en: 'See the customers behind' },
  toRows: { zh: '看结果中的行', en: 'See the rows of the result' },
  saveSegment: { zh: '存为分群', en: 'Save as segment' },
  exportList: { zh: '导出名单', en: 'Export list' },
  segmentTitle: { zh: '存为客户分群', en: 'Save as a segment' },
  segmentName: { zh: '分群名称', en: 'Name of the segment' },
  segmentKept: {
    zh: '保存的是规则而不是名单：每次运行都会重新得出客户。它可以选作目标的客户群，分析可以按它分组，SQL 里按名字 {name} 读取。',
    en: 'What is kept is the rule, not the list: the customers are derived anew with every run. It can be the goal’s customers, analyses can group by it, and SQL reads it as {name}.',
  },
  segmentSaved: { zh: '已存为分群“{title}”', en: 'Saved as the segment “{title}”' },
  save: { zh: '保存', en: 'Save' },
  listTitle: { zh: '导出名单：{words}', en: 'Export list: {words}' },
  listColumns: { zh: '名单里的列', en: 'Columns of the list' },
  fromResult: { zh: '分析结果', en: 'Of the result' },
  fromProfile: { zh: '客户档案', en: 'Of the customers' },
  codes: { zh: '写代码和未取整的数，不写文字', en: 'Write codes and unrounded numbers, not words' },
  asExcel: { zh: '导出 Excel', en: 'Export to Excel' },
  asCsv: { zh: '导出 CSV', en: 'Export to CSV' },
  pseudonyms: {
    zh: '客户编号已假名化（p_ 开头），凭它联系不到人。要能联系，请在数据来源里改用平台的会员号或昵称作客户编号。',
    en: 'The customer ids are pseudonyms (p_…): nobody can be called by them. For a list to act on, map the platform’s own member id as the customer.',
  },
} satisfies Record<string, Text>;
