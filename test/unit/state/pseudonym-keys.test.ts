import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { PseudonymKeys } from '../../../src/state/pseudonym-keys.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { pseudonymSecret, saveNotebook } from '../../../src/storage/notebooks.ts';
import { partPseudonyms } from '../../../src/storage/pseudonyms.ts';
import { findSecret, getSecret } from '../../../src/storage/values.ts';
import { value } from '../cli/support.ts';

let count = 0;
afterEach(() => void vi.restoreAllMocks());
const fresh = async (): Promise<Db> => value(await openDb(`pseudonyms-${++count}`));
const save = async (db: Db, id: string): Promise<void> => {
  value(await saveNotebook(db, { id, title: id, text: '{}', trusted: true, at: 1 }));
};

test('notebooks that shared a key keep its pseudonyms, each under its own; the shared one goes', async () => {
  const db = await fresh();
  const shared = value(await getSecret(db, 'pseudonyms'));
  for (const id of ['a', 'b']) await save(db, id);
  const own = value(await getSecret(db, pseudonymSecret('b')));
  value(await partPseudonyms(db));
  expect(value(await findSecret(db, pseudonymSecret('a')))).toEqual(shared);
  expect(value(await findSecret(db, pseudonymSecret('b')))).toEqual(own);
  expect(value(await findSecret(db, 'pseudonyms'))).toBeNull();
  // A second time there is nothing to do, and a notebook made since gets nothing of the old one.
  await save(db, 'c');
  value(await partPseudonyms(db));
  expect(value(await findSecret(db, pseudonymSecret('c')))).toBeNull();
});

test('each notebook has a key of its own, the same at the next visit', async () => {
  const db = await fresh();
  const keys = new PseudonymKeys();
  const [a, b] = [await keys.of('a', db), await keys.of('b', db)];
  expect(a).toMatch(/^[0-9a-f]{64}$/);
  expect(b).not.toBe(a);
  expect(await db.raw.count('secrets')).toBe(0);
  expect(value(await keys.keep('a', db))).toEqual({ key: a, owed: null });
  expect(await new PseudonymKeys().of('a', db)).toBe(a);
  expect(await new PseudonymKeys().of('b', db)).not.toBe(b);
});

test('without storage a key lasts as long as the visit', async () => {
  const keys = new PseudonymKeys();
  const { key, owed } = value(await keys.keep('a', null));
  expect(owed).toBeNull();
  expect(await keys.of('a', null)).toBe(key);
  keys.forget();
  expect(await keys.of('a', null)).not.toBe(key);
});

test('a key that cannot be read is not another one: nothing is made with that', async () => {
  const db = await fresh();
  const { key } = value(await new PseudonymKeys().keep('a', db));
  const keys = new PseudonymKeys();
  const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('bad sector', 'UnknownError');
  });
  expect(await keys.of('a', db)).not.toBe(key);
  expect(await keys.keep('a', db)).toMatchObject({ ok: false, fault: { code: 'storage-failed' } });
  get.mockRestore();
  expect(value(await keys.keep('a', db)).key).toBe(key);
});

test('a key that could not be stored for lack of room is stored once there is some', async () => {
  const db = await fresh();
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no space', 'QuotaExceededError');
  });
  const { key, owed } = value(await new PseudonymKeys().keep('a', db));
  expect(await owed!()).toMatchObject({ ok: false, fault: { code: 'storage-full' } });
  put.mockRestore();
  value(await owed!());
  expect(await new PseudonymKeys().of('a', db)).toBe(key);
});
