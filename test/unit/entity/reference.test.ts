import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerSql, sourceLedgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import { asOfSql, scopeDates, scopeSql, type DataExtent } from '../../../src/entity/scope.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import { few } from '../../tools/breadth.ts';
import { addSource, clean, openNative, shared, type Native } from './support.ts';

const UCI = shared('uci_online_retail/online_retail.parquet');
const MONTHS_12 = { group: { kind: 'all' }, period: { kind: 'months', months: 12 }, asOf: null } as const;

describe.skipIf(!existsSync(UCI))('UCI online retail with nothing changed (needs ../shared/data)', () => {
  let db: Native;
  beforeAll(async () => {
    db = await openNative();
    const source = await addSource(db, 'online_retail', `FROM '${UCI}'`, 'orders', {
      order_id: 'InvoiceNo',
      product: 'Description',
      quantity: 'Quantity',
      ordered_at: 'InvoiceDate',
      unit_price: 'UnitPrice',
      customer: 'CustomerID',
      region: 'Country',
    });
    await clean(db, { sources: [source] });
  });
  afterAll(() => db.close());

  test('clean rows, customers, orders and revenue are the published ones', async () => {
    const [row] = await db.rows(
      'SELECT count(*) AS n, count(DISTINCT customer) AS customers, count(DISTINCT order_id) AS orders, round(sum(amount), 2) AS revenue FROM all_orders',
    );
    expect(row).toEqual({ n: 392692, customers: 4338, orders: 18532, revenue: 8887208.89 });
    expect(await db.rows('SELECT count(*) AS n, count(DISTINCT customer) AS d FROM all_customers')).toEqual([
      { n: 4338, d: 4338 },
    ]);
  });

  test('the ledger adds up from 541,909 read rows', async () => {
    const ledger = await db.rows<LedgerRow>(ledgerSql());
    const orders = ledger.filter((l) => l.entity === 'orders');
    expect(orders[0]).toMatchObject({ rule: 'read', rows_in: 541909, rows_out: 541909 });
    orders.slice(1).forEach((line, i) => {
      expect(line.rows_in).toBe(orders[i]!.rows_out);
      expect(line.rows_in - line.removed + line.added).toBe(line.rows_out);
    });
    expect(orders.at(-1)!.rows_out).toBe(392692);
    expect(orders.find((l) => l.rule === 'orders.exact_duplicate')).toMatchObject({ removed: 5268 });
    expect(await db.rows(sourceLedgerSql())).toEqual([
      { entity: 'orders', source: 'online_retail', read: 541909, quarantined: 541909 - 392692, kept: 392692 },
    ]);
  });

  test('orders over ten times the mean are the 128 of the reference', async () => {
    expect(
      await db.rows(
        "SELECT count(DISTINCT order_id) AS n FROM all_orders WHERE _flags LIKE '%amount_over_mean%'",
      ),
    ).toEqual([{ n: 128 }]);
  });

  test('the default goal is the 12 months before 2011-12-10', async () => {
    const [extent] = await db.rows<DataExtent & Record<string, unknown>>(asOfSql());
    expect(extent).toEqual({ as_of: '2011-12-10', first_date: '2010-12-01', last_date: '2011-12-09' });
    const scope = scopeDates(MONTHS_12, extent!, '2025-01-01');
    expect(scope).toEqual({ asOf: '2011-12-10', periodStart: '2010-12-10', periodEnd: '2011-12-09' });
    await db.exec(...scopeSql(MONTHS_12, scope));
    expect(
      await db.rows(
        'SELECT count(DISTINCT customer) AS customers, count(DISTINCT order_id) AS orders, round(sum(amount), 2) AS revenue FROM orders',
      ),
    ).toEqual([{ customers: 4264, orders: 17756, revenue: 8576552.52 }]);
  });

  test('the top 20 % by spend are 853 customers with 74.5018 % of the period’s revenue', async () => {
    const goal = { ...MONTHS_12, group: { kind: 'top', share: 0.2 } as const };
    const [extent] = await db.rows<DataExtent & Record<string, unknown>>(asOfSql());
    await db.exec(...scopeSql(goal, scopeDates(goal, extent!, '2025-01-01')));
    const [row] = await db.rows<{ n: number; c: number; share: number }>(
      'SELECT count(DISTINCT customer) AS n, (SELECT count(*) FROM customers) AS c, round(100 * sum(amount) / 8576552.52, 4) AS share FROM orders',
    );
    expect(row).toEqual({ n: 853, c: 853, share: 74.5018 });
  });
});

describe('other reference files keep their rows under the default rules (needs ../shared/data)', () => {
  const cases: [
    path: string,
    from: string,
    entity: MappedSource['entity'],
    mapping: Record<string, string>,
    rows: number,
  ][] = [
    [
      'rfm_r/rfm_data_orders.csv',
      "FROM 'PATH'",
      'orders',
      { customer: 'customer_id', ordered_at: 'order_date', amount: 'revenue' },
      4906,
    ],
    [
      'ecom_events/ecom.csv.gz',
      "FROM 'PATH'",
      'events',
      {
        customer: 'user_id',
        occurred_at: 'timestamp',
        action: 'event',
        session: 'session_id',
        device: 'platform',
      },
      31106,
    ],
    [
      'telco_churn/Telco-Customer-Churn.csv',
      "FROM 'PATH'",
      'customers',
      { customer: 'customerID', gender: 'gender' },
      7043,
    ],
    [
      'cdnow/CDNOW_sample.txt',
      "SELECT f[1] AS id, f[3] AS day, f[5] AS paid FROM (SELECT regexp_split_to_array(trim(line), ' +') AS f FROM read_csv('PATH', columns={'line': 'VARCHAR'}, delim='\x01', header=false) WHERE trim(line) <> '')",
      'orders',
      { customer: 'id', ordered_at: 'day', amount: 'paid' },
      6919,
    ],
  ];
  for (const [path, from, entity, mapping, rows] of few(cases, 6)) {
    test.skipIf(!existsSync(shared(path)))(path, async () => {
      const db = await openNative();
      const source = await addSource(db, 's', from.replace('PATH', shared(path)), entity, mapping);
      await clean(db, { sources: [source] });
      const set_aside = await db.rows(`SELECT rule, count(*) AS n FROM quarantine.${entity} GROUP BY 1`);
      expect(set_aside).toEqual([]);
      expect(await db.rows(`SELECT count(*) AS n FROM all_${entity}`)).toEqual([{ n: rows }]);
      db.close();
    });
  }
});
