import { beforeAll, describe, expect, test } from 'vitest';
import { bootStatements } from '../../../src/engine/lock.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { breathe } from '../../../src/engine/session/breathe.ts';
import { openEngine } from './support.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

/** Resolves once the engine has let other messages through so many times. */
async function after(breaths: number): Promise<void> {
  for (let i = 0; i < breaths; i++) await breathe();
}

async function value(sql: string): Promise<{ type: string; sqlType: string; value: unknown }> {
  const result = await engine.run(sql);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  const field = result.value.fields[0]!;
  return { type: field.type, sqlType: field.sqlType, value: result.value.data[0]![0] };
}

describe('plain values', () => {
  test.each<[string, string, string, unknown]>([
    ['7::INTEGER', 'integer', 'INTEGER', 7],
    ['200::UTINYINT', 'integer', 'UTINYINT', 200],
    ['123456789::BIGINT', 'integer', 'BIGINT', 123456789],
    ['123456789012345678::BIGINT', 'integer', 'BIGINT', '123456789012345678'],
    ['18446744073709551615::UBIGINT', 'integer', 'UBIGINT', '18446744073709551615'],
    ['(SELECT sum(i) FROM range(4) t(i))', 'integer', 'HUGEINT', 6],
    [
      '-170141183460469231731687303715884105727::HUGEINT',
      'integer',
      'HUGEINT',
      '-170141183460469231731687303715884105727',
    ],
    ['1.5::FLOAT', 'number', 'FLOAT', 1.5],
    ["'nan'::DOUBLE", 'number', 'DOUBLE', null],
    ["'-inf'::DOUBLE", 'number', 'DOUBLE', null],
    ['12345.678::DECIMAL(18,3)', 'number', 'DECIMAL(18,3)', 12345.678],
    ['-0.05::DECIMAL(4,2)', 'number', 'DECIMAL(4,2)', -0.05],
    ["DATE '2024-02-29'", 'date', 'DATE', Date.UTC(2024, 1, 29)],
    ["DATE '1960-01-01'", 'date', 'DATE', Date.UTC(1960, 0, 1)],
    ["DATE 'infinity'", 'date', 'DATE', null],
    ["TIMESTAMP '2024-02-29 12:34:56.789'", 'timestamp', 'TIMESTAMP', Date.UTC(2024, 1, 29, 12, 34, 56, 789)],
    ["TIMESTAMP_S '2024-02-29 12:34:56'", 'timestamp', 'TIMESTAMP', Date.UTC(2024, 1, 29, 12, 34, 56)],
    ["TIMESTAMP 'infinity'", 'timestamp', 'TIMESTAMP', null],
    ["TIME '12:34:56.5'", 'text', 'TIME', '12:34:56.5'],
    ["INTERVAL '14 months 2 days 03:04:05.678'", 'text', 'INTERVAL', '1 year 2 months 2 days 03:04:05.678'],
    ['[1,2,NULL]', 'text', 'INTEGER[]', '[1,2,null]'],
    ['[1.5::DECIMAL(4,2), 2]', 'text', 'DECIMAL(12,2)[]', '[1.5,2]'],
    ["{'a': 1, 'b': ['x', '客户']}", 'text', 'STRUCT(a INTEGER, b VARCHAR[])', '{"a":1,"b":["x","客户"]}'],
    ["MAP {'k': 1}", 'text', 'MAP', '{"k":1}'],
    ["'sad'::ENUM('happy','sad')", 'text', 'VARCHAR', 'sad'],
    ["'\\xAA\\x01'::BLOB", 'text', 'BLOB', 'aa01'],
    ['true', 'boolean', 'BOOLEAN', true],
    ["'张三'", 'text', 'VARCHAR', '张三'],
    ['NULL::VARCHAR', 'text', 'VARCHAR', null],
    ['NULL::DECIMAL(4,2)', 'number', 'DECIMAL(4,2)', null],
  ])('%s', async (sql, type, sqlType, expected) => {
    expect(await value(`SELECT ${sql} AS v`)).toEqual({ type, sqlType, value: expected });
  });

  test('values keep their rows over several batches, nulls among them', async () => {
    const result = await engine.run(
      `SELECT x, CASE WHEN x % 3 = 0 THEN NULL ELSE x / 4 END AS y, x % 2 = 0 AS even, 'n' || x AS name FROM range(5000) t(x)`,
    );
    if (!result.ok) throw new Error(result.fault.code);
    const [x, y, even, name] = result.value.data;
    expect(result.value.count).toBe(5000);
    for (const i of [0, 1, 2047, 2048, 4097, 4999]) {
      expect([x![i], y![i], even![i], name![i]]).toEqual([
        i,
        i % 3 === 0 ? null : i / 4,
        i % 2 === 0,
        `n${i}`,
      ]);
    }
  });

  test('a result longer than asked for is cut and says so; one of that length is whole', async () => {
    const long = await engine.run('SELECT * FROM range(100000000)', { maxRows: 3000 });
    expect(long.ok && [long.value.count, long.value.data[0]!.length, long.value.truncated]).toEqual([
      3000,
      3000,
      true,
    ]);
    const exact = await engine.run('SELECT * FROM range(3000)', { maxRows: 3000 });
    expect(exact.ok && [exact.value.count, exact.value.truncated]).toEqual([3000, undefined]);
    expect(await engine.rows('SELECT 1 AS a')).toEqual({ ok: true, value: [{ a: 1 }] });
  });

  test('statements run in order and the last one answers', async () => {
    const result = await engine.run([
      'CREATE TABLE s AS SELECT 1 AS a',
      'INSERT INTO s VALUES (2)',
      'SELECT sum(a) AS t FROM s',
    ]);
    expect(result.ok && result.value.data).toEqual([[3]]);
  });
});

