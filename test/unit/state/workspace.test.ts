import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setTitle } from '../../../src/notebook/edit.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { keyOf, newIdentity, seal } from '../../../src/package/age.ts';
import { packParts } from '../../../src/package/parts.ts';
import type { SampleFile } from '../../../src/import/known-file.ts';
import { ImportSession } from '../../../src/state/import/import-session.svelte.ts';
import { Packages } from '../../../src/state/packages/packages.svelte.ts';
import type { Route } from '../../../src/state/route.svelte.ts';
import type { NotebookSession } from '../../../src/state/session.svelte.ts';
import { BLANK } from '../../../src/state/shelf.ts';
import { Tabs, type TabMessage } from '../../../src/state/tabs.ts';
import type { WorkspacePage } from '../../../src/state/workspace/page.ts';
import { Workspace } from '../../../src/state/workspace/workspace.svelte.ts';
import { ok, type Result } from '../../../src/result.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import * as locks from '../../../src/storage/lock.ts';
import { loadNotebook, saveNotebook } from '../../../src/storage/notebooks.ts';
import { linkSources, sourcesOf, writeSource } from '../../../src/storage/sources.ts';
import type { TabLockEvents } from '../../../src/storage/tab-lock.ts';
import { value } from '../cli/support.ts';
import { csvFile, ordersFile, until, Workshop, shippedFile } from './import/workshop.ts';
import { few } from '../../tools/breadth.ts';
import { atEveryMoment } from './moments.ts';
import { FakeEngines, notebookOf } from './support.ts';
import { soon } from '../support/soon.ts';

const WORD = 'correct horse battery';
/** What is tested is not how much a guess costs. */
const CHEAP = { N: 16, r: 1, p: 1 };

class PageEngines extends FakeEngines {
  log: string[] = [];
  async renew(): Promise<void> {
    this.log.push('renew');
  }
  claim = () => this.notebook();
  async release(): Promise<void> {}
  async end(): Promise<void> {
    this.log.push('end');
  }
}

/** One browser: its database, the locks of its notebooks, and the channel between its tabs. */
class Browser {
  static count = 0;
  readonly name = `workspace-${++Browser.count}`;
  readonly tabs: Tab[] = [];
  readonly #channels: { onmessage: ((event: MessageEvent) => void) | null }[] = [];
  readonly #owners = new Map<string, TabLockEvents>();
  #opened: Db[] = [];

  async db(): Promise<Db> {
    const db = value(await openDb(this.name));
    this.#opened.push(db);
    return db;
  }

