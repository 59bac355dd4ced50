import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNative, type Native } from '../support/native.ts';
import { cellRunner, createEntities, GIVEN, type Row } from './support.ts';

/** A number from 0 to 1 that follows from its seed (mulberry32). */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

interface Order {
  customer: string;
  day: string;
  amount: number;
}

/** Orders of sixty customers in the year before the as-of date; with `giant`, one of them dwarfs the others. */
function orders(seed: number, giant: boolean): Order[] {
  const next = random(seed);
  const made: Order[] = [];
  for (let c = 0; c < 60; c++)
    for (let o = 0; o <= Math.floor(next() * 4); o++)
      made.push({
        customer: `c${c}`,
        day: new Date(Date.UTC(2023, 6, 1) + Math.floor(next() * 360) * 864e5).toISOString().slice(0, 10),
        amount: Math.round(next() * 900) + 1,
      });
  for (let o = 0; giant && o < 300; o++)
    made.push({ customer: 'giant', day: `2024-0${1 + (o % 6)}-1${o % 9}`, amount: 50_000 });
  return made;
}

interface Values {
  r: number;
  f: number;
  m: number;
}

/** Recency, frequency and amount of each customer, from the rows. */
function valuesOf(list: readonly Order[]): Map<string, Values> {
  const found = new Map<string, Values>();
  for (const { customer, day, amount } of list) {
    const r = (Date.parse(GIVEN.asOf) - Date.parse(day)) / 864e5;
    const known = found.get(customer) ?? { r: Infinity, f: 0, m: 0 };
    found.set(customer, { r: Math.min(known.r, r), f: known.f + 1, m: known.m + amount });
  }
  return found;
}

const mean = (list: number[]) => list.reduce((sum, n) => sum + n, 0) / list.length;
function median(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
}

const KINDS: Record<string, string> = { '11': 'value', '10': 'develop', '01': 'keep', '00': 'win back' };

describe.each([
  [1, false],
  [2, true],
])('orders %i (a giant: %s)', (seed, giant) => {
  let db: Native;
  let run: ReturnType<typeof cellRunner>['run'];
  const list = orders(seed, giant);
  const people = valuesOf(list);

  beforeAll(async () => {
    db = await openNative();
    const rows = list.map(({ customer, day, amount }, i) => [customer, `${day} 10:00:00`, amount, `o${i}`]);
    await createEntities(db, { orders: { columns: ['customer', 'ordered_at', 'amount', 'order_id'], rows } });
    ({ run } = cellRunner(db));
  });
  afterAll(() => db.close());

  test.each([
    ['mean', mean],
    ['median', median],
  ] as const)('the eight segments against the %s', async (split, cut) => {
    const { rows, chart } = await run('rfm', { method: 'eight', split });
    expect(rows).toHaveLength(people.size);
    const all = [...people.values()];
    const cuts = {
      r: cut(all.map(({ r }) => r)),
      f: cut(all.map(({ f }) => f)),
      m: cut(all.map(({ m }) => m)),
    };
    const expected = new Map(
      [...people].map(([customer, { r, f, m }]) => [
        customer,
        `${m > cuts.m ? 'important' : 'general'} ${KINDS[`${Number(r < cuts.r)}${Number(f > cuts.f)}`]!}`,
      ]),
    );
    expect(new Map(rows.map((row) => [row['customer'], row['tier']]))).toEqual(expected);
    // People and money of a tier stand in its bars.
    for (const bar of chart!) {
      const own = [...people].filter(([customer]) => expected.get(customer) === bar['tier']);
      expect(bar['customers']).toBe(own.length);
      expect(bar['revenue']).toBeCloseTo(
        own.reduce((sum, [, { m }]) => sum + m, 0),
        6,
      );
    }
    // In the order in which they are taught.
    const order = [...new Set(chart!.map((bar) => String(bar['tier'])))];
    const taught = ['important', 'general'].flatMap((worth) =>
      ['value', 'develop', 'keep', 'win back'].map((kind) => `${worth} ${kind}`),
    );
    expect(order).toEqual(taught.filter((tier) => order.includes(tier)));
  });

  test('by itself it takes min–max, or ranks where one tier would hold over nine in ten', async () => {
    const tiers = (rows: Row[]) => rows.map(({ customer, score, tier }) => ({ customer, score, tier }));
    const automatic = await run('rfm');
    const same = await run('rfm', { normalisation: giant ? 'rank' : 'minmax' });
    expect(tiers(automatic.rows)).toEqual(tiers(same.rows));
    const notes = automatic.findings.filter(({ rule }) => rule === 'automatic_rank');
    expect(notes).toHaveLength(giant ? 1 : 0);
    const largest = Math.max(
      ...Object.values(
        automatic.rows.reduce<Record<string, number>>((count, { tier }) => {
          count[String(tier)] = (count[String(tier)] ?? 0) + 1;
          return count;
        }, {}),
      ),
    );
    expect(largest / people.size).toBeLessThanOrEqual(0.9);
  });
});
