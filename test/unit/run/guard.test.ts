import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connector } from '../../../src/engine/connector.ts';
import { oneSelect } from '../../../src/run/guard.ts';
import { makeStage } from '../../../src/run/stage.ts';
import { openDb, scratch, value } from '../cli/support.ts';
import { openEngine } from '../engine/support.ts';

const folder = scratch();

describe.each([
  ['native', () => openDb(folder)],
  ['wasm', () => openEngine()],
])('on the %s engine', (_, open) => {
  let db: Connector;
  beforeAll(async () => {
    db = await open();
    value(await db.run(['CREATE SCHEMA clean', 'CREATE TABLE clean.orders AS SELECT 9800 AS amount']));
  });
  afterAll(() => (db as Partial<{ close(): void }>).close?.());

  const total = async () => value(await db.run('SELECT sum(amount)::DOUBLE FROM clean.orders')).data[0]![0];

  test.each([
    // Two readings of where a comment or a number ends, and a second statement in between.
    'SELECT 1 AS a -- x\r; UPDATE clean.orders SET amount = 9818',
    'SELECT 1 AS a, 1e$$; UPDATE clean.orders SET amount = 9818',
    'SELECT 1 AS a; UPDATE clean.orders SET amount = 9818',
    'SELECT 1 AS a; ; DROP TABLE clean.orders',
    'SELECT 1 AS a; CREATE MACRO sum(x) AS 9818',
    'UPDATE clean.orders SET amount = 9818',
    'INSERT INTO clean.orders VALUES (18) RETURNING amount',
    'CREATE TABLE x AS SELECT 1',
    'CALL force_checkpoint()',
    'SET threads = 1',
    '-- nothing at all',
  ])('%s is not run', async (sql) => {
    const stage = { name: 'result', table: 'attack', sql, written: true as const };
    const done = await makeStage(db, stage, undefined);
    expect(done).toMatchObject({ ok: false, fault: { code: 'sql-not-select' } });
    expect(await total()).toBe(9800);
  });

  test.each([
    'SELECT 1 AS a',
    'SELECT 1 AS a;',
    'FROM clean.orders',
    'WITH a AS (SELECT 1) (FROM a)',
    'PIVOT clean.orders ON amount IN (1, 2) USING count(*)',
    "SELECT 'it''s; UPDATE' AS \"a;b\" -- ; DROP",
    'SELECT * FROM a_table_that_is_not_there',
  ])('%s is one SELECT', async (sql) => {
    expect(await oneSelect(db, sql)).toEqual({ ok: true, value: null });
  });

  test('a cell that was written is kept as its table', async () => {
    const stage = { name: 'result', table: 'mine', sql: 'SELECT 2 AS a\n', written: true as const };
    value(await makeStage(db, stage, undefined));
    expect(value(await db.run('FROM mine')).data).toEqual([[2]]);
  });
});
