import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLEANING_RULES, applicableRules } from '../../../src/entity/cleaning-rules.ts';
import { ENTITIES, ENTITY_NAMES, SQL_TYPE } from '../../../src/entity/catalogue.ts';
import {
  ledgerSql,
  sourceLedgerSql,
  type LedgerRow,
  type SourceLedgerRow,
} from '../../../src/entity/ledger.ts';
import type { CleaningAction } from '../../../src/entity/rules/rule.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import { addSource, clean, openNative, TODAY, values, type Native } from './support.ts';

let db: Native;
beforeEach(async () => {
  db = await openNative();
});
afterEach(() => db.close());

/** Maps each column to the role of its own name. */
const add = (name: string, entity: MappedSource['entity'], columns: string[], rows: string[]) =>
  addSource(
    db,
    name,
    values(columns, rows),
    entity,
    Object.fromEntries(columns.map((c) => [c.split(' ')[0]!, c.split(' ')[0]!])),
  );
const setting = (rule: string, action: CleaningAction, params: Record<string, number | string> = {}) => ({
  rule,
  action,
  params,
});

/** `_row` to rule of the rows set aside. */
const aside = async (entity: string) =>
  Object.fromEntries(
    (
      await db.rows<{ _row: number; rule: string }>(
        `SELECT _row, rule FROM quarantine.${entity} ORDER BY _row`,
      )
    ).map((r) => [r._row, r.rule.split('.')[1]]),
  );
/** `_row` to flags of the marked rows. */
const flags = async (entity: string) =>
  Object.fromEntries(
    (
      await db.rows<{ _row: number; _flags: string }>(
        `SELECT _row, _flags FROM all_${entity} WHERE _flags IS NOT NULL AND _row IS NOT NULL ORDER BY _row`,
      )
    ).map((r) => [r._row, r._flags]),
  );

/** Each entity's account adds up, line by line and source by source, and ends at the clean table's rows. */
async function accountAddsUp() {
  const ledger = await db.rows<LedgerRow & Record<string, unknown>>(ledgerSql());
  for (const entity of ENTITY_NAMES) {
    const lines = ledger.filter((l) => l.entity === entity);
    if (!lines.length) continue;
    lines.forEach((l, i) => {
      expect(l.rows_out).toBe(l.rows_in - l.removed + l.added);
      if (i) expect(l.rows_in).toBe(lines[i - 1]!.rows_out);
    });
    const [{ n } = { n: -1 }] = await db.rows<{ n: number }>(`SELECT count(*) AS n FROM clean.${entity}`);
    expect(lines.at(-1)!.rows_out, entity).toBe(n);
  }
  for (const s of await db.rows<SourceLedgerRow & Record<string, unknown>>(sourceLedgerSql())) {
    expect(s.read, s.source).toBe(s.quarantined + s.kept);
  }
  return ledger;
}

const ORDERS = [
  'order_id VARCHAR',
  'customer VARCHAR',
  'ordered_at TIMESTAMP',
  'product VARCHAR',
  'quantity BIGINT',
  'unit_price DOUBLE',
  'amount DOUBLE',
  'status VARCHAR',
];

