import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultCell, defaultSource } from '../../../src/notebook/defaults.ts';
import { deleteCell, setCurrency, setTitle } from '../../../src/notebook/edit.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { fail, ok } from '../../../src/result.ts';
import { AtRest } from '../../../src/state/at-rest.svelte.ts';
import { NOTHING_RAW } from '../../../src/state/import/existing.ts';
import type { ImportedTable } from '../../../src/state/import/imported.ts';
import { reportOf } from '../../../src/state/report.ts';
import { editCell } from '../../../src/state/cell-edits.ts';
import { NotebookSession } from '../../../src/state/session.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { loadNotebook, saveNotebook } from '../../../src/storage/notebooks.ts';
import { linkSources, sourcesOf, writeSource } from '../../../src/storage/sources.ts';
import type { TabLockEvents } from '../../../src/storage/tab-lock.ts';
import { value } from '../cli/support.ts';
import { FakeEngines, notebookOf, rowsOf, withSql } from './support.ts';
import { soon } from '../support/soon.ts';

const notebook = notebookOf({ a: 'SELECT 1 FROM orders', b: 'SELECT 2 FROM a' }, { title: 'Value' });
/** Customers in scope are counted. */
const COUNTS = /count\(DISTINCT customer\) FROM orders\) AS orders/;
const report = { ...defaultCell, name: 'report', template: 'report' };
const reported: Notebook = { ...notebook, cells: [...notebook.cells, report] };

let engines: FakeEngines;
let db: Db;
let count = 0;
const opened: NotebookSession[] = [];

beforeEach(async () => {
  engines = new FakeEngines();
  db = value(await openDb(`session-${++count}`));
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const session of opened.splice(0)) session.close();
  vi.useRealTimers();
});

function open(of = notebook, { trusted = true, id = 'n' } = {}): NotebookSession {
  const session = new NotebookSession(engines, db, id, of, trusted);
  opened.push(session);
  return session;
}

const tableOf = (name: string): ImportedTable => ({
  expected: {
    ...defaultSource,
    name,
    entity: 'orders',
    mapping: { customer: 'id', email: 'mail' },
    privacy: { mail: 'drop' },
  },
  columns: [{ name: 'id', type: 'VARCHAR' }],
  ledger: { read: 3, rejected: 1, rejects: [], conversions: [], bytes: 1 },
  file: `${name}.csv`,
  personal: {},
  weakened: {},
  digests: async () => null,
  raw: async () => NOTHING_RAW,
});

async function* pieces(n: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < n; i++) yield new Uint8Array([i]);
}

/** A session that runs on one source. */
async function withSource(of = notebook): Promise<NotebookSession> {
  const session = open(of);
  value(await session.receive('shop', pieces(2)));
  session.adopt(tableOf('shop'));
  session.start();
  await session.keepSources();
  return session;
}

const sourceNames = (session: NotebookSession) => session.sources.list.map(({ name }) => name);
const creating = (name: string) => new RegExp(`^CREATE OR REPLACE TABLE "${name}" AS`);

