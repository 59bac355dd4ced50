import { describe, expect, test } from 'vitest';
import { editDistance, explain, nearestNames } from '../../../src/engine/explain.ts';

// Messages as DuckDB 1.4.3 in WebAssembly writes them.
describe('explain', () => {
  test('a column that is not there, with the place under the caret', () => {
    const sql = 'WITH a AS (SELECT 1 AS amount)\nSELECT amont FROM a';
    const raw =
      'Binder Error: Referenced column "amont" not found in FROM clause!\nCandidate bindings: "amount"\n\nLINE 2: SELECT amont FROM a\n               ^';
    expect(explain(raw, sql)).toEqual({
      code: 'sql-unknown-name',
      line: 2,
      column: 8,
      values: { name: 'amont', candidates: 'amount' },
      detail: 'Referenced column "amont" not found in FROM clause!\nCandidate bindings: "amount"',
    });
  });

  test("a name nearer than the engine's own proposal wins", () => {
    const raw =
      'Catalog Error: Table with name customerz does not exist!\nDid you mean "pg_constraint or sqlite_master"?\n\nLINE 1: select * from customerz\n                      ^';
    expect(explain(raw, 'select * from customerz', ['customers', 'orders']).values).toEqual({
      name: 'customerz',
      candidates: 'customers',
    });
  });

  test('a place given in bytes', () => {
    const raw =
      '{"exception_type":"Parser","exception_message":"syntax error at or near \\"selec\\"\\n\\nLINE 1: select 1; selec 2\\n                  ^","error_subtype":"SYNTAX_ERROR","position":"10"}';
    expect(explain(raw, 'select 1; selec 2')).toEqual({
      code: 'sql-error',
      line: 1,
      column: 11,
      detail: 'syntax error at or near "selec"',
    });
    const wide = raw.replace('"position":"10"', '"position":"18"');
    expect(explain(wide, "select '客户',\n selec 2")).toMatchObject({ line: 2, column: 2 });
  });

  test('a caret under a line that was cut on the left, after wide characters', () => {
    const sql = `select '${'客'.repeat(18)}', '${'a'.repeat(50)}', nope from orders`;
    const raw = `Binder Error: Referenced column "nope" not found in FROM clause!\n\nLINE 1: ...${'a'.repeat(38)}', nope from orders\n        ${' '.repeat(3 + 38 + 3)}^`;
    expect(explain(raw, sql)).toMatchObject({ line: 1, column: sql.indexOf('nope') + 1 });
    const whole = "SELECT '客户客户' AS a, nothere FROM orders";
    expect(explain(`Binder Error: x\n\nLINE 1: ${whole}\n${' '.repeat(8 + 24)}^`, whole)).toMatchObject({
      column: whole.indexOf('nothere') + 1,
    });
  });

  test('an unknown table alias and function', () => {
    expect(
      explain('Binder Error: Referenced table "a" not found!\nCandidate tables: "b"', '').values,
    ).toEqual({ name: 'a', candidates: 'b' });
    expect(
      explain(
        'Catalog Error: Scalar Function with name strptim does not exist!\nDid you mean "strptime"?',
        '',
      ).values,
    ).toEqual({ name: 'strptim', candidates: 'strptime' });
  });

  test.each([
    [
      'Out of Memory Error: could not allocate block of size 256.0 KiB (3.1 GiB/3.1 GiB used)',
      'out-of-memory',
    ],
    ['{"exception_type":"Out of Memory","exception_message":"failed to allocate data"}', 'out-of-memory'],
    ['INTERNAL Error: Attempted to access index 5', 'engine-crashed'],
    ['FATAL Error: Failed: database has been invalidated', 'engine-crashed'],
    ['query was canceled', 'cancelled'],
    [
      'Permission Error: Cannot access file "x.csv" - file system operations are disabled by configuration',
      'engine-locked',
    ],
    [
      'Catalog Error: Scalar Function with name "json_extract" is not in the catalog, but it exists in the json extension.',
      'needs-extension',
    ],
    ['null function or function signature mismatch', 'needs-extension'],
    ["Conversion Error: Could not convert string 'abc' to INT32", 'sql-error'],
  ])('%s is %s', (raw, code) => {
    expect(explain(raw, 'SELECT 1').code).toBe(code);
  });

  test('an error in mid-stream is told by its own words', () => {
    const raw =
      '{"exception_type":"Invalid Input","exception_message":"Attempting to execute an unsuccessful or closed pending query result\\nError: Out of Memory Error: could not allocate"}';
    expect(explain(raw, '')).toEqual({ code: 'out-of-memory', detail: 'could not allocate' });
  });
});

describe('near names', () => {
  test('edits, swaps of neighbours among them', () => {
    expect([
      editDistance('amount', 'amount'),
      editDistance('amont', 'amount'),
      editDistance('aomunt', 'amount'),
      editDistance('', 'ab'),
    ]).toEqual([0, 1, 1, 2]);
  });

  test('the nearest first, nothing far off', () => {
    expect(nearestNames('ordered', ['ordered_at', 'order_id', 'region'])).toEqual(['ordered_at', 'order_id']);
    expect(nearestNames('客户号', ['客户编号', '客户ID', '金额'])).toEqual(['客户编号', '客户ID']);
    expect(nearestNames('xyz', ['customer', 'amount'])).toEqual([]);
  });
});
