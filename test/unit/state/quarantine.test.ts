import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { cleanSql } from '../../../src/entity/cleaning.ts';
import { CLEANING_RULES } from '../../../src/entity/cleaning-rules.ts';
import { entitySql } from '../../../src/entity/map.ts';
import { NAMES, type MappedSource } from '../../../src/entity/source.ts';
import { fail, ok } from '../../../src/result.ts';
import { Exporting } from '../../../src/state/exporting.svelte.ts';
import { GridView } from '../../../src/state/grid-view.svelte.ts';
import { Quarantine } from '../../../src/state/quarantine.svelte.ts';
import { openEngine } from '../engine/support.ts';
import { valueOf } from '../files/support.ts';

let engine: Engine;
const engines = { notebook: async () => ok(engine) };

const people: MappedSource = {
  name: 'people',
  entity: 'customers',
  mapping: { customer: 'id', name: 'name', city: 'city' },
  columns: [
    { name: NAMES, type: 'INTEGER' },
    ...['id', 'name', 'city'].map((name) => ({ name, type: 'VARCHAR' })),
  ],
};

beforeAll(async () => {
  engine = await openEngine();
  const rows = [
    ["'C1'", "'Ann'", 'NULL'],
    ["'C1'", 'NULL', 'NULL'],
    ["'C1'", "'Ann'", 'NULL'],
    ['NULL', "'Bo'", "'Ulm'"],
    ['NULL', "'Cy'", "'Aue'"],
    ["'C2'", "'Di'", "'Jena'"],
  ].map((row, i) => `(${i + 1}, 1, 1, ${row.join(', ')})`);
  valueOf(
    await engine.run([
      'CREATE SCHEMA source',
      `CREATE TABLE source.people (_row BIGINT, _copy INTEGER, ${NAMES} INTEGER, id VARCHAR, name VARCHAR, city VARCHAR)`,
      `INSERT INTO source.people VALUES ${rows.join(', ')}`,
      ...entitySql([people]),
      ...cleanSql({ sources: [people], settings: [], restored: [], today: '2024-01-01' }),
    ]),
  );
});
afterAll(() => engine.terminate());

async function looked(): Promise<Quarantine> {
  const table = new Quarantine(engines, 'customers');
  await table.look();
  return table;
}

const titleOf = (id: string) => CLEANING_RULES.find((rule) => rule.id === id)!.title.en;

test('customers set aside are shown, though their table lacks a column that their sources have', async () => {
  const table = await looked();
  const names = table.fields.map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(['rule', '_source', '_row']);
  expect(names).toEqual(expect.arrayContaining(['customer', 'name', 'city']));
  expect(names).not.toContain(NAMES);
  const rows = rowObjects<Record<string, unknown>>(
    await table.source('en').page(0, 10, { sort: null, tests: [] }),
  );
  expect(rows.map(({ _row }) => Number(_row))).toEqual([1, 2, 4, 5]);
  expect(new Set(rows.map(({ rule }) => rule))).toContain(titleOf('customers.same_id'));
});

test.each([false, true])('empty values come last, whichever way (descending: %s)', async (descending) => {
  const table = await looked();
  const page = await table.source('en').page(0, 10, { sort: { column: 'city', descending }, tests: [] });
  const cities = rowObjects<{ city: string | null }>(page).map(({ city }) => city);
  expect(cities).toEqual([...(descending ? ['Ulm', 'Aue'] : ['Aue', 'Ulm']), null, null]);
});

test('rows that are alike keep one order, so that pages neither repeat nor miss one', async () => {
  const table = await looked();
  const { page: read } = table.source('en');
  const places: number[] = [];
  for (let at = 0; at < 4; at += 1) {
    const page = await read(at, 1, { sort: { column: '_source', descending: true }, tests: [] });
    places.push(Number(rowObjects<{ _row: bigint }>(page)[0]!._row));
  }
  expect(places).toEqual([1, 2, 4, 5]);
});

test.each(['zh', 'en'] as const)(
  'sorted by rule, rows are in the order of the titles that %s shows',
  async (lang) => {
    const table = await looked();
    const page = await table
      .source(lang)
      .page(0, 10, { sort: { column: 'rule', descending: false }, tests: [] });
    const titles = rowObjects<{ rule: string }>(page).map(({ rule }) => rule);
    expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, lang)));
    expect(new Set(titles).size).toBe(2);
  },
);

test('whether a row can be taken back is told by its rule, not by words', async () => {
  const table = await looked();
  const rows = rowObjects<Record<string, unknown>>(
    await table.source('zh').page(0, 10, { sort: null, tests: [] }),
  );
  expect(rows.map((row) => table.rowAt(row))).toEqual(
    [1, 2, 4, 5].map((row) => ({ source: 'people', row, final: true })),
  );
  // Shown under the words of a rule whose rows can be taken back, it is still what it is.
  const words = CLEANING_RULES.find((rule) => rule.restorable !== false)!.title.zh;
  expect(table.rowAt({ ...rows[0], rule: words })!.final).toBe(true);
  expect([table.rowAt(null), table.rowAt({ rule: 'x' })]).toEqual([null, null]);
});

test('every column has a name and the format of its type', async () => {
  const columns = (await looked()).columns;
  expect(columns.slice(0, 3).map(({ name, format }) => [name, format])).toEqual([
    ['rule', 'text'],
    ['_source', 'text'],
    ['_row', 'integer'],
  ]);
  expect(columns.find(({ name }) => name === 'city')!.format).toBe('text');
  // A file's 100% is shown as that, not as 1.
  const orders = new Quarantine(engines, 'orders').columns;
  expect(orders.find(({ name }) => name === 'discount_rate')!.format).toBe('percent');
});

test('the whole table leaves as one file, in the order of the files, with titles', async () => {
  const table = await looked();
  const wanted = table.file(4, 'en', () => true);
  const written = valueOf(await new Exporting(engines.notebook).write(wanted, 'csv'));
  const lines = (await written.blob.text()).trim().split('\r\n');
  expect([wanted.name, lines.length]).toEqual(['quarantine-customers', 5]);
  expect(lines[1]).toContain(titleOf('customers.same_id'));
  const changed = await new Exporting(engines.notebook).write(
    table.file(4, 'en', () => false),
    'csv',
  );
  expect(changed).toMatchObject({ ok: false, fault: { code: 'result-changed' } });
});

test('what the engine says when it cannot be read is passed on', async () => {
  const broken = new Quarantine({ notebook: async () => fail('engine-missing') }, 'customers');
  await expect(broken.look()).rejects.toThrow('engine-missing');
  expect(broken.fields).toEqual([]);
});

test('the rows set aside are searched by the titles of rules and narrowed by what is in them', async () => {
  const table = await looked();
  const source = table.source('zh');
  const view = new GridView();
  view.filtering = true;
  view.filters.set('rule', CLEANING_RULES.find(({ id }) => id === 'customers.same_id')!.title.zh);
  const columns = gridColumnsOf(table.fields);
  const { tests } = view.asked(columns, source.codes, 'zh');
  expect(await source.count(tests)).toBe(2);
  view.clearFilters();
  view.search = 'ulm';
  expect(await source.count(view.asked(columns, source.codes, 'zh').tests)).toBe(1);
});

const gridColumnsOf = (fields: Quarantine['fields']) =>
  fields.map(({ name, type }) => ({
    name,
    type,
    format: type === 'boolean' ? ('text' as const) : type,
  }));
