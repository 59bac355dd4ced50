import { expect, test } from 'vitest';
import { sumsLine } from '../../../../src/i18n/sums.ts';
import { proposeRoles } from '../../../../src/import/meaning/detect.ts';
import { sumsBeside } from '../../../../src/import/meaning/sums-beside.ts';

const column = (name: string, type: string, values: (string | number)[]) => ({
  name,
  type,
  sqlType: type,
  rows: 300,
  filled: 300,
  distinct: 200,
  examples: values.map(String),
});
const SALE = [
  column('Guest ID', 'VARCHAR', ['G1', 'G2', 'G3']),
  column('Booked On', 'DATE', ['2024-01-01', '2024-01-02', '2024-01-05']),
];
const ROOM = column('Room Revenue', 'DOUBLE', [200, 450.5, 300]);
const FOOD = column('F&B Revenue', 'DOUBLE', [0, 20.5, 60]);

/** The column that is read as the amount. */
const amountOf = (...columns: ReturnType<typeof column>[]) =>
  proposeRoles({ name: 'sales', columns: [...SALE, ...columns] }, 'orders').roles.find(
    ({ role }) => role === 'amount',
  )!.column;

test.each([
  [ROOM, FOOD],
  [FOOD, ROOM],
])('of sums that are called alike the largest is the amount', (a, b) => {
  expect(amountOf(a, b)).toBe('Room Revenue');
});

test('a sum that is called one outright goes before larger ones that are called so in part', () => {
  expect(amountOf(ROOM, column('Revenue', 'DOUBLE', [1, 2, 3]))).toBe('Revenue');
});

test('sums beside the one that is read are told, and neither taxes nor what is given off', () => {
  const told = (mapping: Record<string, string>, ...columns: ReturnType<typeof column>[]) =>
    sumsBeside('orders', mapping, columns as never, 300);
  const tax = column('Revenue Tax', 'DOUBLE', [1, 2, 3]);
  const found = told({ amount: 'Room Revenue' }, ROOM, FOOD, tax);
  expect(found).toEqual({ taken: 'Room Revenue', others: ['F&B Revenue'] });
  expect(sumsLine(found!, 'en')).toContain('though money too: “F&B Revenue”');
  expect(sumsLine(found!, 'zh')).toContain('金额只读“Room Revenue”');
  expect(told({ amount: 'Room Revenue' }, ROOM, tax)).toBe(null);
  expect(told({ amount: 'Amount' }, column('Amount', 'DOUBLE', [1, 2]), ROOM)).toBe(null);
  expect(sumsBeside('events', { amount: 'Room Revenue' }, [ROOM, FOOD] as never, 300)).toBe(null);
});
