import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { runModel } from '../../../src/model/run.ts';
import { fail } from '../../../src/result.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { makeStage } from '../../../src/run/stage.ts';
import { tableStatements, valuesSelect } from '../../../src/run/values.ts';
import { few } from '../../tools/breadth.ts';
import { nativeConnector } from '../support/native-connector.ts';
import { openNative, type Native } from '../support/native.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const rowsOf = (count: number): Rows => ({
  fields: [
    { name: 'n', type: 'integer', sqlType: 'BIGINT' },
    { name: 'value', type: 'number', sqlType: 'DOUBLE' },
    { name: "it's", type: 'text', sqlType: 'VARCHAR' },
    { name: 'yes', type: 'boolean', sqlType: 'BOOLEAN' },
  ],
  count,
  data: [
    Array.from({ length: count }, (_, i) => (i === 2 ? null : i)),
    Array.from({ length: count }, (_, i) => (i === 3 ? null : 0.1 * i * (i % 2 ? -1 : 1) * 10 ** (i % 300))),
    Array.from({ length: count }, (_, i) => ['a,b', "c'd", '', null, '中文\n行'][i % 5]),
    Array.from({ length: count }, (_, i) => [true, false, null][i % 3]),
  ],
});

describe('rows written as SQL', () => {
  test.each(few([101, 45_000, 100, 1, 0], 2))(
    '%d rows come back to the last bit, in order',
    async (count) => {
      const rows = rowsOf(count);
      await db.exec(...tableStatements('t', rows));
      const back = await db.rows('FROM t');
      expect(back).toHaveLength(count);
      expect(back).toEqual(
        Array.from({ length: count }, (_, r) =>
          Object.fromEntries(rows.fields.map((f, c) => [f.name, rows.data[c]![r]])),
        ),
      );
      const types = await db.rows<{ column_type: string }>('DESCRIBE t');
      expect(types.map((t) => t.column_type)).toEqual(['BIGINT', 'DOUBLE', 'VARCHAR', 'BOOLEAN']);
    },
  );
  test('a date is refused', () => {
    expect(() =>
      valuesSelect({ fields: [{ name: 'd', type: 'date', sqlType: 'DATE' }], count: 1, data: [[0]] }),
    ).toThrow('d is a date');
  });
});

describe('a model stage', () => {
  const stage = {
    name: 'fit',
    table: 'cell__fit',
    sql: 'FROM points',
    model: { id: 'kmeans', options: 'SELECT 2 AS clusters' },
  };
  beforeAll(() =>
    db.exec(
      "CREATE TABLE points AS SELECT 'c' || i AS customer, i::DOUBLE AS x FROM unnest([0, 1, 2, 10, 12]) t(i)",
    ),
  );

  test('fetches, runs and writes', async () => {
    const heard: number[] = [];
    const made = await makeStage(nativeConnector(db), stage, runModelHere, {
      onProgress: (share) => heard.push(share),
    });
    expect(made.ok).toBe(true);
    expect(await db.rows('SELECT cluster, customers, x FROM cell__fit')).toEqual([
      { cluster: 1, customers: 3, x: 1 },
      { cluster: 2, customers: 2, x: 11 },
    ]);
    expect(heard.length).toBeGreaterThan(0);
    expect(await db.rows(`SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%__new'`)).toEqual(
      [],
    );
  });

  test('a failing model leaves the table of the last good run', async () => {
    const made = await makeStage(nativeConnector(db), stage, async () => fail('cancelled'));
    expect(made.ok ? null : made.fault.code).toBe('cancelled');
    expect(await db.rows('FROM cell__fit')).toHaveLength(2);
  });

  test('without a runner, with an unknown model or unfit input it is a fault', async () => {
    const code = async (change: object, models: typeof runModelHere | undefined = runModelHere) => {
      const made = await makeStage(nativeConnector(db), { ...stage, ...change }, models);
      return made.ok ? null : [made.fault.code, made.fault.values?.column];
    };
    expect(await makeStage(nativeConnector(db), stage, undefined)).toMatchObject({
      fault: { code: 'model-unavailable' },
    });
    expect(await code({ model: { id: 'constructor', options: null } })).toEqual(['model-unknown', undefined]);
    expect(await code({ sql: "SELECT 'x' AS x" })).toEqual(['model-input', 'x']);
    expect(await code({ model: { id: 'bgnbd', options: null } })).toEqual(['model-input', 't_x']);
    expect(await code({ sql: 'FROM nothing' })).toEqual(['sql-error', undefined]);
  });
});

describe('models on too little data say so in their rows', () => {
  const empty = (...names: string[]): Rows => ({
    fields: names.map((name) => ({ name, type: 'number', sqlType: 'DOUBLE' })),
    count: 0,
    data: names.map(() => []),
  });
  const run = (id: string, input: Rows) => {
    const result = runModel(id, input, {});
    if (!result.ok) throw new Error(result.fault.code);
    return result.value;
  };
  test('no rows at all', () => {
    expect(run('bgnbd', empty('x', 't_x', 't', 'n')).data[0]).toEqual(['too few']);
    expect(run('bgnbd-predict', empty('id', 'x', 't_x', 't')).count).toBe(0);
    expect(run('gamma-gamma', empty('x', 'mean_spend', 'n')).data[0]).toEqual(['too few']);
    expect(
      run('logistic', empty('outcome', 'a'))
        .data.slice(0, 2)
        .map((c) => c[0]),
    ).toEqual(['status', 'too few']);
    expect(run('kmeans', empty('a', 'b')).count).toBe(0);
    expect(run('keywords', empty('text', 'grp')).count).toBe(0);
  });
});
