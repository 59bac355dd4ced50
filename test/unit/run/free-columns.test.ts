import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import { presentExtras } from '../../../src/entity/extra-columns.ts';
import { faultText } from '../../../src/i18n/faults/index.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { setGoal } from '../../../src/notebook/edit.ts';
import { EntityData, type VersionedSource } from '../../../src/run/data.ts';
import { runCell } from '../../../src/run/execute.ts';
import { peopleWhere } from '../../../src/run/people-rows.ts';
import { planCells } from '../../../src/run/plan.ts';
import { upstreamFault } from '../../../src/run/upstream.ts';
import { peopleSql } from '../../../src/template/people.ts';
import { notebookOf, openDb, scratch, value } from '../cli/support.ts';

const folder = scratch();
let db: NativeDatabase;
beforeEach(async () => {
  db = await openDb(folder);
});
afterEach(() => db.close());

const text = (name: string) => ({ name, type: 'VARCHAR' });
const ORDERS: VersionedSource = {
  name: 'orders',
  entity: 'orders',
  mapping: { customer: 'customer', ordered_at: 'ordered_at', amount: 'amount' },
  columns: [text('customer'), { name: 'ordered_at', type: 'TIMESTAMP' }, { name: 'amount', type: 'DOUBLE' }],
  version: '1',
};
/** The customers' file of a month: in one of them the column is called otherwise. */
const people = (column: string): VersionedSource => ({
  name: 'people',
  entity: 'customers',
  mapping: { customer: 'customer' },
  columns: [text('customer'), text(column)],
  version: column,
});

/** What each cell ends in, over a customers' file whose free column has this name; `known` is what the notebook expects. */
async function ends(notebook: Notebook, column: string, known = 'Plan "B"') {
  await db.run([
    'CREATE SCHEMA source',
    `CREATE TABLE source.orders AS SELECT i + 1 AS _row, 1::INTEGER AS _copy, 'c' || (i % 5) AS customer,
      TIMESTAMP '2024-01-01' + to_days(i::INTEGER) AS ordered_at, (i + 1)::DOUBLE AS amount FROM range(20) t(i)`,
    `CREATE TABLE source.people AS SELECT i + 1 AS _row, 1::INTEGER AS _copy, 'c' || i AS customer, ['a', 'b'][i % 2 + 1] AS "${column.replaceAll('"', '""')}" FROM range(5) t(i)`,
  ]);
  const expected = { ...notebook, sources: [{ ...defaultSource, ...people(known) }] };
  const input = { notebook: expected, sources: [ORDERS, people(column)], restored: [], today: '2024-06-01' };
  const prepared = value(await new EntityData().prepare(db, input));
  const planned = await planCells(expected.cells, {
    ...prepared,
    template: templatesOf(expected),
    tableNames: (sql) => db.tableNames(sql),
  });
  const found = new Map<string, { code: string; values?: Record<string, unknown> } | null>();
  const made = new Map<string, string>();
  for (const cell of planned) {
    const above =
      cell.fault ?? upstreamFault(cell, (name) => (found.has(name) ? found.get(name) === null : undefined));
    const ran = above ? null : await runCell(db, cell, made);
    found.set(cell.name, above ?? (ran!.ok ? null : ran!.fault));
  }
  return found;
}

const by = 'column:Plan "B"';
/** Every way in which such a column is used: a dimension, a metric's groups, a segment's rule, the goal's group. */
function using(): Notebook {
  const metrics = {
    template: 'metrics',
    params: { metric: 'revenue', dimension: by },
  } satisfies Partial<Cell>;
  const blank = notebookOf({ metrics, groups: { template: 'structure', params: { by } } });
  const of = templatesOf({ ...blank, sources: [{ ...defaultSource, ...people('Plan "B"') }] });
  const rule = value(peopleSql(of('metrics')!, metrics.params))!;
  const made = notebookOf({
    metrics,
    groups: { template: 'structure', params: { by } },
    kept: { template: 'segment', title: 'Kept', sql: peopleWhere(rule, `segment = 'a'`) },
    plain: 'SELECT count(*) AS n FROM all_orders',
    obeys: 'SELECT count(*) AS n FROM orders',
  });
  return setGoal(made, { group: { kind: 'segment', cell: 'kept' } });
}

test('a file that has the column: all run', { tags: ['whole'] }, async () => {
  const found = await ends(using(), 'Plan "B"');
  expect([...found.values()].filter((fault) => fault !== null)).toEqual([]);
});

test.each([
  ['the notebook still expects it', 'Plan "B"'],
  ['the notebook knows that it is gone', 'Tariff'],
])(
  'a file without it: what uses it says which column and what to do, all else runs (%s)',
  async (_, known) => {
    const found = await ends(using(), 'Tariff', known);
    for (const name of ['metrics', 'groups', 'kept'])
      expect(found.get(name), name).toEqual({
        code: 'column-gone',
        values: { column: 'Plan "B"', has: 'Tariff' },
      });
    expect(found.get('obeys')).toMatchObject({ code: 'group-upstream' });
    expect(found.get('plain')).toBeNull();
    for (const lang of ['zh', 'en'] as const) {
      const said = faultText(found.get('metrics')! as never, lang);
      expect(said).toContain('Plan "B"');
      expect(said).toContain('Tariff');
    }
  },
);

test('columns are told as the engine compares names', () => {
  expect(presentExtras([people('plan "b"')])).toEqual(['plan "b"']);
});
