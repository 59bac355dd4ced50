import type { Text } from './text.ts';

/** What is said of columns that a file takes from another by a key that both have. */
export const lookupsText = {
  all: {
    zh: '按“{key}”从 {file} 取来：{columns}。{rows} 行全部对得上。',
    en: 'Taken from {file} by “{key}”: {columns}. All {rows} rows are found there.',
  },
  some: {
    zh: '按“{key}”从 {file} 取来：{columns}。{rate} 的行对得上，{missing} 行对不上，这些值为空。',
    en: 'Taken from {file} by “{key}”: {columns}. {rate} of the rows are found there; {missing} are not, and stay without.',
  },
  leave: { zh: '不取', en: 'do without' },
  left: {
    zh: '这个文件保持原样，不从其他文件取列。',
    en: 'This file stays as it is: nothing is taken from other files.',
  },
  take: { zh: '从其他文件取', en: 'take it from other files' },
  looking: { zh: '正在看各文件能否互相补全', en: 'Looking whether the files complete each other' },
  serves: {
    zh: '用来补全 {files}，本身不作数据源，不会重复计数。',
    en: 'Completes {files}. It is no source of its own, so nothing counts twice.',
  },
  person: {
    zh: '客户以“{column}”为准：编号每单不同的，也认得出是同一位。',
    en: 'Customers are told apart by “{column}”: it is the same for those whose number is another on each order.',
  },
  lacking: {
    zh: '笔记本里，这个数据源的 {columns} 来自“{file}”：请把那个文件也放进来。',
    en: 'The notebook has {columns} of this source from “{file}”: drop that file too.',
  },
  account: { zh: '取自其他文件', en: 'From other files' },
  accountOf: {
    zh: '{file}（按“{key}”）：{found} 行对得上，{missing} 行对不上',
    en: '{file} by “{key}”: {found} rows found, {missing} not',
  },
} satisfies Record<string, Text>;
