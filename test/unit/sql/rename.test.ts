import { describe, expect, test } from 'vitest';
import { renameTable } from '../../../src/sql/rename.ts';
import { openNative } from '../support/native.ts';

const renamed = (sql: string) => renameTable(sql, 'rfm', 'scores');

describe('renaming a table in SQL', () => {
  test.each([
    ['SELECT * FROM rfm', 'SELECT * FROM scores'],
    ['select rfm.customer from RFM where Rfm.m > 1', 'select scores.customer from scores where scores.m > 1'],
    ['SELECT * FROM "rfm" r', 'SELECT * FROM "scores" r'],
    ['SELECT * FROM orders, rfm', 'SELECT * FROM orders, scores'],
    [
      'SELECT * FROM orders o JOIN rfm USING (customer)',
      'SELECT * FROM orders o JOIN scores USING (customer)',
    ],
    [
      'SELECT * FROM a JOIN rfm ON a.x = rfm.x AND rfm.y = 1, rfm AS c',
      'SELECT * FROM a JOIN scores ON a.x = scores.x AND scores.y = 1, scores AS c',
    ],
    ['FROM main.rfm', 'FROM main.scores'],
    ['SELECT (SELECT max(m) FROM rfm) AS top', 'SELECT (SELECT max(m) FROM scores) AS top'],
    [
      'SELECT * FROM (rfm JOIN orders USING (customer))',
      'SELECT * FROM (scores JOIN orders USING (customer))',
    ],
    ['SUMMARIZE rfm', 'SUMMARIZE scores'],
  ])('%s', (before, after) => expect(renamed(before)).toBe(after));

  test.each([
    ["SELECT 'FROM rfm' AS rfm -- FROM rfm\n/* JOIN rfm */ FROM orders"],
    ['SELECT rfm FROM orders'],
    ['SELECT o.rfm FROM orders o'],
    ['SELECT * FROM orders AS rfm WHERE rfm.amount > 1'],
    ['SELECT * FROM orders rfm WHERE rfm.amount > 1'],
    ['SELECT extract(year FROM rfm) FROM orders'],
    ['SELECT a IS DISTINCT FROM rfm FROM orders'],
    ['WITH rfm AS (SELECT 1 AS x) SELECT rfm.x FROM rfm'],
    ['WITH RECURSIVE rfm(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM rfm WHERE n < 3) FROM rfm'],
    ['SELECT $$ FROM rfm $$ FROM source.rfm'],
    ['SELECT * FROM rfm_2, rfm(1)'],
  ])('leaves %s', (sql) => expect(renamed(sql)).toBe(sql));

  test('a table hidden by a CTE of its name is renamed where the CTE does not reach', () => {
    expect(renamed('WITH rfm AS (SELECT * FROM rfm) SELECT rfm.x FROM rfm')).toBe(
      'WITH rfm AS (SELECT * FROM scores) SELECT rfm.x FROM rfm',
    );
    expect(renamed('SELECT * FROM (WITH rfm AS (SELECT 1) FROM rfm) JOIN rfm ON true')).toBe(
      'SELECT * FROM (WITH rfm AS (SELECT 1) FROM rfm) JOIN scores ON true',
    );
  });

  test('in DuckDB the renamed SQL reads the renamed table and gives the same rows', async () => {
    const db = await openNative();
    await db.exec(
      "CREATE TABLE rfm AS SELECT 'a' AS customer, 3 AS rfm UNION ALL SELECT 'b', 5",
      'CREATE TABLE orders AS SELECT customer, 10 AS amount, 3 AS rfm FROM rfm',
    );
    const queries = [
      'SELECT rfm.customer, rfm.rfm FROM rfm ORDER BY rfm.rfm',
      'WITH top AS (FROM rfm WHERE rfm.rfm > 3) SELECT o.rfm, top.customer FROM orders o, top JOIN rfm ON rfm.rfm = top.rfm',
      'SELECT o.customer FROM orders o WHERE EXISTS (SELECT 1 FROM "rfm" WHERE "rfm".rfm > o.rfm) ORDER BY 1',
    ];
    const before = await Promise.all(queries.map((sql) => db.rows(sql)));
    await db.exec('ALTER TABLE rfm RENAME TO scores');
    const after = await Promise.all(queries.map((sql) => db.rows(renamed(sql))));
    expect(before.flat().length).toBeGreaterThan(4);
    expect(after).toEqual(before);
    db.close();
  });
});