describe('undo with sources', () => {
  test('a source taken out comes back with undo and goes again with redo', async () => {
    const session = await withSource();
    session.beginHistory();
    const { id } = session.sources.list[0]!;
    session.removeSource('shop');
    await session.keepSources();
    expect([sourceNames(session), session.notebook.sources]).toEqual([[], []]);
    expect(value(await sourcesOf(db, 'n'))).toEqual([]);

    session.undo();
    await session.keepSources();
    expect(sourceNames(session)).toEqual(['shop']);
    expect(session.notebook.sources.map(({ name }) => name)).toEqual(['shop']);
    expect(value(await sourcesOf(db, 'n'))).toEqual([id]);

    session.redo();
    await session.keepSources();
    expect(sourceNames(session)).toEqual([]);
  });

  test('an import is undone with its source, and a new notebook begins with its sources', async () => {
    const session = await withSource();
    value(await session.receive('more', pieces(1)));
    session.adopt(tableOf('more'));
    session.undo();
    expect(sourceNames(session)).toEqual(['shop']);
    session.redo();
    expect(sourceNames(session)).toEqual(['shop', 'more']);
    session.beginHistory();
    session.undo();
    expect(sourceNames(session)).toEqual(['shop', 'more']);
  });

  test('a new notebook counts in the currency that its files tell, and keeps its own where none do', async () => {
    const session = await withSource();
    session.takeRules([]);
    expect(session.notebook.currency).toBe(notebook.currency);
    session.takeRules([], 'USD');
    expect(session.notebook.currency).toBe('USD');
  });

  test('an import that comes to nothing leaves no table and no source', async () => {
    const session = await withSource();
    value(await session.receive('more', pieces(1)));
    engines.engine.log = [];
    await session.abandon();
    expect(engines.engine.log).toEqual(['DROP TABLE IF EXISTS source."more" CASCADE']);
    expect(sourceNames(session)).toEqual(['shop']);
  });

  test('a column left out for privacy is no role of the source', async () => {
    const session = await withSource();
    expect(session.sources.mapped(session.notebook.sources)[0]!.mapping).toEqual({ customer: 'id' });
    expect(session.prepared!.mapped.has('orders.email')).toBe(false);
  });
});

describe('trust', () => {
  test('a notebook from a file runs nothing until run is pressed; that is remembered', async () => {
    const session = open(notebook, { trusted: false });
    session.start();
    await session.runs.idle();
    expect(engines.engine.log).toEqual([]);
    session.runAll();
    await session.runs.idle();
    expect(session.trusted).toBe(true);
    expect(session.runs.view('b').state).toBe('done');
    await session.saveNow();
    expect(value(await loadNotebook(db, 'n')).trusted).toBe(true);
  });
});

describe('edits', () => {
  test('the edited cell and what reads it run again, and a drag is one step', async () => {
    const session = await withSource();
    engines.engine.made();
    for (const n of [3, 4, 5])
      session.edit('setSql', (wanted) => withSql(wanted, 'b', `SELECT ${n} FROM a`), {
        name: 'b',
        field: 'sql',
      });
    session.settle();
    await session.runs.idle();
    expect(new Set(engines.engine.made())).toEqual(new Set(['b']));
    session.undo();
    expect(session.notebook.cells[1]!.sql).toBe('SELECT 2 FROM a');
  });

  test('an edit that changes nothing is no step', () => {
    const session = open();
    session.edit('setTitle', (wanted) => wanted);
    expect(session.history.past).toEqual([]);
    expect(session.saving).toBe('unstored');
  });

  test('cells are moved and deleted by name', () => {
    const session = open();
    editCell(session, { name: 'b', folded: false }, 'move-up');
    expect(session.notebook.cells.map(({ name }) => name)).toEqual(['b', 'a']);
    session.edit('deleteCell', (n) => deleteCell(n, 'b'), { name: 'b' });
    expect(session.notebook.cells.map(({ name }) => name)).toEqual(['a']);
  });
});

