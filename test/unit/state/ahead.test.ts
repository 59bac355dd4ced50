import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine, EngineKind } from '../../../src/engine/client.ts';
import { ok, type Fault } from '../../../src/result.ts';
import { EngineService } from '../../../src/state/engine.svelte.ts';
import { ImportSession } from '../../../src/state/import/import-session.svelte.ts';
import { PseudonymKeys } from '../../../src/state/pseudonym-keys.ts';
import { BLANK } from '../../../src/state/shelf.ts';
import { Imports } from '../../../src/state/workspace/imports.svelte.ts';
import { Opening } from '../../../src/state/workspace/opening.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { listNotebooks } from '../../../src/storage/notebooks.ts';
import { listSources } from '../../../src/storage/sources.ts';
import { few } from '../../tools/breadth.ts';
import { value } from '../cli/support.ts';
import { openEngine } from '../engine/support.ts';
import { engineTools } from './import/engine-tools.ts';
import { csvFile, until } from './import/workshop.ts';

/** What is made ready of an import while somebody reads what its columns mean, on a page with real engines. */

let db: Db;
let count = 0;
let started: { engine: Engine; kind: EngineKind; statements: string[] }[];
/** Tables that were put into any engine, each once `road` is free. */
let handed: string[];
let road: Promise<void>;
let engines: EngineService;
let opening: Opening;
let imports: Imports;
let route: { page: string };
let host: Engine;

beforeEach(async () => {
  db = value(await openDb(`ahead-${++count}`));
  started = [];
  handed = [];
  road = Promise.resolve();
  host = await openEngine();
  engines = new EngineService(async (kind) => {
    const engine = await openEngine();
    const statements: string[] = [];
    const run = engine.run.bind(engine);
    engine.run = (sql, options) => {
      statements.push(...[sql].flat());
      return run(sql, options);
    };
    const replace = engine.replaceTable.bind(engine);
    engine.replaceTable = async (table, ...rest) => {
      handed.push(table);
      await road;
      return replace(table, ...rest);
    };
    started.push({ engine, kind, statements });
    return ok(engine);
  });
  route = { page: 'start' };
  const router = {
    get current() {
      return route;
    },
    go: (to: { page: string }) => (route = to),
  };
  const own = {
    engines,
    router,
    language: () => 'en',
    lockNotebook: async () => ({ mine: true, takeOver: async () => {}, release: () => {} }),
    askPersistence: async () => {},
    importWith: async () => (options: object) =>
      new ImportSession({ ...options, tools: engineTools(() => host) }),
  };
  const kept = { storage: async () => db, locked: false };
  opening = new Opening(own as never, kept as never);
  const say = (fault: Fault | null) => expect(fault).toBeNull();
  imports = new Imports(own as never, kept as never, opening, new PseudonymKeys(), say);
});
afterEach(async () => {
  opening.close();
  imports.stop();
  host.terminate();
  await engines.end();
});

