import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cteList } from '../../../src/sql/ctes.ts';
import { templates } from '../../../src/template/registry.ts';
import { makeWorld, SCOPE, sized } from '../../claims/world.ts';
import { few, some } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { cellRunner, compiled } from './support.ts';

/** Analyses that say or draw something that reads a step. */
const reading = [...templates.values()].filter(
  ({ sql }) =>
    sql &&
    (sql.findings ?? sql.chart) !== null &&
    sql.steps.some(({ name }) => `${sql.findings ?? ''} ${sql.chart ?? ''}`.includes(name)),
);

/** Findings in any order, numbers as far as the order of adding up lets them be the same. */
const said = (findings: readonly object[]): string[] =>
  findings
    .map((f) => JSON.stringify(f, (_, v: unknown) => (typeof v === 'number' ? Number(v.toPrecision(9)) : v)))
    .sort();

describe('an analysis whose SQL was touched', () => {
  let db: Native;
  beforeAll(async () => {
    db = await openNative();
    await makeWorld(db, 11, {}, sized(260));
  });
  afterAll(() => db.close());

  test.each(few(some(reading, 3), 20).map((template) => [template.id, template] as const))(
    '%s goes on saying and drawing what it did',
    async (_, template) => {
      const { run } = cellRunner(db);
      const before = await run(template, {}, SCOPE);
      const after = await run(template, {}, SCOPE, `${before.cell.editable}\n`);
      expect(after.cell.lost).toEqual([]);
      expect(said(after.findings)).toEqual(said(before.findings));
      expect(after.chart?.length).toBe(before.chart?.length);
      expect(Object.keys(after.tables)).toEqual(Object.keys(before.tables));
    },
  );

  test('what was changed in a step is what its findings read', async () => {
    const pareto = templates.get('pareto')!;
    const { editable } = compiled(pareto, {}, SCOPE);
    const sql = editable.replaceAll(
      'ordered_at::DATE AS day FROM past_orders WHERE customer IS NOT NULL',
      'ordered_at::DATE AS day FROM past_orders WHERE false',
    );
    expect(sql).not.toBe(editable);
    const { findings } = await cellRunner(db).run(pareto, {}, SCOPE, sql);
    expect(findings.map(({ rule }) => rule)).not.toContain('top_silent');
  });

  test('one written anew says what it loses', () => {
    const { lost } = compiled(
      templates.get('pareto')!,
      {},
      SCOPE,
      'cell',
      "SELECT 1 AS rank, 'a' AS customer, 2.0 AS amount",
    );
    expect(lost).toEqual(['findings']);
  });
});

describe('the list of CTEs', () => {
  const names = (sql: string) => cteList(sql)?.names;

  test('is read past brackets, texts, comments and column names', () => {
    const sql = `WITH a AS (SELECT ')' AS x /* ) */), "B" (y) AS MATERIALIZED (SELECT (1)) -- (\n, c AS NOT MATERIALIZED (SELECT 2) SELECT * FROM a`;
    expect(names(sql)).toEqual(['a', 'B', 'c']);
    expect(sql.slice(0, cteList(sql)!.end)).toMatch(/SELECT 2\)$/);
    expect(names('with recursive t AS (SELECT 1 UNION ALL SELECT 2) FROM t')).toEqual(['t']);
  });

  test('is null where there is none, or it is never closed', () => {
    for (const sql of [
      'SELECT 1',
      'WITH a AS (SELECT 1',
      'WITH a (SELECT 1)',
      'WITH AS (SELECT 1) SELECT 1',
      '',
    ])
      expect(names(sql), sql).toBeUndefined();
  });
});
