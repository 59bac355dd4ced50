import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { few } from '../../tools/breadth.ts';
import { notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();
const notebook = notebookOf({ sums: 'SELECT round(sum(amount), 2)::DOUBLE AS amount FROM orders' });

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
test.each(few(SHARES, 3))('%s of %j is taken off', async (name, shares, left) => {
  const sep = name.startsWith('Rabatt') ? ';' : ',';
  const line = (share: string, at: number) =>
    [`C${at % 2}`, `2024-03-1${at}`, 'Cola', 1, 100, share].join(sep);
  const head = ['Customer', 'Date', 'Item', 'Quantity', 'Unit Price', name].join(sep);
  const csv = [head, ...shares.map(line)].join('\n');
  const out = join(folder, `${name}${shares.join('')}`.replace(/[^\w]/g, '_'));
  value(await runOn({ notebook, data: [put(folder, 'sales.csv', csv)], out, map: null }));
  const [, sum] = readFileSync(join(out, 'sums.csv'), 'utf8').trim().split('\r\n');
  expect(Number(sum)).toBe(left);
});
