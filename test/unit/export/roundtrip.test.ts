import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { finish, stage as stageInto } from '../../../src/import/stage/importer.ts';
import { csvBlob } from '../../../src/export/csv.ts';
import { parquetSql } from '../../../src/export/parquet-sql.ts';
import { columnLetters, xlsxFile } from '../../../src/export/xlsx.ts';
import { setAssets } from '../../../src/files/formats/assets.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { writeParquet } from '../../../src/files/formats/parquet-write.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { openEngine } from '../engine/support.ts';
import { valueOf } from '../files/support.ts';

/** A result with every plain type, ids that look like numbers, texts that look like formulas, and holes. */
const TABLE = `SELECT * FROM (VALUES
  ('0012', '客户，甲', 1, 12.5, DATE '2024-01-31', TIMESTAMP '2024-01-31 08:26:07', true),
  ('0013', 'say "hi"', -2, 0.1, DATE '1999-12-31', TIMESTAMP '1999-12-31 23:59:59', false),
  ('900719925474099312', ' two' || chr(10) || 'lines ', 30000000, -1e-7, DATE '2024-02-29', TIMESTAMP '2024-02-29 00:00:01', NULL),
  ('0015', '<b>&amp;_x0041_😀</b>', NULL, NULL, NULL, NULL, true),
  ('0016', NULL, 5, 123456789.125, DATE '1900-03-01', TIMESTAMP '1970-01-01 00:00:30', false)
) AS t(id, note, n, amount, day, moment, ok)`;

let engine: Engine;
let importer: Engine;
let rows: Rows;

beforeAll(async () => {
  const wasm = readFileSync(
    new URL('../../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm', import.meta.url),
  );
  setAssets({ parquetWasm: async () => new Blob([wasm]) });
  [engine, importer] = await Promise.all([openEngine(), openEngine()]);
  valueOf(await engine.run(`CREATE TABLE result AS ${TABLE}`));
  rows = valueOf(await engine.run('SELECT * FROM result'));
});

/** The file read as any dropped file is, into a source table: its rows and their types. */
async function reimported(blob: Blob, name: string): Promise<{ types: string[]; data: unknown[][] }> {
  const file = new File([blob], name);
  const [reading] = valueOf(await inspect(file));
  const staged = valueOf(await stage(file, reading!));
  const report = valueOf(await stageInto(importer, staged, reading!));
  expect([report.rows, report.rejected, report.conversions]).toEqual([rows.count, 0, []]);
  const { ipc } = valueOf(await finish(importer, (column) => `"${column}"`));
  valueOf(await importer.replaceTable('again', ipc));
  const again = valueOf(await importer.run('SELECT * EXCLUDE (_row, _copy) FROM again ORDER BY _row'));
  expect(again.fields.map((f) => f.name)).toEqual(rows.fields.map((f) => f.name));
  return { types: again.fields.map((f) => f.type), data: again.data };
}

const types = ['text', 'text', 'integer', 'number', 'date', 'timestamp', 'boolean'];

describe('an exported result is read again as the same table', () => {
  test('CSV', async () => {
    const again = await reimported(await csvBlob(rows), 'result.csv');
    expect(again.types).toEqual(types);
    expect(again.data).toEqual(rows.data);
  });

  test('XLSX', async () => {
    const file = await xlsxFile(rows);
    expect([file.rows, file.sheets, file.cut]).toEqual([rows.count, 1, 0]);
    const again = await reimported(file.blob, 'result.xlsx');
    expect(again.types).toEqual(types);
    expect(again.data).toEqual(rows.data);
  });

  test('Parquet', async () => {
    const ipc = valueOf(await engine.toIpc(parquetSql('result', rows.fields)));
    const bytes = valueOf(await writeParquet(ipc));
    const again = await reimported(new Blob([new Uint8Array(bytes)]), 'result.parquet');
    expect(again.types).toEqual(types);
    expect(again.data).toEqual(rows.data);
  });

  test('Parquet of types it has no name for', async () => {
    valueOf(
      await engine.run(
        "CREATE TABLE odd AS SELECT sum(i) AS h, INTERVAL 90 MINUTE AS span, 'a'::ENUM('a', 'b') AS e, 1.25::DECIMAL(9, 2) AS d FROM range(3) t(i)",
      ),
    );
    const { fields } = valueOf(await engine.run('SELECT * FROM odd'));
    const bytes = valueOf(await writeParquet(valueOf(await engine.toIpc(parquetSql('odd', fields)))));
    const file = new File([new Uint8Array(bytes)], 'odd.parquet');
    const [reading] = valueOf(await inspect(file));
    expect(reading!.preview).toEqual([['3', '01:30:00', 'a', '1.25']]);
  });
});

