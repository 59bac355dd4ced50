import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { setTitle } from '../../../src/notebook/edit.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { fail, ok } from '../../../src/result.ts';
import { NOTHING_RAW } from '../../../src/state/import/existing.ts';
import type { ImportedTable } from '../../../src/state/import/imported.ts';
import type { Saved } from '../../../src/state/editing-tab.svelte.ts';
import { leavesQuietly, lookThroughAtRest } from '../../../src/state/outgoing.ts';
import { NotebookSession } from '../../../src/state/session.svelte.ts';
import { Opening } from '../../../src/state/workspace/opening.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { loadNotebook, saveNotebook } from '../../../src/storage/notebooks.ts';
import { listSources } from '../../../src/storage/sources.ts';
import type { TabLockEvents } from '../../../src/storage/tab-lock.ts';
import { value } from '../cli/support.ts';
import { until } from './import/workshop.ts';
import { FakeEngines, notebookOf, rowsOf, withSql, type Held } from './support.ts';

/** What comes after something else has taken its place. */

let engines: FakeEngines;
let db: Db;
let count = 0;
const opened: NotebookSession[] = [];

beforeEach(async () => {
  engines = new FakeEngines();
  db = value(await openDb(`late-${++count}`));
});
afterEach(() => {
  for (const session of opened.splice(0)) session.close();
  vi.restoreAllMocks();
});

function open(id = 'n', of: Notebook = notebookOf({ a: 'SELECT 1 FROM orders' })): NotebookSession {
  const session = new NotebookSession(engines, db, id, of, true);
  opened.push(session);
  return session;
}

const tableOf = (name: string): ImportedTable => ({
  expected: { ...defaultSource, name, entity: 'orders', mapping: { customer: 'id' } },
  columns: [{ name: 'id', type: 'VARCHAR' }],
  ledger: { read: 2, rejected: 0, rejects: [], conversions: [], bytes: 1 },
  file: `${name}.csv`,
  personal: {},
  weakened: {},
  digests: async () => null,
  raw: async () => NOTHING_RAW,
});

async function* pieces(...bytes: number[]): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield new Uint8Array([byte]);
}

async function bring(session: NotebookSession, ...names: string[]): Promise<void> {
  for (const name of names) value(await session.receive(name, pieces(1, 2)));
  for (const name of names) session.adopt(tableOf(name));
}

/** A signal that is given by hand. */
function given<T = void>() {
  let give = (_value: T): void => {};
  const wait = new Promise<T>((resolve) => (give = resolve));
  return { wait, give };
}

describe('an engine that dies', () => {
  test('between the rows of an import and their adoption: they are put into the next one', async () => {
    const session = open();
    value(await session.receive('shop', pieces(1, 2)));
    const next = engines.crash();
    value(await session.receive('people', pieces(3)));
    for (const name of ['shop', 'people']) session.adopt(tableOf(name));
    session.start();
    await session.runs.idle();
    expect([...next.tables.keys()].sort()).toEqual(['people', 'shop']);
    expect(next.tables.get('shop')).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
    await session.keepSources();
    expect(
      value(await listSources(db))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['people', 'shop']);
  });

  test('while sources are being put back: the next one gets all of them', async () => {
    const session = open();
    await bring(session, 'shop', 'people');
    session.start();
    await session.keepSources();
    engines.crash();
    let next = engines.engine;
    const put = next.replaceTable.bind(next);
    vi.spyOn(next, 'replaceTable').mockImplementation(async (name, rows) => {
      const done = await put(name, rows);
      if (name === 'shop') next = engines.crash();
      return done;
    });
    await session.runs.idle();
    expect([...next.tables.keys()].sort()).toEqual(['people', 'shop']);
    expect(session.runs.view('a').state).toBe('done');
  });
});

