import { afterAll, beforeAll, expect, test } from 'vitest';
import { dictionarySql, matchSql, type DictionaryRow } from '../../../src/entity/dictionary.ts';
import { asOfSql, scopeDates, scopeSql, type DataExtent } from '../../../src/entity/scope.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import type { Goal } from '../../../src/notebook/document.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
let sources: MappedSource[];
const EXTENT: DataExtent = { as_of: '2024-03-31', first_date: '2023-01-05', last_date: '2024-04-02' };
const dates = (period: Goal['period'], asOf: string | null = null, extent = EXTENT) =>
  scopeDates({ period, asOf }, extent, '2025-06-30');

beforeAll(async () => {
  db = await openNative();
  const orders = await addSource(
    db,
    'shop',
    values(
      ['who VARCHAR', 'at TIMESTAMP', 'paid DOUBLE', 'note VARCHAR'],
      [
        "('A', '2024-01-01 10:00', 100, 'x')",
        "('A', '2024-03-30 23:59:59', 50, NULL)",
        "('B', '2024-02-01', 80, 'y')",
        "('C', '2023-01-05', 900, 'x')",
        "('D', '2024-03-01', 10, 'z')",
        "('E', '2024-03-02', 5, NULL)",
      ],
    ),
    'orders',
    { customer: 'who', ordered_at: 'at', amount: 'paid' },
  );
  const crm = await addSource(
    db,
    'crm',
    values(
      ['id VARCHAR', 'full_name VARCHAR', 'sector VARCHAR'],
      ["('A', '张三', 'IT')", "('B', '李四', 'IT')", "('C', '王五', 'Retail')", "('X', NULL, 'IT')"],
    ),
    'customers',
    { customer: 'id', name: 'full_name', industry: 'sector' },
  );
  const events = await addSource(
    db,
    'log',
    values(
      ['u VARCHAR', 't TIMESTAMP', 'a VARCHAR'],
      ["('A', '2024-04-02 08:00', 'open')", "('X', '2024-03-05', 'open')"],
    ),
    'events',
    { customer: 'u', occurred_at: 't', action: 'a' },
  );
  sources = [orders, crm, events];
  await clean(db, { sources });
});
afterAll(() => db.close());

test('as-of is the day after the last order, whatever the events say', async () => {
  expect(await db.rows(asOfSql())).toEqual([EXTENT]);
});

test('periods', () => {
  expect(dates({ kind: 'months', months: 12 })).toEqual({
    asOf: '2024-03-31',
    periodStart: '2023-03-31',
    periodEnd: '2024-03-30',
  });
  expect(dates({ kind: 'months', months: 1 })).toMatchObject({ periodStart: '2024-02-29' });
  expect(dates({ kind: 'months', months: 6 }, '2024-01-15')).toEqual({
    asOf: '2024-01-15',
    periodStart: '2023-07-15',
    periodEnd: '2024-01-14',
  });
  expect(dates({ kind: 'year', year: 2023 })).toMatchObject({
    periodStart: '2023-01-01',
    periodEnd: '2023-12-31',
  });
  expect(dates({ kind: 'custom', start: '2024-02-01', end: '2024-01-01' })).toMatchObject({
    periodStart: '2024-01-01',
    periodEnd: '2024-02-01',
  });
  expect(dates({ kind: 'custom', start: '2024-02-30', end: "'; DROP" })).toMatchObject({
    periodStart: '2023-01-05',
    periodEnd: '2024-03-30',
  });
  expect(dates({ kind: 'all' })).toEqual({
    asOf: '2024-03-31',
    periodStart: '2023-01-05',
    periodEnd: '2024-04-02',
  });
  const none = { as_of: null, first_date: null, last_date: null };
  expect(dates({ kind: 'months', months: 3 }, null, none)).toEqual({
    asOf: '2025-06-30',
    periodStart: '2025-03-30',
    periodEnd: '2025-06-29',
  });
});

const inScope = async (goal: Pick<Goal, 'group' | 'period'> & Partial<Pick<Goal, 'behaviours'>>) => {
  await db.exec(...scopeSql(goal, dates(goal.period)));
  const [row] =
    await db.rows(`SELECT (SELECT string_agg(customer, '' ORDER BY customer, ordered_at) FROM orders) AS orders,
    (SELECT string_agg(customer, '' ORDER BY customer) FROM customers) AS customers,
    (SELECT string_agg(customer, '' ORDER BY customer) FROM events) AS events, (SELECT count(*) FROM feedback) AS feedback`);
  return row;
};
const months = (n: number): Goal['period'] => ({ kind: 'months', months: n });

