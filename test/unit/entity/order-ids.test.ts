import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import { ORDER_IDS, orderIdsSql } from '../../../src/entity/rules/order-ids.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

type Line = [id: string | null, customer: string, time: string];
let made = 0;

/** How many orders these lines come to, as the analyses count them, and how many numbers were told apart. */
async function orders(lines: Line[], by?: string): Promise<{ orders: number; told: number }> {
  const columns = ['order_id', 'customer', 'ordered_at', 'amount'];
  const rows = lines.map(
    ([id, customer, time], i) => `(${id === null ? 'NULL' : `'${id}'`}, '${customer}', '${time}', ${i + 1})`,
  );
  const source = await addSource(
    db,
    `i${++made}`,
    values(['order_id VARCHAR', 'customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE'], rows),
    'orders',
    Object.fromEntries(columns.map((name) => [name, name])),
  );
  const settings = by ? [{ rule: ORDER_IDS, action: 'correct' as const, params: { by } }] : [];
  await clean(db, { sources: [source], settings });
  const [found] = await db.rows<{ n: number }>(
    'SELECT count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END, CASE WHEN order_id IS NULL THEN customer END)) AS n FROM all_orders',
  );
  const ledger = await db.rows<LedgerRow>(ledgerSql());
  return {
    orders: Number(found!.n),
    told: Number(ledger.find(({ rule }) => rule === ORDER_IDS)?.corrected ?? 0),
  };
}

const day = (n: number, hour = 10) => `2024-01-${String(n + 1).padStart(2, '0')} ${hour}:00:00`;

describe('what one order is', () => {
  test('receipts that start at 001 every day are told apart by customer and day', async () => {
    const lines = Array.from({ length: 40 }, (_, i): Line => [
      `00${(i % 4) + 1}`,
      `C${i % 20}`,
      day(Math.floor(i / 4), 10 + (i % 4)),
    ]);
    expect(await orders(lines)).toEqual({ orders: 40, told: 40 });
  });

  test('likewise where everybody is one customer', async () => {
    const lines = Array.from({ length: 40 }, (_, i): Line => [
      `00${(i % 4) + 1}`,
      'till 3',
      day(Math.floor(i / 4)),
    ]);
    expect(await orders(lines)).toEqual({ orders: 40, told: 40 });
  });

  test('lines of one number stay one order, also over midnight or sent on two days', async () => {
    const lines = Array.from({ length: 60 }, (_, i): Line => [
      `N${Math.floor(i / 3)}`,
      `C${Math.floor(i / 3) % 7}`,
      day(i % 2, 23),
    ]);
    expect(await orders(lines)).toEqual({ orders: 20, told: 0 });
  });

  test('one number that stands for none (-) does not make one order of all who have it', async () => {
    const lines = [
      ...Array.from({ length: 100 }, (_, i): Line => [`N${i}`, `C${i % 9}`, day(i % 9)]),
      ...Array.from({ length: 6 }, (_, i): Line => ['-', `C${i}`, day(i)]),
    ];
    expect(await orders(lines)).toEqual({ orders: 106, told: 6 });
    expect(await db.rows(orderIdsSql())).toMatchObject([{ anew: false }]);
  });

  test('two shops that both number from 1 do not share orders', async () => {
    const lines = Array.from({ length: 60 }, (_, i): Line => [
      String(i % 30),
      `${i < 30 ? 'A' : 'B'}${i % 30}`,
      day(i % 15),
    ]);
    expect(await orders(lines)).toEqual({ orders: 60, told: 60 });
  });

  test('without numbers an order is what a customer bought at one instant', async () => {
    const lines: Line[] = [
      [null, 'A', day(1)],
      [null, 'A', day(1)],
      [null, 'B', day(1)],
      [null, 'A', day(2)],
    ];
    expect(await orders(lines)).toEqual({ orders: 3, told: 0 });
  });

  test('what is said by hand goes before what the numbers tell', async () => {
    const anew = Array.from({ length: 40 }, (_, i): Line => [
      `00${(i % 4) + 1}`,
      `C${i % 20}`,
      day(Math.floor(i / 4)),
    ]);
    expect(await orders(anew, 'id')).toEqual({ orders: 4, told: 0 });
    const lines: Line[] = [
      ['N1', 'A', day(1)],
      ['N1', 'A', day(2)],
    ];
    expect(await orders(lines, 'day')).toEqual({ orders: 2, told: 2 });
  });
});
