import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../src/entity/spans.ts';
import { few } from '../../tools/breadth.ts';
import type { Row } from './support.ts';
import { openCompany, type Value } from './scoped.ts';

/** So many orders a day, from one day to another, both included; every customer orders in turn. */
const daily = (from: string, to: string, amount: (day: string) => number) => {
  const rows: Record<string, Value>[] = [];
  for (let day = from, i = 0; day <= to; day = addDays(day, 1), i++)
    rows.push({
      customer: `c${i % 7}`,
      ordered_at: `${day} 10:00:00`,
      amount: amount(day),
      order_id: `${i}`,
    });
  return rows;
};
const told = (findings: Row[], ...rules: string[]) =>
  findings.filter((f) => rules.includes(String(f['rule'])));
const figure = (rows: Row[], metric: string) => rows.find((row) => row['metric'] === metric);

describe('a business that never changes', () => {
  let shop: Awaited<ReturnType<typeof openCompany>>;
  beforeAll(async () => {
    const orders = daily('2025-01-01', '2026-06-30', () => 100);
    shop = await openCompany({
      orders,
      feedback: orders.map((o) => ({
        customer: o['customer']!,
        occurred_at: o['ordered_at']!,
        kind: 'complaint',
      })),
      events: orders.map((o) => ({
        customer: o['customer']!,
        occurred_at: o['ordered_at']!,
        action: 'view',
        device: String(o['ordered_at']) < '2026-04-01' ? 'pc' : 'phone',
      })),
    });
  });
  afterAll(() => shop.close());

  const periods = [
    ['a year that is running', { kind: 'year', year: 2026 }, 181],
    ['dates that end after the data', { kind: 'custom', start: '2026-01-01', end: '2026-12-31' }, 181],
    ['a month', { kind: 'custom', start: '2026-05-01', end: '2026-05-31' }, 31],
    ['days', { kind: 'custom', start: '2026-05-04', end: '2026-05-31' }, 28],
  ] as const;
  test.each(few(periods, 4))('is told of no change over %s', async (_, period, days) => {
    const { rows, findings } = await shop.run('kpi', {}, { period });
    // The months before may have a day more or less.
    expect(figure(rows, 'revenue')).toMatchObject({ value: 100 * days });
    expect(Math.abs(figure(rows, 'revenue')!['change'] as number)).toBeLessThan(0.04);
    expect(figure(rows, 'aov')).toMatchObject({ previous: 100, change: 0 });
    if (days === 28) expect(told(findings, 'revenue_up', 'revenue_down')).toEqual([]);
    const whole = await shop.run('metrics', { metric: 'revenue', grain: 'none' }, { period });
    expect(whole.rows[0]).toMatchObject({
      value: 100 * days,
      previous: figure(rows, 'revenue')!['previous'],
    });
    const { findings: value } = await shop.run('contribution', {}, { period });
    for (const f of told(value, 'order_value'))
      expect(f).toMatchObject({ amount: 100, before: 100, share: 0 });
  });

  test('has halves of what has gone by, not of what is to come', { tags: ['whole'] }, async () => {
    const period = { kind: 'year', year: 2026 } as const;
    const { findings } = await shop.run('complaints', {}, { period });
    expect(told(findings, 'rising', 'falling')).toEqual([]);
    const { rows } = await shop.run('device-mix', {}, { period });
    // January to March, April to June: the devices changed hands in the middle.
    expect(rows.find((r) => r['device'] === 'pc')!['early_share']).toBeGreaterThan(0.98);
    expect(rows.find((r) => r['device'] === 'phone')!['late_share']).toBe(1);
  });

  test('is compared bucket by bucket whatever the period cuts off', async () => {
    for (const grain of few(['week', 'month', 'quarter'] as const, 3)) {
      for (const start of few(['2025-10-20', '2025-12-31', '2026-01-01', '2026-04-10'], 3)) {
        const { rows } = await shop.run(
          'metrics',
          { metric: 'revenue', grain },
          { period: { kind: 'custom', start, end: '2026-06-19' } },
        );
        for (const { period, value, previous, change } of rows) {
          const cut = String(period).slice(0, 10) < start || rows.at(-1)!['period'] === period;
          if (cut)
            expect([previous, change], `${grain} ${String(period)} from ${start}`).toEqual([null, null]);
          else expect(Math.abs((value as number) / (previous as number) - 1)).toBeLessThan(0.11);
        }
      }
    }
  });

  test('an as-of date amid the data hides what comes after it from every cell', async () => {
    const goal = { period: { kind: 'year', year: 2026 }, asOf: '2026-04-01' } as const;
    const { rows } = await shop.run('kpi', { metrics: ['revenue', 'last_purchase'] }, goal);
    expect(figure(rows, 'revenue')).toMatchObject({ value: 9000, previous: 9000 });
    expect(figure(rows, 'last_purchase')!['value']).toBeGreaterThan(0);
    const sum = (of: Row[], column: string) => of.reduce((total, r) => total + (r[column] as number), 0);
    expect(sum((await shop.run('rfm', {}, goal)).rows, 'monetary')).toBe(9000);
    expect(sum((await shop.run('pareto', {}, goal)).rows, 'amount')).toBe(9000);
    expect(sum((await shop.run('quadrant', {}, goal)).rows, 'monetary')).toBe(9000);
  });
});

const hardly = [
  ['a week, of the week before only the last day', '2026-05-04', '2026-05-10', '2026-05-03'],
  ['29 days, five of those before missing', '2026-05-03', '2026-05-31', '2026-04-09'],
  ['a year, of the year before nine days', '2025-06-01', '2026-05-31', '2025-05-23'],
] as const;
test.each(few(hardly, 3))(
  'data that hardly reach the span before are no comparison: %s',
  { tags: ['whole'] },
  async (_, start, end, first) => {
    const shop = await openCompany({ orders: daily(first, end, () => 100) });
    const period = { kind: 'custom', start, end } as const;
    try {
      const kpi = await shop.run('kpi', {}, { period });
      expect(figure(kpi.rows, 'revenue')).toMatchObject({ previous: null, change: null });
      expect(told(kpi.findings, 'revenue_up', 'revenue_down')).toEqual([]);
      expect(figure(kpi.rows, 'new_customers')).toBeUndefined();
      const whole = await shop.run('metrics', { metric: 'revenue', grain: 'none' }, { period });
      expect(whole.rows[0]).toMatchObject({ previous: null, change: null });
      const contribution = await shop.run('contribution', {}, { period });
      expect(told(contribution.findings, 'order_value')).toEqual([]);
      expect(contribution.rows.every((r) => r['order_value_before'] === null)).toBe(true);
    } finally {
      shop.close();
    }
  },
);

test('the bucket after a first one that the period cuts off is compared with the whole of it', async () => {
  const shop = await openCompany({
    orders: daily('2025-01-01', '2025-12-31', (day) => (day < '2025-07-01' ? 100 : 120)),
  });
  const { rows } = await shop.run(
    'metrics',
    { metric: 'revenue', grain: 'quarter' },
    { period: { kind: 'custom', start: '2025-06-10', end: '2025-12-31' } },
  );
  shop.close();
  expect(rows.map((r) => [r['value'], r['previous']])).toEqual([
    [21 * 100, null],
    [92 * 120, 91 * 100],
    [92 * 120, 92 * 120],
  ]);
});