describe('orders', () => {
  test('each default rule takes its own row, the first that fits names it, and the account adds up', async () => {
    const source = await add('o', 'orders', ORDERS, [
      "('1', 'A', '2024-01-01', 'x', 1, 5, 5, 'paid')",
      "('1', 'A', '2024-01-01', 'x', 1, 5, 5, 'paid')", // 2 exact duplicate
      "('2', '  ', '2024-01-01', 'x', 1, 5, 5, 'paid')", // 3 no customer
      "('3', 'A', NULL, 'x', 1, 5, 5, 'paid')", // 4 no date
      "('4', 'A', '2052-01-01', 'x', 1, 5, 5, 'paid')", // 5 after today
      "('5', 'A', '1899-01-01', 'x', 1, 5, 5, 'paid')", // 6 too early
      "('6', 'A', '2024-01-01', 'x', 1, 5, NULL, 'paid')", // 7 no amount
      "('7', 'A', '2024-01-01', 'x', -1, 5, -5, 'paid')", // 8 refund by sign
      "('8', 'A', '2024-01-01', 'x', 1, 5, 5, '已退款')", // 9 refund by status
      "('9', 'A', '2024-01-01', 'x', 1, 5, 5, 'Refund rejected')", // 10 stays
      "('10', 'A', '2024-01-01', 'x', 0, 5, 0, 'paid')", // 11 quantity
      "('11', 'A', '2024-01-01', 'x', 1, 0, 0, 'paid')", // 12 price
      "('12', 'B', '2024-01-02', 'x', 1, 5, 0, 'paid')", // 13 zero amount stays, marked
      "('13', 'B', '2024-01-02', 'x', 1, 5, 5, '待付款')", // 14 unpaid stays, marked
      "('14', 'B', '2024-01-02', 'x', 1, 5, 5, '没有申请退款')", // 15 stays
      "('15', 'B', '2024-01-02', 'x', 1, 5, 5, 'partially_refunded')", // 16 stays, marked
      "('16', 'B', '2024-01-02', 'x', 1, 5, 5, 'Payment failed')", // 17 failed
      "('17', 'B', '2024-01-02', 'x', 1, 5, 5, 'Test order')", // 18 test
      "('18', 'B', '2024-01-02', 'x', 1, 5, 5, 'Contract sent')", // 19 a deal still open
      "('19', 'B', '2024-01-02', 'x', 1, 5, 5, '状态甲')", // 20 not understood: stays, marked
    ]);
    await clean(db, { sources: [source] });
    expect(await aside('orders')).toEqual({
      2: 'exact_duplicate',
      3: 'no_customer',
      4: 'no_date',
      5: 'impossible_date',
      6: 'impossible_date',
      7: 'no_amount',
      8: 'refund',
      9: 'refund',
      11: 'non_positive_quantity',
      12: 'non_positive_price',
      17: 'failed',
      18: 'test',
      19: 'open_deal',
    });
    expect(await flags('orders')).toEqual({
      13: 'orders.zero_amount',
      14: 'orders.unpaid',
      16: 'orders.partial_refund',
      20: 'orders.status_unknown',
    });
    const ledger = await accountAddsUp();
    expect(ledger.find((l) => l.rule === 'orders.impossible_date')).toMatchObject({
      rows_in: 17,
      removed: 2,
      rows_out: 15,
    });
    expect(ledger.find((l) => l.rule === 'orders.unpaid')).toMatchObject({ flagged: 1, removed: 0 });
    expect(await db.rows('SELECT customer FROM all_customers ORDER BY 1')).toEqual([
      { customer: 'A' },
      { customer: 'B' },
    ]);
  });

  test(
    'an id prefix means cancelled only when its lines are negative and few',
    { tags: ['whole'] },
    async () => {
      const rows = [...Array(20).keys()].map(
        (i) => `('S${i}', 'A', '2024-01-0${1 + (i % 9)}', 'x', 1, 5, 5, 'ok')`,
      );
      const returned = [...Array(4).keys()].map((i) => `('R${i}', 'A', '2024-01-01', 'x', -1, 5, -5, 'ok')`);
      const source = await add('o', 'orders', ORDERS, [...rows, ...returned]);
      await clean(db, { sources: [source] });
      expect(await db.rows('SELECT prefix FROM clean.cancel_prefixes')).toEqual([{ prefix: 'R' }]);
      expect(Object.keys(await aside('orders'))).toHaveLength(4);

      // One positive line among five under R: no sign of cancellation.
      const mixed = await add('mixed', 'orders', ORDERS, [
        ...rows,
        ...returned,
        "('R9', 'A', '2024-01-01', 'x', 1, 5, 5, 'ok')",
      ]);
      await clean(db, { sources: [mixed] });
      expect(await db.rows('SELECT prefix FROM clean.cancel_prefixes')).toEqual([]);

      const all = await add(
        'all_c',
        'orders',
        ORDERS,
        returned.map((r) => r.replace("'R", "'C")),
      );
      await clean(db, { sources: [all] });
      expect(await db.rows('SELECT prefix FROM clean.cancel_prefixes')).toEqual([]);
    },
  );

  test('a positive line under a cancelling prefix goes with the others', { tags: ['whole'] }, async () => {
    const rows = [...Array(100).keys()].map((i) => `('${i}', 'A', '2024-01-01', 'x', 1, 5, 5, 'ok')`);
    const returned = [...Array(29).keys()].map((i) => `('C${i}', 'A', '2024-01-01', 'x', -1, 5, -5, 'ok')`);
    const source = await add('o', 'orders', ORDERS, [
      ...rows,
      ...returned,
      "('C99', 'A', '2024-01-01', 'x', 1, 5, 5, 'ok')",
    ]);
    await clean(db, { sources: [source] });
    expect((await aside('orders'))[130]).toBe('refund');
  });

  test('without an order id identical rows are marked, not removed', { tags: ['whole'] }, async () => {
    const source = await add('o', 'orders', ORDERS.slice(1, 3).concat('amount DOUBLE'), [
      "('A', '2024-01-01', 5)",
      "('A', '2024-01-01', 5)",
    ]);
    await clean(db, { sources: [source] });
    expect(await aside('orders')).toEqual({});
    expect(await flags('orders')).toEqual({ 2: 'orders.identical_line' });
  });

  test(
    'amount outliers compare whole orders; marks and removals follow the setting',
    { tags: ['whole'] },
    async () => {
      const amounts = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 2000];
      const rows = amounts.map((a, i) => `('${i}', 'A', '2024-01-01', 'x', 1, ${a}, ${a}, 'ok')`);
      // The largest order comes in two lines, of which neither is extreme alone for the mean rule.
      const source = await add('o', 'orders', ORDERS, [
        ...rows,
        "('11', 'A', '2024-01-01', 'y', 1, 100, 100, 'ok')",
      ]);
      const times = { times: 11 };
      await clean(db, { sources: [source], settings: [setting('orders.amount_over_mean', 'flag', times)] });
      const totals = [...amounts.slice(0, 11), 2100];
      const mean = totals.reduce((a, b) => a + b) / totals.length;
      expect(2100 > 11 * mean && 2000 < 11 * mean).toBe(true);
      expect(await flags('orders')).toEqual({ 12: 'orders.amount_over_mean', 13: 'orders.amount_over_mean' });

      await clean(db, {
        sources: [source],
        settings: [
          setting('orders.amount_over_mean', 'keep'),
          setting('orders.amount_iqr', 'quarantine'),
          setting('orders.amount_mad', 'flag'),
        ],
      });
      // Quartiles of 10..20 and 2100 by type 7: 12.75 and 18.25, fences 4.5 and 26.5.
      expect(await aside('orders')).toEqual({ 12: 'amount_iqr', 13: 'amount_iqr' });
      await accountAddsUp();

      await clean(db, {
        sources: [source],
        settings: [setting('orders.amount_over_mean', 'keep'), setting('orders.amount_mad', 'flag')],
      });
      // Median 15.5, MAD 3: |z| of 2100 is 468, of 10 it is 1.24.
      expect(await flags('orders')).toEqual({ 12: 'orders.amount_mad', 13: 'orders.amount_mad' });
    },
  );

  test('a robot’s day is taken when the rule is on', { tags: ['whole'] }, async () => {
    const rows = [...Array(5).keys()].map((i) => `('${i}', 'A', '2024-01-01 0${i}:00', 'x', 1, 5, 5, 'ok')`);
    const source = await add('o', 'orders', ORDERS, [
      ...rows,
      "('9', 'A', '2024-01-02', 'x', 1, 5, 5, 'ok')",
    ]);
    await clean(db, {
      sources: [source],
      settings: [setting('orders.too_frequent', 'quarantine', { most: 4 })],
    });
    expect(Object.keys(await aside('orders'))).toEqual(['1', '2', '3', '4', '5']);
    await accountAddsUp();
  });

  test('missing values are marked, filled or left out as set', { tags: ['whole'] }, async () => {
    const columns = ['customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE', 'channel VARCHAR'];
    const source = await add('o', 'orders', columns, [
      "('A', '2024-01-01', 5, NULL)",
      "('A', '2024-01-02', 5, 'web')",
    ]);
    await clean(db, {
      sources: [source],
      settings: [setting('orders.missing_channel', 'correct', { fill: "it's 待补充" })],
    });
    expect(await db.rows('SELECT channel, _corrected FROM all_orders ORDER BY _row')).toEqual([
      { channel: "it's 待补充", _corrected: 'orders.missing_channel' },
      { channel: 'web', _corrected: null },
    ]);
    expect((await accountAddsUp()).find((l) => l.rule === 'orders.missing_channel')).toMatchObject({
      corrected: 1,
      removed: 0,
    });
    await clean(db, { sources: [source], settings: [setting('orders.missing_channel', 'quarantine')] });
    expect(await aside('orders')).toEqual({ 1: 'missing_channel' });
  });

  test(
    'a restored row comes back marked, but never one without a customer',
    { tags: ['whole'] },
    async () => {
      const source = await add('o', 'orders', ORDERS, [
        "('1', 'A', '2024-01-01', 'x', -1, 5, -5, 'ok')",
        "('2', NULL, '2024-01-01', 'x', 1, 5, 5, 'ok')",
      ]);
      await clean(db, {
        sources: [source],
        restored: [
          { source: 'o', row: 1 },
          { source: 'o', row: 2 },
          { source: 'p', row: 1 },
        ],
      });
      expect(await aside('orders')).toEqual({ 2: 'no_customer' });
      expect(await flags('orders')).toEqual({ 1: 'restored' });
      await accountAddsUp();
    },
  );
});

