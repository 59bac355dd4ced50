import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, spanFrom, spansOf } from '../../../src/entity/spans.ts';
import { few } from '../../tools/breadth.ts';
import { openCompany } from './scoped.ts';

/** Orders of two and a half years whose amounts differ from day to day, in two regions. */
const orders: { customer: string; ordered_at: string; amount: number; order_id: string; region: string }[] =
  [];
for (let day = '2024-01-01', i = 0; day <= '2026-06-30'; day = addDays(day, 1), i++)
  orders.push({
    customer: `c${i % 11}`,
    ordered_at: `${day} ${i % 2 ? '00:00' : '23:59'}:00`,
    amount: 10 + ((i * 37) % 101),
    order_id: `o${i}`,
    region: i % 3 === 0 ? 'N' : 'S',
  });
/** Computed here: what was sold from one day to another, both included. */
const sold = (from: string, to: string, region?: string) =>
  orders
    .filter((o) => o.ordered_at.slice(0, 10) >= from && o.ordered_at.slice(0, 10) <= to)
    .filter((o) => region === undefined || o.region === region)
    .reduce((sum, o) => sum + o.amount, 0);

let shop: Awaited<ReturnType<typeof openCompany>>;
beforeAll(async () => {
  shop = await openCompany({ orders });
});
afterAll(() => shop.close());

const compare = async (
  params: Record<string, string>,
  start: string,
  end: string,
  asOf: string | null = null,
) =>
  (
    await shop.run(
      'metrics',
      { metric: 'revenue', ...params },
      { period: { kind: 'custom', start, end }, asOf },
    )
  ).rows;

