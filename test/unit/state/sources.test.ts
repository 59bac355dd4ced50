import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { NOTHING_RAW } from '../../../src/state/import/existing.ts';
import type { ImportedTable } from '../../../src/state/import/imported.ts';
import { SourceShelf } from '../../../src/state/sources.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { sourceRecord, sourcesOf } from '../../../src/storage/sources.ts';
import { sweep } from '../../../src/storage/sweep.ts';
import { Damaged } from '../../../src/storage/vault.ts';
import { value } from '../cli/support.ts';
import { FakeEngine } from './support.ts';
import { soon } from '../support/soon.ts';

let db: Db;
let count = 0;
let engine: FakeEngine;
let shelf: SourceShelf;

beforeEach(async () => {
  db = value(await openDb(`shelf-${++count}`));
  engine = new FakeEngine();
  shelf = new SourceShelf(db, 'n');
});
afterEach(() => vi.restoreAllMocks());

async function* pieces(...bytes: number[]): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield new Uint8Array([byte]);
}

const tableOf = (name: string, more: Partial<ImportedTable> = {}): ImportedTable => ({
  expected: { ...defaultSource, name, entity: 'orders' },
  columns: [{ name: 'id', type: 'BIGINT' }],
  ledger: { read: 2, rejected: 0, rejects: [], conversions: [], bytes: 1 },
  file: `${name}.csv`,
  personal: { id: null },
  weakened: {},
  digests: async () => null,
  raw: async () => NOTHING_RAW,
  ...more,
});

async function take(name: string, ...bytes: number[]): Promise<void> {
  value(await shelf.receive(engine, name, pieces(...bytes)));
  shelf.adopt(tableOf(name));
}

const DIGESTS = { engine: '1.0', treatments: {}, pieces: [new Uint8Array([7])] };

/** What the engine has, byte for byte. */
const inEngine = () =>
  Object.fromEntries([...engine.tables].map(([name, all]) => [name, all.map((piece) => piece[0])]));
const names = () => shelf.list.map(({ name }) => name);

/** Rows, links and digests, as a notebook keeps them. */
async function keepAll(): Promise<void> {
  value(await shelf.keep());
  value(await shelf.link());
  value(await shelf.keepDigests());
}

/** The shelf of the next visit, over what storage has. */
async function nextVisit(): Promise<void> {
  shelf = new SourceShelf(db, 'n');
  engine = new FakeEngine();
  await shelf.restore(value(await sourcesOf(db, 'n')));
}

test('who weakened a policy, and when, is known at the next visit', async () => {
  const weakened = { id: { by: 'person', instead: 'mask', at: '2026-01-15T12:00:00.000Z' } } as const;
  value(await shelf.receive(engine, 'orders', pieces(1)));
  shelf.adopt(tableOf('orders', { weakened }));
  await keepAll();
  await nextVisit();
  expect(shelf.list[0]!.weakened).toEqual(weakened);
});

test('what is known of the values of a source stays with its rows, and goes with them', async () => {
  const known = [{ name: 'id', type: 'VARCHAR', trimmed: true, unique: true } as const];
  const general = [{ name: 'id', type: 'VARCHAR' }];
  const mapped = () => shelf.mapped([{ ...defaultSource, name: 'orders', entity: 'orders' }])[0]!.columns;
  value(await shelf.receive(engine, 'orders', pieces(1)));
  shelf.adopt(tableOf('orders', { columns: [...known] }));
  expect(mapped()).toEqual(known);
  await keepAll();
  await nextVisit();
  expect(mapped()).toEqual(known);
  // Rows that take their place are looked at for themselves.
  value(await shelf.receive(engine, 'orders', pieces(2)));
  shelf.adopt(tableOf('orders', { columns: general }));
  expect(mapped()).toEqual(general);
  await keepAll();
  await nextVisit();
  expect(mapped()).toEqual(general);
});

