import { afterEach, beforeEach, expect, test } from 'vitest';
import { matchSql } from '../../../src/entity/dictionary.ts';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeEach(async () => {
  db = await openNative();
});
afterEach(() => db.close());

const EVENTS = ['who VARCHAR', 'at TIMESTAMP', 'what VARCHAR', 'team VARCHAR', 'target VARCHAR'];
const at = "'2025-01-05'";

async function events(rows: string[], customer = 'who'): Promise<MappedSource> {
  const columns = [`${customer} VARCHAR`, ...EVENTS.slice(1)];
  return addSource(db, 'log', values(columns, rows), 'events', {
    customer,
    occurred_at: 'at',
    action: 'what',
    team: 'team',
    target: 'target',
  });
}
const orders = () =>
  addSource(
    db,
    'orders',
    values(['who VARCHAR', 'at TIMESTAMP', 'sum DOUBLE'], [`('A', ${at}, 5)`, `('S9', ${at}, 7)`]),
    'orders',
    { customer: 'who', ordered_at: 'at', amount: 'sum' },
  );
const profiles = () =>
  addSource(db, 'crm', values(['id VARCHAR', 'owner VARCHAR'], ["('A', 'Li')", "('B', 'S4')"]), 'customers', {
    customer: 'id',
    owner: 'owner',
  });
const customers = async () =>
  (await db.rows<{ customer: string }>('SELECT customer FROM all_customers ORDER BY 1')).map(
    ({ customer }) => customer,
  );
const staff = async (entity = 'customers') =>
  (await db.rows<LedgerRow>(ledgerSql())).find(({ rule }) => rule === `${entity}.staff`);

const LOG = [
  `('A', ${at}, 'view', NULL, 'home')`,
  `('V', ${at}, 'view', NULL, 'home')`,
  // Follow-ups of staff, and a note of theirs on nobody.
  `('S1', ${at}, 'follow up', 'East', 'A')`,
  `('S1', ${at}, 'log in', 'East', NULL)`,
  // One who also buys, and one who is also a customer of the file.
  `('S9', ${at}, 'follow up', 'East', 'A')`,
  `('B', ${at}, 'follow up', 'East', 'A')`,
  // A customer of a team of their own, whose actions are aimed at pages; one who acted without a team too.
  `('T', ${at}, 'view', 'Acme', 'home')`,
  `('M', ${at}, 'follow up', 'East', 'A')`,
  `('M', ${at}, 'view', NULL, 'home')`,
  // The owner of customers.
  `('S4', ${at}, 'call', NULL, NULL)`,
];

test('who only acts on customers is none, and the account says how many such ids there are', async () => {
  const sources = [await profiles(), await orders(), await events(LOG)];
  await clean(db, { sources });
  expect(await customers()).toEqual(['A', 'B', 'M', 'S9', 'T', 'V']);
  expect(await staff()).toMatchObject({ rows_in: 6, added: 0, removed: 0, flagged: 2, rows_out: 6 });
  expect(await staff('events')).toMatchObject({ rows_in: 10, flagged: 3, rows_out: 10 });
  const [matched] = await db.rows(`FROM (${matchSql(sources)}) WHERE entity = 'events'`);
  expect(matched).toMatchObject({ customers: 6, matched: 2 });
});

test('without a file of customers staff are known by whom they act on', { tags: ['whole'] }, async () => {
  await clean(db, { sources: [await orders(), await events(LOG)] });
  expect(await customers()).toEqual(['A', 'M', 'S4', 'S9', 'T', 'V']);
  expect(await staff('events')).toMatchObject({ flagged: 3 });
});

test('a column of agents names staff, whatever they do, but never everybody', async () => {
  const rows = [`('S1', ${at}, 'call', NULL, NULL)`, `('S2', ${at}, 'call', NULL, NULL)`];
  const log = await events(rows, 'agent_id');
  await clean(db, { sources: [log, await orders()] });
  expect(await customers()).toEqual(['A', 'S9']);
  expect(await staff('events')).toMatchObject({ flagged: 2 });
  await clean(db, { sources: [log] });
  expect(await customers()).toEqual(['S1', 'S2']);
  expect(await staff('events')).toMatchObject({ flagged: 0 });
});

test('actions of staff who carry no team are told from those of customers too', async () => {
  const by = 'team IS NULL OR customer IN (SELECT customer FROM all_customers)';
  const acting = async () =>
    (await db.rows<{ customer: string }>(`SELECT customer FROM all_events WHERE ${by} ORDER BY 1`)).map(
      ({ customer }) => customer,
    );
  await clean(db, { sources: [await profiles(), await orders(), await events(LOG)] });
  expect(await acting()).toEqual(['A', 'B', 'M', 'M', 'S9', 'T', 'V']);
  // Nor where no column is a team.
  const calls = [`('S1', ${at}, 'call', NULL, NULL)`, `('A', ${at}, 'call', NULL, NULL)`];
  await db.exec('DROP TABLE source.log', 'DROP TABLE source.orders');
  const { mapping, ...log } = await events(calls, 'agent_id');
  const { team: _, target: __, ...rest } = mapping;
  await clean(db, { sources: [{ ...log, mapping: rest }, await orders()] });
  expect(await acting()).toEqual(['A']);
});

test('without teams, owners or agents nobody is looked at', { tags: ['whole'] }, async () => {
  const { mapping, ...log } = await events(LOG);
  const { team: _, ...rest } = mapping;
  await clean(db, { sources: [{ ...log, mapping: rest }, await orders()] });
  expect(await customers()).toContain('S1');
  expect(await staff('events')).toBeUndefined();
});
