import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import {
  billTables,
  erpTables,
  shopMore,
  shopQuarters,
  shopTables,
  tradeMonths,
  tradeTables,
  type Files,
} from '../../fixtures/normalised.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { jsonOf, notebookOf, put, query, runOn, runScriptFile, scratch, SECRET, value } from './support.ts';

const folder = scratch();

// What an analyst would join by hand, in an engine that knows nothing of the program.
let native: Native;
beforeAll(async () => {
  native = await openNative();
});
afterAll(() => native.close());

const putAll = (files: Files): string[] =>
  Object.entries(files).map(([name, lines]) => put(folder, name, `${lines.join('\n')}\n`));
const read = (file: string) => `read_csv('${join(folder, file)}', all_varchar = true)`;

const summary = notebookOf({
  summary:
    'SELECT count(*) AS lines, count(DISTINCT customer) AS customers, round(sum(amount), 2) AS amount FROM orders',
  repeat:
    'SELECT count(*) AS n FROM (SELECT customer FROM orders GROUP BY 1 HAVING count(DISTINCT order_id) > 1)',
});

const rowsOf = (out: string, cell: string) =>
  readFileSync(join(out, `${cell}.csv`), 'utf8')
    .trim()
    .split('\n')[1];

const COMPLETING = [
  ['a shop', shopTables()],
  ['orders whose headers and customers are tables of their own', erpTables()],
] as const;
test.each(few(COMPLETING, 2))(
  'each file of %s is read once, whether it completes others or takes from them',
  { tags: ['whole'] },
  async (name, tables) => {
    const data = putAll(tables);
    const said: string[] = [];
    const spy = vi.spyOn(NativeDatabase.prototype, 'run');
    try {
      value(await runOn({ notebook: summary, data, out: join(folder, `once ${name}`) }));
      said.push(...spy.mock.calls.flatMap(([statements]) => statements));
    } finally {
      spy.mockRestore();
    }
    const reads = (file: string) =>
      said.filter((sql) => sql.startsWith('CREATE') && sql.includes('read_csv(') && sql.includes(file))
        .length;
    expect(Object.fromEntries(data.map((file) => [file, reads(file)]))).toEqual(
      Object.fromEntries(data.map((file) => [file, 1])),
    );
  },
);

