import { read, utils, write, type BookType } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { few } from '../../tools/breadth.ts';
import { codesOf, encodeLegacy, fileOf, gz, importText, readingOf, roundTrip, valueOf } from './support.ts';

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
  const forms = [
    ['xls', 'biff8'],
    ['xlsx', 'xlsb'],
    ['ods', 'ods'],
    ['xlsx', 'xlsx'],
  ] as const;
  test.each(few(forms, 2))('%s written as %s', async (kind, bookType) => {
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

  test.each(['biff8', 'xlsb', 'ods', 'xlsx'] as const)(
    'cells merged down are one value of all their rows, names merged over are those of their columns: %s',
    async (bookType) => {
      const sheet = utils.aoa_to_sheet([
        ['Region', 'Customer', 'Sold', null],
        [null, null, 'Date', 'Amount'],
        ...['Zed', 'Amy', 'Kim'].flatMap((customer, i) =>
          [0, 1].map((k) => [
            i + k === 0 ? 'North' : null,
            k === 0 ? customer : null,
            `2024-01-1${2 * i + k}`,
            10 * i + k + 0.5,
          ]),
        ),
      ]);
      sheet['!merges'] = ['C1:D1', 'A1:A2', 'B1:B2', 'A3:A8', 'B3:B4', 'B5:B6', 'B7:B8'].map((range) =>
        utils.decode_range(range),
      );
      const workbook = utils.book_new();
      utils.book_append_sheet(workbook, sheet, 'S');
      const bytes = new Uint8Array(write(workbook, { type: 'array', bookType }) as ArrayBuffer);
      const { columns } = await readingOf(fileOf(bytes, 'a.xls'));
      expect(columns.map(({ name, type, carried }) => [name, type, carried === true])).toEqual([
        ['Region', 'text', true],
        ['Customer', 'text', true],
        ['Sold Date', 'date', false],
        ['Sold Amount', 'number', false],
      ]);
    },
  );

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

describe('tables that programs save under a workbook’s name', () => {
  const HEAD = ['订单编号', '日期', '金额', '备注'];
  const lines = Array.from({ length: 12 }, (_, i) => [
    `00${i + 10}`,
    `2024-03-${i + 10}`,
    `1,${200 + i}.50`,
    '好 &amp; 快',
  ]);
  const cells = (tag: string, row: string[]) =>
    `<tr>${row.map((cell) => `<${tag} style="x">${cell}</${tag}>`).join('')}</tr>`;
  const page = (charset: string) =>
    `<html><head><meta http-equiv=Content-Type content="text/html; charset=${charset}"><style>td{mso-number-format:"\\@"}</style></head>` +
    `<body><table border=1>${cells('th', HEAD)}${lines.map((row) => cells('td', row)).join('')}</table></body></html>`;

  test.each(['utf-8', 'gb2312'])(
    'HTML in %s: values as they are written, zeros in front and all',
    async (charset) => {
      const bytes =
        charset === 'utf-8'
          ? new TextEncoder().encode(page(charset))
          : encodeLegacy(page(charset), 'gb18030');
      const { reading, rows } = await roundTrip(fileOf(bytes, '订单.xls'));
      expect(reading).toMatchObject({ kind: 'xls', name: '订单' });
      expect(reading.columns.map(({ name, type }) => [name, type])).toEqual([
        ['订单编号', 'text'],
        ['日期', 'date'],
        ['金额', 'number'],
        ['备注', 'text'],
      ]);
      expect(rows).toHaveLength(12);
      expect(rows[0]).toEqual({ 订单编号: '0010', 日期: '2024-03-10', 金额: '1,200.50', 备注: '好 & 快' });
    },
  );

  test('XML of Excel 2003: each sheet, its dates as such', async () => {
    const cell = (type: string, value: string, style = '') =>
      `<Cell${style}><Data ss:Type="${type}">${value}</Data></Cell>`;
    const sheet = (name: string) =>
      `<Worksheet ss:Name="${name}"><Table><Row>${['Id', 'Day', 'Amount'].map((head) => cell('String', head)).join('')}</Row>` +
      `${[1, 2, 3].map((i) => `<Row>${cell('String', `00${i}`)}${cell('DateTime', `2024-03-0${i}T00:00:00.000`, ' ss:StyleID="d"')}${cell('Number', `${i}.5`)}</Row>`).join('')}</Table></Worksheet>`;
    const book =
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">' +
      `<Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy-mm-dd"/></Style></Styles>${sheet('One')}${sheet('Two')}</Workbook>`;
    const readings = valueOf(await inspect(fileOf(book, 'a.xls')));
    expect(readings.map(({ part, columns }) => [part, ...columns.map(({ type }) => type)])).toEqual([
      ['One', 'text', 'date', 'number'],
      ['Two', 'text', 'date', 'number'],
    ]);
    const { rows } = await importText(
      valueOf(await stage(fileOf(book, 'a.xls'), readings[1]!)),
      readings[1]!,
    );
    expect(rows).toEqual([1, 2, 3].map((i) => ({ Id: `00${i}`, Day: `2024-03-0${i}`, Amount: `${i}.5` })));
  });

  test.each([
    ['file-html', '<html><body><h1>Your session has expired</h1><p>Please log in.</p></body></html>'],
    ['file-xml', '<?xml version="1.0"?><orders><order><id>1</id></order></orders>'],
  ])('what is no table is told: %s', async (code, text) => {
    const found = await inspect(fileOf(text, 'a.xls'));
    expect(found.ok ? null : found.fault.code).toBe(code);
  });
});