  channel() {
    const own = {
      onmessage: null as ((event: MessageEvent) => void) | null,
      postMessage: (data: unknown) => {
        for (const other of this.#channels)
          if (other !== own) other.onmessage?.({ data } as MessageEvent<TabMessage>);
      },
    };
    this.#channels.push(own);
    return own;
  }

  readonly lockNotebook: WorkspacePage['lockNotebook'] = async (id, events) => {
    if (!this.#owners.has(id)) this.#owners.set(id, events);
    const owners = this.#owners;
    return {
      get mine() {
        return owners.get(id) === events;
      },
      takeOver: async () => {
        const before = owners.get(id);
        await before?.onAsked();
        owners.set(id, events);
        before?.onChange(false);
        events.onChange(true);
      },
      release: () => {
        if (owners.get(id) === events) owners.delete(id);
      },
    };
  };

  openNotebooks = async () => new Set(this.#owners.keys());

  end(): void {
    for (const { workspace } of this.tabs) workspace.opening.close();
    for (const db of this.#opened) db.close();
  }
}

/** A tab of the browser with the workspace in it. */
class Tab {
  readonly engines = new PageEngines();
  readonly shop = new Workshop();
  route: Route = { page: 'start' };
  samples: (names?: readonly string[]) => Promise<SampleFile[]> = async () => [];
  persistence = 0;
  readonly workspace: Workspace;

  constructor(browser: Browser) {
    // The page asks for what its address names.
    const go = (route: Route) => {
      this.route = route;
      if (route.page === 'notebook') void this.workspace.show(this.workspace.opening.openStored(route.id));
    };
    const current = () => this.route;
    this.workspace = new Workspace({
      engines: this.engines,
      tabs: new Tabs(browser.channel()),
      router: {
        get current() {
          return current();
        },
        go,
      },
      language: () => 'en',
      openDb: async () => ({ ok: true, value: await browser.db() }),
      stores: () => ({
        caches: null,
        workers: null,
        choices: { length: 0, key: () => null, removeItem() {} },
      }),
      lockNotebook: browser.lockNotebook,
      openNotebooks: browser.openNotebooks,
      askPersistence: async () => (this.persistence += 1),
      importWith: async () => (options) => new ImportSession({ ...options, tools: this.shop }),
      sampleFiles: (names) => this.samples(names),
    });
    browser.tabs.push(this);
  }

  get titles() {
    return this.workspace.kept.recent.map(({ title }) => title);
  }
}

const { getAll } = IDBObjectStore.prototype;
let browser: Browser;
beforeEach(() => (browser = new Browser()));
afterEach(() => (vi.restoreAllMocks(), browser.end()));

const notebook = (title: string) => writeNotebook(notebookOf({ a: 'SELECT 1' }, { title }));

/** Stores notebooks as an earlier visit left them. */
async function stored(...ids: string[]): Promise<Db> {
  const db = await browser.db();
  for (const [i, id] of ids.entries()) {
    const text = notebook(`title of ${id}`);
    value(await saveNotebook(db, { id, title: `title of ${id}`, text, trusted: true, at: i + 1 }));
  }
  return db;
}

async function sealed(...ids: string[]): Promise<Db> {
  const db = await stored(...ids);
  value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
  return db;
}

const edit = (tab: Tab, title: string) =>
  tab.workspace.session!.edit('setTitle', (n) => setTitle(n, title), { field: 'title' });

describe('a stored notebook', () => {
  test('is listed, the last opened first, and opened with an engine of its own', async () => {
    await stored('a', 'b');
    const tab = new Tab(browser);
    await tab.workspace.kept.refresh();
    expect(tab.titles).toEqual(['title of b', 'title of a']);
    value(await tab.workspace.opening.openStored('a'));
    const { session } = tab.workspace;
    expect([session?.id, session?.notebook.title, session?.trusted, session?.readonly]).toEqual([
      ...['a', 'title of a', true, false],
    ]);
    expect([tab.engines.log, tab.workspace.unlisted]).toEqual([['renew'], null]);
    // It stays the one that is open when its page is asked for again.
    value(await tab.workspace.opening.openStored('a'));
    expect(tab.workspace.session).toBe(session);
    // The opening is noted behind its back.
    await soon(async () => {
      await tab.workspace.kept.refresh();
      expect(tab.titles).toEqual(['title of a', 'title of b']);
    });
  });

  test('asked for twice at once is opened once, and can be edited', async () => {
    await stored('a');
    const { workspace } = new Tab(browser);
    const [first, second] = await Promise.all([
      workspace.opening.openStored('a'),
      workspace.opening.openStored('a'),
    ]);
    expect([first.ok, second.ok, workspace.session?.readonly]).toEqual([true, true, false]);
  });

  test('whose sources cannot be asked for is not opened as one without: it would be stored so', async () => {
    const db = await stored('a');
    const writer = value(
      await writeSource(db, {
        ...{ id: 's', notebook: 'a', name: 'orders', columns: [], createdAt: 1 },
        ...{
          ledger: { read: 0, rejected: 0, rejects: [], conversions: [], bytes: 0 },
          details: { file: 'orders.csv', personal: {} },
        },
      }),
    );
    value(await writer.commit(0));
    value(await linkSources(db, 'a', ['s']));
    const all = vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (this.name === 'notebookSources') throw new DOMException('bad sector', 'UnknownError');
      return getAll.apply(this, given);
    });
    const { workspace } = new Tab(browser);
    expect(await workspace.opening.openStored('a')).toMatchObject({ fault: { code: 'storage-failed' } });
    expect(workspace.session).toBeNull();
    all.mockRestore();
    expect(value(await sourcesOf(db, 'a'))).toEqual(['s']);
    value(await workspace.opening.openStored('a'));
    expect(workspace.session?.sources.list.map(({ name }) => name)).toEqual(['orders']);
  });

  test('that is not there is told', async () => {
    const { workspace } = new Tab(browser);
    expect(await workspace.opening.openStored('gone')).toMatchObject({ fault: { code: 'storage-missing' } });
    expect(workspace.session).toBeNull();
  });

  test('one that another has overtaken says nothing, however late it ends', async () => {
    const { workspace } = new Tab(browser);
    let end: (result: Result<null>) => void = () => {};
    const early = workspace.show(new Promise<Result<null>>((resolve) => (end = resolve)));
    await workspace.show(workspace.opening.openLink('nb1.AAAA'));
    end(ok(null));
    await early;
    expect(workspace.fault?.code).toBe('link-damaged');
  });

  test('that is damaged is told with what is left of it; the version before opens', async () => {
    const db = await stored('a');
    const again = { id: 'a', title: 'later', text: notebook('later'), trusted: true, at: 5 };
    value(await saveNotebook(db, again));
    const version = (await db.raw.get('versions', ['a', 2]))!;
    await db.raw.put('versions', { ...version, text: 'cut sho' } as never);
    const { workspace } = new Tab(browser);
    expect(await workspace.opening.openStored('a')).toMatchObject({ fault: { code: 'storage-damaged' } });
    expect(workspace.opening.salvage).toEqual({ id: 'a', raw: 'cut sho', previous: true });
    value(await workspace.opening.openStored('a', 'previous'));
    expect([workspace.session?.notebook.title, workspace.opening.salvage]).toEqual(['title of a', null]);
  });

  test('a notebook from a file is inert and not stored; what was not valid in it is told', async () => {
    const tab = new Tab(browser);
    const text = JSON.parse(notebook('from elsewhere')) as { cells: { chart?: unknown }[] };
    text.cells[0]!.chart = { kind: 'no such chart' };
    value(await tab.workspace.opening.openText(JSON.stringify(text)));
    const { session } = tab.workspace;
    expect([session?.trusted, session?.saving, tab.route]).toEqual([
      ...[false, 'unstored', { page: 'notebook', id: session?.id }],
    ]);
    expect(tab.workspace.opening.notices).toHaveLength(1);
    expect(tab.workspace.unlisted).toEqual({ id: session?.id, title: 'from elsewhere' });
    expect(await (await browser.db()).raw.count('notebooks')).toBe(0);
  });
});

describe('under a passphrase', () => {
  test('nothing is listed or opened before it is given, and everything after', async () => {
    await sealed('a');
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.kept.refresh();
    value(await workspace.opening.openStored('a'));
    value(await workspace.opening.openText(notebook('x')));
    expect([workspace.locked, tab.titles, workspace.session]).toEqual([true, [], null]);
    await workspace.unlock('not the one');
    expect([workspace.locked, workspace.lock?.fault?.code]).toEqual([true, 'passphrase-wrong']);
    await workspace.unlock(WORD);
    expect([workspace.locked, tab.titles]).toEqual([false, ['title of a']]);
    value(await workspace.opening.openStored('a'));
    expect(workspace.session?.notebook.title).toBe('title of a');
  });

  test('locking stores the last edit, and takes notebook, list, imports and engines away', async () => {
    const db = await sealed('a');
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.kept.refresh();
    await workspace.unlock(WORD);
    value(await workspace.opening.openStored('a'));
    await workspace.imports.add([ordersFile('more.csv', 1, 4)], null, workspace.session);
    edit(tab, 'the last edit');
    await workspace.lock?.lock();
    expect([workspace.locked, workspace.session, workspace.imports.pending, tab.titles]).toEqual([
      ...[true, null, null, []],
    ]);
    expect(tab.engines.log.at(-1)).toBe('end');
    value(await locks.unlock(db, WORD));
    expect(value(await loadNotebook(db, 'a')).title).toBe('the last edit');
  });

  test('one damaged entry leaves the list whole, and its notebook opens as one from elsewhere', async () => {
    const db = await sealed('a', 'b');
    const entry = (await db.raw.get('notebooks', 'b')) as unknown as { sealed: Uint8Array<ArrayBuffer> };
    const bytes = entry.sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte));
    await db.raw.put('notebooks', { ...entry, sealed: bytes } as never);
    const tab = new Tab(browser);
    await tab.workspace.kept.refresh();
    await tab.workspace.unlock(WORD);
    expect(tab.titles).toEqual([null, 'title of a']);
    value(await tab.workspace.opening.openStored('b'));
    expect([tab.workspace.session?.notebook.title, tab.workspace.session?.trusted]).toEqual([
      ...['title of b', false],
    ]);
  });
});

