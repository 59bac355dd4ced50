import { expect, test } from 'vitest';
import { proposeSource, mappingOf } from '../../../../src/import/meaning/detect.ts';
import { sniffColumn } from '../../../../src/files/types.ts';
import { readTime } from '../../../../src/values/time.ts';
import { columnsOf } from './proposed.ts';
import { few } from '../../../tools/breadth.ts';

/** Numbers of orders begin with their day, and count on behind it: what counts on can pass for a time of day. */
const NUMBERS: [string, (day: string, n: number) => string][] = [
  ['letters before', (day, n) => `SO${day}${String(n).padStart(6, '0')}`],
  ['four digits behind', (day, n) => `MO${day}${String(n).padStart(4, '0')}`],
  ['a dash behind letters', (day, n) => `FR-${day}-${String(n).padStart(4, '0')}`],
  ['a dash', (day, n) => `${day}-${String(n).padStart(6, '0')}`],
  ['a line', (day, n) => `${day}_${String(n).padStart(6, '0')}`],
  ['a T', (day, n) => `${day}T${String(n).padStart(6, '0')}`],
  ['digits alone', (day, n) => `${day}${String(n).padStart(6, '0')}`],
  ['digits alone, short', (day, n) => `${day}${String(n).padStart(4, '0')}`],
  ['a day with dashes', (day, n) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}-${n % 24}`],
];
const HEADERS = [
  '订单编号',
  '订单号',
  '单号',
  '小票号',
  '订单',
  'Order ID',
  'order_no',
  'Invoice',
  'Receipt',
  'Order',
];

test.each(few(NUMBERS, 3))('with %s they are no moments', (_, number) => {
  const numbers = Array.from({ length: 40 }, (_row, i) =>
    number(`202309${String(10 + (i % 12))}`, 1 + (i % 30)),
  );
  const rows = numbers.map((id, i) => [
    id,
    `2023-09-${10 + (i % 12)} 10:${10 + (i % 40)}`,
    `M${100 + (i % 17)}`,
    `${20 + i}.50`,
  ]);
  for (const header of HEADERS) {
    const { type } = sniffColumn(header, numbers);
    expect([header, type]).toEqual([header, 'text']);
    const columns = columnsOf([header, '下单时间', '会员号', '实付金额'], rows);
    expect([header, mappingOf(proposeSource({ name: 'export', columns }))]).toEqual([
      header,
      { order_id: header, ordered_at: '下单时间', customer: '会员号', amount: '实付金额' },
    ]);
  }
});

test('a weekday stands apart from the date behind it', () => {
  for (const text of [
    'So. 05.01.2024',
    'Mo, 05.01.2024',
    'Fri 2024-01-05',
    'Fri,2024-01-05',
    '周五2024-01-05',
  ])
    expect([text, readTime(text, { order: 'dmy' })]).not.toEqual([text, null]);
  for (const text of ['SO20240105', 'SO20240105000001', 'MO2024010512', 'Sat2024-01-05'])
    expect([text, readTime(text, { order: 'dmy' })]).toEqual([text, null]);
});
