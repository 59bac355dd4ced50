import { afterAll, beforeAll, expect, test } from 'vitest';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { saidOf } from './said.ts';
import { many, type Company, type CompanyRows } from './scoped.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const complaints = many(40, (i) => ({
  customer: `c${i % 20}`,
  occurred_at: `2024-11-${String(1 + (i % 28)).padStart(2, '0')} 10:00:00`,
  kind: 'complaint',
  csat: 2,
}));
/** Ten who did much half a year ago and nothing since, beside others. */
const acts = [
  ...many(200, (i) => ({
    customer: `c${i % 10}`,
    occurred_at: `2024-08-${String(1 + (i % 28)).padStart(2, '0')} 10:00:00`,
    action: 'view',
  })),
  ...many(200, (i) => ({
    customer: `d${i % 10}`,
    occurred_at: `2024-12-${String(1 + (i % 28)).padStart(2, '0')} 10:00:00`,
    action: 'view',
  })),
];
const profiles = many(20, (i) => ({ customer: `c${i}`, region: 'North', industry: i % 2 ? 'A' : null }));
const WITHOUT: Company = { feedback: complaints, events: acts };

test.each(few(['customer-360', 'churn-warning', 'to-complete'], 3))(
  'without orders %s says nothing of what customers bought or spent',
  async (id) => {
    for (const company of [WITHOUT, { ...WITHOUT, customers: profiles }]) {
      const said = Object.values(await saidOf(db, company, id)).join('\n');
      expect(said).not.toMatch(/¥|spent|bought|消费/);
    }
    const orders = many(20, (i) => ({ customer: `c${i}`, ordered_at: '2024-12-01 10:00:00', amount: 10 }));
    const said = await saidOf(db, { ...WITHOUT, customers: profiles, orders }, id);
    expect(Object.values(said).join('\n')).toMatch(/¥/);
  },
);

test(
  'without profiles no ids are to be compared, and no columns are empty',
  { tags: ['whole'] },
  async () => {
    const said = await saidOf(db, WITHOUT, 'match');
    expect(Object.keys(said)).toEqual(['no_profiles']);
    expect(said['no_profiles']).toContain('30 customers are known from the other tables alone');
    expect(await saidOf(db, WITHOUT, 'customer-360')).not.toHaveProperty('complete');
    expect(await saidOf(db, { ...WITHOUT, customers: profiles }, 'match')).toHaveProperty('low');
    expect(await saidOf(db, { ...WITHOUT, customers: profiles }, 'customer-360')).toHaveProperty('complete');
  },
);

test('a function is to be promoted only where it is used less beyond chance', async () => {
  const used = (least: number): CompanyRows =>
    ['a', 'b', 'c', 'd', 'e'].flatMap((action, k) =>
      many(k === 0 ? least : 100, (i) => ({ customer: `c${i}`, action })).flatMap((row) =>
        [1, 2].map((day) => ({ ...row, occurred_at: `2024-12-0${day} 10:00:00` })),
      ),
    );
  expect(await saidOf(db, { events: used(98) }, 'feature-usage')).not.toHaveProperty('promote');
  expect((await saidOf(db, { events: used(40) }, 'feature-usage'))['promote']).toContain('promoting a');
});

test(
  'that nobody is to be won back is said of data that reach back so far',
  { tags: ['whole'] },
  async () => {
    const bought = (from: string): CompanyRows =>
      [from, '2024-12-20'].flatMap((day) =>
        many(30, (i) => ({ customer: `c${i}`, ordered_at: `${day} 10:00:00`, amount: 10 + i })),
      );
    expect(await saidOf(db, { orders: bought('2024-12-01') }, 'win-back')).not.toHaveProperty('nobody');
    expect(await saidOf(db, { orders: bought('2024-06-01') }, 'win-back')).toHaveProperty('nobody');
  },
);

