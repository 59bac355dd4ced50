import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntityName } from '../../../src/entity/catalogue.ts';
import { defaultGoal } from '../../../src/notebook/defaults.ts';
import type { Cell } from '../../../src/notebook/document.ts';
import type { Result } from '../../../src/result.ts';
import { EntityData, type VersionedSource } from '../../../src/run/data.ts';
import { runCell } from '../../../src/run/execute.ts';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { CellPlans } from '../../../src/state/cell-plans.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { few, some } from '../../tools/breadth.ts';
import { addSource } from '../entity/support.ts';

/*
 * What analyses must not depend on, from file to finding: the order of rows, what customers are called,
 * the unit of money, and into how many files an export was cut.
 */

type Row = Record<string, unknown>;
type Results = Map<string, { rows: Row[]; chart: Row[]; findings: Row[] }>;

const CELLS: [name: string, template: string, params?: ParamValues][] = [
  ['rfm', 'rfm'],
  ['rfm_winsorised', 'rfm', { normalisation: 'winsorised' }],
  ['rfm_rank', 'rfm', { normalisation: 'rank', window: 'all' }],
  ['rfm_quintile', 'rfm', { method: 'quintile' }],
  ['rfm_fifths', 'rfm', { method: 'fifths' }],
  ['pareto', 'pareto'],
  ['kpi', 'kpi'],
  ['cohorts', 'cohort-retention'],
  ['cohorts_week', 'cohort-retention', { grain: 'week', window: 'period' }],
  ['heatmap_orders', 'activity-heatmap', { source: 'orders' }],
  ['heatmap_events', 'activity-heatmap', { source: 'events' }],
  ['paths', 'path-sankey', { steps: 6, links: 20 }],
  ['paths_merged', 'path-sankey', { merge_repeats: true }],
  ['funnel', 'funnel'],
  ['funnel_visits', 'funnel', { unit: 'session', steps: ['home', 'view', 'pay'] }],
  ['clv', 'clv-simple'],
  ['clv_cost', 'clv-simple', { margin_from: 'cost' }],
  ['nps', 'nps'],
  ['channels', 'channel-value'],
  ['channels_order', 'channel-value', { credit: 'order' }],
  [
    'groups_revenue',
    'compare-groups',
    { by: 'region', within: 'level', metric: 'revenue_per_customer', least: 2 },
  ],
  ['groups_value', 'compare-groups', { by: 'team', metric: 'order_value', within: 'level', least: 2 }],
  ['contribution', 'contribution', { by: 'region' }],
  ['profile', 'customer-360'],
  ['lifecycle', 'lifecycle', { periods: 3 }],
  ['unmatched', 'match'],
  ['needs', 'needs', { by: 'region', least: 2 }],
  ['offers', 'next-best-product', { by: 'none', item: 'product', least_both: 2, min_lift: 0.5 }],
  ['outliers', 'outliers'],
  ['outliers_order', 'outliers', { unit: 'order' }],
  ['quadrant', 'quadrant'],
  ['quadrant_mean', 'quadrant', { split: 'mean' }],
  ['sales', 'sales-behaviour', { by: 'team', follow: ['help'], note: ['list'], tag: ['view'], least: 2 }],
  ['grid', 'segmentation', { rows_by: 'region', columns_by: 'level', least: 1 }],
  ['kinds', 'segments-kmeans', { clusters: '3' }],
  ['structure', 'structure', { by: 'region' }],
  ['tiers', 'tier-rules'],
  ['win_back', 'win-back', { lost_days: 60, top_share: 0.5 }],
];

/** Columns of money, which double with the amounts; `kpi` has rows of money instead. */
const MONEY: Record<string, string[]> = {
  rfm: ['monetary'],
  rfm_winsorised: ['monetary'],
  rfm_rank: ['monetary'],
  rfm_fifths: ['monetary'],
  pareto: ['amount'],
  clv: ['order_value', 'clv'],
  clv_cost: ['order_value', 'clv'],
  channels: ['revenue', 'order_value', 'revenue_per_customer'],
  channels_order: ['revenue', 'order_value', 'revenue_per_customer'],
  groups_revenue: ['value', 'low', 'high', 'rest', 'adjusted'],
  groups_value: ['value', 'low', 'high', 'rest', 'adjusted'],
  contribution: ['revenue', 'profit', 'order_value', 'order_value_before', 'cross_potential', 'up_potential'],
  profile: ['total_spend', 'order_value'],
  lifecycle: ['spend'],
  unmatched: ['amount'],
  needs: ['revenue_per_customer'],
  offers: ['expected_amount'],
  outliers: ['value'],
  outliers_order: ['value'],
  quadrant: ['order_value', 'monetary'],
  quadrant_mean: ['order_value', 'monetary'],
  sales: ['revenue_per_customer'],
  grid: ['revenue', 'revenue_per_customer'],
  structure: ['revenue', 'revenue_per_buyer'],
  win_back: ['total_spend', 'yearly_value'],
};