describe('cancelling', () => {
  test('an endless cross join stops and the engine goes on', async () => {
    const abort = new AbortController();
    const endless = engine.run('SELECT count(*) FROM range(1000000000000) a, range(1000) b', {
      signal: abort.signal,
    });
    const behind = engine.rows('SELECT 5 AS x');
    void after(5).then(() => abort.abort());
    expect(await endless).toEqual({ ok: false, fault: { code: 'cancelled' } });
    expect(await behind).toEqual({ ok: true, value: [{ x: 5 }] });
    expect(engine.alive).toBe(true);
  });

  test('an endless stream of rows stops too', async () => {
    const abort = new AbortController();
    void after(40).then(() => abort.abort());
    const result = await engine.run(
      'SELECT x FROM range(1000000000000) t(x) WHERE x < 300000 OR x > 100000000000',
      {
        signal: abort.signal,
      },
    );
    expect(result).toEqual({ ok: false, fault: { code: 'cancelled' } });
    expect(await engine.rows('SELECT 6 AS x')).toEqual({ ok: true, value: [{ x: 6 }] });
  });

  test('queued work that is cancelled never starts', async () => {
    const abort = new AbortController();
    const first = engine.run('SELECT 1');
    const queued = engine.run('CREATE TABLE never AS SELECT 1', { signal: abort.signal });
    abort.abort();
    expect(await queued).toEqual({ ok: false, fault: { code: 'cancelled' } });
    await first;
    const names = await engine.rows("SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 'never'");
    expect(names).toEqual({ ok: true, value: [{ n: 0 }] });
  });
});

describe('faults', () => {
  beforeAll(
    async () =>
      void (await engine.run('CREATE OR REPLACE TABLE orders AS SELECT 1 AS customer, 2.5 AS amount')),
  );

  test('an unknown column is placed and the nearest name offered', async () => {
    const result = await engine.run('SELECT amount\nFROM orders\nWHERE\n  cusomer = 1');
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.fault).toMatchObject({ code: 'sql-unknown-name', line: 4, column: 3 });
    expect(result.fault.values).toEqual({ name: 'cusomer', candidates: 'customer' });
  });

  test('an unknown table is answered from the tables there are', async () => {
    const result = await engine.run('SELECT * FROM ordrs');
    expect(!result.ok && result.fault.values).toEqual({ name: 'ordrs', candidates: 'orders' });
  });

  test('the place counts characters, not bytes', async () => {
    const result = await engine.run("SELECT '客户客户' AS a, nothere FROM orders");
    expect(!result.ok && [result.fault.line, result.fault.column]).toEqual([1, 21]);
  });

  test('an error in mid-stream tells its own reason', async () => {
    const result = await engine.run(
      "SELECT CAST(CASE WHEN x = 900000 THEN 'abc' ELSE '1' END AS INT) AS v FROM range(1000000) t(x)",
    );
    expect(!result.ok && result.fault.code).toBe('sql-error');
    expect(!result.ok && result.fault.detail).toBe("Could not convert string 'abc' to INT32");
    expect(await engine.rows('SELECT 1 AS x')).toEqual({ ok: true, value: [{ x: 1 }] });
  });

  test.each([
    "SELECT * FROM read_parquet('in/a.parquet')",
    "SELECT json_extract('{}', 'a')",
    "SELECT timezone('UTC', now())",
  ])('a missing extension is named: %s', async (sql) => {
    const result = await engine.run(sql);
    expect(!result.ok && result.fault.code).toBe('needs-extension');
  });

  test('tables a query reads are named, its own CTEs are not', async () => {
    const names = await engine.tableNames(
      'WITH c AS (SELECT * FROM orders) SELECT * FROM c, "b x" WHERE 1 IN (SELECT 1 FROM d)',
    );
    expect(names.ok && [...names.value].sort()).toEqual(['b x', 'd', 'orders']);
  });
});

