import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTITIES, ENTITY_NAMES, type EntityName } from '../../../src/entity/catalogue.ts';
import { readExpression, valueSql } from '../../../src/metric/own.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { readPicked } from '../../../src/metric/picked-formula.ts';
import {
  BLANK,
  formatOf,
  MEASURE_KINDS,
  operatorsOf,
  rolesFor,
  ROWS,
  writePicked,
  type Measure,
  type Picked,
} from '../../../src/metric/picked.ts';
import { checkMetric } from '../../../src/run/check-metric.ts';
import { few } from '../../tools/breadth.ts';
import { nativeConnector } from '../support/native-connector.ts';
import { openNative, type Native } from '../support/native.ts';
import { openWasm, type Wasm } from '../support/wasm.ts';
import { compiled, createEntities, type CaseTable } from '../template/support.ts';

const pick = (more: Partial<Picked>): Picked => ({ ...BLANK, ...more });
const sum: Measure = { kind: 'sum', role: 'amount' };
const people: Measure = { kind: 'distinct', role: 'customer' };

/** What is computed below without SQL. */
const LINES = [
  { customer: 'a', ordered_at: '2024-06-01', amount: 30, region: 'N', quantity: 2 },
  { customer: 'a', ordered_at: '2024-06-05', amount: 10, region: null, quantity: 1 },
  { customer: 'b', ordered_at: '2024-06-07', amount: 90, region: "S'x", quantity: null },
  { customer: 'c', ordered_at: '2024-06-09', amount: -5, region: 'N', quantity: 3 },
  { customer: 'c', ordered_at: '2024-06-10', amount: 50, region: 'NW', quantity: 0 },
  // Neither is counted by any metric of orders.
  { customer: null, ordered_at: '2024-06-10', amount: 500, region: 'N', quantity: 9 },
  { customer: 'd', ordered_at: '2024-06-10', amount: null, region: 'N', quantity: 9 },
];
const counted = LINES.filter((l) => l.customer !== null && l.amount !== null);
const total = (of: typeof LINES) => of.reduce((s, l) => s + (l.amount ?? 0), 0);
const heads = (of: typeof LINES) => new Set(of.map((l) => l.customer)).size;
const north = counted.filter((l) => l.region === 'N');

const ORDERS: CaseTable = {
  columns: ['customer', 'ordered_at', 'amount', 'region', 'quantity'],
  rows: LINES.map((l) => [l.customer, l.ordered_at, l.amount, l.region, l.quantity]),
};
const GIVEN = { asOf: '2024-07-01', periodStart: '2024-06-01', periodEnd: '2024-06-30' };

