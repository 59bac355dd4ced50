import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { defaultCell, defaultSource } from '../../../src/notebook/defaults.ts';
import { chosenOptions } from '../../../src/template/params.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { labelOf } from '../../../src/template/labels.ts';
import { quoteName } from '../../../src/sql/quote.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { cellRunner, createEntities, type CaseTable } from '../template/support.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const ORDERS: CaseTable = {
  columns: ['customer', 'ordered_at', 'amount', 'product', 'category', 'order_id'],
  rows: names.flatMap((name, i) => [
    [name, '2024-05-01', 10 * (i + 1), 'p', 'x', `${name}1`],
    [name, '2024-06-05', 10, 'q', 'y', `${name}2`],
  ]),
};
const CUSTOMERS: CaseTable = {
  columns: ['customer', 'industry', 'region', 'core_need', 'factor_price', 'churned'],
  rows: names.map((name, i) => [name, i < 3 ? 'shop' : 'farm', 'N', 'speed', 0.4, i % 2 === 0]),
};
const FEEDBACK: CaseTable = {
  columns: ['customer', 'occurred_at', 'kind', 'topic', 'nps'],
  rows: names.map((name) => [name, '2024-06-01', 'complaint', 'late', 5]),
};
const EVENTS: CaseTable = {
  columns: ['customer', 'occurred_at', 'action'],
  rows: names.map((name) => [name, '2024-06-01 10:00:00', 'view']),
};

const ODD = `O'Neil -- $as_of "x"`;
/** A column of the customers' file that no role reads. */
const PLAN = 'Plan "B"';
const segment = (name: string, title: string) => ({
  ...defaultCell,
  name,
  template: 'segment',
  title,
  sql: 'x',
});
const notebook = {
  metrics: [],
  goal: { metrics: [] },
  cells: [segment('segment_best', ODD), segment('segment_two', 'Two'), segment('segment_three', 'Two')],
  sources: [
    {
      ...defaultSource,
      name: 'people',
      entity: 'customers' as const,
      columns: ['id', PLAN].map((name) => ({ name, type: 'VARCHAR' })),
      mapping: { customer: 'id' },
    },
  ],
};
const of = templatesOf(notebook);
const dividing = [...templates.values()].filter(({ params }) =>
  params.some((param) => param.kind === 'choice' && param.segments),
);

let db: Native;
let run: ReturnType<typeof cellRunner>['run'];
beforeAll(async () => {
  db = await openNative();
  await createEntities(db, { orders: ORDERS, customers: CUSTOMERS, feedback: FEEDBACK, events: EVENTS });
  await db.exec(
    `CREATE TABLE segment_best AS SELECT * FROM (VALUES ('a'), ('b'), (NULL)) t(customer)`,
    `CREATE TABLE segment_two AS SELECT * FROM (VALUES ('b'), ('c')) t(customer)`,
    `CREATE TABLE segment_three AS SELECT * FROM (VALUES ('f')) t(customer)`,
  );
  await db.exec(
    'CREATE SCHEMA clean',
    `CREATE TABLE clean.customer_columns AS SELECT * FROM (VALUES ('a', $$O'Neil$$), ('b', $$O'Neil$$), ('c', 'monthly'), ('d', NULL)) t(customer, ${quoteName(PLAN)})`,
  );
  ({ run } = cellRunner(db));
});
afterAll(() => db.close());

const given = { asOf: '2024-07-01', periodStart: '2024-01-01', periodEnd: '2024-06-30' };

test('the analyses that divide customers all take segments', () => {
  expect(dividing.map(({ id }) => id).sort()).toEqual([
    'churn-by-group',
    'compare-groups',
    'complaints',
    'contribution',
    'metrics',
    'needs',
    'next-best-product',
    'segmentation',
    'structure',
  ]);
});

