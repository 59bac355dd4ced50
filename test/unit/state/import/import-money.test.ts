import { describe, expect, test } from 'vitest';
import type { CurrencyChoice } from '../../../../src/entity/rules/currencies.ts';
import type { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import { moneyOfFiles, type StandingSource } from '../../../../src/state/import/import-money.ts';

const NONE: CurrencyChoice = { action: 'quarantine', currency: '', rates: {} };

/** A file of orders as it has been looked at: `own` are the currencies that its rows state. */
const file = (name: string, rows: number, own: [string, number][] = [], entity = 'orders') =>
  ({
    name,
    entity,
    mapping: { amount: 'amount', ...(own.length > 0 ? { currency: 'ccy' } : {}) },
    reading: { name, columns: [{ name: 'amount' }] },
    report: { rows },
    looks: {
      judgement: { scale: 1, currencies: own.map(([currency, n]) => ({ currency, rows: n, main: false })) },
    },
  }) as unknown as ImportItem;

/** Each file a source of its own, unless they are given as groups. */
const found = (items: (ImportItem | ImportItem[])[], standing: StandingSource[] = [], choice = NONE) => {
  const money = moneyOfFiles(
    items.map((one) => [one].flat()),
    standing,
    choice,
  );
  return (
    money && [
      money.currencies.map(({ currency, rows, files }) => `${currency} ${rows} ${files}`),
      money.unstated.map(({ as, files }) => `${files} ${as}`),
    ]
  );
};

describe('what the orders of several files are in', () => {
  test('is told by currency with its files, that of most rows first, or the one that was chosen', () => {
    const files = [
      file('orders_USD', 80),
      file('orders_EUR', 60),
      file('more', 50, [
        ['EUR', 30],
        ['GBP', 20],
      ]),
    ];
    const all = ['EUR 90 orders_EUR,more', 'USD 80 orders_USD', 'GBP 20 more'];
    expect(found(files)).toEqual([all, []]);
    expect(found(files, [], { ...NONE, currency: 'GBP' })![0]![0]).toBe('GBP 20 more');
    // A currency that is in none of them cannot be kept.
    expect(found(files, [], { ...NONE, currency: 'JPY' })).toEqual([all, []]);
  });

  test('names those that state none beside one that does, and none where nobody does', () => {
    expect(found([file('orders_USD', 80), file('rest', 90)])).toEqual([['USD 80 orders_USD'], ['rest USD']]);
    expect(found([file('some', 80), file('rest', 90)])).toEqual([[], []]);
    // Rows that go under another file's are what that one states.
    const [usd, eur, rest] = [file('orders_USD', 80), file('orders_EUR', 90), file('rest', 5)];
    expect(found([[usd, rest], eur])![1]).toEqual(['rest USD']);
    expect(found([usd, eur, rest])![1]).toEqual(['rest EUR']);
  });

  test('is not told of one file, nor of rows that are no orders or have not been looked at', () => {
    expect(found([file('orders_USD', 80)])).toBeNull();
    const waiting = { ...file('orders_EUR', 90), looks: { judgement: null } } as unknown as ImportItem;
    expect(found([file('orders_USD', 80), file('people', 9, [], 'customers'), waiting])).toBeNull();
  });

  test('takes in the sources that the notebook has, but for those whose rows each say their own', () => {
    const standing = (name: string, more: Partial<StandingSource>): StandingSource => ({
      ...{
        name,
        entity: 'orders',
        rows: 10,
        mapping: { amount: 'a' },
        columns: [{ name: 'a', type: 'DOUBLE' }],
      },
      ...more,
    });
    const sources = [
      standing('before', { currency: 'CNY' }),
      standing('old', {}),
      standing('texts', { columns: [{ name: 'a', type: 'VARCHAR' }] }),
      standing('visits', { entity: 'events' }),
    ];
    expect(found([file('orders_USD', 80)], sources)).toEqual([
      ['USD 80 orders_USD', 'CNY 10 before'],
      ['old USD'],
    ]);
  });
});
