import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../src/entity/spans.ts';
import { openNative, type Native } from '../support/native.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { PART, upTo } from '../../tools/breadth.ts';
import { saidOf } from './said.ts';
import type { Company } from './scoped.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

type Rows = NonNullable<Company['orders']>;
const [FROM, AS_OF] = ['2021-07-01', '2025-01-01'];

/** A number 0 ≤ u < 1, in a row of its own for each seed (mulberry32). */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Bought from October to December this many times as often as otherwise. */
const peak = (times: number) => (day: string) => (day.slice(5, 7) >= '10' ? times : 1);

/** Orders of customers who buy at rates of their own, the same every year, by a season; `real` is what really changed. */
function orders(
  seed: number,
  season: (day: string) => number,
  {
    from = FROM,
    customers = 200,
    real = () => 1 as number,
  }: { from?: string; customers?: number; real?: (day: string) => number } = {},
): Rows {
  const u = dice(seed);
  const rates = Array.from({ length: customers }, () => 0.012 * Math.exp(0.5 * (u() + u() + u() - 1.5)));
  const rows: Rows = [];
  for (let day = FROM; day < AS_OF; day = addDays(day, 1)) {
    const busy = season(day) * real(day);
    rates.forEach((rate, c) => {
      const [buys, amount, minute] = [u(), u(), u()];
      if (buys < rate * busy && day >= from)
        rows.push({
          customer: `c${c}`,
          ordered_at: `${day} ${10 + Math.floor(10 * minute)}:00:00`,
          amount: 50 + Math.round(100 * amount),
        });
    });
  }
  return rows;
}

/** Companies that each is asked of. */
const COMPANIES = PART ? 1 : upTo(2, 20);

/** The share of companies of which each rule speaks. */
async function rules(
  id: string,
  company: (seed: number) => Company,
  [start, end, asOf]: readonly [string, string, string] = YEAR,
  params: ParamValues = {},
) {
  const told: Told = {};
  for (let seed = 1; seed <= COMPANIES; seed++)
    for (const rule of Object.keys(
      await saidOf(db, company(seed), id, { params, goal: { asOf, period: { kind: 'custom', start, end } } }),
    ))
      told[rule] = (told[rule] ?? 0) + 1 / COMPANIES;
  return told;
}
type Told = Record<string, number>;
const allSay = (told: Told, rule: string) => expect(told[rule] ?? 0, rule).toBeGreaterThan(0.9);
const noneSays = (told: Told, rule: string) => expect(told[rule] ?? 0, rule).toBeLessThan(0.03);
const YEAR = ['2024-01-01', '2024-12-31', AS_OF] as const;

describe('revenue of a quarter against that before it', () => {
  const quarter = ['2024-10-01', '2024-12-31', AS_OF] as const;
  test('what a peak makes is no change', async () => {
    const told = await rules('kpi', (seed) => ({ orders: orders(seed, peak(2.5)) }), quarter);
    allSay(told, 'revenue_season');
    noneSays(told, 'revenue_up');
  });
  test('is told of where it goes beyond the peak', async () => {
    const real = (day: string) => (day >= '2024-10-01' ? 2 : 1);
    const company = (seed: number) => ({ orders: orders(seed, peak(1.5), { real }) });
    allSay(await rules('kpi', company, quarter), 'revenue_up');
  });
  test('without the year before nobody can tell', async () => {
    const company = (seed: number) => ({ orders: orders(seed, peak(2.5), { from: '2024-01-01' }) });
    const told = await rules('kpi', company, quarter);
    allSay(told, 'revenue_no_year');
    noneSays(told, 'revenue_up');
  });
  test('a year is compared with a year, whatever the season', { tags: ['whole'] }, async () => {
    const real = (day: string) => (day >= '2024-01-01' ? 1.5 : 1);
    const company = (seed: number) => ({ orders: orders(seed, peak(2.5), { from: '2022-12-20', real }) });
    allSay(await rules('kpi', company), 'revenue_up');
  });
});

describe('order values of a quarter against that before it', () => {
  const quarter = ['2024-10-01', '2024-12-31', AS_OF] as const;
  const dear = (rows: Rows, times: (day: string) => number) =>
    rows.map((row) => ({ ...row, amount: Number(row['amount']) * times(String(row['ordered_at'])) }));
  test('presents make no larger orders, a rise beyond them does', { tags: ['whole'] }, async () => {
    const company = (times: (day: string) => number) => (seed: number) => ({
      orders: dear(
        orders(seed, () => 1),
        times,
      ),
    });
    allSay(await rules('contribution', company(peak(1.5)), quarter), 'order_value_season');
    const real = (day: string) => peak(1.2)(day) * (day >= '2024-10-01' ? 1.5 : 1);
    allSay(await rules('contribution', company(real), quarter), 'order_value');
  });
});

describe('customers lost', () => {
  const july = ['2024-01-01', '2024-07-14', '2024-07-15'] as const;
  test('half a year after a peak those who came for it', async () => {
    const told = await rules(
      'lifecycle',
      (seed) => ({ orders: orders(seed, peak(4), { customers: 800 }) }),
      july,
    );
    allSay(told, 'losing_season');
    for (const rule of ['losing_more', 'losing_less']) noneSays(told, rule);
  });
  test('who really leave are told of', { tags: ['whole'] }, async () => {
    const real = (day: string) => (day >= '2024-01-07' ? 0.1 : 1);
    const company = (seed: number) => ({ orders: orders(seed, peak(1.3), { customers: 800, real }) });
    allSay(await rules('lifecycle', company, july), 'losing_more');
  });
});

