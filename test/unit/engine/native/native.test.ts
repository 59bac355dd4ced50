import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NativeDatabase } from '../../../../src/engine/native/native.ts';
import { openEngine } from '../support.ts';
import type { Engine } from '../../../../src/engine/client.ts';
import { openDb, scratch, value } from '../../cli/support.ts';

const folder = scratch();
const outside = scratch();
let native: NativeDatabase;
let wasm: Engine;
beforeAll(async () => {
  native = await openDb(folder);
  wasm = await openEngine();
});
afterAll(() => native.close());

describe('values are as plain as the browser’s', () => {
  test.each([
    [
      'whole numbers',
      `1::TINYINT AS a, 2::INTEGER AS b, 9007199254740993 AS c, 170141183460469231731687303715884105727::HUGEINT AS d, sum(3) AS e, 7::UBIGINT AS f`,
    ],
    [
      'fractions',
      `0.1::DOUBLE AS a, 1.25::DECIMAL(10,2) AS b, 5::DECIMAL(4,0) AS c, 'nan'::DOUBLE AS d, 'infinity'::DOUBLE AS e, 1.5::FLOAT AS f, -0.001::DECIMAL(18,3) AS g`,
    ],
    [
      'moments',
      `DATE '2024-02-29' AS a, TIMESTAMP '1969-12-31 23:59:59.123' AS b, 'infinity'::DATE AS c, TIME '08:26:00.5' AS d, INTERVAL '14 months 3 days 02:00:00' AS e, '-infinity'::TIMESTAMP AS f`,
    ],
    ['texts', `'客户' AS a, '' AS b, NULL::VARCHAR AS c, true AS d, 'x'::BLOB AS e`],
    ['nested', `[1, 2] AS a, {'x': 1, 'y': ['ä']} AS b, [DATE '2024-01-01'] AS c, NULL::INTEGER[] AS d`],
  ])('%s', async (_, columns) => {
    const sql = `SELECT ${columns}`;
    const [here, there] = [value(await native.run(sql)), value(await wasm.run(sql))];
    expect(here.data).toEqual(there.data);
    expect(here.fields.map((f) => [f.name, f.type])).toEqual(there.fields.map((f) => [f.name, f.type]));
  });

  test('an ENUM is text', async () => {
    const rows = value(
      await native.run([`CREATE TYPE mood AS ENUM ('ok', 'sad')`, `SELECT 'sad'::mood AS m`]),
    );
    expect([rows.fields[0]!.type, rows.data]).toEqual(['text', [['sad']]]);
  });
});

test('at most as many rows as asked for, and told when there are more', async () => {
  const some = value(await native.run('FROM range(10000)', { maxRows: 3000 }));
  expect([some.count, some.data[0]!.at(-1), some.truncated]).toEqual([3000, 2999, true]);
  const all = value(await native.run('FROM range(3000)', { maxRows: 3000 }));
  expect([all.count, all.truncated]).toEqual([3000, undefined]);
});

test('pages give every row once, in order; an empty result has its columns', async () => {
  value(await native.run('CREATE OR REPLACE TABLE big AS FROM range(100000) t(i)'));
  let next = 0;
  for await (const page of native.pages('FROM big')) {
    expect(page.data[0]!.findIndex((i, at) => i !== next + at)).toBe(-1);
    next += page.count;
  }
  expect(next).toBe(100_000);
  const pages = [];
  for await (const page of native.pages('FROM big WHERE i < 0')) pages.push(page);
  expect(pages).toMatchObject([{ count: 0, fields: [{ name: 'i' }] }]);
});

describe('names of the tables that a text reads', () => {
  test.each([
    ['WITH a AS (FROM orders) SELECT * FROM a, customers', ['customers', 'orders']],
    ['SELECT * FROM rfm JOIN pareto USING (customer)', ['pareto', 'rfm']],
    ['PIVOT orders ON region USING sum(amount)', ['orders']],
    ['SELECT 1', []],
  ])('%s', async (sql, names) => {
    expect([...value(await native.tableNames(sql))].sort()).toEqual(names);
  });

  test('a view is read by its own name, in both engines, whether its tables are there or not', async () => {
    const setup = [
      'CREATE SCHEMA clean',
      'CREATE TABLE clean.orders AS SELECT 1 AS a',
      'CREATE VIEW all_orders AS FROM clean.orders',
      'CREATE VIEW orders AS FROM all_orders',
      'CREATE VIEW all_events AS SELECT 1 AS a WHERE false',
    ];
    for (const db of [native, wasm]) {
      value(await db.run(setup));
      const names = async (sql: string) => [...value(await db.tableNames(sql))].sort();
      expect(await names('FROM all_orders')).toEqual(['all_orders']);
      expect(await names('FROM orders')).toEqual(['orders']);
      expect(await names('FROM all_events')).toEqual(['all_events']);
      expect(await names('FROM clean.orders')).toEqual(['clean.orders']);
      expect(await names('SELECT * FROM orders, rfm, (FROM all_events)')).toEqual([
        'all_events',
        'orders',
        'rfm',
      ]);
      expect(await names('WITH recent AS (FROM all_orders) FROM recent')).toEqual(['all_orders']);
      value(
        await db.run([
          'DROP VIEW all_events',
          'DROP VIEW orders',
          'DROP VIEW all_orders',
          'DROP SCHEMA clean CASCADE',
        ]),
      );
    }
  });

  test('a text that does not parse is a fault with its place', async () => {
    const result = await native.tableNames('SELECT\nFROM WHERE');
    expect(result).toMatchObject({ ok: false, fault: { code: 'sql-error', line: 2 } });
  });
});

test('errors are faults with a suggestion', async () => {
  value(await native.run('CREATE OR REPLACE TABLE revenue_by_month AS SELECT 1 AS month'));
  const result = await native.run('FROM revenue_by_mont');
  expect(result).toMatchObject({
    ok: false,
    fault: { code: 'sql-unknown-name', values: { name: 'revenue_by_mont', candidates: 'revenue_by_month' } },
  });
});

test('a cancelled statement stops, and the next one runs', async () => {
  const abort = new AbortController();
  const endless = native.run(
    'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 7',
    {
      signal: abort.signal,
    },
  );
  setImmediate(() => abort.abort());
  expect(await endless).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  expect(value(await native.run('SELECT 1 AS one')).data).toEqual([[1]]);
  expect(await native.run('SELECT 1', { signal: abort.signal })).toMatchObject({
    fault: { code: 'cancelled' },
  });
});

test('closing under a statement ends it, and what comes after is a fault', async () => {
  const db = await openDb(folder);
  const endless = db.run(
    'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 7',
  );
  const queued = db.run('SELECT 1');
  await db.close();
  expect((await endless).ok).toBe(false);
  expect(await queued).toMatchObject({ ok: false, fault: { code: 'engine-crashed' } });
  expect((await db.run('SELECT 1')).ok).toBe(false);
});

test('a locked database reads and writes nothing outside, and stays locked', async () => {
  const db = await openDb(folder);
  value(await db.lock());
  for (const sql of [
    `FROM read_csv('/etc/hosts')`,
    `COPY (SELECT 1) TO '${outside}/x.csv'`,
    `ATTACH '${outside}/x.duckdb' AS x`,
    'SET enable_external_access=true',
    `INSTALL httpfs`,
  ])
    expect((await db.run(sql)).ok, sql).toBe(false);
  expect(value(await db.run('SELECT 1 AS one')).data).toEqual([[1]]);
  await db.close();
});
