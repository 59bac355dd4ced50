import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIRECTION, sidesSql } from '../../../src/entity/rules/direction.ts';
import type { CleaningAction } from '../../../src/entity/rules/rule.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

let made = 0;
async function bill(ways: string[], action?: CleaningAction, count = 'most') {
  const columns = ['customer', 'ordered_at', 'amount', 'direction'];
  const source = await addSource(
    db,
    `b${++made}`,
    values(
      ['customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE', 'direction VARCHAR'],
      ways.map((way, i) => `('c${i}', '2024-01-01', ${i + 1}, '${way}')`),
    ),
    'orders',
    Object.fromEntries(columns.map((name) => [name, name])),
  );
  await clean(db, {
    sources: [source],
    settings: action ? [{ rule: DIRECTION, action, params: { count } }] : [],
  });
  return db.rows<{ amount: number; _flags: string | null }>(
    'SELECT amount, _flags FROM clean.orders ORDER BY 1',
  );
}

test('of a bill in which money goes both ways the lesser side and what is neither are marked, and nothing is lost', async () => {
  const rows = await bill(['支出', '支出', '收入', '/', '不计收支', '支出']);
  expect(rows.map(({ amount, _flags }) => [amount, _flags?.includes(DIRECTION) ?? false])).toEqual([
    ...[
      [1, false],
      [2, false],
      [3, true],
      [4, true],
      [5, true],
      [6, false],
    ],
  ]);
  expect(
    (await db.rows<{ side: string; rows: number }>(sidesSql())).map(({ side, rows }) => [side, Number(rows)]),
  ).toEqual(
    [
      ['none', 2],
      ['out', 3],
      ['in', 1],
    ].sort((a, b) => Number(b[1]) - Number(a[1])),
  );
});

test.each([
  ['in', [3]],
  ['out', [1, 2, 6]],
] as const)('money %s is counted alone where that is chosen', async (count, amounts) => {
  const rows = await bill(['支出', '支出', '收入', '/', '不计收支', '支出'], 'quarantine', count);
  expect(rows.map(({ amount }) => amount)).toEqual([...amounts]);
});

test('debits and credits say the same in English', async () => {
  const rows = await bill(['Credit', 'Debit', 'credit', 'Income', 'Expense', 'Transfer'], 'quarantine', 'in');
  expect(rows.map(({ amount }) => amount)).toEqual([1, 3, 4]);
});

test.each([
  ['S', 'H'],
  ['Soll', 'Haben'],
  ['D', 'C'],
  ['Dr', 'Cr'],
  ['DR.', 'CR.'],
  ['借', '贷'],
  ['借方', '贷方'],
  ['Debe', 'Haber'],
])('%s and %s are the sides of an account', async (debit, credit) => {
  const rows = await bill([debit, credit, debit, debit], 'quarantine', 'out');
  expect(rows.map(({ amount }) => amount)).toEqual([1, 3, 4]);
});
