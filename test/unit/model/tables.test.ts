import { describe, expect, test } from 'vitest';
import type { ResultField, Rows } from '../../../src/engine/api.ts';
import { seededRandom, shuffled } from '../../../src/model/random.ts';
import { runModel } from '../../../src/model/run.ts';
import { planCells, type PlanContext } from '../../../src/run/plan.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { ok } from '../../../src/result.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { hasTelco, readCsv, TELCO } from './data.ts';

type Statement = Record<string, string | number | null>;
const table = (columns: Record<string, unknown[]>): Rows => ({
  fields: Object.entries(columns).map(([name, values]): ResultField => {
    const type =
      typeof values[0] === 'number' ? 'number' : typeof values[0] === 'boolean' ? 'boolean' : 'text';
    return { name, type, sqlType: type };
  }),
  count: Object.values(columns)[0]?.length ?? 0,
  data: Object.values(columns),
});
const run = (id: string, input: Rows, options = {}): Statement[] => {
  const result = runModel(id, input, options);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return rowObjects<Statement>(result.value as Rows);
};

describe('logistic', () => {
  test.skipIf(!hasTelco)('Telco as a table (needs ../shared/data)', () => {
    const rows = readCsv(TELCO);
    const numbers = (name: string) => rows.map((row) => Number(row[name]));
    const said = run(
      'logistic',
      table({
        customer: rows.map((row) => row.customerID),
        outcome: rows.map((row) => row.Churn === 'Yes'),
        tenure: numbers('tenure'),
        monthly: numbers('MonthlyCharges'),
        senior: numbers('SeniorCitizen'),
        contract: rows.map((row) => row.Contract),
        fibre: rows.map((row) => Number(row.InternetService === 'Fiber optic')),
        same: rows.map(() => 1),
        months: numbers('tenure').map((t) => 2 * t),
      }),
    );
    const metric = (name: string) =>
      said.find((s) => s.kind === 'metric' && s.term === name)!.estimate as number;
    expect(said[0]).toMatchObject({ kind: 'status', term: 'ok' });
    expect(metric('log_likelihood')).toBeCloseTo(-3037.9987, 4);
    expect(metric('auc_in_sample')).toBeCloseTo(0.831964, 6);
    expect(metric('brier_in_sample')).toBeCloseTo(0.141167, 6);
    expect(metric('auc_held_out')).not.toBe(metric('auc_in_sample'));
    expect(said.filter((s) => s.kind === 'left out').map((s) => [s.term, s.level])).toEqual([
      ['same', 'constant'],
      ['months', 'dependent'],
    ]);
    expect(said.find((s) => s.level === 'Two year')!.estimate).toBeCloseTo(-1.801812, 6);
    expect(said.filter((s) => s.kind === 'calibration')).toHaveLength(10);
  });

  test('what separates is named, and rows without an outcome are left out', () => {
    const x = Array.from({ length: 60 }, (_, i) => i);
    expect(run('logistic', table({ outcome: x.map((i) => (i < 40 ? i < 20 : null)), x }))[0]).toMatchObject({
      kind: 'status',
      term: 'separated',
      level: 'x',
    });
  });
});

describe('kmeans', () => {
  const random = seededRandom(4);
  const a = Array.from({ length: 300 }, (_, i) => (i % 3) * 100 + random());
  const b = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 5 : 1) + random());

  test('finds three by itself, in the columns’ own units, the order of the rows aside', () => {
    const found = run('kmeans', table({ a, b }));
    expect(found.map((c) => c.customers)).toEqual([100, 100, 100]);
    const centres = found.map((c) => c.a as number).sort((x, y) => x - y);
    [0.5, 100.5, 200.5].forEach((centre, i) => expect(Math.abs(centres[i]! - centre)).toBeLessThan(0.2));
    const order = [...shuffled(300, seededRandom(8))];
    const again = run('kmeans', table({ a: order.map((i) => a[i]), b: order.map((i) => b[i]) }));
    expect(again.map((c) => c.customers)).toEqual(found.map((c) => c.customers));
    again.forEach((c, i) => expect(c.a).toBeCloseTo(found[i]!.a as number, 9));
  });

  test('a constant column counts for nothing, a number asked for is given', () => {
    const found = run('kmeans', table({ a, flat: a.map(() => 7) }), { clusters: 2 });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ flat: 7, flat_scale: 1 });
    expect(run('kmeans', table({ flat: a.map(() => 7) }))).toEqual([]);
  });
});

describe('a plan with a model', () => {
  const tables = /"?(cell__\w+|orders|events)"?/g;
  const context = (): PlanContext => ({
    given: { asOf: '2024-07-01', periodStart: '2023-07-01', periodEnd: '2024-06-30' },
    mapped: new Set(['orders.customer', 'orders.ordered_at', 'orders.amount']),
    versions: new Map([
      ['orders', '1'],
      ['events', '1'],
    ]),
    template: getTemplate,
    tableNames: async (sql) => ok([...new Set([...sql.matchAll(tables)].map((m) => m[1]!))]),
  });
  const plan = async (params: Record<string, number>) =>
    (
      await planCells(
        [
          {
            name: 'cell',
            template: 'segments-kmeans',
            templateVersion: 1,
            title: '',
            folded: false,
            params,
            sql: null,
            chart: null,
            text: {},
          },
        ],
        context(),
      )
    )[0]!;

  test('an option of the model makes the model and what follows anew, not what stands before it', async () => {
    const [one, two] = [await plan({ seed: 1 }), await plan({ seed: 2 })];
    expect(one.fault).toBeNull();
    expect(one.reads.sort()).toEqual(['events', 'orders']);
    const changed = one.stages
      .filter((stage, i) => stage.version !== two.stages[i]!.version)
      .map((stage) => stage.name);
    expect(changed).toEqual(['centres', 'traits', 'names', 'result']);
  });
});
