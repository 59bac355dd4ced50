import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { setAssets } from '../../../src/files/formats/assets.ts';
import { FAULT_FILES } from '../../fixtures/faults/index.ts';
import { OUTCOMES } from '../../fixtures/faults/outcomes.ts';
import { PART } from '../../tools/breadth.ts';
import { openEngine } from '../engine/support.ts';
import { outcomeOf } from './fault-outcome.ts';

/** Files of megabytes, each of which takes as long as forty others. */
const LARGE = ['long_cell.csv', 'longest_cell.csv', 'late_key.ndjson'];
const small = FAULT_FILES.filter(({ file }) => !LARGE.includes(file));
/** All files; in `npm test` of each way in which small ones go wrong the first, and every sixteenth. */
const tried = PART
  ? small.filter(({ fault }, i) => i % 16 === 0 || small.findIndex((one) => one.fault === fault) === i)
  : FAULT_FILES;

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
  test.each(tried)('$fault: $what ($file)', async ({ file, bytes }) => {
    const made = new File([new Uint8Array(await bytes())], file);
    expect(await outcomeOf(made, engine, other)).toEqual(OUTCOMES[file]);
  });

  test('every outcome has its file', () => {
    expect(Object.keys(OUTCOMES).sort()).toEqual(FAULT_FILES.map(({ file }) => file).sort());
  });
});
