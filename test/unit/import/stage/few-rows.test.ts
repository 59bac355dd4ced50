import { afterAll, beforeAll, expect, test } from 'vitest';
import { frequentValues } from '../../../../src/import/stage/few-rows.ts';
import { openNative, type Native } from '../../support/native.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

test('values are counted and sorted here as the engine does it', async () => {
  const values = [
    'b',
    'a',
    '',
    null,
    'a',
    'ab',
    'B',
    '\u{1f600}',
    '\uff21',
    'é',
    'e\u0301',
    '中',
    'b',
    '😀b',
  ];
  const listed = values.map((value) => (value === null ? '(NULL)' : `('${value}')`)).join(', ');
  const rows = await db.rows(
    `SELECT v AS value, count(*) AS count FROM (VALUES ${listed}) t(v) WHERE v IS NOT NULL GROUP BY v ORDER BY 2 DESC, 1`,
  );
  expect(frequentValues(values)).toEqual(rows);
  expect(rows).toHaveLength(11);
  expect(frequentValues([null])).toEqual([]);
});
