import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanSql } from '../../../src/entity/cleaning.ts';
import { CLEANING_RULES } from '../../../src/entity/cleaning-rules.ts';
import { dictionarySql, matchSql } from '../../../src/entity/dictionary.ts';
import { ledgerSql, sourceLedgerSql } from '../../../src/entity/ledger.ts';
import { entitySql } from '../../../src/entity/map.ts';
import { asOfSql, scopeSql } from '../../../src/entity/scope.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import type { CleaningAction } from '../../../src/entity/rules/rule.ts';
import { PERSONAL_KINDS } from '../../../src/privacy/kinds.ts';
import { policySql } from '../../../src/privacy/policy.ts';
import { few, some } from '../../tools/breadth.ts';
import { openWasm, type Wasm } from '../support/wasm.ts';
import { openNative, TODAY, type Native } from './support.ts';

/** Tables that hold something for every rule: dirt comes from remainders of the row number. */
const TABLES: { entity: MappedSource['entity']; name: string; columns: [string, string, string][] }[] = [
  {
    entity: 'orders',
    name: 'shop',
    columns: [
      ['customer', 'DOUBLE', 'nullif(i % 23, 7)'],
      [
        'ordered_at',
        'VARCHAR',
        "CASE WHEN i % 50 = 3 THEN '2024/2/30' ELSE '2024/' || (1 + i % 12) || '/' || (1 + i % 28) || ' 8:05' END",
      ],
      ['order_id', 'VARCHAR', "CASE WHEN i % 11 = 0 THEN 'C' ELSE '' END || (i // 2)"],
      ['quantity', 'BIGINT', 'CASE WHEN i % 11 = 0 THEN -1 ELSE i % 5 END'],
      ['unit_price', 'DOUBLE', '(i % 9) * 1.25 + CASE WHEN i = 77 THEN 5000 ELSE 0 END'],
      ['status', 'VARCHAR', "['已完成', 'Refunded', '待付款', 'done '][1 + i % 4]"],
      ['channel', 'VARCHAR', "nullif(['web', '\u3000app', ''][1 + i % 3], 'web')"],
    ],
  },
  {
    entity: 'events',
    name: 'log',
    columns: [
      ['customer', 'BIGINT', 'nullif(i % 17, 5)'],
      ['occurred_at', 'BIGINT', '1700000000 + (i // 3) * 60'],
      ['action', 'VARCHAR', "nullif('a' || (i % 2), 'a' || (CASE WHEN i % 31 = 0 THEN 0 ELSE 9 END))"],
      ['duration_seconds', 'DOUBLE', '[5, -1, 60, 90000][1 + i % 4]'],
      ['outcome', 'VARCHAR', "['成功', 'error', 'x'][1 + i % 3]"],
      ['device', 'VARCHAR', "nullif('pc', CASE WHEN i % 5 = 0 THEN 'pc' END)"],
    ],
  },
  {
    entity: 'feedback',
    name: 'survey',
    columns: [
      ['occurred_at', 'DATE', "DATE '2024-01-01' + (i % 90)::INTEGER"],
      ['customer', 'VARCHAR', "nullif('' || (i % 19), '4')"],
      ['nps', 'BIGINT', 'i % 13 - 1'],
      ['csat', 'BIGINT', 'i % 7'],
      ['kind', 'VARCHAR', "['投诉', 'Survey', '咨询', 'other'][1 + i % 4]"],
      ['resolved', 'VARCHAR', "['是', 'no', '?'][1 + i % 3]"],
      ['response_minutes', 'VARCHAR', "['1,000', '-5', '3'][1 + i % 3]"],
    ],
  },
  {
    entity: 'customers',
    name: 'crm',
    columns: [
      ['customer', 'VARCHAR', "nullif('' || (i % 21), '9')"],
      ['name', 'VARCHAR', "['张三', 'Ann Lee', '欧阳娜'][1 + i % 3]"],
      ['age', 'BIGINT', 'i % 140 - 5'],
      ['region', 'VARCHAR', "nullif('r' || i % 3, 'r0')"],
      ['updated_at', 'TIMESTAMP', "TIMESTAMP '2024-01-01' + to_days((i % 40)::INTEGER)"],
    ],
  },
];
const ROWS = 180;
const SOURCES: MappedSource[] = TABLES.map(({ entity, name, columns }) => ({
  entity,
  name,
  columns: columns.map(([column, type]) => ({ name: column, type })),
  mapping: Object.fromEntries(columns.map(([column]) => [column, column])),
}));
const CREATE = [
  'CREATE SCHEMA source',
  ...TABLES.map(
    ({ name, columns }) =>
      `CREATE TABLE source.${name} AS SELECT i + 1 AS _row, 1 + (i % 40 = 39)::BIGINT AS _copy, ${columns.map(([c, type, sql]) => `CAST(${sql} AS ${type}) AS ${c}`).join(', ')} FROM range(${ROWS}) t(i)`,
  ),
];

