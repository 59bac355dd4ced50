import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultNotebook } from '../../../src/notebook/defaults.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { salvageOf } from '../../../src/state/salvage.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { loadNotebook, saveNotebook } from '../../../src/storage/notebooks.ts';
import type { Result } from '../../../src/result.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

let db: Db;
let count = 0;
beforeEach(async () => {
  db = value(await openDb(`salvage-${++count}`));
});
afterEach(() => db.close());

const text = (title: string) => writeNotebook({ ...defaultNotebook, title });
const save = async (saved: string) =>
  value(await saveNotebook(db, { id: 'a', title: 'shop', text: saved, trusted: true, at: 1 }));

async function damage(change: (text: string) => string) {
  const last = (await db.raw.getAll('versions')).at(-1)!;
  if (!('text' in last)) throw new Error('sealed');
  await db.raw.put('versions', { ...last, text: change(last.text) });
  expect(await loadNotebook(db, 'a')).toMatchObject({
    fault: { code: 'storage-damaged', values: { name: 'shop' } },
  });
}

test('a damaged notebook leaves its text and the version before', async () => {
  await save(text('one'));
  await save(text('two'));
  await damage(() => 'cut sho');
  expect(value(await salvageOf(db, 'a'))).toEqual({ id: 'a', raw: 'cut sho', previous: true });
});

test('a first version that is damaged leaves its text alone', async () => {
  await save(text('one'));
  await damage(() => '');
  expect(value(await salvageOf(db, 'a'))).toEqual({ id: 'a', raw: '', previous: false });
});

test('a version before that is no notebook is not offered', async () => {
  await save('{"format": "something else"}');
  await save(text('two'));
  await damage((whole) => whole.slice(0, 9));
  expect(value(await salvageOf(db, 'a'))).toMatchObject({ previous: false });
});
