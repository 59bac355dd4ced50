import { describe, expect, test } from 'vitest';
import { commonType } from '../../../src/import/stage/coerce.ts';
import {
  columnChanges,
  sameColumn,
  sharedColumns,
  unionColumns,
  uniqueNames,
  unionName,
} from '../../../src/import/union.ts';

const columns = (...specs: string[]) => ({
  columns: specs.map((spec) => ({ name: spec.split(':')[0]!, type: spec.split(':')[1] ?? 'VARCHAR' })),
});

describe('files of one shape', () => {
  test('have the same columns, in whatever order, case and width', () => {
    const shared = (a: string[], b: string[]) => sharedColumns(columns(...a).columns, columns(...b).columns);
    expect(shared(['ID', 'Amount'], ['amount', 'id'])).toBe(1);
    expect(sameColumn('ＩＤ', 'id')).toBe(true);
    expect(shared(['id', 'amount'], ['id'])).toBe(0.5);
    expect(shared(['a', 'b'], ['ab'])).toBe(0);
  });

  test('take types that hold the values of all', () => {
    expect(
      unionColumns(
        [
          columns('id:BIGINT', 'at:DATE', 'n:BIGINT', 'x:BIGINT'),
          columns('N:DOUBLE', 'AT:TIMESTAMP', 'ID:BIGINT', 'X'),
        ],
        commonType,
      ),
    ).toEqual([
      { name: 'id', type: 'BIGINT' },
      { name: 'at', type: 'TIMESTAMP' },
      { name: 'n', type: 'DOUBLE' },
      { name: 'x', type: 'VARCHAR' },
    ]);
  });

  test('a column that only a later one has stands at the end', () => {
    expect(unionColumns([columns('id', 'n:BIGINT'), columns('n:DOUBLE', 'x', 'ID')], commonType)).toEqual([
      { name: 'id', type: 'VARCHAR' },
      { name: 'n', type: 'DOUBLE' },
      { name: 'x', type: 'VARCHAR' },
    ]);
    expect(sharedColumns(columns('a', 'B').columns, columns('b', 'c').columns)).toBeCloseTo(1 / 3);
    expect(columnChanges(columns('a', 'n:VARCHAR'), columns('N:BIGINT', 'b'))).toEqual({
      more: ['a'],
      less: ['b'],
      retyped: [{ column: 'n', type: 'VARCHAR', other: 'BIGINT' }],
    });
  });

  test.each([
    [['orders_2024_01', 'orders_2024_02'], 'orders'],
    [['orders-2024-01', 'orders-2024-12'], 'orders'],
    [['订单2024年1月', '订单2024年2月'], '订单2024年'],
    [['sales jan', 'sales jun'], 'sales'],
    [['sales_part1', 'sales_part2'], 'sales'],
    [['2024_01', '2024_02'], '2024_01'],
    [['a', 'b'], 'a'],
    [['orders'], 'orders'],
  ])('%j are called %s', (names, name) => {
    expect(unionName(names)).toBe(name);
  });

  test('names in one drop are told apart, without case', () => {
    expect(uniqueNames(['orders', 'Orders', 'orders', 'x'], ['X'])).toEqual([
      'orders',
      'Orders_2',
      'orders_3',
      'x_2',
    ]);
  });
});
