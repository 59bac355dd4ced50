import type { Text } from '../text.ts';

/** Sentences of the faults of parameters and of a cell's SQL before it reaches the engine. */
export const templateFaults = {
  'param-not-a-number': { zh: '参数“{param}”需要一个数字。', en: 'Parameter “{param}” takes a number.' },
  'param-not-whole': { zh: '参数“{param}”需要一个整数。', en: 'Parameter “{param}” takes a whole number.' },
  'param-out-of-range': {
    zh: '参数“{param}”的值 {value} 超出范围，应在 {min} 到 {max} 之间。',
    en: 'Parameter “{param}” is {value}; it must lie between {min} and {max}.',
  },
  'param-not-yes-or-no': {
    zh: '参数“{param}”只能是“是”或“否”。',
    en: 'Parameter “{param}” is either yes or no.',
  },
  'expression-empty': {
    zh: '还没有写表达式。例如 sum(amount) / count(DISTINCT customer)。',
    en: 'There is no expression yet. For example: sum(amount) / count(DISTINCT customer).',
  },
  'expression-open': {
    zh: '表达式里的 {sign} 没有配对，请补上或删掉。',
    en: 'A {sign} in the expression has no partner. Close it or take it out.',
  },
  'expression-sign': {
    zh: '表达式里不能有 {sign}。只写一个算式，不要分号、注释和参数。',
    en: 'An expression cannot hold {sign}. Write one formula, without semicolons, comments or parameters.',
  },
  'expression-query': {
    zh: '表达式里不能有 {word}：它只对所选数据的行做汇总，不能是另一条查询。需要查询时请用“自由 SQL”单元格。',
    en: 'An expression cannot hold {word}: it sums up the rows of the chosen table and is not a query of its own. For a query add a “Free SQL” cell.',
  },
  'expression-not-aggregate': {
    zh: '这个表达式没有汇总：每一行各有一个值。把列放进 sum(…)、avg(…)、count(DISTINCT …) 之类的函数里。',
    en: 'This expression does not sum up: it has a value for every row. Put the columns into a function such as sum(…), avg(…) or count(DISTINCT …).',
  },
  'expression-not-number': {
    zh: '这个表达式得到的不是数（{type}）。指标要是一个数，例如 count(…) 或 avg(…)。',
    en: 'This expression gives no number ({type}). A metric is a number: count(…) or avg(…), for example.',
  },
  'param-not-an-option': {
    zh: '参数“{param}”没有“{value}”这个选项，请重新选择。',
    en: 'Parameter “{param}” has no option “{value}”. Choose another.',
  },
  'param-not-a-date': {
    zh: '参数“{param}”的值“{value}”不是有效日期，请写成 2024-01-31 的形式。',
    en: 'Parameter “{param}” has “{value}”, which is not a date. Write it as 2024-01-31.',
  },
  'param-not-text': { zh: '参数“{param}”需要文字。', en: 'Parameter “{param}” takes text.' },
  'param-too-long': {
    zh: '参数“{param}”太长，最多 {max}。',
    en: 'Parameter “{param}” is too long; the most is {max}.',
  },
  'param-not-a-list': { zh: '参数“{param}”需要一个列表。', en: 'Parameter “{param}” takes a list.' },
  'param-not-weights': {
    zh: '参数“{param}”的每个权重都应是不小于 0 的数字，且不能全为 0。',
    en: 'Each weight of “{param}” must be a number of at least 0, and not all may be 0.',
  },
  'param-not-rules': {
    zh: '参数“{param}”需要一组规则：名称，以及各项的下限和上限。',
    en: 'Parameter “{param}” takes rules: a name, and lower and upper bounds.',
  },
  'rule-unnamed': {
    zh: '“{param}”的第 {rule} 条规则没有名称，请填写。',
    en: 'Rule {rule} of “{param}” has no name. Give it one.',
  },
  'rule-twice': {
    zh: '“{param}”里有两条规则都叫“{rule}”，请改名。',
    en: 'Two rules of “{param}” are called “{rule}”. Rename one.',
  },
  'rule-empty': {
    zh: '“{param}”的规则“{rule}”没有任何条件，会收下所有客户。请填写至少一个界限，或删除它。',
    en: 'Rule “{rule}” of “{param}” has no condition and would take everyone. Set a bound, or remove it.',
  },
  'rule-crossed': {
    zh: '“{param}”的规则“{rule}”下限高于上限，没有人能满足。请改正。',
    en: 'Rule “{rule}” of “{param}” has a lower bound above the upper one, so nobody can meet it. Fix it.',
  },
  'placeholder-unknown': {
    zh: 'SQL 用到了 ${name}，但这个单元格没有名为“{name}”的参数。',
    en: 'The SQL uses ${name}, but this cell has no parameter “{name}”.',
  },
  'sql-empty': { zh: 'SQL 是空的，请写一条 SELECT。', en: 'The SQL is empty. Write one SELECT.' },
  'sql-function': {
    zh: '单元格的 SQL 里不能用 {name}：只能用由参数算出结果的函数，不能读文件、设置或系统目录，也不能把文本当 SQL 执行。请换一种写法。',
    en: 'The SQL of a cell cannot use {name}: only functions that compute from their arguments, none that reads files, settings or the catalogue, or runs text as SQL. Write it another way.',
  },
  'sql-not-select': {
    zh: '引擎把这段 SQL 看作不止一条 SELECT，所以没有运行。一个单元格只能是一条 SELECT；PIVOT 请用 IN (…) 写明取值。',
    en: 'The engine reads this SQL as something other than one SELECT, so it was not run. A cell is one SELECT; with PIVOT, name the values in IN (…).',
  },
  'sql-several': {
    zh: '一个单元格只能有一条语句，请删去第一个分号之后的内容。',
    en: 'A cell holds one statement. Remove what follows the first semicolon.',
  },
} satisfies Record<string, Text>;
