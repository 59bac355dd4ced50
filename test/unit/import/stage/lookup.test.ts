import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { quoteName } from '../../../../src/sql/quote.ts';
import { inspect } from '../../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../../src/files/formats/stage.ts';
import { corrected } from '../../../../src/import/remembered.ts';
import { proposeMeaning } from '../../../../src/import/meaning/meaning.ts';
import { exactProfile, finish, stage, type StageReport } from '../../../../src/import/stage/importer.ts';
import { complete, lookupRows, type TakenColumn } from '../../../../src/import/stage/lookup.ts';
import { shelve, unshelve } from '../../../../src/import/stage/shelved.ts';
import { keyDigests } from '../../../../src/import/stage/keys.ts';
import { countKeys, meetKeys } from '../../../../src/import/stage/lookup-keys.ts';
import { openEngine } from '../../engine/support.ts';
import { fileOf, valueOf } from '../../files/support.ts';
import { openNative, type Native } from '../../support/native.ts';

let lines: Engine;
let heads: Engine;
let native: Native;
beforeAll(async () => {
  [lines, heads, native] = await Promise.all([openEngine(), openEngine(), openNative()]);
});
afterAll(() => (native.close(), [lines, heads].forEach((engine) => engine.terminate())));

async function staged(engine: Engine, text: string): Promise<StageReport> {
  const file = fileOf(text);
  const [found] = valueOf(await inspect(file));
  const reading = corrected(found!, { types: { placed: 'date' }, formats: {} });
  return valueOf(await stage(engine, valueOf(await stageFile(file, reading)), reading));
}

const pad = (n: number) => String(n).padStart(2, '0');
// Numbers with a blank and with `.0`, one that is nobody's and one that is not there; two lines that are alike.
const LINES = [
  'order,price',
  ...Array.from({ length: 60 }, (_, i) => `${100 + ((i * 7) % 20)}${i % 9 ? '' : ' '},${i}.5`),
  '350,3.5',
  ',1.5',
  '999,2.5',
  '100,0.5',
];
const HEADS = [
  'order,customer,placed,price',
  ...Array.from(
    { length: 300 },
    (_, i) => `${100 + i},C${i % 7},${i === 250 ? 'one day' : `2024-03-${pad(1 + (i % 28))}`},${i}`,
  ),
];

const columns = (...names: string[]): TakenColumn[] =>
  names.map((name) => ({ name, as: name === 'price' ? 'price (heads)' : name, kind: null }));

async function take(...names: string[]) {
  const rows = valueOf(await lookupRows(heads, 'order', names));
  return complete(lines, [{ key: 'order', columns: columns(...names), parts: [rows] }]);
}

/** The table as it would be imported, raw. */
async function made(): Promise<Record<string, unknown>[]> {
  const done = valueOf(await finish(lines, quoteName));
  valueOf(await heads.replaceTable('made', done.ipc));
  return valueOf(await heads.rows('SELECT * REPLACE (placed::VARCHAR AS placed) FROM made ORDER BY _row'));
}

beforeEach(async () => {
  await staged(lines, LINES.join('\n'));
  await staged(heads, HEADS.join('\n'));
});

test('each row has what the other table says of its key, once and in its place, and is a copy where it was one', async () => {
  const before = valueOf(await exactProfile(lines));
  const done = valueOf(await take('customer', 'placed', 'price'));
  expect(done).toMatchObject({ rows: 64, found: [62], estimated: false });
  expect(done.columns[0]!.map(({ name }) => name)).toEqual(['customer', 'placed', 'price (heads)']);
  // A value that is no day is none of any of its rows: told, as it is of its own file.
  expect(done.conversions).toEqual([{ column: 'placed', failed: 1, examples: [] }]);
  const { profile } = done;
  expect(profile.slice(0, 2)).toEqual(before);
  expect(profile.find(({ name }) => name === 'customer')).toMatchObject({ filled: 62, distinct: 7 });

  const values = (rows: string[]) =>
    rows
      .map(
        (row) =>
          `(${row
            .split(',')
            .map((v) => `nullif('${v}', '')`)
            .join(', ')})`,
      )
      .join(', ');
  const right = await native.rows<Record<string, unknown>>(
    `WITH l AS (SELECT row_number() OVER () AS n, * FROM (VALUES ${values(LINES.slice(1))}) t(o, price)),
       h AS (FROM (VALUES ${values(HEADS.slice(1))}) t(o, customer, placed, price))
     SELECT n AS _row, CASE WHEN n = 64 THEN 2 ELSE 1 END AS _copy, l.price::DOUBLE AS price, customer, try_cast(placed AS DATE)::VARCHAR AS placed, h.price::BIGINT AS "price (heads)"
     FROM l LEFT JOIN h ON trim(l.o) = h.o ORDER BY n`,
  );
  // The first line stands with a blank behind its number: no copy of the last.
  const rows = (await made()).map(({ order: _, ...row }) => row);
  expect(rows.map(({ _copy, ...row }) => row)).toEqual(right.map(({ _copy, ...row }) => row));
});

