import type { Text } from './text.ts';

/** Words of a notebook's kept states. */
export const historyText = {
  title: { zh: '版本历史', en: 'Version history' },
  about: {
    zh: '编辑时会不时留下一个状态。返回只换回分析的做法，数据不变；返回之后也可以撤销。',
    en: 'While you edit, a state is kept from time to time. Going back changes the method alone: the data stay, and it can be undone.',
  },
  aboutMemory: {
    zh: '这本笔记本没有存储，状态只在内存里，关闭标签页就没有了。返回只换回分析的做法，数据不变；返回之后也可以撤销。',
    en: 'Nothing of this notebook is stored: its states are in memory and gone when the tab is closed. Going back changes the method alone: the data stay, and it can be undone.',
  },
  none: {
    zh: '还没有更早的状态。改动之后，这里会列出可以返回的时间。',
    en: 'There is no earlier state yet. Once you have changed something, the times to go back to stand here.',
  },
  looking: { zh: '正在读取', en: 'Reading' },
  since: { zh: '那以后的改动', en: 'What has changed since' },
  nothing: { zh: '那以后没有改动。', en: 'Nothing has changed since.' },
  goBack: { zh: '返回到这个状态', en: 'Go back to this state' },
  added: { zh: '添加了单元格：{cell}', en: 'Cell added: {cell}' },
  removed: { zh: '删除了单元格：{cell}', en: 'Cell deleted: {cell}' },
  changed: { zh: '{cell}：{parts}', en: '{cell}: {parts}' },
  order: { zh: '单元格的顺序', en: 'The order of the cells' },
  title_part: { zh: '笔记本的标题', en: 'The notebook’s title' },
  currency: { zh: '货币', en: 'The currency' },
  goal: { zh: '分析目标与范围', en: 'Goal and scope' },
  cleaning: { zh: '清洗规则', en: 'Cleaning rules' },
  metrics: { zh: '自定义指标', en: 'Own metrics' },
  disclosure: { zh: '披露规则', en: 'Disclosure rules' },
  cellTitle: { zh: '标题', en: 'title' },
  params: { zh: '参数', en: 'settings' },
  sql: { zh: 'SQL', en: 'SQL' },
  chart: { zh: '图', en: 'chart' },
  text: { zh: '文字', en: 'text' },
} satisfies Record<string, Text>;