test(
  'of amounts that are all nil nobody spends less, was of value or brings anything',
  { tags: ['whole'] },
  async () => {
    const orders = many(300, (i) => ({
      customer: `c${i % 30}`,
      ordered_at: `${2023 + (i % 2)}-${String(1 + ((i * 7) % (i % 30 < 10 ? 6 : 12))).padStart(2, '0')}-05 10:00:00`,
      amount: 0,
    }));
    expect(Object.keys(await saidOf(db, { orders }, 'lifecycle')).join()).not.toContain('declining');
    expect(await saidOf(db, { orders }, 'win-back')).not.toHaveProperty('total');
    const value = await saidOf(db, { orders }, 'clv-simple');
    expect(value).not.toHaveProperty('total');
    expect(value).not.toHaveProperty('record');
    expect(Object.keys(await saidOf(db, { orders }, 'quadrant'))).not.toContain('lift');
    const paid = orders.map((row) => ({ ...row, amount: 10 }));
    expect(await saidOf(db, { orders: paid }, 'lifecycle')).toHaveProperty('declining_year');
    expect(await saidOf(db, { orders: paid }, 'win-back')).toHaveProperty('total');
    expect(await saidOf(db, { orders: paid }, 'clv-simple')).toHaveProperty('record');
  },
);

test('three hours about the only busy one have it in their middle', async () => {
  const at = (hour: string) =>
    many(120, (i) => ({
      customer: `c${i}`,
      ordered_at: `2024-12-${String(1 + (i % 28)).padStart(2, '0')} ${hour}:05:00`,
      amount: 10,
    }));
  const spanOf = async (hour: string) => {
    const said = await saidOf(db, { orders: at(hour) }, 'activity-heatmap');
    return said['peak'] ?? said['peak_span'];
  };
  expect(await spanOf('10')).toContain('09:00–12:00');
  expect(await spanOf('00')).toContain('23:00–02:00');
});

test('nobody is of the tenth that spends most where others spend as much', { tags: ['whole'] }, async () => {
  const company = (first: number): Company => ({
    orders: many(40, (i) => ({
      customer: `c${i}`,
      ordered_at: '2024-12-01 10:00:00',
      amount: i < first ? 100 : 10,
    })),
    feedback: many(40, (i) => ({ customer: `c${i}`, occurred_at: '2024-12-02 10:00:00', nps: 3 })),
  });
  expect((await saidOf(db, company(4), 'customer-360'))['unhappy_big']).toContain('4 scored 0–6');
  expect(await saidOf(db, company(7), 'customer-360')).not.toHaveProperty('unhappy_big');
});

test('periods of which one lacks weeks of data are not compared', { tags: ['whole'] }, async () => {
  const asOf = '2025-01-01';
  const day = (i: number) => new Date(Date.UTC(2023, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
  const orders = many(731 * 3, (i) => ({
    customer: `c${(i * 7) % 200}`,
    ordered_at: `${day(Math.floor(i / 3))} 10:00:00`,
    amount: 10 + (i % 5),
  }));
  const without = (from: string, to: string) =>
    orders.filter(({ ordered_at: at }) => String(at) < from || String(at) > to);
  const said = (rows: CompanyRows) => saidOf(db, { orders: rows }, 'kpi', { goal: { asOf } });
  const half = await said(without('2023-03-01', '2023-08-31 23'));
  expect(half['holes']).toContain('0 in the period and 184 in the one before');
  expect(half).not.toHaveProperty('revenue_up');
  expect(await said(without('2024-03-01', '2024-08-31'))).not.toHaveProperty('revenue_down');
  expect(await said(orders)).not.toHaveProperty('holes');
  // Closed for as long in each: a habit.
  const closed = without('2024-07-01', '2024-08-31').filter(
    ({ ordered_at: at }) => String(at) < '2023-07-01' || String(at) > '2023-08-31',
  );
  expect(await said(closed)).toHaveProperty('revenue_same');
});
