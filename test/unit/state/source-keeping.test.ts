import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultNotebook, defaultSource } from '../../../src/notebook/defaults.ts';
import { setTitle } from '../../../src/notebook/edit.ts';
import { NOTHING_RAW } from '../../../src/state/import/existing.ts';
import type { ImportedTable } from '../../../src/state/import/imported.ts';
import { Keeping } from '../../../src/state/keeping.svelte.ts';
import { SourceKeeping } from '../../../src/state/source-keeping.svelte.ts';
import { SourceShelf } from '../../../src/state/sources.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { loadImport } from '../../../src/storage/imports.ts';
import { loadNotebook } from '../../../src/storage/notebooks.ts';
import { listSources, sourcesOf } from '../../../src/storage/sources.ts';
import { value } from '../cli/support.ts';
import { FakeEngine } from './support.ts';

let db: Db;
let count = 0;

/** A notebook with everything that keeps it, and an engine to put rows into. */
function open(of: Db | null = db) {
  const kept = {
    id: 'n',
    notebook: setTitle(defaultNotebook, 'one'),
    trusted: true,
    readonly: false,
    sources: null as never as SourceShelf,
  };
  kept.sources = new SourceShelf(of, 'n', (name) => keeping.arrivals.idOf(name));
  const document = new Keeping(of, kept);
  const keeping: SourceKeeping = new SourceKeeping(of, kept, document);
  const engine = new FakeEngine();
  const bring = async (name: string, digests: ImportedTable['digests'] = async () => null) => {
    value(await kept.sources.receive(engine, name, pieces()));
    kept.sources.adopt(tableOf(name, digests));
    keeping.adopted();
  };
  return { kept, document, keeping, engine, bring, sources: kept.sources };
}

async function* pieces(): AsyncGenerator<Uint8Array> {
  for (const n of [1, 2, 3]) yield new Uint8Array([n]);
}

const tableOf = (name: string, digests: ImportedTable['digests']): ImportedTable => ({
  expected: { ...defaultSource, name, entity: 'orders' },
  columns: [],
  ledger: { read: 3, rejected: 0, rejects: [], conversions: [], bytes: 1 },
  file: `${name}.csv`,
  personal: {},
  weakened: {},
  digests,
  raw: async () => NOTHING_RAW,
});

/** A disk that is full for what goes into these stores. */
function full(...stores: string[]): void {
  const real = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
    if (stores.includes(this.name)) throw new DOMException('no space', 'QuotaExceededError');
    return real.apply(this, given);
  });
}

const coming = [{ name: 'shop', files: ['shop.csv'] }];
const ids = async () => value(await sourcesOf(db, 'n'));
const journal = async () => value(await loadImport(db, 'n'))?.sources.map(({ name }) => name) ?? [];

beforeEach(async () => (db = value(await openDb(`source-keeping-${++count}`))));
afterEach(() => void vi.restoreAllMocks());

describe('what an import brings', () => {
  test('is noted before it comes, stored, named by the document, linked, and then no longer noted', async () => {
    const { keeping, bring, sources } = open();
    await keeping.begin(coming, false);
    expect([await journal(), keeping.pending, keeping.atRisk]).toEqual([['shop'], true, true]);
    await bring('shop');
    expect(keeping.pending).toBe(true);
    await keeping.keep();
    await keeping.keepDigests();
    expect([await ids(), await journal()]).toEqual([[sources.list[0]!.id], []]);
    expect([keeping.pending, keeping.atRisk]).toEqual([false, false]);
    expect(value(await loadNotebook(db, 'n')).title).toBe('one');
  });

  test('into a notebook that was made for it goes with it when it comes to nothing', async () => {
    const { keeping, engine, sources, document } = open();
    await keeping.begin(coming, false);
    expect((await loadNotebook(db, 'n')).ok).toBe(true);
    value(await sources.receive(engine, 'shop', pieces()));
    await sources.abandon(engine);
    await keeping.abandoned();
    expect((await loadNotebook(db, 'n')).ok).toBe(false);
    expect([await journal(), value(await listSources(db)), keeping.atRisk]).toEqual([[], [], false]);
    document.touch();
    await document.now();
    expect((await loadNotebook(db, 'n')).ok).toBe(false);
  });

  test('leaves a notebook that was there before as it was', async () => {
    const { keeping, bring } = open();
    await bring('shop');
    await keeping.keep();
    await keeping.begin([{ name: 'more', files: [] }], false);
    await keeping.abandoned();
    expect([(await loadNotebook(db, 'n')).ok, (await ids()).length, await journal()]).toEqual([true, 1, []]);
  });
});