describe('one tab edits', () => {
  const lockOf = (mine: boolean) => {
    const given: { events?: TabLockEvents; taken: number; released: number } = { taken: 0, released: 0 };
    const lock = async (_id: string, events: TabLockEvents) => {
      given.events = events;
      return {
        mine,
        takeOver: async () => void (given.taken += 1),
        release: () => void (given.released += 1),
      };
    };
    return { given, lock };
  };

  test('one that is closed while its lock is asked for lets it go', async () => {
    const session = open();
    const { given, lock } = lockOf(true);
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const claiming = session.claim(
      async () => null,
      async (id, events) => {
        await asked;
        return lock(id, events);
      },
    );
    session.close();
    answer();
    await claiming;
    expect(given.released).toBe(1);
  });

  test('a reader edits, undoes and saves nothing', async () => {
    const session = open();
    const { lock } = lockOf(false);
    await session.claim(async () => null, lock);
    expect(session.readonly).toBe(true);
    session.edit('setTitle', (wanted) => setTitle(wanted, 'Mine'));
    session.undo();
    await session.saveNow();
    expect(session.notebook.title).toBe('Value');
    expect((await loadNotebook(db, 'n')).ok).toBe(false);
  });

  test('who takes over goes on from what the other saved; who is overruled only reads', async () => {
    const session = open();
    const { given, lock } = lockOf(false);
    const theirs = setTitle(notebook, 'Theirs');
    const at = { id: 'n', title: 'Theirs', text: writeNotebook(theirs), trusted: true, at: 1 };
    const { revision } = value(await saveNotebook(db, at));
    await session.claim(async () => ({ notebook: theirs, revision, sources: [] }), lock);
    await session.takeOver();
    expect(given.taken).toBe(1);
    given.events!.onChange(true);
    await soon(() => expect(session.readonly).toBe(false));
    expect(session.notebook.title).toBe('Theirs');
    session.undo();
    expect(session.notebook.title).toBe('Theirs'); // no step

    session.edit('setTitle', (wanted) => setTitle(wanted, 'Mine'));
    await given.events!.onAsked();
    expect(JSON.parse(value(await loadNotebook(db, 'n')).text)).toMatchObject({ title: 'Mine' });
    given.events!.onChange(false);
    expect(session.readonly).toBe(true);
  });

  test('one that wakes after another has taken over writes nothing over what that one saved', async () => {
    const session = open();
    const { given, lock } = lockOf(true);
    await session.claim(async () => null, lock);
    session.edit('setTitle', (wanted) => setTitle(wanted, 'First'));
    await session.saveNow();
    session.edit('setTitle', (wanted) => setTitle(wanted, 'Pending while it was frozen'));
    const theirs = { id: 'n', title: 'Theirs', text: 'theirs', trusted: true, at: 1 };
    value(await saveNotebook(db, theirs));
    // Its timer comes before the news that its lock was stolen.
    await session.saveNow();
    expect([session.saving, session.saveFault?.code]).toEqual(['failed', 'storage-overtaken']);
    given.events!.onChange(false);
    expect([session.saving, session.atRisk]).toEqual(['failed', true]);
    expect(value(await loadNotebook(db, 'n')).text).toBe('theirs');
  });

  test('one that hears of it with something pending says that it was not stored', async () => {
    const session = open();
    const { given, lock } = lockOf(true);
    await session.claim(async () => null, lock);
    session.edit('setTitle', (wanted) => setTitle(wanted, 'Pending'));
    given.events!.onChange(false);
    expect(session.saveFault?.code).toBe('storage-overtaken');
    await session.saveNow();
    expect((await loadNotebook(db, 'n')).ok).toBe(false);
  });

  test('who takes over runs on the sources that the other has by then, and keeps them', async () => {
    const session = await withSource();
    await session.flush();
    const [first] = value(await sourcesOf(db, 'n'));
    const writer = value(
      await writeSource(db, {
        ...{
          id: 'later',
          notebook: 'n',
          name: 'later',
          columns: [],
          ledger: { read: 2, rejected: 0, rejects: [], conversions: [], bytes: 1 },
          createdAt: 1,
        },
        details: { file: 'later.csv', personal: {} },
      }),
    );
    value(await writer.commit(1));
    value(await linkSources(db, 'n', [first!, 'later']));
    const { given, lock } = lockOf(false);
    const { revision } = value(await loadNotebook(db, 'n'));
    const saved = { notebook: session.notebook, revision, sources: [first!, 'later'] };
    await session.claim(async () => saved, lock);
    given.events!.onChange(true);
    await soon(() => expect(session.readonly).toBe(false));
    await session.keepSources();
    expect(value(await sourcesOf(db, 'n')).sort()).toEqual([first!, 'later'].sort());
  });

  test('a reader’s run is no part of the editor’s history, nor its trust', async () => {
    const at = { id: 'n', title: 'Value', text: 'x', trusted: false, at: 1 };
    const { revision } = value(await saveNotebook(db, at));
    const session = new NotebookSession(engines, db, 'n', notebook, false, revision);
    opened.push(session);
    const { lock } = lockOf(false);
    await session.claim(async () => null, lock);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    session.runAll();
    await session.runs.idle();
    await new Promise((next) => setImmediate(next));
    // Notebooks of other tests may still be stored behind this one.
    const here = (put.mock.contexts as IDBObjectStore[]).filter(
      ({ transaction }) => transaction.db.name === db.raw.name,
    );
    expect(here).toEqual([]);
  });

  test('closing saves, stops, gives the lock up and hears no more of engines', async () => {
    const session = await withSource();
    const { given, lock } = lockOf(true);
    await session.claim(async () => null, lock);
    const held = engines.engine.hold(creating('b'));
    session.edit('setSql', (wanted) => withSql(wanted, 'b', 'SELECT 5 FROM a'), { name: 'b' });
    await held.reached;
    session.close();
    await session.runs.idle();
    await soon(() => expect(given.released).toBe(1));
    expect(engines.listeners).toBe(0);
    expect(session.runs.view('b').state).toBe('stale');
    await soon(async () => expect(value(await loadNotebook(db, 'n')).text).toContain('SELECT 5 FROM a'));
  });
});