test('it takes others in place of those, and is what it was without', { tags: ['whole'] }, async () => {
  const before = valueOf(await exactProfile(lines));
  valueOf(await take('customer', 'placed'));
  const other = valueOf(await take('placed'));
  expect(other.profile.map(({ name }) => name)).toEqual(['order', 'price', 'placed']);
  const none = valueOf(await complete(lines, []));
  expect(none).toMatchObject({ rows: 64, found: [], conversions: [] });
  expect(valueOf(await exactProfile(lines))).toEqual(before);
});

test('a key that stands twice is told by its counts, and changes no row', { tags: ['whole'] }, async () => {
  await staged(heads, [...HEADS, '105,C9,2024-05-01,1'].join('\n'));
  expect(valueOf(await countKeys(heads, ['order', 'customer']))).toEqual([
    { filled: 301, different: 300 },
    { filled: 301, different: 8 },
  ]);
  const before = valueOf(await exactProfile(lines));
  expect(await take('customer')).toMatchObject({ ok: false, fault: { code: 'import-failed' } });
  expect(valueOf(await lines.rows('SELECT count(*) AS n FROM staging'))).toEqual([{ n: 64 }]);
  expect(valueOf(await exactProfile(lines))).toEqual(before);
});

test('several tables are looked up in as one: of a key that two have the later one’s row, of a column that one lacks nothing', async () => {
  await staged(
    heads,
    ['order,customer,price', ...HEADS.slice(1, 11).map((line) => `${line.split(',')[0]},A,1`)].join('\n'),
  );
  const first = valueOf(await lookupRows(heads, 'order', ['customer', 'placed', 'price']));
  const digests = [valueOf(await keyDigests(heads, ['order'], 'key'))];
  // Numbers of customers, and prices of which some have a fraction.
  const later = HEADS.slice(10).map((line, i) => `${line.split(',')[0]},${i},2024-03-01,${i}.5`);
  await staged(heads, ['ORDER,customer,placed,price', ...later].join('\n'));
  const second = valueOf(await lookupRows(heads, 'order', ['customer', 'placed', 'price']));
  digests.push(valueOf(await keyDigests(heads, ['ORDER'], 'key')));
  const takings = [{ key: 'order', columns: columns('customer', 'placed', 'price'), parts: [first, second] }];
  const done = valueOf(await complete(lines, takings));
  expect(done).toMatchObject({ rows: 64, found: [62] });
  expect(done.columns[0]!.map(({ type }) => type)).toEqual(['text', 'date', 'number']);
  const rows = await made();
  const of = (order: string) => rows.find((row) => String(row['order']).trim() === order);
  expect(of('108')).toMatchObject({ customer: 'A', placed: null, 'price (heads)': 1 });
  // The last of the first ten stands in both.
  expect(of('109')).toMatchObject({ customer: '0', placed: '2024-03-01', 'price (heads)': 0.5 });
  await staged(lines, LINES.join('\n'));
  expect(valueOf(await meetKeys(lines, 'order', digests, 'key'))).toEqual({
    ...{ own: 22, both: 21, others: 300, listed: 301 },
  });
  const tables = valueOf(
    await lines.rows<{ name: string }>('SELECT table_name AS name FROM duckdb_tables()'),
  );
  expect(tables.filter(({ name }) => /looked_up|keys/.test(name))).toEqual([]);
});

test('nothing of the other table stays beside the rows', async () => {
  valueOf(await take('customer'));
  const tables = valueOf(
    await lines.rows<{ name: string }>('SELECT table_name AS name FROM duckdb_tables()'),
  );
  expect(tables.map(({ name }) => name).filter((name) => name.startsWith('looked_up'))).toEqual([]);
});

test(
  'what a column holds in its own table it holds in the one that takes it',
  { tags: ['whole'] },
  async () => {
    const rows = valueOf(await lookupRows(heads, 'order', ['customer']));
    const taken = [{ name: 'customer', as: 'customer', kind: 'phone' as const }];
    valueOf(await complete(lines, [{ key: 'order', columns: taken, parts: [rows] }]));
    const profile = valueOf(await exactProfile(lines));
    const { personal } = proposeMeaning('lines', profile, 64, []);
    expect(personal).toMatchObject({ order: null, customer: 'phone' });
  },
);

test(
  'a table that stands aside while another one is staged comes back as it was, with its copies',
  { tags: ['whole'] },
  async () => {
    await staged(lines, [...LINES, '100,0.5'].join('\n'));
    valueOf(await take('placed'));
    const before = await made();
    expect(before.filter(({ _copy }) => Number(_copy) > 1)).toHaveLength(1);
    const aside = valueOf(await shelve(lines, 0));
    await staged(lines, 'order,price\n1,2\n1,2\n1,2');
    const other = valueOf(await shelve(lines, 1));
    valueOf(await unshelve(lines, aside));
    expect(await made()).toEqual(before);
    valueOf(await unshelve(lines, other));
    expect(valueOf(await finish(lines, quoteName)).rows).toBe(3);
  },
);
