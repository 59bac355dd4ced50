import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { beforeAll, describe, expect, test } from 'vitest';
import { setAssets } from '../../../src/files/formats/assets.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { fileFaults } from '../../../src/i18n/faults/files.ts';
import type { Result } from '../../../src/result.ts';
import { featherLz4, featherZstd } from '../../fixtures/faults/feather.ts';
import { mutateBytes, random } from '../../fuzz/mutate.ts';
import { PART, upTo } from '../../tools/breadth.ts';
import { openNative } from '../support/native.ts';
import { bytesOf, encodeLegacy, fileOf, gz, utf16 } from './support.ts';
import { xlsxOf, zipOf } from './zip-of.ts';

const MUTATIONS = PART ? 100 : upTo(300, 2000);

beforeAll(() => {
  const wasm = readFileSync(
    new URL('../../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm', import.meta.url),
  );
  setAssets({ parquetWasm: async () => new Blob([wasm]) });
});

/** Reads every mutation as the worker would: each ends in tables, or in a fault that has a sentence. */
async function survives(seeds: Uint8Array[], seed: number): Promise<{ read: number; refused: number }> {
  const next = random(seed);
  const seen = { read: 0, refused: 0 };
  const known = (result: Result<unknown>, at: number) => {
    if (!result.ok)
      expect(fileFaults, `mutation ${at}: ${result.fault.code}`).toHaveProperty([result.fault.code]);
    return result.ok;
  };
  for (let i = 0; i < MUTATIONS; i += 1) {
    const file = fileOf(mutateBytes(seeds[i % seeds.length]!, next), 'fuzz');
    const inspected = await inspect(file);
    if (known(inspected, i) && inspected.ok) {
      seen.read += 1;
      for (const reading of inspected.value) {
        for (const notice of reading.notices) expect(fileFaults).toHaveProperty([notice.code]);
        expect(new Set(reading.columns.map((column) => column.name)).size).toBe(reading.columns.length);
        known(await stage(file, reading), i);
      }
    } else seen.refused += 1;
  }
  return seen;
}

describe(`${MUTATIONS} mutations each end in a table or a named fault`, () => {
  test('CSV', async () => {
    const csv = 'id,姓名,日期,金额\n1,"张, 伟",2024/1/31,"1,234.5"\n2,"李 ""娜""",2024/2/1,7\n合计,,,8\n';
    const seeds = [
      bytesOf(csv),
      encodeLegacy(csv, 'gb18030'),
      utf16(csv, 'le', true),
      gz(csv),
      bytesOf(csv.replaceAll(',', ';').replaceAll('\n', '\r\n')),
    ];
    const { read, refused } = await survives(seeds, 1);
    expect(read).toBeGreaterThan(MUTATIONS / 2);
    expect(refused).toBeGreaterThan(0);
  });

  test('XLSX, whole and its parts', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>日期</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>45322</v></c></row>';
    const whole = xlsxOf(
      [
        { name: 'S', rows },
        { name: 'T', rows },
      ],
      { strings: ['<t>k</t>'] },
    );
    const next = random(7);
    const parts = Array.from({ length: 40 }, () => {
      const broken = new TextDecoder().decode(mutateBytes(bytesOf(rows), next));
      return xlsxOf([{ name: 'S', rows: broken }], {
        strings: [new TextDecoder().decode(mutateBytes(bytesOf('<t>k</t>'), next))],
      });
    });
    const { read, refused } = await survives(
      [whole, ...parts, zipOf([{ name: 'a.csv', body: 'a,b\n1,2\n' }])],
      2,
    );
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  test('Parquet', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellar-fuzz-'));
    const native = await openNative();
    const seeds: Uint8Array[] = [];
    for (const codec of ['snappy', 'zstd', 'gzip', 'uncompressed']) {
      const path = join(folder, `${codec}.parquet`);
      await native.exec(
        `COPY (SELECT i AS id, 'n' || i AS name, DATE '2024-01-01' + i::INT AS d, [i] AS l FROM range(50) t(i)) TO '${path}' (FORMAT parquet, CODEC '${codec}')`,
      );
      seeds.push(new Uint8Array(readFileSync(path)));
    }
    native.close();
    rmSync(folder, { recursive: true });
    const { read, refused } = await survives(seeds, 3);
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(MUTATIONS / 4);
  });

  test('Arrow and Feather', async () => {
    const table = tableFromArrays({ id: Int32Array.from([1, 2, 3]), 名: ['a', null, '中'] });
    const seeds = [featherLz4(), featherZstd(), tableToIPC(table, 'file'), tableToIPC(table, 'stream')];
    const { read, refused } = await survives(seeds, 5);
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  test('JSON and NDJSON', async () => {
    const seeds = [
      bytesOf('[{"a":1,"b":{"c":"x"}},{"a":2,"d":[1,{"e":null}]}]'),
      bytesOf('{"a":1,"b":"中"}\n{"a":2,"b":"\\u4e2d"}\n{"a":3}\n'),
      bytesOf('{"data":[{"a":1},{"a":2}]}'),
    ];
    const { read, refused } = await survives(seeds, 4);
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });
});
