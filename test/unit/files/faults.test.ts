import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { setAssets } from '../../../src/files/formats/assets.ts';
import { FAULT_FILES } from '../../fixtures/faults/index.ts';
import { OUTCOMES } from '../../fixtures/faults/outcomes.ts';
import { openEngine } from '../engine/support.ts';
import { outcomeOf } from './fault-outcome.ts';

let engine: Engine;
let other: Engine;

beforeAll(async () => {
  const wasm = readFileSync(
    new URL('../../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm', import.meta.url),
  );
  setAssets({ parquetWasm: async () => new Blob([wasm]) });
  engine = await openEngine();
  other = await openEngine();
});

describe('every case is read or refused as it is told', () => {
  test.each(FAULT_FILES)('$fault: $what ($file)', async ({ file, bytes }) => {
    const made = new File([new Uint8Array(await bytes())], file);
    expect(await outcomeOf(made, engine, other)).toEqual(OUTCOMES[file]);
  });

  test('every outcome has its file', () => {
    expect(Object.keys(OUTCOMES).sort()).toEqual(FAULT_FILES.map(({ file }) => file).sort());
  });
});