describe('the lock', () => {
  test('ends by locking the configuration', () => {
    expect(bootStatements[0]).toContain('autoinstall');
    expect(bootStatements.at(-1)).toBe('SET lock_configuration=true');
  });

  test.each([
    "COPY (SELECT 1) TO 'out.csv'",
    "COPY (SELECT 1) TO '../in/x.csv'",
    "ATTACH 'other.db'",
    'LOAD icu',
    'SET threads=2',
    'RESET threads',
    'PRAGMA enable_external_access=true',
    'SET enable_external_access=true',
    "SELECT * FROM read_csv('http://127.0.0.1:9/a.csv')",
    "SELECT * FROM 'https://127.0.0.1:9/a.csv'",
    "SELECT * FROM read_csv('/etc/hostname')",
    "SELECT * FROM read_csv('in/../package.json')",
    "SELECT * FROM read_text('package.json')",
    "SELECT * FROM glob('*')",
    "EXPORT DATABASE 'x'",
    'CREATE SECRET (TYPE s3)',
  ])('%s is refused', async (sql) => {
    const result = await engine.run(sql);
    expect(result.ok).toBe(false);
    expect(!result.ok && ['engine-locked', 'needs-extension', 'sql-error']).toContain(
      !result.ok && result.fault.code,
    );
  });

  test('files registered after the lock are read, and no longer when dropped', async () => {
    await engine.registerFile('people.csv', new Blob(['a,b\n1,x\n2,y\n']));
    expect(await engine.rows("SELECT sum(a) AS s FROM read_csv('in/people.csv')")).toEqual({
      ok: true,
      value: [{ s: 3 }],
    });
    expect(await engine.dropFile('people.csv')).toEqual({ ok: true, value: null });
    expect((await engine.run("SELECT * FROM read_csv('in/people.csv')")).ok).toBe(false);
  });
});

