import { describe, expect, test } from 'vitest';
import { namedOnly } from '../../../src/sql/named-only.ts';

describe('a SELECT without what nothing names', () => {
  test.each([
    [
      'the last of a list',
      'WITH a AS (SELECT 1 AS x), b AS (FROM a) FROM a',
      'WITH a AS (SELECT 1 AS x) FROM a',
    ],
    ['the first', 'WITH a AS (SELECT 1), b AS (SELECT 2) FROM B', 'WITH b AS (SELECT 2) FROM B'],
    ['all', '-- of two\nWITH a AS (SELECT 1)\nSELECT 2 -- end', '-- of two\nSELECT 2 -- end'],
    [
      'what only such a one names',
      'WITH a AS (SELECT 1), b AS (FROM a), "c" AS (SELECT 3) FROM c',
      'WITH "c" AS (SELECT 3) FROM c',
    ],
    [
      'with the comment before it, and no other',
      "WITH\n-- first\na AS (\n  -- one\n  SELECT ',b' AS x\n),\n-- second, (\nb AS MATERIALIZED (SELECT 2)\n,\n-- third\nc AS (FROM a)\nFROM c",
      "WITH\n-- first\na AS (\n  -- one\n  SELECT ',b' AS x\n),\n-- third\nc AS (FROM a)\nFROM c",
    ],
    [
      'in the list that one begins with',
      'WITH a AS (\n  -- why\n  WITH x AS (SELECT 1 AS n), y AS (SELECT 2) FROM x -- so\n) FROM a',
      'WITH a AS (\n  -- why\n  WITH x AS (SELECT 1 AS n) FROM x -- so\n) FROM a',
    ],
  ])('%s', (_, sql, kept) => expect(namedOnly(sql)).toBe(kept));

  test.each([
    '',
    'SELECT 1',
    'WITH',
    'WITH a AS () FROM a',
    'WITH a AS (SELECT 1',
    'WITH a AS (SELECT 1), SELECT 2',
    'WITH a AS (SELECT 1) SELECT 2; SELECT 3',
    'WITH a(n) AS (SELECT 1) SELECT 2',
    'WITH RECURSIVE a AS (SELECT 1) SELECT 2',
    'WITH a AS (SELECT 1), b AS (FROM a) FROM b -- as it is ',
  ])('%s stays as it is', (sql) => expect(namedOnly(sql)).toBe(sql));
});
