import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { peopleWhere } from '../../../src/run/people-rows.ts';
import { replacePlaceholders } from '../../../src/sql/placeholders.ts';
import { peopleCondition } from '../../../src/state/mark-rows.ts';
import { givenLiterals } from '../../../src/template/compile.ts';
import { peopleSql, stepsBehind } from '../../../src/template/people.ts';
import { templates } from '../../../src/template/registry.ts';
import type { ParamValues, Template } from '../../../src/template/schema.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntitiesFrom, describeSelect, GIVEN, runCell, variants, type Row } from './support.ts';

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
      i % 4 > 0 AS resolved, (i % 90)::DOUBLE AS response_minutes, (i % 300)::DOUBLE AS resolution_minutes FROM range(240) t(i)`,
  });
});
afterAll(() => db.close());

const told = [...templates.values()].filter(({ people }) => people !== undefined);

async function select(template: Template, params: ParamValues, where: string): Promise<string> {
  const people = peopleSql(template, params);
  if (!people.ok || people.value === null) throw new Error(template.id);
  return replacePlaceholders(peopleWhere(people.value, where), givenLiterals(GIVEN, { result: 'cell' }));
}

test.each(told)(
  '$id: the customers stand beside the columns that tell them, whatever is set',
  async (template) => {
    const { steps, people } = template.sql!;
    expect(
      stepsBehind(people!, steps).filter(({ model }) => model),
      'no model makes them',
    ).toEqual([]);
    for (const { params } of variants(template)) {
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
  const { chart: drawn, rows: result, cell } = await runCell(db, template, params);
  const columns = await describeSelect(db, cell.chart ?? 'FROM cell');
  const chart = drawn ?? result;
  const rows: Rows = {
    fields: columns.map(({ name, type }) => ({ name, type: TYPES[type] ?? 'text', sqlType: type })),
    count: chart.length,
    data: columns.map(({ name, type }) =>
      chart.map((row) => (type === 'DATE' && row[name] !== null ? Date.parse(String(row[name])) : row[name])),
    ),
  };
  const found = [];
  for (const [at, row] of chart.entries()) {
    const told = template.people!.filter(
      (name) => row[name] !== undefined && (row[name] !== null || name === 'target'),
    );
    const of = { cell: 'cell', template, params, given: GIVEN, chart: rows, fields: [] };
    const where = peopleCondition({ row: at, columns: told }, of);
    if (where === null) throw new Error(`${id}: ${JSON.stringify(row)}`);
    const [counted] = await db.rows<{ n: number }>(
      `SELECT count(*)::INTEGER AS n FROM (${await select(template, params, where)})`,
    );
    found.push({ row, customers: counted!.n });
  }
  expect(found.length, `${id} has marks`).toBeGreaterThan(0);
  return found;
}

describe('a mark leads to as many customers as it counts', () => {
  test.each<[string, ParamValues, string]>([
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
  ])(
    '%s %j',
    async (id, params, counted) => {
      for (const { row, customers } of await behindMarks(id, params))
        expect(customers, JSON.stringify(row)).toBe(row[counted]);
    },
    60_000,
  );

  /** Counted by bits that customers are spread over: at least so many. */
  test.each<[string, ParamValues]>([
    ['activity-heatmap', {}],
    ['activity-heatmap', { source: 'events' }],
    ['path-sankey', {}],
  ])(
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
    const rows = await db.rows<{ customer: string }>(await select(templates.get(id)!, params, where));
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

test('paths are those of customers, unless staff are asked for or nobody else is there', async () => {
  const starts = async (params: ParamValues) => {
    const { rows } = await runCell(db, templates.get('path-sankey')!, params);
    return new Set(rows.map((row) => row['source']));
  };
  expect(await starts({})).not.toContain('follow up');
  expect(await starts({ leave_out_staff: false })).toContain('follow up');
  await db.exec(
    `CREATE TABLE everything AS FROM events; CREATE OR REPLACE VIEW events AS FROM everything WHERE team IS NOT NULL`,
  );
  expect(await starts({})).toEqual(new Set(['follow up']));
});
