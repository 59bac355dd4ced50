import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXTRA_TABLE, extraColumns, extraValue } from '../../../src/entity/extra-columns.ts';
import type { ExpectedSource } from '../../../src/entity/source.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeEach(async () => {
  db = await openNative();
});
afterEach(() => db.close());

const list = (name: string, columns: string[], rows: string[]) =>
  addSource(db, name, values(columns, rows), 'customers', { customer: 'id', industry: 'trade' });

const table = () => db.rows(`FROM ${EXTRA_TABLE} ORDER BY customer`);

test('columns of customers’ files that no role reads are kept by customer, of several files under one name', async () => {
  const one = await list(
    'one',
    ['id VARCHAR', 'trade VARCHAR', 'Contract VARCHAR', 'paperless BOOLEAN', 'tenure BIGINT'],
    [
      "('A', 'shop', 'Two year', true, 3)",
      "('B', 'farm', ' ', NULL, 4)",
      "(NULL, 'farm', 'One year', true, 5)",
    ],
  );
  const two = await list(
    'two',
    ['id VARCHAR', 'trade VARCHAR', 'contract VARCHAR'],
    ["('C', 'shop', 'Monthly')"],
  );
  await clean(db, { sources: [one, two] });
  expect(await table()).toEqual([
    { customer: 'A', Contract: 'Two year', paperless: 'true', tenure: '3' },
    { customer: 'B', Contract: null, paperless: null, tenure: '4' },
    { customer: 'C', Contract: 'Monthly', paperless: null, tenure: null },
  ]);
  expect(
    await db.rows(
      `SELECT customer, ${extraValue('Contract')} AS value FROM all_customers ORDER BY customer LIMIT 2`,
    ),
  ).toEqual([
    { customer: 'A', value: 'Two year' },
    { customer: 'B', value: null },
  ]);
});

test(
  'numbers are told by themselves where they are few, else by the quarter of the customers that they are among',
  { tags: ['whole'] },
  async () => {
    // 40 customers: months 1 to 40; a share of .5 to 20 in halves; a balance that is nothing for 20 of them; 0 or 1.
    const rows = Array.from(
      { length: 40 },
      (_, i) => `('C${i}', 'x', ${i + 1}, ${(i + 1) / 2}, ${Math.max(0, i - 19) * 100}, ${i % 2})`,
    );
    const numbers = await list(
      'numbers',
      ['id VARCHAR', 'trade VARCHAR', 'months BIGINT', 'share DOUBLE', 'balance BIGINT', 'card INTEGER'],
      rows,
    );
    await clean(db, { sources: [numbers] });
    const counts = (column: string) =>
      db.rows(`SELECT ${column} AS of, count(*)::INTEGER AS n FROM ${EXTRA_TABLE} GROUP BY 1 ORDER BY 1`);
    expect(await counts('months')).toEqual([
      { of: '11–20', n: 10 },
      { of: '21–30', n: 10 },
      { of: '>30', n: 10 },
      { of: '≤10', n: 10 },
    ]);
    expect(await counts('share')).toEqual([
      { of: '10–15', n: 10 },
      { of: '5–10', n: 10 },
      { of: '>15', n: 10 },
      { of: '≤5', n: 10 },
    ]);
    expect(await counts('balance')).toEqual([
      { of: '0', n: 20 },
      { of: '1–1000', n: 10 },
      { of: '>1000', n: 10 },
    ]);
    expect(await counts('card')).toEqual([
      { of: '0', n: 20 },
      { of: '1', n: 20 },
    ]);
  },
);

