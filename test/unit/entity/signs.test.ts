import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minusChoice, SIGNS, signsSql } from '../../../src/entity/rules/signs.ts';
import type { CleaningSetting } from '../../../src/entity/rules/rule.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

let made = 0;
const file = (amounts: readonly number[]): Promise<MappedSource> => {
  const name = `s${++made}`;
  return addSource(
    db,
    name,
    values(
      ['customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE', 'order_id VARCHAR'],
      amounts.map((amount, i) => `('c${i}', '2024-01-01', ${amount}, '${name}-${i}')`),
    ),
    'orders',
    Object.fromEntries(['customer', 'ordered_at', 'amount', 'order_id'].map((role) => [role, role])),
  );
};
const kept = async (sources: MappedSource[], settings: CleaningSetting[] = []) => {
  await clean(db, { sources, settings });
  return (await db.rows<{ amount: number }>('SELECT amount FROM all_orders ORDER BY _source, _row')).map(
    ({ amount }) => amount,
  );
};
const said = (means: string): CleaningSetting[] => [{ rule: SIGNS, action: 'correct', params: { means } }];
const BILL = [-10, -20, -30, -40, -50, -60, -70, -80, -90, 15];
const SHOP = [10, 20, -5, 40];

describe('a minus before amounts', () => {
  test('is how a bill writes what was spent, where nearly all have one: they count, what came back does not', async () => {
    expect(await kept([await file(BILL)])).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(await db.rows('SELECT amount FROM all_refunds')).toEqual([{ amount: 15 }]);
    expect((await db.rows(signsSql()))[0]).toMatchObject({ turned: true });
    const ledger = await db.rows<{ corrected: number; money: number }>(
      `SELECT corrected::INTEGER AS corrected, money FROM clean.ledger WHERE rule = '${SIGNS}'`,
    );
    expect(ledger).toEqual([{ corrected: 9, money: 450 }]);
  });

  test('is a refund elsewhere, and in a handful of rows', async () => {
    expect(await kept([await file(SHOP)])).toEqual([10, 20, 40]);
    expect(await db.rows('SELECT amount FROM all_refunds')).toEqual([{ amount: 5 }]);
    expect(await kept([await file([-1, -2, -3])])).toEqual([]);
  });

  test.each([
    // What is put on an account, and what is bought from it.
    [
      ['充值:500', '消费:-88', '消费:-20', '消费:-35', '消费:-60', '消费:-12', '充值:300', '消费退款:20'],
      [88, 20, 35, 60, 12],
      [20],
    ],
    // Invoices, and what was paid of them.
    [['Invoice:100', 'Payment:-100', 'Invoice:50', 'Payment:-50', 'Refund:-10'], [100, 50], [10]],
  ])('tells nothing where the record is no sale: %j', async (records, stay, back) => {
    const name = `s${++made}`;
    const source = await addSource(
      db,
      name,
      values(
        ['customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE', 'status VARCHAR'],
        records.map((record, i) => {
          const [kind, amount] = record.split(':');
          return `('c${i}', '2024-01-01', ${amount}, '${kind}')`;
        }),
      ),
      'orders',
      Object.fromEntries(['customer', 'ordered_at', 'amount', 'status'].map((role) => [role, role])),
    );
    expect(await kept([source])).toEqual(stay);
    expect(await db.rows('SELECT amount FROM all_refunds ORDER BY amount')).toEqual(
      back.map((amount) => ({ amount })),
    );
  });

  test('is judged file by file', async () => {
    expect(await kept([await file(BILL), await file(SHOP)])).toEqual([
      ...[10, 20, 30, 40, 50, 60, 70, 80, 90],
      ...[10, 20, 40],
    ]);
  });

  test.each([
    ['refund', [15]],
    ['out', [10, 20, 30, 40, 50, 60, 70, 80, 90]],
    ['less', BILL],
  ] as const)('is what is said of it: %s', async (means, amounts) => {
    expect(await kept([await file(BILL)], said(means))).toEqual(amounts);
  });

  test('said to be a refund by switching the rule off', async () => {
    expect(await kept([await file(BILL)], [{ rule: SIGNS, action: 'keep', params: {} }])).toEqual([15]);
  });

  test('lessens with its quantity, where both are below zero', async () => {
    const source = await addSource(
      db,
      `s${++made}`,
      values(
        ['customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE', 'quantity DOUBLE'],
        ["('a', '2024-01-01', 10, 1)", "('a', '2024-01-02', -4, -1)", "('a', '2024-01-02', 0, 0)"],
      ),
      'orders',
      Object.fromEntries(['customer', 'ordered_at', 'amount', 'quantity'].map((name) => [name, name])),
    );
    expect(await kept([source])).toEqual([10]);
    expect(await kept([source], said('less'))).toEqual([10, -4]);
  });
});

test('what was said of a minus; nothing leaves it to the file', () => {
  expect(minusChoice([])).toBeNull();
  expect(minusChoice(said('auto'))).toBeNull();
  expect(minusChoice(said('less'))).toBe('less');
  expect(minusChoice([{ rule: SIGNS, action: 'keep', params: {} }])).toBe('refund');
});