test('events: instants, durations and required values', async () => {
  const source = await add(
    'e',
    'events',
    [
      'customer VARCHAR',
      'occurred_at TIMESTAMP',
      'action VARCHAR',
      'duration_seconds DOUBLE',
      'outcome VARCHAR',
    ],
    [
      "('A', '2024-01-01 08:00:00', 'home', 20, '成功')",
      "('A', '2024-01-01 08:00:00', 'home', 30, 'error')", // 2 repeated
      "('A', '2024-01-01 08:00:00', 'cart', 40, 'odd')", // 3 same instant, other action
      "('B', '2024-01-01 08:00:00', 'home', 9, NULL)", // 4 short
      "('B', '2024-01-01 09:00:00', 'home', 86401, NULL)", // 5 long
      "('B', '2024-01-01 10:00:00', 'home', -3, NULL)", // 6 negative
      "('B', '2024-01-01 11:00:00', NULL, 20, NULL)", // 7 no action
      "(NULL, '2024-01-01 11:00:00', 'home', 20, NULL)", // 8
    ],
  );
  await clean(db, { sources: [source] });
  expect(await flags('events')).toEqual({ 2: 'events.repeated', 4: 'events.short_duration' });
  const apart = setting('events.repeated', 'quarantine');
  await clean(db, { sources: [source], settings: [apart] });
  expect(await aside('events')).toEqual({
    2: 'repeated',
    5: 'long_duration',
    7: 'no_action',
    8: 'no_customer',
  });
  expect(await flags('events')).toEqual({ 4: 'events.short_duration' });
  expect(
    await db.rows('SELECT _row, duration_seconds, outcome, _corrected FROM all_events ORDER BY _row'),
  ).toEqual([
    { _row: 1, duration_seconds: 20, outcome: 'success', _corrected: null },
    { _row: 3, duration_seconds: 40, outcome: 'odd', _corrected: null },
    { _row: 4, duration_seconds: 9, outcome: null, _corrected: null },
    { _row: 6, duration_seconds: null, outcome: null, _corrected: 'events.negative_duration' },
  ]);
  await accountAddsUp();
  await clean(db, {
    sources: [source],
    settings: [setting('events.repeated', 'quarantine', { same: 'instant' })],
  });
  expect(await aside('events')).toMatchObject({ 2: 'repeated', 3: 'repeated' });
  await clean(db, { sources: [source], settings: [apart], restored: [{ source: 'e', row: 2 }] });
  expect(await aside('events')).not.toHaveProperty('2');
});

