import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { peopleWhere } from '../../../src/run/people-rows.ts';
import { leanSql } from '../../../src/sql/lean.ts';
import { replacePlaceholders } from '../../../src/sql/placeholders.ts';
import { peopleCondition } from '../../../src/state/mark-rows.ts';
import { givenLiterals } from '../../../src/template/compile.ts';
import { METRICS } from '../../../src/metric/catalogue.ts';
import { withNotebookMetrics } from '../../../src/metric/own.ts';
import { peopleSql, stepsBehind } from '../../../src/template/people.ts';
import { templates } from '../../../src/template/registry.ts';
import type { ParamValues, Template } from '../../../src/template/schema.ts';
import { LONG, few, some } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import {
  cellRunner,
  createEntitiesFrom,
  describeSelect,
  GIVEN,
  runCell,
  variants,
  type Row,
} from './support.ts';

let db: Native;
/** 240 customers who order, act and answer in ways that their number decides. */
beforeAll(async () => {
  db = await openNative();
  await createEntitiesFrom(db, {
    customers: `SELECT 'c' || i AS customer, ['North', 'South', 'East'][i % 3 + 1] AS region, ['food', 'toys'][i % 2 + 1] AS industry, ['East', 'West'][i % 2 + 1] AS team,
      ['A', 'B'][i % 4 // 2 + 1] AS level, ['price', 'speed'][i % 5 // 3 + 1] AS core_need, 1 + i % 3 AS factor_price, 2 AS factor_service, 1 AS factor_brand FROM range(230) t(i)`,
    orders: `SELECT 'c' || i AS customer, TIMESTAMP '2023-01-05 09:00:00' + to_days((k * (20 + i % 60) + i % 90)::INTEGER) + to_hours(i % 7) AS ordered_at, (5 + i % 11 + k)::DOUBLE AS amount, 'o' || i || '-' || k AS order_id,
      ['web', 'shop'][(i + k) % 2 + 1] AS channel, ['bread', 'milk', 'tea'][(i + k) % 3 + 1] AS product, ['food', 'drink'][(i + k) % 2 + 1] AS category FROM range(240) t(i), range(8) u(k)`,
    events: `SELECT 'c' || i AS customer, TIMESTAMP '2023-09-01 08:00:00' + to_days((i % 200)::INTEGER) + to_hours(i % 5) + to_minutes(k * 3) AS occurred_at, ['home', 'list', 'cart', 'pay', 'call'][least(k, 2 + i % 3) + 1] AS action,
      's' || i AS session, CASE WHEN i % 37 = k THEN 900 ELSE 20 + (i * 7 + k) % 30 END::DOUBLE AS duration_seconds, ['phone', 'desk'][i % 2 + 1] AS device, CASE WHEN (i + k) % 9 = 0 THEN 'failure' ELSE 'success' END AS outcome, 'slow' AS failure_reason, 'app' AS channel, NULL AS target, NULL AS team
      FROM range(200) t(i), range(5) u(k)
      UNION ALL SELECT 'staff' || (i % 4), TIMESTAMP '2024-01-10 10:00:00' + to_hours(i), 'follow up', NULL, 60, 'desk', 'success', NULL, 'crm', 'c' || (i % 60), ['East', 'West'][i % 2 + 1] FROM range(160) t(i)`,
    feedback: `SELECT TIMESTAMP '2023-08-01' + to_days((i % 300)::INTEGER) AS occurred_at, 'c' || i AS customer, ['survey', 'complaint'][i % 3 // 2 + 1] AS kind, i % 11 AS nps, 1 + i % 5 AS csat, ['price', 'delay'][i % 2 + 1] AS topic, ['mail', 'phone'][i % 2 + 1] AS channel,
      i % 4 > 0 AS resolved,
      ['物流太慢，' || 'Late delivery!', 'Great partner', '包装破损', 'late again, art'][i % 4 + 1] AS text, (i % 90)::DOUBLE AS response_minutes, (i % 300)::DOUBLE AS resolution_minutes FROM range(240) t(i)`,
  });
});
afterAll(() => db.close());

/** What makes a view again as it is now. */
const viewOf = async (name: string): Promise<string> => {
  const [view] = await db.rows<{ sql: string }>(
    `SELECT replace(sql, 'CREATE VIEW', 'CREATE OR REPLACE VIEW') AS sql FROM duckdb_views() WHERE view_name = '${name}'`,
  );
  return view!.sql;
};

const told = [...templates.values()].filter(({ people }) => people !== undefined);

const select = (template: Template, params: ParamValues, where: string): string =>
  filled(peopleWhere(peopleOf(template, params), where));
