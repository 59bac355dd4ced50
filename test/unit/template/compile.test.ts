import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { compile, type CompiledCell } from '../../../src/template/compile.ts';
import { parseSqlFile } from '../../../src/template/sql-file.ts';
import type { Template } from '../../../src/template/schema.ts';
import { openNative, type Native } from '../support/native.ts';

const label = { zh: '项', en: 'item' };
const query = `-- about
-- @step base
SELECT customer, sum(amount) AS spend FROM orders GROUP BY customer
-- @step top
SELECT * FROM base WHERE spend >= $least
-- @result
-- highest first
WITH ranked AS (SELECT *, row_number() OVER (ORDER BY spend DESC) AS rank FROM top)
SELECT rank, customer, spend, $as_of AS day, '$least' AS text
FROM ranked
ORDER BY rank DESC;
-- @table left_out
SELECT customer, spend FROM base WHERE spend < $least ORDER BY customer
-- @table spread
SELECT min(spend) AS least, max(spend) AS most FROM result
-- @chart
SELECT rank, spend FROM result
-- @findings
SELECT 'some' AS rule, 'info' AS severity, count(*) AS n, (SELECT count(*) FROM base) AS of FROM result
`;
const template: Template = {
  id: 'top',
  version: 1,
  group: 'value',
  title: label,
  question: label,
  tags: [],
  needs: { required: [], optional: [] },
  params: [{ id: 'least', kind: 'number', label, default: 10, min: 0, max: 100 }],
  columns: [],
  chart: null,
  findings: {},
  explanation: { summary: label, definition: label, howToRead: label, pitfalls: label, sources: [] },
  sql: parseSqlFile(query),
};
const given = { asOf: '2024-02-01', periodStart: '2023-02-01', periodEnd: '2024-01-31' };
const compiled = (params = {}, fork: string | null = null): CompiledCell => {
  const result = compile(template, 'cell', params, given, fork);
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
};
const expected = [
  { rank: 2, customer: 'b', spend: 12, day: '2024-02-01 00:00:00', text: '$least' },
  { rank: 1, customer: 'a', spend: 30, day: '2024-02-01 00:00:00', text: '$least' },
];

