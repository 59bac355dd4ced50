import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { countEverything, deleteEverything, type PageStores } from '../../../src/state/delete-everything.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { lockNow, setPassphrase } from '../../../src/storage/lock.ts';
import { pseudonymSecret, saveNotebook } from '../../../src/storage/notebooks.ts';
import { linkSources, writeSource } from '../../../src/storage/sources.ts';
import { getSecret, setSetting } from '../../../src/storage/values.ts';
import { value } from '../cli/support.ts';

let count = 0;
afterEach(() => void vi.restoreAllMocks());

async function filled(): Promise<Db> {
  const db = value(await openDb(`everything-${++count}`));
  value(await saveNotebook(db, { id: 'n', title: 'n', text: '{}', trusted: true, at: 1 }));
  for (const id of ['s', 't']) {
    const about = { id, notebook: 'n', name: id, columns: [], ledger: null, details: null, createdAt: 1 };
    const writer = value(await writeSource(db, about));
    value(await writer.add(new Uint8Array(10)));
    value(await writer.commit(4));
  }
  value(await linkSources(db, 'n', ['s', 't']));
  value(await setSetting(db, 'runs:n', []));
  value(await getSecret(db, pseudonymSecret('n')));
  return db;
}

function stores(): PageStores & { left(): unknown } {
  const kept = new Set(['cellar-1', 'another']);
  const choices = new Map([
    ['cellar.lang', 'zh'],
    ['cellar.theme', 'dark'],
    ['another', ''],
  ]);
  return {
    caches: { keys: async () => [...kept], delete: async (name) => kept.delete(name) },
    workers: null,
    choices: {
      get length() {
        return choices.size;
      },
      key: (at) => [...choices.keys()][at] ?? null,
      removeItem: (key) => void choices.delete(key),
    },
    left: () => ({ caches: [...kept], choices: [...choices.keys()] }),
  };
}

const ACCOUNT = { notebooks: 1, sources: 2, rows: 8, bytes: 20, settings: 1, keys: 1, caches: 1, choices: 2 };

test('everything goes, counted, and nothing of others', async () => {
  const db = await filled();
  const { name } = db.raw;
  const page = stores();
  expect(value(await countEverything(db, page))).toEqual(ACCOUNT);
  expect(value(await deleteEverything(db, page))).toEqual(ACCOUNT);
  expect(page.left()).toEqual({ caches: ['another'], choices: ['another'] });
  const again = value(await openDb(name));
  for (const table of again.raw.objectStoreNames) expect(await again.raw.count(table), table).toBe(0);
});

test('a locked workspace is deleted too: a forgotten passphrase leaves that way', async () => {
  const db = await filled();
  const { name } = db.raw;
  value(await setPassphrase(db, 'forgotten since', undefined, { N: 16, r: 1, p: 1 }));
  lockNow(db);
  const account = value(await deleteEverything(db, stores()));
  expect(account).toEqual({ ...ACCOUNT, rows: null, keys: 2 });
  expect(await value(await openDb(name)).raw.count('lock')).toBe(0);
});

test('another tab lets go of it', async () => {
  const db = await filled();
  let told = 0;
  value(await openDb(db.raw.name, () => told++));
  value(await deleteEverything(db, stores()));
  expect(told).toBe(1);
});

test('a store that the browser does not give is told of, and all others are emptied', async () => {
  const db = await filled();
  const { name } = db.raw;
  const page = stores();
  const refused = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
  page.caches = { keys: refused, delete: refused };
  page.workers = { getRegistrations: refused };
  expect(await deleteEverything(db, page)).toMatchObject({ fault: { code: 'storage-unavailable' } });
  expect(page.left()).toMatchObject({ choices: ['another'] });
  expect(await value(await openDb(name)).raw.count('notebooks')).toBe(0);
});

test('an entry that does not open keeps nothing from being deleted', async () => {
  const db = await filled();
  const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
    throw new DOMException('Failed to read large IndexedDB value', 'DataError');
  });
  const account = value(await deleteEverything(db, stores()));
  getAll.mockRestore();
  expect(account).toMatchObject({ notebooks: 1, sources: 2, rows: null, bytes: 0 });
  const again = value(await openDb(`everything-${count}`));
  expect(await again.raw.count('sources')).toBe(0);
  again.close();
});

test('a database that cannot be counted or deleted is told of, and all else is emptied', async () => {
  const db = await filled();
  const refused = vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(() => {
    throw new DOMException('bad sector', 'UnknownError');
  });
  const own = stores();
  expect(await deleteEverything(db, own)).toMatchObject({ ok: false, fault: { code: 'storage-failed' } });
  refused.mockRestore();
  expect(own.left()).toEqual({ caches: ['another'], choices: ['another'] });
  const again = value(await openDb(`everything-${count}`));
  expect(await again.raw.count('notebooks')).toBe(0);
  again.close();
});
