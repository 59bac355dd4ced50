import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { ENTITIES } from '../../../src/entity/catalogue.ts';
import { fail, ok } from '../../../src/result.ts';
import { backgroundOf, isWhole } from '../../../src/report/background.ts';
import { causeKey } from '../../../src/report/cause.ts';
import { causeGroup, type CauseRole } from '../../../src/report/cause-traits.ts';
import { diagnosisOf } from '../../../src/report/diagnosis.ts';
import { plain } from '../../../src/report/findings.ts';
import { finding } from './a-report.ts';
import { changeSql, highValueSql, keptSql, membersSql } from '../../../src/report/cause-sql.ts';
import { STAFF_SQL } from '../../../src/run/staff-names.ts';
import {
  judgeChange,
  judgeHighValue,
  judgeKept,
  judgeMembers,
  type ChangeRow,
  type KeptRow,
  type MemberRow,
} from '../../../src/report/judge-cause.ts';
import { targetOf } from '../../../src/report/goal-now.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { passing } from '../support/disclosure.ts';
import { defaultNotebook } from '../../../src/notebook/defaults.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntitiesFrom } from '../template/support.ts';

/** What else is told gives nobody away. */
const nothing = () => false;
const RULES = { customers: 5, share: 0.85, tables: false };
const SPANS = {
  ...{ period_start: "DATE '2024-01-01'", period_end: "DATE '2024-12-31'" },
  ...{ before_start: "DATE '2023-01-01'", before_end: "DATE '2023-12-31'" },
};

let db: Native;
/** 400 customers, 100 a region, who spend 10 a year each; the East spends nothing in the second one. */
beforeAll(async () => {
  db = await openNative();
  await createEntitiesFrom(db, {
    customers: `SELECT 'c' || i AS customer, ['East', 'West', 'North', 'South'][i % 4 + 1] AS region FROM range(400) t(i)`,
    orders: `SELECT 'c' || i AS customer, TIMESTAMP '2023-02-01' + INTERVAL (y) YEAR + INTERVAL (h * 8) MONTH AS ordered_at, 5::DOUBLE AS amount, ['shop', 'web'][i % 7 % 2 + 1] AS channel
      FROM range(400) t(i), range(2) u(y), range(2) v(h) WHERE y = 0 OR i % 4 <> 0`,
  });
  await db.exec(
    `INSERT INTO all_feedback BY NAME SELECT 'c' || i AS customer, TIMESTAMP '2023-05-01' AS occurred_at, 'complaint' AS kind FROM range(400) t(i) WHERE i % 8 = 1`,
    `CREATE TABLE quiet AS SELECT 'c' || i AS customer, i % 4 = 0 OR i % 10 = 1 AS gone FROM range(400) t(i)`,
  );
});
afterAll(() => db.close());

test('finds the group in which those who are gone gather, by a share that stands up to a test', async () => {
  expect(ENTITIES.customers.roles.map(({ name }) => name)).toContain('region');
  const found = judgeMembers(await db.rows<MemberRow>(membersSql('FROM quiet WHERE gone')), RULES);
  expect(found.cause).toMatchObject({
    kind: 'members',
    role: 'customers.region',
    value: 'East',
    customers: 100,
  });
  expect(found.cause!.share).toBeCloseTo(100 / 140);
  expect(found.roles.toSorted(), 'what has one group alone divides nobody').toEqual([
    'customers.region',
    'orders.channel',
    'trait.complaint',
  ]);
});

test('says that there is none where those chosen are as all are', async () => {
  const rows = await db.rows<MemberRow>(membersSql('FROM quiet WHERE hash(customer) % 3 = 0'));
  expect(rows.length).toBeGreaterThan(4);
  expect(judgeMembers(rows, RULES).cause).toBeNull();
});

test('finds the group whose fall makes most of a change', async () => {
  const rows = await db.rows<ChangeRow>(changeSql(SPANS));
  expect(judgeChange(rows, RULES, nothing).cause).toEqual({
    ...{ kind: 'change', role: 'customers.region', value: 'East', customers: 100, share: 1, base: 0.25 },
  });
});

test('finds no cause in what those chosen were chosen by', async () => {
  const east = await db.rows<MemberRow>(membersSql(`SELECT customer FROM customers WHERE region = 'East'`));
  expect(east.find(({ value }) => value === 'East')).toMatchObject({ inside: 100, inside_all: 100 });
  expect(judgeMembers(east, RULES).cause).toBeNull();
});

