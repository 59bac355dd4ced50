import { expect, test } from 'vitest';
import { statedYear } from '../../../src/files/stated-year.ts';

test.each<[string, string[][], string, number | null]>([
  ['a title states it', [['2024年1月送货明细表'], ['制表：王会计 2025-01-02']], '明细2023', 2024],
  ['a period within it', [['期间：2024/1/1-2024/1/31']], '', 2024],
  ['two of them state none', [['2023年12月-2024年1月']], '明细2024', null],
  [
    'what a program writes above its table',
    [['EXTF', '700', '20240131140440439', '20240101', '20240131']],
    '',
    2024,
  ],
  ['when a table was printed says nothing', [['打印日期：2025-01-03']], '送货明细2024.xlsx', 2024],
  ['the name of the file', [], '送货明细2024.xlsx', 2024],
  ['with a month', [], 'orders 2024-01', 2024],
  ['with a month run together', [], '202401订单', 2024],
  ['of the file for its sheets', [], '2024年 › 1月', 2024],
  ['a fiscal year is a year', [], 'FY2024_sales', 2024],
  ['a day in the name is one of its making', [], 'orders_20250103.csv', null],
  ['also with dashes', [], '订单2025-01-03', null],
  ['two years', [], '2023-2024', null],
  ['none', [['送货明细']], '1月', null],
])('%s', (_, titles, name, year) => expect(statedYear(titles, name)).toBe(year));
