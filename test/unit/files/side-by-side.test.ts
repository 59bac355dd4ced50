import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { TextReading } from '../../../src/files/api.ts';
import { periodOf } from '../../../src/files/period-names.ts';
import { lineOfRecord } from '../../../src/files/line-map.ts';
import { readSpoilt } from '../../../src/files/spread.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { encodeLegacy, fileOf, importText, readingOf, valueOf } from './support.ts';

const ROWS: Partial<TextReading> = { periods: 'rows' };

/** What a file becomes with its periods as rows: names, rows, and what is told of them while they are made. */
async function made(
  lines: readonly string[] | Uint8Array,
  hints: Partial<TextReading> = ROWS,
  name = 'a.csv',
) {
  const body = lines instanceof Uint8Array ? lines : `${lines.join('\n')}\n`;
  const file = fileOf(body, name);
  const reading = await readingOf(file, hints);
  const staged = valueOf(await stage(file, reading));
  const { rows, rejects } = await importText(staged, reading);
  if (staged.form !== 'text') throw new Error('not text');
  const names = reading.columns.map((column) => column.name);
  return {
    reading,
    names,
    types: reading.columns.map(({ type }) => type),
    rows: rows.map((row) => names.map((column) => row[column])),
    rejects,
    lines: staged.lines,
    told: [...reading.notices, ...(staged.notices ?? [])],
  };
}

const WIDE = [
  '客户,产品,2024-01,2024-02,2024-03,合计',
  '张三,甲,100,,50,150',
  '李四,乙,-,7.5,,7.5',
  '王五,甲,,,,',
  '赵六,乙,0,20,1,21',
];

test.each<[string, string, string, string]>([
  ['2024-01', 'month', '2024-01-01', ''],
  ['202403', 'month', '2024-03-01', ''],
  ['2024年11月销售额', 'month', '2024-11-01', '销售额'],
  ['2024年 1月 金额', 'month', '2024-01-01', '金额'],
  ['Jan-24', 'month', '2024-01-01', ''],
  ['Sales Dec 2023', 'month', '2023-12-01', 'Sales'],
  ['2024-06 销售额(万元)', 'month', '2024-06-01', '销售额(万元)'],
  ['数量_2024/07', 'month', '2024-07-01', '数量'],
  ['Q3 2024', 'quarter', '2024-07-01', ''],
  ["Q4'23 Orders", 'quarter', '2023-10-01', 'Orders'],
  ['2024年第二季度', 'quarter', '2024-04-01', ''],
  ['2024年1季度', 'quarter', '2024-01-01', ''],
  ['2024年下半年 金额', 'half', '2024-07-01', '金额'],
  ['2023年 数量', 'year', '2023-01-01', '数量'],
  ['2024-03-15', 'day', '2024-03-15', ''],
  ['2024年3月1日', 'day', '2024-03-01', ''],
  ['十二月', 'month', '-12-01', ''],
  ['Q2', 'quarter', '-04-01', ''],
  ['5月份 件数', 'month', '-05-01', '件数'],
  ['FY24 Revenue', 'year', '2024', 'Revenue'],
])('a name says a period: %s', (name, grain, day, measure) => {
  const found = periodOf(name)!;
  expect([found.grain, `${found.year ?? ''}${found.begins}`, found.measure]).toEqual([grain, day, measure]);
});

test.each(['Mars', 'Q5', '13月', 'Rate 1', 'Address 2024-x', '月薪', 'May 35th', '客户'])(
  'a name says none: %s',
  (name) => {
    expect(periodOf(name)).toBeNull();
  },
);

