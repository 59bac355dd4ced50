import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { deleteCell, renameCell, setGoal } from '../../../src/notebook/edit.ts';
import type { Result } from '../../../src/result.ts';
import { EntityData, type VersionedSource } from '../../../src/run/data.ts';
import { overEveryone } from '../../../src/run/everyone.ts';
import { runCell, type CellOutput } from '../../../src/run/execute.ts';
import { planCells, type PlannedCell } from '../../../src/run/plan.ts';
import { groupByDeeds } from '../../../src/run/wide-cells.ts';
import { upstreamFault } from '../../../src/run/upstream.ts';
import { isScopeView } from '../../../src/entity/scope.ts';
import { tablesInText } from '../../../src/sql/table-names.ts';
import { compile } from '../../../src/template/compile.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { notebookOf, openDb, query, scratch, value } from '../cli/support.ts';

const folder = scratch();
let db: NativeDatabase;
let data: EntityData;
let made: Map<string, string>;
/** Tables of cells that were made since last asked. */
let log: string[];
const asked = () => log.splice(0);

beforeEach(async () => {
  db = await openDb(folder);
  data = new EntityData();
  made = new Map();
  log = [];
  value(
    await db.run([
      'CREATE SCHEMA source',
      // c0 … c4, four orders each, of which those of c4 come to most.
      `CREATE TABLE source.orders AS SELECT i + 1 AS _row, 1::INTEGER AS _copy, 'c' || (i % 5) AS customer,
        TIMESTAMP '2024-01-01' + to_days(i::INTEGER) AS ordered_at, (i + 1)::DOUBLE AS amount FROM range(20) t(i)`,
    ]),
  );
});
afterEach(() => db.close());

const SOURCES: VersionedSource[] = [
  {
    name: 'orders',
    entity: 'orders',
    mapping: { customer: 'customer', ordered_at: 'ordered_at', amount: 'amount' },
    columns: [
      { name: 'customer', type: 'VARCHAR' },
      { name: 'ordered_at', type: 'TIMESTAMP' },
      { name: 'amount', type: 'DOUBLE' },
    ],
    version: '1',
  },
];

const noting = {
  run(
    sql: string | string[],
    options: { signal?: AbortSignal; maxRows?: number } = {},
  ): Promise<Result<Rows>> {
    for (const text of [sql].flat()) {
      const name = /^CREATE OR REPLACE TABLE "?(\w+)"? AS/.exec(text)?.[1];
      if (name) log.push(name);
    }
    return db.run(sql, options);
  },
  tableNames: (sql: string) => db.tableNames(sql),
};

const plan = async (notebook: Notebook): Promise<PlannedCell[]> => {
  const prepared = value(
    await data.prepare(noting, { notebook, sources: SOURCES, restored: [], today: '2024-06-01' }),
  );
  return planCells(notebook.cells, { ...prepared, template: getTemplate, tableNames: noting.tableNames });
};

async function run(notebook: Notebook): Promise<Map<string, Result<CellOutput>>> {
  const outputs = new Map<string, Result<CellOutput>>();
  for (const cell of await plan(notebook)) outputs.set(cell.name, await runCell(noting, cell, made));
  return outputs;
}

const spend = 'SELECT customer, sum(amount) AS total FROM orders GROUP BY customer ORDER BY customer';
const big: Partial<Cell> = {
  template: 'segment',
  title: 'Big',
  sql: 'SELECT DISTINCT customer FROM spend WHERE total > 40',
};
const cells = (more: Record<string, string | Partial<Cell>> = {}) =>
  notebookOf({
    bought: 'SELECT count(*) AS n, count(DISTINCT customer) AS people FROM orders',
    everything: 'SELECT count(*) AS n FROM all_orders',
    spend,
    big,
    ...more,
  });
const grouped = (notebook: Notebook, cell = 'big'): Notebook =>
  setGoal(notebook, { group: { kind: 'segment', cell } });