describe('an import', () => {
  test('that comes to nothing leaves the sources as they were', async () => {
    await take('orders', 1, 2);
    // A second import replaces it and brings another, then fails before anything was adopted.
    value(await shelf.receive(engine, 'orders', pieces(3)));
    value(await shelf.receive(engine, 'more', pieces(4)));
    expect(inEngine()).toEqual({ orders: [3], more: [4] });
    await shelf.abandon(engine);
    expect(names()).toEqual(['orders']);
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ orders: [1, 2] });
  });

  test('whose rows the engine is to take later has them when a run needs them', async () => {
    value(await shelf.receive(null, 'orders', pieces(1, 2)));
    shelf.adopt(tableOf('orders'));
    await take('more', 3);
    expect([names(), inEngine()]).toEqual([['orders', 'more'], { more: [3] }]);
    await keepAll();
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ more: [3], orders: [1, 2] });
  });

  test('takes the place of a source of its name, with rows of its own', async () => {
    await take('orders', 1);
    const before = shelf.list[0]!.id;
    await take('orders', 2);
    expect(names()).toEqual(['orders']);
    expect(shelf.list[0]!.id).not.toBe(before);
    await keepAll();
    expect(value(await sourcesOf(db, 'n'))).toEqual([shelf.list[0]!.id]);
  });

  test('whose rows stop coming is a fault', async () => {
    const broken = async function* () {
      yield new Uint8Array([1]);
      throw new Error('gone');
    };
    expect((await shelf.receive(engine, 'orders', broken())).ok).toBe(false);
    expect((await shelf.receive(null, 'orders', broken())).ok).toBe(false);
    expect(inEngine()).toEqual({});
  });
});

describe('keeping', () => {
  test('the next visit has the same rows, read when a run needs them', async () => {
    await take('orders', 1, 2);
    expect(shelf.unkept).toBe(true);
    await keepAll();
    expect(shelf.unkept).toBe(false);
    const before = shelf.list.map((source) => ({ ...source, chunks: null }));
    await nextVisit();
    expect(shelf.list).toEqual(before);
    expect(inEngine()).toEqual({});
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ orders: [1, 2] });
  });

  test('a full disk leaves the rows in memory, and a later try keeps them', async () => {
    const put = IDBObjectStore.prototype.put;
    let writes = 0;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      // The first source's entry and its first piece find room.
      if (++writes > 2) throw new DOMException('no space left', 'QuotaExceededError');
      return put.apply(this, given);
    });
    await take('orders', 1, 2);
    await take('events', 3);
    expect((await shelf.keep()).ok).toBe(false);
    expect(shelf.unkept).toBe(true);
    full.mockRestore();
    await keepAll();
    await nextVisit();
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ orders: [1, 2], events: [3] });
  });

  test('what failed behind the rows, beside what a try reported, is tried anew by the next one', async () => {
    let refused = 0;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      refused += 1;
      throw new DOMException('no space left', 'QuotaExceededError');
    });
    await take('orders', 1, 2);
    await take('events', 3);
    await soon(() => expect(refused).toBe(2));
    expect((await shelf.keep()).ok).toBe(false);
    full.mockRestore();
    await keepAll();
    await nextVisit();
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ orders: [1, 2], events: [3] });
  });

  test('a source that cannot be read is told, and stays the notebook’s for the visit that can', async () => {
    await take('orders', 1);
    await take('events', 2);
    await keepAll();
    const linked = value(await sourcesOf(db, 'n'));
    const get = IDBObjectStore.prototype.get;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'sources' && key === linked[0]) throw new DOMException('bad sector', 'UnknownError');
      return get.call(this, key);
    });
    await nextVisit();
    expect([names().length, shelf.unreadFault?.code]).toEqual([1, 'storage-failed']);
    await keepAll();
    vi.restoreAllMocks();
    value(await sweep(db, Date.now(), new Set()));
    await nextVisit();
    expect([names().toSorted(), shelf.unreadFault]).toEqual([['events', 'orders'], null]);
  });

  test('one that is damaged is let go once files are brought anew', async () => {
    await take('orders', 1);
    await keepAll();
    const [id] = value(await sourcesOf(db, 'n'));
    const get = IDBObjectStore.prototype.get;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'sources' && key === id) throw new Damaged('orders');
      return get.call(this, key);
    });
    await nextVisit();
    expect(shelf.unreadFault?.code).toBe('storage-damaged');
    await take('orders', 2);
    expect(shelf.unreadFault).toBeNull();
    vi.restoreAllMocks();
    await keepAll();
    expect(value(await sourcesOf(db, 'n'))).toEqual([shelf.list[0]!.id]);
  });

  test('without storage nothing is kept and nothing is a fault', async () => {
    shelf = new SourceShelf(null, 'n');
    await take('orders', 1);
    await keepAll();
    expect(shelf.unkept).toBe(true);
    shelf.forget();
    engine = new FakeEngine();
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ orders: [1] });
  });

  test('damaged rows are told and not put into the engine', async () => {
    await take('orders', 1, 2);
    await keepAll();
    const key: [string, number] = [shelf.list[0]!.id, 1];
    const piece = (await db.raw.get('chunks', key))!;
    await db.raw.put('chunks', { ...piece, blob: new Blob([new Uint8Array([9])]) });
    await nextVisit();
    const loaded = await shelf.load(engine);
    expect(loaded).toMatchObject({ ok: false, fault: { code: 'storage-damaged' } });
    expect([inEngine(), shelf.restoring]).toEqual([{}, null]);
  });
});

