import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTITY_NAMES } from '../../../src/entity/catalogue.ts';
import { leanSql } from '../../../src/sql/lean.ts';
import { tablesRead } from '../../../src/sql/table-names.ts';
import { readByText } from '../../../src/run/plan.ts';
import { compile, type CompiledCell } from '../../../src/template/compile.ts';
import { templates } from '../../../src/template/registry.ts';
import { few } from '../../tools/breadth.ts';
import { openNative } from '../support/native.ts';
import { compiled, createEntitiesFrom, GIVEN, singles } from './support.ts';

/*
 * What the cells of an analysis read is told by their text and not asked of the engine, which takes long over it: the
 * engine must say the same wherever it says anything.
 */

let db: DuckDBConnection;
beforeAll(async () => {
  db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});
afterAll(() => db.closeSync());

/** None where DuckDB wants the tables to be there to say which they are. */
function said(sql: string): string[] {
  try {
    return [...db.getTableNames(sql, false)];
  } catch {
    return [];
  }
}

const cells = (): [string, CompiledCell][] =>
  few([...templates.values()], 12).flatMap((template) =>
    [{}, ...singles(template).filter((_, i) => i % 8 === 0)].flatMap((params): [string, CompiledCell][] => {
      const it = compile(template, 'cell', params, GIVEN);
      return it.ok ? [[`${template.id} ${JSON.stringify(params)}`, it.value]] : [];
    }),
  );

test('the text of every stage names the tables that the engine names', () => {
  const compared = { all: 0, told: 0 };
  for (const [name, { stages }] of cells()) {
    for (const stage of stages) {
      compared.all += 1;
      const texts = [stage.sql, stage.model?.options ?? ''].filter(Boolean).map(leanSql);
      const names = texts.map(said);
      if (names.some(({ length }) => length === 0)) continue;
      compared.told += 1;
      const engine = texts.flatMap((sql, i) => tablesRead(sql, names[i]!));
      const of = `${name} ${stage.name}`;
      expect([of, [...new Set(readByText(stage))].sort()]).toEqual([of, [...new Set(engine)].sort()]);
    }
  }
  expect(compared.told).toBeGreaterThan(compared.all / 2);
});

test('key figures and a metric over orders read nothing but orders', () => {
  const entities = (id: string, params: Record<string, unknown>) => {
    const it = compile(templates.get(id)!, 'cell', params as never, GIVEN);
    if (!it.ok) throw new Error(it.fault.code);
    const { stages } = it.value;
    const read = stages.flatMap(readByText);
    const named = ENTITY_NAMES.filter((entity) => read.some((table) => table.endsWith(entity)));
    return named;
  };
  expect(entities('metrics', { metric: 'revenue' })).toEqual(['orders']);
  // Who is a customer is looked up: staff who act on them are none.
  expect(entities('metrics', { metric: 'events' })).toEqual(['customers', 'events']);
  expect(entities('kpi', { metrics: ['revenue', 'orders', 'aov'] })).toEqual(['orders']);
  expect(entities('kpi', { metrics: ['revenue', 'events'] })).toEqual(['customers', 'orders', 'events']);
});

interface PlanNode {
  name: string;
  children: PlanNode[];
  extra_info: { 'CTE Name'?: string; Projections?: string | string[] };
}

/** Common table expressions that the engine keeps a copy of while it runs a SELECT, each with how many columns it has. */
function copied(plan: PlanNode): [string, number][] {
  const own = plan.name.trim() === 'CTE' ? [plan.children[0]!] : [];
  return [
    ...own.map((made): [string, number] => [
      plan.extra_info['CTE Name']!,
      [made.extra_info.Projections].flat().length,
    ]),
    ...plan.children.flatMap(copied),
  ];
}

test.each([
  ['metrics', { metric: 'revenue', grain: 'month' }],
  ['metrics', { metric: 'revenue', grain: 'none', dimension: 'region' }],
  ['metrics', { metric: 'events', grain: 'week' }],
  ['kpi', {}],
])(
  '%s %o keeps no copy of the rows that it counts: with millions of them there is no room for it',
  async (id, params) => {
    const native = await openNative();
    try {
      await createEntitiesFrom(native, {
        orders:
          "SELECT 'c' || i % 9 AS customer, TIMESTAMP '2024-01-01' + to_days(i::INTEGER) AS ordered_at, i::DOUBLE AS amount FROM range(99) t(i)",
        events:
          "SELECT 'c' || i % 9 AS customer, TIMESTAMP '2024-01-01' + to_days(i::INTEGER) AS occurred_at, 'open' AS action FROM range(99) t(i)",
      });
      const [first] = compiled(templates.get(id)!, params, GIVEN).stages;
      const [row] = await native.rows<{ explain_value: string }>(
        `EXPLAIN (FORMAT JSON) ${leanSql(first!.sql)}`,
      );
      const found = (JSON.parse(row!.explain_value) as PlanNode[]).flatMap(copied);
      expect(found.filter(([, columns]) => columns > 12)).toEqual([]);
      expect(found).not.toEqual([]);
    } finally {
      native.close();
    }
  },
);
