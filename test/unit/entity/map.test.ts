import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castSql, statedSeconds } from '../../../src/entity/cast.ts';
import { entitySql } from '../../../src/entity/map.ts';
import { mappingProblems } from '../../../src/import/meaning/problems.ts';
import { presentRoleRefs, presentRoles, type MappedSource } from '../../../src/entity/source.ts';
import { addSource, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => {
  db = await openNative();
});
afterAll(() => db.close());

/** What a cast makes of SQL literals. */
const cast = async (
  role: { name: string; type: 'text' | 'number' | 'timestamp' | 'boolean' | 'integer' },
  type: string,
  literals: string[],
  column = 'c',
) => {
  const sql = castSql({ name: column, type }, role);
  const rows = await db.rows<{ v: unknown }>(
    `SELECT ${sql} AS v FROM (VALUES ${literals.map((l, i) => `(${i}, CAST(${l} AS ${type}))`).join(', ')}) t(i, "${column}") ORDER BY i`,
  );
  return rows.map((r) => r.v);
};

describe('casts', () => {
  test('a customer is text, whatever the file made of it', async () => {
    const customer = { name: 'customer', type: 'text' } as const;
    expect(await cast(customer, 'DOUBLE', ['12347', '12347.5', 'NULL'])).toEqual(['12347', '12347.5', null]);
    expect(await cast(customer, 'BIGINT', ['12347'])).toEqual(['12347']);
    expect(
      await cast(customer, 'VARCHAR', [
        "' 12347.0 '",
        "'12347.0'",
        "'00012'",
        "'\u3000张三\t'",
        "' '",
        "'v1.0'",
      ]),
    ).toEqual(['12347', '12347', '00012', '张三', null, 'v1.0']);
    expect(await cast({ name: 'channel', type: 'text' }, 'VARCHAR', ["'2.0'"])).toEqual(['2.0']);
  });

  test('a mark for no value that a program has written into a dump is none', async () => {
    const marks = ["'\\N'", "'NULL'", "'null'", "'(null)'", "'#N/A'", "'NaN'"];
    for (const name of ['customer', 'order_id', 'product', 'channel', 'status', 'region'])
      expect(await cast({ name, type: 'text' }, 'VARCHAR', marks), name).toEqual(marks.map(() => null));
    // Whose letters only begin so, or are written otherwise, is somebody.
    expect(await cast({ name: 'customer', type: 'text' }, 'VARCHAR', ["'Null'", "'\\N1'", "'Nan'"])).toEqual([
      'Null',
      '\\N1',
      'Nan',
    ]);
  });

  test('numbers with signs and grouping, and none', async () => {
    expect(
      await cast({ name: 'amount', type: 'number' }, 'VARCHAR', [
        "'¥1,234.50'",
        "'-3'",
        "'12元'",
        "''",
        "'abc'",
        "'1e3'",
      ]),
    ).toEqual([1234.5, -3, 12, null, null, 1000]);
    expect(await cast({ name: 'amount', type: 'number' }, 'DECIMAL(10,2)', ['12.34'])).toEqual([12.34]);
  });

  test('times in the shapes that reach the engine as text or numbers', async () => {
    const at = { name: 'ordered_at', type: 'timestamp' } as const;
    expect(
      await cast(at, 'VARCHAR', [
        "'2011/12/9 8:26'",
        "'2024-01-31'",
        "'20240131'",
        "'2024年1月31日'",
        "'2024-02-30'",
        "''",
      ]),
    ).toEqual([
      '2011-12-09 08:26:00',
      '2024-01-31 00:00:00',
      '2024-01-31 00:00:00',
      '2024-01-31 00:00:00',
      null,
      null,
    ]);
    expect(await cast(at, 'BIGINT', ['20240131', '1700000000', '1700000000000', '42', '20240230'])).toEqual([
      '2024-01-31 00:00:00',
      '2023-11-14 22:13:20',
      '2023-11-14 22:13:20',
      null,
      null,
    ]);
    expect(await cast(at, 'DATE', ["'2024-01-31'"])).toEqual(['2024-01-31 00:00:00']);
  });

  test('yes and no in both languages', async () => {
    const resolved = { name: 'resolved', type: 'boolean' } as const;
    expect(
      await cast(resolved, 'VARCHAR', ["'是'", "'已解决'", "'Yes'", "'否'", "'未解决'", "'0'", "'maybe'"]),
    ).toEqual([true, true, true, false, false, false, null]);
    expect(await cast(resolved, 'BIGINT', ['1', '0'])).toEqual([true, false]);
  });

  test('durations come in the unit that the column’s name states', async () => {
    const seconds = { name: 'duration_seconds', type: 'number' } as const;
    const minutes = { name: 'response_minutes', type: 'number' } as const;
    expect(await cast(seconds, 'DOUBLE', ['90'], '停留时长(分钟)')).toEqual([5400]);
    expect(await cast(seconds, 'DOUBLE', ['1500'], 'duration_ms')).toEqual([1.5]);
    expect(await cast(seconds, 'DOUBLE', ['90'], 'duration')).toEqual([90]);
    expect(await cast(minutes, 'DOUBLE', ['1.5'], '处理时长(小时)')).toEqual([90]);
    expect(await cast(minutes, 'DOUBLE', ['90'], 'responseSeconds')).toEqual([1.5]);
    expect(await cast(minutes, 'DOUBLE', ['90'], 'response_min')).toEqual([90]);
    expect(statedSeconds('sessions')).toBeNull();
  });
});

