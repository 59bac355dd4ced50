import { shopTables } from '../fixtures/normalised.ts';
import { put } from './support/files.ts';
import {
  SLOW,
  button,
  confirmMapping,
  drop,
  dropAndRead,
  expectRoles,
  leaveMapping,
  mappedFile,
  openSmall,
  reached,
  result,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

const tables = shopTables();
const rowsOf = (file: string) => tables[file]!.slice(1).map((line) => line.split(','));

/** What an analyst's lookups come to: of each person what the orders that stand have cost, and how many they are. */
function right(): Map<string, { amount: number; orders: Set<string> }> {
  const order = new Map(rowsOf('orders.csv').map(([id, customer, status]) => [id, { customer, status }]));
  const person = new Map(rowsOf('customers.csv').map(([id, unique]) => [id, unique!]));
  const found = new Map<string, { amount: number; orders: Set<string> }>();
  for (const [id, , price, quantity] of rowsOf('order_items.csv')) {
    const { customer, status } = order.get(id) ?? {};
    if (status !== 'completed') continue;
    const who = person.get(customer!)!;
    const one = found.get(who) ?? { amount: 0, orders: new Set() };
    one.amount += Number(price) * Number(quantity);
    one.orders.add(id!);
    found.set(who, one);
  }
  return found;
}

test(
  'lines of orders are completed by their orders, and those by the persons behind the customers’ numbers, in whatever order they are dropped',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const at = (name: string) => put(folder, name, `${tables[name]!.join('\n')}\n`);
    await openSmall(page, ['rfm']);
    await dropAndRead(page, [at('order_items.csv')]);
    const items = mappedFile(page, 'order_items.csv');
    await expect(items.locator('[data-taken-from]')).toHaveCount(0);
    await drop(page, [at('customers.csv'), at('orders.csv')]);
    for (const name of ['orders.csv', 'customers.csv']) await reached(mappedFile(page, name), 'ready');

    const taken = items.locator('[data-taken-from="orders.csv"]');
    await expect(taken).toHaveAttribute('data-found', '120', SLOW);
    await expect(taken).toContainText('order_id');
    await expect(taken).toContainText('97.5%');
    await expectRoles(items, {
      customer_unique_id: 'orders.customer',
      purchase_date: 'orders.ordered_at',
      status: 'orders.status',
    });
    const orders = mappedFile(page, 'orders.csv');
    await expect(orders.locator('[data-serves="order_items.csv"]')).toBeVisible();
    await expect(
      mappedFile(page, 'customers.csv').locator('[data-person="customer_unique_id"]'),
    ).toBeVisible();

    // It can be had otherwise, and again.
    await button(items, 'leave-lookups').click();
    await expect(taken).toHaveCount(0, SLOW);
    await expect(orders.locator('[data-serves]')).toHaveCount(0);
    await button(items, 'take-lookups').click();
    await expect(taken).toHaveAttribute('data-found', '120', SLOW);

    await confirmMapping(page);
    await expect(page.locator('[data-source="order_items"]')).toHaveAttribute('data-read', '123');
    const rfm = await result(page, 'rfm');
    const people = right();
    expect(rfm.map((row) => row['customer']).sort()).toEqual([...people.keys()].sort());
    for (const row of rfm) {
      const { amount, orders } = people.get(row['customer']!)!;
      expect(Number(row['monetary'])).toBeCloseTo(amount, 6);
      expect(Number(row['frequency'])).toBe(orders.size);
    }
    expect([...people.values()].filter((one) => one.orders.size > 1).length).toBeGreaterThan(10);

    // Next month's lines alone: what they lack is named.
    await drop(page, at('order_items.csv'));
    await expect(items.locator('[data-lacking="orders"]')).toBeVisible(SLOW);
    await leaveMapping(page);
  },
);