describe('keeping nothing', () => {
  test('ends what is open, leaves what is stored, and writes nothing from then on', async () => {
    const db = await stored('a');
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.kept.refresh();
    value(await workspace.opening.openStored('a'));
    edit(tab, 'before the choice');
    await workspace.keepNothing();
    expect([workspace.session, tab.titles, workspace.lock, workspace.kept.memoryOnly, tab.route]).toEqual([
      ...[null, [], null, true, { page: 'start' }],
    ]);
    expect(value(await loadNotebook(db, 'a')).title).toBe('before the choice');

    await workspace.imports.add([ordersFile('orders.csv', 1, 4)], null);
    await workspace.imports.confirm();
    expect([workspace.fault, workspace.session?.saving, tab.persistence]).toEqual([null, 'nowhere', 0]);
    // No list leads back to it: the start page does.
    expect(workspace.unlisted?.id).toBe(workspace.session?.id);
    edit(tab, 'CANARY');
    await workspace.session?.flush();
    expect([await db.raw.count('notebooks'), await db.raw.count('sources')]).toEqual([1, 0]);
  });

  test('files dropped for a new notebook go on being read; those for the open one do not', async () => {
    await stored('a');
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.imports.add([ordersFile('orders.csv', 1, 4)], null);
    const pending = workspace.imports.pending;
    await workspace.keepNothing();
    expect([workspace.imports.pending === pending, tab.route]).toEqual([true, { page: 'mapping' }]);

    const other = new Tab(browser);
    value(await other.workspace.opening.openStored('a'));
    await other.workspace.imports.add([ordersFile('orders.csv', 1, 4)], null, other.workspace.session);
    await other.workspace.keepNothing();
    expect([other.workspace.imports.pending, other.route]).toEqual([null, { page: 'start' }]);
  });
});

