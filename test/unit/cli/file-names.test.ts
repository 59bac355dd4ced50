import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMapping } from '../../../src/cli/mapping.ts';
import { bookOf } from '../files/book-of.ts';
import { notebookOf, put, query, runOn, runScriptFile, scratch, value } from './support.ts';

const folder = scratch();
const notebook = notebookOf({
  totals: 'SELECT customer, sum(amount)::DOUBLE AS amount FROM orders GROUP BY ALL ORDER BY amount',
});
const HEAD = ['日期', '品名', '数量', '单价', '金额'];
const rowsAt = (price: number) => [
  HEAD,
  ...Array.from({ length: 6 }, (_, i) => [`2024-03-0${i + 1}`, '可乐', '1', `${price}`, `${price}`]),
];
const book = (name: string, price: number, sheet = 'Sheet1') =>
  put(folder, name, Buffer.from(bookOf([{ name: sheet, rows: rowsAt(price) }])));
const text = (name: string, price: number) =>
  put(
    folder,
    name,
    Buffer.from(
      rowsAt(price)
        .map((row) => row.join(','))
        .join('\n'),
    ),
  );
const csv = (out: string) =>
  readFileSync(join(out, 'totals.csv'), 'utf8').trim().replace('\ufeff', '').split('\r\n').slice(1);
/** Names that stand in any file of a folder, or in a file's name. */
const found = (out: string, names: readonly string[]): string[] => {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => readFileSync(join(out, name), 'utf8'));
  return names.filter((name) => [...files, ...texts].some((each) => each.includes(name)));
};

test(
  'a file for each customer: its name is the customer, and next month’s other file is read alike',
  { tags: ['whole'] },
  async () => {
    const data = [book('张记超市 2024年3月.xlsx', 1), book('李氏便利店 2024年3月.xlsx', 2, '送货单')];
    const out = join(folder, 'march');
    value(await runOn({ notebook, data, out, map: null }));
    expect(csv(out)).toEqual(['张记超市,6', '李氏便利店,12']);
    const saved = readFileSync(join(out, 'mapping.json'), 'utf8');
    expect(JSON.parse(saved).sources).toMatchObject([
      { file: '*.xlsx', name: '文件', mapping: { customer: '文件' }, reading: { names: 'column' } },
    ]);
    expect(saved).not.toMatch(/张记|李氏/);

    // One file alone says no more what its name is.
    const next = join(folder, 'april');
    const april = [book('陈记副食 2024年4月.xlsx', 5)];
    value(await runOn({ notebook, data: april, out: next, map: value(readMapping(saved)) }));
    expect(csv(next)).toEqual(['陈记副食,30']);
  },
);

test('names of people on files leave in nothing: no table, account, mapping, script or name of a file', async () => {
  const people = ['欧阳栖梧', '司徒映雪', '王小明'];
  const data = people.map((name, i) => text(`送货单-${name}.csv`, i + 1));
  const out = join(folder, 'people');
  const { sources } = value(await runOn({ notebook, data, out, map: null }));
  expect(csv(out).map((line) => line.replace(/^p_[0-9a-f]+/, 'p'))).toEqual(['p,6', 'p,12', 'p,18']);
  expect(found(out, people)).toEqual([]);
  expect(JSON.stringify(sources)).not.toMatch(/栖梧|映雪|小明/);
  // The look finds them where the treatment is taken out.
  const raw = join(folder, 'raw');
  value(await runOn({ notebook, data, out: raw, map: null, allowRaw: ['文件'] }));
  expect(found(raw, people)).toEqual(people);
});

test('a file whose name is a pattern is read alone, also by the script', { tags: ['whole'] }, async () => {
  const place = join(folder, 'patterns');
  mkdirSync(place);
  const at = (name: string, price: number) => {
    const rows = Array.from({ length: 6 }, (_, i) => `${i},2024-03-0${i + 1},C${i},${price}`);
    return put(place, name, ['order_id,order_date,customer_id,amount', ...rows].join('\n'));
  };
  at('orders of others.csv', 100);
  at('june1.csv', 1000);
  const data = [at('o*.csv', 1), at('june[1].csv', 2)];
  const out = join(folder, 'patterned');
  const orders = notebookOf({ n: 'SELECT count(*) AS n, sum(amount)::DOUBLE AS amount FROM orders' });
  value(await runOn({ notebook: orders, data, out, map: null }));
  expect(readFileSync(join(out, 'n.csv'), 'utf8')).toContain('12,18');
  const db = await runScriptFile(folder, out);
  expect(await query(db, 'FROM n')).toEqual([{ n: 12, amount: 18 }]);
  await db.close();
});
