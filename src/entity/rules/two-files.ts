import { SET_ASIDE, type SetRule } from './rule.ts';

/** What tells a line of an order from others, as far as files have it. */
const TELLING = ['order_id', 'customer', 'ordered_at', 'product', 'quantity', 'unit_price', 'amount'];

/**
 * Exports of periods that overlap hold the same orders twice. Two files of which each has a part of an order's lines
 * (one for each department, say) have no line in common, and lose none; nor do files that are one as a whole, which
 * are no exports of two periods: whether a file is wanted twice is asked where it is dropped.
 */
export const TWO_FILES_RULE: SetRule = {
  id: 'orders.in_two_files',
  entity: 'orders',
  scope: 'set',
  title: { zh: '两个文件里的同一订单', en: 'The same order in two files' },
  explanation: {
    zh: '订单号、客户、时间、商品和金额都与另一个文件里的某行相同，多半是导出的时间范围有重叠；保留数据较新的文件里的那一行。',
    en: 'Order id, customer, time, product and amount equal a row of another file, most likely because the periods of two exports overlap. The row of the file that goes further is kept.',
  },
  defaultAction: 'quarantine',
  actions: SET_ASIDE,
  params: [],
  roles: ['order_id', 'customer', 'ordered_at', 'amount'],
  several: true,
  hits: (c) => {
    const told = TELLING.filter((role) => c.has(role)).join(', ');
    return `WITH files AS (SELECT _source, dense_rank() OVER (ORDER BY max(ordered_at), sum(hash(${told}))) AS place FROM clean.orders GROUP BY _source)
       SELECT _source, _row FROM (
         SELECT o._source, o._row, f.place < max(f.place) OVER (PARTITION BY hash(${told})) AS older
         FROM clean.orders o JOIN files f ON f._source = o._source WHERE o.order_id IS NOT NULL)
       WHERE older`;
  },
};