test('feedback: scores off the scale are set aside or emptied, never clipped', async () => {
  const source = await add(
    'f',
    'feedback',
    [
      'occurred_at TIMESTAMP',
      'customer VARCHAR',
      'nps BIGINT',
      'csat BIGINT',
      'response_minutes DOUBLE',
      'kind VARCHAR',
    ],
    [
      "('2024-01-01', 'A', 0, 1, 5, '客户投诉')",
      "('2024-01-01', 'A', 11, 5, 5, 'Survey')", // 2
      "('2024-01-01', 'A', 10, 6, 5, NULL)", // 3
      "('2024-01-01', NULL, -1, 5, 5, NULL)", // 4
      "('2024-01-01', NULL, 9, 5, -5, NULL)",
      "('2024-01-01', NULL, 9, 5, -5, NULL)", // 6: anonymous, so not a duplicate
      "('2024-01-01', 'A', 0, 1, 5, '客户投诉')", // 7 duplicate
      "(NULL, 'A', 5, 5, 5, NULL)", // 8
    ],
  );
  await clean(db, { sources: [source] });
  expect(await aside('feedback')).toEqual({
    2: 'nps_range',
    3: 'csat_range',
    4: 'nps_range',
    7: 'exact_duplicate',
    8: 'no_date',
  });
  expect(await db.rows('SELECT _row, nps, response_minutes, kind FROM all_feedback ORDER BY _row')).toEqual([
    { _row: 1, nps: 0, response_minutes: 5, kind: 'complaint' },
    { _row: 5, nps: 9, response_minutes: null, kind: null },
    { _row: 6, nps: 9, response_minutes: null, kind: null },
  ]);
  await accountAddsUp();
  await clean(db, { sources: [source], settings: [setting('feedback.nps_range', 'correct')] });
  expect(await db.rows('SELECT nps, kind FROM all_feedback WHERE _row = 2')).toEqual([
    { nps: null, kind: 'survey' },
  ]);
});