test('a new notebook counts in the currency of its files', async () => {
  const { workspace } = new Tab(browser);
  const lines = Array.from({ length: 12 }, (_, i) => `O${i},C${i % 5},2024-03-${10 + i},"$1,${100 + i}.50"`);
  await workspace.imports.add(
    [csvFile('deals.csv', 'Order ID,Customer ID,Order Date,Amount (USD)', lines)],
    null,
  );
  await workspace.imports.confirm();
  expect([workspace.fault, workspace.session?.notebook.currency]).toEqual([null, 'USD']);
});

test(
  'a notebook whose files stated no currency takes that of the first that does, and keeps one that it has',
  { tags: ['whole'] },
  async () => {
    const { workspace } = new Tab(browser);
    const lines = (sign: string) =>
      Array.from({ length: 12 }, (_, i) => `O${i},C${i % 5},2024-03-${10 + i},"${sign}1,${100 + i}.50"`);
    const add = async (name: string, sign: string) => {
      const header = 'Order ID,Customer ID,Order Date,Amount';
      await workspace.imports.add([csvFile(name, header, lines(sign))], null, workspace.session ?? undefined);
      await workspace.imports.confirm();
      expect(workspace.fault).toBeNull();
      return workspace.session?.notebook.currency;
    };
    expect(await add('plain.csv', '')).toBe('XXX');
    expect(await add('dollars.csv', '$')).toBe('USD');
    expect(await add('euros.csv', '€')).toBe('USD');
  },
);

describe('a notebook on the data of another', () => {
  /** A tab with a notebook that was made of one file. */
  async function withOrders(tab: Tab): Promise<NotebookSession> {
    await tab.workspace.imports.add([ordersFile('orders.csv', 1, 4)], null);
    await tab.workspace.imports.confirm();
    await tab.workspace.session!.flush();
    return tab.workspace.session!;
  }

  test('opens at once, on the same stored rows, with questions of its own', async () => {
    const tab = new Tab(browser);
    const { workspace } = tab;
    const first = await withOrders(tab);
    edit(tab, 'edited last');
    value(await workspace.beginOnDataOf(first.id, 'churn-win-back'));
    const { session } = workspace;
    expect([session?.id === first.id, tab.route]).toEqual([false, { page: 'notebook', id: session?.id }]);
    expect(session?.notebook.sources).toEqual(first.notebook.sources);
    expect(session?.sources.list.map(({ id }) => id)).toEqual(first.sources.list.map(({ id }) => id));
    await soon(() => expect(session?.saving).toBe('saved'));
    expect([session?.trusted, session?.notebook.title]).toEqual([true, 'Churn and win-back']);
    const db = await browser.db();
    expect([await db.raw.count('sources'), await db.raw.count('notebooks')]).toEqual([1, 2]);
    await workspace.kept.refresh();
    expect(workspace.kept.recent.map(({ data }) => data)).toEqual([true, true]);
    // The last edit of the other was stored before.
    expect(value(await loadNotebook(db, first.id)).title).toBe('edited last');
    value(await session!.sources.load(tab.engines.engine));
    expect([...tab.engines.engine.tables.keys()]).toEqual(['orders']);

    await workspace.deleteNotebook(first.id);
    expect(await db.raw.count('sources')).toBe(1);
    await workspace.deleteNotebook(session!.id);
    expect([await db.raw.count('sources'), await db.raw.count('chunks')]).toEqual([0, 0]);
  });

  test('can be an empty one, made from the list while nothing is open', { tags: ['whole'] }, async () => {
    const { id } = await withOrders(new Tab(browser));
    for (const { workspace } of browser.tabs) workspace.opening.close();
    const { workspace } = new Tab(browser);
    value(await workspace.beginOnDataOf(id, BLANK));
    const { notebook: made, sources } = workspace.session!;
    expect(made.cells.map(({ template }) => template)).toEqual(['goal', 'dictionary', 'cleaning', 'kpi']);
    expect(sources.list.map(({ name }) => name)).toEqual(['orders']);
  });

  test('of which there are no data is told', async () => {
    const { workspace } = new Tab(browser);
    await workspace.beginOnDataOf('gone', BLANK);
    expect([workspace.fault?.code, workspace.session]).toEqual(['storage-missing', null]);
  });

  test('where nothing is kept takes the rows over from the one that is open', async () => {
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.keepNothing();
    const first = await withOrders(tab);
    value(await workspace.beginOnDataOf(first.id, BLANK));
    const { session } = workspace;
    expect([session?.id === first.id, session?.saving]).toEqual([false, 'nowhere']);
    value(await session!.sources.load(tab.engines.engine));
    expect([...tab.engines.engine.tables.keys()]).toEqual(['orders']);
    expect(session?.sources.list).toEqual(first.sources.list);
    expect(await (await browser.db()).raw.count('notebooks')).toBe(0);
  });

  test('keeps what another tab has overtaken, beside what that one saved', async () => {
    const tab = new Tab(browser);
    const { workspace } = tab;
    const { id } = await withOrders(tab);
    const db = await browser.db();
    edit(tab, 'pending');
    const theirs = { id, title: 'theirs', text: notebook('theirs'), trusted: true, at: 9 };
    value(await saveNotebook(db, theirs));
    await workspace.session!.flush();
    expect(workspace.session!.saveFault?.code).toBe('storage-overtaken');
    value(await workspace.keepCopy('pending (copy)'));
    expect(workspace.session!.notebook.title).toBe('pending (copy)');
    await soon(() => expect(workspace.session!.saving).toBe('saved'));
    expect(workspace.session!.sources.list.map(({ name }) => name)).toEqual(['orders']);
    expect(value(await loadNotebook(db, id)).title).toBe('theirs');
  });
});

