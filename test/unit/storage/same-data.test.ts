import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDb, type Db } from '../../../src/storage/db.ts';
import * as locks from '../../../src/storage/lock.ts';
import {
  deleteNotebook,
  loadNotebook,
  pseudonymSecret,
  saveNotebook,
} from '../../../src/storage/notebooks.ts';
import { saveOnSameData } from '../../../src/storage/same-data.ts';
import * as sources from '../../../src/storage/sources.ts';
import { sweep } from '../../../src/storage/sweep.ts';
import { findSecret, getSecret, getSetting, setSetting } from '../../../src/storage/values.ts';
import { value } from '../cli/support.ts';

const WORD = 'correct horse battery';
const CHEAP = { N: 16, r: 1, p: 1 };
const TABLES = [
  'notebooks',
  'versions',
  'sources',
  'chunks',
  'notebookSources',
  'secrets',
  'settings',
] as const;

let db: Db;
let count = 0;
beforeEach(async () => {
  db = value(await openDb(`same-data-${++count}`));
  value(await saveNotebook(db, noted('a')));
  const writer = value(
    await sources.writeSource(db, {
      ...{ id: 's', notebook: 'a', name: 'orders', columns: [], ledger: null, details: null, createdAt: 1 },
    }),
  );
  value(await writer.add(Uint8Array.of(1, 2, 3)));
  value(await writer.commit(3));
  value(await sources.linkSources(db, 'a', ['s']));
  value(await getSecret(db, pseudonymSecret('a')));
  value(await setSetting(db, 'restored:a', [{ source: 'orders', row: 7 }]));
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});

const noted = (id: string) => ({ id, title: `title of ${id}`, text: `text of ${id}`, trusted: true, at: 1 });
const beside = (id = 'b', from = 'a') => saveOnSameData(db, noted(id), from);
const rowsOf = async () => {
  const pieces: number[][] = [];
  value(await sources.readSource(db, 's', (bytes) => void pieces.push([...bytes])));
  return pieces;
};
const counts = async () => Promise.all(TABLES.map(async (table) => db.raw.count(table)));

test('the rows are stored once, and both notebooks run on them', async () => {
  expect(value(await beside())).toEqual({ sources: 1 });
  expect([await db.raw.count('sources'), await db.raw.count('chunks')]).toEqual([1, 1]);
  expect([value(await sources.sourcesOf(db, 'a')), value(await sources.sourcesOf(db, 'b'))]).toEqual([
    ...[['s'], ['s']],
  ]);
  expect(value(await loadNotebook(db, 'b'))).toMatchObject({ text: 'text of b', revision: 1 });
  // Next month's file has to be given the same pseudonyms in either.
  expect(value(await findSecret(db, pseudonymSecret('b')))).toEqual(
    value(await findSecret(db, pseudonymSecret('a'))),
  );
  expect(value(await getSetting(db, 'restored:b'))).toEqual([{ source: 'orders', row: 7 }]);
});

test.each([
  ['a', 'b'],
  ['b', 'a'],
])('deleting %s leaves what %s needs; with the last one all of it goes', async (first, last) => {
  value(await beside());
  value(await deleteNotebook(db, first));
  expect(value(await sweep(db, 9e15, new Set()))).toBe(0);
  expect([value(await sources.sourcesOf(db, last)), await rowsOf()]).toEqual([['s'], [[1, 2, 3]]]);
  expect(value(await findSecret(db, pseudonymSecret(last)))).not.toBeNull();
  value(await deleteNotebook(db, last));
  expect(await counts()).toEqual(TABLES.map(() => 0));
});

test('what one no longer runs on stays as long as the other does', async () => {
  value(await beside());
  value(await sources.linkSources(db, 'a', []));
  value(await sweep(db, 9e15, new Set()));
  expect(await rowsOf()).toEqual([[1, 2, 3]]);
  value(await sources.linkSources(db, 'b', []));
  expect(value(await sweep(db, 9e15, new Set()))).toBe(1);
});

test('under a passphrase nothing of it is in plain, and it opens after the next unlocking', async () => {
  value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
  value(await beside());
  for (const [table, key] of [
    ['notebooks', 'b'],
    ['versions', ['b', 1]],
    ['secrets', pseudonymSecret('b')],
    ['settings', 'restored:b'],
  ] as const)
    expect(await db.raw.get(table, key as never), table).toHaveProperty('sealed');
  locks.lockNow(db);
  expect(await beside('c')).toMatchObject({ fault: { code: 'storage-locked' } });
  value(await locks.unlock(db, WORD));
  value(await deleteNotebook(db, 'a'));
  expect([value(await loadNotebook(db, 'b')).text, await rowsOf()]).toEqual(['text of b', [[1, 2, 3]]]);
  expect(value(await findSecret(db, pseudonymSecret('b')))).toHaveLength(32);
});

test('of a notebook, or a source, that was deleted meanwhile there is nothing half made', async () => {
  const before = await counts();
  expect(await beside('b', 'gone')).toMatchObject({ fault: { code: 'storage-deleted' } });
  expect(await counts()).toEqual(before);
  await db.raw.delete('sources', 's');
  expect(await beside()).toMatchObject({ fault: { code: 'storage-deleted' } });
  expect((await loadNotebook(db, 'b')).ok).toBe(false);
  expect(value(await sources.sourcesOf(db, 'b'))).toEqual([]);
});

test.each([1, 2, 3, 4])('a crash at write %i leaves all of it or nothing', async (nth) => {
  const before = await counts();
  const put = IDBObjectStore.prototype.put;
  let writes = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (++writes >= nth) throw new DOMException('gone', 'AbortError');
    return put.apply(this, args);
  });
  expect((await beside()).ok).toBe(false);
  vi.restoreAllMocks();
  expect(await counts()).toEqual(before);
});
