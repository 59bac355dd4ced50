import { describe, expect, test } from 'vitest';
import { sniffColumn } from '../../../src/files/types.ts';
import { isUnits, withUnitOf } from '../../../src/files/units.ts';
import { fileOf, readingOf, roundTrip } from './support.ts';

const ROWS = Array.from({ length: 8 }, (_, i) => `SO${i},C${i % 3},2024-03-0${i + 1},${10 + i}.5,${i + 1}`);
const names = async (lines: string[]) =>
  (await readingOf(fileOf([...lines, ...ROWS].join('\n'), 'a.csv'))).columns.map(({ name }) => name);

describe('a row of units under the names', () => {
  test('is part of the header, and no order', async () => {
    const { reading, rows } = await roundTrip(
      fileOf(['订单号,客户,下单日期,金额,数量', ',,,（万元）,件', ...ROWS].join('\n'), 'a.csv'),
    );
    expect(reading.columns.map(({ name }) => name)).toEqual([
      '订单号',
      '客户',
      '下单日期',
      '金额 (万元)',
      '数量',
    ]);
    expect(reading.columns[3]!.type).toBe('number');
    expect(rows).toHaveLength(8);
  });

  test('in English and with a currency', async () => {
    expect(await names(['Order,Customer,Date,Amount,Qty', ',,,USD,pcs'])).toEqual([
      ...['Order', 'Customer', 'Date', 'Amount (USD)', 'Qty'],
    ]);
  });

  test.each([
    [['', '', '（元）'], true],
    [['%', '小时'], true],
    [['', ''], false],
    [['', 'C1'], false],
    [['元', '张三'], false],
    [['2024-01-01', '5'], false],
  ])('%j is one: %s', (row, is) => expect(isUnits(row)).toBe(is));
});

describe('a unit that a title states', () => {
  test('is that of the columns of money', async () => {
    expect(await names(['销售明细表,,,,', '单位：万元,,,,', '订单号,客户,下单日期,金额,数量'])).toEqual([
      ...['订单号', '客户', '下单日期', '金额 (万元)', '数量'],
    ]);
  });

  test.each([
    ['Revenue report (USD, in thousands)', 'Amount', 'Amount (in thousands)'],
    ['(thousands)', 'Net sales', 'Net sales (thousands)'],
    ['金额单位：人民币千元', '销售额', '销售额 (千元)'],
    ['单位：元', '金额', '金额'],
    ['单位：万元', '金额（元）', '金额（元）'],
    ['单位：万元', '客户', '客户'],
    ['Thousands of customers trust us', 'Amount', 'Amount'],
  ])('%s over %s', (title, name, want) => expect(withUnitOf([name], [[title]])).toEqual([want]));
});

describe('records of a payment system’s own interface', () => {
  const record = (more: object) => ({
    ...{ id: 'ch_1', object: 'charge', amount: 2599, amount_refunded: 0, currency: 'usd', customer: 'cus_1' },
    ...more,
  });
  const columns = async (records: object[]) => {
    const { reading, rows } = await roundTrip(
      fileOf(JSON.stringify({ object: 'list', data: records }), 'a.json'),
    );
    return { names: reading.columns.map(({ name }) => name), rows };
  };

  test('have sums in the smallest unit of the currency, as nothing in the file says', async () => {
    const { names, rows } = await columns([record({}), record({ id: 'ch_2', amount: 100 })]);
    expect(names).toEqual([
      'id',
      'object',
      'amount (cents)',
      'amount_refunded (cents)',
      'currency',
      'customer',
    ]);
    expect(JSON.stringify(rows)).toContain('2599');
  });

  test.each([
    ['yen have no smaller one', { currency: 'jpy' }],
    ['what is no record of money', { object: 'order' }],
    ['sums with a fraction are in the currency itself', { amount: 25.99, amount_refunded: 0.5 }],
  ])('%s', async (_, more) => {
    const { names } = await columns([record(more), record(more)]);
    expect(names).toEqual(['id', 'object', 'amount', 'amount_refunded', 'currency', 'customer']);
  });
});

describe('what is counted, beside how many of it', () => {
  test.each([
    ['数量', ['2件', '1件', '12 件', '3', '-1件'], 'integer'],
    ['商品数量', ['×2', '×1', '×12'], 'integer'],
    ['Quantity', ['x2', 'x 1', 'X12'], 'integer'],

    ['Qty', ['2 pcs', '1 PCS', '1,200 pcs'], 'number'],
    ['年龄', ['25岁', '31岁', '8岁'], 'integer'],
    ['人数', ['3人', '12人'], 'integer'],
    ['Units sold', ['2.5 units', '1 units'], 'number'],
    // Of several the sum would be of nothing; what is weighed is written in several units; and a name is a name.
    ['数量', ['2件', '1箱'], 'text'],
    ['重量', ['500g', '1kg'], 'text'],
    ['规格', ['2件', '1件'], 'text'],
    ['商品', ['3M', '7个'], 'text'],
    ['数量', ['2件', '两件'], 'text'],
  ])('%s: %j is %s', (name, values, type) => {
    const { wrap, ...sniffed } = sniffColumn(name, values);
    expect([sniffed.type, wrap]).toEqual([type, type === 'text' ? undefined : 'counter']);
  });
});