describe('a segment as the goal’s group', () => {
  test('narrows every cell that obeys a group, and is itself made of all customers', async () => {
    await run(grouped(cells()));
    // Sums are 34, 38, 42, 46 and 50.
    expect(await query(db, 'FROM big ORDER BY customer')).toEqual([
      { customer: 'c2' },
      { customer: 'c3' },
      { customer: 'c4' },
    ]);
    expect(await query(db, 'FROM bought')).toEqual([{ n: 12, people: 3 }]);
    expect(await query(db, 'SELECT count(*) AS n FROM spend')).toEqual([{ n: 5 }]);
    expect(await query(db, 'FROM everything')).toEqual([{ n: 20 }]);
  });

  test('the plan says which cells look at everybody, and orders those that obey behind the segment', async () => {
    const planned = await plan(grouped(cells()));
    const of = (name: string) => planned.find((cell) => cell.name === name)!;
    expect(
      planned
        .filter((cell) => cell.everyone)
        .map((cell) => cell.name)
        .sort(),
    ).toEqual(['big', 'spend']);
    expect(of('bought')).toMatchObject({ group: 'big', everyone: false });
    expect(of('bought').reads).toEqual(['orders', 'big']);
    expect(of('everything')).toMatchObject({ group: null, everyone: false });
    const names = planned.map((cell) => cell.name);
    expect(names.indexOf('big')).toBeLessThan(names.indexOf('bought'));
  });

  test(
    'is known to be chosen by deeds where any cell behind it reads what customers did',
    { tags: ['whole'] },
    async () => {
      const byDeeds = async (notebook: Notebook) => groupByDeeds(await plan(notebook), notebook.goal.group);
      expect(await byDeeds(grouped(cells()))).toBe(true);
      const told = { ...big, sql: "SELECT DISTINCT customer FROM all_customers WHERE customer <> 'c0'" };
      expect(await byDeeds(grouped(cells({ told }), 'told'))).toBe(false);
      expect(await byDeeds(setGoal(cells(), { group: { kind: 'top', share: 0.2 } }))).toBe(true);
      expect(await byDeeds(setGoal(cells(), { group: { kind: 'all' } }))).toBe(false);
    },
  );

  test('becoming the group makes what obeys it anew, not what it is made of', async () => {
    await run(cells());
    asked();
    await run(grouped(cells()));
    expect(asked().sort()).toEqual(['bought', 'goal__group']);
    await run(grouped(cells()));
    expect(asked()).toEqual([]);
    await run(cells());
    expect(asked()).toEqual(['bought']);
    expect(await query(db, 'SELECT n FROM bought')).toEqual([{ n: 20 }]);
    await run(grouped(cells()));
    expect(await query(db, 'SELECT n FROM bought')).toEqual([{ n: 12 }]);
  });

  test('another rule makes anew what depends on it and nothing else', { tags: ['whole'] }, async () => {
    await run(grouped(cells()));
    asked();
    const other = { ...big, sql: 'SELECT DISTINCT customer FROM spend WHERE total > 45' };
    await run(grouped(cells({ big: other })));
    expect(asked().sort()).toEqual(['big', 'bought', 'goal__group']);
    expect(await query(db, 'FROM bought')).toEqual([{ n: 8, people: 2 }]);
    // A cell of which it is made: the whole way.
    await run(grouped(cells({ big: other, spend: spend.replace('sum(amount)', '2 * sum(amount)') })));
    expect(asked().sort()).toEqual(['big', 'bought', 'goal__group', 'spend']);
    expect(await query(db, 'SELECT people FROM bought')).toEqual([{ people: 5 }]);
  });

  test('between two segments it follows the one that is chosen', { tags: ['whole'] }, async () => {
    const two = cells({
      small: { ...big, title: 'Small', sql: 'SELECT customer FROM spend WHERE total < 36' },
    });
    const people = async (cell: string) => {
      await run(grouped(two, cell));
      return (await query<{ people: number }>(db, 'SELECT people FROM bought'))[0]!.people;
    };
    expect([await people('big'), await people('small'), await people('big')]).toEqual([3, 1, 3]);
  });

  test(
    'what it is made of may name the scope in any way, its own words excepted',
    { tags: ['whole'] },
    async () => {
      const odd = {
        ...big,
        sql: `WITH events AS (SELECT o.customer, sum(o.amount) AS total FROM main.orders AS o GROUP BY ALL)
SELECT customer FROM events WHERE total > 40 AND customer IN (SELECT past_orders.customer FROM "past_orders")`,
      };
      await run(grouped(cells({ big: odd })));
      expect(await query(db, 'SELECT people FROM bought')).toEqual([{ people: 3 }]);
    },
  );

  test('without a result nothing that obeys it runs, and that is said', { tags: ['whole'] }, async () => {
    const failing = grouped(cells({ big: { ...big, sql: 'SELECT customer FROM spend WHERE no_such > 1' } }));
    const outputs = await run(failing);
    expect(outputs.get('big')!.ok).toBe(false);
    const bought = (await plan(failing)).find(({ name }) => name === 'bought')!;
    expect(upstreamFault(bought, (name) => (name === 'big' ? false : undefined))).toEqual({
      code: 'group-upstream',
      values: { name: 'bought', other: 'big' },
    });
    const fault = (result: Result<unknown> | undefined) => (result && !result.ok ? result.fault : null);
    // No column customer: it would let everybody in were it looked for further out.
    const nameless = await run(grouped(cells({ big: { ...big, sql: 'SELECT total FROM spend' } })));
    expect(fault(nameless.get('big'))).toEqual({ code: 'segment-customer', values: { name: 'big' } });
    const empty = await run(grouped(cells({ big: { ...big, sql: null } })));
    expect(fault(empty.get('big'))).toMatchObject({ code: 'sql-empty' });
  });

  test('a group chosen by what customers did bears out no prediction, one by their profile may', async () => {
    const asks = { kpi: { template: 'kpi', params: { metrics: ['revenue'] } } as Partial<Cell> };
    const literal = async (sql: string) => {
      const planned = await plan(grouped(cells({ ...asks, big: { ...big, sql } })));
      const kpi = planned.find(({ name }) => name === 'kpi')!;
      return JSON.stringify(kpi.stages).includes('NOT true');
    };
    expect(await literal(big.sql!)).toBe(true);
    expect(await literal("SELECT customer FROM customers WHERE customer = 'c1'")).toBe(false);
  });
});