describe('what waits for the cells, and what cannot', () => {
  const named = notebookOf({ a: `SELECT 1 FROM orders WHERE customer = 'Ann'` });

  test('a look before sharing has rows put into the engine that no run has asked for yet, once beside one', async () => {
    const session = open('n', named);
    value(await session.receive('shop', pieces(1, 2), { later: true }));
    session.adopt(tableOf('shop'));
    engines.engine.answer(/^WITH asked/, ok(rowsOf('Ann')));
    const put = vi.spyOn(engines.engine, 'replaceTable');
    expect([...engines.engine.tables.keys()]).toEqual([]);
    session.start();
    const [look] = await Promise.all([session.dataValues(session.notebook), session.runs.idle()]);
    expect(look).toEqual({ values: new Set(['Ann']), raw: [], treated: ['shop'], unlooked: [] });
    expect(put).toHaveBeenCalledTimes(1);
  });

  test('what nobody waits for is looked through behind the cells, and not once the notebook is closed', async () => {
    const session = open('n', named);
    await bring(session, 'shop');
    const look = vi.spyOn(session, 'dataValues');
    const running = engines.engine.hold(/SELECT 1 FROM orders/);
    session.start();
    await running.reached;
    const found = lookThroughAtRest(session);
    await new Promise((next) => setImmediate(next));
    expect(look).not.toHaveBeenCalled();
    running.release();
    expect((await found)?.data.treated).toEqual(['shop']);
    expect(look).toHaveBeenCalledTimes(1);

    const later = lookThroughAtRest(session);
    session.close();
    expect(await later).toBeNull();
    expect(look).toHaveBeenCalledTimes(1);
  });

  test('a notebook whose data could not be looked through does not leave without a word', async () => {
    const session = open('n', named);
    await bring(session, 'shop');
    session.start();
    await session.runs.idle();
    engines.engine.answer(/^WITH asked/, ok(rowsOf()));
    expect(await leavesQuietly(session)).toBe(session.notebook);
    engines.engine.answer(/^WITH asked/, fail('sql-error'));
    expect(await leavesQuietly(session)).toBeNull();
    expect((await session.dataValues(session.notebook)).unlooked).toEqual(['shop']);
    engines.fault = { code: 'engine-missing' };
    expect((await session.dataValues(session.notebook)).unlooked).toEqual(['shop']);
  });

  test('what later files are compared with is made between runs, not beside one', async () => {
    const session = open();
    const order: string[] = [];
    const begun = given();
    const goOn = given();
    value(await session.receive('shop', pieces(1)));
    const digests: ImportedTable['digests'] = async (turn) => {
      begun.give();
      await goOn.wait;
      await turn!();
      order.push('compared with');
      return null;
    };
    session.adopt({ ...tableOf('shop'), digests });
    session.start();
    const kept = session.keepSources();
    await begun.wait;
    const running = engines.engine.hold(/SELECT 2 FROM orders/, { deaf: true });
    session.edit('setSql', (n) => withSql(n, 'a', 'SELECT 2 FROM orders'), { name: 'a' });
    await running.reached;
    goOn.give();
    await new Promise((next) => setImmediate(next));
    order.push('ran');
    running.release();
    await kept;
    expect(order).toEqual(['ran', 'compared with']);
  });
});

describe('sources that go and come back', () => {
  test('two taken out and one of them brought back at once: it is there, the other is not', async () => {
    const session = open();
    await bring(session, 'shop', 'people');
    session.start();
    await session.keepSources();
    session.beginHistory();
    const dropping = engines.engine.hold(/^DROP TABLE IF EXISTS source\."shop"/, { deaf: true });
    session.removeSource('shop');
    session.removeSource('people');
    await dropping.reached;
    session.undo();
    dropping.release();
    await session.keepSources();
    await session.runs.idle();
    expect(session.sources.list.map(({ name }) => name)).toEqual(['people']);
    expect([...engines.engine.tables.keys()]).toEqual(['people']);
  });

  test('a source that was replaced is brought back as it was taken out, not as it was replaced', async () => {
    const session = open();
    await bring(session, 'shop');
    session.start();
    session.beginHistory();
    value(await session.receive('shop', pieces(9)));
    session.adopt(tableOf('shop'));
    await session.keepSources();
    session.removeSource('shop');
    await session.keepSources();
    session.undo();
    await session.keepSources();
    await session.runs.idle();
    expect(engines.engine.tables.get('shop')).toEqual([new Uint8Array([9])]);
  });
});

describe('a notebook that was closed while an import brought it rows', () => {
  test('puts none into the engine of the one that is open by now', async () => {
    const first = open('first');
    first.close();
    const second = open('second');
    await bring(second, 'shop');
    expect(await first.receive('shop', pieces(7))).toMatchObject({ fault: { code: 'cancelled' } });
    expect(engines.engine.tables.get('shop')).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
  });

  test('takes back what is in storage, and no table of the other', async () => {
    const first = open('first');
    value(await first.receive('shop', pieces(7)));
    first.sources.whole(tableOf('shop'));
    first.close();
    const second = open('second');
    await bring(second, 'shop');
    await second.keepSources();
    await first.abandon();
    expect([...engines.engine.tables.keys()]).toEqual(['shop']);
    expect(value(await listSources(db)).map(({ notebook }) => notebook)).toEqual(['second']);
  });

  test('takes back what is in storage though there is no engine any more', async () => {
    const session = open();
    value(await session.receive('shop', pieces(7)));
    engines.fault = { code: 'engine-missing' };
    await session.abandon();
    expect(await db.raw.count('chunks')).toBe(0);
  });
});

