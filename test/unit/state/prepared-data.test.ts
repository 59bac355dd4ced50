import { expect, test } from 'vitest';
import type { Notebook } from '../../../src/notebook/document.ts';
import { fail, ok } from '../../../src/result.ts';
import { PreparedData } from '../../../src/state/prepared-data.svelte.ts';
import { SourceShelf } from '../../../src/state/sources.svelte.ts';
import { FakeEngines, notebookOf } from './support.ts';

const column = (name: string) => ({ name, type: 'VARCHAR' as const });
const source = (name: string, entity: 'orders' | 'events', mapping: Record<string, string>) => ({
  ...{ name, entity, mapping },
  ...{ columns: Object.values(mapping).map(column), privacy: {}, attributes: {} },
});
const orders = source('shop', 'orders', { customer: 'id', ordered_at: 'day', amount: 'sum' });
const events = source('visits', 'events', { customer: 'id', occurred_at: 'day', action: 'what' });

/** A notebook of both sources, whose rows are in memory, and the engine's note of what it is told. */
function prepared() {
  const engines = new FakeEngines();
  const { engine } = engines;
  const fields = [{ name: 'as_of', type: 'text' as const, sqlType: 'VARCHAR' }];
  engine.answer(/AS as_of/, ok({ fields, count: 1, data: [['2024-05-01']] }));
  const shelf = new SourceShelf(null, 'n');
  shelf.list = [events, orders].map(({ name, columns }) => ({
    ...{ id: name, name, columns, chunks: [new Blob(['x'])] },
    ...{ ledger: { read: 1, kept: 1, rejected: 0 }, file: { name, size: 1 } },
    ...{ personal: [], treated: {}, weakened: [], digests: null },
  })) as never;
  const notebook = { ...notebookOf({}), sources: [orders, events] } as unknown as Notebook;
  const data = new PreparedData(engines, shelf);
  const { signal } = new AbortController();
  return {
    ...{ data, engine },
    first: () => data.first(notebook, [], signal, () => {}),
    whole: () => data.prepare(notebook, [], signal),
  };
}

test('the orders’ rows come first, and the others’ when the rest is prepared', async () => {
  const { engine, first, whole } = prepared();
  expect((await first()).ok).toBe(true);
  expect([...engine.tables.keys()]).toEqual(['shop']);
  expect((await whole()).ok).toBe(true);
  expect([...engine.tables.keys()]).toEqual(['shop', 'visits']);
});

test('the dates are told from the orders on, the account with the rest', async () => {
  const { data, first, whole } = prepared();
  await first();
  expect([data.given?.asOf, data.value]).toEqual(['2024-05-01', null]);
  await whole();
  expect(data.value?.given).toEqual(data.given);
});

test('an account that the orders have gone on from is none, once nothing is being prepared', async () => {
  const { data, engine, first, whole } = prepared();
  await whole();
  const account = data.value;
  data.settled();
  expect(data.value).toBe(account);
  data.remake();
  await first();
  engine.answer(/clean\.events/, fail('sql-error'));
  expect((await whole()).ok).toBe(false);
  // Until then it stands: an edit in the middle is followed by another.
  expect(data.value).toBe(account);
  data.settled();
  expect(data.value).toBeNull();
});