describe('Arrow IPC', () => {
  const columns = `1::BIGINT AS a, 1.5::DECIMAL(18,3) AS b, DATE '2024-01-01' AS d,
    TIMESTAMP '2024-01-01 01:02:03.123456' AS t, true AS e, '张三' AS s, NULL::VARCHAR AS n, 2.5::DOUBLE AS f, [1, 2] AS l`;

  test('a table survives the round trip with its types', async () => {
    await engine.run(`CREATE TABLE kept AS SELECT ${columns}`);
    const ipc = await engine.toIpc('SELECT * FROM kept');
    if (!ipc.ok) throw new Error(ipc.fault.code);
    expect(await engine.insertIpc('back', ipc.value, true)).toEqual({ ok: true, value: null });
    expect((await engine.insertIpc('back', ipc.value, false)).ok).toBe(true);
    const difference = await engine.rows(
      `SELECT (SELECT count(*) FROM back) AS n, (SELECT count(*) FROM (SELECT * FROM back EXCEPT SELECT * FROM kept)) AS more`,
    );
    expect(difference).toEqual({ ok: true, value: [{ n: 2, more: 0 }] });
    const types = (table: string) =>
      engine.rows(
        `SELECT column_name AS c, data_type AS t FROM duckdb_columns() WHERE table_name = '${table}' ORDER BY column_index`,
      );
    expect(await types('back')).toEqual(await types('kept'));
  });

  test('pieces are complete streams in order, and an empty result is one piece', async () => {
    const pieces: { bytes: Uint8Array; rows: number }[] = [];
    const done = await engine.toPieces(
      'SELECT x FROM range(100000) t(x)',
      200_000,
      (bytes, rows) => void pieces.push({ bytes, rows }),
    );
    expect(done).toEqual({ ok: true, value: { rows: 100_000 } });
    expect(pieces.length).toBeGreaterThan(2);
    for (const [i, piece] of pieces.entries()) await engine.insertIpc('pieces', piece.bytes, i === 0);
    expect(
      await engine.rows('SELECT count(*) AS n, sum(x) AS s, bool_and(x = rowid) AS ordered FROM pieces'),
    ).toEqual({
      ok: true,
      value: [{ n: 100_000, s: 4_999_950_000, ordered: true }],
    });
    const none: Uint8Array[] = [];
    await engine.toPieces('SELECT 1 AS x WHERE false', 1000, (bytes) => void none.push(bytes));
    expect(none.length).toBe(1);
    expect((await engine.insertIpc('none', none[0]!, true)).ok).toBe(true);
    expect(await engine.rows('SELECT count(*) AS n FROM none')).toEqual({ ok: true, value: [{ n: 0 }] });
  });

  test('the next piece is made while one is taken, and given when it has been; a taker that fails is heard', async () => {
    const taken: string[] = [];
    const slow = async (_: Uint8Array, rows: number) => {
      taken.push(`from ${rows}`);
      await new Promise((resolve) => setTimeout(resolve));
      taken.push(`to ${rows}`);
    };
    // Of 2,048 rows each, the last of fewer.
    await engine.toPieces('SELECT x FROM range(5000) t(x)', 1, slow);
    expect(taken).toEqual(['from 2048', 'to 2048', 'from 2048', 'to 2048', 'from 904', 'to 904']);
    const failed = await engine.toPieces('SELECT 1 AS x', 1, () => Promise.reject(new Error('full')));
    expect(failed.ok).toBe(false);
  });

  test('a table is replaced by pieces as a whole, or not at all', async () => {
    const pieces: Uint8Array[] = [];
    await engine.toPieces('SELECT x FROM range(50000) t(x)', 100_000, (bytes) => void pieces.push(bytes));
    await engine.run('CREATE OR REPLACE TABLE whole AS SELECT 1 AS old');
    const broken = async function* () {
      yield pieces[0]!;
      await Promise.resolve();
      throw new Error('storage is gone');
    };
    const failed = await engine.replaceTable('whole', broken());
    expect(failed).toEqual({ ok: false, fault: { code: 'import-failed', detail: 'storage is gone' } });
    expect(await engine.rows('SELECT * FROM whole')).toEqual({ ok: true, value: [{ old: 1 }] });

    const replaced = engine.replaceTable('whole', pieces);
    const behind = engine.rows(
      'SELECT count(*) AS n, sum(x) AS s, bool_and(x = rowid) AS ordered FROM whole',
    );
    expect(await replaced).toEqual({ ok: true, value: pieces.length });
    expect(await behind).toEqual({ ok: true, value: [{ n: 50_000, s: 1_249_975_000, ordered: true }] });
  });

  test('cancelling a replacement leaves the old table', async () => {
    const abort = new AbortController();
    const ipc = await engine.toIpc('SELECT 2 AS x');
    if (!ipc.ok) throw new Error(ipc.fault.code);
    await engine.run('CREATE OR REPLACE TABLE stays AS SELECT 1 AS x');
    const source = async function* () {
      yield ipc.value;
      abort.abort();
      yield ipc.value;
    };
    const result = await engine.replaceTable('stays', source(), { signal: abort.signal });
    expect(result).toEqual({ ok: false, fault: { code: 'cancelled' } });
    expect(await engine.rows('SELECT * FROM stays')).toEqual({ ok: true, value: [{ x: 1 }] });
  });
});

test('sessions of one DuckDB have tables of their own, and one that ends takes only its own along', async () => {
  const first = await openEngine();
  const second = (await first.share())!;
  const third = (await first.share())!;
  for (const [i, session] of [first, second, third].entries()) {
    expect(await session.run(`CREATE TABLE staging AS SELECT ${i} AS n`)).toMatchObject({ ok: true });
    const bytes = await session.toIpc(`SELECT ${i * 10} AS n`);
    expect(await session.replaceTable('pieces', bytes.ok ? [bytes.value] : [])).toEqual({
      ok: true,
      value: 1,
    });
  }
  const both = 'SELECT (SELECT n FROM staging) AS a, (SELECT n FROM pieces) AS b';
  second.terminate();
  expect([await first.rows(both), await third.rows(both)]).toEqual([
    { ok: true, value: [{ a: 0, b: 0 }] },
    { ok: true, value: [{ a: 2, b: 20 }] },
  ]);
  expect(
    await first.rows("SELECT count(*)::INTEGER AS n FROM duckdb_tables() WHERE schema_name = 's1'"),
  ).toEqual({
    ok: true,
    value: [{ n: 0 }],
  });
  first.terminate();
  third.terminate();
});