describe('what another tab saved', () => {
  const savedOf = (notebook: Notebook): Saved => ({ notebook, revision: 1, sources: [] });

  function claimed(session: NotebookSession, reload: () => Promise<Saved | null>) {
    let events: TabLockEvents | null = null;
    const lock = async (_id: string, heard: TabLockEvents) => {
      events = heard;
      return { mine: false, takeOver: async () => {}, release: () => {} };
    };
    return session.claim(reload, lock).then(() => events!);
  }

  test('comes too late when that tab has taken over again meanwhile: there is one editor', async () => {
    const session = open();
    const { wait, give } = given<Saved | null>();
    const events = await claimed(session, () => wait);
    events.onChange(true);
    events.onChange(false);
    give(savedOf(setTitle(session.notebook, 'Theirs')));
    await new Promise((next) => setImmediate(next));
    expect([session.readonly, session.notebook.title]).toEqual([true, notebookOf({}).title]);
    session.edit('setTitle', (n) => setTitle(n, 'Mine'));
    await session.saveNow();
    expect((await loadNotebook(db, 'n')).ok).toBe(false);
  });

  test('of two takings over the last one counts', async () => {
    const session = open();
    const asked = [given<Saved | null>(), given<Saved | null>()];
    let n = 0;
    const events = await claimed(session, () => asked[n++]!.wait);
    for (const mine of [true, false, true]) events.onChange(mine);
    asked[1]!.give(savedOf(setTitle(session.notebook, 'new')));
    asked[0]!.give(savedOf(setTitle(session.notebook, 'old')));
    await until(() => !session.readonly);
    expect(session.notebook.title).toBe('new');
  });

  test('is not mixed with rows that a reader takes back: those are the editor’s', async () => {
    const session = open();
    await claimed(session, async () => null);
    session.restoreRow({ source: 'shop', row: 1 });
    expect(session.restored).toEqual([]);
  });

  test('changes nothing of a notebook that is closed by then', async () => {
    const session = open();
    const { wait, give } = given<Saved | null>();
    const events = await claimed(session, () => wait);
    events.onChange(true);
    session.close();
    give(savedOf(setTitle(session.notebook, 'Theirs')));
    await new Promise((next) => setImmediate(next));
    expect(session.notebook.title).toBe(notebookOf({}).title);
  });
});

describe('a run', () => {
  test('that throws leaves its cell in error, and the next one runs', async () => {
    const session = open('n', notebookOf({ a: 'SELECT 1 FROM orders', b: 'SELECT 2 FROM orders' }));
    const run = engines.engine.run.bind(engines.engine);
    vi.spyOn(engines.engine, 'run').mockImplementation(async (sql, options) => {
      if (/^CREATE OR REPLACE TABLE "a"/.test([sql].flat()[0]!)) throw new RangeError('Invalid array length');
      return run(sql, options);
    });
    session.start();
    await session.runs.idle();
    expect(session.runs.view('a')).toMatchObject({ state: 'error', fault: { code: 'run-unexpected' } });
    expect([session.runs.view('b').state, session.runs.busy]).toEqual(['done', false]);
  });

  test('at rest while another begins: what is looked at then is of the other', async () => {
    const report = notebookOf({ a: 'SELECT 1 FROM orders' });
    const session = open('n', {
      ...report,
      cells: [...report.cells, { ...report.cells[0]!, name: 'report', template: 'report', sql: null }],
    });
    const looking: Held = engines.engine.hold(/count\(DISTINCT customer\)/);
    session.start();
    await looking.reached;
    session.edit(
      'setSql',
      (n) => ({ ...n, cells: n.cells.map((c) => ({ ...c, sql: c.sql && 'SELECT 2 FROM orders' })) }),
      { name: 'a' },
    );
    looking.release(ok(rowsOf(1)));
    await session.runs.idle();
    expect(session.runs.view('a').state).toBe('done');
    expect(session.facts.notebook).toBe(session.notebook);
  });
});

