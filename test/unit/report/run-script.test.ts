import { afterAll, describe, expect, test } from 'vitest';
import type { MappedSource } from '../../../src/entity/source.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultNotebook } from '../../../src/notebook/defaults.ts';
import { runScript, type RunScriptInput } from '../../../src/report/run-script.ts';
import { openNative } from '../support/native.ts';

const sources: MappedSource[] = [
  {
    name: 'shop',
    entity: 'orders',
    mapping: { customer: 'id', ordered_at: 'day', amount: 'sum' },
    columns: [
      { name: 'id', type: 'VARCHAR' },
      { name: 'day', type: 'DATE' },
      { name: 'sum', type: 'DOUBLE' },
    ],
  },
];
const input: RunScriptInput = {
  notebook: defaultNotebook,
  sources,
  tables: null,
  given: { asOf: '2024-03-01', periodStart: '2024-02-01', periodEnd: '2024-02-29' },
  today: '2024-06-01',
  cells: [{ name: 'spend', title: '', sql: 'SELECT sum(amount) AS spend, count(*) AS n FROM orders' }],
  notes: ['Cellar'],
};
const ROWS = `SELECT 1 AS _row, 1 AS _copy, 'a' AS id, DATE '2024-02-03' AS day, 5.0 AS sum
  UNION ALL SELECT 2, 1, 'b', DATE '2023-02-03', 7.0 UNION ALL SELECT 3, 1, 'c', DATE '2024-02-04', -1.0`;
const tables = ['CREATE SCHEMA IF NOT EXISTS source', `CREATE OR REPLACE TABLE source.shop AS ${ROWS}`];

async function spendOf(...scripts: string[]): Promise<unknown> {
  const db = await openNative();
  for (const script of scripts) await db.exec(script);
  const rows = await db.rows('FROM spend');
  db.close();
  return rows;
}

describe('a run as a script', () => {
  test('without the data it runs as it is, and over data gives what the script with the data gives', async () => {
    expect(await spendOf(runScript(input))).toEqual([{ spend: null, n: 0 }]);
    const withData = await spendOf(runScript({ ...input, tables }));
    expect(withData).toEqual([{ spend: 5, n: 1 }]);
    expect(await spendOf(`${tables.join(';')};`, runScript(input))).toEqual(withData);
  });

  test('it relies on nothing that is known of the rows at hand: they may be others where it runs', () => {
    const facts = { trimmed: true, unsigned: true, unique: true } as const;
    const columns = sources[0]!.columns.map((column) => ({ ...column, ...facts }));
    expect(runScript({ ...input, sources: [{ ...sources[0]!, columns }] })).toBe(runScript(input));
  });

  test('a row taken back from quarantine is in it', () => {
    const all = { ...input, tables };
    const restored = [{ source: 'shop', row: 3 }];
    expect(runScript({ ...all, restored })).toContain(`('shop', 3)`);
    expect(runScript(all)).not.toContain(`('shop', 3)`);
  });

  test('times are read alike wherever it runs', () => {
    expect(runScript(input)).toContain(`SET TimeZone='UTC';`);
  });
});

describe('a cell that somebody else wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const secret = join(folder, 'secret.txt');
  writeFileSync(secret, 'the secret');
  const script = (sql: string, written: boolean) =>
    runScript({
      ...input,
      tables,
      cells: [{ name: 'spend', title: '', sql, ...(written ? { written: true as const } : {}) }],
    });
  /** Harmless under the engine's lock; a plain DuckDB would read the file. */
  const attack = `SELECT * FROM query(CASE WHEN current_setting('enable_external_access') THEN 'SELECT content FROM read_text(''${secret}'')' ELSE 'SELECT 1 AS content' END)`;

  test('is left out of the script when it calls what it may not, and that is said', async () => {
    const text = script(attack, true);
    expect(text).not.toContain('read_text');
    expect(text).toContain('-- Left out');
  });

  test('reads no file in a plain DuckDB, whoever let it into the script', async () => {
    expect(await spendOf(script(attack, false))).toEqual([{ content: 1 }]);
    await expect(spendOf(script(`SELECT content FROM read_text('${secret}')`, false))).rejects.toThrow(
      /disabled by configuration/,
    );
    const db = await openNative();
    await db.exec(script('SELECT 1 AS n', false));
    await expect(db.exec('SET enable_external_access=true')).rejects.toThrow();
    db.close();
  });

  /** Where DuckDB's command line, which does not know these quotes, sees a statement end, its next line begins. */
  test.each([
    ['an escape string', "SELECT e'\\';\n.shell touch x\n' AS a"],
    ['a dollar quote', 'SELECT $$;\n.shell touch x\n$$ AS a'],
    ['a nested comment', 'SELECT 1 AS a /* /* */ ;\n  .shell touch x\n*/'],
    ['a comment that ends at a carriage return', "SELECT 1 -- '\r AS a, ';\n.shell touch x\n' AS b"],
    ['a text over lines', "SELECT ';\n.shell touch x\n' AS a"],
    ['a quoted name', 'SELECT 1 AS ";\n.shell touch x\n"'],
    ['a call on the next line', "SELECT (';')\n  .upper() AS a"],
  ])('has no line that DuckDB’s command line takes for a command of its own: %s', async (_, sql) => {
    const text = script(sql, true);
    expect(text).not.toMatch(/^\s*\./m);
    const db = await openNative();
    await db.exec(text);
    if (!text.includes('-- Left out')) expect(await db.rows('FROM spend')).toEqual(await db.rows(sql));
    db.close();
  });

  test('is named as such, and a cell of an analysis is not', () => {
    expect(script('SELECT 1 AS n', true)).toContain('Written by hand');
    expect(script('SELECT 1 AS n', false)).not.toContain('Written by hand');
  });
});
