import { describe, expect, test, vi } from 'vitest';
import { isSealed } from '../../../../src/package/age.ts';
import { fail, ok } from '../../../../src/result.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { ordersFile, until, Workshop } from './workshop.ts';

/** Files that are gone, or cannot be read, by the time that somebody looks at them. */

/** A file whose bytes the browser does not give: it was moved, or is a folder. */
function gone(name: string): File {
  const file = ordersFile(name, 1, 3);
  const refuse = () =>
    Promise.reject(new DOMException('A requested file could not be found', 'NotFoundError'));
  return Object.assign(file, {
    text: refuse,
    arrayBuffer: refuse,
    slice: () => Object.assign(new Blob(), { text: refuse, arrayBuffer: refuse }),
  });
}

function begin() {
  const shop = new Workshop();
  return { shop, session: new ImportSession({ tools: shop, key: async () => 'key' }) };
}

const states = (session: ImportSession) => session.items.map(({ state, fault }) => [state.name, fault?.code]);

describe('a file that cannot be read', () => {
  test('says so, and those after it are read', async () => {
    const { shop, session } = begin();
    await session.add([gone('a.csv'), ordersFile('b.csv', 1, 3)]);
    expect(states(session)).toEqual([
      ['failed', 'file-unreadable'],
      ['ready', undefined],
    ]);
    expect([session.reading, shop.readers.open, shop.readers.closed]).toEqual([false, 2, 2]);
  });

  test('that vanishes while it is read again leaves the others as they are', async () => {
    const { shop, session } = begin();
    await session.add([ordersFile('a.csv', 1, 3), ordersFile('b.csv', 4, 9)]);
    const [a, b] = session.items;
    Object.assign(a!.file, gone('a.csv'));
    await session.reread(a!, { delimiter: ';' });
    expect([a!.fault?.code, b!.phase, shop.tables.map(({ closed }) => closed)]).toEqual([
      'file-unreadable',
      'ready',
      [true, false],
    ]);
  });

  test('whose reader cannot be had says so, and can be tried again', async () => {
    const { shop, session } = begin();
    const { openReader } = shop;
    shop.openReader = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    await session.add([ordersFile('a.csv', 1, 3)]);
    expect(session.items[0]!.fault).toMatchObject({ code: 'file-unreadable' });
    shop.openReader = openReader;
    await session.reread(session.items[0]!, {});
    expect(session.items[0]!.phase).toBe('ready');
  });

  test('whose engine throws says so, and its reader is closed', async () => {
    const { shop, session } = begin();
    shop.openTable = () => Promise.reject(new Error('no more threads'));
    await session.add([ordersFile('a.csv', 1, 3)]);
    expect(session.items[0]!.fault).toMatchObject({ code: 'file-unreadable', detail: 'no more threads' });
    expect(shop.readers).toEqual({ open: 1, closed: 1 });
  });

  test('that was taken out while it is looked at fails unheard', async () => {
    const { shop, session } = begin();
    const inspecting = shop.hold('inspect:a.csv');
    const added = session.add([ordersFile('a.csv', 1, 3), ordersFile('b.csv', 1, 3)]);
    await inspecting.reached;
    Object.assign(session.items[0]!.file, gone('a.csv'));
    session.remove(session.items[0]!);
    inspecting.release();
    await added;
    expect(states(session)).toEqual([['ready', undefined]]);
  });

  test('is no sealed package: whatever reads it next says what is wrong', async () => {
    expect(await isSealed(gone('a.age'))).toBe(false);
  });
});

describe('a file whose engine is lost', () => {
  test('while it is read again is read once more by itself, with what was corrected', async () => {
    const { shop, session } = begin();
    await session.add([ordersFile('a.csv', 1, 3)]);
    const [item] = session.items;
    shop.breaks('load:a', 'engine-crashed');
    await session.reread(item!, { delimiter: ',' });
    expect([item!.phase, item!.report!.rows, shop.tables.map(({ small }) => small)]).toEqual([
      'ready',
      3,
      [true, true, false],
    ]);
    expect(item!.corrections.hints).toEqual({ delimiter: ',' });
  });

  test('while its columns are looked at, in many tasks, is read once more by itself', async () => {
    const { shop, session } = begin();
    const tasks = vi.spyOn(globalThis, 'MessageChannel');
    const added = session.add([ordersFile('a.csv', 1, 3)]);
    await until(() => tasks.mock.calls.length > 0);
    expect(session.items[0]!.phase).toBe('reading');
    shop.tables[0]!.crash();
    await added;
    const [item] = session.items;
    expect([item!.phase, item!.entity, shop.tables.map(({ small }) => small)]).toEqual([
      'ready',
      'orders',
      [true, false],
    ]);
    // Of each column its values, what is personal and four entities, then four of the table; each looked at twice.
    const columns = item!.reading!.columns.length;
    expect(tasks.mock.calls.length).toBe(2 * (columns * (2 + 4) + 4));
    tasks.mockRestore();
  });

  test('again and again is told, not tried for ever', async () => {
    const { shop, session } = begin();
    shop.breaks('load:a', ...Array.from({ length: 9 }, () => 'engine-crashed' as const));
    await session.add([ordersFile('a.csv', 1, 3)]);
    expect([session.items[0]!.fault?.code, shop.tables.length]).toEqual(['engine-crashed', 2]);
  });

  test('after it was confirmed is not read again', async () => {
    const { shop, session } = begin();
    await session.add([ordersFile('a.csv', 1, 3)]);
    await until(() => session.ready);
    const take = async (_: string, pieces: AsyncIterable<Uint8Array>) => {
      for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
      return ok(null);
    };
    expect(await session.confirm('secret', take, () => {})).toEqual(ok(null));
    shop.tables[0]!.crash();
    expect([states(session), shop.readers.open]).toEqual([[['gone', undefined]], 1]);
  });

  test('while its rows are taken stops whoever makes them, and the next try gets them whole', async () => {
    const { shop, session } = begin();
    await session.add([ordersFile('a.csv', 1, 3)]);
    await until(() => session.ready);
    const refused = await session.confirm(
      'secret',
      async () => fail('engine-crashed'),
      () => {},
    );
    expect(refused).toEqual(fail('engine-crashed'));
    const rows: number[] = [];
    const take = async (_: string, pieces: AsyncIterable<Uint8Array>) => {
      for await (const piece of pieces) rows.push(piece.length);
      return ok(null);
    };
    expect(await session.confirm('secret', take, () => {})).toEqual(ok(null));
    expect([rows.length, shop.tables.length]).toEqual([1, 1]);
  });
});