describe('periods side by side', () => {
  test('are offered to be read as rows, with what that gives', async () => {
    const reading = await readingOf(fileOf(`${WIDE.join('\n')}\n`, 'a.csv'));
    expect(reading.columns.map(({ name }) => name)).toContain('2024-01');
    expect(reading.notices).toContainEqual({
      code: 'periods-beside',
      values: { count: 3, names: '2024-01, 2024-02, 2024-03', grain: 'month', periods: 3, lines: 4, rows: 6 },
    });
  });

  test('become a row for each line and period with a number; sums count nowhere', async () => {
    const { names, types, rows, told, lines } = await made(WIDE);
    expect(names).toEqual(['客户', '产品', '月份', '金额']);
    expect(types).toEqual(['text', 'text', 'date', 'number']);
    expect(rows).toEqual([
      ['张三', '甲', '2024-01-01', '100'],
      ['张三', '甲', '2024-03-01', '50'],
      ['李四', '乙', '2024-02-01', '7.5'],
      ['赵六', '乙', '2024-01-01', '0'],
      ['赵六', '乙', '2024-02-01', '20'],
      ['赵六', '乙', '2024-03-01', '1'],
    ]);
    expect(told).toContainEqual({ code: 'periods-left', values: { count: 1, names: '合计' } });
    expect(told).toContainEqual({ code: 'periods-counted', values: { lines: 4, rows: 6 } });
    expect(told).toContainEqual({ code: 'periods-empty', values: { count: 1 } });
    expect(told).toContainEqual({ code: 'periods-assumed', values: { name: '金额' } });
    expect(rows.map((_, i) => lineOfRecord(lines!, i))).toEqual([2, 2, 3, 5, 5, 5]);
  });

  test('a line with too few or too many cells is rejected as it stands, with its own line; quoted line ends count', async () => {
    const { rows, rejects, lines, reading } = await made(
      [
        '报表,,,',
        '客户,备注,2024-01,2024-02,2024-03',
        'A,"两\r\n行",1,2,',
        'B,x,3',
        'C,x,4,5,6,7',
        '',
        'D,"say ""hi""",7,,',
        ...['E', 'F', 'G', 'H', 'I'].map((id) => `${id},,,,8`),
      ].map((line) => `${line}\r`),
    );
    expect(rows.slice(0, 4)).toEqual([
      ['A', '两\n行', '2024-01-01', '1'],
      ['A', '两\n行', '2024-02-01', '2'],
      ['D', 'say "hi"', '2024-01-01', '7'],
      ['E', null, '2024-03-01', '8'],
    ]);
    // Of the rejected lines the reason and text are read back, and their records keep their place.
    expect(rejects.map(({ csv_line }) => readSpoilt(csv_line))).toEqual([
      { reason: 'MISSING COLUMNS', text: 'B,x,3' },
      { reason: 'TOO MANY COLUMNS', text: 'C,x,4,5,6,7' },
    ]);
    expect([0, 1, 2, 3, 4, 5].map((i) => lineOfRecord(lines!, i))).toEqual([3, 3, 5, 6, 8, 9]);
    expect(reading.leftOut).toEqual({ above: 1, below: 0 });
  });

  test('in another encoding, with a decimal comma, under groups that are named once, above a line of sums', async () => {
    const text = [
      '客户;产品;2024年1月;2024年2月;2024年3月;总计',
      'Adler;;;;;',
      ';甲;1.000,5;2,25;;1.002,75',
      'Berg;;;;;',
      ';乙;;3,5;;3,5',
      'Chen;;;;;',
      ';甲;4,5;;;4,5',
      'Dietz;;;;;',
      ';甲;4,5;;1;5,5',
      'Egger;;;;;',
      ';丙;4,5;;;4,5',
      'Falk;;;;;',
      ';甲;4,5;;;4,5',
      '合计;;1.018,5;5,75;1;1.025,25',
    ].join('\n');
    const { rows, told } = await made(encodeLegacy(text, 'gb18030'), ROWS, 'a.csv');
    expect(rows.slice(0, 6)).toEqual([
      ['Adler', '甲', '2024-01-01', '1.000,5'],
      ['Adler', '甲', '2024-02-01', '2,25'],
      ['Berg', '乙', '2024-02-01', '3,5'],
      ['Chen', '甲', '2024-01-01', '4,5'],
      ['Dietz', '甲', '2024-01-01', '4,5'],
      ['Dietz', '甲', '2024-03-01', '1'],
    ]);
    expect(rows).toHaveLength(8);
    expect(told.map(({ code }) => code)).toEqual(expect.arrayContaining(['lines-carried', 'total-row']));
  });

  test('each measure is a column of its own; a row needs a number in one of them', async () => {
    const { names, rows, told } = await made([
      '客户,2024-01 数量,2024-01 金额(万元),2024-02 数量,2024-02 金额(万元),2024-02 同比,数量合计',
      'A,1,10.5,2,21,5%,3',
      'B,,,,7,-3%,0',
      'C,4,,5,9,1%,9',
    ]);
    expect(names).toEqual(['客户', '月份', '数量', '金额(万元)']);
    expect(rows).toEqual([
      ['A', '2024-01-01', '1', '10.5'],
      ['A', '2024-02-01', '2', '21'],
      ['B', '2024-02-01', null, '7'],
      ['C', '2024-01-01', '4', null],
      ['C', '2024-02-01', '5', '9'],
    ]);
    expect(told).toContainEqual({
      code: 'periods-left',
      values: { count: 2, names: '2024-02 同比, 数量合计' },
    });
  });

  test('sums are known by what they are called, by what they add up to, and as longer periods', async () => {
    const { names, rows, told } = await made([
      'Customer,Score 2023,Jan 2024,Feb 2024,Mar 2024,Q1 2024,2024,All,YTD,Apr 2024',
      'A,31,1,2,4,7,15,15,7,8',
      'B,45,1,,3,4,4,4,4,',
      'C,27,,5,5,10,16,16,10,6',
    ]);
    expect(names).toEqual(['Customer', 'Score 2023', 'month', 'amount']);
    expect(rows.map(([customer, age, , amount]) => [customer, age, amount])).toEqual([
      ['A', '31', '1'],
      ['A', '31', '2'],
      ['A', '31', '4'],
      ['A', '31', '8'],
      ['B', '45', '1'],
      ['B', '45', '3'],
      ['C', '27', '5'],
      ['C', '27', '5'],
      ['C', '27', '6'],
    ]);
    expect(told).toContainEqual({
      code: 'periods-left',
      values: { count: 4, names: 'Q1 2024, 2024, All, YTD' },
    });
  });

  test('a year above its months, in two rows of header', async () => {
    const { names, rows } = await made([
      '客户,2023年,,2024年,',
      ',11月,12月,11月,12月',
      'A,1,2,3,4',
      'B,5,6,,8',
      'C,,1,,1',
    ]);
    expect(names).toEqual(['客户', '月份', '金额']);
    expect(rows).toEqual([
      ['A', '2023-11-01', '1'],
      ['A', '2023-12-01', '2'],
      ['A', '2024-11-01', '3'],
      ['A', '2024-12-01', '4'],
      ['B', '2023-11-01', '5'],
      ['B', '2023-12-01', '6'],
      ['B', '2024-12-01', '8'],
      ['C', '2023-12-01', '1'],
      ['C', '2024-12-01', '1'],
    ]);
  });

  test('a header that comes again makes no rows', async () => {
    const { rows, rejects } = await made([
      'Customer,202401,202402,202403',
      'A,1.5,2,3',
      'B,1.5,2,3',
      'Customer,202401,202402,202403',
      'C,1.5,,',
    ]);
    expect(rows.map(([, , amount]) => amount)).toEqual(['1.5', '2', '3', '1.5', '2', '3', '1.5']);
    expect(rejects).toHaveLength(1);
  });

  test('a text that is read in several pieces loses nothing', async () => {
    const note = 'x'.repeat(180);
    const count = 8_000;
    const body = Array.from(
      { length: count },
      (_, i) => `C${i},"${note}\n${i}",${i},${i === 7 ? 5 : ''},${i % 2 ? 1 : ''}`,
    );
    const { rows, lines } = await made(['Customer,Note,2024-01,2024-02,2024-03', ...body]);
    expect(rows).toHaveLength(count + 1 + count / 2);
    expect(rows.at(-1)).toEqual([`C${count - 1}`, `${note}\n${count - 1}`, '2024-03-01', '1']);
    expect(lineOfRecord(lines!, rows.length - 1)).toBe(2 + 2 * (count - 1));
  });
});

