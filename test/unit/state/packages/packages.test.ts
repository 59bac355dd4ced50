import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { keyOf, newIdentity, seal } from '../../../../src/package/age.ts';
import { packParts } from '../../../../src/package/parts.ts';
import { Making } from '../../../../src/state/packages/making.svelte.ts';
import { OwnKey } from '../../../../src/state/packages/own-key.ts';
import { Packages, type PackagesHost } from '../../../../src/state/packages/packages.svelte.ts';
import { Recipients } from '../../../../src/state/packages/recipients.ts';
import type { NotebookSession } from '../../../../src/state/session.svelte.ts';
import { openDb, type Db } from '../../../../src/storage/db.ts';
import { setPassphrase, lockNow } from '../../../../src/storage/lock.ts';
import { value } from '../../cli/support.ts';
import { until } from '../import/workshop.ts';
import { atEveryMoment } from '../moments.ts';
import { packageRun } from './package-run.ts';

const WORD = 'correct horse battery';
let count = 0;
let db: Db;
beforeEach(async () => (db = value(await openDb(`packages-${++count}`))));

async function sealed(to: Parameters<typeof seal>[1], name = 'spring.age'): Promise<File> {
  const parts = [{ name: 'sources/shop.parquet', body: 'PAR1' }];
  return new File([value(await seal(value(await packParts('{}', parts)), to))], name);
}
const byWord = () => sealed({ passphrase: WORD, work: 4 });

function page(more: Partial<PackagesHost> = {}) {
  const log: string[] = [];
  const packages = new Packages({
    storage: async () => db,
    openText: async (text) => log.push(`open ${text}`) > 0,
    importInto: async (files) => void log.push(`import ${files.map(({ name }) => name).join()}`),
    ...more,
  });
  return { packages, log };
}

describe('recipients', () => {
  test('that are read or written while all is forgotten stay in no memory', async () => {
    const [wang, li] = await Promise.all(
      ['Wang Fang', 'Li Na'].map(async (name) => ({ name, key: await keyOf(await newIdentity()) })),
    );
    await atEveryMoment(async () => {
      value(await new Recipients().add(db, wang!));
      const recipients = new Recipients();
      const work = async () => {
        await recipients.list(db);
        value(await recipients.add(db, li!));
        value(await recipients.remove(db, li!.key));
      };
      return {
        work: work(),
        go: () => recipients.forget(),
        after: async () => expect(await new Recipients().list(db)).toEqual([wang]),
      };
    });
    await atEveryMoment(() => {
      const recipients = new Recipients();
      return {
        work: recipients.add(db, li!),
        go: () => recipients.forget(),
        // Of a workspace that has none.
        after: async () => expect(await recipients.list(null)).toEqual([]),
      };
    });
  });
});

test('recipients who are added at once, by this tab or another, are all there', async () => {
  const people = await Promise.all(
    ['Wang Fang', 'Li Na', 'Zhang Wei'].map(async (name) => ({
      name,
      key: await keyOf(await newIdentity()),
    })),
  );
  const [here, there] = [new Recipients(), new Recipients()];
  expect([await here.list(db), await there.list(db)]).toEqual([[], []]);
  await Promise.all(people.slice(0, 2).map((one) => here.add(db, one)));
  value(await there.add(db, people[2]!));
  expect(await new Recipients().list(db)).toEqual(people);
  value(await here.remove(db, people[0]!.key));
  expect(await new Recipients().list(db)).toEqual(people.slice(1));
});

test('recipients who cannot be read are not written over', async () => {
  const one = { name: 'Wang Fang', key: await keyOf(await newIdentity()) };
  value(await new Recipients().add(db, one));
  const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('no answer', 'UnknownError');
  });
  const other = await new Recipients().add(db, { ...one, key: await keyOf(await newIdentity()) });
  get.mockRestore();
  expect(other).toMatchObject({ ok: false, fault: { code: 'storage-failed' } });
  expect(await new Recipients().list(db)).toEqual([one]);
});

describe('one’s own key', () => {
  test('is made once, and the same at the next visit', async () => {
    const first = new OwnKey();
    const [a, b] = await Promise.all([first.identity(db), first.identity(db)]);
    expect([a, await new OwnKey().identity(db)]).toEqual([b, b]);
    expect(await first.key(db)).toBe(await keyOf(a!));
  });

  test('of two tabs that make one at once is one', async () => {
    const made = await Promise.all([new OwnKey(), new OwnKey()].map((own) => own.identity(db)));
    expect(new Set(made).size).toBe(1);
  });

  test('lives as long as the visit where nothing is kept, and no longer than it is unlocked', async () => {
    const own = new OwnKey();
    const before = await own.identity(null);
    expect(await own.identity(null)).toBe(before);
    own.forget();
    expect(await own.identity(null)).not.toBe(before);
  });

  test('is not given while the workspace is locked', async () => {
    const own = new OwnKey();
    const identity = await own.identity(db);
    value(await setPassphrase(db, WORD, undefined, { N: 16, r: 1, p: 1 }));
    lockNow(db);
    expect([await own.identity(db), await own.key(db)]).toEqual([null, null]);
    expect(identity).toMatch(/^AGE-SECRET-KEY-1/);
  });

  test('is tried afresh where its library could not be had', async () => {
    const own = new OwnKey();
    const make = vi.spyOn(crypto, 'getRandomValues').mockImplementation(() => {
      throw new Error('no such part');
    });
    await expect(own.identity(null)).rejects.toThrow('no such part');
    make.mockRestore();
    expect(await own.identity(null)).toMatch(/^AGE-SECRET-KEY-1/);
  });
});