test(
  'lines of orders come to the customer and the time of their order, and the customer is the person',
  { tags: ['whole'] },
  async () => {
    const out = join(folder, 'shop');
    const data = putAll(shopTables());
    const served: string[][] = [];
    const run = value(
      await runOn({
        ...{ notebook: summary, data, out },
        onServing: (name, completes) => served.push([name, ...completes]),
      }),
    );
    const joined = `${read('order_items.csv')} i JOIN ${read('orders.csv')} o USING (order_id) JOIN ${read('customers.csv')} c USING (customer_id)`;
    const [right] = await native.rows<Record<string, number>>(
      `SELECT count(*) AS lines, count(DISTINCT customer_unique_id) AS customers, round(sum(price::DOUBLE * quantity::DOUBLE), 2) AS amount FROM ${joined} WHERE status = 'completed'`,
    );
    expect(rowsOf(out, 'summary')).toBe(`${right!['lines']},${right!['customers']},${right!['amount']}`);
    const [repeat] = await native.rows<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT customer_unique_id FROM ${joined} WHERE status = 'completed' GROUP BY 1 HAVING count(DISTINCT order_id) > 1)`,
    );
    expect(repeat!.n).toBeGreaterThan(10);
    expect(rowsOf(out, 'repeat')).toBe(String(repeat!.n));
    expect(served).toEqual([
      ['orders', 'order_items'],
      ['products', 'order_items'],
    ]);
    const items = run.sources.find(({ expected }) => expected.name === 'order_items')!;
    expect(items.expected).toMatchObject({ entity: 'orders', mapping: { category: 'category' } });
    // Three lines are of orders that are not there: read, and set aside by the usual rules.
    const account = jsonOf(out, 'ledger.json').sources.find(
      (s: { source: string }) => s.source === 'order_items',
    );
    expect(account).toMatchObject({
      ...{ records: 123, read: 123, rejected: 0 },
      lookedUp: [
        { file: 'orders.csv', key: 'order_id', found: 120, missing: 3 },
        { file: 'products.csv', key: 'product_id', found: 123, missing: 0 },
      ],
    });
    expect(account.kept + account.quarantined).toBe(123);
    // The script makes the same of the files.
    const db = await runScriptFile(folder, out);
    expect(await query(db, 'SELECT lines, customers, amount FROM summary')).toEqual([right]);
    await db.close();
  },
);

test(
  'lines in a file for each quarter are looked up in the orders of all quarters, and are one source with the same answer',
  { tags: ['whole'] },
  async () => {
    const [whole, quarters] = [join(folder, 'whole'), join(folder, 'quarters')];
    value(await runOn({ notebook: summary, data: putAll(shopTables()), out: whole }));
    const run = value(await runOn({ notebook: summary, data: putAll(shopQuarters()), out: quarters }));
    const lines = run.sources.filter(({ expected }) => expected.entity === 'orders');
    expect(lines.map(({ expected }) => expected.name).sort()).toEqual(
      [1, 2, 3, 4].map((q) => `order_items_2024_Q${q}`),
    );
    for (const { expected, lookedUp } of lines) {
      expect(expected.lookups).toMatchObject([{ from: 'orders' }, { from: 'products' }]);
      expect(lookedUp[0]!.file).toBe('orders-2024-Q1.csv … orders-2024-Q4.csv (4)');
    }
    expect(lines.map(({ lookedUp }) => lookedUp[0]!.missing).reduce((a, b) => a + b)).toBe(3);
    for (const cell of ['summary', 'repeat']) expect(rowsOf(quarters, cell)).toBe(rowsOf(whole, cell));
    // The script makes the same of the files.
    const db = await runScriptFile(folder, quarters);
    const [own] = await query<{ amount: number }>(db, 'SELECT amount FROM summary');
    expect(rowsOf(whole, 'summary')).toMatch(new RegExp(`,${own!.amount}$`));
    await db.close();
  },
);

test(
  'bills that are numbered anew each month are looked up in those of their own month',
  { tags: ['whole'] },
  async () => {
    const out = join(folder, 'anew');
    value(await runOn({ notebook: summary, data: putAll(tradeMonths()), out }));
    const amount = Array.from({ length: 60 }, (_, i) => i + 1.5 + 2).reduce((a, b) => a + b);
    expect(rowsOf(out, 'summary')).toBe(`120,60,${amount}`);
  },
);

test('the answer of a mapping file, given back, is the same run', { tags: ['whole'] }, async () => {
  const [out, again] = [join(folder, 'first'), join(folder, 'again')];
  const data = putAll(shopTables()).toReversed();
  value(await runOn({ notebook: summary, data, out }));
  const map = jsonOf(out, 'mapping.json');
  value(await runOn({ notebook: summary, data, out: again, map }));
  expect(rowsOf(again, 'summary')).toBe(rowsOf(out, 'summary'));
});

test(
  'what would be the same money twice is taken once, and answers come to their customer',
  { tags: ['whole'] },
  async () => {
    const out = join(folder, 'more');
    const data = putAll({ ...shopMore(), ...shopTables() });
    const unused: string[] = [];
    const run = value(await runOn({ notebook: summary, data, out, onUnused: (name) => unused.push(name) }));
    expect(unused).toEqual(['payments']);
    const reviews = run.sources.find(({ expected }) => expected.name === 'reviews')!;
    expect(reviews.expected).toMatchObject({
      entity: 'feedback',
      mapping: { customer: 'customer_unique_id', occurred_at: 'review_creation_date' },
      lookups: [{ from: 'orders', key: 'order_id', other: 'order_id' }],
    });
  },
);

test(
  'a header without its freight, products by their name, and prices less what is given off them',
  { tags: ['whole'] },
  async () => {
    const out = join(folder, 'trade');
    const run = value(await runOn({ notebook: summary, data: putAll(tradeTables()), out }));
    const [right] = await native.rows<Record<string, number>>(
      `SELECT count(*) AS lines, count(DISTINCT CustomerID) AS customers, round(sum(UnitPrice::DOUBLE * Quantity::DOUBLE * (1 - Discount::DOUBLE)), 2) AS amount FROM ${read('Order Details.csv')} JOIN ${read('Orders.csv')} USING (OrderID)`,
    );
    expect(rowsOf(out, 'summary')).toBe(`${right!['lines']},${right!['customers']},${right!['amount']}`);
    const details = run.sources.find(({ expected }) => expected.entity === 'orders')!;
    expect(details.expected.mapping).toMatchObject({
      ...{ product: 'ProductName', customer: 'CustomerID', discount_rate: 'Discount' },
    });
  },
);

test(
  'a phone number that names the customer of a head is a pseudonym on its lines, and raw nowhere',
  { tags: ['whole'] },
  async () => {
    const out = join(folder, 'erp');
    const phones = (
      await native.rows<{ p: string }>(
        `SELECT 客户手机号 AS p FROM ${read(putAll(erpTables())[0]!.split('/').at(-1)!)}`,
      )
    ).map(({ p }) => p);
    const customers = notebookOf({
      summary:
        'SELECT count(*) AS lines, count(DISTINCT customer) AS customers, sum(amount) AS amount FROM orders',
      everyone: 'SELECT DISTINCT customer FROM orders',
    });
    const run = value(await runOn({ notebook: customers, data: putAll(erpTables()), out, lang: 'zh' }));
    const [lines] = run.sources;
    expect(lines!.expected).toMatchObject({
      entity: 'orders',
      mapping: { customer: '客户手机号', ordered_at: '下单时间', channel: '渠道' },
      privacy: { 客户手机号: 'pseudonymise' },
    });
    const [right] = await native.rows<Record<string, number>>(
      `SELECT count(*) AS lines, count(DISTINCT 客户手机号) AS customers, sum(数量::DOUBLE * 单价::DOUBLE) AS amount FROM ${read('订单明细.csv')} JOIN ${read('订单主表.csv')} USING (订单编号) WHERE 订单状态 = '已完成'`,
    );
    expect(rowsOf(out, 'summary')).toBe(`${right!['lines']},${right!['customers']},${right!['amount']}`);
    for (const name of [
      'everyone.csv',
      'notebook.sql',
      'ledger.json',
      'mapping.json',
      'report.html',
      'run.json',
    ]) {
      const text = readFileSync(join(out, name), 'utf8');
      expect(phones.filter((phone) => text.includes(phone))).toEqual([]);
    }
    // With the run's secret the script gives the run's own pseudonyms.
    const db = await runScriptFile(folder, out, [`SET VARIABLE pseudonym_secret = '${SECRET}'`]);
    const again = await query<{ customer: string }>(db, 'SELECT customer FROM everyone ORDER BY 1');
    const own = readFileSync(join(out, 'everyone.csv'), 'utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/);
    expect(again.map(({ customer }) => customer)).toEqual(own.slice(1).sort());
    await db.close();
  },
);

test('orders that state their total are left alone', { tags: ['whole'] }, async () => {
  const out = join(folder, 'bills');
  const unused: string[] = [];
  const data = putAll(billTables());
  const run = value(await runOn({ notebook: summary, data, out, onUnused: (name) => unused.push(name) }));
  expect(run.sources.map(({ expected, lookedUp }) => [expected.name, lookedUp])).toEqual([['Invoice', []]]);
  expect(unused).toEqual(['InvoiceLine']);
});

test(
  'a column that a mapping file has pseudonymised in its own file is so where it is taken, through whatever file',
  { tags: ['whole'] },
  async () => {
    const out = join(folder, 'strict');
    const everyone = notebookOf({ everyone: 'SELECT DISTINCT customer FROM orders' });
    const run = value(
      await runOn({
        ...{ notebook: everyone, data: putAll(shopTables()), out },
        map: {
          ...{ format: 'cellar-mapping', version: 1 },
          sources: [{ file: 'customers.csv', privacy: { customer_unique_id: 'pseudonymise' } }],
        },
      }),
    );
    const items = run.sources.find(({ expected }) => expected.name === 'order_items')!;
    expect(items.expected.privacy).toMatchObject({ customer_unique_id: 'pseudonymise' });
    const people = shopTables()
      ['customers.csv']!.slice(1)
      .map((line) => line.split(',')[1]!);
    const there = readFileSync(join(out, 'everyone.csv'), 'utf8').trim().split(/\r?\n/);
    expect(people.filter((person) => there.includes(person))).toEqual([]);
    expect(there.length).toBeGreaterThan(30);
  },
);

test(
  'payments beside sales are left out and told, and count where a mapping file says so',
  { tags: ['whole'] },
  async () => {
    const days = (i: number) => `2024-0${1 + (i % 6)}-${10 + (i % 15)}`;
    const data = putAll({
      '收款单.csv': [
        '单据日期,单据编号,往来单位,收款金额',
        ...Array.from({ length: 30 }, (_, i) => `${days(i)},SK${i},客户${i % 7},${100 + i}`),
      ],
      '销售明细.csv': [
        '单据日期,单据编号,往来单位,商品名称,金额',
        ...Array.from({ length: 40 }, (_, i) => `${days(i)},XS${i},客户${i % 7},大米,${50 + i}`),
      ],
    });
    const told: unknown[] = [];
    const onNoSale = (name: string, what: unknown) => told.push([name, what]);
    const own = 40 * 50 + (39 * 40) / 2;
    const out = join(folder, 'paid');
    value(await runOn({ notebook: summary, data, out, onNoSale }));
    expect(told).toEqual([['收款单', { table: 0, is: 'payments', sales: ['销售明细'] }]]);
    expect(rowsOf(out, 'summary')).toBe(`40,7,${own}`);
    const both = join(folder, 'paid-too');
    const sources = [{ file: '收款单.csv', entity: 'orders' as const }];
    const map = { ...{ format: 'cellar-mapping' as const, version: 1 as const }, sources };
    value(await runOn({ notebook: summary, data, out: both, map }));
    expect(rowsOf(both, 'summary')).toBe(`70,7,${own + 30 * 100 + (29 * 30) / 2}`);
  },
);
