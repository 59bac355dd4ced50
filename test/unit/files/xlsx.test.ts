import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { momentOf } from '../../../src/files/formats/xlsx/serial.ts';
import { showsDate } from '../../../src/files/formats/xlsx/styles.ts';
import { codesOf, fileOf, importText, readingOf, roundTrip, valueOf } from './support.ts';
import { xlsxOf } from './zip-of.ts';

const s = (ref: string, index: number) => `<c r="${ref}" t="s"><v>${index}</v></c>`;
const n = (ref: string, value: number | string, style?: number) =>
  `<c r="${ref}"${style === undefined ? '' : ` s="${style}"`}><v>${value}</v></c>`;
const row = (r: number, cells: string) => `<row r="${r}">${cells}</row>`;

const STRINGS = [
  '<t>客户</t>',
  '<t>日期</t>',
  '<t>金额</t>',
  '<t>甲 &amp; 乙</t>',
  '<r><t>丙</t></r><r><t xml:space="preserve"> 丁</t></r><rPh><t>ding</t></rPh>',
  '<t>a_x000D_b</t>',
];
const HEADER = row(1, s('A1', 0) + s('B1', 1) + s('C1', 2));

describe('XLSX', () => {
  test('strings, numbers, dates by style, rich text', async () => {
    const file = fileOf(
      xlsxOf(
        [
          {
            name: '订单',
            rows:
              HEADER +
              row(2, s('A2', 3) + n('B2', 45322, 1) + n('C2', '0.30000000000000004')) +
              row(3, s('A3', 4) + n('B3', 45323, 3) + n('C3', 12)),
          },
        ],
        { strings: STRINGS },
      ),
      '报表.xlsx',
    );
    const { reading, rows } = await roundTrip(file);
    expect(reading).toMatchObject({ name: '报表', kind: 'xlsx', part: '订单' });
    expect(reading.columns.map((column) => [column.name, column.type, column.format])).toEqual([
      ['客户', 'text', ''],
      ['日期', 'date', '%Y-%m-%d'],
      ['金额', 'number', ''],
    ]);
    expect(rows).toEqual([
      { 客户: '甲 & 乙', 日期: '2024-01-31', 金额: '0.30000000000000004' },
      { 客户: '丙 丁', 日期: '2024-02-01', 金额: '12' },
    ]);
  });

  test('a column with times stays timed at midnight too', async () => {
    const file = fileOf(
      xlsxOf(
        [
          {
            name: 'S',
            rows:
              HEADER +
              row(2, s('A2', 3) + n('B2', 45322.5, 2) + n('C2', 1)) +
              row(3, s('A3', 3) + n('B3', 45323, 2) + n('C3', 2)),
          },
        ],
        { strings: STRINGS },
      ),
    );
    const { reading, rows } = await roundTrip(file);
    expect(reading.columns[1]).toMatchObject({ type: 'timestamp', format: '%Y-%m-%d %H:%M:%S' });
    expect(rows.map((r) => r['日期'])).toEqual(['2024-01-31 12:00:00', '2024-02-01 00:00:00']);
  });

  // Days as Excel shows them: 1 January 1900 is 1, 28 February 1900 is 59, 1 March 1900 is 61; 1 January 1904 is 0 in the 1904 system.
  test.each([
    [1, false, '1900-01-01 00:00:00'],
    [59, false, '1900-02-28 00:00:00'],
    [60, false, undefined],
    [61, false, '1900-03-01 00:00:00'],
    [40878.351388888892, false, '2011-12-01 08:26:00'],
    [0.5, false, '12:00:00'],
    [-1, false, undefined],
    [1, true, '1904-01-02 00:00:00'],
    [43860, true, '2024-01-31 00:00:00'],
  ])('serial %d (1904: %s) is %s', (serial, date1904, text) => {
    expect(momentOf(serial, date1904)?.text).toBe(text);
  });

  test('several sheets, hidden ones told, empty ones left out', async () => {
    const body = HEADER + row(2, s('A2', 3) + n('B2', 45322, 1) + n('C2', 5));
    const file = fileOf(
      xlsxOf(
        [
          { name: '一月', rows: body },
          { name: '空', rows: '' },
          { name: '旧', rows: body, state: 'hidden' },
        ],
        { strings: STRINGS },
      ),
      '销售.xlsx',
    );
    const readings = valueOf(await inspect(file));
    expect(readings.map((reading) => [reading.name, reading.part])).toEqual([
      ['销售_一月', '一月'],
      ['销售_旧', '旧'],
    ]);
    expect(readings.map((reading) => codesOf(reading))).toEqual([[], ['sheet-hidden']]);
    const { rows } = await importText(valueOf(await stage(file, readings[1]!)), readings[1]!);
    expect(rows).toHaveLength(1);
  });

  test('titles, gaps between rows, a total row, and line numbers that are the sheet’s', async () => {
    const t = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows =
      row(1, t('A1', '销售报表')) +
      row(3, t('A3', '客户') + t('B3', '月份') + t('C3', '金额')) +
      row(4, t('A4', '甲') + t('B4', '一月') + n('C4', 10)) +
      row(7, t('A7', '乙') + t('B7', '二月') + n('C7', 20) + t('E7', '多')) +
      row(8, t('A8', '丙') + t('B8', '二月') + n('C8', 30)) +
      row(9, t('A9', '合计') + n('C9', 60));
    const file = fileOf(xlsxOf([{ name: 'S', rows }]));
    const readings = await readingOf(file, { headerLine: 3 });
    expect(readings.columns).toHaveLength(5);
    const { reading, rows: read } = await roundTrip(file);
    expect(reading.text).toMatchObject({ headerLine: 3, skipTail: 1 });
    expect(codesOf(reading)).toEqual(expect.arrayContaining(['title-rows', 'total-row']));
    expect(read.map((r) => r['客户'])).toEqual(['甲', '乙', '丙']);
  });

  test('a total row far below the first rows', { tags: ['whole'] }, async () => {
    const body = Array.from({ length: 3000 }, (_, i) =>
      row(i + 2, s(`A${i + 2}`, 3) + n(`B${i + 2}`, 45322, 1) + n(`C${i + 2}`, i)),
    );
    const total = row(3002, '<c r="A3002" t="inlineStr"><is><t>总计</t></is></c>' + n('C3002', 4498500));
    const file = fileOf(xlsxOf([{ name: 'S', rows: HEADER + body.join('') + total }], { strings: STRINGS }));
    const { reading, rows } = await roundTrip(file);
    expect(reading.text!.skipTail).toBe(1);
    expect(rows).toHaveLength(3000);
    reading.text!.skipTail = 0;
    const staged = valueOf(await stage(file, reading));
    expect(staged.notices).toEqual([{ code: 'total-row-kept', values: { count: 1 } }]);
    expect((await importText(staged, reading)).rows).toHaveLength(3001);
  });

  test('prefixed elements, missing references, booleans', async () => {
    const x = (xml: string) => xml.replace(/<(\/?)(row|c|v|is|t)\b/g, '<$1x:$2');
    const rows = x(
      '<row><c t="inlineStr"><is><t>k</t></is></c><c t="inlineStr"><is><t>ok</t></is></c></row><row><c><v>1</v></c><c t="b"><v>1</v></c></row>',
    );
    const { reading, rows: read } = await roundTrip(fileOf(xlsxOf([{ name: 'S', rows }], { prefix: 'x:' })));
    expect(reading.columns.map((column) => column.type)).toEqual(['integer', 'boolean']);
    expect(read).toEqual([{ k: '1', ok: 'true' }]);
  });

  test('cut short is incomplete; a workbook named otherwise is known by its content', async () => {
    const whole = xlsxOf(
      [{ name: 'S', rows: HEADER + row(2, s('A2', 3) + n('B2', 45322, 1) + n('C2', 1)) }],
      { strings: STRINGS },
    );
    expect(await inspect(fileOf(whole.subarray(0, whole.length - 30), 'a.xlsx'))).toMatchObject({
      ok: false,
      fault: { code: 'file-incomplete' },
    });
    expect((await readingOf(fileOf(whole, 'a.csv'))).kind).toBe('xlsx');
  });

  test('number formats', () => {
    for (const code of [
      'yyyy-mm-dd',
      'm/d/yy h:mm',
      '[$-804]yyyy"年"m"月"',
      'h:mm:ss',
      '[h]:mm',
      'mm:ss.0',
      'dddd',
    ])
      expect([code, showsDate(code)]).toEqual([code, true]);
    for (const code of [
      'General',
      '0.00',
      '#,##0',
      '0.00%',
      '"¥"#,##0.00',
      '[Red]0',
      '@',
      '0.00E+00',
      '_-* #,##0',
      '"days" 0',
    ])
      expect([code, showsDate(code)]).toEqual([code, false]);
  });
});

