import { expect, test } from 'vitest';
import { notebookSql } from '../../../src/report/sql.ts';
import { openNative } from '../support/native.ts';

const script = notebookSql({
  title: 'Value\nDROP TABLE x;',
  notes: ['Cellar 0.1.0', '2024-01-01'],
  sources: [
    {
      name: '订单 "2024"',
      columns: [
        { name: '客户', type: 'VARCHAR' },
        { name: 'amount', type: 'DOUBLE' },
      ],
    },
  ],
  setup: [`CREATE OR REPLACE VIEW orders AS SELECT "客户" AS customer, amount FROM source."订单 ""2024""" ;`],
  cells: [
    {
      name: 'spend',
      title: 'Who\r\nspends?',
      sql: 'SELECT customer, sum(amount) AS spend FROM orders GROUP BY 1 -- all; done',
    },
    { name: 'total', title: '', sql: 'SELECT sum(spend) AS total FROM spend;\n' },
  ],
});

test('the script runs as it is, and on data gives the notebook’s results', async () => {
  const db = await openNative();
  await db.exec(script);
  expect(await db.rows('SELECT total FROM total')).toEqual([{ total: null }]);
  await db.exec(`INSERT INTO source."订单 ""2024""" VALUES ('a', 1.5), ('a', 2), ('b', 4)`, script);
  expect(await db.rows('FROM spend ORDER BY customer')).toEqual([
    { customer: 'a', spend: 3.5 },
    { customer: 'b', spend: 4 },
  ]);
  expect(await db.rows('FROM total')).toEqual([{ total: 7.5 }]);
  db.close();
});

test('titles and notes stay comments, whatever is in them', () => {
  expect(script.split('\n').slice(0, 4)).toEqual([
    '-- Value',
    '-- DROP TABLE x;',
    '-- Cellar 0.1.0',
    '-- 2024-01-01',
  ]);
  expect(script).toContain('-- spend: Who\n-- spends?\nCREATE OR REPLACE TABLE "spend" AS');
});
