import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ledgerSql,
  sourceLedgerSql,
  type LedgerRow,
  type SourceLedgerRow,
} from '../../../src/entity/ledger.ts';
import { presentRoleRefs, type MappedSource } from '../../../src/entity/source.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeEach(async () => {
  db = await openNative();
});
afterEach(() => db.close());

/** An order list that also says whose industry, region and owner. */
const orders = async (
  rows: string[],
  attributes: Record<string, string> = ATTRIBUTES,
): Promise<MappedSource> => ({
  ...(await addSource(
    db,
    'orders',
    values(
      [
        'id VARCHAR',
        'at TIMESTAMP',
        'sum DOUBLE',
        'industry VARCHAR',
        'region VARCHAR',
        'owner VARCHAR',
        'since DATE',
      ],
      rows,
    ),
    'orders',
    { customer: 'id', ordered_at: 'at', amount: 'sum', region: 'region' },
  )),
  attributes,
});
const ATTRIBUTES = { industry: 'industry', region: 'region', owner: 'owner', registered_at: 'since' };

const ROWS = [
  "('A', '2025-01-05', 100, 'Retail', 'North', 'Li', '2024-03-01')",
  "('A', '2025-03-05', 120, 'Retail', 'South', NULL, '2024-03-01')",
  "('A', '2025-02-05', 90, 'Trade', 'North', 'Wu', '2024-03-01')",
  "('B', '2025-01-09', 10, NULL, NULL, NULL, NULL)",
  "('C', '2025-01-10', 30, NULL, 'East', '', NULL)",
  // Not kept: without a customer, and dated far ahead.
  "(NULL, '2025-04-01', 50, 'Mining', 'West', 'Xu', NULL)",
  "('C', '2035-01-10', 30, 'Banking', 'West', 'Xu', NULL)",
];

const customers = () =>
  db.rows<Record<string, unknown>>(
    `SELECT customer, industry, region, owner, CAST(registered_at AS VARCHAR) AS since, _source, _flags FROM all_customers ORDER BY customer`,
  );
const ledger = () => db.rows<LedgerRow>(ledgerSql());
const lineOf = async (rule: string) =>
  (await ledger()).find((row) => row.entity === 'customers' && row.rule === rule);

