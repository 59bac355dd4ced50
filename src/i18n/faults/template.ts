import type { Text } from '../text.ts';

/** Sentences of the faults of parameters and of a cell's SQL before it reaches the engine. */
export const templateFaults: Record<string, Text> = {
  'param-not-a-number': { zh: '参数“{param}”需要一个数字。', en: 'Parameter "{param}" takes a number.' },
  'param-not-whole': { zh: '参数“{param}”需要一个整数。', en: 'Parameter "{param}" takes a whole number.' },
  'param-out-of-range': {
    zh: '参数“{param}”的值 {value} 超出范围，应在 {min} 到 {max} 之间。',
    en: 'Parameter "{param}" is {value}; it must lie between {min} and {max}.',
  },
  'param-not-yes-or-no': {
    zh: '参数“{param}”只能是“是”或“否”。',
    en: 'Parameter "{param}" is either yes or no.',
  },
  'param-not-an-option': {
    zh: '参数“{param}”没有“{value}”这个选项，请重新选择。',
    en: 'Parameter "{param}" has no option "{value}". Choose another.',
  },
  'param-not-a-date': {
    zh: '参数“{param}”的值“{value}”不是有效日期，请写成 2024-01-31 的形式。',
    en: 'Parameter "{param}" has "{value}", which is not a date. Write it as 2024-01-31.',
  },
  'param-not-text': { zh: '参数“{param}”需要文字。', en: 'Parameter "{param}" takes text.' },
  'param-too-long': {
    zh: '参数“{param}”太长，最多 {max}。',
    en: 'Parameter "{param}" is too long; the most is {max}.',
  },
  'param-not-a-list': { zh: '参数“{param}”需要一个列表。', en: 'Parameter "{param}" takes a list.' },
  'param-not-weights': {
    zh: '参数“{param}”的每个权重都应是不小于 0 的数字，且不能全为 0。',
    en: 'Each weight of "{param}" must be a number of at least 0, and not all may be 0.',
  },
  'placeholder-unknown': {
    zh: 'SQL 用到了 ${name}，但这个单元格没有名为“{name}”的参数。',
    en: 'The SQL uses ${name}, but this cell has no parameter "{name}".',
  },
  'sql-empty': { zh: 'SQL 是空的，请写一条 SELECT。', en: 'The SQL is empty. Write one SELECT.' },
  'sql-several': {
    zh: '一个单元格只能有一条语句，请删去第一个分号之后的内容。',
    en: 'A cell holds one statement. Remove what follows the first semicolon.',
  },
};
