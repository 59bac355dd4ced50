import { read, utils, write, type BookType } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { codesOf, fileOf, gz, readingOf, roundTrip, valueOf } from './support.ts';

const ROWS = [
  ['客户编号', '日期', '金额', '有效', '时间'],
  ['A01', new Date(Date.UTC(2024, 0, 31)), 1.5, true, new Date(Date.UTC(2024, 0, 31, 8, 26))],
  ['乙 & <丙>, "丁"', new Date(Date.UTC(1999, 11, 31)), -2, false, new Date(Date.UTC(2024, 1, 1))],
  ['x', null, 1234567.25, null, null],
];

function book(bookType: BookType, options: { hidden?: boolean; date1904?: boolean } = {}): Uint8Array {
  const sheet = utils.aoa_to_sheet(ROWS, { cellDates: true, UTC: true });
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, sheet, '一月');
  if (options.hidden) {
    utils.book_append_sheet(workbook, utils.aoa_to_sheet([['k'], [1]]), '旧');
    workbook.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  }
  return new Uint8Array(write(workbook, { type: 'array', bookType }) as ArrayBuffer);
}

describe('workbooks of older and other makers', () => {
  test.each([
    ['xls', 'biff8'],
    ['xlsx', 'xlsb'],
    ['ods', 'ods'],
    ['xlsx', 'xlsx'],
  ] as const)('%s written as %s', async (kind, bookType) => {
    const { reading, rows } = await roundTrip(fileOf(book(bookType), '订单.xls'));
    expect(reading).toMatchObject({ kind, name: '订单', part: '一月' });
    expect(reading.columns.map((column) => [column.name, column.type])).toEqual([
      ['客户编号', 'text'],
      ['日期', 'date'],
      ['金额', 'number'],
      ['有效', 'boolean'],
      ['时间', 'timestamp'],
    ]);
    expect(rows).toEqual([
      { 客户编号: 'A01', 日期: '2024-01-31', 金额: '1.5', 有效: 'true', 时间: '2024-01-31 08:26:00' },
      {
        客户编号: '乙 & <丙>, "丁"',
        日期: '1999-12-31',
        金额: '-2',
        有效: 'false',
        时间: '2024-02-01 00:00:00',
      },
      { 客户编号: 'x', 日期: null, 金额: '1234567.25', 有效: null, 时间: null },
    ]);
  });

  test('a hidden sheet is told', async () => {
    const readings = valueOf(await inspect(fileOf(book('biff8', { hidden: true }), 'a.xls')));
    expect(readings.map((reading) => [reading.part, codesOf(reading).includes('sheet-hidden')])).toEqual([
      ['一月', false],
      ['旧', true],
    ]);
  });

  test('gzipped, cut short', async () => {
    const whole = book('biff8');
    expect((await readingOf(fileOf(gz(whole), 'a.xls.gz'))).kind).toBe('xls');
    const cut = await inspect(fileOf(whole.subarray(0, 2048), 'a.xls'));
    expect(cut.ok).toBe(false);
  });

  test('our reader and SheetJS agree on an .xlsx', async () => {
    const bytes = book('xlsx');
    const { rows } = await roundTrip(fileOf(bytes));
    const sheet = read(bytes, { type: 'array', cellDates: false }).Sheets['一月']!;
    const told = utils.sheet_to_json<Record<string, unknown>>(sheet, { raw: true });
    expect(rows.map((row) => [row['客户编号'], Number(row['金额'])])).toEqual(
      told.map((row) => [row['客户编号'], row['金额']]),
    );
  });
});