test('the bounds of bands are nobody’s own value', async () => {
  const own = (i: number): number => Number((1234.56 + i * 977.13).toFixed(2));
  const rate = (i: number): number => Number((0.5 + i * 0.001_37).toFixed(5));
  const rows = Array.from(
    { length: 200 },
    (_, i) => `('C${i}', 'x', ${own(i)}, ${Math.round(own(i))}, ${rate(i)})`,
  );
  const numbers = await list(
    'numbers',
    ['id VARCHAR', 'trade VARCHAR', 'balance DOUBLE', 'wage BIGINT', 'rate DOUBLE'],
    rows,
  );
  await clean(db, { sources: [numbers] });
  const bounds = async (column: string) => {
    const bands = await db.rows<{ of: string; n: number }>(
      `SELECT ${column} AS of, count(*)::INTEGER AS n FROM ${EXTRA_TABLE} GROUP BY 1 ORDER BY 1`,
    );
    // Each is still about a quarter.
    expect(bands.map(({ n }) => n > 40 && n < 60)).toEqual([true, true, true, true]);
    return bands.map(({ of }) => of);
  };
  expect(await bounds('balance')).toEqual(['49,000–98,000', '98,000–147,000', '>147,000', '≤49,000']);
  expect(await bounds('wage')).toEqual(['49,001–98,000', '98,001–147,000', '>147,000', '≤49,000']);
  expect(await bounds('rate')).toEqual(['0.57–0.64', '0.64–0.7', '>0.7', '≤0.57']);
});

test('bands of amounts end in round numbers, and what is above nothing begins behind it', async () => {
  // Half the customers have nothing; the others up to 214,151.08. Spend is skewed: few have most of it.
  const rows = Array.from(
    { length: 40 },
    (_, i) => `('C${i}', 'x', ${Math.max(0, i - 19) * 10707.554}, ${i < 29 ? (i + 1) * 1.17 : i * 5311.4})`,
  );
  const source = await list(
    'amounts',
    ['id VARCHAR', 'trade VARCHAR', 'balance DOUBLE', 'spend DOUBLE'],
    rows,
  );
  await clean(db, { sources: [source] });
  const bands = async (column: string) =>
    (await db.rows<{ of: string }>(`SELECT DISTINCT ${column} AS of FROM ${EXTRA_TABLE} ORDER BY 1`)).map(
      ({ of }) => of,
    );
  expect(await bands('balance')).toEqual(['0', '>0–110,000', '>110,000']);
  expect(await bands('spend')).toEqual(['12–23', '23–150,000', '>150,000', '≤12']);
});

test('a column of numbers in one file and of words in another is one of words', async () => {
  const one = await list('one', ['id VARCHAR', 'trade VARCHAR', 'grade BIGINT'], ["('A', 'x', 3)"]);
  const two = await list('two', ['id VARCHAR', 'trade VARCHAR', 'grade VARCHAR'], ["('B', 'x', 'three')"]);
  await clean(db, { sources: [one, two] });
  expect(await table()).toEqual([
    { customer: 'A', grade: '3' },
    { customer: 'B', grade: 'three' },
  ]);
});

test('a column called as another table’s, or as a word of SQL, is read as it is', async () => {
  const odd = await list(
    'odd',
    ['id VARCHAR', 'trade VARCHAR', 'value VARCHAR', 'order VARCHAR'],
    ["('A', 'x', 'v', 'o')"],
  );
  await clean(db, { sources: [odd] });
  expect(
    await db.rows(`SELECT ${extraValue('value')} AS a, ${extraValue('order')} AS b FROM all_customers`),
  ).toEqual([{ a: 'v', b: 'o' }]);
});

test('without such columns there is no such table', async () => {
  const bare = await list('bare', ['id VARCHAR', 'trade VARCHAR'], ["('A', 'shop')"]);
  await clean(db, { sources: [bare] });
  await expect(table()).rejects.toThrow(/customer_columns/);
});

test('offered are those that came in as they are, of files of customers alone', () => {
  const types: Record<string, string> = { tenure: 'BIGINT', since: 'TIMESTAMP' };
  const columns = ['id', 'Contract', 'contract', 'customer', 'phone', 'tenure', 'since'].map((name) => ({
    name,
    type: types[name] ?? 'VARCHAR',
  }));
  const source: ExpectedSource = {
    ...defaultSource,
    name: 'list',
    entity: 'customers',
    columns,
    mapping: { customer: 'id' },
    privacy: { phone: 'mask' },
  };
  expect(extraColumns([source])).toEqual(['Contract', 'tenure']);
  expect(extraColumns([{ ...source, entity: 'orders' }])).toEqual([]);
});