describe('importing', () => {
  test('a confirmed file becomes a stored notebook, whose taking in is no step to undo', async () => {
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.imports.add([ordersFile('orders.csv', 1, 4)], null);
    expect(tab.route).toEqual({ page: 'mapping' });
    await workspace.imports.confirm();
    const { session } = workspace;
    expect([workspace.fault, workspace.imports.pending, workspace.imports.confirming]).toEqual([
      ...[null, null, null],
    ]);
    expect([tab.route, tab.persistence]).toEqual([{ page: 'notebook', id: session?.id }, 1]);
    expect(session?.notebook.sources.map(({ name }) => name)).toEqual(['orders']);
    session?.undo();
    expect(session?.notebook.sources).toHaveLength(1);
    await session?.flush();
    await workspace.kept.refresh();
    expect(workspace.kept.recent.map(({ id }) => id)).toEqual([session?.id]);
  });

  test('answers dropped with orders have cells in the notebook that opens', async () => {
    const { workspace } = new Tab(browser);
    const answers = Array.from({ length: 12 }, (_, n) => `C${n},2024-03-${10 + n},${n % 11}`);
    await workspace.imports.add(
      [ordersFile('orders.csv', 1, 12), csvFile('nps.csv', 'customer_id,survey_date,nps_score', answers)],
      null,
    );
    await workspace.imports.confirm();
    const { sources, cells } = workspace.session!.notebook;
    expect(sources.map(({ entity }) => entity).sort()).toEqual(['feedback', 'orders']);
    const templates = cells.map(({ template }) => template);
    expect(templates).toEqual(expect.arrayContaining(['rfm', 'nps']));
  });

  test('one that fails is told, and stays to be tried again', async () => {
    const { workspace, shop } = new Tab(browser);
    await workspace.imports.add([ordersFile('orders.csv', 1, 4)], null);
    shop.breaks('finish:orders', 'out-of-memory');
    await workspace.imports.confirm();
    expect(workspace.fault?.code).toBe('out-of-memory');
    expect(workspace.imports.pending).not.toBeNull();
    await workspace.imports.confirm();
    expect([workspace.imports.pending, workspace.session?.notebook.sources.length]).toEqual([null, 1]);
  });

  test('a sample that cannot be had is told; one that can is opened without a question', async () => {
    const tab = new Tab(browser);
    tab.samples = () => Promise.reject(new Error('offline'));
    await tab.workspace.imports.openSample('customer-value');
    expect([tab.workspace.fault?.code, tab.workspace.imports.busy]).toEqual(['sample-missing', null]);
    tab.samples = async () => [await shippedFile(ordersFile('orders.csv', 1, 4))];
    await tab.workspace.imports.openSample('customer-value');
    expect([tab.workspace.fault, tab.route.page]).toEqual([null, 'notebook']);
  });

  test('put off, it goes back to the notebook that it was for', async () => {
    await stored('a');
    const tab = new Tab(browser);
    value(await tab.workspace.opening.openStored('a'));
    await tab.workspace.imports.add([ordersFile('orders.csv', 1, 4)], null, tab.workspace.session);
    tab.workspace.imports.cancel();
    expect([tab.workspace.imports.pending, tab.route]).toEqual([null, { page: 'notebook', id: 'a' }]);
  });
});

