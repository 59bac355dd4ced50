import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const CUSTOMERS = ['C1', '散客', 'Guest', '无', 'C2', '9999', '散客'];
const TIME = "'2024-01-05 10:00:00'";

const mapped = (columns: string[]) => Object.fromEntries(columns.map((name) => [name, name]));

async function source(entity: 'orders' | 'events' | 'feedback' | 'customers', name: string) {
  const more: Record<string, [string[], (i: number) => string]> = {
    orders: [['ordered_at TIMESTAMP', 'amount DOUBLE'], (i) => `${TIME}, ${i + 1}`],
    events: [['occurred_at TIMESTAMP', 'action VARCHAR'], (i) => `${TIME}, 'a${i}'`],
    feedback: [['occurred_at TIMESTAMP', 'nps BIGINT'], (i) => `${TIME}, ${i}`],
    customers: [['region VARCHAR'], (i) => `'r${i}'`],
  };
  const [types, row] = more[entity]!;
  const rows = CUSTOMERS.map((customer, i) => `('${customer}', ${row(i)})`);
  const columns = ['customer VARCHAR', ...types];
  return addSource(db, name, values(columns, rows), entity, mapped(columns.map((c) => c.split(' ')[0]!)));
}

test('walk-ins are no customer: their orders and clicks are set aside, their answers stay without one', async () => {
  const sources = [
    await source('orders', 'o'),
    await source('events', 'e'),
    await source('feedback', 'f'),
    await source('customers', 'c'),
  ];
  await clean(db, { sources, settings: [] });
  for (const entity of ['orders', 'events']) {
    const kept = await db.rows<{ customer: string }>(`SELECT customer FROM all_${entity} ORDER BY _row`);
    expect(kept.map(({ customer }) => customer)).toEqual(['C1', 'C2', '9999']);
  }
  const answers = await db.rows<{ customer: string | null }>(
    'SELECT customer FROM all_feedback ORDER BY _row',
  );
  expect(answers.map(({ customer }) => customer)).toEqual(['C1', null, null, null, 'C2', '9999', null]);
  const everybody = await db.rows<{ customer: string }>(
    'SELECT customer FROM all_customers ORDER BY customer',
  );
  expect(everybody.map(({ customer }) => customer)).toEqual(['9999', 'C1', 'C2']);
  const ledger = await db.rows<LedgerRow>(ledgerSql());
  const of = (rule: string) => ledger.find((row) => row.rule === rule)!;
  expect(Number(of('orders.nobody').removed)).toBe(4);
  expect(Number(of('feedback.nobody').corrected)).toBe(4);
});

test('what a file writes for them can be added, and they can be kept', async () => {
  const orders = await source('orders', 'o2');
  const setting = (action: 'quarantine' | 'keep', also: string) => [
    { rule: 'orders.nobody', action, params: { also } } as const,
  ];
  await clean(db, { sources: [orders], settings: setting('quarantine', '0， 9999') });
  expect(await db.rows('SELECT count(*)::INTEGER AS n FROM all_orders')).toEqual([{ n: 2 }]);
  await clean(db, { sources: [orders], settings: setting('keep', '') });
  expect(await db.rows('SELECT count(*)::INTEGER AS n FROM all_orders')).toEqual([{ n: 7 }]);
});
