import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMapping } from '../../../src/cli/mapping.ts';
import { bookOf } from '../files/book-of.ts';
import { notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();
const notebook = notebookOf({
  totals: 'SELECT customer, sum(amount)::DOUBLE AS amount FROM orders GROUP BY ALL ORDER BY amount',
});
const sheet = (name: string, price: number) => ({
  name,
  rows: [
    ['日期', '品名', '数量', '单价', '金额'],
    ...Array.from({ length: 6 }, (_, i) => [`2024-03-0${i + 1}`, '可乐', '1', `${price}`, `${price}`]),
  ],
});
const PRICES = [
  ['品名', '进价'],
  ['可乐', '2'],
  ['雪碧', '2'],
];
const csv = (out: string) =>
  readFileSync(join(out, 'totals.csv'), 'utf8').trim().replace('\ufeff', '').split('\r\n').slice(1);
/** Names that stand in any file of a folder, or in a file's name. */
const found = (out: string, names: readonly string[]): string[] => {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => readFileSync(join(out, name), 'utf8'));
  return names.filter((name) => [...files, ...texts].some((text) => text.includes(name)));
};

test(
  'a sheet for each customer: its name is the customer, and next month’s other sheets are read alike',
  { tags: ['whole'] },
  async () => {
    const book = (name: string, sheets: ReturnType<typeof sheet>[]) =>
      put(folder, name, Buffer.from(bookOf([...sheets, { name: '价格', rows: PRICES }])));
    const march = book('三月.xlsx', [sheet('张记超市', 1), sheet('李氏便利店', 2)]);
    const out = join(folder, 'march');
    value(await runOn({ notebook, data: [march], out, map: null }));
    expect(csv(out)).toEqual(['张记超市,6', '李氏便利店,12']);
    const saved = readFileSync(join(out, 'mapping.json'), 'utf8');
    expect(JSON.parse(saved)).toMatchObject({
      sources: [{ mapping: { customer: '工作表' }, reading: { names: 'column' } }],
    });
    expect(saved).not.toMatch(/张记|李氏/);

    // One sheet alone says no more what its name is.
    const april = book('四月.xlsx', [sheet('陈记副食', 5)]);
    const map = value(readMapping(saved.replaceAll('三月.xlsx', '四月.xlsx')));
    const next = join(folder, 'april');
    value(await runOn({ notebook, data: [april], out: next, map }));
    expect(csv(next)).toEqual(['陈记副食,30']);
  },
);

test(
  'names of people on sheets leave in nothing: no table, account, mapping, script or name of a file',
  { tags: ['whole'] },
  async () => {
    const people = ['欧阳栖梧', '司徒映雪', '王小明'];
    const data = put(folder, '送货.xlsx', Buffer.from(bookOf(people.map((name, i) => sheet(name, i + 1)))));
    const out = join(folder, 'people');
    const { sources } = value(await runOn({ notebook, data: [data], out, map: null }));
    expect(csv(out).map((line) => line.replace(/^p_[0-9a-f]+/, 'p'))).toEqual(['p,6', 'p,12', 'p,18']);
    expect(found(out, people)).toEqual([]);
    expect(JSON.stringify(sources)).not.toMatch(/栖梧|映雪|小明/);
    // The look finds them where the treatment is taken out.
    const raw = join(folder, 'raw');
    value(await runOn({ notebook, data: [data], out: raw, map: null, allowRaw: ['工作表'] }));
    expect(found(raw, people)).toEqual(people);
  },
);

test('columns called after people, of which nothing is imported, stand in no mapping file', async () => {
  const people = ['王小明', '李娜', '张伟'];
  const rows = Array.from(
    { length: 12 },
    (_, i) => `O${i},2024-03-0${1 + (i % 9)},C${i % 4},10,${people.map((__, j) => i * j).join(',')}`,
  );
  const data = put(
    folder,
    'hours.csv',
    [`订单号,下单时间,客户编号,金额,${people.join(',')}`, ...rows].join('\n'),
  );
  const out = join(folder, 'hours');
  value(await runOn({ notebook, data: [data], out, map: null }));
  const saved = readFileSync(join(out, 'mapping.json'), 'utf8');
  expect(people.filter((name) => saved.includes(name))).toEqual([]);
  // It is read again, and they are left out as before.
  const again = join(folder, 'hours-again');
  const { sources } = value(
    await runOn({ notebook, data: [data], out: again, map: value(readMapping(saved)) }),
  );
  expect(sources[0]!.columns.map(({ name }) => name)).toEqual(['订单号', '下单时间', '客户编号', '金额']);
});
