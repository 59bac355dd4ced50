import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Result } from '../../../src/result.ts';
import { openDb, type CellarDb, type Db } from '../../../src/storage/db.ts';
import * as locks from '../../../src/storage/lock.ts';
import * as notebooks from '../../../src/storage/notebooks.ts';
import { pack, unpack } from '../../../src/storage/pack.ts';
import * as sources from '../../../src/storage/sources.ts';
import { getSecret, getSetting, setSetting } from '../../../src/storage/values.ts';

let db: Db;
let count = 0;
let name: string;

const WORD = 'correct horse battery';
/** A key that is cheap to derive: what is tested is not scrypt. */
const CHEAP = { N: 2 ** 4, r: 1, p: 1 };
const TABLES = ['notebooks', 'versions', 'sources', 'chunks', 'secrets', 'settings'] as const;
/** Marked, so that one can look for them in what is stored. */
const MARKS = ['CANARY-TITLE', 'CANARY-TEXT', 'CANARY-SOURCE', 'CANARY-FILE', 'CANARY-ROW', 'CANARY-SETTING'];

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

beforeEach(async () => {
  name = `lock-${++count}`;
  db = value(await openDb(name));
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

async function fillWorkspace(): Promise<void> {
  value(
    await notebooks.saveNotebook(db, {
      ...{ id: 'n', title: 'CANARY-TITLE', text: 'CANARY-TEXT 1', trusted: false, at: 1 },
    }),
  );
  value(
    await notebooks.saveNotebook(db, {
      ...{ id: 'n', title: 'CANARY-TITLE', text: 'CANARY-TEXT 2', trusted: false, at: 2 },
    }),
  );
  const writer = value(
    await sources.writeSource(db, {
      ...{ id: 's', notebook: 'n', name: 'CANARY-SOURCE', columns: [{ name: '客户', type: 'VARCHAR' }] },
      ...{
        ledger: { read: 2 },
        details: { file: 'CANARY-FILE.csv', digests: [new Blob(['d'])] },
        createdAt: 3,
      },
    }),
  );
  value(await writer.add(bytesOf('CANARY-ROW 1')));
  value(await writer.add(bytesOf('CANARY-ROW 2')));
  value(await writer.commit(2));
  value(await sources.linkSources(db, 'n', ['s']));
  value(await setSetting(db, 'runs:n', { title: 'CANARY-SETTING' }));
  value(await getSecret(db, 'pseudonyms:n'));
}

/** Everything that stands in the database, as one text. */
async function everything(): Promise<string> {
  const texts: string[] = [];
  for (const table of [...TABLES, 'lock'] as const) {
    for (const record of await db.raw.getAll(table)) {
      const blobs = Object.values(record).filter((field): field is Blob => field instanceof Blob);
      for (const blob of blobs) texts.push(new TextDecoder('latin1').decode(await blob.arrayBuffer()));
      texts.push(
        JSON.stringify(record, (_, field: unknown) =>
          field instanceof Uint8Array ? new TextDecoder('latin1').decode(field) : field,
        ),
      );
    }
  }
  return texts.join('\n');
}

async function expectWhole(): Promise<void> {
  expect(value(await notebooks.loadNotebook(db, 'n'))).toMatchObject({
    ...{ title: 'CANARY-TITLE', text: 'CANARY-TEXT 2', trusted: false, revision: 2, updatedAt: 2 },
  });
  expect(value(await notebooks.loadNotebook(db, 'n', 'previous')).text).toBe('CANARY-TEXT 1');
  const rows: string[] = [];
  const read = value(
    await sources.readSource(db, 's', (piece) => void rows.push(new TextDecoder().decode(piece))),
  );
  expect(rows).toEqual(['CANARY-ROW 1', 'CANARY-ROW 2']);
  expect(read).toMatchObject({ name: 'CANARY-SOURCE', rows: 2, notebook: 'n', ledger: { read: 2 } });
  const { file, digests } = read.details as { file: string; digests: Blob[] };
  expect([file, await digests[0]!.text()]).toEqual(['CANARY-FILE.csv', 'd']);
  expect(value(await getSetting(db, 'runs:n'))).toEqual({ title: 'CANARY-SETTING' });
}

async function reopen(): Promise<locks.LockState> {
  db.close();
  db = value(await openDb(name));
  return value(await locks.beginLocked(db));
}

describe('a passphrase', () => {
  test('seals everything of worth, and opens it again after a reload', async () => {
    await fillWorkspace();
    const before = await everything();
    for (const mark of MARKS) expect(before, mark).toContain(mark);
    const secret = value(await getSecret(db, 'pseudonyms:n'));
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    await expectWhole();
    const after = await everything();
    for (const mark of [...MARKS, '客户', 'VARCHAR', WORD]) expect(after, mark).not.toContain(mark);
    expect(after).not.toContain(new TextDecoder('latin1').decode(secret));

    expect(await reopen()).toBe('locked');
    expect(await notebooks.listNotebooks(db)).toMatchObject({ fault: { code: 'storage-locked' } });
    expect(await getSetting(db, 'runs:n')).toMatchObject({ fault: { code: 'storage-locked' } });
    expect(await setSetting(db, 'runs:n', 1)).toMatchObject({ fault: { code: 'storage-locked' } });
    expect(await sources.readSource(db, 's', () => {})).toMatchObject({ fault: { code: 'storage-locked' } });
    value(await locks.unlock(db, WORD));
    await expectWhole();
    expect(value(await getSecret(db, 'pseudonyms:n'))).toEqual(secret);
  });

  test('what is written afterwards is sealed too', async () => {
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    await fillWorkspace();
    value(await notebooks.trustNotebook(db, 'n'));
    value(await sources.updateSource(db, 's', { name: 'CANARY-SOURCE' }));
    const after = await everything();
    for (const mark of MARKS) expect(after, mark).not.toContain(mark);
    expect(value(await notebooks.listNotebooks(db))).toMatchObject([
      { trusted: true, title: 'CANARY-TITLE' },
    ]);
  });

  test('what was made ready in plain before it was set is not stored in plain after', async () => {
    await fillWorkspace();
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    // Looking up what is there takes as long as the test wants.
    const raw = new Proxy(db.raw, {
      get(target, key) {
        const field: unknown = target[key as keyof Db['raw']];
        if (typeof field !== 'function') return field;
        return key === 'get'
          ? (...args: unknown[]) => held.then(() => field.apply(target, args))
          : field.bind(target);
      },
    });
    const slow: Db = {
      raw,
      get vault() {
        return db.vault;
      },
      blobs: true,
      close: () => undefined,
    };
    const note = { id: 'n', title: 'CANARY-LATE', text: 'CANARY-LATER', trusted: false, at: 3 };
    const saving = notebooks.saveNotebook(slow, note);
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    letGo();
    value(await saving);
    expect(await everything()).not.toContain('CANARY');
    expect(value(await notebooks.listNotebooks(db))).toMatchObject([{ title: 'CANARY-LATE' }]);
  });

  test('locking forgets the key at once', async () => {
    await fillWorkspace();
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    locks.lockNow(db);
    expect(await notebooks.loadNotebook(db, 'n')).toMatchObject({ fault: { code: 'storage-locked' } });
  });

  test('a wrong one, a short one and a damaged lock are told apart', async () => {
    expect(await locks.setPassphrase(db, '1234567', undefined, CHEAP)).toMatchObject({
      fault: { code: 'passphrase-short', values: { min: 8 } },
    });
    expect(await db.raw.count('lock')).toBe(0);
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    await reopen();
    expect(await locks.unlock(db, `${WORD}!`)).toMatchObject({ fault: { code: 'passphrase-wrong' } });
    const lock = (await db.raw.get('lock', 'lock'))!;
    await db.raw.put('lock', { ...lock, wrapped: lock.wrapped.map((byte) => byte ^ 1) });
    expect(await locks.unlock(db, WORD)).toMatchObject({ fault: { code: 'lock-damaged' } });
  });

  test('the same words in another Unicode form are the same passphrase', async () => {
    value(await locks.setPassphrase(db, 'Käsebrot １２', undefined, CHEAP));
    await reopen();
    value(await locks.unlock(db, 'Ka\u0308sebrot 12'));
  });

  test('is changed in one write; the old one then opens nothing', async () => {
    await fillWorkspace();
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    const sealed = await db.raw.getAll('versions');
    expect(await locks.changePassphrase(db, 'not the one', 'another secret')).toMatchObject({
      fault: { code: 'passphrase-wrong' },
    });
    value(await locks.changePassphrase(db, WORD, 'another secret'));
    expect(await db.raw.getAll('versions')).toEqual(sealed);
    await reopen();
    expect(await locks.unlock(db, WORD)).toMatchObject({ fault: { code: 'passphrase-wrong' } });
    value(await locks.unlock(db, 'another secret'));
    await expectWhole();
  });

  test('is removed: everything stands in plain again, and no lock is left', async () => {
    await fillWorkspace();
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    expect(await locks.removePassphrase(db, 'not the one')).toMatchObject({
      fault: { code: 'passphrase-wrong' },
    });
    value(await locks.removePassphrase(db, WORD));
    expect(await reopen()).toBe('none');
    await expectWhole();
    const after = await everything();
    for (const mark of MARKS) expect(after, mark).toContain(mark);
  });
});

describe('a crash in the middle', () => {
  /** Lets the nth write of a kind, and all that follow, fail, as when the tab is killed there. */
  function dieAt(nth: number): void {
    const put = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (++calls >= nth) throw new DOMException('killed', 'AbortError');
      return put.apply(this, args);
    });
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('of sealing, at write %i: nothing is lost', async (nth) => {
    await fillWorkspace();
    dieAt(nth);
    expect((await locks.setPassphrase(db, WORD, undefined, CHEAP)).ok).toBe(false);
    vi.restoreAllMocks();
    const state = await reopen();
    expect(state).toBe(nth === 1 ? 'none' : 'locked');
    value(await locks.unlock(db, WORD));
    await expectWhole();
    if (nth > 1) {
      const after = await everything();
      for (const mark of MARKS) expect(after, mark).not.toContain(mark);
    }
  });

  test.each([1, 2, 3, 5, 8])('of removing the passphrase, at write %i: nothing is lost', async (nth) => {
    await fillWorkspace();
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    dieAt(nth);
    expect((await locks.removePassphrase(db, WORD)).ok).toBe(false);
    vi.restoreAllMocks();
    expect(await reopen()).toBe('locked');
    value(await locks.unlock(db, WORD));
    await expectWhole();
    expect(await reopen()).toBe(nth === 1 ? 'locked' : 'none');
  });

  test('of changing it: the old one opens', async () => {
    await fillWorkspace();
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    dieAt(1);
    expect((await locks.changePassphrase(db, WORD, 'another secret')).ok).toBe(false);
    vi.restoreAllMocks();
    await reopen();
    value(await locks.unlock(db, WORD));
    await expectWhole();
  });
});

describe('whoever writes into a sealed workspace', () => {
  beforeEach(async () => {
    await fillWorkspace();
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
  });

  test('cannot plant a record in plain', async () => {
    await db.raw.put('settings', { name: 'runs:n', value: 'planted' });
    expect(await getSetting(db, 'runs:n')).toMatchObject({ fault: { code: 'storage-damaged' } });
    await db.raw.put('chunks', { source: 's', index: 0, blob: new Blob(['planted']) });
    expect(await sources.readSource(db, 's', () => {})).toMatchObject({
      fault: { code: 'storage-damaged', values: { name: 'CANARY-SOURCE' } },
    });
  });

  test('cannot put a sealed record in the place of another', async () => {
    const [first, second] = (await db.raw.getAll('chunks')) as CellarDb['chunks']['value'][];
    await db.raw.put('chunks', { ...first!, blob: second!.blob });
    expect(await sources.readSource(db, 's', () => {})).toMatchObject({ fault: { code: 'storage-damaged' } });
    const old = (await db.raw.get('versions', ['n', 1]))!;
    await db.raw.put('versions', { ...old, revision: 2 });
    expect(await notebooks.loadNotebook(db, 'n')).toMatchObject({
      fault: { code: 'storage-damaged', values: { name: 'CANARY-TITLE' } },
    });
    expect(value(await notebooks.loadNotebook(db, 'n', 'previous')).text).toBe('CANARY-TEXT 1');
  });

  test('is found out by one changed bit', async () => {
    const chunk = (await db.raw.get('chunks', ['s', 1]))!;
    const bytes = new Uint8Array(await (chunk.blob as Blob).arrayBuffer());
    bytes[bytes.length - 1]! ^= 1;
    await db.raw.put('chunks', { ...chunk, blob: new Blob([bytes]) });
    expect(await sources.readSource(db, 's', () => {})).toMatchObject({ fault: { code: 'storage-damaged' } });
  });
});

test('values are packed and unpacked as they were', async () => {
  const packed = await pack({
    a: [1, null, '客户'],
    bytes: Uint8Array.of(0, 255),
    blob: new Blob(['x']),
    n: {},
  });
  const { blob, ...rest } = unpack(packed) as { blob: Blob };
  expect(rest).toEqual({ a: [1, null, '客户'], bytes: Uint8Array.of(0, 255), n: {} });
  expect(await blob.text()).toBe('x');
  expect(() => unpack(packed.slice(0, -1))).toThrow(RangeError);
});

describe('an entry that does not open', () => {
  /** Two notebooks under a passphrase, the entry of the first tampered with. */
  async function damagedEntry(): Promise<void> {
    const save = (id: string, at: number) =>
      notebooks.saveNotebook(db, { id, title: `title of ${id}`, text: `text of ${id}`, trusted: true, at });
    value(await save('bad', 1));
    value(await save('good', 2));
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    const entry = (await db.raw.get('notebooks', 'bad')) as unknown as { sealed: Uint8Array<ArrayBuffer> };
    const sealed = entry.sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte));
    await db.raw.put('notebooks', { ...entry, sealed } as never);
  }

  test('leaves the list whole; its notebook is listed without a title', async () => {
    await damagedEntry();
    expect(value(await notebooks.listNotebooks(db)).map(({ id, title }) => [id, title])).toEqual([
      ['good', 'title of good'],
      ['bad', null],
    ]);
  });

  test('does not keep its notebook’s text from being read: it is as one from elsewhere', async () => {
    await damagedEntry();
    expect(value(await notebooks.loadNotebook(db, 'bad'))).toMatchObject({
      ...{ title: '', text: 'text of bad', trusted: false },
    });
    value(await notebooks.saveNotebook(db, { id: 'bad', title: 'again', text: 't', trusted: true, at: 3 }));
    expect(value(await notebooks.listNotebooks(db)).map(({ title }) => title)).toContain('again');
  });

  test('can be deleted', async () => {
    await damagedEntry();
    value(await notebooks.deleteNotebook(db, 'bad'));
    expect(value(await notebooks.listNotebooks(db))).toHaveLength(1);
  });
});
