import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../../src/entity/spans.ts';
import { openNative, type Native } from '../support/native.ts';
import { saidOf } from './said.ts';
import { many, openCompany, type Company, type CompanyRows } from './scoped.ts';

/** What a sentence sets its figure beside: others that are alike, the same day of a year ago, or nothing where nothing is. */
let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const severities = async (company: Company, id: string) =>
  Object.fromEntries(
    (await (await openCompany(company, db)).run(id, {}, { asOf: '2025-01-01' })).findings.map((f) => [
      f['rule'],
      f['severity'],
    ]),
  );

/** Visits that begin with a login and go on to three of six pages, each as often as the others; of those that come to `odd` four in seven end there. */
const visits = (odd: string | null): Company => ({
  events: Array.from({ length: 2160 }, (_, i) => i).flatMap((i) => {
    const pages = ['login', ...[1, 6, 36].map((each) => 'abcdef'[Math.floor(i / each) % 6]!)];
    const cut = i % 7 < 4 ? pages.indexOf(odd ?? '') : -1;
    return (cut < 0 ? pages : pages.slice(0, cut + 1)).map((action, k) => ({
      customer: `c${i % 200}`,
      session: `s${i}`,
      occurred_at: `2024-06-03 10:0${k}:00`,
      action,
    }));
  }),
});

test(
  'of steps that are left alike none is named, however few leave at the first of all',
  { tags: ['whole'] },
  async () => {
    expect(await saidOf(db, visits(null), 'path-sankey')).not.toHaveProperty('exit');
    expect((await saidOf(db, visits('c'), 'path-sankey'))['exit']).toContain('Of the steps c has');
  },
);

test(
  'a visit without an end that is looked for is long or short, not good or bad',
  { tags: ['whole'] },
  async () => {
    expect(await severities(visits(null), 'steps-to-complete')).toMatchObject({ visit: 'info' });
    const said = await saidOf(db, visits(null), 'steps-to-complete');
    expect(said['visit']).toBe('The median visit has 4 steps; 0% of 2,160 visits have over 10.');
    expect(said['circling_visit']).toContain('Of 2,160 visits 44.4% repeat an action');
    expect(said).not.toHaveProperty('fine');
  },
);

test('a page is long beside the others, not by a second, and alone', { tags: ['whole'] }, async () => {
  const stays = (seconds: Record<string, number>): Company => ({
    events: Object.entries(seconds).flatMap(([action, duration_seconds]) =>
      many(60, (i) => ({ customer: `c${i}`, occurred_at: '2024-06-03 10:00:00', action, duration_seconds })),
    ),
  });
  const told = (seconds: Record<string, number>) => saidOf(db, stays(seconds), 'duration-anomalies');
  expect((await told({ a: 40, b: 40, c: 40, d: 60 }))['longest']).toContain('d has a median stay');
  expect(await told({ a: 40, b: 40, c: 40, d: 41 })).not.toHaveProperty('longest');
  expect(await told({ a: 40, b: 40, c: 40, d: 60, e: 60 })).not.toHaveProperty('longest');
});

test(
  'how many decline and are overdue stands beside how many did on the same day a year ago',
  { tags: ['whole'] },
  async () => {
    // Twenty customers come every ten days until October of a year, then eight of them no more till January.
    const orders = (from: string) => {
      const rows: CompanyRows = [];
      for (let day = from; day < '2025-01-01'; day = addDays(day, 10))
        for (let c = 0; c < 20; c++)
          if (c < 12 || day.slice(5, 7) < '10' || (c < 14 && day < '2024'))
            rows.push({ customer: `c${c}`, ordered_at: `${day} 10:00:00`, amount: 10 });
      return { orders: rows };
    };
    const said = async (from: string) => ({
      ...(await saidOf(db, orders(from), 'lifecycle')),
      ...(await saidOf(db, orders(from), 'repurchase-cycle')),
    });
    const two = await said('2022-06-01');
    expect(two['declining_year']).toContain('8 customers (40%) are at “Decline”');
    expect(two['declining_year']).toContain('On the same day a year ago 6 customers (30%) were at it.');
    expect(two['overdue_year']).toContain('8 regular customers (40%) are overdue');
    expect(two['overdue_year']).toContain('On the same day a year ago 6 customers (30%) were overdue.');
    const one = await said('2024-01-05');
    expect(one).toHaveProperty('declining');
    expect(one).toHaveProperty('overdue');
  },
);

test(
  'the bar of a VIP says whether the usual one is met by too many, too few or nobody',
  { tags: ['whole'] },
  async () => {
    const buyers = (amount: (i: number) => number): Company => ({
      orders: many(2000, (i) => ({
        customer: `c${i % 1500}`,
        ordered_at: '2024-12-20 10:00:00',
        order_id: `o${i}`,
        amount: amount(i % 1500),
      })),
    });
    const five = (company: Company): Company => ({
      orders: company.orders!.flatMap((row) =>
        many(5, (k) => ({ ...row, order_id: `${String(row['order_id'])}-${k}` })),
      ),
    });
    expect(Object.keys(await saidOf(db, five(buyers((i) => 10 + i)), 'tier-rules'))).toContain('bar_none');
    const few = await saidOf(db, five(buyers((i) => (i ? 10 : 90_000))), 'tier-rules');
    expect(few['bar_few']).toContain('makes VIPs of only 1 customer, too few');
    const all = await saidOf(db, five(buyers(() => 90_000)), 'tier-rules');
    expect(all['bar']).toContain('makes VIPs of 1,500 customers, too many');
  },
);

