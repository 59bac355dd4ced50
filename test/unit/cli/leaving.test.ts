import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mainNotebook, put, runOn, scratch, value } from './support.ts';

const folder = scratch();

/** Orders of sixty customers, in a file that is called after one of them; some were refunded or are said twice. */
const orders = (refunds: readonly (readonly [customer: number, price: number])[]): string =>
  [
    'order_id,order_date,customer_id,amount,status',
    ...Array.from(
      { length: 300 },
      (_, i) =>
        `O${i},2024-${String(1 + (i % 12)).padStart(2, '0')}-11,C${100 + (i % 60)},${20 + (i % 37)},paid`,
    ),
    ...refunds.map(([customer, price], i) => `R${i},2024-05-09,C${customer},${price},refunded`),
  ].join('\n');

const reportOf = async (name: string, csv: string): Promise<string> => {
  const data = put(folder, `${name}_13911117777.csv`, csv);
  const out = join(folder, name);
  value(await runOn({ notebook: mainNotebook(), data: [data], out }));
  const texts = ['report.md', 'report.html'].map((file) => readFileSync(join(out, file), 'utf8'));
  for (const text of texts) expect(text).not.toContain('13911117777');
  expect(texts[0]).toContain('phone');
  return texts.join('\n');
};

describe('a report tells the money of a cleaning step only where enough customers stand behind it', () => {
  const six = Array.from({ length: 6 }, (_, i) => [101 + i, 60.5 + i] as const);
  test('of six customers', { tags: ['whole'] }, async () => {
    expect(await reportOf('six', orders(six))).toContain('378');
  });
  // One refund's amount is its customer's; so is what six of one customer come to, or of six mostly one's.
  test('not of one refund', { tags: ['whole'] }, async () => {
    expect(await reportOf('one', orders([[107, 193.37]]))).not.toContain('193.37');
  });
  test('not of six by one customer', { tags: ['whole'] }, async () => {
    const same = six.map(([, price]) => [107, price] as const);
    expect(await reportOf('same', orders(same))).not.toContain('378.00');
  });
  test('not of six that are mostly one’s', { tags: ['whole'] }, async () => {
    const mostly = six.map(([customer], i) => [customer, i === 0 ? 7654.32 : 1] as const);
    expect(await reportOf('mostly', orders(mostly))).not.toContain('7,659.32');
  });
});
