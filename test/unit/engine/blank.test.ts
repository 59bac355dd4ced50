import { tableFromIPC, type Data } from 'apache-arrow';
import { beforeAll, describe, expect, test } from 'vitest';
import { finish, stage } from '../../../src/import/stage/importer.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../src/files/formats/stage.ts';
import { quoteName } from '../../../src/sql/quote.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { blankNulls } from '../../../src/engine/session/blank.ts';
import { toRows } from '../../../src/engine/session/plain.ts';
import { need } from '../../../src/result.ts';
import { openEngine } from './support.ts';

/** What the engine's memory held where a stream has no value. */

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

/** Every type that a table can have, with values of which most are missing; their number fills no byte of bits. */
const TYPED = `SELECT i::BIGINT AS bigint, i::INTEGER AS "integer", i::SMALLINT AS "smallint", i::TINYINT AS tinyint,
  i / 7 AS double, (i / 7)::FLOAT AS "float", i::DECIMAL(18, 2) AS decimal, i::HUGEINT AS hugeint,
  i % 2 = 1 AS bool, DATE '2024-02-29' + i::INTEGER AS "date", TIMESTAMP '2024-02-29' + to_seconds(i) AS stamp,
  TIME '01:02:03' + to_seconds(i) AS "time", to_days(i::INTEGER) AS span, 'text ' || i AS text, encode('b' || i) AS blob,
  [i, NULL, 3] AS list, {'a': i, 'b': CASE WHEN i % 4 = 1 THEN i END} AS struct
  FROM range(101) AS r(i)`;
const COLUMNS = [
  ...['bigint', 'integer', 'smallint', 'tinyint', 'double', 'float', 'decimal', 'hugeint', 'bool', 'date'],
  ...['stamp', 'time', 'span', 'text', 'blob', 'list', 'struct'],
];
const missing = COLUMNS.map((name) => `CASE WHEN bigint % 3 = 1 THEN ${name} END AS ${name}`).join(', ');
const SELECT = `SELECT ${missing} FROM (${TYPED})`;

/** The bytes that a column has for rows in which it has no value, and behind its last. */
function under(column: Data): number[] {
  const { values, valueOffsets, length, children } = column;
  const below = children.flatMap(under);
  if (!ArrayBuffer.isView(values)) return below;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (valueOffsets) return [...below, ...bytes.subarray(Number(valueOffsets[length]))];
  const bools = String(column.type) === 'Bool';
  const width = Math.floor(bytes.length / length);
  const rows = Array.from({ length: bools ? bytes.length * 8 : bytes.length / width }, (_, i) => i);
  return [
    ...below,
    ...rows
      .filter((i) => i >= length || !column.getValid(i))
      .flatMap((i) =>
        bools ? [(bytes[i >> 3]! >> (i & 7)) & 1] : [...bytes.subarray(i * width, (i + 1) * width)],
      ),
  ];
}

const underOf = (stream: Uint8Array) =>
  tableFromIPC(stream).batches.flatMap(({ data }) => data.children.flatMap(under));

describe('a stream that the engine made', () => {
  test('has zeros where it has no value, whatever the type, and all of its values', async () => {
    const stream = need(await engine.toIpc(SELECT));
    const nulls = tableFromIPC(stream).schema.fields.map(
      ({ name }) => tableFromIPC(stream).getChild(name)!.nullCount,
    );
    expect(nulls).toEqual(COLUMNS.map(() => 67));
    expect(underOf(stream).filter((byte) => byte !== 0)).toEqual([]);
    // Rows that are shown are read from what the engine gave as it was.
    expect(toRows(tableFromIPC(stream))).toEqual(need(await engine.run([SELECT])));
  });

  test('that has none missing stays as it is', async () => {
    const stream = need(await engine.toIpc(TYPED));
    const before = stream.slice();
    blankNulls(stream);
    expect(stream).toEqual(before);
  });
});

test('an import hands nothing over of a column that is left out, not even where others have no value', async () => {
  const rows = Array.from(
    { length: 6_000 },
    (_, i) =>
      `C${i},138${12_340_000 + i * 7},${i % 3 ? '' : i},${i % 4 ? '' : i / 8},somebody${i}@ex.cn,${i % 6 ? '' : i}`,
  );
  const file = new File([`id,phone,amount,score,mail,last\n${rows.join('\n')}`], 'people.csv');
  const [reading] = need(await inspect(file));
  need(await stage(engine, need(await stageFile(file, reading!)), reading!));
  const left = new Set(['phone', 'mail']);
  const made = need(await finish(engine, (column) => (left.has(column) ? null : quoteName(column))));
  expect(made.rows).toBe(6_000);
  const text = Buffer.concat(made.ipc).toString('latin1');
  expect(text.match(/1381[23]\d{3}|somebody|@ex/g)).toBeNull();
  expect(made.ipc.flatMap(underOf).filter((byte) => byte !== 0)).toEqual([]);
});
