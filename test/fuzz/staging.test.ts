import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/client.ts';
import { finish, stage } from '../../src/import/stage/importer.ts';
import { engineFaults } from '../../src/i18n/faults/engine.ts';
import { fileFaults } from '../../src/i18n/faults/files.ts';
import { setAssets } from '../../src/files/formats/assets.ts';
import { inspect } from '../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../src/files/formats/stage.ts';
import { encodeLegacy } from '../fixtures/bytes.ts';
import { openEngine } from '../unit/engine/support.ts';
import { mutateBytes, random } from './mutate.ts';

const MUTATIONS = Number(process.env['FUZZ'] ?? 2000);
const LONGEST_MS = 10_000;

let engine: Engine;
beforeAll(async () => {
  const wasm = readFileSync(
    new URL('../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm', import.meta.url),
  );
  setAssets({ parquetWasm: async () => new Blob([wasm]) });
  engine = await openEngine();
});

const CSV =
  'id,姓名,日期,金额,备注\n1,"张, 伟",2024/1/31,"1,234.5",\n2,"李 ""娜""",2024/2/1,7,x\n3,王,2024/2/2,8,"a\nb"\n合计,,,8,\n';
const utf8 = (text: string) => new TextEncoder().encode(text);
const SEEDS = [
  utf8(CSV),
  encodeLegacy(CSV, 'gb18030'),
  utf8(CSV.replaceAll(',', ';').replaceAll('\n', '\r\n')),
  utf8('{"a":1,"b":"中","d":"2024-01-01"}\n{"a":2,"b":"\\u4e2d"}\n{"a":3}\n'),
  utf8(
    `code,at,n\n${Array.from({ length: 40 }, (_, i) => `00${i},2024-01-0${1 + (i % 9)} 08:0${i % 6},${i / 4}`).join('\n')}\n`,
  ),
];

/**
 * The whole way into an import engine. What the account says must hold whatever the bytes: rows staged are
 * rows exported, what is rejected is listed, nothing converted is uncounted. A fault has a sentence.
 */
test(`${MUTATIONS} text files gone wrong are imported with an account that adds up, or refused in words`, async () => {
  const next = random(41);
  let imported = 0;
  for (let i = 0; i < MUTATIONS; i += 1) {
    const begun = performance.now();
    const bytes = mutateBytes(SEEDS[i % SEEDS.length]!, next);
    const file = new File([bytes], `fuzz${i}`);
    const at = `mutation ${i}`;
    const said = (code: string) =>
      expect({ ...fileFaults, ...engineFaults }, `${at}: ${code}`).toHaveProperty([code]);
    const inspected = await inspect(file);
    if (!inspected.ok) said(inspected.fault.code);
    for (const reading of inspected.ok ? inspected.value : []) {
      const staged = await stageFile(file, reading);
      if (!staged.ok) {
        said(staged.fault.code);
        continue;
      }
      const report = await stage(engine, staged.value, reading);
      if (!report.ok) {
        // SQL that the importer writes itself never fails on what a file holds.
        expect(report.fault.code, `${at}: ${report.fault.detail}`).not.toMatch(/sql-error|import-failed/);
        said(report.fault.code);
        continue;
      }
      imported += 1;
      const { rows, rejected, rejects, profile, conversions } = report.value;
      expect(rejects.length, at).toBe(Math.min(rejected, 1000));
      for (const { name, filled } of profile)
        expect(filled + (conversions.find((c) => c.column === name)?.failed ?? 0), at).toBeLessThanOrEqual(
          rows,
        );
      const done = await finish(engine, (column) => `"${column.replaceAll('"', '""')}"`);
      expect(done.ok ? done.value.rows : done.fault, at).toBe(rows);
    }
    expect(performance.now() - begun, at).toBeLessThan(LONGEST_MS);
  }
  expect(imported).toBeGreaterThan(MUTATIONS / 2);
});