const lines = Array.from({ length: 240 }, (_, i) => {
  const day = `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
  return `A${1000 + i},C${i % 40},user${i % 40}@example.org,${day},${['web', 'shop'][i % 2]},${10 + (i % 37)}`;
});
const orders = (name = 'orders.csv') =>
  csvFile(name, 'order_id,customer_id,email,order_date,channel,amount', lines);

/** Files that somebody reads, until they may be confirmed; `aheadOf` makes ready as the page would. */
async function read(files: File[], template: string | null = BLANK): Promise<ImportSession> {
  await imports.add(files, template);
  const importing = imports.pending!;
  await until(() => importing.ready);
  return importing;
}

/** What is made ready, as soon as it would be begun. */
async function makeReady(): Promise<void> {
  await imports.readAhead();
  await imports.ahead!.make();
}

/** Confirms, and waits until no cell runs; what each cell shows then. */
async function confirmed(): Promise<unknown> {
  await imports.confirm();
  const session = opening.session!;
  await session.runs.idle();
  const cells = [...session.runs.all].map(([name, { state, output, fault }]) => ({
    ...{ name, state, code: fault?.code },
    ...{ count: output?.count, chart: output?.chart?.data, findings: output?.findings?.data },
  }));
  return { cells, ledger: session.prepared?.ledger, scope: session.given };
}

/** The tables that statements made. */
const made = (statements: readonly string[]): string[] =>
  statements.flatMap((sql) => /^CREATE (?:OR REPLACE )?TABLE\s+(\S+)/.exec(sql)?.[1] ?? []);

const notebookEngines = () => started.filter(({ kind }) => kind === 'notebook');

/** Every table and view of an engine in which a text stands. */
async function holding(engine: Engine, text: string): Promise<string[]> {
  const all = value(
    await engine.rows<{ at: string }>(
      `SELECT '"' || table_schema || '"."' || table_name || '"' AS at FROM information_schema.tables`,
    ),
  );
  const found: string[] = [];
  for (const { at } of all) {
    const [row] = value(
      await engine.rows<{ n: number }>(
        `SELECT count(*)::INTEGER AS n FROM ${at} AS t WHERE contains(t::VARCHAR, '${text}')`,
      ),
    );
    if (row!.n > 0) found.push(at);
  }
  return found;
}

const same = async (template: string | null, files = () => [orders()]): Promise<void> => {
  await read(files(), template);
  const late = await confirmed();
  opening.close();
  await read(files(), template);
  await makeReady();
  const { statements } = notebookEngines().at(-1)!;
  expect(made(statements)).toEqual(expect.arrayContaining(['clean.orders', '"kpi"']));
  statements.length = 0;
  expect(await confirmed()).toEqual(late);
  expect(opening.session!.runs.view('kpi').state).toBe('done');
  expect(made(statements)).toEqual([]);
};

test('what was made ready is shown as if it had been made when it was confirmed, and is not made again', () =>
  same(BLANK));

test('so it is of all cells of the main notebook', { tags: ['whole'] }, () => same(null));

test('nothing of it is stored before it is confirmed, and all of it after', async () => {
  await read([orders()]);
  await makeReady();
  expect([value(await listNotebooks(db)), value(await listSources(db))]).toEqual([[], []]);
  await confirmed();
  await opening.session!.flush();
  expect(value(await listSources(db)).map(({ name, rows }) => [name, rows])).toEqual([['orders', 240]]);
});

test('given up, its engine ends with the rows in it, and nothing is stored', async () => {
  await read([orders()]);
  await makeReady();
  const [{ engine }] = notebookEngines() as [(typeof started)[number]];
  imports.cancel();
  await engines.notebook();
  expect([engine.alive, imports.ahead, value(await listSources(db))]).toEqual([false, null, []]);
});

describe('what is said otherwise after it was made ready', () => {
  test('of how a column is treated ends the engine that has it as it was: no table of the notebook has its values', async () => {
    const importing = await read([orders()]);
    importing.items[0]!.treat('email', 'keep');
    await makeReady();
    const [{ engine }] = notebookEngines() as [(typeof started)[number]];
    expect(await holding(engine, 'user7@example')).toContain('"source"."orders"');
    importing.items[0]!.treat('email', 'drop');
    await confirmed();
    const now = value(await engines.notebook()) as Engine;
    expect([engine.alive, now === engine]).toEqual([false, false]);
    expect(await holding(now, 'user7@example')).toEqual([]);
    expect((await holding(now, 'A1007')).length).toBeGreaterThan(0);
  });

  test(
    'is another engine also when it is made ready anew, as when a file is used no more',
    { tags: ['whole'] },
    async () => {
      const importing = await read([
        orders(),
        csvFile('people.csv', 'customer_id,customer_name,city', ['C1,Ann Lee,Bonn', 'C2,Bo Chan,Ulm']),
      ]);
      await makeReady();
      const people = importing.items.find(({ name }) => name === 'people.csv')!;
      importing.become(people, null);
      await makeReady();
      const [before, now] = notebookEngines();
      expect([before!.engine.alive, now!.engine.alive]).toEqual([false, true]);
      expect(await holding(now!.engine, 'Bonn')).toEqual([]);
    },
  );

  test(
    'of how to clean, or whose an amount is, gives what it gives without, on the same rows',
    { tags: ['whole'] },
    async () => {
      const say = ({ rules, currency }: ImportSession) => {
        rules.set('order_duplicate', 'keep');
        currency.choose('EUR');
      };
      say(await read([orders()]));
      const late = await confirmed();
      opening.close();
      const importing = await read([orders()]);
      await makeReady();
      const [{ engine }] = notebookEngines().slice(-1) as [(typeof started)[number]];
      say(importing);
      expect(await confirmed()).toEqual(late);
      expect(value(await engines.notebook())).toBe(engine);
    },
  );
});

test.each(few([1, 2, 3, 6, 12, 20, 30], 7))(
  'confirmed at its statement %i it comes to the same',
  async (at) => {
    await read([orders()]);
    const late = await confirmed();
    opening.close();
    await read([orders()]);
    await imports.readAhead();
    const before = notebookEngines().length;
    const making = imports.ahead!.make();
    await until(() => (notebookEngines()[before]?.statements.length ?? 0) >= at);
    expect(await confirmed()).toEqual(late);
    await making;
  },
);

test('rows that are on their way when they are confirmed go on, and are not handed over again', async () => {
  await read([orders()]);
  await imports.readAhead();
  let free = (): void => {};
  road = new Promise((go) => (free = go));
  const making = imports.ahead!.make();
  await until(() => handed.length > 0);
  const done = confirmed();
  // Whatever confirming does at once it has done by then.
  await new Promise((next) => setImmediate(next));
  free();
  await Promise.all([done, making]);
  expect(handed).toEqual(['orders']);
});

test('a notebook that was opened meanwhile keeps its engine, and the import has another', async () => {
  await read([orders()]);
  await imports.readAhead();
  route = { page: 'start' };
  const other = await opening.openNew(BLANK, 'other');
  const engine = value(await engines.notebook());
  await imports.ahead!.make();
  imports.cancel();
  expect([value(await engines.notebook()) === engine, other === opening.session]).toEqual([true, true]);
});

test('it is begun anew where something is said of the files, and goes on where it is the same', async () => {
  const importing = await read([orders()]);
  await imports.readAhead();
  const ahead = imports.ahead!;
  const begun = () => ahead.said;
  const first = begun();
  await imports.readAhead();
  expect([first !== null, begun() === first]).toEqual([true, true]);
  importing.rules.set('order_duplicate', 'keep');
  await imports.readAhead();
  expect(begun()).not.toBe(first);
  ahead.stop();
});

describe('files of which one goes under another', () => {
  const later = lines.map((line) =>
    line.replace('A1', 'B1').replace('2024', '2025').replace('user3', 'other3'),
  );
  const years = () => [
    orders('2024.csv'),
    // One order stands in both.
    csvFile('2025.csv', 'order_id,customer_id,email,order_date,channel,amount', [...later, lines[7]!]),
  ];
  /** By what the rows of the notebook's source are known again. */
  const known = async () => {
    const [source] = opening.session!.sources.existing();
    const digests = await source!.digests();
    const raw = await source!.raw!();
    return {
      rows: source!.ledger.read,
      digests: digests!.pieces.map(({ length }) => length),
      treatments: digests!.treatments,
      values: raw.filters.length,
      whole: raw.whole,
    };
  };

  test('come to the same, are handed over once, and are known again', async () => {
    await same(BLANK, years);
    const { rows, values, whole } = await known();
    expect([rows, values, whole]).toEqual([481, 2, true]);
    expect(handed).toHaveLength(2);
    const ready = await known();
    opening.close();
    await read(years());
    await confirmed();
    expect(await known()).toEqual(ready);
  });

  test('of which one is treated otherwise, or is one of its own, leave nothing of what it was', async () => {
    const importing = await read(years());
    importing.items[0]!.treat('email', 'keep');
    await makeReady();
    const [{ engine }] = notebookEngines() as [(typeof started)[number]];
    expect(await holding(engine, 'other3@example')).not.toEqual([]);
    importing.items[0]!.treat('email', 'mask');
    importing.keepApart(importing.items[1]!, true);
    importing.items[1]!.treat('email', 'drop');
    await confirmed();
    const now = value(await engines.notebook()) as Engine;
    expect([engine.alive, await holding(now, 'other3')]).toEqual([false, []]);
  });

  test('that are left while one of them is handed over are begun anew', { tags: ['whole'] }, async () => {
    const importing = await read(years());
    await imports.readAhead();
    const making = imports.ahead!.make();
    await until(() => handed.length > 0);
    importing.rules.set('order_duplicate', 'keep');
    await imports.readAhead();
    await making;
    await makeReady();
    await confirmed();
    expect([opening.session!.sources.existing().map(({ ledger }) => ledger.read), imports.ahead]).toEqual([
      [481],
      null,
    ]);
  });
});