describe('two tabs', () => {
  test('one edits, the other reads, until it takes over what the first has saved', async () => {
    await stored('a');
    const [first, second] = [new Tab(browser), new Tab(browser)];
    value(await first.workspace.opening.openStored('a'));
    value(await second.workspace.opening.openStored('a'));
    expect(second.workspace.session?.readonly).toBe(true);
    edit(first, 'by the first');
    await second.workspace.opening.takeOver();
    await until(() => second.workspace.session?.readonly === false);
    expect(second.workspace.session?.notebook.title).toBe('by the first');
    expect(first.workspace.session?.readonly).toBe(true);
  });

  test('a notebook deleted in one goes from the other, and an edit there does not bring it back', async () => {
    const db = await stored('a', 'b');
    const [first, second] = [new Tab(browser), new Tab(browser)];
    value(await second.workspace.opening.openStored('a'));
    second.route = { page: 'notebook', id: 'a' };
    edit(second, 'not stored yet');
    const left = second.workspace.session!;
    await first.workspace.deleteNotebook('a');
    expect([second.workspace.session, second.route, first.titles]).toEqual([
      ...[null, { page: 'start' }, ['title of b']],
    ]);
    await left.flush();
    expect(await db.raw.count('notebooks')).toBe(1);
  });

  test('deleting everything empties both, with an account of what was there', async () => {
    await sealed('a', 'b');
    const [first, second] = [new Tab(browser), new Tab(browser)];
    for (const { workspace } of [first, second]) {
      await workspace.kept.refresh();
      await workspace.unlock(WORD);
    }
    value(await second.workspace.opening.openStored('a'));
    edit(second, 'not stored yet');
    const left = second.workspace.session!;
    expect(await first.workspace.kept.contents()).toMatchObject({ notebooks: 2 });
    await first.workspace.deleteEverything();
    expect(first.workspace.deleted).toMatchObject({ notebooks: 2, sources: 0 });
    await until(() => second.workspace.lock?.state === 'none');
    for (const tab of [first, second]) {
      expect([tab.workspace.session, tab.titles, tab.route]).toEqual([null, [], { page: 'start' }]);
      expect([tab.workspace.lock?.state, tab.workspace.fault]).toEqual(['none', null]);
    }
    await left.flush();
    const after = await browser.db();
    expect([await after.raw.count('notebooks'), await after.raw.count('lock')]).toEqual([0, 0]);
  });
});

describe('files and notebooks in one place', () => {
  const method = (title = 'theirs', name = 'theirs.cellar.json') => new File([notebook(title)], name);
  const items = ({ imports }: Workspace) => imports.pending!.items.map(({ file }) => file.name);

  test('a file of data that was chosen as a notebook is imported as if it had been dropped', async () => {
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.openFile(ordersFile('orders.csv', 0, 3));
    expect([workspace.fault, workspace.session, tab.route.page]).toEqual([null, null, 'mapping']);
    expect([items(workspace), workspace.imports.pending!.target]).toEqual([['orders.csv'], null]);
  });

  test('what is JSON and neither is said to be no notebook', async () => {
    const { workspace } = new Tab(browser);
    await workspace.openFile(new File(['{"a":1}'], 'a.json'));
    expect([workspace.fault?.code, workspace.imports.pending]).toEqual(['notebook-format', null]);
  });

  test('a notebook that was dropped is opened, inert, and the files beside it come into it', async () => {
    const tab = new Tab(browser);
    const { workspace } = tab;
    await workspace.take([method()], null);
    expect([workspace.session?.notebook.title, workspace.session?.trusted]).toEqual(['theirs', false]);
    expect(workspace.imports.pending).toBeNull();
    await workspace.take([ordersFile('orders.csv', 0, 3), method('another')], null, workspace.session);
    expect([workspace.session?.notebook.title, tab.route.page]).toEqual(['another', 'mapping']);
    expect(items(workspace)).toEqual(['orders.csv']);
    expect(workspace.imports.pending!.target).toBe(workspace.session!.id);
  });

  test('the template of a notebook that was dropped is said to be none, and nothing is read from it', async () => {
    const { workspace } = new Tab(browser);
    const template = '{"format":"cellar-notebook-template","version":1,"id":"a","cells":[{"name":"a"}]}';
    await workspace.take([new File([template], 'a.cellar.json')], null);
    expect([workspace.fault?.code, workspace.imports.pending]).toEqual(['notebook-format', null]);
  });

  test('of several notebooks none is opened, and they are named', async () => {
    const { workspace } = new Tab(browser);
    await workspace.take([method(), ordersFile('o.csv', 0, 3), method('b', 'b.cellar.json')], null);
    expect(workspace.fault).toEqual({
      code: 'notebooks-several',
      values: { count: 2, names: 'theirs.cellar.json, b.cellar.json' },
    });
    expect([workspace.session, workspace.imports.pending]).toEqual([null, null]);
  });
});

