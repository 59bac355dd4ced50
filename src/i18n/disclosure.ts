import type { Text } from './text.ts';

/** Words of the rules by which figures are held back. */
export const disclosureText = {
  title: { zh: '披露规则', en: 'Disclosure rules' },
  why: {
    zh: '报告、图片、对比和数据包离开这个页面时适用；屏幕上的单元格和从表格里复制的内容不受影响。',
    en: 'They hold for what leaves this page as a report, picture, comparison or package; cells on the screen, and what is copied from their tables, stay as they are.',
  },
  customers: { zh: '每个数字背后至少几位客户', en: 'Fewest customers behind a figure' },
  share: { zh: '单个客户在一个数字里最多占（%）', en: 'Most of a figure from one customer (%)' },
  tables: {
    zh: '结果表格存为 CSV、XLSX 时也适用，且不能复制',
    en: 'For result tables saved as CSV or XLSX too, which then cannot be copied from',
  },
  open: {
    zh: '设为 1 时什么都不隐去，报告会写明这一点。',
    en: 'At 1 nothing is held back, and the report says so.',
  },
  /** Behind what was copied. */
  copied: {
    zh: '，按屏幕上的原样；最小的一组有 {customers} 位客户',
    en: ' as they are on the screen; the smallest group has {customers} {customers|customer|customers}',
  },
  uncopied: {
    zh: '这个笔记本的披露规则也适用于结果表格：请存为 CSV 或 XLSX，不能给出的行会略去。',
    en: 'The disclosure rules of this notebook hold for result tables too: save this one as CSV or XLSX, which leaves out the rows that may not go.',
  },
  rowsHeld: {
    zh: '按披露规则，有 {count} 行没有写出。',
    en: 'Under the disclosure rules {count} {count|row was|rows were} left out.',
  },
  /** Beside a picture. */
  marksHeld: {
    zh: '按披露规则，有 {count} 处没有画出',
    en: 'Under the disclosure rules {count} {count|mark is|marks are} not drawn',
  },
  guest: { zh: '放宽的披露规则', en: 'Laxer disclosure rules' },
  guestRule: {
    zh: '要求每个数字背后至少 {customers} 位客户（默认 {usual}），单个客户最多占 {share}（默认 {usualShare}）',
    en: 'asks for {customers} customers behind a figure at least (usually {usual}) and lets one customer have up to {share} of it (usually {usualShare})',
  },
  printing: {
    zh: '打印的是报告。这个笔记本没有报告单元格，添加一个再打印。',
    en: 'What is printed is the report. This notebook has no report cell: add one, then print.',
  },
} as const satisfies Record<string, Text>;