let native: Native;
let wasm: Wasm;
beforeAll(async () => {
  native = await openNative();
  wasm = await openWasm();
  await native.exec(...CREATE);
  wasm.exec(...CREATE);
});
afterAll(() => native.close());

/** Both engines' rows as text; the browser's engine has core functions only and is locked. */
async function agree(sql: string): Promise<Record<string, unknown>[]> {
  const asText = `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql})`;
  const rows = await native.rows(asText);
  expect(wasm.rows(asText)).toEqual(rows);
  return rows;
}

// The defaults are a mixture of the actions; the long run takes each action for all rules.
test.each(few(some<CleaningAction | 'default'>(['default', 'flag', 'quarantine', 'correct'], 2), 2))(
  'with every rule at %s the engine that ships and native DuckDB agree, and every account adds up',
  { tags: ['whole'] },
  async (action) => {
    const settings =
      action === 'default' ? [] : CLEANING_RULES.map((r) => ({ rule: r.id, action, params: {} }));
    const restored = [
      { source: 'shop', row: 12 },
      { source: 'log', row: 2 },
    ];
    const statements = [
      ...entitySql(SOURCES),
      ...cleanSql({ sources: SOURCES, settings, restored, today: TODAY }),
    ];
    await native.exec(...statements);
    wasm.exec(...statements);
    for (const entity of ['orders', 'events', 'feedback', 'customers']) {
      await agree(`SELECT * FROM all_${entity} ORDER BY _source, _row, customer`);
      await agree(`SELECT * FROM quarantine.${entity} ORDER BY _source, _row`);
      const [sum] = await native.rows(
        `SELECT (SELECT count(*) FROM quarantine.${entity}) + (SELECT count(*) FROM clean.${entity} WHERE _source IS NOT NULL) AS n,
         (SELECT count(*) FROM (SELECT DISTINCT _row FROM quarantine.${entity} UNION ALL SELECT DISTINCT _row FROM clean.${entity} WHERE _source IS NOT NULL)) AS d`,
      );
      expect(sum).toEqual({ n: ROWS, d: ROWS });
    }
    const ledger = await native.rows<{ rows_in: number; removed: number; added: number; rows_out: number }>(
      ledgerSql(),
    );
    for (const line of ledger) expect(line.rows_out).toBe(line.rows_in - line.removed + line.added);
    expect(await agree(ledgerSql())).toHaveLength(ledger.length);
    expect(await agree(sourceLedgerSql())).toHaveLength(SOURCES.length);
  },
);

test('scope, extent, dictionary, match rates and orphans agree', { tags: ['whole'] }, async () => {
  const statements = [...entitySql(SOURCES), ...cleanSql({ sources: SOURCES, settings: [], today: TODAY })];
  await native.exec(...statements);
  wasm.exec(...statements);
  expect(await agree(asOfSql())).toHaveLength(1);
  const scope = { asOf: '2024-12-29', periodStart: '2024-02-01', periodEnd: '2024-11-30' };
  const scoped = scopeSql(
    { group: { kind: 'top', share: 0.4 }, period: { kind: 'months', months: 10 } },
    scope,
  );
  await native.exec(...scoped);
  wasm.exec(...scoped);
  expect((await agree('SELECT * FROM orders ORDER BY _row')).length).toBeGreaterThan(0);
  for (const source of SOURCES) {
    expect(await agree(dictionarySql(source, ROWS, { name: 'name' }))).toHaveLength(source.columns.length);
  }
  expect(await agree(matchSql(SOURCES)!)).toHaveLength(3);
});

test('privacy policies agree', async () => {
  const secret = 'a1'.repeat(32);
  for (const kind of [...PERSONAL_KINDS, null]) {
    for (const policy of ['mask', 'pseudonymise'] as const) {
      const sql = policySql('v', policy, kind, secret);
      const values = [
        '欧阳娜娜',
        'Ann Lee',
        '13812345678',
        '+86 138 1234 5678',
        'a@b.cn',
        '北京市朝阳区建国路88号',
        '1990-01-02',
        '10.0.0.1',
        '',
      ];
      const rows = await agree(
        `SELECT ${sql} AS m FROM (VALUES ${values.map((v) => `('${v}')`).join(', ')}) t(v)`,
      );
      expect(rows.map((r) => r.m)).not.toContain('欧阳娜娜');
    }
  }
});