test('looks into what customers did, and into columns that a cell divides them by', async () => {
  await db.exec(
    'CREATE SCHEMA IF NOT EXISTS clean',
    `CREATE OR REPLACE TABLE clean.customer_columns AS SELECT 'c' || i AS customer, ['paper', 'card'][(i % 8 < 3)::INTEGER + 1] AS "Bill ""to" FROM range(400) t(i)`,
  );
  const card = await db.rows<MemberRow>(
    membersSql(
      `SELECT 'c' || i AS customer FROM range(400) t(i) WHERE i % 8 < 3 AND i % 5 > 0 OR i % 40 = 7`,
      ['Bill "to'],
    ),
  );
  expect(judgeMembers(card, RULES).cause).toMatchObject({ role: 'column:Bill "to', value: 'card' });
  const angry = await db.rows<MemberRow>(
    membersSql(`SELECT 'c' || i AS customer FROM range(400) t(i) WHERE i % 16 IN (1, 9, 5)`),
  );
  expect(judgeMembers(angry, RULES).cause).toMatchObject({ role: 'trait.complaint', value: 'yes' });
  // What an analysis is about itself explains nothing of it.
  const other = await db.rows<MemberRow>(
    membersSql(
      `SELECT 'c' || i AS customer FROM range(400) t(i) WHERE i % 16 IN (1, 9, 5)`,
      [],
      ['trait.breadth'],
    ),
  );
  expect(other.map(({ role }) => role)).not.toContain('trait.complaint');
});

test('of a change in no one group, whether it is of those who stayed or of those who came and went', async () => {
  const of = (rows: [kept: boolean, customers: number, change: number, squares: number][]): KeptRow[] =>
    rows.map(([kept, customers, change, squares]) => ({
      ...{ kept, customers, change, squares, before: 1000, top: 0.1 },
      change_all: rows.reduce((sum, [, , n]) => sum + n, 0),
    }));
  const looked = { roles: [], cause: null };
  const kept = of([
    [true, 200, 700, 4000],
    [false, 100, 300, 9000],
  ]);
  expect(judgeKept(kept, RULES, nothing, looked).cause).toEqual({
    ...{ kind: 'kept', role: 'trait.kept', value: 'kept', customers: 200, share: 0.7, base: 0 },
  });
  const fall = of([
    [true, 200, -100, 4000],
    [false, 100, -900, 9000],
  ]);
  expect(judgeKept(fall, RULES, nothing, looked).cause).toMatchObject({ kind: 'turnover', share: 0.9 });
  const unsaid: Record<string, Parameters<typeof of>[0]> = {
    'within chance': [
      [true, 200, 700, 400_000],
      [false, 100, 300, 900_000],
    ],
    'more than the whole': [
      [true, 200, 1300, 4000],
      [false, 100, -300, 9000],
    ],
    'of too few': [
      [true, 4, 700, 400],
      [false, 100, 300, 9000],
    ],
  };
  for (const [why, rows] of Object.entries(unsaid))
    expect(judgeKept(of(rows), RULES, nothing, looked).cause, why).toBeNull();
  expect(judgeKept(kept, RULES, () => true, looked).cause).toBeNull();
  const rows = await db.rows<KeptRow>(keptSql(SPANS));
  // The East spent 1,000 in the first year and nothing in the second.
  expect(rows.find((row) => !row.kept)).toMatchObject({ customers: 100, change: -1000, change_all: -1000 });
});

test('a diagnosis says what was looked at in few words, and where something comes from in plain ones', () => {
  const about = { role: 'orders.channel', value: 'web' } as const;
  expect(causeGroup(about.role, about.value, 'members', 'en')).toBe(
    'among customers whose first order has the channel “web”',
  );
  expect(causeGroup(about.role, about.value, 'members', 'zh')).toBe('首单渠道为“web”的客户');
  expect(causeGroup(about.role, about.value, 'change', 'en')).toBe('from channel “web”');
  expect(causeGroup('trait.newness', 'new', 'change', 'zh')).toBe('当期首次下单的新客户');
  const roles = [
    'customers.city',
    'customers.gender',
    'customers.region',
    'orders.product',
    'customers.team',
  ] as const;
  const more = [
    ...roles,
    'customers.core_need',
    'customers.industry',
    'trait.breadth',
    'orders.channel',
  ] as const;
  const said = (looked: CauseRole[], lang: 'zh' | 'en') =>
    plain(
      diagnosisOf(finding('bad', 'x', { looked: { roles: looked, cause: null } }), null, () => 'RFM', lang),
    );
  expect(said([...roles], 'en')).toContain('compared by region, product, city, gender or team,');
  expect(said([...more], 'en')).toContain(
    'compared by region, industry, channel, product, city, gender or others,',
  );
  expect(said([...more], 'zh')).toContain('按地区、行业、渠道、商品、城市、性别等逐一比较');
});

test('tells no group of few customers, nor one that leaves few', async () => {
  const rows = await db.rows<MemberRow>(membersSql('FROM quiet WHERE gone'));
  expect(judgeMembers(rows, { ...RULES, customers: 101 }).cause).toBeNull();
  const change = await db.rows<ChangeRow>(changeSql(SPANS));
  expect(judgeChange(change, { ...RULES, customers: 301 }, nothing).cause).toBeNull();
});

test('of those who spent most in the first half of a period, how many ordered in the second', async () => {
  const [high] = await db.rows<{ customers: number; again: number }>(highValueSql(SPANS));
  expect(high).toEqual({ customers: 60, again: 60 });
  expect(judgeHighValue(high!, RULES)).toBe(1);
});