test('the period bounds dated rows to its last second, the group bounds customers', async () => {
  expect(await inScope({ group: { kind: 'all' }, period: months(3) })).toEqual({
    orders: 'AABDE',
    customers: 'ABCDEX',
    events: 'X',
    feedback: 0,
  });
  expect(await inScope({ group: { kind: 'all' }, period: { kind: 'all' } })).toMatchObject({
    orders: 'AABCDE',
    events: 'X', // the other one lies after the as-of date
  });
  expect(
    await inScope({ group: { kind: 'attribute', role: 'industry', value: 'IT' }, period: months(3) }),
  ).toMatchObject({ orders: 'AAB', customers: 'ABX', events: 'X' });
  expect(
    await inScope({
      group: { kind: 'attribute', role: 'customers.industry', value: "I'T" },
      period: months(3),
    }),
  ).toMatchObject({ orders: null, customers: null });
});

test('the top share is by spend within the period and rounds up', async () => {
  // A 150, B 80, D 10, E 5 within; C's 900 lies before. Half of four customers are two.
  expect(await inScope({ group: { kind: 'top', share: 0.5 }, period: months(3) })).toMatchObject({
    orders: 'AAB',
    customers: 'AB',
  });
  expect(await inScope({ group: { kind: 'top', share: 0.51 }, period: months(3) })).toMatchObject({
    customers: 'ABD',
  });
});

test('behaviour types limit events alone; none chosen, or only unknown ones, limit nothing', async () => {
  const of = (behaviours: string[]) =>
    inScope({ group: { kind: 'all' }, period: { kind: 'all' }, behaviours });
  const all = await of([]);
  expect(await of(['nothing known'])).toEqual(all);
  const types = ['login', 'follow_up', 'buy', 'service', 'configure', 'search', 'browse', 'other'];
  expect(await of(types)).toEqual(all);
  const each = [];
  for (const type of types) each.push(await of([type]));
  for (const one of each) expect(one).toEqual({ ...all, events: one!.events });
  // Every event is of one type.
  expect(each.map((one) => one!.events ?? '').join('').length).toBe(String(all!.events).length);
});

test('an unknown attribute is refused rather than spliced', () => {
  expect(() =>
    scopeSql(
      { group: { kind: 'attribute', role: 'x FROM y', value: '1' }, period: months(3) },
      dates(months(3)),
    ),
  ).toThrow(/no such attribute/);
});

test('the dictionary says what each column holds, personal examples masked', async () => {
  const rows = await db.rows<DictionaryRow & Record<string, unknown>>(
    dictionarySql(sources[1]!, 4, { full_name: 'name' }),
  );
  expect(
    rows.map((r) => [r.position, r.field, r.role, r.filled, r.filled_share, r.distinct, r.examples]),
  ).toEqual([
    [1, 'id', 'customers.customer', 4, 1, 4, 'A · B · C'],
    [2, 'full_name', 'customers.name', 3, 0.75, 3, '张* · 李* · 王*'],
    [3, 'sector', 'customers.industry', 4, 1, 2, 'IT · Retail'],
  ]);
  const shop = await db.rows<DictionaryRow & Record<string, unknown>>(dictionarySql(sources[0]!, 6));
  expect(shop[2]).toMatchObject({
    source: 'shop',
    field: 'paid',
    type: 'DOUBLE',
    rows: 6,
    lowest: '5.0',
    highest: '900.0',
    approximate: false,
  });
  expect(shop[3]).toMatchObject({ field: 'note', role: null, lowest: null });
  expect(
    (await db.rows<DictionaryRow & Record<string, unknown>>(dictionarySql(sources[0]!, 1e6)))[0],
  ).toMatchObject({ approximate: true });
});

test('what importing masked or hashed is not masked again', async () => {
  const source = await addSource(
    db,
    'masked',
    values(
      ['id VARCHAR', 'tel VARCHAR', 'raw BIGINT'],
      ["('p_0123456789abcdef', '138****5678', 13812345678)"],
    ),
    'customers',
    { customer: 'id' },
  );
  const rows = await db.rows<DictionaryRow & Record<string, unknown>>(
    dictionarySql(source, 1, { id: 'phone', tel: 'phone', raw: 'phone' }),
  );
  expect(rows.map((r) => r.examples)).toEqual(['p_0123456789abcdef', '138****5678', '138****5678']);
});

test('match rates', async () => {
  expect(await db.rows(matchSql(sources)!)).toEqual([
    { entity: 'orders', customers: 5, matched: 3, share: 0.6 },
    { entity: 'events', customers: 2, matched: 2, share: 1 },
  ]);
  expect(matchSql([sources[0]!])).toBeNull();
});