describe('customers', () => {
  const PROFILE = [
    'customer VARCHAR',
    'name VARCHAR',
    'age DOUBLE',
    'region VARCHAR',
    'updated_at TIMESTAMP',
  ];
  const ROWS = [
    "('A', 'Ann', 30, NULL, '2024-02-01')",
    "('A', 'Anne', 31, 'North', '2024-01-01')",
    "('B', 'Bob', 200, 'South', NULL)",
    "('C', 'Cid', 20, 'South', NULL)",
    "(NULL, 'Nil', 20, 'South', NULL)",
  ];
  const orders = () =>
    add(
      'o',
      'orders',
      ['customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE'],
      ["('B', '2024-01-01', 5)", "('C', '2024-01-01', -5)", "('Z', '2024-01-01', 5)"],
    );

  test('one profile per id, several names listed, buyers without a profile counted', async () => {
    const sources = [await add('crm', 'customers', PROFILE, ROWS), await orders()];
    await clean(db, { sources });
    expect(await aside('customers')).toEqual({ 2: 'same_id', 5: 'no_customer' });
    expect(
      await db.rows(
        'SELECT customer, name, age, region, _source, _flags FROM all_customers ORDER BY customer',
      ),
    ).toEqual([
      {
        customer: 'A',
        name: 'Ann',
        age: 30,
        region: null,
        _source: 'crm',
        _flags: 'customers.missing_region,customers.several_names,customers.no_purchase',
      },
      { customer: 'B', name: 'Bob', age: null, region: 'South', _source: 'crm', _flags: null },
      {
        customer: 'C',
        name: 'Cid',
        age: 20,
        region: 'South',
        _source: 'crm',
        _flags: 'customers.no_purchase',
      },
      { customer: 'Z', name: null, age: null, region: null, _source: null, _flags: 'customers.no_profile' },
    ]);
    const ledger = await accountAddsUp();
    expect(ledger.find((l) => l.rule === 'customers.no_profile')).toMatchObject({ added: 1, rows_out: 4 });
    await clean(db, { sources, settings: [setting('customers.same_id', 'quarantine', { keep: 'fullest' })] });
    expect(await aside('customers')).toMatchObject({ 1: 'same_id' });
  });

  test(
    'names that a mask made alike are told apart by the count that importing made',
    { tags: ['whole'] },
    async () => {
      const masked = await add(
        'crm',
        'customers',
        ['id VARCHAR', 'name VARCHAR', '_names INTEGER'],
        ["('A', '张*', 2)", "('A', '张*', 2)", "('B', '李*', 1)", "('C', '王*', NULL)"],
      );
      const mapping = { customer: 'id', name: 'name' };
      await clean(db, { sources: [{ ...masked, mapping }] });
      const rows = await db.rows('SELECT customer, _flags FROM all_customers ORDER BY 1');
      expect(rows).toEqual([
        { customer: 'A', _flags: 'customers.several_names' },
        { customer: 'B', _flags: null },
        { customer: 'C', _flags: null },
      ]);
    },
  );

  test('profiles alone are enough', { tags: ['whole'] }, async () => {
    await clean(db, { sources: [await add('crm', 'customers', PROFILE, ROWS)] });
    expect(await db.rows('SELECT customer FROM all_customers ORDER BY 1')).toEqual([
      { customer: 'A' },
      { customer: 'B' },
      { customer: 'C' },
    ]);
    await accountAddsUp();
  });

  test('a second run with other sources leaves nothing of the first', { tags: ['whole'] }, async () => {
    await clean(db, { sources: [await add('crm', 'customers', PROFILE, ROWS), await orders()] });
    const events = await add(
      'e',
      'events',
      ['customer VARCHAR', 'occurred_at TIMESTAMP', 'action VARCHAR'],
      ["('Q', '2024-01-01', 'x')"],
    );
    await clean(db, { sources: [events] });
    expect(
      await db.rows(
        'SELECT (SELECT count(*) FROM all_orders) AS o, (SELECT string_agg(customer) FROM all_customers) AS c',
      ),
    ).toEqual([{ o: 0, c: 'Q' }]);
    await accountAddsUp();
  });
});

