import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { setTitle } from '../../../src/notebook/edit.ts';
import { readNotebook } from '../../../src/notebook/file.ts';
import { NOTHING_RAW } from '../../../src/state/import/existing.ts';
import type { ImportedTable } from '../../../src/state/import/imported.ts';
import { NotebookSession } from '../../../src/state/session.svelte.ts';
import { Tabs } from '../../../src/state/tabs.ts';
import { WorkspaceLock } from '../../../src/state/workspace-lock.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { beginLocked, unlock } from '../../../src/storage/lock.ts';
import { loadImport } from '../../../src/storage/imports.ts';
import { deleteNotebook, listNotebooks, loadNotebook, saveNotebook } from '../../../src/storage/notebooks.ts';
import {
  linkSources,
  listSources,
  readSource,
  sourcesOf,
  writeSource,
} from '../../../src/storage/sources.ts';
import { sweep } from '../../../src/storage/sweep.ts';
import { PART } from '../../tools/breadth.ts';
import { value } from '../cli/support.ts';
import { FakeEngines, notebookOf } from './support.ts';

/** What is tested is not how much a guess costs. */
const CHEAP = { N: 16, r: 1, p: 1 };

/** How many moments a life is ended at. */
const MOMENTS = PART ? 10 : 30;
const SEED = 20_241_128;

/** Numbers in 0..1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Life {
  /** How many writes there were so far. */
  readonly writes: number;
  readonly dead: boolean;
  /** Looks at the page before every write. */
  watch: () => void;
}

/** From the nth write on none succeeds, as when the tab is killed there. */
function killAt(nth: number): Life {
  let writes = 0;
  for (const way of ['put', 'delete'] as const) {
    const real = IDBObjectStore.prototype[way] as (...given: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, way).mockImplementation(function (
      this: IDBObjectStore,
      ...given: unknown[]
    ) {
      life.watch();
      if (++writes >= nth) throw new DOMException('killed', 'AbortError');
      return real.apply(this, given) as never;
    });
  }
  const life: Life = {
    get writes() {
      return writes;
    },
    get dead() {
      return writes >= nth;
    },
    watch: () => {},
  };
  return life;
}

/** What of the workspace the next visit may find: one of these, and where one was confirmed, that. */
class May {
  #may = new Map<string, unknown[]>();
  /** Something is about to become so. */
  begin(what: string, next: unknown): void {
    this.#may.set(what, [...this.of(what), next]);
  }
  /** The page has said that it is. */
  confirm(what: string): void {
    this.#may.set(what, [this.of(what).at(-1)]);
  }
  /** At first nothing is there. */
  of(what: string): unknown[] {
    return this.#may.get(what) ?? [null];
  }
}

const tableOf = (name: string): ImportedTable => ({
  expected: { ...defaultSource, name, entity: 'orders', mapping: { customer: 'id' } },
  columns: [{ name: 'id', type: 'VARCHAR' }],
  ledger: { read: 2, rejected: 0, rejects: [], conversions: [], bytes: 1 },
  file: `${name}.csv`,
  personal: {},
  weakened: {},
  digests: async () => ({ engine: '1.0', treatments: {}, pieces: [new Uint8Array([1])] }),
  raw: async () => NOTHING_RAW,
});

async function* piecesOf(bytes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield new Uint8Array([byte]);
}

class Dead extends Error {}

