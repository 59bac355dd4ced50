import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import type { Connector } from '../../../src/engine/connector.ts';
import type { Cell, Goal, Notebook } from '../../../src/notebook/document.ts';
import { setGoal } from '../../../src/notebook/edit.ts';
import { fail, ok, type Result } from '../../../src/result.ts';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import { findNotebookTemplate } from '../../../src/notebook/templates.ts';
import { EntityData, type Prepared, type VersionedSource } from '../../../src/run/data.ts';
import { runCell, type CellOutput } from '../../../src/run/execute.ts';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import { planCells, type PlannedCell } from '../../../src/run/plan.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { PART } from '../../tools/breadth.ts';
import { notebookOf, openDb, query, scratch, value } from '../cli/support.ts';

const folder = scratch();
let db: NativeDatabase;
let data: EntityData;
let made: Map<string, string>;
/** Tables of cells and clean entities that were made since last asked. */
let log: string[];
const asked = () => log.splice(0);
/** Every statement since last asked. */
let said: string[];
const texts = () => said.splice(0);

beforeEach(async () => {
  db = await openDb(folder);
  data = new EntityData();
  made = new Map();
  log = [];
  said = [];
  value(
    await db.run([
      'CREATE SCHEMA source',
      `CREATE TABLE source.orders AS SELECT i + 1 AS _row, 1::INTEGER AS _copy, 'c' || (i % 5) AS customer,
        TIMESTAMP '2024-01-01' + to_days(i::INTEGER) AS ordered_at, CASE WHEN i = 3 THEN -5.0 ELSE i END::DOUBLE AS amount FROM range(20) t(i)`,
      `CREATE TABLE source.events AS SELECT i + 1 AS _row, 1::INTEGER AS _copy, 'c' || (i % 7) AS customer,
        TIMESTAMP '2024-01-01' + to_hours(i::INTEGER) AS occurred_at, 'view' AS action FROM range(50) t(i)`,
    ]),
  );
});
afterEach(() => db.close());

const source = (name: 'orders' | 'events', columns: Record<string, string>): VersionedSource => ({
  name,
  entity: name,
  mapping: Object.fromEntries(Object.keys(columns).map((c) => [c, c])),
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
  version: '1',
});
const SOURCES = [
  source('orders', { customer: 'VARCHAR', ordered_at: 'TIMESTAMP', amount: 'DOUBLE' }),
  source('events', { customer: 'VARCHAR', occurred_at: 'TIMESTAMP', action: 'VARCHAR' }),
];

