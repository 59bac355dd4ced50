import { afterAll, beforeAll, expect, test } from 'vitest';
import { castSql } from '../../../src/entity/cast.ts';
import { moneyUnit } from '../../../src/values/money-unit.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

test.each([
  ['total_cents', 0.01],
  ['amountInCents', 0.01],
  ['Amount (in cents)', 0.01],
  ['订单金额(分)', 0.01],
  ['pay_amount_fen', 0.01],
  ['totalFen', 0.01],
  ['stiffen', 1],
  ['合同金额（万元）', 10_000],
  ['金额(千元)', 1000],
  ['Revenue (in thousands)', 1000],
  ['Sales $000', 1000],
  ['Annual Income (k$)', 1000],
  ['Revenue €k', 1000],
  ['Turnover, millions', 1_000_000],
  ['成交额（亿元）', 100_000_000],
  ['amount', 1],
  ['金额（元）', 1],
  ['centses', 1],
  ['percent', 1],
  ['积分', 1],
  ['得分', 1],
])('one of “%s” is %d', (column, unit) => {
  expect(moneyUnit(column)).toBe(unit);
});

test('money is read in the currency’s own unit, other numbers as they are', async () => {
  const value = async (column: string, role: string, type: string, literal: string) => {
    const sql = castSql({ name: column, type }, { name: role, type: 'number' });
    const [row] = await native.rows<{ v: number }>(
      `SELECT ${sql} AS v FROM (SELECT ${literal} AS "${column}")`,
    );
    return row!.v;
  };
  expect(await value('total_cents', 'amount', 'BIGINT', '1999')).toBe(19.99);
  expect(await value('单价（万元）', 'unit_price', 'VARCHAR', "'1.5'")).toBe(15_000);
  expect(await value('Annual Income (k$)', 'income', 'BIGINT', '87')).toBe(87_000);
  expect(await value('合同金额（万元）', 'amount', 'VARCHAR', "'-'")).toBeNull();
  expect(await value('total_cents', 'quantity', 'BIGINT', '1999')).toBe(1999);
});
