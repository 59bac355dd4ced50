import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setTitle } from '../../../../src/notebook/edit.ts';
import { writeNotebook } from '../../../../src/notebook/file.ts';
import type { SampleFile } from '../../../../src/import/known-file.ts';
import type { Fault } from '../../../../src/result.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { Imports } from '../../../../src/state/workspace/imports.svelte.ts';
import { PseudonymKeys } from '../../../../src/state/pseudonym-keys.ts';
import { Opening } from '../../../../src/state/workspace/opening.svelte.ts';
import { openDb, type Db } from '../../../../src/storage/db.ts';
import { listNotebooks, saveNotebook } from '../../../../src/storage/notebooks.ts';
import { listSources } from '../../../../src/storage/sources.ts';
import { few } from '../../../tools/breadth.ts';
import { value } from '../../cli/support.ts';
import { atEveryMoment, EACH } from '../moments.ts';
import { FakeEngines, notebookOf } from '../support.ts';
import { csvFile, ordersFile, shippedFile, until, Workshop } from './workshop.ts';

/** An import from the files to the notebook on a page with one database. */

let db: Db;
let count = 0;
let engines: FakeEngines;
let shop: Workshop;
let opening: Opening;
let imports: Imports;
let said: (Fault | null)[];
let samples: SampleFile[];
let fetching: Promise<unknown>;
let went: { page: string; id?: string }[];

/** A page of its own, with nothing stored. */
async function page(): Promise<void> {
  db = value(await openDb(`confirming-${++count}`));
  engines = new FakeEngines();
  shop = new Workshop();
  said = [];
  samples = [];
  fetching = Promise.resolve();
  went = [];
  const own = {
    engines: Object.assign(engines, { renew: async () => {}, end: async () => {} }),
    router: { current: { page: 'start' }, go: (route: { page: string }) => went.push(route) },
    language: () => 'en',
    lockNotebook: async () => ({ mine: true, takeOver: async () => {}, release: () => {} }),
    askPersistence: async () => {},
    importWith: async () => (options: object) => new ImportSession({ ...options, tools: shop }),
    sampleFiles: async () => {
      await fetching;
      return samples;
    },
  };
  const kept = { storage: async () => db, locked: false };
  opening = new Opening(own as never, kept as never);
  imports = new Imports(own as never, kept as never, opening, new PseudonymKeys(), (fault) =>
    said.push(fault),
  );
}
beforeEach(page);
afterEach(() => opening.close());

const files = () => [
  csvFile('people.csv', 'customer_id,customer_name,city', ['C1,Ann,Bonn', 'C2,Bo,Ulm']),
  ordersFile('orders.csv', 1, 5),
];
const names = () => opening.session?.sources.list.map(({ name }) => name);
const stored = async () => value(await listSources(db)).map(({ name }) => name);

describe('confirming', () => {
  test('twice at once is confirming once', async () => {
    await imports.add(files(), null);
    await Promise.all([imports.confirm(), imports.confirm()]);
    expect([names(), imports.confirming, imports.pending]).toEqual([['people', 'orders'], null, null]);
    await opening.session!.flush();
    expect(value(await listNotebooks(db))).toHaveLength(1);
  });

  test('that throws is told, shows no bar any more, and can be tried again', async () => {
    await imports.add(files(), null);
    const { pending } = imports;
    const confirm = pending!.confirm.bind(pending);
    pending!.confirm = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    await imports.confirm();
    expect(said.at(-1)).toMatchObject({ code: 'import-failed' });
    expect([imports.confirming, imports.pending, value(await listNotebooks(db))]).toEqual([
      null,
      pending,
      [],
    ]);
    pending!.confirm = confirm;
    await imports.confirm();
    expect([names(), imports.confirming]).toEqual([['people', 'orders'], null]);
  });

  test('that fails half-way leaves nothing in engine and storage, and the whole comes the second time', async () => {
    await imports.add(files(), null);
    shop.breaks('finish:orders', 'out-of-memory');
    await imports.confirm();
    expect(said.at(-1)?.code).toBe('out-of-memory');
    expect([[...engines.engine.tables.keys()], await stored()]).toEqual([[], []]);
    await imports.confirm();
    await opening.session!.flush();
    expect([names(), (await stored()).sort()]).toEqual([
      ['people', 'orders'],
      ['orders', 'people'],
    ]);
  });

  test('cancelled while the last rows are being taken brings nothing, and says nothing', async () => {
    await imports.add([ordersFile('orders.csv', 1, 5)], null);
    const taking = engines.engine.hold(/^CREATE SCHEMA/, { deaf: true });
    const confirmed = imports.confirm();
    await taking.reached;
    const { replaceTable } = engines.engine;
    engines.engine.replaceTable = async (...args) => {
      const done = await replaceTable.apply(engines.engine, args);
      imports.cancel();
      return done;
    };
    taking.release();
    await confirmed;
    expect([said.at(-1), imports.pending, went.at(-1)]).toEqual([null, null, { page: 'start' }]);
    expect([names(), [...engines.engine.tables.keys()], await stored()]).toEqual([[], [], []]);
    expect(value(await listNotebooks(db))).toEqual([]);
  });

  test('while another notebook is opened leaves that one alone', async () => {
    const text = writeNotebook(setTitle(notebookOf({}), 'other'));
    value(await saveNotebook(db, { id: 'other', title: 'other', text, trusted: true, at: 1 }));
    await imports.add(files(), null);
    const finishing = shop.hold('finish:orders');
    const confirmed = imports.confirm();
    await finishing.reached;
    value(await opening.openStored('other'));
    const log = engines.engine.log.length;
    finishing.release();
    await confirmed;
    expect([opening.session!.id, names()]).toEqual(['other', []]);
    expect(engines.engine.log.slice(log).filter((sql) => /^DROP TABLE IF EXISTS source/.test(sql))).toEqual(
      [],
    );
  });

  test('into the open notebook keeps what was there when it fails', async () => {
    await imports.add([ordersFile('orders.csv', 1, 5)], null);
    await imports.confirm();
    const session = opening.session!;
    await session.flush();
    const before = await stored();
    await imports.add(
      [csvFile('people.csv', 'customer_id,customer_name,city', ['C1,Ann,Bonn'])],
      null,
      session,
    );
    shop.breaks('finish:people', 'sql-error');
    await imports.confirm();
    expect([names(), await stored(), opening.session]).toEqual([['orders'], before, session]);
    await session.runs.idle();
    expect([...engines.engine.tables.keys()]).toEqual(['orders']);
  });
});

