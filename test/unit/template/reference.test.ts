import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ParamValues } from '../../../src/template/schema.ts';
import { openNative, type Native } from '../support/native.ts';
import {
  hasEcom,
  hasRfmR,
  hasUci,
  loadEcom,
  loadRfmR,
  loadUci,
  loadUciFrance,
  setPeriod,
  UCI_ALL,
  UCI_YEAR,
} from './reference-data.ts';
import { runCell, type Row } from './support.ts';

const counts = (rows: Row[], column: string): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const row of rows) found[String(row[column])] = (found[String(row[column])] ?? 0) + 1;
  return found;
};
const of = (rows: Row[], customer: string): Row => rows.find((r) => r.customer === customer)!;

describe('UCI online retail', () => {
  let db: Native;
  beforeAll(async () => {
    db = await openNative();
    if (hasUci) await loadUci(db);
  });
  afterAll(() => db.close());
  const run = async (id: string, params: ParamValues = {}, given = UCI_ALL) => {
    await setPeriod(db, given);
    return runCell(db, id, params, given);
  };
  const uci = test.skipIf(!hasUci);

  uci('the clean rule (needs ../shared/data)', async () => {
    const [row] = await db.rows(
      `SELECT count(*) AS n, count(DISTINCT customer) AS c, count(DISTINCT order_id) AS o, round(sum(amount), 2) AS a FROM all_orders`,
    );
    expect(row).toEqual({ n: 392692, c: 4338, o: 18532, a: 8887208.89 });
  });

  uci('RFM weighted, all dates (needs ../shared/data)', { tags: ['whole'] }, async () => {
    const { rows } = await run('rfm', { normalisation: 'minmax' });
    expect(counts(rows, 'tier')).toEqual({ 'high value': 1, potential: 8, 'churn risk': 4329 });
    expect(of(rows, '14911').score).toBeCloseTo(0.837672, 6);
    expect(of(rows, '12347').score).toBeCloseTo(0.31454, 6);
  });

  uci('RFM weighted, the default run (needs ../shared/data)', async () => {
    const { rows, findings } = await run('rfm', { normalisation: 'minmax' }, UCI_YEAR);
    expect(rows).toHaveLength(4264);
    expect(counts(rows, 'tier')).toEqual({ 'high value': 1, potential: 8, 'churn risk': 4255 });
    expect(of(rows, '14911')).toMatchObject({ recency_days: 2, frequency: 193, tier: 'high value' });
    expect(of(rows, '14911').monetary).toBeCloseTo(139299.59, 2);
    expect(of(rows, '14911').score).toBeCloseTo(0.848314, 6);
    expect(of(rows, '12347')).toMatchObject({ recency_days: 3, frequency: 6 });
    expect(of(rows, '12347').monetary).toBeCloseTo(3598.21, 2);
    expect(of(rows, '12347').score).toBeCloseTo(0.312617, 6);
    expect(rows.reduce((sum, r) => sum + (r.frequency as number), 0)).toBe(17756);
    expect(rows.reduce((sum, r) => sum + (r.monetary as number), 0)).toBeCloseTo(8576552.52, 2);
    // Winsorising would leave 4,052 of 4,338 in one tier, so it is not offered.
    // Of tiers that have collapsed, the best one is not worth a sentence.
    expect(findings.map((f) => f.rule)).toEqual(['collapsed']);
    const all = await run('rfm', { window: 'all', normalisation: 'minmax' }, UCI_YEAR);
    expect(of(all.rows, '14911').score).toBeCloseTo(0.837672, 6);
  });

  uci('RFM winsorised and by rank (needs ../shared/data)', { tags: ['whole'] }, async () => {
    const winsorised = await run('rfm', { normalisation: 'winsorised' });
    expect(counts(winsorised.rows, 'tier')).toEqual({ 'high value': 60, potential: 226, 'churn risk': 4052 });
    const rank = await run('rfm', { normalisation: 'rank' });
    expect(counts(rank.rows, 'tier')).toEqual({ 'high value': 654, potential: 1459, 'churn risk': 2225 });
  });

  uci(
    'RFM by itself goes by rank where min–max collapses, and says so (needs ../shared/data)',
    { tags: ['whole'] },
    async () => {
      const { rows } = await run('rfm');
      expect(counts(rows, 'tier')).toEqual({ 'high value': 654, potential: 1459, 'churn risk': 2225 });
      const year = await run('rfm', {}, UCI_YEAR);
      const ranked = await run('rfm', { normalisation: 'rank' }, UCI_YEAR);
      expect(year.rows).toEqual(ranked.rows);
      expect(year.findings[0]).toMatchObject({ rule: 'automatic_rank', tier: 'churn risk', customers: 4255 });
      expect(year.findings[0]!.share).toBeCloseTo(4255 / 4264, 12);
      expect(year.findings.some((f) => f.rule === 'collapsed')).toBe(false);
    },
  );

  uci('tier rules, all dates, each rule alone (needs ../shared/data)', { tags: ['whole'] }, async () => {
    const { rows } = await run('tier-rules');
    const alone = (tier: string): number => counts(rows, 'tier')[tier] ?? 0;
    expect(alone('VIP')).toBe(6);
    const [each] = await db.rows(
      `SELECT count(*) FILTER (recency_days <= 90 AND frequency >= 5 AND monetary >= 100000) AS vip,
        count(*) FILTER (recency_days < 30 AND frequency >= 3) AS potential, count(*) FILTER (recency_days > 180) AS warning FROM cell`,
    );
    expect(each).toEqual({ vip: 6, potential: 1128, warning: 861 });
    const none = { vip_orders: 10000, potential_orders: 10000, warning_days: 3650 };
    const only = async (params: ParamValues, tier: string) =>
      counts((await run('tier-rules', { ...none, ...params })).rows, 'tier')[tier];
    expect(await only({ potential_orders: 3 }, 'potential')).toBe(1128);
    expect(await only({ warning_days: 180 }, 'churn warning')).toBe(861);
    expect(await only({ vip_orders: 5 }, 'VIP')).toBe(6);
  });

  uci('Pareto, all dates and the default run (needs ../shared/data)', async () => {
    const all = await run('pareto');
    const finding = (rows: Row[], rule: string): Row => rows.find((r) => r.rule === rule)!;
    // Whether the top fifth stays the top is said in the same breath where it is known.
    const fifth = ({ findings }: { findings: Row[] }): Row =>
      findings.find((r) => r.rule === 'top_fifth' || r.rule === 'top_lasting')!;
    expect(fifth(all).customers).toBe(868);
    expect(fifth(all).share).toBeCloseTo(0.746837, 6);
    expect(finding(all.findings, 'needed').customers).toBe(1130);
    expect(finding(all.findings, 'needed').share).toBeCloseTo(0.2605, 4);
    expect(finding(all.findings, 'gini').share).toBeCloseTo(0.71579, 6);
    expect(counts(all.rows, 'class').A).toBe(1130);
    expect(all.chart!.length).toBeLessThanOrEqual(100);
    const year = await run('pareto', {}, UCI_YEAR);
    expect(fifth(year).customers).toBe(853);
    expect(fifth(year).share).toBeCloseTo(0.745018, 6);
    expect(finding(year.findings, 'needed').customers).toBe(1120);
  });

  uci(
    'order value and repeat share, all dates, as key figures and as metrics (needs ../shared/data)',
    { tags: ['whole'] },
    async () => {
      const { rows } = await run('kpi');
      const figure = (metric: string) => rows.find((r) => r.metric === metric)?.value as number;
      expect(figure('aov')).toBeCloseTo(479.56, 3);
      expect(figure('repurchase_rate')).toBeCloseTo(0.655832, 6);
      expect(figure('customers')).toBe(4338);
      expect(figure('orders')).toBe(18532);
      expect(figure('revenue')).toBeCloseTo(8887208.89, 2);
      const metric = async (name: string) =>
        (await run('metrics', { metric: name, grain: 'none' })).rows[0]?.value;
      expect(await metric('aov')).toBeCloseTo(479.56, 3);
      expect(await metric('repurchase_rate')).toBeCloseTo(0.655832, 6);
      // The data begin with the period: who of them is new cannot be told.
      expect(await metric('new_customers')).toBeUndefined();
      const monthly = await run('metrics', { metric: 'orders' });
      expect(monthly.rows.reduce((sum, r) => sum + (r.value as number), 0)).toBe(18532);
    },
  );

  uci(
    'cycle, recency and realised value against another way to them (needs ../shared/data)',
    { tags: ['whole'] },
    async () => {
      // Gaps between purchase days add up to the days from the first to the last.
      const [other] = await db.rows<Record<string, number>>(`
SELECT sum(date_diff('day', first, last)) / sum(days - 1) AS repurchase_cycle, avg(date_diff('day', last, DATE '2011-12-10')) AS last_purchase,
  sum(spent) / count(*) AS ltv
FROM (SELECT min(ordered_at)::DATE AS first, max(ordered_at)::DATE AS last, count(DISTINCT ordered_at::DATE) AS days, sum(amount) AS spent FROM all_orders GROUP BY customer)`);
      const { rows } = await run('kpi', { metrics: ['repurchase_cycle', 'last_purchase', 'ltv'] });
      for (const { metric, value } of rows) {
        expect(value, String(metric)).toBeCloseTo(other![String(metric)]!, 6);
        const whole = await run('metrics', { metric: String(metric), grain: 'none' });
        expect(whole.rows[0]?.value, String(metric)).toBeCloseTo(value as number, 6);
      }
      expect(other!.ltv).toBeCloseTo(8887208.89 / 4338, 4);
    },
  );

  uci('heatmap of invoices, all dates (needs ../shared/data)', { tags: ['whole'] }, async () => {
    const { rows, findings } = await run('activity-heatmap');
    const cell = (weekday: number, hour: number) =>
      rows.find((r) => r.weekday === weekday && r.hour === hour)?.count;
    expect([cell(3, 12), cell(4, 12)]).toEqual([611, 586]);
    expect(Math.max(...rows.map((r) => r.count as number))).toBe(611);
    expect(await db.rows('SELECT weekday, count FROM cell__weekdays ORDER BY weekday')).toEqual(
      [2863, 3184, 3455, 4032, 2829, 2169].map((count, i) => ({ weekday: i < 5 ? i + 1 : 7, count })),
    );
    expect(findings.find((f) => f.rule === 'busiest_day')).toMatchObject({ weekday: 4, n: 4032 });
    expect(findings.find((f) => f.rule === 'peak')).toMatchObject({ weekday: 3, top_hour: 12, hour: 11 });
    expect(findings.find((f) => f.rule === 'silent_day')).toMatchObject({ weekday: 6 });
  });

  uci('cohort triangle, all dates (needs ../shared/data)', { tags: ['whole'] }, async () => {
    const { rows } = await run('cohort-retention', { cohorts: 60 }, UCI_YEAR);
    const cohort = (month: string) =>
      rows.filter((r) => String(r.cohort).startsWith(month)).map((r) => r.customers);
    expect(cohort('2010-12')).toEqual([885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]);
    expect(cohort('2011-01')).toEqual([417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49]);
    expect(rows).toHaveLength((13 * 14) / 2);
    const first = rows
      .filter((r) => r.period_number === 0)
      .reduce((sum, r) => sum + (r.customers as number), 0);
    expect(first, 'every customer is in one cohort').toBe(4338);
  });
});

