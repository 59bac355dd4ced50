import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Result } from '../../../src/result.ts';
import { change, openDb, type Db } from '../../../src/storage/db.ts';
import { storageFault } from '../../../src/storage/fault.ts';
import * as notebooks from '../../../src/storage/notebooks.ts';
import { askPersistence, storageSpace } from '../../../src/storage/persist.ts';
import * as sources from '../../../src/storage/sources.ts';
import { sweep } from '../../../src/storage/sweep.ts';
import { getSecret, getSetting, setSetting } from '../../../src/storage/values.ts';
import { keptStates, keptText } from '../../../src/storage/versions.ts';

let db: Db;
let count = 0;
let name: string;

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

beforeEach(async () => {
  name = `test-${++count}`;
  db = value(await openDb(name));
});
afterEach(() => db.close());

const save = (id: string, text: string, at = 1) =>
  notebooks.saveNotebook(db, { id, title: `title of ${id}`, text, trusted: true, at });

/** A write that the browser refuses for lack of space, at its `nth` put. */
function fullAt(nth: number) {
  const put = IDBObjectStore.prototype.put;
  let calls = 0;
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (++calls >= nth) throw new DOMException('no space left', 'QuotaExceededError');
    return put.apply(this, args);
  });
}

describe('notebooks', () => {
  test('come back as they were saved, after a reload too', async () => {
    value(await save('a', '{"x":"客户"}', 10));
    value(await save('a', '{"x":2}', 20));
    db.close();
    db = value(await openDb(name));
    expect(value(await notebooks.loadNotebook(db, 'a'))).toEqual({
      ...{
        id: 'a',
        title: 'title of a',
        updatedAt: 20,
        openedAt: 10,
        trusted: true,
        revision: 2,
        text: '{"x":2}',
      },
    });
    expect(value(await notebooks.loadNotebook(db, 'a', 'previous')).text).toBe('{"x":"客户"}');
  });

  /** Minutes as epoch ms. */
  const minute = 60_000;
  const revisions = async (id: string) =>
    (await db.raw.getAllKeys('versions')).flatMap(([of, revision]) => (of === id ? [revision] : []));

  test('the first, the last two versions and what stood for a while are kept, not every edit', async () => {
    for (let i = 1; i <= 5; i++) value(await save('a', `v${i}`));
    value(await save('b', 'other'));
    expect(await revisions('a')).toEqual([1, 4, 5]);

    // An hour's pause: what stood before it stays. Then twenty edits in twenty minutes.
    for (let i = 0; i < 20; i++) value(await save('a', `later ${i}`, (60 + i) * minute));
    const kept = await revisions('a');
    expect(kept).toContain(5);
    expect(kept.length).toBeLessThan(9);
    expect(kept.slice(-2)).toEqual([24, 25]);
    const times = await Promise.all(kept.map(async (r) => (await db.raw.get('versions', ['a', r]))!.savedAt));
    // Nothing of those twenty minutes is further than eleven from a state to go back to.
    for (let i = 1; i < times.length; i++)
      if (times[i - 1]! > 59 * minute) expect(times[i]! - times[i - 1]!).toBeLessThanOrEqual(11 * minute);
  });

  test('many states are bounded, the oldest go', async () => {
    for (let i = 0; i < 60; i++) value(await save('a', `day ${i}`, i * 60 * minute));
    const kept = await revisions('a');
    expect(kept).toHaveLength(42);
    expect(kept[0]).toBe(19);
  });

  test('states are listed newest first without the last, and their text comes back whole or not at all', async () => {
    for (const [i, text] of ['one', 'two', 'three'].entries())
      value(await save('a', text, (i + 1) * 60 * minute));
    const states = value(await keptStates(db, 'a'));
    expect(states).toEqual([
      { revision: 2, savedAt: 120 * minute },
      { revision: 1, savedAt: 60 * minute },
    ]);
    expect(value(await keptText(db, 'a', 1, 'A'))).toBe('one');
    expect(await keptText(db, 'a', 9, 'A')).toMatchObject({ fault: { code: 'storage-missing' } });
    await db.raw.put('versions', { ...(await db.raw.get('versions', ['a', 2]))!, text: 'twe' });
    expect(await keptText(db, 'a', 2, 'A')).toMatchObject({ fault: { code: 'storage-damaged' } });
  });

  test('a save that is cut short leaves the version before', async () => {
    value(await save('a', 'first'));
    for (const nth of [1, 2]) {
      const spy = fullAt(nth);
      expect(await save('a', 'second')).toMatchObject({ ok: false, fault: { code: 'storage-full' } });
      spy.mockRestore();
    }
    expect(value(await notebooks.loadNotebook(db, 'a')).text).toBe('first');
    expect(await db.raw.getAllKeys('versions')).toEqual([['a', 1]]);
    value(await save('a', 'third'));
    expect(value(await notebooks.loadNotebook(db, 'a')).text).toBe('third');
  });

  test('a change whose work throws writes nothing', async () => {
    const outcome = await change(db, ['settings'], async (tx) => {
      await tx.objectStore('settings').put({ name: 'a', value: 1 });
      throw new Error('killed');
    });
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'storage-failed', detail: 'Error: killed' } });
    expect(value(await getSetting(db, 'a'))).toBeUndefined();
  });

  test('one that was tampered with is damaged; its text and the version before stay', async () => {
    value(await save('a', 'good'));
    value(await save('a', 'better'));
    const stored = (await db.raw.get('versions', ['a', 2]))!;
    await db.raw.put('versions', { ...stored, text: 'bettor' });
    expect(await notebooks.loadNotebook(db, 'a')).toEqual({
      ok: false,
      fault: { code: 'storage-damaged', values: { name: 'title of a' } },
    });
    expect(value(await notebooks.rawNotebook(db, 'a'))).toBe('bettor');
    expect(value(await notebooks.loadNotebook(db, 'a', 'previous')).text).toBe('good');
    for (const text of ['c', 'd', 'e']) value(await save('a', text));
    expect(await db.raw.get('versions', ['a', 2])).toMatchObject({ text: 'bettor' });
    expect(value(await notebooks.loadNotebook(db, 'a', 'previous')).text).toBe('d');
  });

  test('one that is not there is missing', async () => {
    expect(await notebooks.loadNotebook(db, 'x')).toMatchObject({ fault: { code: 'storage-missing' } });
    value(await save('a', 'only'));
    expect(await notebooks.loadNotebook(db, 'a', 'previous')).toMatchObject({
      fault: { code: 'storage-missing' },
    });
    expect(value(await notebooks.rawNotebook(db, 'x'))).toBeNull();
  });

  test('are listed by when they were opened, and become trusted', async () => {
    value(await save('old', '1', 1));
    value(await save('new', '2', 2));
    value(await notebooks.saveNotebook(db, { id: 'link', title: 'l', text: '3', trusted: false, at: 3 }));
    value(await notebooks.touchNotebook(db, 'old', 9));
    value(await notebooks.trustNotebook(db, 'link'));
    const list = value(await notebooks.listNotebooks(db));
    expect(list.map((n) => [n.id, n.openedAt, n.trusted])).toEqual([
      ['old', 9, true],
      ['link', 3, true],
      ['new', 2, true],
    ]);
    value(await notebooks.touchNotebook(db, 'gone', 1));
    expect(value(await notebooks.listNotebooks(db))).toHaveLength(3);
  });
});

