import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { NotebookSession } from '../../../src/state/session.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { linkSources, sourcesOf } from '../../../src/storage/sources.ts';
import { unblanked } from '../../../src/storage/blanking.ts';
import { value } from '../cli/support.ts';
import { asStoredBefore, RAW, rowsAtRest } from '../storage/old-rows.ts';
import { soon } from '../support/soon.ts';
import { FakeEngines, notebookOf } from './support.ts';

/** A notebook whose rows an older version stored is opened. */

let db: Db;
let engines: FakeEngines;
let count = 0;
let session: NotebookSession;

const notebook = notebookOf(
  { a: 'SELECT 1 FROM orders' },
  { sources: [{ ...defaultSource, name: 'shop', entity: 'orders', mapping: { customer: 'n' } }] },
);

beforeEach(async () => {
  engines = new FakeEngines();
  db = value(await openDb(`state-blanking-${++count}`));
  const details = { file: 'a.csv', personal: {} };
  await asStoredBefore(db, { id: 's', name: 'shop', pieces: 2, details });
  await asStoredBefore(db, { id: 'other', name: 'of another notebook', pieces: 1, details });
  value(await linkSources(db, 'n', ['s']));
  session = new NotebookSession(engines, db, 'n', notebook, true, 1);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await session.close();
});

async function open(): Promise<void> {
  await session.restore(value(await sourcesOf(db, 'n')));
  session.start();
}

test('what stands under its rows goes once its cells have run, and under those of all other notebooks', async () => {
  const running = engines.engine.hold(/^CREATE OR REPLACE TABLE "a" AS/);
  await open();
  await running.reached;
  // The rows are in the engine, and nothing was rewritten beside the cells.
  expect(engines.engine.tables.get('shop')).toHaveLength(2);
  expect(value(await unblanked(db))).toEqual(['other', 's']);
  running.release();
  await soon(async () => expect(value(await unblanked(db))).toEqual([]));
  expect(await rowsAtRest(db)).not.toContain(RAW);
  expect(session.saveFault).toBeNull();
});

test('one that is closed meanwhile leaves the rest to the next visit', async () => {
  const running = engines.engine.hold(/^CREATE OR REPLACE TABLE "a" AS/);
  await open();
  await running.reached;
  const keeping = session.keepSources();
  await session.close();
  running.release();
  await keeping;
  expect(value(await unblanked(db))).toEqual(['other', 's']);
  session = new NotebookSession(engines, db, 'n', notebook, true, 1);
  await open();
  await soon(async () => expect(value(await unblanked(db))).toEqual([]));
});

test('a tab that only reads writes nothing', async () => {
  const lock = async () => ({ mine: false, takeOver: async () => {}, release: () => {} });
  await session.claim(async () => null, lock);
  expect(session.readonly).toBe(true);
  await open();
  await session.keepSources();
  expect(value(await unblanked(db))).toEqual(['other', 's']);
});

test('a disk that is full is told', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await open();
  await soon(() => expect(session.saveFault).toMatchObject({ code: 'storage-full' }));
});
