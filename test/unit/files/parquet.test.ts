import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC, type Table } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { setAssets } from '../../../src/files/formats/assets.ts';
import { previewOf } from '../../../src/files/formats/arrow-table.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { openNative, type Native } from '../support/native.ts';
import { codesOf, fileOf, readingOf, valueOf } from './support.ts';

let native: Native;
const folder = mkdtempSync(join(tmpdir(), 'cellar-parquet-'));

beforeAll(async () => {
  const wasm = readFileSync(
    new URL('../../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm', import.meta.url),
  );
  setAssets({ parquetWasm: async () => new Blob([wasm]) });
  native = await openNative();
});
afterAll(() => {
  native.close();
  rmSync(folder, { recursive: true });
});

/** A Parquet file of a query, written by native DuckDB. */
async function parquetOf(sql: string, options = ''): Promise<Uint8Array> {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.parquet`);
  await native.exec(`COPY (${sql}) TO '${path}' (FORMAT parquet ${options})`);
  return new Uint8Array(readFileSync(path));
}

/** All rows of the staged pieces as text, null kept. */
async function rowsOf(file: File): Promise<(string | null)[][]> {
  const reading = await readingOf(file);
  const staged = valueOf(await stage(file, reading));
  if (staged.form !== 'ipc') throw new Error('not arrow');
  return staged.chunks.flatMap((chunk) => {
    const table: Table = tableFromIPC(chunk);
    expect(table.schema.fields.map((field) => field.name)).toEqual(
      reading.columns.map((column) => column.name),
    );
    return previewOf(table, table.numRows);
  });
}

const PLAIN = `SELECT i AS id, '名' || (i % 7) AS name, i * 1.5::DOUBLE AS v, DATE '2024-01-01' + (i % 28)::INT AS d,
  (i * 1.25 - 10)::DECIMAL(12,2) AS price, TIMESTAMP '2024-01-01' + to_seconds(i) AS ts, i % 2 = 0 AS b,
  CASE WHEN i % 5 = 0 THEN NULL ELSE i END AS opt FROM range(200) t(i)`;

describe('Parquet', () => {
  test.each(['snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw', 'uncompressed'])('%s', async (codec) => {
    const file = fileOf(await parquetOf(PLAIN, `, CODEC '${codec}'`), 'orders.parquet');
    const reading = await readingOf(file);
    expect(reading.columns.map((column) => [column.name, column.type])).toEqual([
      ['id', 'integer'],
      ['name', 'text'],
      ['v', 'number'],
      ['d', 'date'],
      ['price', 'number'],
      ['ts', 'timestamp'],
      ['b', 'boolean'],
      ['opt', 'integer'],
    ]);
    const rows = await rowsOf(file);
    const told = await native.rows<Record<string, string | null>>(
      `SELECT id::VARCHAR id, name, d::VARCHAR d, price::VARCHAR price, ts::VARCHAR ts, b::VARCHAR b, opt::VARCHAR opt FROM (${PLAIN})`,
    );
    expect(rows.map((row) => row.filter((_, i) => i !== 2))).toEqual(told.map((row) => Object.values(row)));
    expect(rows.map((row) => Number(row[2]))).toEqual(rows.map((_, i) => i * 1.5));
    expect(reading.preview).toEqual(rows.slice(0, 50));
  });

  test('several row groups come in pieces of one schema', async () => {
    const file = fileOf(await parquetOf('SELECT i AS id FROM range(10000) t(i)', ', ROW_GROUP_SIZE 2048'));
    const staged = valueOf(await stage(file, await readingOf(file)));
    expect(staged.form === 'ipc' && staged.chunks.length).toBe(5);
    expect((await rowsOf(file)).map((row) => Number(row[0]))).toEqual(
      Array.from({ length: 10_000 }, (_, i) => i),
    );
  });

  test('no rows', async () => {
    const file = fileOf(await parquetOf('SELECT 1 AS a, 2 AS b WHERE false'));
    expect((await readingOf(file)).columns).toHaveLength(2);
    expect(await rowsOf(file)).toEqual([]);
  });

  test('nested columns become JSON text, instants with a zone UTC, and both are told', async () => {
    const file = fileOf(
      await parquetOf(
        `SELECT {'a': 1, 'b': 'x'} AS s, [1, 2, NULL] AS l, MAP {'k': 5::BIGINT} AS m, TIMESTAMPTZ '2024-01-31 08:00:00+08' AS z, 'text'::BLOB AS raw
         UNION ALL SELECT NULL, NULL, NULL, NULL, NULL`,
      ),
    );
    const reading = await readingOf(file);
    expect(codesOf(reading)).toEqual(['columns-nested', 'timestamps-utc']);
    expect(reading.columns.map((column) => column.type)).toEqual([
      'text',
      'text',
      'text',
      'timestamp',
      'text',
    ]);
    expect(await rowsOf(file)).toEqual([
      ['{"a":1,"b":"x"}', '[1,2,null]', '{"k":5}', '2024-01-31 00:00:00', 'text'],
      [null, null, null, null, null],
    ]);
  });

  test('repeated and dangerous names are renamed', async () => {
    const file = fileOf(await parquetOf(`SELECT 1 AS "__proto__", 2 AS " a ", 3 AS "A "`));
    expect((await readingOf(file)).columns.map((column) => column.name)).toEqual([
      'column_proto',
      'a',
      'A_2',
    ]);
    expect(await rowsOf(file)).toEqual([['1', '2', '3']]);
  });

  test('cut short is incomplete; bytes spoilt in the middle are damage', async () => {
    const whole = await parquetOf(PLAIN);
    for (const length of [4, 11, 100, whole.length - 1]) {
      expect(await inspect(fileOf(whole.subarray(0, length)))).toMatchObject({
        ok: false,
        fault: { code: 'file-incomplete' },
      });
    }
    const spoilt = whole.slice().fill(7, 100, 400);
    expect(await inspect(fileOf(spoilt))).toMatchObject({ ok: false, fault: { code: 'file-damaged' } });
  });
});