describe('in the engine', () => {
  test('what is there already is not put in again; of a new engine nothing is there', async () => {
    await take('orders', 1);
    engine.tables.clear();
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({});
    shelf.forget();
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ orders: [1] });
  });

  test('how many are there is told while they come', async () => {
    await take('orders', 1);
    await take('events', 2);
    shelf.forget();
    const seen: unknown[] = [];
    const replaceTable = engine.replaceTable.bind(engine);
    engine.replaceTable = (...given) => {
      seen.push(shelf.restoring);
      return replaceTable(...given);
    };
    value(await shelf.load(engine));
    expect(seen).toEqual([
      { done: 0, of: 2 },
      { done: 1, of: 2 },
    ]);
    expect(shelf.restoring).toBeNull();
  });

  test('a source taken out and brought back has its rows still', async () => {
    await take('orders', 1);
    shelf.remove('orders');
    expect(names()).toEqual([]);
    shelf.bringBack(['orders', 'never']);
    shelf.bringBack(['orders']);
    expect(names()).toEqual(['orders']);
    value(await shelf.load(engine));
    expect(inEngine()).toEqual({ orders: [1] });
  });
});

describe('what the sources mean', () => {
  test('is the same object until a source or the notebook’s word of it is another', async () => {
    await take('orders', 1);
    const expected = [{ ...defaultSource, name: 'orders', entity: 'orders' as const }];
    const first = shelf.mapped(expected);
    expect(first).toMatchObject([{ name: 'orders', entity: 'orders', version: shelf.list[0]!.id }]);
    expect(shelf.mapped(expected)).toBe(first);
    expect(shelf.mapped([...expected])).not.toBe(first);
    const second = shelf.mapped(expected);
    await take('orders', 2);
    expect(shelf.mapped(expected)).not.toBe(second);
    expect(shelf.mapped([])).toEqual([]);
  });

  test('is the same when its rows are stored and have digests, which changes nothing that is made of them', async () => {
    const expected = [{ ...defaultSource, name: 'orders', entity: 'orders' as const }];
    value(await shelf.receive(engine, 'orders', pieces(1)));
    shelf.adopt(tableOf('orders', { digests: async () => DIGESTS }));
    const first = shelf.mapped(expected);
    const before = shelf.list;
    await keepAll();
    expect(shelf.list).not.toBe(before);
    expect(shelf.mapped(expected)).toBe(first);
  });
});

describe('for a file that comes after it', () => {
  test('a source gives its rows, and digests that are made once', async () => {
    const digests = vi.fn(async () => DIGESTS);
    value(await shelf.receive(engine, 'orders', pieces(1, 2)));
    shelf.adopt(tableOf('orders', { digests }));
    const [existing] = shelf.existing();
    expect(existing).toMatchObject({ name: 'orders', file: 'orders.csv', ledger: { read: 2 } });
    expect(await existing!.digests()).toEqual(DIGESTS);
    expect(await existing!.digests()).not.toBeNull();
    expect(digests).toHaveBeenCalledTimes(1);
    const rows: unknown[] = [];
    for await (const piece of existing!.pieces()) rows.push(piece[0]);
    expect(rows).toEqual([1, 2]);

    await keepAll();
    await nextVisit();
    const again: unknown[] = [];
    for await (const piece of shelf.existing()[0]!.pieces()) again.push(piece[0]);
    expect(again).toEqual([1, 2]);
    expect(await shelf.existing()[0]!.digests()).toEqual(DIGESTS);
  });

  test('digests that an earlier version made of raw values are dropped, in storage too', async () => {
    const { treatments: _, ...raw } = DIGESTS;
    value(await shelf.receive(engine, 'orders', pieces(1)));
    shelf.adopt(tableOf('orders', { digests: async () => raw as typeof DIGESTS }));
    await keepAll();
    const { id } = shelf.list[0]!;
    await nextVisit();
    expect(await shelf.existing()[0]!.digests()).toBeNull();
    await soon(async () =>
      expect(value(await sourceRecord(db, id))!.details).toMatchObject({ digests: null }),
    );
  });
});