/**
 * What has a unit of money in itself: cut points one unit above the quantiles (as in the package that it follows),
 * a rule in money, logarithms of one more than the amount.
 */
const IN_UNITS = ['rfm_quintile', 'tiers', 'kinds'];

/** Columns that say the place among customers, whose ties go by name on purpose; '*' for the order of all rows. */
const BY_NAME: Record<string, string[]> = {
  pareto: ['rank', 'cumulative_share', 'class'],
  win_back: ['place', '*'],
  ...Object.fromEntries(
    [
      'contribution',
      'profile',
      'quadrant',
      'quadrant_mean',
      'tiers',
      'outliers',
      'outliers_order',
      'kinds',
      'unmatched',
    ].map((name) => [name, ['*']]),
  ),
};

/** A number from 0 to 1 that follows from the seed, a name and a row (or a group of rows). */
const chance = (seed: number, name: string, of = 'i') =>
  `(hash(${of}, ${seed}, '${name}') % 1000003)::DOUBLE / 1000003`;

/**
 * Two years of made-up data: heavy tails, ties in the amounts, orders of two lines, visits with and without
 * a session; most customers with p2 come to p1 and p0 in the last half year, offers that stand up to their test.
 * No customer does two things at one instant, where the order of rows would have to decide.
 */
const generated = (seed: number): Record<EntityName, string> => ({
  customers: `SELECT 'c' || i AS customer, ['N', 'S', 'E'][1 + i % 3] AS region, ['gold', 'silver'][1 + i % 2] AS level,
    ['east', 'west'][1 + i % 2] AS team, round(${chance(seed, 'price')}, 1) AS factor_price,
    round(${chance(seed, 'service')}, 1) AS factor_service, round(${chance(seed, 'brand')}, 1) AS factor_brand
    FROM (SELECT range AS i FROM range(55))`,
  orders: `SELECT 'c' || floor(pow(${chance(seed, 'who', 'o')}, 2) * 60)::INT AS customer,
    TIMESTAMP '2023-01-01' + to_minutes((o * 2903 + (${chance(seed, 'when', 'o')} * 2000)::INT)::BIGINT) AS ordered_at,
    CASE WHEN i % 5 = 0 THEN 100 ELSE round(exp(${chance(seed, 'amount')} * 5) * 10, 2) END AS amount,
    CASE WHEN o % 9 > 0 THEN 'o' || o END AS order_id,
    CASE WHEN floor(pow(${chance(seed, 'who', 'o')}, 2) * 60)::INT % 2 = 0 THEN CASE WHEN o < 270 OR floor(pow(${chance(seed, 'who', 'o')}, 2) * 60)::INT % 6 = 4 THEN 'p2' WHEN i % 2 = 0 THEN 'p1' ELSE 'p0' END
      WHEN i % 61 = 0 THEN 'p1' WHEN i % 67 = 0 THEN 'p0' ELSE 'p' || (3 + i % 10) END AS product,
    'k' || (i % 4) AS category, ['web', 'shop', 'app'][1 + floor(${chance(seed, 'through', 'o')} * 3)::INT] AS channel,
    CASE WHEN i % 7 > 0 THEN round(exp(${chance(seed, 'cost')} * 4) * 10, 2) END AS cost
    FROM (SELECT range AS i, range // 2 AS o FROM range(720))`,
  events: `SELECT 'c' || floor(${chance(seed, 'who', 'v')} * 60)::INT AS customer,
    TIMESTAMP '2023-01-01' + to_minutes((v * 3500 + step * 7)::BIGINT) AS occurred_at,
    ['home', 'list', 'view', 'cart', 'pay', 'help'][1 + floor(${chance(seed, 'what')} * 6)::INT] AS action,
    CASE WHEN v % 4 > 0 THEN 's' || v END AS session,
    CASE WHEN v % 3 = 0 THEN ['east', 'west'][1 + v % 2] END AS team,
    CASE WHEN v % 3 = 0 THEN 'c' || floor(${chance(seed, 'whom')} * 60)::INT END AS target
    FROM (SELECT range AS i, range // 6 AS v, range % 6 AS step FROM range(1800))
    WHERE ${chance(seed, 'stays')} > 0.2`,
  feedback: `SELECT 'c' || floor(${chance(seed, 'who')} * 60)::INT AS customer,
    TIMESTAMP '2023-01-01' + to_minutes((i * 4100)::BIGINT) AS occurred_at,
    CASE WHEN i % 4 > 0 THEN floor(sqrt(${chance(seed, 'nps')}) * 11) END AS nps,
    ['survey', 'complaint'][1 + (i % 3 = 0)::INT] AS kind, 't' || (i % 5) AS topic
    FROM (SELECT range AS i FROM range(250))`,
});

