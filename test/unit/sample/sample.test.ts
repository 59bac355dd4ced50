import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTITIES } from '../../../src/entity/catalogue.ts';
import { gzip } from '../../tools/sample/csv.ts';
import { generateSample, packer, sha256, type Manifest } from '../../tools/sample/generate.ts';
import { LONG } from '../../tools/breadth.ts';
import type { Native } from '../support/native.ts';
import { literal, openSample, readManifest, samplePath } from './open-sample.ts';

const manifest = readManifest();
const NAMES = ['customers.csv.gz', 'orders.csv.gz', 'events.csv.gz', 'feedback.csv.gz'];

describe('the bundled files', () => {
  test('are the ones sample.json describes, and under 5 MB together', () => {
    expect(manifest.files.map((f) => f.name)).toEqual(NAMES);
    for (const file of manifest.files) {
      const bytes = readFileSync(samplePath(file.name));
      expect(bytes.length).toBe(file.bytes);
      expect(sha256(bytes)).toBe(file.sha256);
      expect(sha256(gunzipSync(bytes))).toBe(file.csvSha256);
    }
    expect(manifest.files.reduce((sum, f) => sum + f.bytes, 0)).toBeLessThan(5_000_000);
  });

  if (LONG)
    test('come out of the generator again, byte for byte', () => {
      const again = generateSample();
      expect(again.files.map((f) => sha256(f.text))).toEqual(manifest.files.map((f) => f.csvSha256));
      // Another zlib may pack the same text otherwise; then the texts alone are compared.
      if (manifest.zlib === packer)
        expect(again.files.map((f) => sha256(f.bytes))).toEqual(manifest.files.map((f) => f.sha256));
      expect(withoutPacking(again.manifest)).toEqual(withoutPacking(manifest));
    });

  test('gzip headers hold no time and no system', () => {
    expect([...gzip('x').slice(4, 10)]).toEqual([0, 0, 0, 0, 2, 255]);
    for (const name of NAMES)
      expect([...readFileSync(samplePath(name)).subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  });
});

const withoutPacking = (m: Manifest): unknown => ({
  ...m,
  zlib: '',
  files: m.files.map(({ bytes: _bytes, sha256: _sha, ...rest }) => rest),
});

describe('rows, columns and dirt', { tags: ['whole'] }, () => {
  let db: Native;
  beforeAll(async () => {
    db = await openSample();
  });
  afterAll(() => db.close());

  const number = async (sql: string): Promise<number> =>
    (await db.rows<{ n: number }>(`SELECT ${sql}`))[0]!.n;

  test('as many rows as stated, and enough of them', async () => {
    for (const file of manifest.files) {
      expect(await number(`count(*) AS n FROM ${file.name.replace('.csv.gz', '')}`)).toBe(file.rows);
    }
    expect(await number('count(DISTINCT 客户编号) AS n FROM customers')).toBeGreaterThanOrEqual(5_000);
    expect(await number('count(DISTINCT order_id) AS n FROM sold')).toBeGreaterThanOrEqual(60_000);
    expect(await number('count(*) AS n FROM events')).toBeGreaterThanOrEqual(200_000);
    expect(await number('count(*) AS n FROM feedback')).toBeGreaterThanOrEqual(8_000);
  });

  test('a column for every role of the catalogue but those of exports of other kinds', () => {
    // The company's till writes one status, one currency, no bills and no discounts, nobody writes down who left, nobody
    // waits, and its help desk measures how long things took, not who answered.
    const elsewhere = [
      'payment_status',
      'fulfilment_status',
      'refund_status',
      'refunded_amount',
      'discount_rate',
      'discount',
      'direction',
      'currency',
    ];
    expect(ENTITIES.orders.roles.filter(({ name }) => elsewhere.includes(name))).toHaveLength(8);
    const others = new Set(['churned', 'wait_seconds', 'responded_at', 'resolved_at', 'agent']);
    const roles = Object.fromEntries(
      Object.values(ENTITIES).map((e) => [
        `${e.name}.csv.gz`,
        e.roles.filter(({ name }) => (e.name === 'orders' ? !elsewhere.includes(name) : !others.has(name)))
          .length,
      ]),
    );
    // customers has one more: an address, which no analysis uses.
    expect(Object.fromEntries(manifest.files.map((f) => [f.name, f.columns.length]))).toEqual({
      ...roles,
      'customers.csv.gz': roles['customers.csv.gz']! + 1,
    });
  });

  test('columns read as their plain types', async () => {
    const types = async (table: string) =>
      Object.fromEntries(
        (await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${table}`)).map((c) => [
          c.column_name,
          c.column_type,
        ]),
      );
    expect(await types('orders')).toMatchObject({
      order_date: 'TIMESTAMP',
      quantity: 'BIGINT',
      amount: 'DOUBLE',
    });
    expect(await types('events')).toMatchObject({ event_time: 'TIMESTAMP', duration_seconds: 'BIGINT' });
    expect(await types('feedback')).toMatchObject({
      反馈时间: 'TIMESTAMP',
      NPS评分: 'BIGINT',
      满意度: 'BIGINT',
    });
    expect(await types('customers')).toMatchObject({
      注册日期: 'DATE',
      更新时间: 'TIMESTAMP',
      年龄: 'BIGINT',
    });
  });

  test('everything lies in the stated 24 months, up to the last day', async () => {
    for (const [table, time] of [
      ['orders', 'order_date'],
      ['events', 'event_time'],
      ['feedback', '反馈时间'],
    ]) {
      const [span] = await db.rows(
        `SELECT min(${time}) >= TIMESTAMP ${literal(manifest.period.start)} AS from_start,
           max(${time}) <= TIMESTAMP ${literal(manifest.period.end)} AS to_end, max(${time})::DATE::VARCHAR AS last_day
         FROM ${table}`,
      );
      expect(span).toEqual({ from_start: true, to_end: true, last_day: '2026-06-30' });
    }
  });

  test('missing values, column by column', async () => {
    for (const file of manifest.files) {
      const counts = file.columns.map((c) => `count(*) - count("${c}") AS "${c}"`).join(', ');
      const [missing] = await db.rows<Record<string, number>>(
        `SELECT ${counts} FROM ${file.name.replace('.csv.gz', '')}`,
      );
      expect(Object.fromEntries(Object.entries(missing!).filter(([, n]) => n > 0))).toEqual(file.missing);
    }
  });

  test('amount is quantity × unit price on every order line', async () => {
    expect(await number('count(*) AS n FROM orders WHERE abs(amount - quantity * unit_price) > 0.005')).toBe(
      0,
    );
  });

  test('dirt in customers', async () => {
    const ids = `(SELECT 客户编号 AS id, count(*) AS rows, count(DISTINCT 姓名) AS names, count(DISTINCT 更新时间) AS times
      FROM customers GROUP BY 1)`;
    expect({
      repeatedIds: await number(`count(*) AS n FROM ${ids} WHERE rows = 2 AND times = 2`),
      severalNamesIds: await number(`count(*) AS n FROM ${ids} WHERE names > 1`),
      noOrderIds: await number(
        'count(DISTINCT 客户编号) AS n FROM customers WHERE 客户编号 NOT IN (SELECT customer_id FROM orders WHERE customer_id IS NOT NULL)',
      ),
    }).toEqual(manifest.dirt.customers);
  });

  test('dirt in orders', async () => {
    const lines = (where: string) => number(`count(*) AS n FROM orders WHERE ${where}`);
    const orphan = 'customer_id NOT IN (SELECT 客户编号 FROM customers)';
    const [largest] = await db.rows<{ orderId: string; amount: number }>(
      'SELECT order_id AS "orderId", amount FROM orders ORDER BY amount DESC LIMIT 1',
    );
    expect({
      exactDuplicateLines: await number(
        'count(*) - (SELECT count(*) FROM (SELECT DISTINCT * FROM orders)) AS n FROM orders',
      ),
      refundLines: await lines(`amount < 0 AND quantity < 0 AND status = 'Refunded' AND order_id LIKE 'RF%'`),
      cancelledLines: await lines(`status = 'Cancelled'`),
      zeroPriceLines: await lines('unit_price = 0'),
      missingCustomerLines: await lines('customer_id IS NULL'),
      orphanCustomerLines: await lines(orphan),
      orphanCustomerIds: await number(`count(DISTINCT customer_id) AS n FROM orders WHERE ${orphan}`),
      missingRegionLines: await lines('region IS NULL'),
      missingChannelLines: await lines('channel IS NULL'),
      bulk: largest,
    }).toEqual(manifest.dirt.orders);
    expect(largest!.amount).toBeGreaterThan(100 * (await number('avg(amount) AS n FROM sold')));
    expect(await lines(`amount < 0 AND status <> 'Refunded'`)).toBe(0);
  });

  test('dirt in events', async () => {
    const rows = (where: string) => number(`count(*) AS n FROM events WHERE ${where}`);
    const beyondFirst = await number(
      'count(*) - (SELECT count(*) FROM (SELECT DISTINCT user_id, event_time FROM events WHERE user_id IS NOT NULL)) AS n FROM events WHERE user_id IS NOT NULL',
    );
    const exact = await number(
      'count(*) - (SELECT count(*) FROM (SELECT DISTINCT * FROM events)) AS n FROM events',
    );
    const staff = manifest.staff.ids.map(literal).join(', ');
    const [busiest] = await db.rows<{ user: string; rows: number }>(
      'SELECT user_id AS "user", count(*) AS rows FROM events WHERE user_id IS NOT NULL GROUP BY user_id, event_time::DATE ORDER BY rows DESC LIMIT 1',
    );
    expect({
      exactDuplicateRows: exact,
      sameInstantRows: beyondFirst - exact,
      under10Seconds: await rows('duration_seconds < 10'),
      over24Hours: await rows('duration_seconds > 86400'),
      missingUserRows: await rows('user_id IS NULL'),
      orphanUserRows: await rows(
        `user_id NOT IN (SELECT 客户编号 FROM customers) AND user_id NOT IN (${staff})`,
      ),
      crawler: busiest,
    }).toEqual(manifest.dirt.events);
  });

  test('dirt in feedback', async () => {
    const rows = (where: string) => number(`count(*) AS n FROM feedback WHERE ${where}`);
    expect({
      npsElevenRows: await rows('NPS评分 NOT BETWEEN 0 AND 10'),
      csatZeroRows: await rows('满意度 NOT BETWEEN 1 AND 5'),
      missingCustomerRows: await rows('客户编号 IS NULL'),
      orphanCustomerRows: await rows('客户编号 NOT IN (SELECT 客户编号 FROM customers)'),
    }).toEqual(manifest.dirt.feedback);
  });

  test('nobody real can be reached: fictional telephone ranges and example.com only', async () => {
    expect(await number(`count(*) AS n FROM customers WHERE 邮箱 NOT LIKE '%@example.com'`)).toBe(0);
    expect(
      await number(
        `count(*) AS n FROM customers WHERE NOT regexp_full_match(手机号, '(161|169)-?\\d{4}-?\\d{4}|\\+1 \\d{3}-555-01\\d{2}')`,
      ),
    ).toBe(0);
  });

  test('of a repeated customer the latest row is the full one', async () => {
    expect(
      await number(`count(*) AS n FROM customers WHERE 客户等级 = '潜在 Potential' AND 核心需求 IS NULL AND 更新时间 >
        (SELECT min(x.更新时间) FROM customers x WHERE x.客户编号 = customers.客户编号 AND x.客户等级 <> '潜在 Potential')`),
    ).toBe(0);
  });
});
