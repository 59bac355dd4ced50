import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTITY_NAMES } from '../../../src/entity/catalogue.ts';
import { faultText } from '../../../src/i18n/faults/index.ts';
import { METRIC_EXAMPLES } from '../../../src/metric/examples.ts';
import {
  checkSql,
  readExpression,
  withNotebookMetrics,
  type OwnMetricLike,
} from '../../../src/metric/own.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { checkMetric } from '../../../src/run/check-metric.ts';
import { missingRoles } from '../../../src/template/needs.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { nativeConnector } from '../support/native-connector.ts';
import { openNative, type Native } from '../support/native.ts';
import { openWasm, type Wasm } from '../support/wasm.ts';
import { compiled, createEntities, type CaseTable } from '../template/support.ts';

const own = (expression: string, more: Partial<OwnMetricLike> = {}): OwnMetricLike => ({
  id: 'own_x',
  name: 'X',
  entity: 'orders',
  expression,
  format: 'money',
  ...more,
});

const ORDERS: CaseTable = {
  columns: ['customer', 'ordered_at', 'amount', 'region'],
  rows: [
    ['a', '2024-05-01', 30, 'N'],
    ['a', '2024-06-05', 10, 'N'],
    ['a', '2024-06-06', 20, 'N'],
    ['b', '2024-06-07', 90, 'S'],
  ],
};
const GIVEN = { asOf: '2024-07-01', periodStart: '2024-06-01', periodEnd: '2024-06-30' };

let db: Native;
let wasm: Wasm;
beforeAll(async () => {
  db = await openNative();
  wasm = await openWasm();
  const customers: CaseTable = { columns: ['customer'], rows: [['a'], ['b'], ['c']] };
  await createEntities(
    db,
    { orders: { ...ORDERS, rows: ORDERS.rows.slice(1) }, customers },
    { orders: ORDERS, customers },
  );
  wasm.exec(
    'CREATE TABLE all_orders (customer VARCHAR, ordered_at TIMESTAMP, amount DOUBLE, region VARCHAR)',
  );
});
afterAll(() => db.close());

describe('an expression keeps to its place', () => {
  test.each([
    'sum(amount) / count(DISTINCT customer)',
    "count(*) FILTER (WHERE region = 'it''s; -- (no)')",
    'sum("amount") * 100 / nullif(count(*), 0)',
    "sum(amount) FILTER (WHERE region IN ('N', 'S'))",
    'quantile_cont(amount, [0.5])[1]',
  ])('%s is one', async (expression) => {
    expect(readExpression(expression)).toEqual({ ok: true, value: expression });
    expect(await checkMetric(nativeConnector(db), 'orders', expression)).toEqual({ ok: true, value: null });
    wasm.rows(checkSql('orders', expression).binds);
    expect(() => wasm.rows(checkSql('orders', expression).failsForAggregates)).toThrow(/aggregates/);
  });

  test.each([
    ['', 'expression-empty'],
    ['  ', 'expression-empty'],
    ['count(*)) FROM all_orders; DROP TABLE all_orders; --', 'expression-open'],
    ['count(*)) OR (count(*)', 'expression-open'],
    ['count(*', 'expression-open'],
    ['count(*]', 'expression-open'],
    ["sum(amount) FILTER (WHERE region = 'N)", 'expression-open'],
    ['sum("amount)', 'expression-open'],
    ['count(*); DROP TABLE all_orders', 'expression-sign'],
    ['count(*) -- the rest', 'expression-sign'],
    ['count(*) /* the rest', 'expression-sign'],
    ['sum(amount * $rate)', 'expression-sign'],
    ['(SELECT count(*) FROM all_customers)', 'expression-query'],
    ['sum(amount) OVER ()', 'expression-query'],
  ])('%j is refused in a sentence', (expression, code) => {
    const read = readExpression(expression);
    expect(read).toMatchObject({ ok: false, fault: { code } });
    if (!read.ok)
      for (const lang of ['zh', 'en'] as const) expect(faultText(read.fault, lang)).not.toContain(code);
  });

  test.each([
    ['amount', 'expression-not-aggregate'],
    ['sum(amount) + amount', 'expression-not-aggregate'],
    ['1', 'expression-not-aggregate'],
    ['min(region)', 'expression-not-number'],
    ['max(ordered_at)', 'expression-not-number'],
  ])('%j is no metric: %s', async (expression, code) => {
    expect(await checkMetric(nativeConnector(db), 'orders', expression)).toMatchObject({
      ok: false,
      fault: { code },
    });
  });

  test('a column that is not there and a formula that does not parse are told by the engine', async () => {
    const unknown = await checkMetric(nativeConnector(db), 'orders', 'sum(amout)');
    expect(unknown.ok ? '' : unknown.fault.detail).toMatch(/amout/);
    expect((await checkMetric(nativeConnector(db), 'orders', 'sum(amount) count(*)')).ok).toBe(false);
  });

  test.each(
    ENTITY_NAMES.flatMap((entity) => METRIC_EXAMPLES[entity].map((e) => [entity, e.expression] as const)),
  )('the example for %s can be computed: %s', async (entity, expression) => {
    expect(await checkMetric(nativeConnector(db), entity, expression)).toEqual({ ok: true, value: null });
  });
});