const CASES: [string, Picked, string, number | null][] = [
  ['rows', pick({}), 'count(*)', counted.length],
  ['a sum', pick({ measure: sum }), 'sum(amount)', total(counted)],
  ['an average', pick({ measure: { kind: 'average', role: 'quantity' } }), 'avg(quantity)', 6 / 4],
  ['different values', pick({ measure: people }), 'count(DISTINCT customer)', heads(counted)],
  [
    'a sum under a condition',
    pick({ measure: sum, where: [{ role: 'region', operator: 'is', value: 'N' }] }),
    "sum(amount) FILTER (WHERE region = 'N')",
    total(north),
  ],
  [
    'what is not so may be blank',
    pick({ where: [{ role: 'region', operator: 'not', value: 'N' }] }),
    "count(*) FILTER (WHERE coalesce(region <> 'N', true))",
    counted.filter((l) => l.region !== 'N').length,
  ],
  [
    'a text with a quote',
    pick({ measure: sum, where: [{ role: 'region', operator: 'is', value: "S'x" }] }),
    "sum(amount) FILTER (WHERE region = 'S''x')",
    90,
  ],
  [
    'two conditions, one a negative number',
    pick({
      where: [
        { role: 'amount', operator: 'above', value: '-5.5' },
        { role: 'region', operator: 'contains', value: 'N' },
      ],
    }),
    "count(*) FILTER (WHERE amount > -5.5 AND contains(region, 'N'))",
    counted.filter((l) => l.amount! > -5.5 && l.region?.includes('N')).length,
  ],
  [
    'from a day on, and blank ones',
    pick({
      where: [
        { role: 'ordered_at', operator: 'least', value: '2024-06-05' },
        { role: 'region', operator: 'empty', value: '' },
      ],
    }),
    "count(*) FILTER (WHERE ordered_at >= DATE '2024-06-05' AND region IS NULL)",
    1,
  ],
  [
    'a ratio',
    pick({ shape: 'ratio', measure: sum, below: people }),
    'sum(amount) / nullif(count(DISTINCT customer), 0)',
    total(counted) / heads(counted),
  ],
  [
    'a ratio under a condition',
    pick({
      shape: 'ratio',
      measure: sum,
      below: people,
      where: [{ role: 'region', operator: 'is', value: 'N' }],
    }),
    "sum(amount) FILTER (WHERE region = 'N') / nullif(count(DISTINCT customer) FILTER (WHERE region = 'N'), 0)",
    total(north) / heads(north),
  ],
  [
    'a ratio over nothing',
    pick({
      shape: 'ratio',
      measure: sum,
      below: ROWS,
      where: [{ role: 'region', operator: 'is', value: 'Z' }],
    }),
    "sum(amount) FILTER (WHERE region = 'Z') / nullif(count(*) FILTER (WHERE region = 'Z'), 0)",
    null,
  ],
  [
    'a share of rows',
    pick({ shape: 'share', where: [{ role: 'amount', operator: 'least', value: '30' }] }),
    'count(*) FILTER (WHERE amount >= 30) / nullif(count(*), 0)',
    counted.filter((l) => l.amount! >= 30).length / counted.length,
  ],
  [
    'a share of an amount',
    pick({ shape: 'share', measure: sum, where: [{ role: 'region', operator: 'is', value: 'N' }] }),
    "sum(amount) FILTER (WHERE region = 'N') / nullif(sum(amount), 0)",
    total(north) / total(counted),
  ],
];

let db: Native;
let wasm: Wasm;
beforeAll(async () => {
  db = await openNative();
  wasm = await openWasm();
  await createEntities(db, { orders: ORDERS });
  wasm.exec(
    'CREATE TABLE orders (customer VARCHAR, ordered_at TIMESTAMP, amount DOUBLE, region VARCHAR, quantity DOUBLE)',
  );
  const cell = (v: string | number | null) =>
    v === null ? 'NULL' : typeof v === 'number' ? v : `'${v.replaceAll("'", "''")}'`;
  for (const l of LINES)
    wasm.exec(
      `INSERT INTO orders VALUES (${[l.customer, l.ordered_at, l.amount, l.region, l.quantity].map(cell).join(', ')})`,
    );
});
afterAll(() => db.close());

describe.each(few(CASES, 8))('%s', (_, picked, formula, value) => {
  test('is the formula that a person would write, and read back it is the same choice', () => {
    expect(writePicked('orders', picked)).toBe(formula);
    expect(readPicked('orders', formula)).toEqual(picked);
    expect(readExpression(formula)).toEqual({ ok: true, value: formula });
  });

  test('comes to what can be counted by hand, in both engines and as a metric in a cell', async () => {
    expect(await checkMetric(nativeConnector(db), 'orders', formula)).toEqual({ ok: true, value: null });
    const near = value === null ? null : expect.closeTo(value, 12);
    expect((await db.rows(valueSql('orders', formula)))[0]).toEqual({ value: near });
    expect((wasm.rows(valueSql('orders', formula)) as unknown[])[0]).toEqual({ value: near });
    const metric = {
      id: 'own_x',
      name: 'X',
      entity: 'orders' as const,
      expression: formula,
      format: 'number' as const,
    };
    const template = templatesOf({ metrics: [metric], goal: { metrics: [] } })('metrics')!;
    for (const stage of compiled(template, { metric: 'own_x', grain: 'none' }, GIVEN).stages)
      await db.exec(`CREATE OR REPLACE TABLE "${stage.table}" AS ${stage.sql}`);
    expect(await db.rows('SELECT value FROM cell')).toEqual(value === null ? [] : [{ value: near }]);
  });
});