describe('XLSX', () => {
  const texts = (values: unknown[]): Rows => ({
    fields: [{ name: 'v', type: 'text', sqlType: 'VARCHAR' }],
    data: [values],
    count: values.length,
  });

  async function valuesOf(blob: Blob): Promise<(string | null)[]> {
    const file = new File([blob], 'x.xlsx');
    const [reading] = valueOf(await inspect(file));
    return reading!.preview.map((row) => row[0]!);
  }

  test('text that begins like a formula stays text as it is', async () => {
    const values = ['=1+1', '+1', '-2+3', '@SUM(A1)', '＝cmd', 'plain'];
    const { blob } = await xlsxFile(texts(values));
    expect(await valuesOf(blob)).toEqual(values);
    // Style 3 carries quotePrefix; no cell is a formula.
    const xml = await sheetOf(blob);
    expect(xml).not.toContain('<f>');
    expect([...xml.matchAll(/<c r="A\d+" s="3"/g)]).toHaveLength(5);
  });

  test('a text too long for a cell is cut and counted', async () => {
    const { cut, blob } = await xlsxFile(texts(['x'.repeat(32_768), 'y'.repeat(32_767)]));
    expect(cut).toBe(1);
    expect((await sheetOf(blob)).match(/x+<|y+</g)!.map((m) => m.length - 1)).toEqual([32_767, 32_767]);
  });

  test('dates the format cannot tell are text', async () => {
    const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
    const { blob } = await xlsxFile({
      fields: [{ name: 'd', type: 'date', sqlType: 'DATE' }],
      data: [[day('1900-02-28'), day('1900-03-01'), day('9999-12-31')]],
      count: 3,
    });
    const xml = await sheetOf(blob);
    // 61 and 2958465 are Excel's serials of 1 March 1900 and 31 December 9999.
    expect([...xml.matchAll(/<v>(\d+)<\/v>/g)].map((m) => m[1])).toEqual(['61', '2958465']);
    expect(xml).toContain('1900-02-28</t>');
  });

  test(
    'several pages stand under one header, more rows than a sheet takes go on in the next',
    { tags: ['whole'] },
    async () => {
      const page = (from: number, count: number): Rows => ({
        fields: [{ name: 'n', type: 'integer', sqlType: 'BIGINT' }],
        data: [Array.from({ length: count }, (_, i) => from + i)],
        count,
      });
      const pages = function* () {
        for (let from = 0; from < 1_100_000; from += 100_000) yield page(from, 100_000);
      };
      const file = await xlsxFile(pages(), { sheet: 'a/b' });
      expect([file.rows, file.sheets]).toEqual([1_100_000, 2]);
      const readings = valueOf(await inspect(new File([file.blob], 'big.xlsx')));
      expect(readings.map((r) => [r.part, r.preview[0]![0]])).toEqual([
        ['a b', '0'],
        ['a b 2', '1048575'],
      ]);
    },
  );

  test('columns are lettered as in a sheet', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});

/** The first sheet's text, taken out of the workbook by the reader's own unzip. */
async function sheetOf(blob: Blob): Promise<string> {
  const { entryStream, openZip } = await import('../../../src/files/formats/zip.ts');
  const entry = valueOf(await openZip(blob)).find((e) => e.name.endsWith('sheet1.xml'))!;
  return new Response(entryStream(blob, entry)).text();
}
