import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { makeStage, type ModelRunner } from '../../../src/run/stage.ts';
import { valuesSelect } from '../../../src/run/values.ts';
import { runModel } from '../../../src/model/run.ts';
import { ok } from '../../../src/result.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { readTable, writeTable } from '../../../src/model/worker/table.ts';
import { few } from '../../tools/breadth.ts';
import { openEngine } from '../engine/support.ts';
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

/** As the page does it, without the worker between. */
const modelsByArrow: ModelRunner<Engine> = async (db, { id, input, options, table }) => {
  const pieces: Uint8Array[] = [];
  orThrow(await db.toPieces(input, 1 << 16, (piece) => void pieces.push(piece)));
  const made = orThrow(runModel(id, readTable(pieces), options));
  orThrow(await db.replaceTable(table, writeTable(made)));
  return ok(null);
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

describe('rows between the engine and a model', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.terminate());

  test.each([0, 1, 30_000])('%d rows go both ways whole, in order, with what is missing', async (count) => {
    const sql = `SELECT i AS n, CASE WHEN i % 2 = 0 THEN i / 2 END AS half, nullif('第 ' || i, '第 7') AS text,
      CASE i % 3 WHEN 0 THEN true WHEN 1 THEN false END AS yes FROM range(${count}) r(i)`;
    const pieces: Uint8Array[] = [];
    orThrow(await engine.toPieces(sql, 1 << 17, (piece) => void pieces.push(piece)));
    if (count > 1) expect(pieces.length).toBeGreaterThan(2);
    orThrow(await engine.replaceTable('back', writeTable(readTable(pieces))));
    expect(
      orThrow(await engine.run(`SELECT count(*) FROM (FROM back EXCEPT ALL (${sql}))`)).data[0]![0],
    ).toBe(0);
    expect(
      orThrow(
        await engine.run('SELECT count(*), count(half), count(text), count(yes) FROM back'),
      ).data.flat(),
    ).toEqual([
      count,
      Math.ceil(count / 2),
      Math.max(0, count - (count > 7 ? 1 : 0)),
      Math.ceil((count * 2) / 3),
    ]);
    expect(orThrow(await engine.run('SELECT count(*) FROM back WHERE n <> rowid')).data[0]![0]).toBe(0);
    const types = orThrow(await engine.run('DESCRIBE back')).data[1];
    expect(types).toEqual(['BIGINT', 'DOUBLE', 'VARCHAR', 'BOOLEAN']);
  });

  test('a model without a runner of the page writes the same table', async () => {
    orThrow(
      await engine.run([
        'CREATE OR REPLACE TABLE points AS SELECT i AS customer, i::DOUBLE AS x FROM unnest([0, 1, 2, 10, 12]) t(i)',
      ]),
    );
    const job = { id: 'kmeans', input: 'FROM points', options: { clusters: 2 } };
    orThrow(await modelsByArrow(engine, { ...job, table: 'by_arrow' }, {}));
    orThrow(await runModelHere(engine, { ...job, table: 'by_values' }, {}));
    expect(orThrow(await engine.run('DESCRIBE by_arrow'))).toEqual(
      orThrow(await engine.run('DESCRIBE by_values')),
    );
    expect(orThrow(await engine.run('FROM by_arrow'))).toEqual(orThrow(await engine.run('FROM by_values')));
    expect(orThrow(await engine.run('FROM by_arrow')).count).toBe(2);
  });
});

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

  test.each(few(cases, 8))(
    '%s gives the same in the browser’s engine, in native DuckDB and as a script',
    { tags: ['whole'] },
    async (id, it) => {
      const given = { ...GIVEN, ...it.given };
      await createEntities(native, it.tables, it.all, it.given?.asOf);
      const expected = await runCell(native, id, it.params, given);
      await createEntities(asNative, it.tables, it.all, it.given?.asOf);
      const cell = compiled(getTemplate(id)!, it.params, given);
      for (const stage of cell.stages) orThrow(await makeStage(engine, stage, modelsByArrow));
      expectEqual(await rowsOf('FROM cell'), expected.rows);
      expectEqual(await rowsOf(cell.findings!), expected.findings);
      if (cell.chart) expectEqual(await rowsOf(cell.chart), expected.chart!);

      // The models' rows as VALUES, then one SELECT.
      const script: string[] = [];
      for (const table of cell.models)
        script.push(
          `CREATE TABLE "${table}" AS ${valuesSelect(orThrow(await engine.run(`FROM "${table}"`)))}`,
        );
      const fresh = await openNative();
      await createEntities(fresh, it.tables, it.all, it.given?.asOf);
      await fresh.exec(...script);
      expectEqual(await fresh.rows<Row>(cell.portable), expected.rows);
      fresh.close();
    },
  );
});