test('tells no share by which a handful of customers of high value stand alone', () => {
  expect(judgeHighValue({ customers: 60, again: 45 }, RULES)).toBe(0.75);
  expect(judgeHighValue({ customers: 60, again: 59 }, RULES), 'the one who did not come back').toBeNull();
  expect(judgeHighValue({ customers: 60, again: 4 }, RULES), 'the four who did').toBeNull();
  expect(judgeHighValue({ customers: 19, again: 10 }, RULES)).toBeNull();
});

test('tells no group in which one customer had nearly all before, nor one whose others are few', async () => {
  const rows = await db.rows<ChangeRow>(changeSql(SPANS));
  expect(rows.find(({ value }) => value === 'East')).toMatchObject({ top: 0.01, top_before: 0.01 });
  const with1 = rows.map((row) => (row.value === 'East' ? { ...row, top_before: 0.99 } : row));
  expect(judgeChange(with1, RULES, nothing).cause?.value).not.toBe('East');
  const members = await db.rows<MemberRow>(membersSql('FROM quiet WHERE gone'));
  const split = (outside: number) =>
    members.map((row) =>
      row.value === 'East' ? { ...row, inside: 95, inside_all: 100, outside, outside_all: 10 } : row,
    );
  expect(judgeMembers(split(5), RULES).cause?.value).toBe('East');
  // Four of the others are left.
  expect(judgeMembers(split(6), RULES).cause?.value).not.toBe('East');
});

test('the amounts behind the shares of a change are looked at together with all that is told', async () => {
  const rows = await db.rows<ChangeRow>(changeSql(SPANS));
  const asked: number[][] = [];
  const gate = (figures: readonly { value: number; customers: number | null }[]) => {
    asked.push(figures.map(({ value }) => value));
    return figures.some(({ value, customers }) => value === 1000 && customers === 100);
  };
  expect(judgeChange(rows, RULES, gate).cause?.value).not.toBe('East');
  expect(asked).toContainEqual([1000, 1000, 0, 1000, 4000, 3000]);
  // Only of a group that would be told: the others stay as they are whatever it says.
  expect(asked).toHaveLength(1);
  expect(judgeChange(rows, { ...RULES, customers: 1 }, gate).cause?.value, 'by choice').toBe('East');
});

test('a criterion by points gives a target in figures, any other none', () => {
  expect(targetOf(0.8, '复购率提高 5 个百分点')).toBeCloseTo(0.85);
  expect(targetOf(0.8, 'Failure rate down 5 points')).toBeCloseTo(0.75);
  expect(targetOf(0.8, 'every VIP called within two weeks')).toBeNull();
  expect(targetOf(0.99, 'up 5 points')).toBeNull();
});

test.each([
  ['the query of a cause', /UNPIVOT/, { failed: true, staff: [] }],
  ['the names of employees', /owner/, { failed: undefined, staff: null }],
  ['nothing', /^$/, { failed: undefined, staff: [] }],
])('where %s fails, it is not known, not none', async (_, failing, { failed, staff }) => {
  const row = { rule: 'total', severity: 'bad', n: 140, share: 0.4, amount: 9, stands: true };
  const columns = Object.keys(row);
  const rowsOf = (names: string[], data: unknown[][]) =>
    ({ fields: names.map((name) => ({ name })), count: data[0]?.length ?? 0, data }) as unknown as Rows;
  const findings = rowsOf(
    columns,
    Object.values(row).map((value) => [value]),
  );
  const connector = {
    run: (sql: string | string[]) =>
      Promise.resolve(
        failing.test(String(sql)) ? fail('engine-crashed', { detail: 'Out of memory' }) : ok(rowsOf([], [])),
      ),
    tableNames: () => Promise.resolve(ok([])),
  };
  const cell = {
    ...{ name: 'list', template: 'win-back', templateVersion: 1, title: '', folded: false },
    ...{ params: {}, sql: null, chart: null, text: {} },
  };
  const found = await backgroundOf(connector, {
    notebook: { ...defaultNotebook, cells: [cell] },
    template: getTemplate,
    given: { asOf: '2024-07-01', periodStart: '2023-07-01', periodEnd: '2024-06-30' },
    output: () => ({ fields: rowsOf(['customer'], []).fields, findings }),
    disclosure: passing(),
  });
  expect(found.causes.get(causeKey('list', row))).toEqual({
    roles: [],
    cause: null,
    ...(failed && { failed }),
  });
  expect(found.staff && [...found.staff]).toEqual(staff);
  expect(isWhole(found)).toBe(!failed && staff !== null);
});

test('employees are owners of customers and whoever served', async () => {
  const named = (name: string) => `TIMESTAMP '2023-05-01' AS occurred_at, '${name}' AS agent`;
  await db.exec(
    `INSERT INTO all_feedback BY NAME SELECT 'c1' AS customer, ${named('Ann Lee')}`,
    `INSERT INTO all_feedback BY NAME SELECT NULL AS customer, ${named('Bob Ray')}`,
  );
  const staff = await db.rows<{ name: string }>(`FROM (${STAFF_SQL}) ORDER BY name`);
  expect(staff).toEqual([{ name: 'Ann Lee' }, { name: 'Bob Ray' }]);
});