/** All customers beside the columns that tell them. */
const everyone = (template: Template, params: ParamValues): string => filled(peopleOf(template, params));
const filled = (sql: string): string => replacePlaceholders(sql, givenLiterals(GIVEN, { result: 'cell' }));

function peopleOf(template: Template, params: ParamValues): string {
  const people = peopleSql(template, params);
  if (!people.ok || people.value === null) throw new Error(template.id);
  return people.value;
}

test.each(told)(
  '$id: the customers stand beside the columns that tell them, whatever is set',
  async (template) => {
    const { steps, people } = template.sql!;
    expect(
      stepsBehind(people!, steps).filter(({ model }) => model),
      'no model makes them',
    ).toEqual([]);
    const settings = few(
      variants(template).filter(({ pieces }, i) => LONG || !pieces || i % 4 === 0),
      4,
    );
    for (const { params } of settings) {
      const made = peopleSql(template, params);
      if (!made.ok) throw new Error(JSON.stringify(made.fault));
      const columns = await describeSelect(db, replacePlaceholders(made.value!, givenLiterals(GIVEN, {})));
      expect(columns.map(({ name }) => name).toSorted()).toEqual(
        ['customer', ...template.people!].toSorted(),
      );
      expect(columns.find(({ name }) => name === 'customer')?.type).toBe('VARCHAR');
    }
  },
  60_000,
);

const TYPES: Record<string, 'date' | 'integer' | 'number' | 'text'> = {
  DATE: 'date',
  BIGINT: 'integer',
  INTEGER: 'integer',
  DOUBLE: 'number',
};