describe('two notebooks opened one after the other', () => {
  const store = async (id: string) => {
    const text = writeNotebook(setTitle(notebookOf({ a: 'SELECT 1 FROM orders' }), id));
    value(await saveNotebook(db, { id, title: id, text, trusted: true, at: 1 }));
  };

  /** The page with one database; an engine is renewed when that is let. */
  function page() {
    const renewals: (() => void)[] = [];
    const held = new Set<string>();
    const went: unknown[] = [];
    let locked = false;
    const opening = new Opening(
      {
        engines: Object.assign(engines, {
          renew: () => new Promise<void>((go) => renewals.push(go)),
          end: async () => {},
        }),
        router: { current: { page: 'start' }, go: (route: unknown) => went.push(route) },
        language: () => 'en',
        lockNotebook: async (id: string) => {
          const mine = !held.has(id);
          held.add(id);
          return { mine, takeOver: async () => {}, release: () => void held.delete(id) };
        },
      } as never,
      {
        storage: async () => db,
        get locked() {
          return locked;
        },
      } as never,
    );
    const lockUp = () => (locked = true);
    return { opening, renewals, held, went, lockUp };
  }

  test('the last is open, in whatever order they come; the other holds no lock and runs nothing', async () => {
    for (const id of ['first', 'second']) await store(id);
    const { opening, renewals, held } = page();
    const one = opening.openStored('first');
    await until(() => renewals.length === 1);
    const two = opening.openStored('second');
    await until(() => renewals.length === 2);
    renewals[1]!();
    await two;
    renewals[0]!();
    expect([await one, await two]).toEqual([ok(null), ok(null)]);
    expect([opening.session!.id, [...held]]).toEqual(['second', ['second']]);
    opening.close();
    await until(() => held.size === 0);
  });

  test('one that was asked for again is opened, though another was asked for in between', async () => {
    for (const id of ['first', 'second']) await store(id);
    const { opening, renewals } = page();
    const all = [opening.openStored('first'), opening.openStored('second'), opening.openStored('first')];
    await until(() => renewals.length > 0);
    const letting = setInterval(() => renewals.splice(0).forEach((go) => go()), 1);
    await Promise.all(all);
    clearInterval(letting);
    expect(opening.session!.id).toBe('first');
    opening.close();
  });

  test('one that is opened again at once is as it was left, and edited here', async () => {
    await store('first');
    const { opening, renewals } = page();
    const letting = setInterval(() => renewals.splice(0).forEach((go) => go()), 1);
    await opening.openStored('first');
    opening.session!.edit('setTitle', (n) => setTitle(n, 'left'), {});
    opening.close();
    await opening.openStored('first');
    clearInterval(letting);
    expect([opening.session!.notebook.title, opening.session!.readonly]).toEqual(['left', false]);
    opening.close();
  });

  test('a stored one and then a file: the file is open, and the page stays with it', async () => {
    await store('first');
    const { opening, renewals, went } = page();
    const one = opening.openStored('first');
    await until(() => renewals.length === 1);
    const two = opening.openText(writeNotebook(setTitle(notebookOf({}), 'from a file')));
    await until(() => renewals.length === 2);
    renewals.forEach((go) => go());
    await Promise.all([one, two]);
    expect([opening.session!.notebook.title, went.length]).toEqual(['from a file', 1]);
    opening.close();
  });

  test('one that is being opened when the workspace is locked or deleted does not open afterwards', async () => {
    await store('first');
    const { opening, renewals, held, lockUp } = page();
    const opens = opening.openStored('first');
    await until(() => renewals.length === 1);
    lockUp();
    opening.close();
    renewals[0]!();
    expect(await opens).toEqual(ok(null));
    expect([opening.session, held.size]).toEqual([null, 0]);
  });

  test('one whose parts cannot be fetched is told of, and can be opened afterwards', async () => {
    await store('first');
    const { opening, renewals } = page();
    const failing = vi
      .spyOn(engines as never as { renew(): Promise<void> }, 'renew')
      .mockRejectedValue(new TypeError('Failed to fetch dynamically imported module'));
    const broken = { fault: { code: 'engine-missing' } };
    expect(await opening.openStored('first')).toMatchObject(broken);
    expect(await opening.openText(writeNotebook(notebookOf({})))).toMatchObject(broken);
    failing.mockRestore();
    const again = opening.openStored('first');
    await until(() => renewals.length > 0);
    renewals.splice(0).forEach((go) => go());
    expect([await again, opening.session?.id]).toEqual([ok(null), 'first']);
    opening.close();
  });

  test('what went wrong with the one that was left is not told of the one that is open', async () => {
    await store('second');
    const { opening, renewals } = page();
    const one = opening.openStored('gone');
    const two = opening.openStored('second');
    await until(() => renewals.length === 1);
    renewals[0]!();
    expect([await one, await two]).toEqual([ok(null), ok(null)]);
    opening.close();
  });
});