/** Orders, and to each an answer and a visit: a complaint, a bad score and a phone by the chance of the day. */
const after = (seed: number, chance: (day: string) => number) => {
  const [bought, u] = [orders(seed, () => 1, { customers: 300 }), dice(100 + seed)];
  const luck = bought.map((row) => u() < chance(String(row['ordered_at'])));
  const [at, customer] = [(i: number) => bought[i]!['ordered_at']!, (i: number) => bought[i]!['customer']!];
  return {
    orders: bought,
    feedback: bought.map((_, i) => ({
      customer: customer(i),
      occurred_at: at(i),
      kind: luck[i]! ? 'complaint' : 'survey',
      nps: luck[i]! ? 2 : 9,
    })),
    events: bought.map((_, i) => ({
      customer: customer(i),
      occurred_at: at(i),
      action: 'view',
      device: luck[i]! ? 'phone' : 'pc',
    })),
  };
};

describe('complaints, devices and scores of a season', { tags: ['whole'] }, () => {
  const seasonal = (seed: number) => after(seed, (day) => 0.1 * peak(3)(day));
  const changed = (seed: number) =>
    after(seed, (day) => 0.1 * peak(1.3)(day) * (day >= '2024-10-01' ? 4 : 1));
  const half = ['2024-07-01', '2024-12-31', AS_OF] as const;
  test.each([
    ['complaints', half, {}, 'rising', 'moved_season'],
    ['device-mix', half, { least: 20 }, 'growing', 'moved_season'],
    ['nps', half, { grain: 'quarter' }, 'fell', 'moved_season'],
  ] as const)('%s', async (id, span, params, rule, season) => {
    const told = await rules(id, seasonal, span, params);
    allSay(told, season);
    noneSays(told, rule);
    allSay(await rules(id, changed, span, params), rule);
  });
});

describe('days that are missing are no change', () => {
  const without = (rows: Rows, from: string, to: string) =>
    rows.filter(({ ordered_at, occurred_at }) => {
      const day = String(ordered_at ?? occurred_at).slice(0, 10);
      return day < from || day > to;
    });
  test('of those lost', { tags: ['whole'] }, async () => {
    const company = (seed: number) => ({
      orders: without(
        orders(seed, () => 1, { customers: 800 }),
        '2024-04-01',
        '2024-07-25',
      ),
    });
    const told = await rules('lifecycle', company, ['2024-01-01', '2024-07-31', '2024-08-01']);
    for (const rule of ['losing_more', 'losing_season', 'losing_no_year']) noneSays(told, rule);
  });
  test(
    'of complaints, where the orders of a month are missing and not those',
    { tags: ['whole'] },
    async () => {
      const company = (seed: number) => {
        const all = after(seed, () => 0.4);
        return { ...all, orders: without(all.orders, '2024-09-01', '2024-11-15') };
      };
      const told = await rules('complaints', company);
      for (const rule of ['rising', 'moved_season', 'moved_no_year']) noneSays(told, rule);
      allSay(told, 'overall');
    },
  );
  test('but a shop that closes for some weeks is compared', { tags: ['whole'] }, async () => {
    const company = (seed: number) => {
      const all = after(seed, (day) => (day >= '2024-07-01' ? 0.5 : 0.1));
      return {
        ...all,
        orders: without(all.orders, '2024-02-05', '2024-02-24'),
        feedback: without(all.feedback, '2024-02-05', '2024-02-24'),
      };
    };
    allSay(await rules('complaints', company), 'rising');
  });
  test('of scores, where the month before has none', { tags: ['whole'] }, async () => {
    const company = (seed: number) => {
      const { feedback } = after(seed, (day) => (day < '2024-11-01' ? 0.1 : 0.5));
      return { feedback: without(feedback, '2024-11-01', '2024-11-30') };
    };
    const told = await rules('nps', company);
    for (const rule of ['rose', 'fell', 'steady', 'moved_season', 'moved_no_year']) noneSays(told, rule);
    allSay(told, 'score');
  });
  test('of a metric, by the month and as a whole', { tags: ['whole'] }, async () => {
    const company = (from: string, to: string) => (seed: number) => ({
      orders: without(
        orders(seed, () => 1),
        from,
        to,
      ),
    });
    for (const [from, to] of [
      ['2024-05-01', '2024-05-31'],
      ['2024-11-20', '2024-12-31'],
    ] as const) {
      const said = await saidOf(db, company(from, to)(1), 'metrics', {
        params: { metric: 'revenue', grain: 'month' },
      });
      expect(said['missing']).toMatch(`from ${from.slice(0, 7)} to ${to.slice(0, 7)}`);
      expect(Object.values(said).join()).not.toContain('lowest 2024-05');
      // The latest that nothing is missing of.
      if (to > '2024-06') expect(said['rose_all'] ?? said['fell_all']).toContain('(2024-10)');
    }
    const whole = await rules('metrics', company('2023-02-01', '2023-07-31'), YEAR, {
      metric: 'revenue',
      grain: 'none',
    });
    allSay(whole, 'missing_whole');
    for (const rule of ['rose_whole', 'fell_whole']) noneSays(whole, rule);
  });
});
