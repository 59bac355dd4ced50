import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { rowObjects } from '../../../src/run/rows.ts';
import { makeStage } from '../../../src/run/stage.ts';
import { valuesSelect } from '../../../src/run/values.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { openEngine } from '../engine/support.ts';
import { modelsHere } from '../support/native-connector.ts';
import { openNative, type Native } from '../support/native.ts';
import {
  compiled,
  createEntities,
  GIVEN,
  runCell,
  type Row,
  type TemplateCase,
} from '../template/support.ts';

const files = import.meta.glob<TemplateCase>('../../../templates/*/cases/*.json', {
  eager: true,
  import: 'default',
});
const cases = [
  'clv-bgnbd/cases/seventy',
  'churn-model/cases/newton',
  'segments-kmeans/cases/two-kinds',
  'feedback-keywords/cases/mood',
].map((path) => [path.split('/')[0]!, files[`../../../templates/${path}.json`]!] as const);

const orThrow = <T>(result: { ok: true; value: T } | { ok: false; fault: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};

function expectEqual(actual: Row[], expected: Row[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((row, i) => {
    for (const [name, value] of Object.entries(row)) {
      const got = actual[i]![name];
      if (typeof value === 'number')
        expect(Math.abs(Number(got) - value), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      else expect(got, name).toEqual(value);
    }
  });
}

describe('templates with models', () => {
  let native: Native;
  let engine: Engine;
  beforeAll(async () => {
    native = await openNative();
    engine = await openEngine();
  });
  afterAll(() => {
    native.close();
    engine.terminate();
  });
  const rowsOf = async (sql: string): Promise<Row[]> => rowObjects<Row>(orThrow(await engine.run(sql)));
  const asNative = { exec: async (...sql: string[]) => void orThrow(await engine.run(sql)) } as Native;

  test.each(cases)('%s gives the same in the browser’s engine as in native DuckDB', async (id, it) => {
    const given = { ...GIVEN, ...it.given };
    await createEntities(native, it.tables, it.all);
    const expected = await runCell(native, id, it.params, given);
    await createEntities(asNative, it.tables, it.all);
    const cell = compiled(getTemplate(id)!, it.params, given);
    for (const stage of cell.stages) orThrow(await makeStage(engine, stage, modelsHere));
    expectEqual(await rowsOf('FROM cell'), expected.rows);
    expectEqual(await rowsOf(cell.findings!), expected.findings);
    if (cell.chart) expectEqual(await rowsOf(cell.chart), expected.chart!);
  });

  test.each(cases)('%s as a script: the models’ rows as VALUES, then one SELECT', async (id, it) => {
    const given = { ...GIVEN, ...it.given };
    await createEntities(native, it.tables, it.all);
    const { rows, cell } = await runCell(native, id, it.params, given);
    await createEntities(asNative, it.tables, it.all);
    for (const stage of cell.stages) orThrow(await makeStage(engine, stage, modelsHere));
    const script: string[] = [];
    for (const table of cell.models)
      script.push(`CREATE TABLE "${table}" AS ${valuesSelect(orThrow(await engine.run(`FROM "${table}"`)))}`);
    const fresh = await openNative();
    await createEntities(fresh, it.tables, it.all);
    await fresh.exec(...script);
    expectEqual(await fresh.rows<Row>(cell.portable), rows);
    fresh.close();
  });
});