/** What one visit does: an import, runs, edits, a second import, a passphrase set, changed and removed, deletions. */
async function live(db: Db, may: May, life: Life): Promise<void> {
  const goOn = (): void => {
    if (life.dead) throw new Dead();
  };
  const session = new NotebookSession(
    new FakeEngines(),
    db,
    'n',
    notebookOf({ a: 'SELECT 1 FROM orders' }),
    true,
  );
  // Whenever the page says so, and not only when a step is over.
  life.watch = () => {
    if (session.saving === 'saved') for (const one of ['title', 'shop', 'people', 'visits']) may.confirm(one);
  };
  try {
    const host = { flush: () => session.flush(), close: () => {} };
    const lock = new WorkspaceLock(db, host, new Tabs(null), Date.now, CHEAP);
    const saved = (...what: string[]): void => {
      if (session.saving === 'saved') for (const one of what) may.confirm(one);
      goOn();
    };
    const bring = async (sources: Record<string, number[]>): Promise<void> => {
      for (const [name, bytes] of Object.entries(sources)) may.begin(name, bytes);
      may.begin('title', session.notebook.title);
      await session.beginImport(Object.keys(sources).map((name) => ({ name, files: [`${name}.csv`] })));
      for (const [name, bytes] of Object.entries(sources)) {
        value(await session.receive(name, piecesOf(bytes)));
        session.sources.whole(tableOf(name));
      }
      for (const name of Object.keys(sources)) session.adopt(tableOf(name));
      session.start();
      await session.keepSources();
      saved('title', ...Object.keys(sources));
    };
    const entitle = async (title: string): Promise<void> => {
      may.begin('title', title);
      session.edit('setTitle', (n) => setTitle(n, title));
      await session.saveNow();
      await session.runs.idle();
      saved('title');
    };
    const secure = async (word: string | null, work: () => Promise<boolean>): Promise<void> => {
      may.begin('word', word);
      if (await work()) may.confirm('word');
      goOn();
    };

    await bring({ shop: [1, 2, 3], people: [4, 5] });
    await entitle('second');
    await bring({ shop: [6, 7], visits: [8, 9, 10] });
    may.begin('people', null);
    session.removeSource('people');
    await session.keepSources();
    saved('people');
    await secure('the first secret', () => lock.set('the first secret'));
    await entitle('third');
    await secure('the second secret', () => lock.change('the first secret', 'the second secret'));
    await bring({ people: [11] });
    await secure(null, () => lock.remove('the second secret'));

    may.begin('other', 'stays');
    const other = { id: 'other', title: 'stays', text: '{}', trusted: true, at: 1 };
    if ((await saveNotebook(db, other)).ok) may.confirm('other');
    const writer = await writeSource(db, {
      ...{ id: 'o', notebook: 'other', name: 'o', columns: [], ledger: null, details: null, createdAt: 1 },
    });
    goOn();
    value(await value(writer).add(new Uint8Array([12])));
    value(await value(writer).commit(1));
    value(await linkSources(db, 'other', ['o']));
    may.begin('other', null);
    if ((await deleteNotebook(db, 'other')).ok) may.confirm('other');
    goOn();
    // An edit of what is open of a deleted notebook brings nothing back.
    // Deleted by another tab: what this one shows of it is no longer a promise.
    life.watch = () => {};
    may.begin('title', null);
    if ((await deleteNotebook(db, 'n')).ok) may.confirm('title');
    goOn();
    session.edit('setTitle', (n) => setTitle(n, 'a ghost'));
    await session.saveNow();
  } catch (error) {
    // What a kill cut short ends here; anything else that goes wrong is told.
    if (!life.dead) throw error;
  } finally {
    session.close();
    await session.runs.idle();
  }
}

