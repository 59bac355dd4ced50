import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTITIES, ENTITY_NAMES } from '../../../src/entity/catalogue.ts';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { guardFunctions } from '../../../src/sql/guard.ts';
import { firstSegments, firstTables } from '../../../src/state/first-query.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntities } from '../template/support.ts';

let db: Native;
beforeAll(async () => {
  db = await openNative();
  await createEntities(db, {
    orders: {
      columns: ['customer', 'ordered_at', 'amount', 'region'],
      rows: [
        ['a', '2024-06-01', 30, 'N'],
        ['a', '2024-06-05', 10, 'S'],
        ['b', '2024-06-07', 90, 'N'],
      ],
    },
  });
});
afterAll(() => db.close());

test('nothing mapped, nothing to begin with', () => {
  expect(firstTables(new Set())).toEqual([]);
});

test('tables that have data are shown with the columns that are filled', () => {
  const tables = firstTables(
    new Set(['orders.customer', 'orders.ordered_at', 'orders.quantity', 'orders.unit_price']),
  );
  // Customers follow from whoever orders, an amount from quantity and price.
  expect(tables.map(({ entity }) => entity).toSorted()).toEqual(['customers', 'orders']);
  expect(tables.find(({ entity }) => entity === 'orders')!.columns).toEqual([
    'customer',
    'ordered_at',
    'amount',
    'quantity',
    'unit_price',
  ]);
});

test('the first query of orders counts and adds up by what there is', async () => {
  const mapped = new Set(['customer', 'ordered_at', 'amount', 'region'].map((name) => `orders.${name}`));
  const { query } = firstTables(mapped).find(({ entity }) => entity === 'orders')!;
  expect(await db.rows(query)).toEqual([
    { region: 'N', number: 2, amount: 120 },
    { region: 'S', number: 1, amount: 10 },
  ]);
});

test('every first query runs, with few columns and with all', async () => {
  const required = ENTITY_NAMES.flatMap((e) =>
    ENTITIES[e].roles.filter((r) => r.required).map((r) => `${e}.${r.name}`),
  );
  const all = ENTITY_NAMES.flatMap((e) => ENTITIES[e].roles.map((r) => `${e}.${r.name}`));
  for (const mapped of [required, all])
    for (const { query } of firstTables(new Set(mapped))) {
      expect(guardFunctions(query).ok, query).toBe(true);
      await db.rows(query);
    }
});

test('segments stand among the tables, each with a query of its customers', async () => {
  const cells = [{ ...defaultCell, name: 'segment_best', title: 'Best', template: 'segment' }];
  const mapped = new Set(['orders.customer', 'orders.ordered_at', 'orders.amount']);
  const [first] = firstSegments({ cells }, mapped);
  expect(first).toMatchObject({ cell: 'segment_best', title: 'Best' });
  await db.exec("CREATE OR REPLACE TABLE segment_best AS SELECT 'nobody' AS customer");
  expect(guardFunctions(first!.query).ok).toBe(true);
  expect(await db.rows(first!.query)).toEqual([{ number: 0, customers: 0 }]);
  expect(firstSegments({ cells }, new Set())).toEqual([]);
});