const newSource = (id: string): sources.NewSource => ({
  id,
  name: `source ${id}`,
  columns: [{ name: '客户', type: 'VARCHAR' }],
  ledger: { read: 3, rejected: 1 },
  details: { entity: 'orders' },
  createdAt: 5,
});

async function store(id: string, ...pieces: number[][]) {
  const writer = value(await sources.writeSource(db, newSource(id)));
  for (const piece of pieces) value(await writer.add(Uint8Array.from(piece)));
  return value(await writer.commit(2));
}

async function read(id: string) {
  const pieces: number[][] = [];
  const result = await sources.readSource(db, id, (bytes, index) => void (pieces[index] = [...bytes]));
  return { result, pieces };
}

describe('sources', () => {
  test('come back piece by piece with what is known of them', async () => {
    await store('s', [1, 2, 3], [], [255, 0]);
    const { result, pieces } = await read('s');
    expect(pieces).toEqual([[1, 2, 3], [], [255, 0]]);
    expect(value(result)).toMatchObject({ ...newSource('s'), rows: 2, bytes: 5, state: 'ready' });
  });

  test('do not exist before they are committed, nor after an import is abandoned', async () => {
    const writer = value(await sources.writeSource(db, newSource('s')));
    value(await writer.add(Uint8Array.of(1)));
    expect(value(await sources.listSources(db))).toEqual([]);
    expect((await read('s')).result).toMatchObject({ fault: { code: 'storage-missing' } });
    value(await writer.abandon());
    expect(await db.raw.count('chunks')).toBe(0);
    expect(await db.raw.count('sources')).toBe(0);
  });

  test('written anew hold nothing of the old pieces', async () => {
    await store('s', [1], [2], [3]);
    await store('s', [9]);
    expect((await read('s')).pieces).toEqual([[9]]);
    expect(await db.raw.count('chunks')).toBe(1);
  });

  test.each([
    ['changed', (blob: Blob) => new Blob([blob, 'x'])],
    ['lost', () => null],
  ])('a piece that was %s is damage, and nothing is deleted', async (_, tamper) => {
    await store('s', [1], [2]);
    const chunk = (await db.raw.get('chunks', ['s', 1]))!;
    const blob = tamper(chunk.blob as Blob);
    if (blob) await db.raw.put('chunks', { ...chunk, blob });
    else await db.raw.delete('chunks', ['s', 1]);
    const { result, pieces } = await read('s');
    expect(result).toEqual({ ok: false, fault: { code: 'storage-damaged', values: { name: 'source s' } } });
    expect(pieces).toEqual([[1]]);
    expect(value(await sources.listSources(db))).toHaveLength(1);
  });

  test('a full disk is told, and the source can be abandoned', async () => {
    const writer = value(await sources.writeSource(db, newSource('s')));
    const spy = fullAt(1);
    expect(await writer.add(Uint8Array.of(1))).toMatchObject({ ok: false, fault: { code: 'storage-full' } });
    spy.mockRestore();
    value(await writer.abandon());
    expect(await db.raw.count('sources')).toBe(0);
  });

  test('what a crash left behind is removed once it is a day old', async () => {
    value(await sources.writeSource(db, newSource('crashed')));
    await store('whole', [1]);
    value(await sources.linkSources(db, 'a', ['whole']));
    expect(value(await sweep(db, 1_000, new Set()))).toBe(0);
    expect(value(await sweep(db, 2 * 86_400_000, new Set()))).toBe(1);
    expect(await db.raw.getAllKeys('sources')).toEqual(['whole']);
  });

  test('what a notebook no longer runs on is swept, unless some tab has it open', async () => {
    for (const id of ['used', 'replaced']) {
      const writer = value(await sources.writeSource(db, { ...newSource(id), notebook: 'a' }));
      value(await writer.commit(0));
    }
    value(await sources.writeSource(db, { ...newSource('half'), notebook: 'a' }));
    value(await sources.linkSources(db, 'a', ['used']));
    expect(value(await sweep(db, 6, new Set(['a'])))).toBe(0);
    expect(value(await sweep(db, 6, new Set()))).toBe(2);
    expect(await db.raw.getAllKeys('sources')).toEqual(['used']);
  });

  test('a notebook takes what it no longer runs on along when it is deleted, and its pseudonyms’ key', async () => {
    const writer = value(await sources.writeSource(db, { ...newSource('replaced'), notebook: 'a' }));
    value(await writer.add(Uint8Array.of(1)));
    value(await writer.commit(1));
    value(await save('a', 'x'));
    value(await getSecret(db, notebooks.pseudonymSecret('a')));
    value(await notebooks.deleteNotebook(db, 'a'));
    for (const table of ['sources', 'chunks', 'secrets'] as const) {
      expect(await db.raw.count(table), table).toBe(0);
    }
  });

  test('a corrected mapping is kept beside the rows', async () => {
    await store('s', [1]);
    value(await sources.updateSource(db, 's', { details: { entity: 'events' } }));
    expect(value((await read('s')).result)).toMatchObject({ details: { entity: 'events' }, rows: 2 });
  });

  test('go with the last notebook that uses them', async () => {
    await store('both', [1]);
    await store('one', [2]);
    value(await save('a', 'x'));
    value(await save('ab', 'y'));
    value(await sources.linkSources(db, 'a', ['both', 'one']));
    value(await sources.linkSources(db, 'ab', ['both']));
    expect(value(await sources.sourcesOf(db, 'a'))).toEqual(['both', 'one']);
    value(await notebooks.deleteNotebook(db, 'a'));
    expect(await db.raw.getAllKeys('sources')).toEqual(['both']);
    expect(await db.raw.getAllKeys('chunks')).toEqual([['both', 0]]);
    expect(value(await notebooks.loadNotebook(db, 'ab')).text).toBe('y');
    expect(await notebooks.loadNotebook(db, 'a')).toMatchObject({ fault: { code: 'storage-missing' } });
    value(await notebooks.deleteNotebook(db, 'ab'));
    for (const table of ['notebooks', 'versions', 'sources', 'chunks', 'notebookSources'] as const) {
      expect(await db.raw.count(table), table).toBe(0);
    }
  });

  test('deleting one takes its links along', async () => {
    await store('s', [1]);
    value(await sources.linkSources(db, 'a', ['s', 't']));
    value(await sources.deleteSource(db, 's'));
    expect(value(await sources.sourcesOf(db, 'a'))).toEqual(['t']);
  });
});