describe('months without a year', () => {
  const TABLE = ['客户,1月,2月,3月', 'A,1,2,3', 'B,4,,6', 'C,7,8,9'];
  const days = (rows: unknown[][]) => [...new Set(rows.map(([, day]) => day))];
  const toldOf = async (lines: string[], hints: Partial<TextReading>, name = 'a.csv') =>
    (await readingOf(fileOf(`${lines.join('\n')}\n`, name), hints)).notices.flatMap(({ code, values }) =>
      code.includes('periods') && code !== 'periods-assumed' ? [[code, Number(values!['year'] ?? 0)]] : [],
    );

  test('are never guessed: the year is asked for', async () => {
    expect(await toldOf(TABLE, {})).toEqual([['periods-no-year', 0]]);
    expect(await toldOf(TABLE, ROWS)).toEqual([['periods-undated', 0]]);
    const { names } = await made(TABLE, ROWS);
    expect(names).toEqual(['客户', '1月', '2月', '3月']);
  });

  test('are of the year that a title, else the name, else a person says', async () => {
    const titled = ['2023年各客户销售额,,,', ...TABLE];
    const asked = { ...ROWS, year: 2021 };
    const before: Partial<TextReading> = { ...asked, asked: ['year'] };
    expect(await toldOf(titled, ROWS, '销售2022.csv')).toEqual([
      ['periods-rows', 0],
      ['periods-year-title', 2023],
    ]);
    expect(await toldOf(TABLE, ROWS, '销售2022.csv')).toContainEqual(['periods-year-name', 2022]);
    expect(await toldOf(titled, asked)).toContainEqual(['periods-year-asked', 2021]);
    expect(await toldOf(titled, before)).toContainEqual(['periods-year-title', 2023]);
    expect(await toldOf(TABLE, before)).toContainEqual(['periods-year-asked', 2021]);
    expect(days((await made(TABLE, asked)).rows)).toEqual(['2021-01-01', '2021-02-01', '2021-03-01']);
    // A day of export, and two years, say none.
    for (const name of ['sales 2022-05-01.csv', 'sales 20220501.csv', 'sales 2021-2022.csv'])
      expect(await toldOf(TABLE, {}, name), name).toEqual([['periods-no-year', 0]]);
  });

  test('from November to January are of two years, and stay columns', async () => {
    const fiscal = ['客户,11月,12月,1月', 'A,1,2,3', 'B,4,,6', 'C,7,8,9'];
    expect(await toldOf(fiscal, { ...ROWS, year: 2024 })).toEqual([['columns-periods', 0]]);
  });

  test('take what a title says the numbers are, and in which unit', async () => {
    const units = await made(['2024年销售数量,,,', ...TABLE]);
    expect(units.names).toEqual(['客户', '月份', '数量']);
    expect(units.told).toContainEqual({ code: 'periods-quantity', values: { name: '数量' } });
    const money = await made(['2024年销售额（单位：万元）,,,', ...TABLE]);
    expect(money.names).toEqual(['客户', '月份', '金额 (万元)']);
    expect(money.told.map(({ code }) => code)).not.toContain('periods-assumed');
  });
});

