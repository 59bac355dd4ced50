import type { Text } from './text.ts';

/** Words of the tables: their search, filters and columns. */
export const gridText = {
  tools: { zh: '表格工具', en: 'Table tools' },
  search: { zh: '在表中查找', en: 'Find in the table' },
  filter: { zh: '筛选', en: 'Filter' },
  filterOf: { zh: '筛选“{column}”', en: 'Filter {column}' },
  hintText: { zh: '包含…', en: 'contains…' },
  hintNumber: { zh: '>100', en: '>100' },
  hintInstant: { zh: '2024-05', en: '2024-05' },
  howText: {
    zh: '包含这些字的行；! 开头表示不含，= 表示空白',
    en: 'Rows with this text; ! in front: without it; =: blanks',
  },
  howNumber: {
    zh: '例如 >100、<=5%、10..20；! 开头表示不符合，= 表示空白',
    en: 'Such as >100, <=5%, 10..20; ! in front: not so; =: blanks',
  },
  howInstant: {
    zh: '例如 2024、2024-05、>2024-05-01、2024-01..2024-06；= 表示空白',
    en: 'Such as 2024, 2024-05, >2024-05-01, 2024-01..2024-06; =: blanks',
  },
  unread: { zh: '看不懂这个条件。{how}', en: 'This filter is not understood. {how}' },
  unreadIn: {
    zh: '“{columns}”上的条件看不懂，没有起作用',
    en: 'The filter on {columns} is not understood, and does nothing',
  },
  clear: { zh: '清除筛选', en: 'Clear filters' },
  columns: { zh: '列', en: 'Columns' },
  columnsHidden: { zh: '列（隐藏 {count}）', en: 'Columns ({count} hidden)' },
  showAll: { zh: '显示所有列', en: 'Show all columns' },
  columnMenu: { zh: '“{column}”列的操作', en: 'Column {column}' },
  headKeys: {
    zh: 'Enter 排序，Alt+↓ 打开列菜单，Alt+←/→ 调整列宽',
    en: 'Enter sorts, Alt+↓ opens the column’s menu, Alt+←/→ changes its width',
  },
  largestFirst: { zh: '从大到小排序', en: 'Sort largest first' },
  smallestFirst: { zh: '从小到大排序', en: 'Sort smallest first' },
  latestFirst: { zh: '从新到旧排序', en: 'Sort latest first' },
  earliestFirst: { zh: '从旧到新排序', en: 'Sort earliest first' },
  fromA: { zh: '升序排序', en: 'Sort A to Z' },
  fromZ: { zh: '降序排序', en: 'Sort Z to A' },
  filterThis: { zh: '筛选这一列…', en: 'Filter this column…' },
  freeze: { zh: '冻结到这一列', en: 'Freeze up to here' },
  unfreeze: { zh: '取消冻结', en: 'Unfreeze' },
  hide: { zh: '隐藏这一列', en: 'Hide this column' },
  fit: { zh: '自动列宽', en: 'Fit the width' },
  matching: { zh: '{count} / {all} 行', en: '{count} of {all} rows' },
  noMatch: { zh: '没有符合筛选条件的行。', en: 'No rows match the filters.' },
} satisfies Record<string, Text>;