describe('the whole period', () => {
  const spans = [
    ['a quarter', '2026-04-01', '2026-06-30', '2025-04-01', '2025-06-30'],
    ['February after a leap year', '2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
    ['some days', '2026-05-04', '2026-05-17', '2025-05-04', '2025-05-17'],
    [
      'a period longer than a year, that lies partly in its own last year',
      '2025-01-01',
      '2026-06-30',
      '2024-01-01',
      '2025-06-30',
    ],
  ] as const;
  test.each(few(spans, 4))('against last year: %s', { tags: ['whole'] }, async (_, start, end, from, to) => {
    const [row] = await compare({ grain: 'none', against: 'year' }, start, end);
    const [now, then] = [sold(start, end), sold(from, to)];
    expect(row).toMatchObject({ value: now, previous: then });
    expect(row!['change']).toBeCloseTo(now / then - 1, 12);
  });

  test('of a period that is running the same part of last year counts', async () => {
    const [row] = await compare({ grain: 'none', against: 'year' }, '2026-01-01', '2026-12-31', '2026-04-11');
    expect(row).toMatchObject({
      value: sold('2026-01-01', '2026-04-10'),
      previous: sold('2025-01-01', '2025-04-10'),
    });
  });

  test('against a chosen one, by group', { tags: ['whole'] }, async () => {
    const rows = await compare(
      { grain: 'none', against: 'chosen', compare: '2024-09-10', dimension: 'region' },
      '2026-06-01',
      '2026-06-30',
    );
    for (const region of ['N', 'S'])
      expect(rows.find((r) => r['segment'] === region)).toMatchObject({
        value: sold('2026-06-01', '2026-06-30', region),
        previous: sold('2024-09-10', '2024-10-09', region),
      });
  });

  test('against one before the data, or none, there is no comparison', { tags: ['whole'] }, async () => {
    for (const params of [
      { against: 'year' },
      { against: 'chosen' },
      { against: 'chosen', compare: '2023-12-20' },
    ] as Record<string, string>[]) {
      const [row] = await compare({ grain: 'none', ...params }, '2024-06-01', '2024-06-30');
      expect(row, JSON.stringify(params)).toMatchObject({
        value: sold('2024-06-01', '2024-06-30'),
        previous: null,
        change: null,
      });
    }
  });

  test('the one before is what it was', async () => {
    const [row] = await compare({ grain: 'none' }, '2026-06-01', '2026-06-30');
    expect(row).toMatchObject({ previous: sold('2026-05-01', '2026-05-31') });
  });
});

describe('bucket by bucket', () => {
  test('months against those of last year', async () => {
    const rows = await compare({ grain: 'month', against: 'year' }, '2025-07-01', '2026-06-30');
    expect(rows).toHaveLength(12);
    for (const row of rows) {
      const month = String(row['period']).slice(0, 7);
      const before = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
      expect(row, month).toMatchObject({
        value: sold(`${month}-01`, `${month}-31`),
        previous: sold(`${before}-01`, `${before}-31`),
      });
    }
  });

  test('days by the date, weeks by the 52nd before', { tags: ['whole'] }, async () => {
    const [day] = await compare({ grain: 'day', against: 'year' }, '2025-03-01', '2025-03-09');
    expect(day).toMatchObject({ previous: sold('2024-03-01', '2024-03-01') });
    const weeks = await compare({ grain: 'week', against: 'year' }, '2026-05-04', '2026-05-31');
    expect(weeks.map((w) => w['previous'])).toEqual(
      ['2025-05-05', '2025-05-12', '2025-05-19', '2025-05-26'].map((monday) =>
        sold(monday, addDays(monday, 6)),
      ),
    );
  });

  test('the first with the first of a chosen one', { tags: ['whole'] }, async () => {
    const rows = await compare(
      { grain: 'month', against: 'chosen', compare: '2024-02-01' },
      '2026-04-01',
      '2026-06-30',
    );
    expect(rows.map((r) => r['previous'])).toEqual([
      sold('2024-02-01', '2024-02-29'),
      sold('2024-03-01', '2024-03-31'),
      sold('2024-04-01', '2024-04-30'),
    ]);
    const quarters = await compare(
      { grain: 'quarter', against: 'chosen', compare: '2024-04-01' },
      '2026-01-01',
      '2026-06-30',
    );
    expect(quarters.map((r) => r['previous'])).toEqual([
      sold('2024-04-01', '2024-06-30'),
      sold('2024-07-01', '2024-09-30'),
    ]);
  });

  test('a growth is compared with the growth of a year ago', { tags: ['whole'] }, async () => {
    const period = { kind: 'custom', start: '2026-04-01', end: '2026-06-30' } as const;
    const { rows } = await shop.run(
      'metrics',
      { metric: 'aov_growth', grain: 'month', against: 'year' },
      { period },
    );
    const aov = (month: string) => {
      const of = orders.filter((o) => o.ordered_at.startsWith(month));
      return of.reduce((sum, o) => sum + o.amount, 0) / of.length;
    };
    expect(rows[0]!['value']).toBeCloseTo(aov('2026-04') / aov('2026-03') - 1, 12);
    expect(rows[0]!['previous']).toBeCloseTo(aov('2025-04') / aov('2025-03') - 1, 12);
  });
});

test('what is said names what it was compared with', async () => {
  const period = { kind: 'custom', start: '2026-04-01', end: '2026-06-30' } as const;
  const { findings } = await shop.run(
    'metrics',
    { metric: 'revenue', grain: 'none', against: 'year' },
    { period },
  );
  expect(findings.find((f) => /_whole$/.test(String(f['rule'])))).toMatchObject({
    against: 'year',
    value: sold('2026-04-01', '2026-06-30'),
    other_value: sold('2025-04-01', '2025-06-30'),
  });
});

describe('the rule for spans', () => {
  const whole = { asOf: '2026-07-01', periodStart: '2026-01-01', periodEnd: '2026-06-30' };
  test('laid from the first day of the period before it is that period', () => {
    expect(spanFrom(whole, spansOf(whole).before.start)).toEqual(spansOf(whole).before);
    const running = { ...whole, asOf: '2026-03-20' };
    expect(spanFrom(running, spansOf(running).before.start)).toEqual(spansOf(running).before);
    const days = { asOf: '2026-07-01', periodStart: '2026-05-04', periodEnd: '2026-05-17' };
    expect(spanFrom(days, spansOf(days).before.start)).toEqual(spansOf(days).before);
  });
  test('on another day of the month as many days count, or months where it is over', () => {
    expect(spanFrom(whole, '2025-01-15')).toEqual({ start: '2025-01-15', end: '2025-07-14' });
    expect(spanFrom({ ...whole, asOf: '2026-01-11' }, '2025-01-15')).toEqual({
      start: '2025-01-15',
      end: '2025-01-24',
    });
  });
  test('29 February has its year before in a February of 28', () => {
    const leap = { asOf: '2024-03-01', periodStart: '2024-02-29', periodEnd: '2024-02-29' };
    expect(spansOf(leap).yearAgo).toEqual({ start: '2023-02-28', end: '2023-02-28' });
  });
  test('nothing gone by, nothing to compare', () => {
    expect(spansOf({ ...whole, asOf: '2025-12-01' }).yearAgo).toEqual({
      start: '2025-01-01',
      end: '2024-12-31',
    });
  });
});