describe('what was answered of the rows', () => {
  const counted = () => engines.engine.log.filter((sql) => COUNTS.test(sql)).length;

  test('is not asked again when a cell has another result', async () => {
    const session = await withSource();
    const before = await session.disclosure();
    session.edit('setSql', (wanted) => withSql(wanted, 'b', 'SELECT 5 FROM a'), { name: 'b' });
    await session.runs.idle();
    expect(await session.disclosure()).not.toBe(before);
    expect(counted()).toBe(1);
  });

  test('is not waited for by an edit: what is being asked is stopped before the page draws it', async () => {
    const session = await withSource();
    const held = engines.engine.hold(COUNTS);
    const asked = session.disclosure();
    await held.reached;
    const stop = vi.spyOn(AtRest.prototype, 'stop');
    session.edit('setSql', (wanted) => withSql(wanted, 'b', 'SELECT 5 FROM a'), { name: 'b' });
    expect(stop).toHaveBeenCalled();
    expect(await asked).toBeNull();
  });

  test('nor by whoever presses run', async () => {
    const session = await withSource();
    const held = engines.engine.hold(COUNTS);
    const asked = session.disclosure();
    await held.reached;
    const stop = vi.spyOn(AtRest.prototype, 'stop');
    session.runOne('b');
    expect(stop).toHaveBeenCalled();
    expect(await asked).toBeNull();
    await session.runs.idle();
  });

  test('is asked again where a cell has changed them', async () => {
    const session = await withSource();
    await session.disclosure();
    engines.engine.answer(/sum\(hash\(t\)\)/, ok(rowsOf('another digest')));
    session.edit('setSql', (wanted) => withSql(wanted, 'b', 'SELECT 5 FROM a'), { name: 'b' });
    await session.runs.idle();
    expect(session.runs.view('b').fault?.code).toBe('clean-changed');
    await session.disclosure();
    expect(counted()).toBe(2);
  });
});

describe('the engine dies', () => {
  test('its sources are put into the new one, and what ran is not tried again', async () => {
    const session = await withSource();
    const held = engines.engine.hold(creating('b'), { deaf: true });
    session.edit('setSql', (wanted) => withSql(wanted, 'b', 'SELECT 5 FROM a'), { name: 'b' });
    await held.reached;
    const next = engines.crash();
    held.release(fail('engine-crashed'));
    await session.runs.idle();
    expect([...next.tables.keys()]).toEqual(['shop']);
    expect(next.tables.get('shop')).toHaveLength(2);
    expect(session.runs.view('a').state).toBe('done');
    expect(session.runs.view('b')).toMatchObject({ state: 'error', fault: { code: 'engine-crashed' } });
    expect(next.made()).toEqual(['a']);
  });

  test('what the old one answered is asked of the new one', async () => {
    const session = await withSource();
    await session.disclosure();
    const next = engines.crash();
    session.edit('setSql', (wanted) => withSql(wanted, 'b', 'SELECT 5 FROM a'), { name: 'b' });
    await session.runs.idle();
    expect(await session.disclosure()).not.toBeNull();
    expect(next.log.filter((sql) => COUNTS.test(sql))).toHaveLength(1);
  });

  test('without an engine the fault is told', async () => {
    const session = open();
    engines.fault = { code: 'engine-missing' };
    session.start();
    await session.runs.idle();
    expect(session.runs.fault?.code).toBe('engine-missing');
    expect((await session.receive('x', pieces(1))).ok).toBe(false);
    expect((await session.dataValues(notebook)).values).toEqual(new Set());
  });
});

