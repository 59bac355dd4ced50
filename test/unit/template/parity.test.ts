import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTITIES, ENTITY_NAMES, SQL_TYPE, type EntityName } from '../../../src/entity/catalogue.ts';
import { leanSql } from '../../../src/sql/lean.ts';
import { templates } from '../../../src/template/registry.ts';
import { LONG, few } from '../../tools/breadth.ts';
import { openNative, type Column, type Native } from '../support/native.ts';
import { openWasm, type Wasm } from '../support/wasm.ts';
import { compiled, singles, variants } from './support.ts';
import { Versions } from './versions.ts';

/** Made-up data with ties, gaps, heavy tails and missing values, the same in both engines. */
const VALUES: Partial<Record<EntityName, { rows: number; columns: Record<string, string> }>> = {
  customers: {
    rows: 90,
    columns: {
      customer: `'c' || i`,
      industry: `['it', 'food', NULL][1 + i % 3]`,
      region: `['N', 'S'][1 + i % 2]`,
      level: `'L' || (i % 4)`,
      team: `['east', 'west'][1 + i % 2]`,
      age: `18 + i % 50`,
      core_need: `['speed', NULL, 'cost'][1 + i % 3]`,
      factor_price: `(i % 5) / 10`,
      factor_service: `(i % 3) / 10`,
      factor_brand: `CASE WHEN i % 7 > 0 THEN 0.4 END`,
      churned: `CASE WHEN i % 11 > 0 THEN i * i % 7 < 3 END`,
    },
  },
  orders: {
    rows: 1500,
    columns: {
      customer: `'c' || (i * i % 97)`,
      ordered_at: `TIMESTAMP '2022-07-01' + to_hours((i * 37) % 17500)`,
      amount: `(i % 40) * (i % 7) * 1.25 + CASE WHEN i % 211 = 0 THEN 9000 ELSE 1 END`,
      order_id: `CASE WHEN i % 9 > 0 THEN 'o' || (i // 2) END`,
      // Most of those with p2 come to p1 in the last half year: an offer that stands up to its test.
      product: `CASE WHEN (i * i % 97) % 2 = 0 THEN CASE WHEN (i * 37) % 17500 < 13300 OR (i * i % 97) % 6 = 4 THEN 'p2' ELSE 'p1' END
        WHEN i % 61 = 0 THEN 'p1' ELSE 'p' || (3 + i % 10) END`,
      category: `'k' || (i % 5)`,
      quantity: `1 + i % 3`,
      cost: `(i % 11) * 2.0`,
      region: `['N', 'S', NULL, '东区'][1 + i % 4]`,
      channel: `['web', 'app', 'shop'][1 + i % 3]`,
    },
  },
  events: {
    rows: 3000,
    columns: {
      customer: `'c' || (i % 83)`,
      occurred_at: `TIMESTAMP '2024-01-01' + to_minutes((i * 17) % 260000)`,
      action: `['home', 'list', 'view', 'cart', 'pay', 'Follow-up', 'Log note', 'Tag'][1 + (i * i) % 5 + i % 4]`,
      session: `CASE WHEN i % 4 > 0 THEN 's' || (i // 8) END`,
      duration_seconds: `(i * 7) % 900`,
      device: `['pc', 'phone'][1 + i % 2]`,
      outcome: `CASE WHEN i % 6 = 0 THEN 'failure' WHEN i % 5 > 0 THEN 'success' END`,
      team: `CASE WHEN i % 4 > 0 THEN ['east', 'west'][1 + i % 2] END`,
      target: `'c' || ((i * 5) % 83)`,
      failure_reason: `CASE WHEN i % 6 = 0 THEN 'r' || (i % 4) END`,
    },
  },
  feedback: {
    rows: 600,
    columns: {
      occurred_at: `TIMESTAMP '2023-08-01' + to_hours((i * 29) % 7800)`,
      customer: `'c' || (i % 83)`,
      kind: `['survey', 'complaint', 'enquiry'][1 + i % 3]`,
      nps: `CASE WHEN i % 3 = 0 THEN (i * 7) % 11 END`,
      csat: `1 + (i * 3) % 5`,
      topic: `'t' || (i % 6)`,
      text: `CASE WHEN i % 5 = 0 THEN 'the list is slow' END`,
      channel: `['mail', 'phone'][1 + i % 2]`,
      resolved: `i % 4 > 0`,
      response_minutes: `(i * 13) % 240`,
      resolution_minutes: `(i * 31) % 3000`,
    },
  },
};