describe('compile', () => {
  let db: Native;
  beforeAll(async () => {
    db = await openNative();
    await db.exec(
      `CREATE TABLE orders AS SELECT * FROM (VALUES ('a', 30.0::DOUBLE), ('b', 12), ('c', 3)) t(customer, amount)`,
    );
  });
  afterAll(() => db.close());

  test('stages, chart and findings run one after the other, in the result order', async () => {
    const cell = compiled();
    expect(cell.stages.map((s) => s.table)).toEqual(['cell__base', 'cell__top', 'cell']);
    for (const s of cell.stages) await db.exec(`CREATE OR REPLACE TABLE "${s.table}" AS ${s.sql}`);
    expect(await db.rows('FROM cell')).toEqual(expected);
    expect(await db.rows(cell.chart!)).toEqual([
      { rank: 2, spend: 12 },
      { rank: 1, spend: 30 },
    ]);
    expect(await db.rows(cell.findings!)).toEqual([{ rule: 'some', severity: 'info', n: 2, of: 3 }]);
  });

  test('the portable text alone gives the same rows, and so does a fork of the editable one', async () => {
    expect(await db.rows(compiled().portable)).toEqual(expected);
    const fork = compiled({}, compiled().editable);
    expect(fork.stages.at(-1)!.table).toBe('cell');
    expect(await db.rows(fork.stages.at(-1)!.sql)).toEqual(expected);
    expect(compiled().editable).toContain('>= $least');
  });

  test('what only the findings follow from is marked as coming later, in a fork too', () => {
    const sql = {
      ...parseSqlFile(`-- @step base
SELECT 1 AS n
-- @step drawn
SELECT n FROM base
-- @step behind
SELECT n FROM base
-- @step judged
SELECT n FROM behind
-- @step beside
SELECT n FROM base
-- @result
SELECT n FROM base
-- @table beside
SELECT n FROM beside
-- @chart
SELECT n FROM drawn
-- @findings
SELECT 'some' AS rule, n FROM judged`),
    };
    const later = (fork: string | null) => {
      const cell = compile({ ...template, params: [], sql }, 'cell', {}, given, fork);
      if (!cell.ok) throw new Error(cell.fault.code);
      return cell.value.stages.filter((stage) => stage.later).map((stage) => stage.name);
    };
    expect(later(null)).toEqual(['behind', 'judged']);
    // The rewritten result stands alone: its own steps are made again for what else reads them.
    const fork =
      'WITH base AS (SELECT 1 AS n), drawn AS (FROM base), judged AS (FROM base) SELECT n FROM base';
    expect(later(fork)).toEqual(['judged']);
  });

  test('a parameter changes only the stages that read it', () => {
    const [before, after] = [compiled({ least: 10 }), compiled({ least: 20 })];
    expect(before.stages.map((s, i) => s.sql === after.stages[i]?.sql)).toEqual([true, false, true]);
    expect(before.reads.sort()).toEqual(['as_of', 'least']);
  });

  test('a cell called like one of its steps is read where the result is meant', async () => {
    const cell = compile(template, 'base', {}, given);
    if (!cell.ok) throw new Error(cell.fault.code);
    for (const s of cell.value.stages) await db.exec(`CREATE OR REPLACE TABLE "${s.table}" AS ${s.sql}`);
    expect(await db.rows(cell.value.findings!)).toEqual([{ rule: 'some', severity: 'info', n: 2, of: 3 }]);
    await db.exec('DROP TABLE base');
  });

  test('side tables read result and steps; a fork keeps those that read its result alone', async () => {
    const { tables, stages } = compiled();
    expect(tables.map(({ name }) => name)).toEqual(['left_out', 'spread']);
    for (const { table, sql } of stages) await db.exec(`CREATE OR REPLACE TABLE "${table}" AS ${sql}`);
    expect(await db.rows(tables[0]!.sql)).toEqual([{ customer: 'c', spend: 3 }]);
    expect(await db.rows(tables[1]!.sql)).toEqual([{ least: 12, most: 30 }]);
    expect(compiled({}, 'SELECT 1 AS rank, 10 AS spend').tables.map(({ name }) => name)).toEqual(['spread']);
  });

  test('a fork keeps its line numbers and loses findings that read steps', () => {
    const sql = 'SELECT 1 AS rank,\n  $least AS spend ; -- end';
    const fork = compiled({}, sql);
    expect(fork.stages[0]?.sql).toBe('SELECT 1 AS rank,\n  10::DOUBLE AS spend');
    expect(fork.chart).toBe('WITH "result" AS (FROM "cell") SELECT rank, spend FROM result');
    expect(fork.findings).toBeNull();
    expect(fork.lost).toEqual(['findings']);
    expect(fork.forked).toBe(true);
  });

  test.each([
    ['', 'sql-empty', undefined],
    [' -- nothing\n ;', 'sql-empty', undefined],
    ['SELECT 1;\nSELECT 2', 'sql-several', 1],
    [`SELECT ';',\n $nobody`, 'placeholder-unknown', 2],
  ])('the fork %j is refused: %s', (sql, code, line) => {
    const result = compile(template, 'cell', {}, given, sql);
    expect(result.ok ? null : [result.fault.code, result.fault.line]).toEqual([code, line]);
  });

  test('a value that does not fit is refused', () => {
    const result = compile(template, 'cell', { least: 101 }, given);
    expect(result.ok ? null : result.fault.code).toBe('param-out-of-range');
  });

  test('a recursive result keeps its word', async () => {
    const recursive = {
      ...template,
      sql: parseSqlFile(`-- @step one\nSELECT 1 AS n\n-- @result
      WITH RECURSIVE r(n) AS (SELECT n FROM one UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r ORDER BY n DESC`),
    };
    const result = compile(recursive, 'r', {}, given);
    if (!result.ok) throw new Error(result.fault.code);
    expect(await db.rows(result.value.portable)).toEqual([{ n: 3 }, { n: 2 }, { n: 1 }]);
    await db.exec(`CREATE TABLE "r__one" AS ${result.value.stages[0]!.sql}`);
    expect(await db.rows(result.value.stages[1]!.sql)).toHaveLength(3);
  });
});