test('all_<entity> has every role in its type, with or without sources', async () => {
  const types = async () => {
    for (const entity of ENTITY_NAMES) {
      const described = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE all_${entity}`);
      expect(described.map((d) => [d.column_name, d.column_type])).toEqual([
        ...ENTITIES[entity].roles.map((r) => [r.name, SQL_TYPE[r.type]]),
        ['_source', 'VARCHAR'],
        ['_row', 'BIGINT'],
        ['_flags', 'VARCHAR'],
        ['_corrected', 'VARCHAR'],
      ]);
    }
  };
  await clean(db, { sources: [] });
  await types();
  expect(await db.rows(ledgerSql())).toEqual([]);
  await clean(db, {
    sources: [await add('o', 'orders', ORDERS, ["('1', 'A', '2024-01-01', 'x', 1, 5, 5, 'paid')"])],
  });
  await types();
});

describe('settings', () => {
  test('values outside what a rule allows fall back or are bounded', { tags: ['whole'] }, async () => {
    const source = await add('o', 'orders', ORDERS, ["('1', 'A', '2024-01-01', 'x', 1, 5, 5, 'paid')"]);
    const states = applicableRules(
      [source],
      [
        setting('orders.no_customer', 'keep'),
        setting('orders.amount_over_mean', 'quarantine', { times: -4 }),
        setting('orders.amount_iqr', 'flag', { k: 'x); DROP' }),
      ],
      TODAY,
    );
    const state = (id: string) => states.find((s) => s.rule.id === id)!;
    expect(state('orders.no_customer').action).toBe('quarantine');
    expect(state('orders.amount_over_mean').params).toEqual({ times: 1 });
    expect(state('orders.amount_iqr').params).toEqual({ k: 1.5 });
    expect(states.some((s) => s.rule.entity !== 'orders' || s.rule.id === 'orders.identical_line')).toBe(
      false,
    );
  });

  test('every rule allows its default, needs known roles and speaks both languages', () => {
    expect(new Set(CLEANING_RULES.map((r) => r.id)).size).toBe(CLEANING_RULES.length);
    for (const rule of CLEANING_RULES) {
      expect(rule.actions, rule.id).toContain(rule.defaultAction);
      const known = ENTITIES[rule.entity].roles.map((r) => r.name);
      for (const role of [...rule.roles, ...(rule.anyRole ?? []), ...(rule.unless ?? [])])
        expect(known, rule.id).toContain(role);
      for (const text of [rule.title, rule.explanation, ...rule.params.map((p) => p.label)]) {
        expect(text.zh, rule.id).toMatch(/\p{Script=Han}|NPS/u);
        expect(text.en, rule.id).toMatch(/[a-z]/i);
      }
      expect(rule.scope === 'row' && rule.actions.includes('correct') && !rule.corrections, rule.id).toBe(
        false,
      );
    }
  });
});

test(
  'a sale goes with the refund that undoes it when cleaning is asked to; what refunds come to stands apart',
  { tags: ['whole'] },
  async () => {
    const source = await addSource(
      db,
      'netted',
      values(
        ['c VARCHAR', 't TIMESTAMP', 'p VARCHAR', 'a DOUBLE'],
        [
          "('A', '2024-01-01', 'tea', 50)", // 1 taken back
          "('A', '2024-01-02', 'tea', 50)", // 2 stays: one refund
          "('A', '2024-01-03', 'tea', -50)", // 3
          "('B', '2024-01-04', 'tea', 50)", // 4 another customer
          "('B', '2024-01-01', 'pot', -20)", // 5 before any sale
          "('B', '2024-01-05', 'pot', 20)", // 6
        ],
      ),
      'orders',
      { customer: 'c', ordered_at: 't', product: 'p', amount: 'a' },
    );
    await clean(db, { sources: [source], settings: [setting('orders.refunded_sale', 'flag')] });
    expect(await db.rows('SELECT customer, amount FROM all_refunds ORDER BY 1')).toEqual([
      { customer: 'A', amount: 50 },
      { customer: 'B', amount: 20 },
    ]);
    const marked = "SELECT _row FROM all_orders WHERE _flags LIKE '%orders.refunded_sale%'";
    expect(await db.rows(marked)).toEqual([{ _row: 1 }]);
    await clean(db, { sources: [source], settings: [setting('orders.refunded_sale', 'quarantine')] });
    expect(await db.rows('SELECT _row FROM all_orders ORDER BY 1')).toEqual([
      { _row: 2 },
      { _row: 4 },
      { _row: 6 },
    ]);
  },
);

test('the account counts what a rule met, also where a later rule set it aside', async () => {
  const source = await addSource(
    db,
    'twice',
    values(
      ['id VARCHAR', 'size VARCHAR', 'at TIMESTAMP'],
      ["('A', NULL, '2024-01-01')", "('A', '50', '2024-02-01')", "('B', NULL, '2024-01-01')"],
    ),
    'customers',
    { customer: 'id', company_size: 'size', updated_at: 'at' },
  );
  await clean(db, { sources: [source] });
  const ledger = await db.rows("SELECT rule, flagged FROM clean.ledger WHERE rule LIKE '%company_size'");
  expect(ledger).toEqual([{ rule: 'customers.missing_company_size', flagged: 2 }]);
});

test('a flag says its column’s word, and programs are no visitors', { tags: ['whole'] }, async () => {
  const orders = await addSource(
    db,
    'o',
    values(
      [
        'order_id VARCHAR',
        'customer VARCHAR',
        'ordered_at TIMESTAMP',
        'amount DOUBLE',
        'livemode BOOLEAN',
        'Voided VARCHAR',
      ],
      [
        "('1', 'A', '2024-01-01', 5, true, 'No')",
        "('2', 'A', '2024-01-02', 6, false, 'No')",
        "('3', 'A', '2024-01-03', 7, true, 'Yes')",
      ],
    ),
    'orders',
    {
      order_id: 'order_id',
      customer: 'customer',
      ordered_at: 'ordered_at',
      amount: 'amount',
      status: 'livemode',
      payment_status: 'Voided',
    },
  );
  const visits = await add(
    'v',
    'events',
    ['customer VARCHAR', 'occurred_at TIMESTAMP', 'action VARCHAR', 'device VARCHAR'],
    [
      "('A', '2024-01-01 08:00:00', 'home', 'Mozilla/5.0 (Windows NT 10.0)')",
      "('B', '2024-01-01 08:00:00', 'home', 'Mozilla/5.0 (compatible; Googlebot/2.1)')",
      "('C', '2024-01-01 08:00:00', 'home', NULL)",
    ],
  );
  await clean(db, { sources: [orders, visits] });
  expect(await aside('orders')).toEqual({ 2: 'test', 3: 'refund' });
  expect(await aside('events')).toEqual({ 2: 'bot' });
});