describe('in the templates', () => {
  const metrics = [own('sum(amount) / count(DISTINCT customer)')];
  const of = templatesOf({ metrics, goal: { metrics: [] } });

  test('it is broken down by a dimension, against the period before', { tags: ['whole'] }, async () => {
    const cell = compiled(of('metrics')!, { metric: 'own_x', dimension: 'region', grain: 'none' }, GIVEN);
    for (const stage of cell.stages)
      await db.exec(`CREATE OR REPLACE TABLE "${stage.table}" AS ${stage.sql}`);
    const rows = await db.rows('SELECT segment, value, previous, change FROM cell');
    expect(rows).toEqual([
      { segment: 'S', value: 90, previous: null, change: null },
      { segment: 'N', value: 30, previous: 30, change: 0 },
    ]);
    expect(await db.rows(cell.portable)).toHaveLength(2);
    expect(cell.editable).toContain('sum(amount) / count(DISTINCT customer)');
  });

  test('it is a key figure when it is chosen, and when the goal chose it', async () => {
    const chosen = templatesOf({ metrics, goal: { metrics: ['own_x', 'orders', 'gone'] } })('kpi')!;
    const cell = compiled(chosen, {}, GIVEN);
    for (const stage of cell.stages)
      await db.exec(`CREATE OR REPLACE TABLE "${stage.table}" AS ${stage.sql}`);
    expect(await db.rows('SELECT metric, value, format FROM cell')).toEqual([
      { metric: 'own_x', value: 60, format: 'money' },
      { metric: 'orders', value: 3, format: 'integer' },
    ]);
    expect(chosen.codes!.metric).toMatchObject({ own_x: { zh: 'X', en: 'X' } });
  });

  test('of customers it is drawn beside the others, with those behind it', async () => {
    const people = own('count(*)', { id: 'own_p', entity: 'customers', format: 'integer' });
    const chosen = templatesOf({ metrics: [people], goal: { metrics: ['own_p', 'orders'] } })('kpi')!;
    const cell = compiled(chosen, {}, GIVEN);
    for (const stage of cell.stages)
      await db.exec(`CREATE OR REPLACE TABLE "${stage.table}" AS ${stage.sql}`);
    expect(await db.rows(`SELECT metric, value, behind FROM (${cell.chart!})`)).toEqual([
      { metric: 'own_p', value: 3, behind: 3 },
      { metric: 'orders', value: 3, behind: 1 },
    ]);
  });

  test('it asks for the roles that it names', () => {
    const template = of('metrics')!;
    expect(missingRoles(template, new Set(['orders.customer']), { metric: 'own_x' })).toEqual([
      'orders.amount',
    ]);
    expect(
      missingRoles(template, new Set(['orders.customer', 'orders.amount']), { metric: 'own_x' }),
    ).toEqual([]);
  });

  test('one that could reach out of its place is not offered at all', () => {
    const template = withNotebookMetrics(getTemplate('metrics')!, [own('1) FROM all_customers --')], []);
    expect(JSON.stringify(template.params)).not.toContain('own_x');
  });

  test.each([
    // What one reader takes for a number or a text, and another for the end of one.
    'count(*) + 1e$$)::DOUBLE; DROP TABLE all_orders; SELECT (1 + 1e$$',
    'count(*) + 0x1fg$$) FROM all_customers; --$$',
    "sum(amount) + E'\\\\') FROM t; DROP TABLE t; --'",
    'count(*)\u00a0FROM\u00a0all_customers',
    "getvariable('x')",
    '(SHOW ALL TABLES)',
  ])('nor is %s', (expression) => {
    const template = withNotebookMetrics(getTemplate('metrics')!, [own(expression)], []);
    expect(JSON.stringify(template.params).includes('own_x')).toBe(false);
  });

  test('what it becomes is looked at by the engine before it is run, and a template’s own metric is not', () => {
    const written = (metric: string) =>
      compiled(of('metrics')!, { metric }, GIVEN).stages.map((s) => s.written);
    expect(new Set(written('own_x'))).toEqual(new Set([true]));
    expect(new Set(written('revenue'))).toEqual(new Set([undefined]));
  });

  test('templates without metrics stay the same object', () => {
    expect(of('rfm')).toBe(getTemplate('rfm'));
  });
});
