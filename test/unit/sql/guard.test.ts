import { describe, expect, test } from 'vitest';
import { guardFunctions } from '../../../src/sql/guard.ts';
import { SAFE_FUNCTIONS } from '../../../src/sql/safe-functions.ts';
import { templates } from '../../../src/template/registry.ts';
import { openNative } from '../support/native.ts';

const refused = (sql: string) => {
  const guarded = guardFunctions(sql);
  return guarded.ok ? null : guarded.fault;
};

describe('a cell may not call', () => {
  test.each([
    ["SELECT * FROM query('UPDATE x')", 'query'],
    ["SELECT * FROM  QUERY /* a */ ('UPDATE x')", 'QUERY'],
    ['SELECT * FROM "query"(\'UPDATE x\')', '"query"'],
    ["SELECT * FROM main.query('x')", 'query'],
    ["SELECT * FROM a, query('x')", 'query'],
    ["SELECT * FROM a SEMI JOIN query('x') USING (y)", 'query'],
    ["FROM query_table('clean.orders')", 'query_table'],
    ["SELECT getvariable('x')", 'getvariable'],
    ["SELECT 'x'.getvariable()", 'getvariable'],
    ["SELECT x LIKE y ESCAPE getvariable('a') FROM t", 'getvariable'],
    ["SELECT CASE WHEN current_setting('enable_external_access') THEN 1 END", 'current_setting'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'read_csv'],
    ["SELECT * FROM glob('*')", 'glob'],
    ['SELECT * FROM duckdb_settings()', 'duckdb_settings'],
    ['SELECT * FROM duckdb_tables', 'duckdb_tables'],
    ['SELECT * FROM information_schema.tables', 'information_schema'],
    ["SELECT write_log('x')", 'write_log'],
    ["SELECT nextval('s')", 'nextval'],
    ['SELECT setseed(0.5)', 'setseed'],
    ["WITH query(a) AS (SELECT 1) SELECT * FROM query('UPDATE x')", 'query'],
    ["SELECT 1 AS a FROM t AS query('x')", 'query'],
    ["SELECT json_execute_serialized_sql('x')", 'json_execute_serialized_sql'],
    ['SELECT a_function_of_tomorrow(1)', 'a_function_of_tomorrow'],
    ["FROM 'orders.csv'", "'orders.csv'"],
    ["SELECT * FROM a JOIN 'x.parquet' ON true", "'x.parquet'"],
    ["SELECT * FROM a, 'x.parquet'", "'x.parquet'"],
    ["FROM (VALUES (1)) t(x), 'x.parquet'", "'x.parquet'"],
    ["TABLE 'x.parquet'", "'x.parquet'"],
    ["PIVOT 'x.parquet' ON a", "'x.parquet'"],
    ['SELECT * FROM a, "x.parquet"', '"x.parquet"'],
    ['FROM main."/etc/passwd"', '"/etc/passwd"'],
    ['FROM "https://example.org/x"', '"https://example.org/x"'],
    // Other words and signs that a table stands behind.
    ["PIVOT_WIDER 'x.csv' ON a IN (1)", "'x.csv'"],
    ['FROM (PIVOT_LONGER "x.csv" ON a)', '"x.csv"'],
    ['FROM (DESC "/etc/passwd")', '"/etc/passwd"'],
    ["FROM ONLY 'x.csv'", "'x.csv'"],
    ["FROM t, x: 'x.csv'", "'x.csv'"],
    ['FROM t JOIN "y": "x.csv" ON true', '"x.csv"'],
    // Where there is no such schema, a file of that name.
    ['FROM x.csv', 'csv'],
    ['FROM "2024"."parquet"', '"parquet"'],
    // A quoted name in brackets is an argument, however much it looks like a column.
    ['FROM a, read_text("/etc/passwd") AS materialized(b, c, d, e)', 'read_text'],
    ['FROM a, query("SELECT 1") AS MATERIALIZED (b)', 'query'],
    ['FROM main.sqlite_master', 'sqlite_master'],
    ['FROM system.main.duckdb_settings', 'duckdb_settings'],
    ['FROM store.information_schema.tables', 'tables'],
    ['FROM pg_settings', 'pg_settings'],
    ['SELECT * FROM (SHOW ALL TABLES)', 'SHOW'],
    ['SHOW TABLES', 'SHOW'],
    ['FROM (DESCRIBE)', 'DESCRIBE'],
    // Where a comment, a number and a blank end.
    ["SELECT 1 AS a -- x\r, getvariable('x')", 'getvariable'],
    ["SELECT 1e$$, getvariable('x') /*$$*/", 'getvariable'],
    ["SELECT 0x1fg$$, getvariable('x') --$$", 'getvariable'],
    ["FROM\u00a0'x.csv'", "'x.csv'"],
    ["SELECT\u3000getvariable\u200b('x')", 'getvariable'],
    ["SELECT E'\\'', getvariable('x') --'", 'getvariable'],
    ["SELECT E'a'\n'b\\'', getvariable('x') --'", 'getvariable'],
    ["SELECT /* /* */ */ getvariable('x')", 'getvariable'],
    ["SELECT 'a\\', getvariable('x') --'", 'getvariable'],
    ["SELECT $é$ ' $é$, getvariable('x') --'", 'getvariable'],
    ['SELECT 1\0; UPDATE x', '\\0'],
  ])('%s', (sql, name) => {
    expect(refused(sql)).toMatchObject({ code: 'sql-function', values: { name } });
  });

  test('and the place is told', () => {
    expect(refused("SELECT 1,\n  getvariable('x')")).toMatchObject({ line: 2, column: 3 });
  });
});