test('the orders of the sample are cleaned before the engine takes the rest', async () => {
  samples = await Promise.all(files().map((file) => shippedFile(file)));
  const cleaning = engines.engine.hold(/^CREATE SCHEMA IF NOT EXISTS clean/);
  await imports.openSample('main');
  await cleaning.reached;
  expect([names(), [...engines.engine.tables.keys()]]).toEqual([['people', 'orders'], ['orders']]);
  cleaning.release();
  await until(() => engines.engine.tables.has('people'));
  await opening.session!.flush();
  expect((await stored()).sort()).toEqual(['orders', 'people']);
});

describe('at whatever moment', () => {
  /** What is left of an import that came to nothing. */
  const nothing = async () => {
    expect([imports.confirming, [...engines.engine.tables.keys()], await stored()]).toEqual([null, [], []]);
    expect(value(await listNotebooks(db))).toEqual([]);
  };

  test.each(few(['cancelled', 'ended with all that is open'] as const, 2))(
    'a confirmed import is %s, it is whole or nothing',
    async (how) => {
      let cut = 0;
      await atEveryMoment(async () => {
        opening.close();
        await page();
        await imports.add([ordersFile('orders.csv', 1, 5)], null);
        let whole = false;
        return {
          work: imports.confirm(),
          go: () => {
            whole = imports.pending === null;
            if (how === 'cancelled') return imports.cancel();
            opening.close();
            imports.stop();
          },
          after: async () => {
            expect([imports.pending, said.filter((fault) => fault)]).toEqual([null, []]);
            if (whole) return;
            cut += EACH;
            expect(went.filter((route) => route.page === 'notebook')).toEqual([]);
            await nothing();
          },
        };
      });
      expect(cut).toBeGreaterThan(10);
    },
  );

  test('other files are dropped, they are what is looked at, and can be confirmed', async () => {
    await atEveryMoment(async () => {
      opening.close();
      await page();
      await imports.add([ordersFile('orders.csv', 1, 5)], null);
      let whole = false;
      return {
        work: imports.confirm(),
        go: async () => {
          whole = imports.pending === null;
          await imports.add([csvFile('people.csv', 'customer_id,customer_name', ['C1,Ann'])], null);
        },
        after: async () => {
          expect(imports.pending?.items.map(({ name }) => name)).toEqual(['people.csv']);
          await until(() => imports.pending!.ready);
          if (!whole) await nothing();
          await imports.confirm();
          expect([names(), imports.pending]).toEqual([['people'], null]);
        },
      };
    });
  });

  test(
    'files are dropped while the sample is fetched, nobody confirms them but who has looked at them',
    { tags: ['whole'] },
    async () => {
      samples = [await shippedFile(ordersFile('orders.csv', 1, 5))];
      let dropped = 0;
      await atEveryMoment(async () => {
        opening.close();
        const [sample] = samples;
        await page();
        samples = [sample!];
        fetching = new Promise((fetched) => setImmediate(fetched));
        let there = false;
        return {
          work: imports.openSample('main'),
          go: async () => {
            there = opening.session !== null;
            await imports.add([csvFile('people.csv', 'customer_id,customer_name', ['C1,Ann'])], null);
          },
          after: async () => {
            expect(imports.pending?.items.map(({ name }) => name)).toEqual(['people.csv']);
            if (!there) dropped += EACH;
            expect(names() ?? []).not.toContain('people');
          },
        };
      });
      expect(dropped).toBeGreaterThan(2);
    },
  );
});

test('of two drops the later one is looked at, however late the page has what it reads the first with', async () => {
  const first = imports.add([ordersFile('orders.csv', 1, 5)], null);
  const second = imports.add([csvFile('people.csv', 'customer_id,customer_name', ['C1,Ann'])], null);
  await Promise.all([first, second]);
  expect(imports.pending?.items.map(({ name }) => name)).toEqual(['people.csv']);
  expect(shop.readers).toEqual({ open: 1, closed: 1 });
});
