import { describe, expect, test } from 'vitest';
import type { TextReading } from '../../../src/files/api.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { calledByCustomers } from '../../../src/files/part-names.ts';
import { whoOf } from '../../../src/files/who.ts';
import { bookOf } from './book-of.ts';
import { codesOf, fileOf, valueOf } from './support.ts';

const HEAD = ['日期', '品名', '数量', '单价', '金额'];
const rows = [HEAD, ...[3, 4, 5].map((day) => [`2024-03-0${day}`, '可乐', '2', '3', '6'])];
const csv = rows.map((row) => row.join(',')).join('\n');
const read = async (name: string, hints?: Partial<TextReading>, sheets: readonly string[] = ['Sheet1']) =>
  valueOf(
    await inspect(
      name.endsWith('.xlsx')
        ? fileOf(bookOf(sheets.map((sheet) => ({ name: sheet, rows }))), name)
        : fileOf(csv, name),
      hints,
    ),
  );
const called = async (names: readonly string[]) => {
  const files = await Promise.all(names.map(async (name) => ({ name, readings: await read(name) })));
  return calledByCustomers(files).map(({ name }) => name);
};

test.each([
  ['张记超市.xlsx', '张记超市', ''],
  ['张记超市2024年3月.xlsx', '张记超市', ''],
  ['2024-03 张记超市 送货单 (1).xlsx', '张记超市', '送货单'],
  ['送货单_李氏便利店_20240331.csv', '李氏便利店', '送货单'],
  ['03.王小明的订单.xls', '王小明', '的订单'],
  ['orders_Miller & Sons_2024-03.csv', 'Miller & Sons', 'orders'],
  ['Blue Bottle Cafe - March 2024.csv.gz', 'Blue Bottle Cafe', ''],
  ['7-11便利店.xlsx', '7-11便利店', ''],
])('%s is of %s', (file, who, what) => {
  expect(whoOf(file)).toEqual({ who, what });
});

test.each(
  'orders.csv,2024-03.csv,3月.xlsx,订单 2024年3月.xlsx,天猫.csv,华东.xlsx,customers.csv,orders_new.csv,export (2).csv,sales-jan.csv,part-0001.csv,汇总.xlsx'.split(
    ',',
  ),
)('%s is of nobody', (file) => {
  expect(whoOf(file)).toBeNull();
});

describe('files of one shape', () => {
  test('that are called by their customers are found, by whatever else they are called', async () => {
    expect(await called(['张记超市.xlsx', '李氏便利店.xlsx', '汇总.xlsx'])).toEqual([
      '张记超市.xlsx',
      '李氏便利店.xlsx',
    ]);
    expect(await called(['张记超市3月.csv', '张记超市4月.csv', '王芳3月.xlsx'])).toHaveLength(3);
    expect(await called(['Miller & Sons.csv', 'John Smith.csv'])).toHaveLength(2);
  });

  test.each([
    [['2024-03.csv', '2024-04.csv']],
    [['天猫.csv', '京东.csv']],
    [['订单_张记超市.csv', '订单_李氏便利店.csv', '订单_三月.csv']],
    [['张记超市1月.csv', '张记超市2月.csv']],
    [['Camden.csv', 'Soho.csv']],
    [['New York.csv', 'San Francisco.csv']],
    [['张记超市.csv']],
  ])('%j are called by none', async (names) => {
    expect(await called(names)).toEqual([]);
  });

  test('of which other columns are not', async () => {
    const other = valueOf(await inspect(fileOf('客户,电话\na,1\nb,2\n', '李氏便利店.csv')));
    const own = await read('张记超市.csv');
    expect(
      calledByCustomers([
        { name: '张记超市.csv', readings: own },
        { name: '李氏便利店.csv', readings: other },
      ]),
    ).toEqual([]);
  });
});

test('the name is a column where that is asked for, in no name of a source, and left where that is', async () => {
  const [one] = await read('送货单-张记超市.xlsx', { names: 'column' });
  expect(one!.columns.at(-1)).toMatchObject({ name: '文件', made: { text: '张记超市', file: true } });
  expect([one!.name, one!.preview[0]!.at(-1), codesOf(one!)]).toEqual(['送货单', '张记超市', ['file-named']]);
  const [left] = await read('送货单-张记超市.xlsx', { names: 'none' });
  expect([left!.columns.length, codesOf(left!)]).toEqual([5, ['file-unnamed']]);
  const [month] = await read('3月.csv', { names: 'column' });
  expect(month!.columns).toHaveLength(5);
});

test('sheets of months in a file for each customer are all of that customer', async () => {
  const found = await read('张记超市.xlsx', { names: 'column' }, ['1月', '2月', '汇总']);
  expect(found.map(({ columns }) => columns.at(-1)!.made?.text)).toEqual(['张记超市', '张记超市', undefined]);
});

test('names of people among files that come with it make the column personal', async () => {
  const personal = async (name: string, ...beside: string[]) =>
    (await read(name, { names: 'column', beside }))[0]!.columns.at(-1)!.personal;
  expect(await personal('张记超市.csv', '李氏便利店.csv', '王芳.csv')).toBe('name');
  expect(await personal('张记超市.csv', '李氏便利店.csv')).toBeUndefined();
  expect(await personal('老刘 13812345678.csv', '张记超市.csv')).not.toBeUndefined();
});
