import { expect, test } from 'vitest';
import type { EntityName } from '../../../src/entity/catalogue.ts';
import { lackingSources } from '../../../src/notebook/lacking.ts';

const source = (name: string, entity: EntityName, ...roles: string[]) => ({
  name,
  entity,
  mapping: Object.fromEntries(roles.map((role) => [role, `${name} ${role}`])),
});
const theirs = source('orders', 'orders', 'customer', 'ordered_at', 'amount', 'channel');
const needed = new Set(['orders.customer', 'orders.amount']);
const lacking = (expected: ReturnType<typeof source>[], loaded: string[]) =>
  lackingSources(expected, loaded, needed).map(({ name }) => name);

test('without data all that is expected lacks', () => {
  expect(lacking([theirs, source('crm', 'customers', 'customer')], [])).toEqual(['orders', 'crm']);
});

test('a table of another name that means the same stands in for it', () => {
  const mine = source('订单2024', 'orders', 'customer', 'ordered_at', 'amount');
  expect(lacking([theirs, mine], ['订单2024'])).toEqual([]);
});

test('but not one that means something else, whatever it is called', () => {
  expect(lacking([theirs, source('orders_2', 'feedback', 'customer')], ['orders_2'])).toEqual(['orders']);
});

test('nor one without what the analyses need', () => {
  expect(lacking([theirs, source('mine', 'orders', 'customer', 'ordered_at')], ['mine'])).toEqual(['orders']);
});