/** Names in another order than before: 37 has an inverse modulo 61. */
const renamed = (column: string) =>
  `'客户 ' || ((CAST(substr(${column}, 2) AS INTEGER) * 37) % 61) AS ${column}`;
const oldName = new Map(Array.from({ length: 60 }, (_, n) => [`客户 ${(n * 37) % 61}`, `c${n}`]));
/** A row with the customer called as before, alone or at the head of an id. */
const named = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? value.replace(/^客户 \d+/, (name) => oldName.get(name)!) : value,
    ]),
  );

interface Change {
  /** Of the SELECT of one file's rows. */
  of?: (select: string, entity: EntityName) => string;
  /** How many files each entity comes in, rows dealt out in turn (`dealt`) or one part after the other. */
  files?: number;
  dealt?: boolean;
}

let db: NativeDatabase;
beforeAll(async () => {
  db = must(await NativeDatabase.open({ spill: tmpdir(), threads: 1 }));
});
afterAll(() => db.close());

const cells = few(CELLS, 24).map(([name, template, params = {}]): Cell => ({
  ...{ name, template, templateVersion: 1, title: '', folded: false },
  ...{ params, sql: null, chart: null, text: {} },
}));
/** As a session plans: the same cells over other data are compiled once. */
const plans = new CellPlans();

/** Imports, maps, cleans, scopes and runs, as a notebook does. */
async function results(seed: number, change: Change = {}): Promise<Results> {
  const { of = (select) => select, files = 1, dealt = false } = change;
  await db.run(['DROP SCHEMA IF EXISTS source CASCADE']);
  const sources: VersionedSource[] = [];
  for (const [name, select] of Object.entries(generated(seed))) {
    const entity = name as EntityName;
    const rows = of(select, entity);
    const columns = (await db.run(`SELECT * FROM (${rows}) LIMIT 0`)) as Result<{
      fields: { name: string }[];
    }>;
    const mapping = Object.fromEntries(must(columns).fields.map((f) => [f.name, f.name]));
    for (let file = 0; file < files; file += 1) {
      const part = dealt ? `place % ${files} = ${file}` : `place * ${files} // total = ${file}`;
      const own = `SELECT * EXCLUDE (place, total) FROM (SELECT *, row_number() OVER () - 1 AS place, count(*) OVER () AS total FROM (${rows})) WHERE ${part} ORDER BY place`;
      sources.push({ ...(await addSource(face, `${name}_${file}`, own, entity, mapping)), version: '1' });
    }
  }
  const notebook = {
    goal: { ...defaultGoal, period: { kind: 'months' as const, months: 12 } },
    cleaning: [],
  };
  const prepared = must(
    await new EntityData().prepare(db, { notebook, sources, restored: [], today: '2025-02-01' }),
  );
  const planned = await plans.make(db, { cells }, { ...prepared, template: getTemplate });
  const found: Results = new Map();
  for (const cell of planned) {
    const { chart, findings } = must(await runCell(db, cell, new Map(), { models: runModelHere }), cell.name);
    found.set(cell.name, {
      rows: rowObjects(must(await db.run(`SELECT * FROM "${cell.name}"`))),
      chart: rowObjects(chart!),
      findings: findings ? rowObjects(findings) : [],
    });
  }
  return found;
}

/** Numbers to nine significant digits: sums in another order differ in the last ones. */
const told = (rows: readonly Row[]): string[] =>
  rows.map((row) =>
    JSON.stringify(row, (_, value: unknown) =>
      typeof value === 'number' ? Number((Math.abs(value) < 1e-9 ? 0 : value).toPrecision(9)) : value,
    ),
  );
const unordered = (rows: readonly Row[]): string[] => told(rows).sort();
const without = (rows: readonly Row[], ...columns: string[]): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name))));
const rules = (rows: readonly Row[]) => rows.map(({ rule, severity }) => ({ rule, severity }));

function expectSame(found: Results, base: Results): void {
  for (const [name, { rows, chart, findings }] of base) {
    const other = found.get(name)!;
    expect(told(other.rows), `${name}: rows`).toEqual(told(rows));
    expect(told(other.chart), `${name}: chart`).toEqual(told(chart));
    expect(told(other.findings), `${name}: findings`).toEqual(told(findings));
  }
}