test('of ids that all match none is said to match nothing, and of profiles alone none to be idle', async () => {
  const customers = many(30, (i) => ({ customer: `c${i}`, region: 'north' }));
  const orders = many(25, (i) => ({ customer: `c${i}`, ordered_at: '2024-06-03 10:00:00', amount: 10 }));
  const both = await saidOf(db, { customers, orders }, 'match');
  expect(both['whole']).toBe('In Orders, none of 25 customers lacks a profile.');
  expect(both).not.toHaveProperty('rate');
  expect(both).toHaveProperty('idle');
  expect(await saidOf(db, { customers }, 'match')).not.toHaveProperty('idle');
});

test('segments that are all too small are said to be, not to be left out', async () => {
  const customers = many(30, (i) => ({
    customer: `c${i}`,
    gender: i % 2 ? 'f' : 'm',
    age: 20 + i,
    region: `r${i % 10}`,
    industry: `i${i % 7}`,
  }));
  const orders = many(30, (i) => ({ customer: `c${i}`, ordered_at: '2024-06-03 10:00:00', amount: 10 + i }));
  const said = await saidOf(db, { customers, orders }, 'segmentation');
  expect(said['all_small']).toContain('segments is large enough to be listed');
  expect(said).not.toHaveProperty('small');
});

test('half of those who follow up is half of all of them', async () => {
  // Of two one notes down none of forty, one eight: half of them is at one of ten or less.
  const events = [0, 8].flatMap((noted, s) =>
    Array.from({ length: 40 }, (_, i) => i).flatMap((i) =>
      ['follow-up', ...(i < noted ? ['log note'] : [])].map((action, k) => ({
        customer: `s${s}`,
        team: `t${s}`,
        target: `c${i}`,
        action,
        occurred_at: `2024-06-0${s + 2} ${10 + Math.floor(i / 5)}:${i % 5}${k * 5}:00`,
      })),
    ),
  );
  const customers = many(40, (i) => ({ customer: `c${i}`, team: `t${i % 2}` }));
  const orders = many(40, (i) => ({ customer: `c${i}`, ordered_at: '2024-06-01 08:00:00', amount: 10 }));
  const said = await saidOf(db, { events, orders, customers }, 'sales-behaviour');
  expect(said['unrecorded_all']).toContain('half of the teams record 10% or less of theirs, the lowest 0%');
});

test(
  'customers whom a model cannot tell apart are at no risk that is bad news',
  { tags: ['whole'] },
  async () => {
    // Everybody buys at one rate: nothing foretells who buys next.
    let a = 7;
    const u = () => {
      a = (a + 0x6d2b79f5) | 0;
      let t = Math.imul(a ^ (a >>> 15), 1 | a);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const orders: CompanyRows = [];
    for (let day = '2022-01-01'; day < '2025-01-01'; day = addDays(day, 1))
      for (let c = 0; c < 250; c++)
        if (u() < 0.0035) orders.push({ customer: `c${c}`, ordered_at: `${day} 10:00:00`, amount: 50 });
    expect((await severities({ orders }, 'churn-model'))['high_risk']).toBe('info');
  },
);

test('records that hardly follow one another are no visits that were cut short', async () => {
  // Of 100 visits 20 have a second step; or, as in an account of points, two.
  const steps = (two: number): Company => ({
    events: Array.from({ length: 100 }, (_, i) => i).flatMap((i) =>
      (i < two ? ['earn', 'spend'] : ['earn']).map((action, k) => ({
        customer: `c${i}`,
        occurred_at: `2024-06-03 10:0${k}:00`,
        action,
      })),
    ),
  });
  expect(await severities(steps(20), 'path-sankey')).toMatchObject({ one_step: 'warning' });
  expect(await severities(steps(2), 'path-sankey')).toMatchObject({ one_step: 'info' });
});

test('one group of customers under two names is told once', async () => {
  const company: Company = {
    customers: many(300, (i) => ({
      customer: `c${i}`,
      level: i % 3 === 0 ? 'basic' : 'pro',
      industry: i % 3 === 0 ? 'shops' : 'banks',
      region: i % 2 ? 'north' : 'south',
      churned: i % 10 < (i % 3 === 0 ? 7 : 2),
    })),
  };
  const { findings } = await (
    await openCompany(company, db)
  ).run('churn-by-group', {}, { asOf: '2025-01-01' });
  const rules = findings.map((f) => f['rule']);
  expect(rules.filter((rule) => rule === 'more')).toHaveLength(1);
  expect(rules.filter((rule) => rule === 'fewer')).toHaveLength(1);
});