describe('a sealed package', () => {
  /** A package for a key as a file, with the tables that are in it. */
  async function packed(key: string, tables: readonly string[] = []): Promise<File> {
    const parts = tables.map((name) => ({ name: `sources/${name}.parquet`, body: 'PAR1' }));
    const zip = value(await packParts(notebook('theirs'), parts));
    return new File([value(await seal(zip, { keys: [key] }))], 'theirs.cellar.age');
  }

  test('dropped anywhere opens with one’s own key, inert as any notebook from elsewhere', async () => {
    const { workspace } = new Tab(browser);
    const key = (await workspace.packages.own.key(await workspace.kept.storage()))!;
    await workspace.take([await packed(key)], null);
    expect(workspace.packages.coming).toBeNull();
    expect([workspace.session?.notebook.title, workspace.session?.trusted]).toEqual(['theirs', false]);
  });

  test('brings its tables as files to be looked at and confirmed', async () => {
    const tab = new Tab(browser);
    const { workspace } = tab;
    const key = (await workspace.packages.own.key(await workspace.kept.storage()))!;
    await workspace.openFile(await packed(key, ['orders']));
    await until(() => workspace.imports.pending !== null);
    expect(workspace.imports.pending!.target).toBe(workspace.session!.id);
    expect(workspace.imports.pending!.items.map(({ file }) => file.name)).toEqual(['orders.parquet']);
    expect(tab.route.page).toBe('mapping');
  });

  test('takes the files that were dropped with it along', async () => {
    const { workspace } = new Tab(browser);
    const key = (await workspace.packages.own.key(await workspace.kept.storage()))!;
    await workspace.take([ordersFile('new.csv', 0, 3), await packed(key, ['orders'])], null);
    await until(() => workspace.imports.pending !== null);
    const names = workspace.imports.pending!.items.map(({ file }) => file.name);
    expect(names).toEqual(['orders.parquet', 'new.csv']);
  });

  test('for somebody else says so in a sentence of its own, and opens nothing', async () => {
    const { workspace } = new Tab(browser);
    await workspace.take([await packed(await keyOf(await newIdentity()))], null);
    expect(workspace.packages.coming?.fault?.code).toBe('package-wrong-key');
    expect(workspace.session).toBeNull();
    workspace.packages.cancel();
    expect(workspace.packages.coming).toBeNull();
  });

  test('by a passphrase asks for it until it is right', async () => {
    const { workspace } = new Tab(browser);
    const zip = value(await packParts(notebook('theirs'), []));
    const sealed = value(await seal(zip, { passphrase: WORD, work: 4 }));
    await workspace.take([new File([sealed], 'x.age')], null);
    expect(workspace.packages.coming).toMatchObject({ asks: true, fault: null });
    await workspace.packages.answer('wrong');
    expect(workspace.packages.coming).toMatchObject({
      asks: true,
      fault: { code: 'package-wrong-passphrase' },
    });
    await workspace.packages.answer(WORD);
    expect(workspace.session?.notebook.title).toBe('theirs');
  });

  test('one’s key and the recipients are the same at the next visit, sealed with all else, and gone when locked', async () => {
    const db = await browser.db();
    const first = new Packages({
      storage: async () => db,
      openText: async () => true,
      importInto: async () => {},
    });
    const key = await first.own.key(db);
    const theirs = await keyOf(await newIdentity());
    value(await first.recipients.add(db, { name: 'Wang Fang', key: ` ${theirs} ` }));
    value(await first.recipients.add(db, { name: 'Wang Fang, finance', key: theirs }));
    expect(await first.recipients.add(db, { name: 'x', key: 'age1x' })).toMatchObject({
      fault: { code: 'recipient-invalid' },
    });
    const next = new Packages({
      storage: async () => db,
      openText: async () => true,
      importInto: async () => {},
    });
    expect(await next.own.key(db)).toBe(key);
    expect(await next.recipients.list(db)).toEqual([{ name: 'Wang Fang, finance', key: theirs }]);
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    const everything = JSON.stringify([await db.raw.getAll('secrets'), await db.raw.getAll('settings')]);
    expect(everything).not.toContain('Wang Fang');
    expect(JSON.stringify((await db.raw.getAll('secrets')).map((s) => Object.keys(s)))).not.toContain(
      'bytes',
    );
    // Nothing is kept: the key is another one, the same while the page lasts.
    const nowhere = new Packages({
      storage: async () => null,
      openText: async () => true,
      importInto: async () => {},
    });
    expect(await nowhere.own.key(null)).toBe(await nowhere.own.key(null));
    expect(await nowhere.own.key(null)).not.toBe(key);
    const before = await nowhere.own.key(null);
    nowhere.forget();
    expect(await nowhere.own.key(null)).not.toBe(before);
  });
});