describe('what becomes of the group when its segment changes', () => {
  const divided = () =>
    grouped(cells({ compared: { template: 'compare-groups', params: { by: 'segment:big', least: 5 } } }));

  test('a new name is followed', () => {
    const { goal, cells: after } = value(renameCell(divided(), 'big', 'large'));
    expect(goal.group).toEqual({ kind: 'segment', cell: 'large' });
    expect(after.at(-1)!.params).toEqual({ by: 'segment:large', least: 5 });
    const other = value(renameCell(divided(), 'spend', 'sums'));
    expect(other.goal.group).toEqual({ kind: 'segment', cell: 'big' });
    expect(other.cells.find(({ name }) => name === 'big')!.sql).toContain('FROM sums');
  });

  test('gone, it leaves all customers and the analyses’ own division', () => {
    const { goal, cells: after } = deleteCell(divided(), 'big');
    expect(goal.group).toEqual({ kind: 'all' });
    expect(after.at(-1)!.params).toEqual({ least: 5 });
    expect(deleteCell(divided(), 'bought').goal.group).toEqual({ kind: 'segment', cell: 'big' });
  });
});

test(
  'no template’s SQL keeps looking at the group when it is to look at everybody',
  { tags: ['whole'] },
  () => {
    const given = { asOf: '2024-06-01', periodStart: '2024-01-01', periodEnd: '2024-05-31' };
    const left = [...templates.values()].flatMap((template) => {
      const { stages, chart, findings, tables, portable } = value(compile(template, 'cell', {}, given));
      return [...stages.map(({ sql }) => sql), chart, findings, ...tables.map(({ sql }) => sql), portable]
        .flatMap((sql) => tablesInText(overEveryone(sql ?? '')))
        .filter(isScopeView)
        .map((table) => `${template.id}: ${table}`);
    });
    expect(left).toEqual([]);
  },
);
