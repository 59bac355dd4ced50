import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { flagNamed, flagSql, isFlag } from '../../../src/values/flags.ts';
import { statusClass } from '../../../src/values/status.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

test.each([
  ['Voided', 'cancelled', 'sale'],
  ['is_voided', 'cancelled', 'sale'],
  ['Cancelled', 'cancelled', 'sale'],
  ['Is Canceled', 'cancelled', 'sale'],
  ['is_deleted', 'cancelled', 'sale'],
  ['livemode', 'sale', 'test'],
  ['Is Test', 'test', 'sale'],
  ['paid', 'sale', 'unpaid'],
  ['是否作废', 'cancelled', 'sale'],
  ['已取消', 'cancelled', 'sale'],
  ['是否测试订单', 'test', 'sale'],
  ['是否付款', 'sale', 'unpaid'],
])('a yes under %s is %s, a no %s', async (column, yes, no) => {
  const flag = flagNamed(column)!;
  expect([statusClass(flag.yes), statusClass(flag.no)]).toEqual([yes, no]);
  const words = ['TRUE', 'yes', '1', '是', 'False', ' no ', '0', '否', 'maybe'];
  const read = await native.rows<Record<string, string>>(
    `SELECT ${words.map((word, i) => `${flagSql(quoteText(word), flag)} AS w${i}`).join(', ')}`,
  );
  expect(Object.values(read[0]!)).toEqual([...Array(4).fill(flag.yes), ...Array(4).fill(flag.no), 'maybe']);
});

test('other columns are no flags, whatever they say, and a flag says yes or no alone', () => {
  for (const name of [
    'Paid amount',
    'Voided by',
    'Test result',
    'Live stream',
    '付款时间',
    '取消原因',
    'returned',
  ])
    expect(flagNamed(name), name).toBeNull();
  expect(['Yes', '否', '0', 'paid', ''].map(isFlag)).toEqual([true, true, true, false, false]);
});