describe.each(some([1, 2], 2))('on made-up data %i', (seed) => {
  let base: Results;
  beforeAll(async () => {
    base = await results(seed);
  });

  test('every analysis has something to say, so that the comparisons mean something', () => {
    for (const { name } of cells) expect(base.get(name)!.rows.length, name).toBeGreaterThan(1);
  });

  test('nor are its amounts all alike, and there is a period before', { tags: ['whole'] }, () => {
    const amounts = base.get('pareto')!.rows.map((row) => row['amount']);
    expect(new Set(amounts).size).toBeGreaterThan(20);
    expect(base.get('kpi')!.rows.find((r) => r['metric'] === 'revenue')!['previous']).toBeGreaterThan(0);
    expect(base.get('funnel_visits')!.rows.at(-1)!['customers']).toBeGreaterThan(0);
  });

  test('the order of rows changes nothing, not even the order of results', { tags: ['whole'] }, async () => {
    const shuffled = await results(seed, {
      of: (select) => `SELECT * FROM (${select}) t ORDER BY hash(t, 'shuffled')`,
    });
    expectSame(shuffled, base);
  });

  test.each(
    some<[string, Change]>(
      [
        ['dealt out', { files: 3, dealt: true }],
        ['one after the other', { files: 2 }],
      ],
      2,
    ),
  )('files cut into parts, %s, change nothing', async (_, change) => {
    expectSame(await results(seed, change), base);
  });

  test('other names for customers change names and nothing else', { tags: ['whole'] }, async () => {
    const others = await results(seed, {
      of: (select, entity) =>
        `SELECT * REPLACE (${['customer', ...(entity === 'events' ? ['target'] : [])].map(renamed).join(', ')}) FROM (${select})`,
    });
    for (const [name, { rows, chart, findings }] of base) {
      // The five equal groups tell ties apart by name, on purpose.
      if (name === 'rfm_fifths') continue;
      const other = others.get(name)!;
      const back = other.rows.map(named);
      // Customers of equal amounts stand in the order of their names, so places are compared on their own.
      const placed = BY_NAME[name] ?? [];
      expect(unordered(without(back, ...placed)), `${name}: rows`).toEqual(
        unordered(without(rows, ...placed)),
      );
      if (!placed.includes('*'))
        expect(told(without(other.rows, 'customer', 'id')), `${name}: in order`).toEqual(
          told(without(rows, 'customer', 'id')),
        );
      const charted = placed.includes('*') ? unordered : told;
      // Over many rows those behind a mark are counted by a mask of their names' hashes: a lower bound, not a figure.
      expect(charted(without(other.chart.map(named), 'behind')), `${name}: chart`).toEqual(
        charted(without(chart, 'behind')),
      );
      expect(told(other.findings.map(named)), `${name}: findings`).toEqual(told(findings));
    }
    const names = others.get('rfm')!.rows.map((row) => String(row['customer']));
    expect(names.every((name) => name.startsWith('客户 '))).toBe(true);
  });

  test('amounts twice as large double what is money, and nothing else', { tags: ['whole'] }, async () => {
    const doubled = await results(seed, {
      of: (select, entity) =>
        entity === 'orders'
          ? `SELECT * REPLACE (amount * 2 AS amount, cost * 2 AS cost) FROM (${select})`
          : select,
    });
    for (const [name, { rows, chart, findings }] of base) {
      if (IN_UNITS.includes(name)) continue;
      const other = doubled.get(name)!;
      const expected = rows.map((row) => {
        const tile = name === 'kpi' && ['revenue', 'aov'].includes(String(row['metric']));
        const columns = tile ? ['value', 'previous'] : (MONEY[name] ?? []);
        return {
          ...row,
          ...Object.fromEntries(columns.map((c) => [c, row[c] === null ? null : Number(row[c]) * 2])),
        };
      });
      expect(told(other.rows), `${name}: rows`).toEqual(told(expected));
      expect(rules(other.findings), `${name}: findings`).toEqual(rules(findings));
      if (!(name in MONEY) && name !== 'kpi') {
        expect(told(other.chart), `${name}: chart`).toEqual(told(chart));
        expect(told(other.findings), `${name}: findings`).toEqual(told(findings));
      }
    }
  });
});

/** The face that the support of the entity tests asks for. */
const face = {
  exec: async (...statements: string[]) => void must(await db.run(statements)),
  rows: async <T>(sql: string) => rowObjects<T>(must(await db.run(sql))),
};

function must<T>(result: Result<T>, what = ''): T {
  if (!result.ok) throw new Error(`${what} ${JSON.stringify(result.fault)}`);
  return result.value;
}
