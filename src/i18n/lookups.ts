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
  payments: {
    zh: '看来是收付款记录，不使用：这些钱已在 {sales} 的销售里，一起算会重复。',
    en: 'These look like payments, and are not used: the money is in the sales of {sales} already and would count twice.',
  },
  returns: {
    zh: '看来是退货或退款清单，不使用：它的金额会加进 {sales} 的销售额，而不是减去。',
    en: 'This looks like a list of returns, and is not used: its amounts would be added to the sales of {sales}, not taken off.',
  },
  offers: {
    zh: '看来是报价，不使用：报价还不是销售，成交的已在 {sales} 里。',
    en: 'These look like quotations, and are not used: they are no sales yet, and those that became some are in {sales}.',
  },
  purchases: {
    zh: '看来是采购或付给供应商的款项，不使用：它们不是卖给客户的，不该加进 {sales} 的销售额。',
    en: 'These look like purchases, and are not used: they were not sold to customers and would be added to the sales of {sales}.',
  },
  twin: {
    zh: '与 {other} 的客户有 {rate} 相同，时段也重叠。如果两份是同一批销售（如订单与出库单、发票、收款），请只用一份，否则销售额会算两次。',
    en: '{rate} of the customers are those of {other}, in the same days. If both are the same sales (orders and their deliveries, invoices or payments), use one of them alone: else all of it counts twice.',
  },
  without: { zh: '不使用这份', en: 'do without this one' },
  count: { zh: '仍算作订单', en: 'count as orders all the same' },
  person: {
    zh: '客户以“{column}”为准：编号每单不同的，也认得出是同一位。',
    en: 'Customers are told apart by “{column}”: it is the same for those whose number is another on each order.',
  },
  named: {
    zh: '客户以“{column}”为准：客户文件里就是这样写的，原来的那一列对不上。',
    en: 'Customers are named by “{column}”: the file of customers calls them so, and knows none of those that the other column names.',
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