describe('at whatever moment', () => {
  test.each(few(['everything is deleted', 'the workspace is locked', 'nothing is to be kept'] as const, 2))(
    'while a notebook is opened and the list is read %s, neither is seen after',
    async (what) => {
      await atEveryMoment(async () => {
        browser.end();
        browser = new Browser();
        await (what === 'the workspace is locked' ? sealed('a', 'b') : stored('a', 'b'));
        const tab = new Tab(browser);
        const { workspace } = tab;
        await workspace.kept.refresh();
        if (workspace.locked) await workspace.unlock(WORD);
        return {
          work: Promise.all([
            workspace.show(workspace.opening.openStored('a')),
            workspace.kept.refresh(),
            workspace.imports.add([ordersFile('orders.csv', 1, 4)], null),
          ]),
          go: async () => {
            if (what === 'everything is deleted') await workspace.deleteEverything();
            else if (what === 'the workspace is locked') await workspace.lock!.lock();
            else await workspace.keepNothing();
          },
          after: () => {
            expect([tab.titles, workspace.session, workspace.fault]).toEqual([[], null, null]);
            // What was dropped for a new notebook goes on being read where nothing is kept.
            if (what !== 'nothing is to be kept') expect(workspace.imports.pending).toBeNull();
          },
        };
      }, 2);
    },
  );

  test('another notebook is opened while a package is, the tables of the package are for neither it nor the one before', async () => {
    const identity = await newIdentity();
    const parts = [{ name: 'sources/orders.parquet', body: 'PAR1' }];
    const zip = value(await packParts(notebook('theirs'), parts));
    const file = new File([value(await seal(zip, { keys: [await keyOf(identity)] }))], 'theirs.cellar.age');
    await atEveryMoment(async () => {
      browser.end();
      browser = new Browser();
      await stored('a', 'b');
      const { workspace } = new Tab(browser);
      value(await workspace.opening.openStored('b'));
      vi.spyOn(workspace.packages.own, 'identity').mockImplementation(async () => identity);
      // Storage answers in a task of its own, as a browser's does.
      const db = await workspace.kept.storage();
      const answered = async () => (await new Promise((next) => setImmediate(next)), db);
      vi.spyOn(workspace.kept, 'storage').mockImplementation(answered);
      return {
        work: workspace.take([file], null),
        go: () => workspace.show(workspace.opening.openStored('a')),
        after: () => expect(['a', 'b']).not.toContain(workspace.imports.pending?.target),
      };
    }, 2);
  });

  test.each([
    ['one goes back to the notebook that is left for it', 'title of a'],
    ['a text that is no notebook is opened', null],
  ])('while another is opened %s, what is shown as open is open', async (_, back) => {
    await atEveryMoment(async () => {
      browser.end();
      browser = new Browser();
      await stored('a');
      const tab = new Tab(browser);
      const { workspace } = tab;
      const { opening } = workspace;
      value(await opening.openStored('a'));
      // An engine takes its time to start.
      vi.spyOn(tab.engines, 'renew').mockImplementation(() => new Promise((next) => setImmediate(next)));
      return {
        work: workspace.show(opening.openText(notebook('theirs'))),
        go: () => workspace.show(back ? opening.openStored('a') : opening.openText('{}')),
        after: async () => {
          const { session } = workspace;
          expect(session === null || (await session.rested())).toBe(true);
          if (back) expect(session?.notebook.title).toBe(back);
        },
      };
    }, 2);
  });
});