describe('UCI online retail, its basket example', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test.skipIf(!hasUci)('basket rule of France, all dates (needs ../shared/data)', async () => {
    await loadUciFrance(db);
    const { rows } = await runCell(db, 'cross-sell', { region: 'France', min_support: 0.05 }, UCI_ALL);
    expect((await db.rows('FROM cell__totals'))[0]).toEqual({ n: 392 });
    const rule = rows.find(
      (r) => r.antecedent === 'ALARM CLOCK BAKELIKE GREEN' && r.consequent === 'ALARM CLOCK BAKELIKE RED',
    )!;
    expect(rule.support).toBeCloseTo(0.079082, 6);
    expect(rule.confidence).toBeCloseTo(0.815789, 6);
    expect(rule.lift).toBeCloseTo(8.642959, 6);
  });
});

describe('web-shop clickstream', () => {
  let db: Native;
  const steps = [
    'home',
    'product_view',
    'add_to_cart',
    'cart',
    'shipping_details',
    'payment_details',
    'purchase',
  ];
  beforeAll(async () => {
    db = await openNative();
    if (hasEcom) await loadEcom(db);
  });
  afterAll(() => db.close());
  const shared = test.skipIf(!hasEcom);

  shared('commonest transition and the balance of every node (needs ../shared/data)', async () => {
    const { rows, findings } = await runCell(db, 'path-sankey');
    expect(findings.find((f) => f.rule === 'commonest')).toMatchObject({
      source: 'catalog',
      target: 'product_view',
      n: 1679,
    });
    const sum = (keep: (r: Row) => boolean) => rows.filter(keep).reduce((n, r) => n + (r.count as number), 0);
    expect(sum((r) => r.step === 1)).toBe(3605);
    expect(new Set(rows.map((r) => r.step))).toEqual(new Set([1, 2, 3, 4, 5]));
    for (let step = 2; step <= 5; step++)
      for (const node of new Set(rows.filter((r) => r.step === step).map((r) => r.source)))
        expect(
          sum((r) => r.step === step && r.source === node),
          `${step} ${String(node)}`,
        ).toBe(sum((r) => r.step === step - 1 && r.target === node));
    const named = rows.filter((r) => r.source !== '(other)' && r.target !== '(other)');
    expect(named.length).toBeLessThanOrEqual(50);
    const [home] = await db.rows<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT action, lead(action) OVER s AS next, row_number() OVER s AS i
        FROM (SELECT *, row_number() OVER () AS place FROM events)
        WINDOW s AS (PARTITION BY session ORDER BY occurred_at, place)) WHERE i = 2 AND action = 'catalog' AND next = 'product_view'`,
    );
    const link = rows.find((r) => r.step === 2 && r.source === 'catalog' && r.target === 'product_view');
    expect(link?.count, 'a drawn link has its true count').toBe(home?.n);
  });

  shared('funnel by users and by sessions (needs ../shared/data)', async () => {
    const users = await runCell(db, 'funnel', { steps });
    expect(users.rows.map((r) => r.customers)).toEqual([586, 581, 480, 382, 292, 194, 97]);
    const sessions = await runCell(db, 'funnel', { steps, unit: 'session' });
    expect(sessions.rows.map((r) => r.customers)).toEqual([2099, 1491, 429, 200, 73, 20, 2]);
    expect(users.rows.map((r) => r.action)).toEqual(steps);
    expect(users.rows[1]?.step_rate).toBeCloseTo(581 / 586, 12);
    expect(users.rows[6]?.cumulative_rate).toBeCloseTo(97 / 586, 12);
  });
});

describe('orders of the R package rfm', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());
  const shared = test.skipIf(!hasRfmR);

  shared('weighted tiers (needs ../shared/data)', { tags: ['whole'] }, async () => {
    const given = await loadRfmR(db);
    const { rows } = await runCell(db, 'rfm', { normalisation: 'minmax', an_order: 'row' }, given);
    expect(counts(rows, 'tier')).toEqual({ 'high value': 5, potential: 278, 'churn risk': 712 });
    // No tier holds nine in ten: by itself it stays so, and has nothing to say of it.
    const automatic = await runCell(db, 'rfm', { an_order: 'row' }, given);
    expect(automatic.rows).toEqual(rows);
    expect(automatic.findings.map((f) => f.rule)).not.toContain('automatic_rank');
    // Without ids two lines of a customer on one date are one order, unless each line is said to be one.
    expect(counts((await runCell(db, 'rfm', {}, given)).rows, 'tier')).toEqual({
      'high value': 5,
      potential: 277,
      'churn risk': 713,
    });
  });

  shared('quintiles: cuts and segments (needs ../shared/data)', async () => {
    const { rows } = await runCell(db, 'rfm', { method: 'quintile', an_order: 'row' }, await loadRfmR(db));
    expect(rows).toHaveLength(995);
    const [cuts] = await db.rows<Record<string, unknown>>(
      `SELECT array_to_string([round(x + 1, 1) FOR x IN r], ' ') AS r, array_to_string([round(x + 1, 1) FOR x IN f], ' ') AS f,
        array_to_string([round(x + 1, 1) FOR x IN m], ' ') AS m FROM cell__bounds`,
    );
    expect(cuts).toEqual({
      r: '115.0 181.0 297.4 482.0',
      f: '4.0 5.0 6.0 8.0',
      m: '255.8 382.0 506.4 666.0',
    });
    const segments = await db.rows(
      `SELECT tier, count(*) AS n, sum(frequency)::BIGINT AS orders, round(sum(monetary))::BIGINT AS revenue FROM cell GROUP BY tier ORDER BY tier`,
    );
    expect(segments).toEqual([
      { tier: 'About To Sleep', n: 50, orders: 127, revenue: 10914 },
      { tier: 'At Risk', n: 86, orders: 438, revenue: 44178 },
      { tier: 'Champions', n: 158, orders: 1234, revenue: 120178 },
      { tier: 'Lost', n: 111, orders: 244, revenue: 20955 },
      { tier: 'Loyal Customers', n: 278, orders: 1708, revenue: 166712 },
      { tier: 'Need Attention', n: 35, orders: 144, revenue: 13287 },
      { tier: 'Others', n: 48, orders: 210, revenue: 22061 },
      { tier: 'Potential Loyalist', n: 229, orders: 801, revenue: 65873 },
    ]);
  });
});
