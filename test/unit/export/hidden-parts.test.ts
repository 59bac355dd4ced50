import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { figureToSvg } from '../../../src/chart/export.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { parquetSql } from '../../../src/export/parquet-sql.ts';
import { xlsxFile } from '../../../src/export/xlsx.ts';
import { setAssets } from '../../../src/files/formats/assets.ts';
import { writeParquet } from '../../../src/files/formats/parquet-write.ts';
import { entryStream, openZip } from '../../../src/files/formats/zip.ts';
import { need } from '../../../src/result.ts';
import { drawn, table } from '../chart/support.ts';
import { openEngine } from '../engine/support.ts';

/** What stands in a saved file beside what it shows. Whatever must not is marked so. */

const MARK = 'ZEBULON';

let engine: Engine;
beforeAll(async () => {
  const wasm = readFileSync(
    new URL('../../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm', import.meta.url),
  );
  setAssets({ parquetWasm: async () => new Blob([wasm]) });
  engine = await openEngine();
  need(
    await engine.run(
      `CREATE TABLE "${MARK}_table" AS SELECT i AS n, 'kept ' || i AS kept, '${MARK} ' || i AS left_out,
       CASE WHEN i % 3 = 0 THEN i END AS gaps FROM range(20000) AS r(i)`,
    ),
  );
});

const fields = [
  { name: 'n', sqlType: 'BIGINT' },
  { name: 'kept', sqlType: 'VARCHAR' },
  { name: 'gaps', sqlType: 'BIGINT' },
];

test('Parquet has its columns, who wrote it, and nothing of others, of the table or of the machine', async () => {
  const ipc = need(await engine.toIpc(parquetSql(`"${MARK}_table" WHERE n < 10000`, fields)));
  const bytes = Buffer.from(need(await writeParquet(ipc)));
  const footer = bytes.subarray(-8 - bytes.readUInt32LE(bytes.length - 8)).toString('latin1');
  expect(bytes.includes(MARK)).toBe(false);
  expect(footer).toContain('cellar');
  expect(footer).not.toMatch(/left_out|\/home|\/tmp|duckdb|pandas/i);
  // Bounds of its columns are among its values: rows that do not leave are in none.
  expect(footer).toContain('kept 9999');
  expect(footer).not.toMatch(/kept 1\d{4}/);
  const keys = [...footer.matchAll(/ARROW:schema/g)];
  expect(keys.length).toBeLessThanOrEqual(1);
});

test('a workbook has sheets and styles, and no part that tells who or what made it', async () => {
  const rows = need(await engine.run(`SELECT n, kept FROM "${MARK}_table" LIMIT 3`));
  const { blob } = await xlsxFile(rows, { sheet: 'result' });
  const entries = need(await openZip(blob));
  expect(entries.map(({ name }) => name).sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  const texts = await Promise.all(entries.map((entry) => new Response(entryStream(blob, entry)).text()));
  for (const text of texts) expect(text).not.toMatch(/ZEBULON|creator|lastModified|<comments|definedName/);
});

describe('a chart as SVG', () => {
  const rows = table({
    c: ['Tea', 'Coffee', 'Juice'],
    a: [30, 20, 10],
    customers: [20_241, 20_242, 20_243],
    top_share: [0.121_212, 0.131_313, 0.141_414],
    who: [`${MARK} 1`, `${MARK} 2`, `${MARK} 3`],
  });
  const [x, y] = [
    { column: 'c', label: { zh: '品类', en: 'Category' } },
    { column: 'a', label: { zh: '金额', en: 'Amount' } },
  ];

  test.each<[string, ChartSpec]>([
    ['bars', { kind: 'bar', x, y }],
    ['a line', { kind: 'line', x, y }],
    ['a pie', { kind: 'pie', x, y }],
    ['a Pareto chart', { kind: 'pareto', x, y }],
  ])('of %s has no value of a column that it does not draw, in no title, label or attribute', (_, spec) => {
    const { element } = drawn(spec, rows);
    const svg = figureToSvg(element, '#ffffff')!;
    expect(svg).toContain('Coffee');
    expect(svg).not.toMatch(/ZEBULON|2024[123]|1212|1313|1414|top_share|customers/);
    expect(svg).not.toMatch(/<(?:metadata|script|foreignObject|image|a)\b/);
  });
});
