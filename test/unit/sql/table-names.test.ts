import { describe, expect, test } from 'vitest';
import { tablesInText, withSchemas } from '../../../src/sql/table-names.ts';
import { openSession } from '../engine/support.ts';

test.each<[string, string[]]>([
  ['SELECT 1 FROM a JOIN b USING (x)', ['a', 'b']],
  ['SELECT 1 FROM a AS p, b q, "c d" WHERE x IN (SELECT y FROM e, f)', ['a', 'b', 'c d', 'e', 'f']],
  ['PIVOT a ON b USING sum(c)', ['a']],
  ['SELECT * FROM (UNPIVOT (SELECT c, d, e FROM a) ON c, d, e INTO NAME n VALUE v), b', ['a', 'b']],
  ['SELECT * FROM (PIVOT a ON c, d USING sum(e)), b', ['a', 'b']],
  [
    'WITH c AS (SELECT * FROM orders), d(x, y) AS MATERIALIZED (SELECT 1, 2 FROM k) SELECT * FROM c, d JOIN m USING (x), n',
    ['orders', 'k', 'm', 'n'],
  ],
  ['WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT * FROM r) FROM r JOIN z USING (q)', ['z']],
  [
    "SELECT extract(year FROM ts), trim(both FROM name), 'FROM s' FROM main.orders -- FROM x\n/* FROM y */ WHERE a IS DISTINCT FROM b",
    ['orders'],
  ],
  ["SELECT * FROM range(10) r, read_csv('in/x') c, 客户", ['客户']],
  ['SELECT a, b FROM t ORDER BY a, b', ['t']],
  ['SELECT * FROM (VALUES (1, 2)) v(a, b), t', ['t']],
  ['SELECT $$ FROM s $$, (SELECT max(x) FROM u), w FROM v', ['u', 'v']],
])('%s', (sql, expected) => {
  expect([...tablesInText(sql)].sort()).toEqual([...expected].sort());
});

test('DuckDB names what it can, the words stand in where it wants the tables to exist', async () => {
  const session = await openSession();
  const names = (sql: string) => {
    const result = session.tableNames(sql);
    return result.ok ? result.value.sort() : result.fault.code;
  };
  expect(names('SELECT a.v FROM a JOIN b ON a.x = b.x')).toEqual(['a', 'b']);
  expect(names('SELECT v FROM a JOIN b USING (x)')).toEqual(['a', 'b']);
  expect(names('PIVOT a ON b USING sum(c)')).toEqual(['a']);
  expect(names('SELECT FROM WHERE')).toBe('sql-error');
});

describe('withSchemas', () => {
  test.each([
    ['SELECT * FROM orders', ['orders'], ['orders']],
    ['SELECT * FROM source.orders', ['orders'], ['source.orders']],
    [
      'SELECT * FROM source."订单 1" t JOIN orders o USING (customer)',
      ['订单 1', 'orders'],
      ['source.订单 1', 'orders'],
    ],
    ['SELECT * FROM Source.Orders JOIN orders USING (x)', ['Orders'], ['source.orders', 'orders']],
    ['SELECT count(*) FROM quarantine.events', ['events'], ['quarantine.events']],
    ["SELECT 'source.orders' FROM orders", ['orders'], ['orders']],
    ['SELECT orders.amount FROM orders, source.events', ['orders', 'events'], ['orders', 'source.events']],
  ])('%s', (sql, names, expected) => {
    expect(withSchemas(sql, names)).toEqual(expected);
  });
});
