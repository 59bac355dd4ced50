import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import { currenciesSql, OTHER_CURRENCY, ratesOf, ratesText } from '../../../src/entity/rules/currencies.ts';
import type { CleaningAction } from '../../../src/entity/rules/rule.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

let made = 0;
/** Cleans orders of these columns (`amount`, perhaps `currency`, `refunded_amount`); amounts that stay, by row. */
async function kept(
  columns: string[],
  rows: string[],
  setting?: { action: CleaningAction; params: Record<string, string> },
): Promise<Record<number, number>> {
  const all = ['customer VARCHAR', 'ordered_at TIMESTAMP', 'order_id VARCHAR', ...columns];
  const source = await addSource(
    db,
    `c${++made}`,
    values(
      all,
      rows.map((row, i) => `('c', '2024-01-01', 'o${i}', ${row})`),
    ),
    'orders',
    Object.fromEntries(all.map((column) => [column.split(' ')[0]!, column.split(' ')[0]!])),
  );
  await clean(db, { sources: [source], settings: setting ? [{ rule: OTHER_CURRENCY, ...setting }] : [] });
  const found = await db.rows<{ row: number; amount: number }>(
    'SELECT _row AS row, amount FROM clean.orders ORDER BY 1',
  );
  return Object.fromEntries(found.map(({ row, amount }) => [Number(row), amount]));
}
const line = async (rule: string) => (await db.rows<LedgerRow>(ledgerSql())).find((one) => one.rule === rule);

const MIXED = ["'¥100'", "'$20.50'", "'100元'", "'€1,000.00'", "'USD 5'", "'7'", "'RMB 3'"];

describe('several currencies are never added up in silence', () => {
  test('of amounts that state theirs the one of most rows is kept, those without one with it', async () => {
    expect(await kept(['amount VARCHAR'], MIXED)).toEqual({ 1: 100, 3: 100, 6: 7, 7: 3 });
    expect(await db.rows(currenciesSql())).toMatchObject([
      { currency: 'CNY', main: true },
      { currency: 'USD', main: false },
      { currency: 'EUR', main: false },
    ]);
    expect(await line(OTHER_CURRENCY)).toMatchObject({ removed: 3, money: 1025.5 });
  });

  test('a column of currencies does the same, however it writes them', async () => {
    const rows = [
      "10, 'USD'",
      "20, 'usd'",
      "30, 'US Dollar'",
      "40, '欧元'",
      "50, '人民币'",
      '60, NULL',
      "70, 'XAU'",
    ];
    expect(await kept(['amount DOUBLE', 'currency VARCHAR'], rows)).toEqual({ 1: 10, 2: 20, 3: 30, 6: 60 });
  });

  test('another one is kept when it is chosen', { tags: ['whole'] }, async () => {
    const setting = { action: 'quarantine', params: { currency: 'usd' } } as const;
    expect(await kept(['amount VARCHAR'], MIXED, setting)).toEqual({ 2: 20.5, 5: 5, 6: 7 });
  });

  test('they are converted by the rates typed in; a currency without a rate is set aside', async () => {
    const setting = { action: 'correct', params: { currency: 'CNY', rates: 'USD=7.2' } } as const;
    expect(await kept(['amount VARCHAR'], MIXED, setting)).toEqual({
      1: 100,
      2: 147.6,
      3: 100,
      5: 36,
      6: 7,
      7: 3,
    });
    expect(await line(OTHER_CURRENCY)).toMatchObject({ corrected: 2 });
    expect(await line('orders.no_rate')).toMatchObject({ removed: 1 });
  });

  test(
    'what was refunded is taken off first, and both in the main currency',
    { tags: ['whole'] },
    async () => {
      const setting = { action: 'correct', params: { rates: 'EUR: 2' } } as const;
      const rows = ["100, 'USD', 10", "100, 'EUR', 30", "100, 'USD', 0"];
      expect(
        await kept(['amount DOUBLE', 'currency VARCHAR', 'refunded_amount DOUBLE'], rows, setting),
      ).toEqual({
        1: 90,
        2: 140,
        3: 100,
      });
      expect(await line('orders.refunded_part')).toMatchObject({ corrected: 2, money: 70 });
    },
  );

  test('going on is a choice that stands in the ledger', { tags: ['whole'] }, async () => {
    const setting = { action: 'flag', params: {} } as const;
    expect(Object.keys(await kept(['amount VARCHAR'], MIXED, setting))).toHaveLength(7);
    expect(await line(OTHER_CURRENCY)).toMatchObject({ flagged: 3 });
  });
});

test('rates are read as people type them', () => {
  expect(ratesOf('USD=7.2, EUR 7.85；jpy：0.048')).toEqual({ USD: 7.2, EUR: 7.85, JPY: 0.048 });
  expect(ratesOf('USD=-1, EUR=0, x')).toEqual({});
  expect(ratesOf(ratesText({ USD: 7.2, GBP: 9 }))).toEqual({ USD: 7.2, GBP: 9 });
});

describe('several files, each in a currency that something beside its rows states', () => {
  const COLUMNS = ['order_id VARCHAR', 'customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE'];
  const ROLES = Object.fromEntries(COLUMNS.map((column) => [column.split(' ')[0]!, column.split(' ')[0]!]));
  async function totals(files: { currency?: string; rows: number; stated?: string }[]) {
    const sources = [];
    for (const { currency, rows, stated } of files) {
      const name = `c${++made}`;
      const lines = Array.from(
        { length: rows },
        (_, i) => `('${name}-${i}', 'c', '2024-01-01', 10${stated ? `, '${stated}'` : ''})`,
      );
      const all = stated ? [...COLUMNS, 'currency VARCHAR'] : COLUMNS;
      const roles = stated ? { ...ROLES, currency: 'currency' } : ROLES;
      const source = await addSource(db, name, values(all, lines), 'orders', roles);
      sources.push(currency ? { ...source, currency } : source);
    }
    await clean(db, { sources });
    return (await db.rows<{ n: number }>('SELECT sum(amount)::INT AS n FROM clean.orders'))[0]!.n;
  }

  test('are not added up: the file of most rows is kept', { tags: ['whole'] }, async () => {
    expect(
      await totals([
        { currency: 'USD', rows: 3 },
        { currency: 'EUR', rows: 2 },
      ]),
    ).toBe(30);
    expect(await line(OTHER_CURRENCY)).toMatchObject({ removed: 2, money: 20 });
  });

  test('nor where the other file says it in a column', { tags: ['whole'] }, async () => {
    expect(
      await totals([
        { currency: 'USD', rows: 3 },
        { stated: 'eur', rows: 2 },
      ]),
    ).toBe(30);
  });

  test('are added up where they are one currency, or only one file states any', async () => {
    expect(
      await totals([
        { currency: 'USD', rows: 3 },
        { currency: 'USD', rows: 2 },
      ]),
    ).toBe(50);
    expect(await totals([{ currency: 'USD', rows: 3 }, { rows: 2 }])).toBe(50);
    expect(await line(OTHER_CURRENCY)).toBe(undefined);
  });
});