describe('entity views', () => {
  test('an amount that is worked out is less the share that is given off the price, and one that is stated is not', async () => {
    const columns = ['c VARCHAR', 't DATE', 'n BIGINT', 'p DOUBLE', 'd DOUBLE', 'total DOUBLE'];
    const rows = ['0', '0.25', '20', 'NULL', '250', '-3'].map((d) => `('k', '2024-01-01', 2, 10, ${d}, 7)`);
    const roles = { customer: 'c', ordered_at: 't', quantity: 'n', unit_price: 'p', discount_rate: 'd' };
    const worked = await addSource(db, 'worked', values(columns, rows), 'orders', roles);
    const stated = await addSource(db, 'stated', values(columns, rows), 'orders', {
      ...roles,
      amount: 'total',
    });
    for (const [source, amounts] of [
      [worked, [20, 15, 16, 20, 20, 20]],
      [stated, [7, 7, 7, 7, 7, 7]],
    ] as const) {
      await db.exec(...entitySql([source]));
      const found = await db.rows<{ amount: number }>('SELECT amount FROM mapped_orders ORDER BY _row');
      expect(found.map(({ amount }) => amount)).toEqual(amounts);
    }
    const rate = { name: 'discount_rate', type: 'number' } as const;
    expect(await cast(rate, 'VARCHAR', ["'25%'", "'5'", "'0.5'"])).toEqual([0.25, 0.05, 0.5]);
    expect(await cast(rate, 'DOUBLE', ['1', '0.5'], 'Discount %')).toEqual([0.01, 0.5]);
    expect(await cast(rate, 'DOUBLE', ['1'])).toEqual([1]);
    const texts = ["'100%'", "'1%'", "'1'", "'12'", "'0.12'", "'150%'", "'-5%'"];
    expect(await cast(rate, 'VARCHAR', texts, 'Discount %')).toEqual([1, 0.01, 0.01, 0.12, 0.12, null, null]);
  });

  test('how long it took is worked out of two moments, and of days alone is not known', async () => {
    const columns = ['a TIMESTAMP', 'r TIMESTAMP', 'z TIMESTAMP', 'm DOUBLE'];
    const rows = [
      "('2024-01-01 10:00:00', '2024-01-01 10:20:30', '2024-01-02 10:00:00', 7)",
      "('2024-01-01 00:00:00', '2024-01-01 00:05:00', '2024-01-03 00:00:00', 7)",
      "('2024-01-01 10:00:00', NULL, NULL, NULL)",
    ];
    const roles = { occurred_at: 'a', responded_at: 'r', resolved_at: 'z' };
    const worked = await addSource(db, 'moments', values(columns, rows), 'feedback', roles);
    const stated = await addSource(db, 'minutes', values(columns, rows), 'feedback', {
      ...roles,
      resolution_minutes: 'm',
    });
    for (const [source, response, resolution] of [
      [worked, [20.5, 5, null], [1440, null, null]],
      [stated, [20.5, 5, null], [7, 7, null]],
    ] as const) {
      await db.exec(...entitySql([source]));
      const found = await db.rows<{ response_minutes: number | null; resolution_minutes: number | null }>(
        'SELECT response_minutes, resolution_minutes FROM mapped_feedback ORDER BY _row',
      );
      expect(found.map((row) => row.response_minutes)).toEqual(response);
      expect(found.map((row) => row.resolution_minutes)).toEqual(resolution);
    }
  });

  test('sources are put under each other, each with what it has', async () => {
    const a = await addSource(
      db,
      'shop "A"',
      values(
        ['uid BIGINT', 'at DATE', 'n BIGINT', 'p DOUBLE'],
        ["(7, '2024-01-01', 3, 2.5)", "(7, '2024-01-01', 3, 2.5)"],
      ),
      'orders',
      {
        customer: 'uid',
        ordered_at: 'at',
        quantity: 'n',
        unit_price: 'p',
        channel: 'dropped',
      },
    );
    const b = await addSource(
      db,
      'b',
      values(['c VARCHAR', 't VARCHAR', 'total VARCHAR'], ["(' 7.0', '2024/2/1', '9')"]),
      'orders',
      {
        customer: 'c',
        ordered_at: 't',
        amount: 'total',
      },
    );
    await db.exec(...entitySql([a, b]));
    expect(presentRoles('orders', [a, b])).toEqual([
      'customer',
      'ordered_at',
      'amount',
      'quantity',
      'unit_price',
      // Amounts in text may state their currency beside them.
      'currency',
    ]);
    expect([...presentRoleRefs([a, b])]).toContain('customers.customer');
    expect(await db.rows('SELECT * FROM mapped_orders ORDER BY _source DESC, _row')).toEqual([
      {
        customer: '7',
        ordered_at: '2024-01-01 00:00:00',
        amount: 7.5,
        quantity: 3,
        unit_price: 2.5,
        currency: null,
        _source: 'shop "A"',
        _row: 1,
        _copy: 1,
      },
      {
        customer: '7',
        ordered_at: '2024-01-01 00:00:00',
        amount: 7.5,
        quantity: 3,
        unit_price: 2.5,
        currency: null,
        _source: 'shop "A"',
        _row: 2,
        _copy: 2,
      },
      {
        customer: '7',
        ordered_at: '2024-02-01 00:00:00',
        amount: 9,
        quantity: null,
        unit_price: null,
        currency: null,
        _source: 'b',
        _row: 1,
        _copy: 1,
      },
    ]);
  });
});

test('what keeps a mapping from being confirmed is named', () => {
  const source: MappedSource = {
    name: 's',
    entity: 'orders',
    columns: [
      { name: 'a', type: 'VARCHAR' },
      { name: 'q', type: 'BIGINT' },
    ],
    mapping: { customer: 'a', ordered_at: 'gone', channel: 'a', colour: 'q' },
  };
  expect(mappingProblems([source]).map((f) => [f.code, f.values?.role])).toEqual([
    ['mapping-missing-column', 'orders.ordered_at'],
    ['mapping-column-twice', 'orders.channel'],
    ['mapping-unknown-role', 'orders.colour'],
    ['mapping-missing-role', 'orders.ordered_at'],
    ['mapping-missing-role', 'orders.amount'],
  ]);
  const whole = {
    ...source,
    mapping: { customer: 'a', ordered_at: 'q', quantity: 'n', unit_price: 'p' },
    columns: [...source.columns, { name: 'n', type: 'BIGINT' }, { name: 'p', type: 'DOUBLE' }],
  };
  expect(mappingProblems([whole])).toEqual([]);
});
