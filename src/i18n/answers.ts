import type { Text } from './text.ts';

/** Words of the top of a notebook, and of its goal, dictionary and cleaning in a line each. */
export const answersText = {
  answers: { zh: '要点', en: 'In short' },
  before: { zh: '上期 {value}', en: 'from {value}' },
  noBefore: { zh: '上期没有数据', en: 'no period before' },
  do: { zh: '建议：', en: 'To do:' },
  rows: { zh: '查看这些行', en: 'Show the rows' },
  toPeople: { zh: '看计入这个数的客户', en: 'See the customers counted in it' },
  toCell: { zh: '看“{cell}”', en: 'See {cell}' },
  reached: { zh: '{customers} 人', en: '{customers} customers' },
  none: { zh: '还没有经得住检验的结论。', en: 'No insight stands up yet.' },
  needed: {
    zh: '结论要有金额或比率可说，并且不是偶然。通常需要更长的时段（最好有两期可比）、每组至少几十位客户，或更多列；也可能确实没有变化。各单元格里的图和数字照常可用。',
    en: 'An insight has an amount or a rate at stake and is more than chance. What helps: a longer period (two that can be compared), some dozens of customers a group, more columns. It may also be that nothing has changed. The charts and figures of the cells hold all the same.',
  },
  lacking: { zh: '缺列而没有运行：{cells}。', en: 'Not run for want of columns: {cells}.' },
  sources: { zh: '{count} 个来源，{fields} 个字段', en: '{count} {count|source|sources}, {fields} fields' },
  toCheck: { zh: '{count} 个请核对', en: '{count} to check' },
  account: {
    zh: '读入 {read} = 保留 {kept} + 隔离 {quarantined}',
    en: '{read} read = {kept} kept + {quarantined} set aside',
  },
  months: { zh: '截至 {end}的 {count} 个月', en: '{count} {count|month|months} to {end}' },
  span: { zh: '{start} 至 {end}', en: '{start} to {end}' },
  asOf: { zh: '截止日 {date}', en: 'as of {date}' },
  confirmGoal: { zh: '目标请确认', en: 'goal to be confirmed' },
} as const satisfies Record<string, Text>;
