import type { Text } from './text.ts';

/** Words of the first tour: what a page with results has, in five steps. */
export const tourText = {
  name: { zh: '导览', en: 'Tour' },
  offer: {
    zh: '第一次用？五步看完这一页能做什么，约一分钟。',
    en: 'New here? Five steps show what this page can do, in about a minute.',
  },
  start: { zh: '开始导览', en: 'Take the tour' },
  decline: { zh: '不用了', en: 'No, thanks' },
  again: { zh: '再看一遍导览', en: 'Take the tour again' },
  step: { zh: '第 {n} 步，共 {of} 步', en: 'Step {n} of {of}' },
  back: { zh: '上一步', en: 'Back' },
  next: { zh: '下一步', en: 'Next' },
  done: { zh: '完成', en: 'Done' },
  skip: { zh: '跳过', en: 'Skip' },
  answersTitle: { zh: '先看答案', en: 'Start with the answers' },
  answers: {
    zh: '页面最上面是本期的关键数字，和最值得告诉别人的几件事，按涉及的金额排列。',
    en: 'On top stand the key figures of the period and what is most worth telling, by the money at stake.',
  },
  rowsTitle: { zh: '从一句话到名单', en: 'From a sentence to its people' },
  rows: {
    zh: '点“查看这些行”，或点图上的任意一处：背后的客户列在图下面，可以存为分群，也可以导出名单。',
    en: 'Press “Show the rows”, or any mark of a chart: the customers behind it stand below, to be kept as a segment or exported as a list.',
  },
  settingTitle: { zh: '换个设置试试', en: 'Try another setting' },
  setting: {
    zh: '拖动滑块或换个选项，图、结论和后面的单元格会立刻重算。改得不满意，按“撤销”退回去。',
    en: 'Move a slider or choose otherwise: the chart, its findings and the cells after it follow at once. Undo takes you back.',
  },
  sourceTitle: { zh: '每个数字都有出处', en: 'Every number can be checked' },
  source: {
    zh: '“定义”写明含义和依据，“SQL”写明怎么算出来的，可以直接改。',
    en: '“Definition” says what a number means and where that comes from; “SQL” says how it is worked out, and can be changed.',
  },
  reportTitle: { zh: '带着报告走', en: 'Hand over the report' },
  report: {
    zh: '报告由上面的结论写成，可以改写、打印、存成文件。里面只有汇总，客户数据留在这台电脑上。',
    en: 'The report is written from the findings above: reword it, print it or save it. It holds totals alone; the customer data stay on this machine.',
  },
} satisfies Record<string, Text>;