function statements(): string[] {
  const refunds =
    'CREATE VIEW past_refunds AS SELECT NULL::VARCHAR AS customer, NULL::TIMESTAMP AS ordered_at, NULL::DOUBLE AS amount WHERE false';
  return [
    refunds,
    ...ENTITY_NAMES.flatMap((entity) => {
      const { rows, columns } = VALUES[entity]!;
      const select = ENTITIES[entity].roles
        .map((r) => `CAST(${columns[r.name] ?? 'NULL'} AS ${SQL_TYPE[r.type]}) AS "${r.name}"`)
        .join(', ');
      const time = ENTITIES[entity].time;
      const scope = time ? `WHERE ${time} >= DATE '2023-07-01' AND ${time} < DATE '2024-07-01'` : '';
      return [
        `CREATE TABLE all_${entity} AS SELECT ${select} FROM (SELECT range AS i FROM range(${rows}))`,
        `CREATE VIEW ${entity} AS FROM all_${entity} ${scope}`,
        ...(time
          ? [`CREATE VIEW past_${entity} AS FROM all_${entity} WHERE ${time} < DATE '2024-07-01'`]
          : []),
      ];
    }),
  ];
}

let native: Native;
let wasm: Wasm;
beforeAll(async () => {
  native = await openNative();
  wasm = await openWasm();
  await native.exec(...statements());
  wasm.exec(...statements());
});
afterAll(() => native.close());

/** Rows as comparable text: numbers to nine significant digits, dates by their instant. */
const comparable = (rows: Record<string, unknown>[]): string[] =>
  rows.map((row) =>
    JSON.stringify(row, (_, value: unknown) => {
      if (typeof value === 'bigint') return Number(value).toPrecision(9);
      return typeof value === 'number' ? (Math.abs(value) < 1e-12 ? 0 : value).toPrecision(9) : value;
    }),
  );

const withSql = [...templates.values()].filter((t) => t.sql && !t.sql.steps.some((s) => s.model));

test.each(few(withSql, 12).map((t) => t.id))(
  '%s gives the same rows in the browser engine and in native DuckDB',
  async (id) => {
    const template = templates.get(id)!;
    let most = 0;
    const versions = new Versions();
    const compared = new Set<string>();
    // The engines meet the same functions in one metric's pieces and in the next's, and in one column to group by
    // and in the next.
    const settings = few(
      variants(template).filter(({ pieces }, i) => LONG || (pieces ? i % 8 === 0 : i < 3 || i % 5 === 0)),
      3,
    ).map(({ params }) => params);
    for (const [i, params] of [...settings, ...singles(template)].entries()) {
      // Side by side, options may leave nothing to compare; then they are taken one at a time.
      if (i >= settings.length && most > 0) break;
      const cell = compiled(template, params);
      for (const stage of cell.stages) {
        if (!versions.renew(stage)) continue;
        const create = `CREATE OR REPLACE TABLE "${stage.table}" AS ${leanSql(stage.sql)}`;
        await native.exec(create);
        wasm.exec(create);
      }
      for (const written of ['FROM cell', cell.chart, cell.findings]) {
        // The same text over the same tables has been compared.
        if (written === null || compared.has(versions.of(written))) continue;
        compared.add(versions.of(written));
        // In the form in which the page has it planned.
        const sql = leanSql(written);
        const { columns, rows } = await native.table(sql);
        const dates = columns.filter(({ type }) => /^(DATE|TIMESTAMP)/.test(type));
        const expected = dates.length === 0 ? rows : rows.map((row) => datesAsText(row, dates));
        const cast = dates.map(({ name }) => `"${name}"::VARCHAR AS "${name}"`).join(', ');
        const actual = wasm.rows(cast ? `SELECT * REPLACE (${cast}) FROM (${sql})` : sql);
        expect(comparable(actual), `${id} ${JSON.stringify(params)}`).toEqual(comparable(expected));
        if (written === 'FROM cell') most = Math.max(most, expected.length);
      }
    }
    expect(most).toBeGreaterThan(0);
  },
);

/** Dates come out of the two clients in different forms; as the text that DuckDB makes of them they compare. */
const datesAsText = (row: Record<string, unknown>, dates: readonly Column[]): Record<string, unknown> => ({
  ...row,
  ...Object.fromEntries(
    dates.map(({ name, type }) => {
      const text = row[name];
      return [name, typeof text !== 'string' ? text : type === 'DATE' ? text.slice(0, 10) : text];
    }),
  ),
});
