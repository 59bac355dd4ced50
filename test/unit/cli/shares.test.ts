import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { few } from '../../tools/breadth.ts';
import { notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();
const notebook = notebookOf({ sums: 'SELECT round(sum(amount), 2)::DOUBLE AS amount FROM orders' });

/** The sum of all amounts of a file. */
async function paidIn(csv: string): Promise<number> {
  const out = mkdtempSync(join(folder, 'out-'));
  value(await runOn({ notebook, data: [put(folder, 'sales.csv', csv)], out, map: null }));
  return Number(readFileSync(join(out, 'sums.csv'), 'utf8').trim().split('\r\n')[1]);
}

/** What each writes a share of the price as, and what is left of 100 after each of them. */
const SHARES: [name: string, shares: string[], left: number][] = [
  ['Discount %', ['0%', '10%', '100%', '1%'], 100 + 90 + 0 + 99],
  ['Discount %', ['0', '10', '100', '1'], 100 + 90 + 0 + 99],
  ['Discount %', ['0%', '100%', '100%', '0%'], 200],
  ['Rabatt %', ['0,00 %', '12,50 %', '100,00 %', '1,00 %'], 100 + 87.5 + 0 + 99],
  ['折扣率(%)', ['0%', '10%', '100%', '1%'], 100 + 90 + 0 + 99],
  ['Discount', ['0.00', '0.10', '1.00', '0.01'], 100 + 90 + 0 + 99],
  ['Discount %', ['0%', '10', '100%', '0.5'], 100 + 90 + 0 + 50],
];
test.each(few(SHARES, 6))('%s of %j is taken off', async (name, shares, left) => {
  const sep = name.startsWith('Rabatt') ? ';' : ',';
  const line = (share: string, at: number) =>
    [`C${at % 2}`, `2024-03-1${at}`, 'Cola', 1, 100, share].join(sep);
  const head = ['Customer', 'Date', 'Item', 'Quantity', 'Unit Price', name].join(sep);
  expect(await paidIn([head, ...shares.map(line)].join('\n'))).toBe(left);
});

/** Money that is given off: header, lines without their customer and day, and the sum of what was paid. */
const GIVEN_OFF: [head: string[], lines: (string | number)[][], paid: number][] = [
  [
    ['标价', '优惠'],
    [
      [100, 0],
      [200, 20],
      [300, 300],
    ],
    280,
  ],
  [
    ['商品', '数量', '单价', '优惠金额'],
    [
      ['茶', 2, 50, 5],
      ['茶', 1, 80, 0],
      ['糖', 3, 10, 6],
    ],
    199,
  ],
  [
    ['List Price', 'Discount'],
    [
      ['$1,000.00', '$100.00'],
      ['$50.00', ''],
      ['$70.00', '$7.00'],
    ],
    1013,
  ],
  [
    ['Item', 'Qty', 'Unit Price', 'Discount Amount'],
    [
      ['Tea', 2, 50, 5],
      ['Tea', 1, 80, 0],
      ['Milk', 3, 10, 6],
    ],
    199,
  ],
  // Tills write what they gave off with a minus.
  [
    ['Gross', 'Discount', 'Net'],
    [
      ['50.00', '-5.00', '45.00'],
      ['80.00', '0.00', '80.00'],
      ['30.00', '-6.00', '24.00'],
    ],
    149,
  ],
  // What was paid stands there: nothing is taken off it once more.
  [
    ['标价', '优惠', '实收'],
    [
      [100, 0, 100],
      [200, 20, 180],
      [300, 300, 0],
    ],
    280,
  ],
  [
    ['Amount', 'Discount'],
    [
      [100, 0],
      [180, 20],
      [30, 30],
    ],
    310,
  ],
];
test.each(few(GIVEN_OFF, 6))(
  '%j: what is given off in money is taken off the price',
  async (head, lines, paid) => {
    const quoted = (value: string | number) => `"${value}"`;
    const csv = [
      ['客户编号', '日期', ...head].map(quoted).join(','),
      ...lines.map((line, at) => [`C${at % 2}`, `2024-03-1${at}`, ...line].map(quoted).join(',')),
    ].join('\n');
    expect(await paidIn(csv)).toBe(paid);
  },
);