describe('a cell may', () => {
  test.each([
    'WITH a(x, y) AS (SELECT 1, 2), b(z) AS MATERIALIZED (SELECT 3) SELECT * FROM a, b',
    'SELECT * FROM (VALUES (1, 2)) AS t(a, b)',
    'SELECT * FROM (VALUES (1, 2)) t(a, b)',
    "SELECT trim(BOTH FROM ' a '), extract(year FROM DATE '2024-01-01'), x::DECIMAL(10, 2) FROM t",
    'SELECT sum(a) FILTER (WHERE b) OVER (PARTITION BY c), count(*) FROM t GROUP BY ROLLUP (c, d)',
    'SELECT COLUMNS(* EXCLUDE (a)) FROM t WHERE x IN (1, 2) AND NOT (y) OR EXISTS (FROM u)',
    "SELECT 'query(1)', \"getvariable\" /* read_csv('x') */ FROM t -- glob('x')",
    'PIVOT t ON a IN (1, 2) USING sum(b) GROUP BY c',
    'SELECT list_transform([1, 2], x -> x + 1), [y FOR y IN [1] IF (y > 0)]',
    'SELECT a.duckdb_version FROM t a',
    "SELECT a, 'x.csv' FROM t WHERE b IN ('x.csv', 'y.csv') AND c IS NOT DISTINCT FROM 'x.csv'",
    "SELECT * FROM t JOIN u ON t.a IN ['p', 'q'] AND u.b = {'k': 'v', 'l': 'w'}, v",
    'SELECT "a/b", "2024.05" AS "x.y" FROM source.orders',
    'SELECT a AS show, b.describe FROM t b',
    'SUMMARIZE t',
    'FROM o: orders, (FROM u ORDER BY a DESC, b) SELECT o.a::INT, {k: o.csv}',
    'FROM (DESC t)',
  ])('%s', (sql) => expect(refused(sql)).toBeNull());

  test('say all that the templates say', () => {
    for (const { id, sql } of templates.values()) {
      if (!sql) continue;
      const texts = [...sql.steps.map((s) => s.sql), sql.result, sql.chart ?? '', sql.findings ?? ''];
      for (const text of texts) expect(refused(text), id).toBeNull();
    }
  });
});

test('every function that is let through is one that the engine has, or grammar of its own', async () => {
  const db = await openNative();
  const rows = await db.rows<{ n: string }>(
    'SELECT DISTINCT lower(function_name) AS n FROM duckdb_functions()',
  );
  db.close();
  const known = new Set(rows.map(({ n }) => n));
  // Written like functions, and part of the grammar.
  const grammar = new Set(
    'coalesce grouping grouping_id if ifnull nullif overlay position substring trim date current_time rank_dense current_timestamp unnest'.split(
      ' ',
    ),
  );
  const windows =
    /^(cume_dist|dense_rank|first_value|lag|last_value|lead|nth_value|ntile|percent_rank|rank|row_number)$/;
  expect([...SAFE_FUNCTIONS].filter((n) => !known.has(n) && !grammar.has(n) && !windows.test(n))).toEqual([]);
});

test('none of the functions that reach out of a query is let through', () => {
  const reaching =
    /^(read_|parquet_|query|duckdb_|pragma_|json_execute|getvariable|getenv|current_setting|set|glob|sniff|write|nextval|currval|which_secret|checkpoint|force_|enable_|disable_|pg_|has_|version|txid|current_(database|schema|query|user|role|catalog|connection))/;
  expect([...SAFE_FUNCTIONS].filter((name) => reaching.test(name) && name !== 'set_bit')).toEqual([]);
});

test('no view of the engine’s own catalogue is read', async () => {
  const db = await openNative();
  const rows = await db.rows<{ n: string }>(
    'SELECT DISTINCT view_name AS n FROM duckdb_views() WHERE internal',
  );
  db.close();
  // Those of information_schema are told by their schema.
  const own =
    'character_sets columns constraint_column_usage key_column_usage referential_constraints schemata tables table_constraints views constraint_table_usage check_constraints'.split(
      ' ',
    );
  const bare = rows.map(({ n }) => n).filter((n) => !own.includes(n));
  expect(bare.length).toBeGreaterThan(20);
  expect(bare.filter((n) => refused(`FROM ${n}`) === null)).toEqual([]);
  expect(bare.filter((n) => refused(`FROM system.main.${n}`) === null)).toEqual([]);
});
