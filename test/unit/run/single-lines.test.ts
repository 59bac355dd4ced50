import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { ofAnyRows } from '../../../src/entity/source.ts';
import type { Cell } from '../../../src/notebook/document.ts';
import { EntityData, type VersionedSource } from '../../../src/run/data.ts';
import { runCell } from '../../../src/run/execute.ts';
import { planCells } from '../../../src/run/plan.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { notebookOf, openDb, query, scratch, value } from '../cli/support.ts';

/** Orders of one line each, in the order of their numbers, as importing knows of them. */
const ONE_LINE: VersionedSource = {
  name: 'orders',
  entity: 'orders',
  mapping: Object.fromEntries(
    ['order_id', 'customer', 'ordered_at', 'amount', 'channel'].map((name) => [name, name]),
  ),
  columns: [
    { name: 'order_id', type: 'VARCHAR', trimmed: true, unique: true },
    { name: 'customer', type: 'VARCHAR' },
    { name: 'ordered_at', type: 'TIMESTAMP' },
    { name: 'amount', type: 'DOUBLE' },
    { name: 'channel', type: 'VARCHAR' },
  ],
  version: '1',
};

const EVENTS: VersionedSource = {
  name: 'events',
  entity: 'events',
  mapping: { customer: 'customer', occurred_at: 'occurred_at', action: 'action' },
  columns: [
    { name: 'customer', type: 'VARCHAR' },
    { name: 'occurred_at', type: 'TIMESTAMP' },
    { name: 'action', type: 'VARCHAR' },
  ],
  version: '1',
};

const shipped = (template: string, params: Cell['params'] = {}): Partial<Cell> => ({
  template,
  params,
  sql: null,
});
const CELLS = notebookOf({
  kpi: shipped('kpi'),
  numbers: shipped('metrics', { metric: 'orders', dimension: 'channel' }),
  value: shipped('metrics', { metric: 'aov', grain: 'none' }),
  rfm: shipped('rfm'),
  rows: shipped('rfm', { an_order: 'row' }),
  hours: shipped('activity-heatmap'),
  clicks: shipped('activity-heatmap', { source: 'events' }),
  mine: `SELECT customer, count(DISTINCT order_key) AS n FROM (SELECT customer, 1 AS order_key FROM orders) GROUP BY 1`,
});

/** What tells lines of one order from those of others. */
const TOGETHER = /DISTINCT order_key|hash\(buyer, order_id\)|GROUP BY customer, hash\(order_id/;

const folder = scratch();
let db: NativeDatabase;
beforeAll(async () => {
  db = await openDb(folder);
  const lines = (n: string) =>
    `SELECT i + 1 AS _row, 1::INTEGER AS _copy, printf('A%05d', ${n}) AS order_id, 'c' || (hash(${n}) % 40) AS customer,
      TIMESTAMP '2023-01-01' + to_hours((${n} * 43)::INTEGER) AS ordered_at, (hash(i + 7) % 90 + 1)::DOUBLE AS amount,
      ['web', 'shop'][1 + (hash(i + 3) % 2)::INTEGER] AS channel FROM range(400) t(i)`;
  value(await db.run(['CREATE SCHEMA source', `CREATE TABLE source.orders AS ${lines('i')}`]));
  value(await db.run(`CREATE TABLE source.several AS ${lines('i // 3')}`));
  value(
    await db.run(
      `CREATE TABLE source.events AS SELECT i + 1 AS _row, 1::INTEGER AS _copy, 'c' || (i % 40) AS customer,
        TIMESTAMP '2024-01-01' + to_hours(i::INTEGER) AS occurred_at, 'view' AS action FROM range(60) t(i)`,
    ),
  );
});
afterAll(() => db.close());

/** The result of each cell, and the cells of which a statement puts lines together by order. */
async function run(source: VersionedSource) {
  const data = new EntityData();
  const input = { notebook: CELLS, sources: [source, EVENTS], restored: [], today: '2025-06-01' };
  const prepared = value(await data.prepare(db, input));
  const { given, mapped, versions, singleLines } = prepared;
  const { tableNames } = db;
  const planned = await planCells(CELLS.cells, {
    ...{ given, mapped, versions, singleLines },
    template: getTemplate,
    tableNames: tableNames.bind(db),
  });
  const together = new Set<string>();
  const results: Record<string, unknown> = {};
  for (const cell of planned) {
    const noting = {
      tableNames: tableNames.bind(db),
      run: (sql: string | string[], options?: object) => {
        if ([sql].flat().some((text) => /^CREATE/.test(text) && TOGETHER.test(text))) together.add(cell.name);
        return db.run(sql, options);
      },
    };
    const { chart, findings } = value(await runCell(noting, cell, new Map()));
    const rows = await query(db, `FROM "${cell.name}" ORDER BY ALL`);
    results[cell.name] = {
      rows,
      chart: chart && rowObjects(chart),
      findings: findings && rowObjects(findings),
    };
  }
  return { results, together: [...together].sort() };
}

test(
  'where each line is known to be an order of its own, lines are not put together, and all is as before',
  { tags: ['whole'] },
  async () => {
    const unknown = await run(ofAnyRowsOf(ONE_LINE));
    expect(unknown.together).toEqual(['clicks', 'hours', 'kpi', 'mine', 'numbers', 'rfm', 'rows', 'value']);
    const known = await run(ONE_LINE);
    // What somebody writes is run as it is written.
    expect(known.together).toEqual(['mine']);
    expect(known.results).toEqual(unknown.results);
    expect(known.results['hours']).toMatchObject({ rows: expect.arrayContaining([expect.anything()]) });
  },
);

test('orders of several lines count once', { tags: ['whole'] }, async () => {
  const several = { ...ofAnyRowsOf(ONE_LINE), name: 'several', version: '2' };
  const { results, together } = await run(several);
  expect(together).toHaveLength(8);
  const frequency = (results['rfm'] as { rows: { frequency: number }[] }).rows;
  const lines = (results['rows'] as { rows: { frequency: number }[] }).rows;
  const sum = (rows: { frequency: number }[]) => rows.reduce((all, row) => all + Number(row.frequency), 0);
  expect(sum(frequency)).toBeLessThan(sum(lines));
  expect(sum(lines)).toBe(400);
});

const ofAnyRowsOf = (source: VersionedSource): VersionedSource => ({ ...source, ...ofAnyRows(source) });