test.each([
  ['two columns of one period', 'Customer,2024-01,2024/1,2024-02'],
  ['days of one month that could be years', 'Customer,Jan-01,Jan-02,Jan-03'],
  ['business years', 'Customer,FY23 Sales,FY24 Sales,FY25 Sales'],
])('%s stay columns', async (_, head) => {
  const { notices, spread } = await readingOf(fileOf(`${head}\nA,1,2,3\nB,4,5,6\nC,7,8,9\n`), ROWS);
  expect(notices.map(({ code }) => code)).toContain('columns-periods');
  expect(spread).toBeUndefined();
});

test('the questions of a survey are no quarters where there is a fifth', async () => {
  const told = async (head: string) => {
    const lines = ['A', 'B', 'C'].map((one) => `${one}${',4'.repeat(head.split(',').length - 1)}`);
    return (await readingOf(fileOf(`${head}\n${lines.join('\n')}\n`))).notices.map(({ code }) => code);
  };
  expect(await told('Respondent,Q1,Q2,Q3,Q4,Q5')).not.toContain('periods-no-year');
  expect(await told('Customer,Q1,Q2,Q3,Q4')).toContain('periods-no-year');
});

describe('in a workbook', () => {
  const sheet = (rows: unknown[][], merges: string[] = []) => {
    const page = utils.aoa_to_sheet(rows, { cellDates: true });
    page['!merges'] = merges.map((range) => utils.decode_range(range));
    const book = utils.book_new();
    utils.book_append_sheet(book, page, 'S');
    return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  };

  test('a month above its measures, merged, with a title, groups merged down and a line of sums', async () => {
    const bytes = sheet(
      [
        ['2024 年销售报表'],
        ['大区', '客户', '1月', null, '2月', null, '合计'],
        [null, null, '数量', '金额', '数量', '金额', null],
        ['华东', 'A', 1, 10, 2, 20, 30],
        [null, 'B', null, null, 3, 30, 30],
        ['华南', 'C', 4, 40.5, null, null, 40.5],
        [null, 'D', 5, 50, 6, 60, 110],
        ['合计', null, 10, 100.5, 11, 110, 210.5],
      ],
      ['A1:G1', 'C2:D2', 'E2:F2', 'A4:A5', 'A6:A7'],
    );
    const { names, rows, lines } = await made(bytes, ROWS, 's.xlsx');
    expect(names).toEqual(['大区', '客户', '月份', '数量', '金额']);
    expect(rows).toEqual([
      ['华东', 'A', '2024-01-01', '1', '10'],
      ['华东', 'A', '2024-02-01', '2', '20'],
      ['华东', 'B', '2024-02-01', '3', '30'],
      ['华南', 'C', '2024-01-01', '4', '40.5'],
      ['华南', 'D', '2024-01-01', '5', '50'],
      ['华南', 'D', '2024-02-01', '6', '60'],
    ]);
    expect(rows.map((_, i) => lineOfRecord(lines!, i))).toEqual([4, 4, 5, 6, 7, 7]);
  });

  test('months that are dates', async () => {
    const month = (m: number) => new Date(Date.UTC(2024, m - 1, 1));
    const bytes = sheet([
      ['Customer', month(1), month(2), month(3)],
      ['A', 1, 2.5, 3],
      ['B', null, 5, null],
      ['C', 7, 8, 9],
    ]);
    const { rows } = await made(bytes, ROWS, 's.xlsx');
    expect(rows.slice(0, 4)).toEqual([
      ['A', '2024-01-01', '1'],
      ['A', '2024-02-01', '2.5'],
      ['A', '2024-03-01', '3'],
      ['B', '2024-02-01', '5'],
    ]);
  });
});