/** What the next visit finds. */
async function look(db: Db, may: May): Promise<void> {
  const locked = value(await beginLocked(db));
  if (locked === 'none') {
    expect(may.of('word')).toContain(null);
  } else {
    const words = may.of('word').filter((word) => word !== null) as string[];
    const opened = [];
    for (const word of words) opened.push((await unlock(db, word)).ok);
    expect(opened).toContain(true);
  }
  // Every source that storage calls complete is, to the last piece, whatever it belongs to.
  value(await sweep(db, Date.now(), new Set()));
  const all = ['shop', 'people', 'visits'];
  const everSaid = new Map(all.map((name) => [name, may.of(name)]));
  for (const { id, name } of value(await listSources(db))) {
    const bytes: number[] = [];
    value(await readSource(db, id, (piece) => void bytes.push(...piece)));
    if (everSaid.has(name)) expect(WHOLE[name], name).toContainEqual(bytes);
  }
  expect(may.of('other')).toContain(
    value(await listNotebooks(db)).find(({ id }) => id === 'other')?.title ?? null,
  );

  const stored = await loadNotebook(db, 'n');
  expect(may.of('title')).toContain(stored.ok ? stored.value.title : null);
  if (!stored.ok) {
    expect(stored.fault.code).toBe('storage-missing');
    // Nothing is left of it once it is swept.
    expect(value(await sourcesOf(db, 'n'))).toEqual([]);
    for (const table of ['sources', 'chunks'] as const) expect(await db.raw.count(table), table).toBe(0);
    return;
  }
  const notebook = value(readNotebook(stored.value.text));
  const ready = value(await listSources(db)).map(({ id }) => id);
  const coming = value(await loadImport(db, 'n'))?.sources ?? [];
  const engines = new FakeEngines();
  const session = new NotebookSession(engines, db, 'n', notebook, true, stored.value.revision);
  await session.restore(value(await sourcesOf(db, 'n')));
  value(await session.sources.load(engines.engine));
  // What an import cut short has left whole is there, and the rest of it is named.
  for (const { id } of coming.filter((source) => ready.includes(source.id)))
    expect(session.sources.list.map((source) => source.id)).toContain(id);
  expect(session.arrivals.unfinished).toEqual(coming.filter(({ id }) => !ready.includes(id)));
  for (const name of all) {
    const named = session.notebook.sources.some((source) => source.name === name);
    const listed = session.sources.list.some((source) => source.name === name);
    const bytes = engines.engine.tables.get(name)?.map((piece) => piece[0]) ?? null;
    // What the notebook names is there or said to be unfinished; there is no hole that nobody speaks of.
    expect(may.of(name), name).toContainEqual(named || listed ? bytes : null);
  }
  // What was found whole is kept for good: the visit after this one finds it linked.
  await session.flush();
  expect(session.saving).toBe('saved');
  const linked = value(await sourcesOf(db, 'n')).toSorted();
  expect(linked).toEqual(session.sources.list.map(({ id }) => id).toSorted());
  session.close();
}

/** Every state that the rows of a source were ever in. */
const WHOLE: Record<string, number[][]> = {
  shop: [
    [1, 2, 3],
    [6, 7],
  ],
  people: [[4, 5], [11]],
  visits: [[8, 9, 10]],
};

let count = 0;
const fresh = async (): Promise<Db> => value(await openDb(`kill-${++count}`));

afterEach(() => vi.restoreAllMocks());

describe('a tab killed at any moment', () => {
  test('of none of them, the whole visit is as it was said', async () => {
    const db = await fresh();
    const may = new May();
    const life = killAt(Infinity);
    await live(db, may, life);
    for (const what of ['title', 'shop', 'people', 'visits', 'other', 'word'])
      expect(may.of(what), what).toHaveLength(1);
    vi.restoreAllMocks();
    await look(db, may);
    expect(life.writes).toBeGreaterThan(MOMENTS);
  });

  test('has lost nothing that was confirmed, and left nothing half-written to be read', async () => {
    const whole = killAt(Infinity);
    await live(await fresh(), new May(), whole);
    const { writes } = whole;
    vi.restoreAllMocks();
    const random = numbers(SEED);
    const moments = new Set<number>();
    while (moments.size < MOMENTS) moments.add(1 + Math.floor(random() * writes));
    let killed = 0;
    for (const moment of moments) {
      const db = await fresh();
      const may = new May();
      const life = killAt(moment);
      await live(db, may, life);
      vi.restoreAllMocks();
      // A visit whose timers fall otherwise has a write or two less, and may be over before this moment.
      if (life.dead) killed += 1;
      await look(db, may).catch((error: unknown) => {
        throw new Error(`killed at write ${moment} of ${writes}`, { cause: error });
      });
      db.close();
    }
    expect(killed).toBeGreaterThan(MOMENTS - 5);
  });
});
