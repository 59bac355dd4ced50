import type { Text } from './text.ts';

/** What is said of amounts below zero. */
export const signsText = {
  some: {
    zh: '“{column}”有 {all} 个不为零的金额，其中 {negative} 个为负数。负号表示：',
    en: '{negative} of {all} amounts in “{column}” are below zero. A minus means',
  },
  nearlyAll: {
    zh: '“{column}”的 {all} 个金额里有 {negative} 个为负数：负号是支出的记法，不是退款。负号表示：',
    en: '{negative} of {all} amounts in “{column}” are below zero: that is how the file writes money spent, not what was given back. A minus means',
  },
  what: { zh: '负号表示什么', en: 'What a minus means' },
  refund: { zh: '退款，隔离', en: 'a refund, set aside' },
  out: { zh: '支出，按正数计', en: 'money spent, counted without it' },
  less: { zh: '抵减，照负数相加', en: 'less than the rest, added as it is' },
  reportOut: {
    zh: '有 {rows} 笔金额在文件里写成负数，表示支出；这里按正数计。',
    en: '{rows} {rows|amount is|amounts are} written with a minus in the files, for money spent, and {rows|counts|count} here without it.',
  },
  reportLess: {
    zh: '负数金额没有作为退款隔离，而是照负数相加，抵减总额。',
    en: 'Amounts below zero are not set aside as refunds but added as they are, and lessen the totals.',
  },
} satisfies Record<string, Text>;