/** For each mark of a chart: how many customers it leads to, and its row. */
async function behindMarks(id: string, params: ParamValues): Promise<{ row: Row; customers: number }[]> {
  const template = templates.get(id)!;
  const runner = cellRunner(db);
  const { chart: drawn, rows: result, cell } = await runner.run(template, params);
  const columns = await runner.columns(cell.chart === null ? 'FROM cell' : leanSql(cell.chart));
  const chart = drawn ?? result;
  const rows: Rows = {
    fields: columns.map(({ name, type }) => ({ name, type: TYPES[type] ?? 'text', sqlType: type })),
    count: chart.length,
    data: columns.map(({ name, type }) =>
      chart.map((row) => (type === 'DATE' && row[name] !== null ? Date.parse(String(row[name])) : row[name])),
    ),
  };
  const conditions = chart.map((row, at) => {
    const told = template.people!.filter(
      (name) => row[name] !== undefined && (row[name] !== null || name === 'target'),
    );
    const of = { cell: 'cell', template, params, given: GIVEN, chart: rows, fields: [] };
    const where = peopleCondition({ row: at, columns: told }, of);
    if (where === null) throw new Error(`${id}: ${JSON.stringify(row)}`);
    return where;
  });
  expect(conditions.length, `${id} has marks`).toBeGreaterThan(0);
  // Of the first mark as the page asks it; the rows that each narrows are the same, and are made once for all others.
  const [first] = await db.rows<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM (${select(template, params, conditions[0]!)})`,
  );
  await db.exec(`CREATE OR REPLACE TEMP TABLE people_of_all AS ${everyone(template, params)}`);
  const counts = conditions.map(
    (where, at) =>
      `SELECT ${at} AS "at", count(*)::INTEGER AS n FROM (${peopleWhere('FROM people_of_all', where)})`,
  );
  const counted = await inParts(counts, (part) =>
    db.rows<{ at: number; n: number }>(`${part.join(' UNION ALL ')} ORDER BY 1`),
  );
  expect(counted[0]!.n, `${id}: the first mark, asked by itself`).toBe(first!.n);
  return chart.map((row, at) => ({ row, customers: counted[at]!.n }));
}

/** Some of a long list at a time: a statement of hundreds of branches takes more than several of a few. */
async function inParts<T, U>(list: readonly T[], ask: (part: T[]) => Promise<U[]>): Promise<U[]> {
  const found: U[] = [];
  for (let at = 0; at < list.length; at += 16) found.push(...(await ask(list.slice(at, at + 16))));
  return found;
}

describe('a mark leads to as many customers as it counts', () => {
  const marks: [string, ParamValues, string][] = [
    ['channel-value', {}, 'customers'],
    ['cohort-retention', {}, 'customers'],
    ['compare-groups', { metric: 'revenue_per_customer', by: 'region' }, 'behind'],
    ['csat', {}, 'behind'],
    ['service-times', {}, 'behind'],
    ['device-mix', {}, 'customers'],
    ['feature-usage', {}, 'users'],
    ['funnel', { steps: ['home', 'list', 'cart', 'pay'] }, 'customers'],
    ['funnel', { steps: ['home', 'list', 'cart'], within_days: 1 }, 'customers'],
    ['lifecycle', {}, 'customers'],
    ['lifecycle', { view: 'flows' }, 'customers'],
    ['match', {}, 'customers'],
    ['needs', {}, 'customers'],
    ['nps', { view: 'parts' }, 'behind'],
    ['nps', { view: 'trend' }, 'behind'],
    ['satisfaction-drivers', {}, 'behind'],
    ['segmentation', {}, 'customers'],
    ['steps-to-complete', {}, 'behind'],
    ['structure', {}, 'customers'],
    ['feedback-keywords', {}, 'behind'],
    ['feedback-keywords', { compare: 'nothing', least: 1 }, 'behind'],
    ['metrics', { metric: 'customers' }, 'value'],
    ['metrics', { metric: 'customers', grain: 'week', dimension: 'channel' }, 'value'],
    ['metrics', { metric: 'new_customers', dimension: 'region' }, 'value'],
    ['outliers', { unit: 'spend' }, 'cases'],
    ['outliers', { unit: 'orders' }, 'cases'],
  ];
  test.each(few(marks, 16))(
    '%s %j',
    async (id, params, counted) => {
      for (const { row, customers } of await behindMarks(id, params))
        expect(customers, JSON.stringify(row)).toBe(row[counted]);
    },
    60_000,
  );

  /** Counted by bits that customers are spread over: at least so many. */
  const spread: [string, ParamValues][] = [
    ['path-sankey', {}],
    ['activity-heatmap', {}],
    ['activity-heatmap', { source: 'events' }],
  ];
  test.each(few(spread, 6))(
    '%s %j, at least',
    async (id, params) => {
      for (const { row, customers } of await behindMarks(id, params))
        expect(customers, JSON.stringify(row)).toBeGreaterThanOrEqual(row['behind'] as number);
    },
    60_000,
  );
});

test('of failures and long visits those who met them, of complaints those who complained', async () => {
  const customers = async (id: string, where: string, params: ParamValues = {}) => {
    const rows = await db.rows<{ customer: string }>(select(templates.get(id)!, params, where));
    return rows.map(({ customer }) => Number(customer.slice(1))).toSorted((a, b) => a - b);
  };
  const all = Array.from({ length: 240 }, (_, i) => i);
  const failed = await customers('failures', "segment = 'phone'", { by: 'device' });
  expect(failed).toEqual(
    all.filter((i) => i < 200 && i % 2 === 0 && [0, 1, 2, 3, 4].some((k) => (i + k) % 9 === 0)),
  );
  const long = await customers('duration-anomalies', "action = 'home'");
  expect(long).toEqual(all.filter((i) => i < 200 && i % 37 === 0));
  const angry = await customers('complaints', "segment = 'food' AND topic = 'price'", { by: 'industry' });
  expect(angry).toEqual(all.filter((i) => i < 230 && i % 2 === 0 && i % 3 === 2));
});

/** Customers of a SELECT by their numbers. */
const numbers = async (sql: string) =>
  (await db.rows<{ customer: string }>(sql))
    .map(({ customer }) => Number(customer.slice(1)))
    .toSorted((a, b) => a - b);

describe('a metric leads to those whom it counts', () => {
  const month = `date_trunc('month', ordered_at)::DATE = DATE '2024-01-01'`;
  const of = (condition: string, from = 'orders') =>
    numbers(`SELECT DISTINCT customer FROM ${from} WHERE ${condition}`);
  const behind = async (params: ParamValues, where = `period = DATE '2024-01-01'`) =>
    numbers(select(templates.get('metrics')!, params, where));

  test('a sum to those who add to it, a share to those whom it divides by', async () => {
    const buyers = await of(month);
    expect(buyers.length).toBeGreaterThan(20);
    expect(await behind({ metric: 'revenue' })).toEqual(buyers);
    expect(await behind({ metric: 'repurchase_rate' })).toEqual(buyers);
    expect(await behind({ metric: 'last_purchase' })).toEqual(buyers);
    const events = `date_trunc('month', occurred_at)::DATE = DATE '2024-01-01' AND customer LIKE 'c%'`;
    expect(
      await behind({ metric: 'failure_rate' }, `period = DATE '2024-01-01' AND customer LIKE 'c%'`),
    ).toEqual(await of(events, 'events'));
  });

  test('a group of a month to its own, the whole period to all of it', { tags: ['whole'] }, async () => {
    const shop = `period = DATE '2024-01-01' AND segment = 'shop'`;
    expect(await behind({ metric: 'orders', dimension: 'channel' }, shop)).toEqual(
      await of(`${month} AND channel = 'shop'`),
    );
    const period = `ordered_at >= DATE '2023-07-01' AND ordered_at < DATE '2024-07-01'`;
    expect(await behind({ metric: 'aov', grain: 'none', dimension: 'region' }, `segment = 'North'`)).toEqual(
      await of(`${period} AND customer IN (SELECT customer FROM customers WHERE region = 'North')`),
    );
  });

  test('a formula of one’s own likewise', async () => {
    const own = { id: 'own_tea', name: 'Tea', entity: 'orders' as const, format: 'integer' as const };
    const counted = withNotebookMetrics(
      templates.get('metrics')!,
      [{ ...own, expression: "count(*) FILTER (WHERE product = 'tea')" }],
      [],
    );
    const where = `period = DATE '2024-01-01'`;
    expect(await numbers(select(counted, { metric: 'own_tea' }, where))).toEqual(
      await of(`${month} AND product = 'tea'`),
    );
    const share = withNotebookMetrics(
      templates.get('metrics')!,
      [{ ...own, expression: "count(*) FILTER (WHERE product = 'tea') / nullif(count(*), 0)" }],
      [],
    );
    expect(await numbers(select(share, { metric: 'own_tea' }, where))).toEqual(await of(month));
    const tile = withNotebookMetrics(
      templates.get('kpi')!,
      [{ ...own, expression: "sum(amount) FILTER (WHERE product = 'tea')" }],
      [],
    );
    const period = `ordered_at >= DATE '2023-07-01' AND ordered_at < DATE '2024-07-01'`;
    expect(await numbers(select(tile, { metrics: ['own_tea'] }, `metric = 'own_tea'`))).toEqual(
      await of(`${period} AND product = 'tea'`),
    );
  });
});

test('a metric has people behind its months and its tile: no more than its rows have', async () => {
  for (const { id } of few(some(METRICS, 4), 12)) {
    const { rows } = await runCell(db, templates.get('metrics')!, { metric: id });
    const found = await numbers(select(templates.get('metrics')!, { metric: id }, 'true'));
    const tile = await numbers(select(templates.get('kpi')!, { metrics: [id] }, `metric = '${id}'`));
    expect(tile.length, id).toBe(found.length);
    if (rows.some(({ value }) => typeof value === 'number' && value !== 0))
      expect(found.length, id).toBeGreaterThan(0);
  }
});

test('a tile leads to the customers of the period whom its figure counts', async () => {
  const template = templates.get('kpi')!;
  const metrics = ['revenue', 'customers', 'new_customers'];
  const { rows } = await runCell(db, template, { metrics });
  const value = Object.fromEntries(rows.map((row) => [row['metric'], row['value']]));
  for (const metric of ['customers', 'new_customers'])
    expect((await numbers(select(template, { metrics }, `metric = '${metric}'`))).length, metric).toBe(
      value[metric],
    );
});

test('a pair leads to those who bought the first in the period and not the second', async () => {
  const template = templates.get('cross-sell')!;
  const bought = (item: string) => `SELECT customer FROM orders WHERE trim(product) = '${item}'`;
  const whole = await viewOf('orders');
  await db.exec(`CREATE TABLE all_bought AS FROM orders;
    CREATE OR REPLACE VIEW orders AS SELECT * FROM all_bought WHERE NOT (product = 'tea' AND hash(customer) % 3 = 0)`);
  onTestFinished(() => db.exec(whole));
  const asked = await numbers(select(template, {}, "antecedent = 'bread' AND consequent = 'tea'"));
  const expected = await numbers(
    `SELECT DISTINCT customer FROM (${bought('bread')}) WHERE customer NOT IN (${bought('tea')})`,
  );
  expect(expected.length).toBeGreaterThan(20);
  expect(asked).toEqual(expected);
});

test('paths are those of customers, unless staff are asked for or nobody else is there', async () => {
  const starts = async (params: ParamValues) => {
    const { rows } = await runCell(db, templates.get('path-sankey')!, params);
    return new Set(rows.map((row) => row['source']));
  };
  expect(await starts({})).not.toContain('follow up');
  expect(await starts({ leave_out_staff: false })).toContain('follow up');
  const whole = await viewOf('events');
  await db.exec(
    `CREATE TABLE everything AS FROM events; CREATE OR REPLACE VIEW events AS FROM everything WHERE team IS NOT NULL`,
  );
  onTestFinished(() => db.exec(whole));
  expect(await starts({})).toEqual(new Set(['follow up']));
});
