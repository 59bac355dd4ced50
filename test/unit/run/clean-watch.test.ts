import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connector } from '../../../src/engine/connector.ts';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import { ENTITY_NAMES } from '../../../src/entity/catalogue.ts';
import { CleanWatch, runWatched } from '../../../src/run/clean-watch.ts';
import type { PlannedCell } from '../../../src/run/plan.ts';
import { openDb, scratch, value } from '../cli/support.ts';

const folder = scratch();
let db: NativeDatabase;
let watch: CleanWatch;

beforeAll(async () => {
  db = await openDb(folder);
});
beforeEach(async () => {
  watch = new CleanWatch();
  value(
    await db.run([
      'CREATE SCHEMA IF NOT EXISTS clean',
      'CREATE OR REPLACE TABLE clean.orders AS SELECT i AS _row, 100 AS amount, NULL AS note FROM range(98) t(i)',
      ...['ledger', 'source_ledger'].map(
        (name) => `CREATE OR REPLACE TABLE clean.${name} AS SELECT 98 AS rows_in`,
      ),
      ...ENTITY_NAMES.map((entity) => `CREATE OR REPLACE VIEW all_${entity} AS FROM clean.orders`),
    ]),
  );
});

/** A database in which making the cell's table does something else besides. */
const with_ = (beside: string): Connector => ({
  run: async (statements, options) => {
    const done = await db.run(statements, options);
    if (/^CREATE OR REPLACE TABLE "mine"/.test([statements].flat()[0]!)) value(await db.run(beside));
    return done;
  },
  tableNames: (sql) => db.tableNames(sql),
});

const cell = (written: boolean): PlannedCell => ({
  name: 'mine',
  group: null,
  everyone: false,
  compiled: {
    ...{
      stages: [],
      chart: null,
      tables: [],
      findings: null,
      portable: '',
      editable: '',
      models: [],
      reads: [],
    },
    forked: written,
    lost: [],
    ahead: false,
  },
  stages: [
    {
      name: 'result',
      table: 'mine',
      sql: 'SELECT 1 AS a',
      version: '1',
      ...(written ? { written: true as const } : {}),
    },
  ],
  reads: [],
  version: '1',
  missing: [],
  fault: null,
});
const run = (beside: string, written = true) =>
  runWatched(with_(beside), cell(written), new Map(), { watch, preparation: '1' });

describe('a cell that a person wrote', () => {
  test.each([
    'UPDATE clean.orders SET amount = 118 WHERE _row = 3',
    'DELETE FROM clean.orders WHERE _row = 3',
    'INSERT INTO clean.orders FROM clean.orders',
    'UPDATE clean.ledger SET rows_in = 97',
    'CREATE OR REPLACE VIEW all_orders AS SELECT _row, 1 AS amount, NULL AS note FROM clean.orders',
  ])('has no result where it came with: %s', async (beside) => {
    expect(await run(beside)).toMatchObject({
      ok: false,
      fault: { code: 'clean-changed', values: { name: 'mine' } },
    });
  });

  test('is looked at again when the tables have been made anew', async () => {
    await run('DELETE FROM clean.orders');
    expect(await run('SELECT 1')).toMatchObject({ ok: true });
  });

  test('has its result where the tables are as they were, in whatever order their rows stand', async () => {
    expect(await run('SELECT 1')).toMatchObject({ ok: true, value: { count: 1 } });
    expect(
      await run('CREATE OR REPLACE TABLE clean.orders AS FROM clean.orders ORDER BY _row DESC'),
    ).toMatchObject({ ok: true });
  });
});

test('the tables are read once before such cells and once after each, and never for a cell of a template', async () => {
  const asked: string[] = [];
  const counting: Connector = {
    run: (statements, options) => {
      asked.push(...[statements].flat());
      return db.run(statements, options);
    },
    tableNames: (sql) => db.tableNames(sql),
  };
  const digests = () => asked.splice(0).filter((sql) => sql.includes('hash(')).length;
  const under = { watch, preparation: '1' };
  await runWatched(counting, cell(false), new Map(), under);
  expect(digests()).toBe(0);
  await runWatched(counting, cell(true), new Map(), under);
  expect(digests()).toBe(2);
  await runWatched(counting, cell(true), new Map(), under);
  expect(digests()).toBe(1);
  await runWatched(counting, cell(true), new Map(), { ...under, preparation: '2' });
  expect(digests()).toBe(2);
});