test.each(ENTITY_NAMES)(
  'every column of %s can be chosen in every way, and is known again',
  async (entity: EntityName) => {
    const measures = MEASURE_KINDS.flatMap((kind): Measure[] =>
      kind === 'rows' ? [ROWS] : rolesFor(entity, { kind }).map(({ name: role }) => ({ kind, role })),
    );
    const values = {
      text: "o'x, (y) -- z",
      number: '-1.5',
      integer: '3',
      timestamp: '2024-02-29',
      boolean: 'true',
    };
    const conditions = ENTITIES[entity].roles.flatMap(({ name: role, type }) =>
      operatorsOf(entity, role).map((operator) => ({
        role,
        operator,
        value: operator === 'filled' || operator === 'empty' ? '' : values[type],
      })),
    );
    const all = [
      ...measures.map((measure) => pick({ measure })),
      ...conditions.map((one) => pick({ where: [one] })),
    ];
    for (const picked of all) {
      const formula = writePicked(entity, picked)!;
      expect(readPicked(entity, formula), formula).toEqual(picked);
      expect(readExpression(formula).ok, formula).toBe(true);
    }
    // One query that has them all binds.
    const list = all.map((picked) => writePicked(entity, picked)).join(', ');
    expect(await db.rows(`SELECT ${list} FROM ${entity}`)).toHaveLength(1);
  },
);

test.each([
  ['a sum of texts', pick({ measure: { kind: 'sum', role: 'region' } })],
  ['a column still to be chosen', pick({ measure: { kind: 'sum', role: '' } })],
  ['a column of another table', pick({ measure: { kind: 'sum', role: 'nps' } })],
  ['a share of everything', pick({ shape: 'share' })],
  ['no value', pick({ where: [{ role: 'region', operator: 'is', value: '  ' }] })],
  ['words for a number', pick({ where: [{ role: 'amount', operator: 'is', value: '1 OR true' }] })],
  [
    'no day of the calendar',
    pick({ where: [{ role: 'ordered_at', operator: 'least', value: '2024-02-30' }] }),
  ],
  ['an operator that the type has not', pick({ where: [{ role: 'region', operator: 'above', value: 'N' }] })],
  ['a control character', pick({ where: [{ role: 'region', operator: 'is', value: 'N\u0000' + 'x' }] })],
])('%s is no formula yet', (_, picked) => {
  expect(writePicked('orders', picked)).toBeNull();
});

test.each([
  'sum(amount) / count(*)',
  'sum(amount)*2',
  'median(amount)',
  'sum(amount) FILTER (WHERE amount > 1 OR amount < 0)',
  "sum(amount) FILTER (WHERE lower(region) = 'n')",
  "sum(amount) FILTER (WHERE region = 'N') / nullif(count(*) FILTER (WHERE region = 'S'), 0)",
  'SUM(amount)',
  'sum(nps)',
  '',
])('%j was not put together by choosing', (formula) => {
  expect(readPicked('orders', formula)).toBeNull();
});

test('the unit follows from the parts', () => {
  expect(
    [
      pick({}),
      pick({ measure: sum }),
      pick({ measure: { kind: 'average', role: 'quantity' } }),
      pick({ shape: 'share' }),
      pick({ shape: 'ratio', measure: sum, below: people }),
      pick({ shape: 'ratio', measure: ROWS, below: people }),
    ].map(formatOf),
  ).toEqual(['integer', 'money', 'number', 'percent', 'money', 'number']);
});
