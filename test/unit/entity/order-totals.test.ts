import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import { orderIdsSql } from '../../../src/entity/rules/order-ids.ts';
import { ORDER_TOTALS } from '../../../src/entity/rules/order-totals.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

interface Line {
  order: string;
  product: string;
  amount: number | null;
  quantity?: number;
  price?: number;
}
let made = 0;

/** Cleans these lines; revenue, each line's amount in their order, and how many were mended. */
async function counted(lines: Line[], means?: string) {
  const priced = lines.some(({ price }) => price !== undefined);
  const types = [
    'order_id VARCHAR',
    'customer VARCHAR',
    'ordered_at TIMESTAMP',
    'product VARCHAR',
    'amount DOUBLE',
  ];
  if (priced) types.push('quantity BIGINT', 'unit_price DOUBLE');
  const rows = lines.map(({ order, product, amount, quantity, price }) => {
    const own = [
      `'${order}'`,
      `'C${order.length}'`,
      `'2024-01-05 10:00:00'`,
      `'${product}'`,
      String(amount ?? 'NULL'),
    ];
    return `(${[...own, ...(priced ? [quantity ?? 1, price ?? 'NULL'] : [])].join(', ')})`;
  });
  const roles = types.map((type) => type.split(' ')[0]!);
  const source = await addSource(
    db,
    `t${++made}`,
    values(types, rows),
    'orders',
    Object.fromEntries(roles.map((role) => [role, role])),
  );
  const settings = means ? [{ rule: ORDER_TOTALS, action: 'correct' as const, params: { means } }] : [];
  await clean(db, { sources: [source], settings });
  const kept = await db.rows<{ amount: number }>('SELECT amount FROM all_orders ORDER BY _row');
  const ledger = await db.rows<LedgerRow>(ledgerSql());
  const [seen] = await db.rows<{ totals: boolean }>(orderIdsSql());
  const amounts = kept.map(({ amount }) => Math.round(amount * 100) / 100);
  return {
    revenue: Math.round(kept.reduce((sum, { amount }) => sum + amount, 0) * 100) / 100,
    amounts,
    mended: Number(ledger.find(({ rule }) => rule === ORDER_TOTALS)?.corrected ?? 0),
    seen: seen!.totals,
  };
}

/** Orders of two lines, `amount` by order and line. */
const orders = (
  n: number,
  amount: (order: number, line: number) => number | null,
  more: Partial<Line> = {},
) =>
  Array.from({ length: 2 * n }, (_, i): Line => {
    const order = Math.floor(i / 2);
    return { order: `N${order}`, product: `P${(i % 2) + order}`, amount: amount(order, i % 2), ...more };
  });
const total = (order: number): number => 30 + 10 * order;

describe('an order’s total on each of its lines', () => {
  test('counts once, parted evenly', async () => {
    const found = await counted(orders(8, total));
    expect(found).toMatchObject({ revenue: 8 * 30 + 280, mended: 16, seen: true });
    expect(found.amounts.slice(0, 4)).toEqual([15, 15, 20, 20]);
  });

  test('is parted by price and quantity where they stand', async () => {
    const lines = orders(8, total).map((line, i) => ({
      ...line,
      quantity: 1 + (i % 2),
      price: i % 2 ? 5 : 20,
    }));
    const found = await counted(lines);
    expect(found).toMatchObject({ revenue: 520, seen: true });
    expect(found.amounts.slice(0, 2)).toEqual([20, 10]);
  });

  test('orders of one line beside them keep their amount', async () => {
    const found = await counted([...orders(8, total), { order: 'single', product: 'P1', amount: 7 }]);
    expect(found).toMatchObject({ revenue: 527, mended: 16 });
  });

  test.each<[string, Line[]]>([
    ['lines with amounts of their own', orders(8, (order, line) => total(order) + line)],
    ['a shop where everything costs the same', orders(20, () => 9.9)],
    ['a shop of one price, with a few others', orders(20, (order) => (order < 17 ? 9.9 : total(order)))],
    [
      'two seats for one show',
      orders(8, total).map((line, i) => ({
        ...line,
        product: `show ${line.order}`,
        quantity: 1 + (i % 2),
        price: 1,
      })),
    ],
    ['too few orders of several products', orders(4, total)],
    [
      'what each line costs is its amount',
      orders(8, total).map((line) => ({ ...line, quantity: 2, price: line.amount! / 2 })),
    ],
  ])('not %s', async (_, lines) => {
    const found = await counted(lines);
    expect(found).toMatchObject({ mended: 0, seen: false });
    expect(found.amounts).toEqual(lines.map(({ amount }) => amount));
  });

  test('the total on the first line alone counts as it did', async () => {
    const found = await counted(orders(8, (order, line) => (line === 0 ? total(order) : null)));
    expect(found).toMatchObject({ revenue: 520, mended: 0, seen: false });
  });

  test('whoever says what an amount is is followed', { tags: ['whole'] }, async () => {
    expect(await counted(orders(8, total), 'line')).toMatchObject({ revenue: 1040, mended: 0 });
    expect(await counted(orders(3, total), 'order')).toMatchObject({ revenue: 120, mended: 6 });
    // An order whose lines differ has amounts by line, whatever was said.
    expect(
      await counted(
        orders(3, (order, line) => total(order) + line),
        'order',
      ),
    ).toMatchObject({ mended: 0 });
  });
});