describe('cells merged down', () => {
  const t = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
  /** Customers in no order, each over its rows: `rows` of them, of which the second names are merged. */
  const sheet = (merges: string[]) =>
    fileOf(
      xlsxOf([
        {
          name: 'S',
          rows:
            row(1, t('A1', 'Customer') + t('B1', 'Date') + t('C1', 'Amount')) +
            ['Zoe', '', '', 'Bert', '', 'Mia']
              .map((name, i) =>
                row(
                  i + 2,
                  (name && t(`A${i + 2}`, name)) +
                    n(`B${i + 2}`, 45322 + i, 1) +
                    (i === 1 ? '' : n(`C${i + 2}`, i + 0.5)),
                ),
              )
              .join(''),
          after: `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
        },
      ]),
      'm.xlsx',
    );
  const carried = async (merges: string[]) =>
    (await readingOf(sheet(merges))).columns.flatMap((column) => (column.carried ? [column.name] : []));

  test('are each one value of all their rows, in whatever order they come; a sum is no value of each', async () => {
    expect(await carried(['A2:A4', 'A5:A6', 'C2:C3'])).toEqual(['Customer']);
  });

  test('say nothing of a column that has empty cells beside them, nor of titles', async () => {
    expect(await carried(['A2:A3', 'A5:A6'])).toEqual([]);
    expect(await carried(['A1:C1'])).toEqual([]);
  });
});