const divisions = dividing.flatMap(({ id, params }) =>
  params.flatMap((p) => (p.kind === 'choice' && p.segments ? [[id, p.id]] : [])),
);
describe.each(few(divisions, 8))('%s by %s', (id, param) => {
  test.each(few(['segment:segment_best', 'segments', `column:${PLAN}`], 2))(
    '%s runs and has its classes',
    async (value) => {
      const template = of(id!)!;
      const { cell } = await run(template, { [param!]: value }, given);
      // Results leave out groups as small as these: the class is looked for on the way to them.
      const found = cell.stages.map(
        ({ table }) => `SELECT count(*) AS n FROM "${table}" t WHERE contains(CAST(t AS VARCHAR), 'Neil')`,
      );
      const counts = await db.rows<{ n: number }>(found.join(' UNION ALL '));
      expect(counts.some(({ n }) => n > 0)).toBe(true);
    },
  );
});

test('every attribute has the columns of the customers’ files among it', async () => {
  const cell = await run(of('churn-by-group')!, {}, given);
  const placed = cell.cell.stages.find(({ name }) => name === 'placed')!;
  expect(
    await db.rows(
      `SELECT DISTINCT attribute, segment FROM "${placed.table}" WHERE attribute NOT LIKE '(%' ORDER BY ALL`,
    ),
  ).toEqual([
    { attribute: PLAN, segment: '(none)' },
    { attribute: PLAN, segment: "O'Neil" },
    { attribute: PLAN, segment: 'monthly' },
  ]);
});

describe('what a division comes to', () => {
  const structure = async (by: string) => {
    await run(of('structure')!, { by }, given);
    return db.rows('SELECT segment, customers FROM cell ORDER BY segment');
  };

  test('a segment has those in it, by its title, and the others', async () => {
    expect(await structure('segment:segment_best')).toEqual([
      { segment: '(others)', customers: 4 },
      { segment: ODD, customers: 2 },
    ]);
    expect(labelOf(of('structure')!.codes, 'segment', '(others)', 'zh')).toBe('其他客户');
  });

  test('of all segments each customer is in the first, titles of two told apart', async () => {
    expect(await structure('segments')).toEqual([
      { segment: '(no segment)', customers: 2 },
      { segment: ODD, customers: 2 },
      { segment: 'Two (segment_three)', customers: 1 },
      { segment: 'Two (segment_two)', customers: 1 },
    ]);
  });

  test('a column of the customers’ file has its values, and those of whom it says nothing', async () => {
    expect(await structure(`column:${PLAN}`)).toEqual([
      { segment: '(none)', customers: 3 },
      { segment: "O'Neil", customers: 2 },
      { segment: 'monthly', customers: 1 },
    ]);
    await run(of('metrics')!, { metric: 'revenue', dimension: `column:${PLAN}`, grain: 'none' }, given);
    expect(
      await db.rows(
        "SELECT segment, value FROM cell WHERE segment IN ('O''Neil', 'monthly') ORDER BY segment",
      ),
    ).toEqual([
      { segment: "O'Neil", value: 10 + 20 + 20 },
      { segment: 'monthly', value: 30 + 10 },
    ]);
  });

  test('a metric is divided as well', async () => {
    await run(of('metrics')!, { metric: 'revenue', dimension: 'segment:segment_best', grain: 'none' }, given);
    expect(await db.rows('SELECT segment, value FROM cell ORDER BY segment')).toEqual([
      { segment: '(others)', value: 30 + 40 + 50 + 60 + 40 },
      { segment: ODD, value: 10 + 20 + 20 },
    ]);
  });
});

test('without segments a template stays the same object, and nothing is offered', () => {
  expect(templatesOf({ ...notebook, cells: [], sources: [] })('structure')).toBe(getTemplate('structure'));
  expect(of('rfm')).toBe(getTemplate('rfm'));
});

test('one segment alone is no choice among them', () => {
  const [by] = templatesOf({ ...notebook, cells: [notebook.cells[1]!], sources: [] })('structure')!.params;
  expect(chosenOptions(by!, { [by!.id]: 'segments' })).toEqual([]);
  expect(chosenOptions(by!, { [by!.id]: 'segment:segment_two' })[0]!.label.en).toBe('Two');
});