/** The database, noting what it is told to make. */
const noting = {
  run(
    sql: string | string[],
    options: { signal?: AbortSignal; maxRows?: number } = {},
  ): Promise<Result<Rows>> {
    for (const text of [sql].flat()) {
      said.push(text);
      const name = /^CREATE OR REPLACE TABLE "?((?:clean\.)?\w+)"? (?:AS|\()/.exec(text)?.[1];
      if (name) log.push(name);
    }
    return db.run(sql, options);
  },
  tableNames: (sql: string) => db.tableNames(sql),
};

interface Ran {
  prepared: Prepared;
  planned: PlannedCell[];
  outputs: Record<string, Result<CellOutput>>;
}

async function run(notebook: Notebook, sources = SOURCES): Promise<Ran> {
  const prepared = value(
    await data.prepare(noting, { notebook, sources, restored: [], today: '2024-06-01' }),
  );
  const { given, mapped, versions } = prepared;
  const planned = await planCells(notebook.cells, {
    given,
    mapped,
    versions,
    template: getTemplate,
    tableNames: noting.tableNames,
  });
  const outputs: Ran['outputs'] = {};
  for (const cell of planned) outputs[cell.name] = await runCell(noting, cell, made);
  return { prepared, planned, outputs };
}

const cells = (more: Record<string, string | Partial<Cell>> = {}) =>
  notebookOf({
    report_of: 'SELECT sum(total) AS total FROM spend',
    spend: 'SELECT customer, sum(amount) AS total FROM orders GROUP BY customer ORDER BY customer',
    views: 'SELECT customer, count(*) AS n FROM events GROUP BY customer ORDER BY customer',
    ...more,
  });

const faultOf = (result: Result<unknown> | undefined) => (result && !result.ok ? result.fault : null);

describe('what runs again', () => {
  test('nothing, when nothing changed', async () => {
    const first = await run(cells());
    expect(first.planned.map((c) => c.name).indexOf('spend')).toBeLessThan(
      first.planned.map((c) => c.name).indexOf('report_of'),
    );
    expect(asked()).toEqual(
      expect.arrayContaining(['spend', 'report_of', 'views', 'clean.orders', 'clean.events']),
    );
    await run(cells());
    expect(asked()).toEqual([]);
  });

  test('not a step that another cell has made of the same rows', { tags: ['whole'] }, async () => {
    const [rfm, pareto] = ['rfm', 'pareto'].map((template): Partial<Cell> => ({ template, sql: null }));
    await run(notebookOf({ rfm: rfm!, pareto: pareto! }));
    const habits = ['rfm__habits', 'pareto__habits'];
    expect(texts().filter((sql) => /__habits" AS/.test(sql))).toEqual([
      expect.stringContaining('FROM past_orders'),
      'CREATE OR REPLACE TABLE "pareto__habits" AS FROM "rfm__habits"',
    ]);
    const [one, other] = await Promise.all(habits.map((name) => query(db, `FROM ${name} ORDER BY ALL`)));
    expect(one).toHaveLength(5);
    expect(other).toEqual(one);
    // Of a table that is gone it is made anew.
    made.delete('pareto__habits');
    value(await db.run('DROP TABLE rfm__habits'));
    expect((await run(notebookOf({ rfm: rfm!, pareto: pareto! }))).outputs['pareto']!.ok).toBe(true);
    expect(await query(db, 'FROM pareto__habits ORDER BY ALL')).toEqual(one);
  });

  test(
    'a query that a notebook comes with is nobody’s: as soon as it is changed it is looked at',
    { tags: ['whole'] },
    async () => {
      const { cells: shipped } = fromNotebookTemplate(findNotebookTemplate('customer-value')!, {
        lang: 'en',
        versionOf: () => 1,
      });
      const own = shipped.find(({ sql }) => sql !== null)!.sql!;
      const { planned, outputs } = await run(notebookOf({ own, changed: `${own} LIMIT 3` }));
      expect(planned.map(({ name, stages }) => [name, stages.at(-1)!.written])).toEqual([
        ['own', undefined],
        ['changed', true],
      ]);
      expect(Object.values(outputs).every((output) => output.ok)).toBe(true);
    },
  );

  test(
    'findings wait for the chart and the table, and not the other way round',
    { tags: ['whole'] },
    async () => {
      await run(notebookOf({ rfm: { template: 'rfm', sql: null } }));
      const order = texts().flatMap(
        (sql) =>
          /^CREATE OR REPLACE TABLE "(rfm\w*)"|^SELECT \* FROM \((SELECT count)/.exec(sql)?.slice(1) ?? [],
      );
      expect(order.filter(Boolean)).toEqual([
        'rfm__base',
        'rfm__bounds',
        'rfm__terms',
        'rfm__crowded',
        'rfm',
        'SELECT count',
        'rfm__habits',
        'rfm__silence',
      ]);
    },
  );

  test.each([
    ['pareto', /^SELECT \* FROM \(SELECT count/, /^CREATE OR REPLACE TABLE "pareto__/],
    // Its chart is drawn before the table is made.
    ['rfm', /^CREATE OR REPLACE TABLE "rfm" AS/, /^CREATE OR REPLACE TABLE "rfm__habits"/],
  ])(
    'of %s what comes next has been asked when the page hears of something to draw',
    { tags: ['whole'] },
    async (id, chart, table) => {
      const { planned } = await run(notebookOf({ [id]: { template: id, sql: null } }));
      texts();
      const last: Record<string, string | undefined> = {};
      const told = (what: string) => () => void (last[what] = said.at(-1));
      const again = { onChart: told('chart'), onFirst: told('table') };
      value(await runCell(noting, planned[0]!, new Map(), again));
      expect(last['chart']).toMatch(chart);
      expect(last['table']).toMatch(table);
    },
  );

  test(
    'a chart that needs no table is drawn without it; where there is none, that is told',
    { tags: ['whole'] },
    async () => {
      const { planned } = await run(notebookOf({ rfm: { template: 'rfm', sql: null } }));
      const [rfm] = planned;
      const whole = value(await runCell(noting, rfm!, new Map()));
      const drawn: Rows[] = [];
      const failing: Connector = {
        ...noting,
        run: (sql, options) =>
          String(sql).startsWith('CREATE OR REPLACE TABLE "rfm" AS')
            ? Promise.resolve(fail('out-of-memory'))
            : noting.run(sql, options),
      };
      const result = await runCell(failing, rfm!, new Map(), { onChart: (rows) => void drawn.push(rows) });
      expect(faultOf(result)).toMatchObject({ code: 'out-of-memory' });
      expect(drawn).toEqual([whole.chart]);
    },
  );

  test('an edited cell and those that read it', async () => {
    await run(cells());
    asked();
    await run(cells({ spend: 'SELECT customer, 2 * sum(amount) AS total FROM orders GROUP BY customer' }));
    expect(asked()).toEqual(['spend', 'report_of']);
    // Σ 0..19 without row 3, whose amount is not positive, twice.
    expect(await query(db, 'FROM report_of')).toEqual([{ total: 2 * (190 - 3) }]);
  });

  test('a cleaning rule’s change: its entity and the readers of it', async () => {
    const before = await run(cells());
    asked();
    const rule = before.prepared.ledger.find((row) => row.entity === 'orders' && row.removed > 0)!;
    await run({ ...cells(), cleaning: [{ rule: rule.rule, action: 'keep', params: {} }] });
    const again = asked();
    expect(again).toEqual(expect.arrayContaining(['clean.orders', 'spend', 'report_of']));
    expect(again).not.toContain('views');
    expect(again).not.toContain('clean.events');
  });

  test('the period: only readers of what it scopes', async () => {
    const all = notebookOf({
      recent: 'SELECT count(*) AS n FROM orders',
      ever: 'SELECT count(*) AS n FROM all_orders',
    });
    await run(all);
    asked();
    const period: Goal['period'] = { kind: 'custom', start: '2024-01-10', end: '2024-01-12' };
    await run({ ...all, goal: { ...all.goal, period } });
    expect(asked()).toEqual(['recent']);
    expect(await query(db, 'FROM recent')).toEqual([{ n: 3 }]);
  });

  test('a source’s new content: its entity’s readers', { tags: ['whole'] }, async () => {
    await run(cells());
    asked();
    value(await db.run(`UPDATE source.events SET action = 'buy'`));
    await run(cells(), [SOURCES[0]!, { ...SOURCES[1]!, version: '2' }]);
    const again = asked();
    expect(again).toContain('views');
    expect(again).not.toContain('spend');
    expect(again).not.toContain('clean.orders');
  });
});

describe('the orders first', () => {
  test('a cell over them has the result and the version that it has over all data, and is not made again', async () => {
    const all = notebookOf({
      rfm: { template: 'rfm', sql: null },
      views: 'SELECT customer, count(*) AS n FROM events GROUP BY customer',
    });
    const notebook = setGoal(all, { period: { kind: 'months', months: 12 } });
    const input = { notebook, sources: SOURCES, restored: [], today: '2024-06-01' };
    const { ready, ...first } = value(await data.first(noting, input))!;
    const [ahead] = await planCells(notebook.cells.slice(0, 1), {
      ...first,
      template: getTemplate,
      tableNames: noting.tableNames,
    });
    expect(ahead!.reads.every((name) => ready.has(name))).toBe(true);
    const early = value(await runCell(noting, ahead!, made));
    expect(asked()).not.toContain('clean.events');
    const { planned, outputs, prepared } = await run(notebook);
    expect(planned.find(({ name }) => name === 'rfm')!.version).toBe(ahead!.version);
    expect(asked().filter((name) => /orders|rfm/.test(name))).toEqual([]);
    expect(outputs['rfm']).toEqual(ok(early));
    // The account of all rows is made with the rest.
    expect(prepared.sourceLedger.map(({ source, read }) => [source, read])).toEqual([
      ['events', 50],
      ['orders', 20],
    ]);
  });
});

describe('what goes wrong stays where it is', () => {
  test('a circle is named in the cells that form it; others run', async () => {
    const { outputs } = await run(cells({ a: 'SELECT * FROM b', b: 'SELECT * FROM a' }));
    expect(faultOf(outputs['a'])).toMatchObject({ code: 'cell-cycle' });
    expect(faultOf(outputs['b'])).toMatchObject({ code: 'cell-cycle' });
    expect(outputs['spend']!.ok).toBe(true);
  });

  test('a table that is not there is named', { tags: ['whole'] }, async () => {
    const { outputs } = await run(cells({ a: 'SELECT * FROM ordres' }));
    expect(faultOf(outputs['a'])).toMatchObject({ code: 'cell-unknown-table', values: { table: 'ordres' } });
    expect(outputs['spend']!.ok).toBe(true);
  });

  test('a failing cell keeps the table of its last good run', async () => {
    await run(cells());
    const failing = cells({ spend: `SELECT customer, error('no') AS total FROM orders` });
    const { outputs } = await run(failing);
    expect(faultOf(outputs['spend'])).toMatchObject({ code: 'sql-error' });
    expect(await query(db, 'SELECT sum(total) AS total FROM spend')).toEqual([{ total: 187 }]);
    // and mended it is made again
    asked();
    await run(cells());
    expect(await query(db, 'FROM report_of')).toEqual([{ total: 187 }]);
  });

  test('a preparation cut short is made good by the next', { tags: ['whole'] }, async () => {
    const notebook = cells();
    for (let after = 1; after < 60; after += PART ? 20 : 4) {
      const abort = new AbortController();
      let statements = 0;
      const cutting = {
        ...noting,
        run: async (
          sql: string | string[],
          options: { signal?: AbortSignal } = {},
        ): Promise<Result<Rows>> => {
          let last: Result<Rows> = await db.run([]);
          for (const text of [sql].flat()) {
            if (++statements >= after) abort.abort();
            last = await db.run(text, options);
            if (!last.ok) return last;
          }
          return last;
        },
      };
      const input = { notebook, sources: SOURCES, restored: [], today: `2024-06-${10 + (after % 20)}` };
      const cut = await data.prepare(cutting, input, abort.signal);
      if (cut.ok) break;
      expect(cut.fault.code).toBe('cancelled');
      const good = value(await data.prepare(noting, input));
      expect(good.sourceLedger.map((row) => [row.source, row.read])).toEqual([
        ['events', 50],
        ['orders', 20],
      ]);
      expect(await query(db, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 19 }]);
      // 20 orders, one of them with a negative amount.
    }
  });
});
