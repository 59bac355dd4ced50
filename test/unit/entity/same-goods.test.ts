import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

let made = 0;
/** Lines of a till, `order product` each with a quantity behind it where there is one; what is kept, and what is marked. */
async function till(lines: readonly string[]) {
  const parts = lines.map((line) => line.split(' '));
  const counted = parts[0]!.length > 2;
  const roles = ['customer', 'ordered_at', 'amount', 'order_id', 'product', ...(counted ? ['quantity'] : [])];
  const source = await addSource(
    db,
    `t${++made}`,
    values(
      [
        ...[
          'customer VARCHAR',
          'ordered_at TIMESTAMP',
          'amount DOUBLE',
          'order_id VARCHAR',
          'product VARCHAR',
        ],
        ...(counted ? ['quantity INTEGER'] : []),
      ],
      parts.map(
        ([order, product, quantity]) =>
          `('c${order}', '2024-01-01', ${product!.length}, '${order}', '${product}'${counted ? `, ${quantity}` : ''})`,
      ),
    ),
    'orders',
    Object.fromEntries(roles.map((role) => [role, role])),
  );
  await clean(db, { sources: [source] });
  const rows = await db.rows<{ _row: number; _flags: string | null }>(
    'SELECT _row, _flags FROM clean.orders ORDER BY _row',
  );
  return {
    kept: rows.length,
    marked: rows
      .filter(({ _flags }) => _flags?.includes('orders.same_goods'))
      .map(({ _row }) => Number(_row)),
  };
}

const ORDERS = ['1 tea', '1 cake', '2 tea', '2 milk', '3 cake', '3 nuts'];

test('a till that writes a line for each piece sells two coffees, and the second is marked', async () => {
  const lines = ['0 coffee', '0 coffee', '0 cake', ...ORDERS];
  expect(await till(lines)).toEqual({ kept: 9, marked: [2] });
  expect(await till(lines.map((line) => `${line} 1`))).toEqual({ kept: 9, marked: [2] });
});

test.each([
  ['stands apart from what it repeats', ['0 coffee', '0 cake', '0 coffee', ...ORDERS], 8],
  ['stands at the end, where the file goes on from its start', ['0 coffee', ...ORDERS, '0 coffee'], 7],
  ['stands apart but for one', ['0 tea', '0 tea', '4 cake', ...ORDERS, '4 cake'], 8],
  ['is that of each row', ORDERS.flatMap((line) => [line, line]), 6],
  [
    'is an order, in a file of one row for each',
    ['1 tea', '1 tea', '2 milk', '3 cake', '4 nuts', '5 tea'],
    5,
  ],
  ['stands beside quantities', ['0 tea 1', '0 tea 1', ...ORDERS.map((line) => `${line} 2`)], 7],
])('a copy that %s was written twice by an export', async (_, lines, kept) => {
  expect(await till(lines)).toEqual({ kept, marked: [] });
});