test('settings are kept and removed', async () => {
  value(await setSetting(db, 'theme', { dark: true }));
  expect(value(await getSetting(db, 'theme'))).toEqual({ dark: true });
  value(await setSetting(db, 'theme', undefined));
  expect(value(await getSetting(db, 'theme'))).toBeUndefined();
});

test('a secret is made once, also when asked for twice at a time', async () => {
  const [one, two] = await Promise.all([getSecret(db, 'pseudonyms'), getSecret(db, 'pseudonyms')]);
  expect(value(one)).toHaveLength(32);
  expect([...value(two)]).toEqual([...value(one)]);
  expect([...value(await getSecret(db, 'pseudonyms'))]).toEqual([...value(one)]);
  expect([...value(await getSecret(db, 'other'))]).not.toEqual([...value(one)]);
});

describe('a database that cannot be opened', () => {
  test('because it is newer says so and is left alone', async () => {
    db.close();
    const later = indexedDB.open(name, 99);
    await new Promise((resolve) => (later.onsuccess = resolve));
    later.result.close();
    expect(await openDb(name)).toMatchObject({ ok: false, fault: { code: 'storage-newer' } });
  });

  test('steps aside for a newer tab and tells the page', async () => {
    let closed = 0;
    const mine = value(await openDb(`${name}-b`, () => closed++));
    const later = indexedDB.open(`${name}-b`, 99);
    await new Promise((resolve) => (later.onsuccess = resolve));
    later.result.close();
    expect(closed).toBe(1);
    expect(await getSetting(mine, 'x')).toMatchObject({ ok: false, fault: { code: 'storage-unavailable' } });
  });
});

