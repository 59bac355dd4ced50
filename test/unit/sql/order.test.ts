import { expect, test } from 'vitest';
import { withoutOrder } from '../../../src/sql/order.ts';

test.each([
  ['SELECT a FROM t ORDER BY a DESC, b', 'SELECT a FROM t'],
  ['SELECT a FROM t\norder  by a -- last', 'SELECT a FROM t'],
  // Within a bracket it is another SELECT's, or a function's.
  ['SELECT sum(a ORDER BY b) FROM (FROM t ORDER BY a)', null],
  [
    'SELECT rank() OVER (ORDER BY a) FROM t ORDER BY rank() OVER (ORDER BY a)',
    'SELECT rank() OVER (ORDER BY a) FROM t',
  ],
  ['SELECT a FROM t UNION ALL SELECT b FROM u ORDER BY 1', 'SELECT a FROM t UNION ALL SELECT b FROM u'],
  // It decides which rows there are.
  ['SELECT a FROM t ORDER BY a LIMIT 3', null],
  ['SELECT a FROM t ORDER BY a OFFSET 3', null],
  ["SELECT 'ORDER BY' FROM t -- ORDER BY a", null],
  ['SELECT "order" FROM t', null],
  ['SELECT a FROM t', null],
])('%s', (sql, without) => expect(withoutOrder(sql)).toBe(without ?? sql));
