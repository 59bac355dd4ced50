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
    { customer: 'A', Contract: 'Two year', paperless: 'true' },
    { customer: 'B', Contract: null, paperless: null },
    { customer: 'C', Contract: 'Monthly', paperless: null },
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
  const columns = ['id', 'Contract', 'contract', 'customer', 'phone', 'tenure'].map((name) => ({
    name,
    type: name === 'tenure' ? 'BIGINT' : 'VARCHAR',
  }));
  const source: ExpectedSource = {
    ...defaultSource,
    name: 'list',
    entity: 'customers',
    columns,
    mapping: { customer: 'id' },
    privacy: { phone: 'mask' },
  };
  expect(extraColumns([source])).toEqual(['Contract']);
  expect(extraColumns([{ ...source, entity: 'orders' }])).toEqual([]);
});