test.each([
  [new DOMException('', 'QuotaExceededError'), 'storage-full'],
  [new DOMException('', 'VersionError'), 'storage-newer'],
  [new DOMException('', 'SecurityError'), 'storage-unavailable'],
  [new DOMException('', 'UnknownError'), 'storage-failed'],
  ['odd', 'storage-failed'],
])('%s is %s', (error, code) => expect(storageFault(error).code).toBe(code));

test('persistence is asked for only when it is not there, and a refusal is no error', async () => {
  const manager = (persisted: boolean, grant: boolean) =>
    ({ persisted: async () => persisted, persist: vi.fn(async () => grant) }) as unknown as StorageManager;
  const has = manager(true, false);
  expect(await askPersistence(has)).toBe('persistent');
  expect(has.persist).not.toHaveBeenCalled();
  expect(await askPersistence(manager(false, true))).toBe('persistent');
  expect(await askPersistence(manager(false, false))).toBe('evictable');
  const broken = { persist: 1, persisted: () => Promise.reject(new Error()) } as unknown as StorageManager;
  expect(await askPersistence(broken)).toBe('unknown');
  expect(await storageSpace({ estimate: async () => ({ usage: 1, quota: 9 }) } as StorageManager)).toEqual({
    used: 1,
    allowed: 9,
  });
  expect(await storageSpace({} as StorageManager)).toBeNull();
});
