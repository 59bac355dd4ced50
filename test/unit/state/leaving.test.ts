import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { NOTHING_RAW } from '../../../src/state/import/existing.ts';
import type { ImportedTable } from '../../../src/state/import/imported.ts';
import { NotebookSession } from '../../../src/state/session.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { value } from '../cli/support.ts';
import { atEveryMoment, EACH } from './moments.ts';
import { FakeEngine, FakeEngines, notebookOf } from './support.ts';

/** What an open notebook is about when it is left, or its engine is lost, at whatever moment. */

const notebook = notebookOf({ a: 'SELECT 1 FROM orders', b: 'SELECT 2 FROM a', c: 'SELECT 3 FROM orders' });

/** A fake engine answers at once. */
const STEPS = 1_000;

let engines: FakeEngines;
let db: Db;
let count = 0;
const opened: NotebookSession[] = [];

beforeEach(async () => {
  engines = new FakeEngines();
  db = value(await openDb(`leaving-${++count}`));
});
afterEach(() => {
  for (const session of opened.splice(0)) session.close();
});

const table: ImportedTable = {
  expected: { ...defaultSource, name: 'shop', entity: 'orders', mapping: { customer: 'id' } },
  columns: [{ name: 'id', type: 'VARCHAR' }],
  ledger: { read: 2, rejected: 0, rejects: [], conversions: [], bytes: 1 },
  file: 'shop.csv',
  personal: {},
  weakened: {},
  digests: async () => null,
  raw: async () => NOTHING_RAW,
};

async function* pieces(...bytes: number[]): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield new Uint8Array([byte]);
}

/** A notebook that runs on one source and has not run yet. */
async function ready(): Promise<NotebookSession> {
  engines.engine = new FakeEngine();
  const session = new NotebookSession(engines, db, `n${++count}`, notebook, true);
  opened.push(session);
  value(await session.receive('shop', pieces(1, 2)));
  session.adopt(table);
  return session;
}

const begun = (session: NotebookSession) => {
  session.start();
  return session.runs.idle();
};
const states = ({ runs }: NotebookSession) => [...runs.all.values()].map(({ state }) => state);

describe('at whatever moment', () => {
  test('runs are cancelled, none is begun after', async () => {
    let cut = 0;
    await atEveryMoment(async () => {
      const session = await ready();
      let made: string[] = [];
      return {
        work: begun(session),
        go: () => {
          session.runs.cancel();
          made = engines.engine.made();
        },
        after: () => {
          if (made.length < 3) cut += EACH;
          expect([engines.engine.made(), session.runs.busy]).toEqual([[], false]);
          expect(states(session).filter((state) => state === 'queued' || state === 'running')).toEqual([]);
          session.close();
        },
      };
    }, STEPS);
    expect(cut).toBeGreaterThan(10);
  });

  test('the notebook is closed, nothing of it reaches the engine of the next one', async () => {
    await atEveryMoment(async () => {
      const session = await ready();
      const next = new FakeEngine();
      return {
        work: begun(session),
        go: async () => {
          engines.engine = next;
          await session.close();
        },
        after: async () => {
          await session.runs.idle();
          expect([next.log, [...next.tables.keys()]]).toEqual([[], []]);
        },
      };
    }, STEPS);
  });

  test('the engine is lost, all runs anew in the one that takes its place', async () => {
    await atEveryMoment(async () => {
      const session = await ready();
      let next: FakeEngine;
      return {
        work: begun(session),
        go: () => {
          // What is asked of one that is gone is answered with its end.
          const { engine } = engines;
          engine.run = async () => ({ ok: false, fault: { code: 'engine-crashed' } });
          next = engines.crash();
        },
        after: async () => {
          await session.runs.idle();
          const failed = [...session.runs.all].filter(([, { state }]) => state === 'error');
          // The one that ran may have been the cause, with what reads it.
          for (const [name] of failed) session.runs.runOne(name);
          await session.runs.idle();
          expect(states(session)).toEqual(['done', 'done', 'done']);
          expect([...next!.tables.keys()]).toEqual(['shop']);
          expect(next!.made().toSorted()).toEqual(['a', 'b', 'c']);
          session.close();
        },
      };
    }, STEPS);
  });

  test(
    'a report is looked through and the notebook closed, its rows come into no other engine',
    { tags: ['whole'] },
    async () => {
      const moments = await atEveryMoment(async () => {
        const session = await ready();
        const next = new FakeEngine();
        return {
          work: session.dataValues(notebook),
          go: () => {
            engines.engine = next;
            void session.close();
          },
          after: () => expect([next.log, [...next.tables.keys()]]).toEqual([[], []]),
        };
      }, STEPS);
      expect(moments).toBeGreaterThan(2);
    },
  );
});
