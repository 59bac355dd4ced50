import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Fault } from '../../../src/result.ts';
import { RestoredRows } from '../../../src/state/restored.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { setSetting } from '../../../src/storage/values.ts';
import { value } from '../cli/support.ts';
import { soon } from '../support/soon.ts';

let db: Db;
let count = 0;
let said: (Fault['code'] | null)[];
const rows = (to: Db | null = db) => new RestoredRows(to, 'n', (fault) => said.push(fault?.code ?? null));
const row = (n: number) => ({ source: 'shop', row: n });

/** What the next visit finds. */
async function next(): Promise<number[]> {
  const later = rows();
  await later.load();
  return later.rows.map((one) => one.row);
}

beforeEach(async () => {
  db = value(await openDb(`restored-${++count}`));
  said = [];
});
afterEach(() => void vi.restoreAllMocks());

test('rows taken back are there at the next visit, those let go again are not', async () => {
  const own = rows();
  for (const n of [1, 2, 3, 2]) own.toggle(row(n));
  expect(own.rows).toEqual([row(1), row(3)]);
  await soon(async () => expect(await next()).toEqual([1, 3]));
  expect(said).toEqual([]);
});

test('a full disk is told, and told no longer once they are kept', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no space', 'QuotaExceededError');
  });
  const own = rows();
  own.toggle(row(1));
  await soon(() => expect(said).toEqual(['storage-full']));
  put.mockRestore();
  own.toggle(row(2));
  await soon(() => expect(said).toEqual(['storage-full', null]));
  expect(await next()).toEqual([1, 2]);
});

test('without storage they are there as long as the page is', async () => {
  const own = rows(null);
  own.toggle(row(1));
  await own.load();
  expect([own.rows, said]).toEqual([[row(1)], []]);
});

test('what is stored and is no list is none', async () => {
  value(await setSetting(db, 'restored:n', 'CANARY'));
  expect(await next()).toEqual([]);
});

test('rows that could not be read are told, and not written over by the next one', async () => {
  const before = rows();
  for (const n of [1, 2]) before.toggle(row(n));
  await before.settle();
  const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('bad sector', 'UnknownError');
  });
  const own = rows();
  await own.load();
  own.toggle(row(3));
  await own.settle();
  expect([own.rows, said]).toEqual([[row(3)], ['storage-failed', 'storage-failed', 'storage-failed']]);
  get.mockRestore();
  await own.settle();
  expect([await next(), said.at(-1)]).toEqual([[1, 2, 3], null]);
});
