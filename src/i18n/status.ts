import type { Text } from './text.ts';

/** What a status is taken for. */
export const statusClassText = {
  test: { zh: '测试', en: 'Test' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  refund: { zh: '已退款', en: 'Refunded' },
  failed: { zh: '付款失败', en: 'Failed' },
  no_sale: { zh: '不是销售', en: 'No sale' },
  open: { zh: '未成交或草稿', en: 'Open deal or draft' },
  unpaid: { zh: '未付款', en: 'Unpaid' },
  partial_refund: { zh: '部分退款', en: 'Partly refunded' },
  sale: { zh: '销售', en: 'Sale' },
  unknown: { zh: '看不懂，按销售计', en: 'Not understood, counts as a sale' },
} satisfies Record<string, Text>;

export const statusText = {
  title: { zh: '“{column}”里的状态', en: 'Statuses in “{column}”' },
  kinds: { zh: '{count} 种', en: '{count} {count|value|values}' },
  unknown: {
    zh: '{rows} 行的 {count} 种看不懂，暂按销售计',
    en: '{count} of them, on {rows} {rows|row|rows}, not understood and counted as sales',
  },
  value: { zh: '状态', en: 'Status' },
  rows: { zh: '行数', en: 'Rows' },
  takenFor: { zh: '当作', en: 'Taken for' },
  byWords: { zh: '按字面：{class}', en: 'by its words: {class}' },
  weighed: {
    zh: '一笔订单有几列状态时，以最坏的一列为准：测试 > 取消 > 退款 > 失败 > 不是销售 > 未成交或草稿 > 未付款 > 部分退款 > 销售。',
    en: 'Where several columns speak of one order, the worst counts: test, cancelled, refunded, failed, no sale, open deal or draft, unpaid, partly refunded, sale.',
  },
  more: { zh: '另有 {count} 种', en: '{count} more' },
} satisfies Record<string, Text>;

export const asideText = {
  would: {
    zh: '“{rule}”将隔离 {rows} 行，占 {share}：{why}。',
    en: '“{rule}” would set {rows} {rows|row|rows} aside, {share} of all: {why}.',
  },
  has: {
    zh: '“{rule}”隔离了{entity}的 {rows} 行，占 {share}：{why}。',
    en: '“{rule}” has set aside {rows} {rows|row|rows} of {entity}, {share} of all: {why}.',
  },
  /** Why that is said, where the rule does not say it better. */
  uncounted: { zh: '它们不计入分析', en: 'no analysis counts them' },
  see: { zh: '查看这些行', en: 'See the rows' },
  hide: { zh: '收起', en: 'Hide' },
  letIn: { zh: '放进来', en: 'Let them in' },
  isIn: { zh: '“{rule}”的行已放进来，只作标记。', en: 'What “{rule}” finds is let in and only marked.' },
  setAside: { zh: '仍然隔离', en: 'Set aside after all' },
  row: { zh: '行', en: 'Row' },
  first: { zh: '前 {count} 行', en: 'The first {count} {count|row|rows}' },
} satisfies Record<string, Text>;

export const orderText = {
  anew: {
    zh: '订单号重复使用（约 {ids} 个编号中 {shared} 个属于多位客户，或每天从头编号）：按编号、客户和日期区分。',
    en: 'Order numbers are used again (of about {ids}, {shared} belong to several customers, or they start anew each day): orders are told apart by number, customer and day.',
  },
  day: {
    zh: '一笔订单是一位客户一天的一个订单号。',
    en: 'An order is one number of a customer and day.',
  },
  id: {
    zh: '一笔订单是一个订单号，虽然有的编号属于多位客户。',
    en: 'An order is one number, although some belong to several customers.',
  },
  none: {
    zh: '没有订单号：同一客户同一时刻的行算一笔订单。',
    en: 'There are no order numbers: what a customer bought at one instant is an order.',
  },
  what: { zh: '一笔订单是', en: 'An order is' },
  totals: {
    zh: '“{column}”在同一订单的各行上都相同：看作整单金额，只算一次，分到各行。一行的金额是：',
    en: '“{column}” is the same on all lines of an order: it is taken for the whole order’s, counts once and is parted among the lines. A line’s amount is',
  },
  totalsSaid: {
    zh: '“{column}”中一行的金额是：',
    en: 'In “{column}” a line’s amount is',
  },
  amounts: { zh: '一行的金额是', en: 'A line’s amount is' },
  totalsParted: {
    zh: '{rows} 行订单的金额在文件里是逐行重复的整单金额；这里一笔订单只算一次，分到各行。',
    en: '{rows} {rows|line|lines} of orders {rows|has|have} the whole order’s amount in the files, repeated on each line; here an order counts once, parted among its lines.',
  },
} satisfies Record<string, Text>;