describe('a template with a model', () => {
  const modelled: Template = {
    ...template,
    sql: parseSqlFile(`-- @step base
SELECT customer, amount AS x FROM orders
-- @model kmeans from base as fit
SELECT $least AS clusters, (SELECT max(x) FROM base) AS most
-- @step placed
SELECT customer, cluster FROM base, fit
-- @result
SELECT * FROM placed
-- @findings
SELECT 'n' AS rule, 'info' AS severity, count(*) AS n FROM fit`),
  };
  const cellOf = (fork: string | null = null): CompiledCell => {
    const result = compile(modelled, 'cell', { least: 3 }, given, fork);
    if (!result.ok) throw new Error(result.fault.code);
    return result.value;
  };

  test('is a stage of its own, with input and options', () => {
    const cell = cellOf();
    expect(cell.stages.map((s) => [s.table, s.model?.id])).toEqual([
      ['cell__base', undefined],
      ['cell__fit', 'kmeans'],
      ['cell__placed', undefined],
      ['cell', undefined],
    ]);
    expect(cell.stages[1]).toMatchObject({
      sql: 'FROM "cell__base"',
      model: {
        options:
          'WITH "base" AS (FROM "cell__base") SELECT 3::DOUBLE AS clusters, (SELECT max(x) FROM base) AS most',
      },
    });
    expect(cell.models).toEqual(['cell__fit']);
    expect(cell.reads).toEqual(['least']);
    expect(cell.portable).toContain('FROM "cell__fit"');
  });

  test('a fork keeps what stands before the model and reads it by name', () => {
    expect(cellOf().editable).not.toContain('amount AS x');
    const fork = cellOf(cellOf().editable);
    expect(fork.stages.map((s) => s.table)).toEqual(['cell__base', 'cell__fit', 'cell']);
    expect(fork.stages[2]?.sql).toMatch(
      /^WITH "base" AS \(FROM "cell__base"\), "fit" AS \(FROM "cell__fit"\)/,
    );
    expect(fork.findings).toContain('FROM "cell__fit"');
    expect(fork.models).toEqual(['cell__fit']);
  });
});

describe('parseSqlFile', () => {
  test.each([
    ['SELECT 1', /no @result/],
    ['-- @result\nSELECT 1\n-- @result\nSELECT 2', /line 3/],
    ['-- @step result\nSELECT 1\n-- @result\nSELECT 1', /bad step name/],
    ['-- @result\n\n-- @chart\nSELECT 1', /empty/],
    ['-- @model kmeans from base as fit\n-- @result\nSELECT 1', /reads no step before it/],
    ['-- @step base\nSELECT 1\n-- @model kmeans\n-- @result\nSELECT 1', /line 3/],
    ['-- @result\nSELECT 1\n-- @step late\nSELECT 1', /after @result/],
  ])('%j is refused', (text, message) => {
    expect(() => parseSqlFile(text)).toThrow(message);
  });
});

describe('the whole of a cell as one text', () => {
  const given = { asOf: '2024-12-31', periodStart: '2024-01-01', periodEnd: '2024-12-31' };

  test('is put together when somebody asks for it, and once', () => {
    const indented = vi.spyOn(String.prototype, 'replaceAll');
    const times = () => indented.mock.calls.filter(([what]) => what === '\n').length;
    const compiled = compile(template, 'top', {}, given);
    if (!compiled.ok) throw new Error(compiled.fault.code);
    expect(times()).toBe(0);
    const { portable, editable } = compiled.value;
    expect([portable, editable].map((text) => /least/.test(text))).toEqual([true, true]);
    expect(portable).toContain("DATE '2024-12-31' AS day");
    expect(editable).toContain('$as_of AS day');
    const made = times();
    expect(made).toBeGreaterThan(0);
    expect([compiled.value.portable, compiled.value.editable]).toEqual([portable, editable]);
    expect(times()).toBe(made);
    indented.mockRestore();
  });

  test.each([
    ['a step', { steps: [{ name: 'base', sql: 'SELECT\n$nobody AS n' }], result: 'FROM base' }, 3],
    ['the chart', { steps: [], result: 'SELECT 1', chart: 'SELECT $nobody' }, 2],
  ])('what nobody fills is named in %s with its place', (_, sql, line) => {
    const lacking = { ...template, sql: { chart: null, findings: null, ...sql } } as Template;
    const compiled = compile(lacking, 'top', {}, given);
    expect(compiled).toMatchObject({
      ok: false,
      fault: { code: 'placeholder-unknown', values: { name: 'nobody' } },
    });
    expect(!compiled.ok && compiled.fault.line).toBe(line);
  });
});