describe('a disk that is full', () => {
  test('for the rows: told until they are stored, though the document is; nothing names them before', async () => {
    full('chunks');
    const { keeping, bring, document, sources } = open();
    await bring('shop');
    await keeping.keep();
    expect([document.state, document.fault?.code]).toEqual(['failed', 'storage-full']);
    document.touch();
    await document.now();
    expect([document.state, document.fault?.code, await ids()]).toEqual(['failed', 'storage-full', []]);
    expect([keeping.atRisk, sources.unkept]).toEqual([true, true]);
    vi.restoreAllMocks();
    await keeping.keep();
    expect([document.state, document.fault, (await ids()).length]).toEqual(['saved', null, 1]);
    expect([keeping.atRisk, sources.unkept]).toEqual([false, false]);
  });

  test('for the document: its rows are stored, and not said to be its own before it names them', async () => {
    const { keeping, bring, document } = open();
    await bring('shop');
    full('versions', 'notebooks');
    await keeping.keep();
    expect([value(await listSources(db)).length, await ids()]).toEqual([1, []]);
    expect([document.state, keeping.pending, keeping.atRisk]).toEqual(['failed', true, true]);
    vi.restoreAllMocks();
    await keeping.keep();
    expect([document.state, (await ids()).length, keeping.atRisk]).toEqual(['saved', 1, false]);
  });

  test('for the note of what is to come: told, and the import goes on', async () => {
    const { keeping, bring, document } = open();
    full('settings');
    await keeping.begin(coming, false);
    expect(document.fault?.code).toBe('storage-full');
    vi.restoreAllMocks();
    await bring('shop');
    await keeping.keep();
    expect([document.fault, (await ids()).length]).toEqual([null, 1]);
  });

  test('for the digests: told, and told no longer once they are stored', async () => {
    const digests = async () => ({ engine: '1', treatments: {}, pieces: [new Uint8Array(1)] });
    const { keeping, bring, document } = open();
    await bring('shop', digests);
    await keeping.keep();
    full('sources');
    await keeping.keepDigests();
    expect([document.fault?.code, keeping.pending, keeping.atRisk]).toEqual(['storage-full', true, false]);
    vi.restoreAllMocks();
    await keeping.keepDigests();
    expect([document.fault, keeping.pending]).toEqual([null, false]);
  });
});

describe('what is at risk', () => {
  test('without storage: whatever was imported, for as long as the page is open', async () => {
    const { keeping, bring } = open(null);
    expect(keeping.atRisk).toBe(false);
    await bring('shop');
    await keeping.keep();
    expect(keeping.atRisk).toBe(true);
  });

  test('of a reader nothing is, and nothing of it is stored', async () => {
    const { keeping, kept, bring } = open();
    await bring('shop');
    kept.readonly = true;
    await keeping.keep();
    expect([keeping.atRisk, await ids()]).toEqual([false, []]);
  });

  test('of one that was deleted nothing is, and nothing of it is stored any more', async () => {
    const { keeping, bring } = open();
    await bring('shop');
    keeping.stop();
    await keeping.keep();
    await keeping.keepDigests();
    expect([keeping.atRisk, await ids()]).toEqual([false, []]);
  });

  test('a notebook from elsewhere without data is not stored by being looked at', async () => {
    const { keeping } = open();
    await keeping.keep();
    expect((await loadNotebook(db, 'n')).ok).toBe(false);
  });
});