describe('a package that is opened', () => {
  test('asks for its passphrase until it is right, then gives notebook and tables', async () => {
    const { packages, log } = page();
    await packages.open(await byWord());
    expect(packages.coming).toMatchObject({ asks: true, fault: null, progress: null });
    await packages.answer('not the one');
    expect([packages.coming?.asks, packages.coming?.fault?.code]).toEqual([true, 'package-wrong-passphrase']);
    await packages.answer(WORD);
    expect([packages.coming, log]).toEqual([null, ['open {}', 'import shop.parquet']]);
  });

  test('whose file is gone says so instead of going on for ever', async () => {
    const { packages, log } = page();
    const file = await byWord();
    Object.assign(file, {
      slice: () => ({ text: () => Promise.reject(new DOMException('', 'NotFoundError')) }),
    });
    await packages.open(file);
    expect(packages.coming).toMatchObject({
      asks: false,
      fault: { code: 'file-unreadable' },
      progress: null,
    });
    expect(log).toEqual([]);
  });

  test('gives no tables to a notebook that did not open', async () => {
    const { packages, log } = page({ openText: async () => false });
    await packages.open(await byWord());
    await packages.answer(WORD);
    expect([packages.coming, log]).toEqual([null, []]);
  });

  test('and cancelled opens nothing; the one opened after it is not touched by it', async () => {
    let give = (): void => {};
    const waiting = new Promise<void>((resolve) => (give = resolve));
    const identity = await newIdentity();
    const { packages, log } = page({ storage: async () => (await waiting, db) });
    const first = packages.open(await sealed({ keys: [await keyOf(identity)] }, 'first.age'));
    packages.cancel();
    expect(packages.coming).toBeNull();
    const second = packages.open(await byWord());
    give();
    await Promise.all([first, second]);
    expect(packages.coming).toMatchObject({ file: { name: 'spring.age' }, asks: true, fault: null });
    packages.forget();
    expect([packages.coming, log]).toEqual([null, []]);
  });

  test('for somebody else says so, and does not ask for a passphrase', async () => {
    const { packages } = page();
    await packages.open(await sealed({ keys: [await keyOf(await newIdentity())] }));
    expect([packages.coming?.asks, packages.coming?.fault?.code]).toEqual([false, 'package-wrong-key']);
  });
});

describe('a package that is made', () => {
  const sessionOf = (run: ReturnType<typeof packageRun>) => run.session as unknown as NotebookSession;

  test('says how far it is, and nothing once it is there', async () => {
    const run = packageRun();
    const making = new Making();
    const reading = run.run.engines.engine.hold(/FROM "people"/);
    const made = making.make(sessionOf(run), run.wish());
    await reading.reached;
    expect(making.progress).toBeGreaterThan(0);
    reading.release();
    expect((await made)?.blob.size).toBeGreaterThan(0);
    expect([making.progress, making.fault]).toEqual([null, null]);
  });

  test('that throws says so, and is not shown as under way for ever', async () => {
    const run = packageRun();
    const making = new Making();
    const session = { ...sessionOf(run), disclosure: () => Promise.reject(new RangeError('too long')) };
    expect(await making.make(session as never, run.wish())).toBeNull();
    expect([making.progress, making.fault]).toEqual([
      null,
      { code: 'package-unwritable', detail: 'too long' },
    ]);
  });

  test('cancelled tells no fault; another one begun meanwhile keeps its own progress', async () => {
    const run = packageRun();
    const making = new Making();
    const reading = run.run.engines.engine.hold(/FROM "people"/);
    const first = making.make(sessionOf(run), run.wish());
    await reading.reached;
    const second = making.make(sessionOf(run), run.wish());
    expect(await first).toBeNull();
    await until(() => reading.times === 2);
    expect([making.progress! > 0, making.fault]).toEqual([true, null]);
    making.cancel();
    expect([await second, making.progress, making.fault]).toEqual([null, null, null]);
  });

  test('is refused with why, and made at the next try', async () => {
    const run = packageRun();
    const making = new Making();
    run.run.found = null;
    expect(await making.make(sessionOf(run), run.wish())).toBeNull();
    expect(making.fault?.code).toBe('disclosure-unready');
    run.run.found = packageRun().run.found;
    expect(await making.make(sessionOf(run), run.wish())).not.toBeNull();
    expect(making.fault).toBeNull();
  });
});