describe('what is kept beside the document', () => {
  test('sources and rows taken back come with the next visit', async () => {
    const first = await withSource();
    const before = first.sources.list[0]!.id;
    first.restoreRow({ source: 'shop', row: 2 });
    await first.runs.idle();
    await first.saveNow();

    engines = new FakeEngines();
    const second = open(first.notebook);
    await soon(async () => {
      await second.restore(value(await sourcesOf(db, 'n')));
      expect(second.restored).toEqual([{ source: 'shop', row: 2 }]);
    });
    expect(second.sources.list.map(({ id }) => id)).toEqual([before]);
    second.start();
    await second.runs.idle();
    expect(engines.engine.tables.get('shop')).toHaveLength(2);
    expect(engines.engine.log.join('\n')).toContain(`('shop', 2)`);
  });

  test('a source that storage has not is left out', async () => {
    value(await linkSources(db, 'n', ['gone']));
    const session = open();
    await session.restore(['gone']);
    expect(session.sources.list).toEqual([]);
  });

  test('a row taken back twice is let go again, and cleaning runs each time', async () => {
    const session = await withSource();
    session.restoreRow({ source: 'shop', row: 2 });
    await session.runs.idle();
    session.restoreRow({ source: 'shop', row: 2 });
    engines.engine.log = [];
    await session.runs.idle();
    expect(session.restored).toEqual([]);
    expect(engines.engine.log.some((sql) => sql.includes('clean.restored'))).toBe(true);
  });
});

describe('the report', () => {
  test('is made of what was there when the runs came to rest: once for a run of all cells', async () => {
    const session = open(reported);
    const seen: unknown[] = [];
    // What may leave is added to the same facts once it is known.
    const note = () => seen.at(-1) === session.facts.findings || seen.push(session.facts.findings);
    note();
    const run = engines.engine.run.bind(engines.engine);
    engines.engine.run = async (...given) => {
      note();
      const done = await run(...given);
      note();
      return done;
    };
    session.start();
    await session.runs.idle();
    note();
    expect(seen).toHaveLength(2);
    for (let i = 0; i < 20; i++) {
      session.edit('setSql', (wanted) => withSql(wanted, 'b', `SELECT ${i} + 2 FROM a`), { name: 'b' });
      note();
    }
    await session.runs.idle();
    note();
    expect(seen).toHaveLength(3);
  });

  test('says what was edited once the runs have come to rest', async () => {
    const session = open(reported);
    session.start();
    session.edit('setCurrency', (wanted) => setCurrency(setTitle(wanted, 'Spring'), 'EUR'));
    await session.runs.idle();
    expect(reportOf(session, report, 'en', '2024-01-01').title).toBe('Spring');
    expect(session.facts.unrun).toEqual(new Map());
  });

  test('names the cells that failed, and the lines that reading refused', async () => {
    engines.engine.answer(creating('a'), fail('sql-error'));
    const session = await withSource(reported);
    expect([...session.facts.unrun!.keys()]).toEqual(['a', 'b']);
    expect(session.facts.rejected('shop')).toBe(1);
    expect(session.facts.rejected('none')).toBe(0);
  });

  test('gets the totals that should agree when they have been compared', async () => {
    engines.engine.answer(/^SELECT CAST\(/, ok({ ...rowsOf(1), data: [[1], [1]] }));
    const session = await withSource(reported);
    await soon(() => expect(session.facts.reconciliation).not.toBeNull());
    expect(session.facts.reconciliation).toBe(session.reconciliation);
  });
});