describe('rows that describe their customers', () => {
  test('the latest kept value that is not empty is the customer’s', async () => {
    const source = await orders(ROWS);
    await clean(db, { sources: [source] });
    expect(await customers()).toEqual([
      expect.objectContaining({
        customer: 'A',
        industry: 'Retail',
        region: 'South',
        owner: 'Wu',
        since: '2024-03-01 00:00:00',
      }),
      expect.objectContaining({ customer: 'B', industry: null, region: null, owner: null }),
      expect.objectContaining({ customer: 'C', industry: null, region: 'East', owner: null }),
    ]);
    expect([...presentRoleRefs([source])].filter((ref) => ref.startsWith('customers.')).sort()).toEqual([
      'customers.customer',
      'customers.industry',
      'customers.owner',
      'customers.region',
      'customers.registered_at',
    ]);
  });

  test('of two rows of one moment the later in the file holds', { tags: ['whole'] }, async () => {
    const source = await orders([
      "('A', '2025-01-05', 1, 'Retail', NULL, NULL, NULL)",
      "('A', '2025-01-05', 2, 'Trade', NULL, NULL, NULL)",
    ]);
    await clean(db, { sources: [source] });
    expect(await customers()).toEqual([expect.objectContaining({ industry: 'Trade' })]);
  });

  test('the ledger says whom rows describe, who differs, and adds up', async () => {
    await clean(db, { sources: [await orders(ROWS)] });
    expect(await lineOf('customers.told')).toMatchObject({
      step: 1,
      action: 'derive',
      rows_in: 0,
      added: 2,
      rows_out: 2,
    });
    expect(await lineOf('customers.rows_differ')).toMatchObject({ action: 'flag', flagged: 1 });
    expect(await lineOf('customers.missing_industry')).toMatchObject({ flagged: 1 });
    expect(await lineOf('customers.no_profile')).toMatchObject({ added: 1, rows_out: 3 });
    expect(await lineOf('customers.filled')).toBeUndefined();
    const rows = await ledger();
    for (const { rows_in, removed, added, rows_out } of rows)
      expect(rows_in - removed + added).toBe(rows_out);
    // The file's rows are read once: as orders.
    expect(await db.rows<SourceLedgerRow>(sourceLedgerSql())).toEqual([
      { entity: 'orders', source: 'orders', read: 7, quarantined: 2, kept: 5 },
    ]);
    const [{ n } = { n: 0 }] = await db.rows<{ n: number }>(
      'SELECT count(*)::INTEGER AS n FROM all_customers',
    );
    expect(rows.filter((row) => row.entity === 'customers').at(-1)!.rows_out).toBe(n);
  });

  test('a file of customers holds; rows fill what it leaves empty, and tell whom it lacks', async () => {
    const file = await addSource(
      db,
      'crm',
      values(
        ['id VARCHAR', 'industry VARCHAR', 'owner VARCHAR'],
        ["('A', NULL, 'Zhao')", "('D', 'Retail', NULL)"],
      ),
      'customers',
      { customer: 'id', industry: 'industry', owner: 'owner' },
    );
    await clean(db, { sources: [file, await orders(ROWS)] });
    const found = await customers();
    expect(
      found.map(({ customer, industry, owner, _source }) => [customer, industry, owner, _source]),
    ).toEqual([
      ['A', 'Retail', 'Zhao', 'crm'],
      ['B', null, null, null],
      ['C', null, null, null],
      ['D', 'Retail', null, 'crm'],
    ]);
    expect(found[0]!['_flags']).toContain('customers.filled');
    expect(await lineOf('read')).toMatchObject({ rows_out: 2 });
    expect(await lineOf('customers.told')).toMatchObject({ rows_in: 2, added: 1, rows_out: 3 });
    expect(await lineOf('customers.filled')).toMatchObject({ flagged: 1 });
    // Whose rows differ is of no matter where the file speaks.
    expect(await lineOf('customers.rows_differ')).toMatchObject({ flagged: 0 });
    expect(await lineOf('customers.no_profile')).toMatchObject({ added: 1, rows_out: 4 });
    expect(await db.rows<SourceLedgerRow>(sourceLedgerSql())).toEqual([
      { entity: 'customers', source: 'crm', read: 2, quarantined: 0, kept: 2 },
      { entity: 'orders', source: 'orders', read: 7, quarantined: 2, kept: 5 },
    ]);
  });

  test(
    'a gap of a file is filled with its own words alone, with whatever there is where it has no such column',
    { tags: ['whole'] },
    async () => {
      const file = await addSource(
        db,
        'crm',
        values(
          ['id VARCHAR', 'region VARCHAR'],
          ["('A', NULL)", "('B', 'N')", "('C', NULL)", "('D', 'East')"],
        ),
        'customers',
        { customer: 'id', region: 'region' },
      );
      await clean(db, { sources: [file, await orders(ROWS)] });
      const found = await db.rows('SELECT customer, region, industry FROM all_customers ORDER BY customer');
      expect(found).toEqual([
        { customer: 'A', region: null, industry: 'Retail' },
        { customer: 'B', region: 'N', industry: null },
        { customer: 'C', region: 'East', industry: null },
        { customer: 'D', region: 'East', industry: null },
      ]);
    },
  );

  test('orders and tickets describe one customer together', { tags: ['whole'] }, async () => {
    const tickets: MappedSource = {
      ...(await addSource(
        db,
        'tickets',
        values(
          ['who VARCHAR', 'at TIMESTAMP', 'nps DOUBLE', 'industry VARCHAR', 'level VARCHAR'],
          ["('A', '2025-06-01', 9, 'Transport', 'Gold')", "('E', '2025-06-02', 3, NULL, 'Blue')"],
        ),
        'feedback',
        { customer: 'who', occurred_at: 'at', nps: 'nps' },
      )),
      attributes: { industry: 'industry', level: 'level' },
    };
    await clean(db, { sources: [await orders(ROWS), tickets] });
    const found = await db.rows(
      'SELECT customer, industry, level, region FROM all_customers ORDER BY customer',
    );
    expect(found).toEqual([
      { customer: 'A', industry: 'Transport', level: 'Gold', region: 'South' },
      { customer: 'B', industry: null, level: null, region: null },
      { customer: 'C', industry: null, level: null, region: 'East' },
      { customer: 'E', industry: null, level: 'Blue', region: null },
    ]);
  });

  test('rules of customers mend what rows tell; what they set aside is derived anew without it', async () => {
    const source = await orders(ROWS, { industry: 'industry', age: 'sum' });
    await clean(db, {
      sources: [source],
      settings: [{ rule: 'customers.missing_industry', action: 'quarantine', params: {} }],
    });
    // 90 is the latest kept age under 121: 120 was it, as the row of March says.
    expect(await db.rows('SELECT customer, industry, age FROM all_customers ORDER BY customer')).toEqual([
      { customer: 'A', industry: 'Retail', age: 120 },
      { customer: 'B', industry: null, age: null },
      { customer: 'C', industry: null, age: null },
    ]);
    expect(await lineOf('customers.missing_industry')).toMatchObject({ removed: 2 });
    const rows = await ledger();
    for (const { rows_in, removed, added, rows_out } of rows)
      expect(rows_in - removed + added).toBe(rows_out);
    expect(rows.at(-1)!.rows_out).toBeGreaterThan(0);
  });

  test(
    'without attributes, and with those of columns that are not there, nothing changes',
    { tags: ['whole'] },
    async () => {
      const bare = await orders(ROWS, {});
      const gone = { ...bare, attributes: { industry: 'left out' } };
      await clean(db, { sources: [bare] });
      const before = await ledger();
      await clean(db, { sources: [gone] });
      expect(await ledger()).toEqual(before);
      expect(before.some(({ rule }) => rule === 'customers.told')).toBe(false);
    },
  );
});
