import { describe, expect, test } from 'vitest';
import { codesOf, fileOf, readingOf, roundTrip } from './support.ts';
import { xlsxOf } from './zip-of.ts';

const names = async (text: string) =>
  (await readingOf(fileOf(text, 'a.csv'))).columns.map(({ name }) => name);
const codes = async (text: string) =>
  (await readingOf(fileOf(text, 'a.csv'))).notices.map(({ code }) => code);

const ROWS = Array.from({ length: 8 }, (_, i) => `2024-03-0${i + 1} 08:00,C${i},${10 + i}.5`).join('\n');

describe('titles above a table', () => {
  test('more of them than rows below', async () => {
    const titles = Array.from({ length: 30 }, (_, i) => (i % 3 ? `第${i}行说明` : '')).join('\n');
    const { reading, rows } = await roundTrip(fileOf(`${titles}\n时间,客户,金额\n${ROWS}\n`, 'a.csv'));
    expect(reading.columns.map(({ name }) => name)).toEqual(['时间', '客户', '金额']);
    expect(rows).toHaveLength(8);
    expect(reading.columns.map(({ type }) => type)).toEqual(['timestamp', 'text', 'number']);
  });
});

test('what a table is of, in pairs of cells above it, is no header, though it is nearly as wide', async () => {
  const titled = [
    'Report,,',
    'Prepared by,Bob,',
    ',,',
    '时间,客户,页面',
    ROWS.replaceAll(/,\d+\.5/g, ',home'),
  ];
  expect(await names(titled.join('\n'))).toEqual(['时间', '客户', '页面']);
  const wide = ['部门,华东,制表,李雷,,', '单号,时间,客户,商品,金额,备注'];
  const rows = Array.from({ length: 8 }, (_, i) => `D${i},2024-03-0${i + 1},C${i},茶,${i}.5,无`);
  expect(await names([...wide, ...rows].join('\n'))).toEqual(wide[1]!.split(','));
});

test('a line of a program’s own above the names, wider than they are', async () => {
  const own = '"EXTF";700;21;"Buchungsstapel";12;20230401;;"RE";"";"";1001;1;20230101;4';
  const rows = ROWS.replaceAll(',', ';').replaceAll('.5', ',5');
  const { reading, rows: read } = await roundTrip(
    fileOf(`${own}\n"Zeit";"Konto";"Umsatz"\n${rows}\n`, 'a.csv'),
  );
  expect(reading.columns.map(({ name, type }) => [name, type])).toEqual([
    ['Zeit', 'timestamp'],
    ['Konto', 'text'],
    ['Umsatz', 'number'],
  ]);
  expect(read).toHaveLength(8);
  expect(reading.notices).toContainEqual({ code: 'title-rows', values: { count: 1, line: 2 } });
});

describe('below a table', () => {
  const sales = Array.from(
    { length: 14 },
    (_, i) => `01/${i + 10}/2024,Invoice,${1001 + i},C${i % 5},Mug,1.00,"1,0${10 + i}.00"`,
  ).join('\n');
  const said = 'Date,Transaction Type,Num,Customer,Memo,Qty,Amount';

  test('a total, an empty row and a line of prose', async () => {
    const { reading, rows } = await roundTrip(
      fileOf(
        `${said}\n${sales}\nTOTAL,,,,,14.00,"14,231.00"\n,,,,,,\n"Wednesday, Jan 31, 2024 - Accrual Basis",,,,,,\n`,
        'a.csv',
      ),
    );
    expect(reading.columns[0]!.type).toBe('date');
    expect(reading.notices).toContainEqual({ code: 'total-row', values: { count: 2 } });
    expect(rows).toHaveLength(14);
    expect(reading.preview).toHaveLength(14);
  });

  test('a last row that says little is a row where others do too', async () => {
    const notes = Array.from({ length: 14 }, (_, i) => (i % 3 ? `C${i},,,` : `C${i},2024-01-${10 + i},5,7`));
    const { rows } = await roundTrip(
      fileOf(`a,b,c,d\n${notes.join('\n')}\na customer with a long name,,,\n`, 'a.csv'),
    );
    expect(rows).toHaveLength(15);
  });
});

describe('headers of several rows', () => {
  test('questions with parts, and what a survey writes under those without', async () => {
    const rows = Array.from(
      { length: 8 },
      (_, i) =>
        `11840${i},01/${20 + i}/2024 10:00:00 AM,${i},Very satisfied,${i % 2 ? 'Reliable' : ''},,Great`,
    );
    const text = [
      'Respondent ID,End Date,How likely to recommend?,How satisfied?,Which words?,,Any comments?',
      ',,Response,Response,Reliable,Useful,Open-Ended Response',
      ...rows,
    ].join('\n');
    const { reading, rows: read } = await roundTrip(fileOf(`${text}\n`, 'a.csv'));
    expect(reading.columns.map(({ name }) => name)).toEqual([
      'Respondent ID',
      'End Date',
      'How likely to recommend?',
      'How satisfied?',
      'Which words? Reliable',
      'Which words? Useful',
      'Any comments?',
    ]);
    expect(read).toHaveLength(8);
  });

  test('a first row with gaps is a row', async () => {
    const text =
      'id,name,city,score\n,Ann,Berlin,\n1,Bob,Paris,5\n2,Cid,Rome,6\n3,Dan,Oslo,7\n4,Eve,Bonn,8\n';
    const { rows } = await roundTrip(fileOf(text, 'a.csv'));
    expect(rows).toHaveLength(5);
  });

  const survey = [
    'StartDate,Q1,Q2,ResponseId',
    'Start Date,How likely are you to recommend us?,How satisfied are you?,Response ID',
    '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""_recordId""}"',
    ...Array.from({ length: 6 }, (_, i) => `2024-01-0${i + 1} 10:00:00,${i + 4},${(i % 5) + 1},R_${i}`),
  ].join('\n');

  test('codes, questions and marks for import: named by the question', async () => {
    const { reading, rows } = await roundTrip(fileOf(`${survey}\n`, 'a.csv'));
    expect(reading.columns.map(({ name }) => name)).toEqual([
      'Start Date',
      'How likely are you to recommend us?',
      'How satisfied are you?',
      'Response ID',
    ]);
    expect(reading.columns.map(({ type }) => type)).toEqual(['timestamp', 'integer', 'integer', 'text']);
    expect(rows).toHaveLength(6);
    expect(reading.notices.map(({ code }) => code)).toContain('header-rows');
  });

  test('groups above names: names that repeat take their group with them', async () => {
    const head = '客户,一月,一月,二月,二月\n编号,金额,数量,金额,数量';
    const body = Array.from({ length: 6 }, (_, i) => `C${i},${i * 10},${i},${i * 20},${i + 1}`).join('\n');
    expect(await names(`${head}\n${body}\n`)).toEqual([
      '编号',
      '一月 金额',
      '一月 数量',
      '二月 金额',
      '二月 数量',
    ]);
  });

  test('a first row with words for missing numbers is no header', async () => {
    const body = ['A1,待定,5', 'A2,7,6', 'A3,8,7', 'A4,9,8', 'A5,9,8'].join('\n');
    const { rows } = await roundTrip(fileOf(`客户,金额,数量\n${body}\n`, 'a.csv'));
    expect(rows).toHaveLength(5);
  });
});

test('a file put under another brings its mark and its header, which are no values', async () => {
  const rows = (from: number) =>
    Array.from({ length: 8 }, (_, i) => `A${from + i},2024-01-0${i + 1},${i}.5\n`).join('');
  const head = 'Order,Date,Amount\n';
  const reading = await readingOf(fileOf(`\ufeff${head}${rows(10)}\ufeff${head}${rows(20)}`));
  expect(reading.columns.map(({ name }) => name)).toEqual(['Order', 'Date', 'Amount']);
});

test('a log of a web server has its fields by their places, its users where it knows them', async () => {
  const line = (user: string, i: number, behind: string) =>
    `203.0.113.${i} - ${user} [0${(i % 9) + 1}/Mar/2024:10:0${i % 6}:11 +0800] "GET /p?x=${i}, y HTTP/1.1" 200 ${i * 100}${behind}\n`;
  const log = (user: string, behind: string) =>
    fileOf(Array.from({ length: 30 }, (_, i) => line(user, i + 1, behind)).join(''), 'access.log');
  const agent = ' "-" "Mozilla/5.0 (X11; Linux) Chrome/120"';
  const { reading, rows } = await roundTrip(log('alice', agent));
  expect(reading.columns.map(({ name, type }) => [name, type])).toEqual([
    ['client_ip', 'text'],
    ['ident', 'text'],
    ['user', 'text'],
    ['time', 'timestamp'],
    ['zone', 'text'],
    ['request', 'text'],
    ['status', 'integer'],
    ['bytes', 'integer'],
    ['referer', 'text'],
    ['user_agent', 'text'],
  ]);
  expect(rows).toHaveLength(30);
  expect(rows[0]).toMatchObject({
    client_ip: '203.0.113.1',
    request: 'GET /p?x=1, y HTTP/1.1',
    bytes: '100',
  });
  expect(codesOf(reading)).not.toContain('header-none');
  const common = await readingOf(log('-', ''));
  expect(common.columns.map(({ name }) => name)).toEqual(
    'client_ip ident login time zone request status bytes'.split(' '),
  );
});

describe('another table below the first', () => {
  const orders = Array.from({ length: 8 }, (_, i) => ['A' + i, 'C' + (i % 3), `2024-03-0${i + 1}`, `${i}.5`]);
  const first = [['Order', 'Customer', 'Date', 'Amount'], ...orders];
  const months = [['Month', 'Orders'], ...[1, 2, 3].map((i) => [`2024-0${i}`, `${i * 10}`])];
  const cities = [['Customer', 'City'], ...['C0', 'C1', 'C2'].map((id) => [id, 'Rome'])];
  const text = (rows: string[][]) => fileOf(rows.map((row) => row.join(',')).join('\n') + '\n', 'a.csv');
  const sheet = (rows: string[][]) =>
    fileOf(
      xlsxOf([
        {
          name: 'S',
          rows: rows
            .map(
              (row, r) =>
                `<row r="${r + 1}">${row.map((cell, c) => `<c r="${'ABCD'[c]}${r + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
            )
            .join(''),
        },
      ]),
      'a.xlsx',
    );

  test('leaves the first one its header, be it under a title and the other one narrower', async () => {
    const regions = [
      ['Region', 'Buyers', 'Sum'],
      ...['N', 'S', 'W', 'E'].map((name, i) => [name, `${i}`, '9']),
    ];
    const { reading, rows } = await roundTrip(text([['Sales'], ...first, [''], ['By region'], ...regions]));
    expect(reading.columns.map(({ name }) => name)).toEqual(first[0]);
    expect(rows.map((row) => row['Order'])).toEqual(orders.map(([order]) => order));
    expect(reading.leftOut).toEqual({ above: 1, below: 6 });
  });

  test('leaves it its header where most names say the same in both, under titles of their own', async () => {
    const names = [['Order', 'Customer', 'Day', 'Amount']];
    const back = [
      ['Return', 'Customer', 'Back on', 'Refund'],
      ...orders.slice(4).map((row) => ['R', ...row.slice(1)]),
    ];
    const rows = [['Orders'], ...names, ...orders, [''], ['Returns'], ...back];
    const { reading, rows: read } = await roundTrip(sheet(rows));
    expect(reading.columns.map(({ name }) => name)).toEqual(names[0]);
    expect(read.map((row) => row['Order'])).toEqual(orders.map(([order]) => order));
    expect(codesOf(reading)).toContain('second-table');
  });

  // Lines: header 1, orders 2 to 9, total 10, blank 11, title 12, header 13, three rows.
  const summed = [...first, ['Total', '', '', '28'], [''], ['By month'], ...months];
  const customers = [...first, [''], ...cities];
  test.each([
    ['text', text],
    ['a sheet', sheet],
  ])('is left out and told, and read where its header is said: %s', async (_, file) => {
    const { reading, rows } = await roundTrip(file(summed));
    expect(rows.map((row) => row['Order'])).toEqual(orders.map(([order]) => order));
    expect(reading.columns.find(({ name }) => name === 'Date')!.type).toBe('date');
    expect(reading.leftOut).toEqual({ above: 0, below: 6 });
    expect(reading.notices.filter(({ code }) => /total|table/.test(code))).toEqual([
      { code: 'total-row', values: { count: 1 } },
      { code: 'second-table', values: { count: 5, line: 13 } },
    ]);
    const second = await roundTrip(file(summed), { headerLine: 13 });
    expect(second.rows).toMatchObject(months.slice(1).map(([Month, Orders]) => ({ Month, Orders })));
    // A name that both have tells it, too, though words stand below.
    const { reading: other } = await roundTrip(file(customers));
    expect(other.notices).toContainEqual({ code: 'second-table', values: { count: 4, line: 11 } });
  });

  test('is none where a header comes again, a group’s name stands above its rows or words go on', async () => {
    const again = [...first, [''], ['Page 2'], ...first];
    const groups = [...first, [''], ['Team B'], ...orders.map(([order, ...rest]) => ['B' + order, ...rest])];
    const remarks = [
      ...first,
      [''],
      ['Made by', 'Li'],
      ['Seen by', 'Wu'],
      ['Sent by', 'He'],
      ['Kept by', 'Xu'],
    ];
    for (const rows of [again, groups, remarks])
      expect(codesOf(await readingOf(text(rows)))).not.toContain('second-table');
  });
});

test('a list of baskets: short lines are filled up, none is a header, none is lost', async () => {
  const baskets = [
    'milk,bread,eggs,tea',
    'milk,bread',
    'tea',
    'bread,tea',
    'milk,eggs,tea',
    'tea',
    'milk',
    'eggs,milk',
  ];
  const { reading, rows } = await roundTrip(fileOf(`${baskets.join('\n')}\n`, 'a.csv'));
  expect(reading.text).toMatchObject({ fill: true, headerLine: 0 });
  expect(rows).toHaveLength(8);
  expect(Object.values(rows[1]!)).toEqual(['milk', 'bread', null, null]);
  expect(reading.notices.map(({ code }) => code)).toContain('rows-filled');
});

test('rows that lack a cell in an ordinary table are not filled up', async () => {
  const lines = Array.from({ length: 10 }, (_, i) => (i === 4 ? `C${i},5` : `C${i},${i},x`));
  expect((await readingOf(fileOf(`a,b,c\n${lines.join('\n')}\n`, 'a.csv'))).text?.fill).toBeUndefined();
});

describe('what is told of columns', () => {
  test('zones, ids in scientific notation', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => `3.27E+17,2024-01-0${i + 1}T10:00:00+08:00`).join('\n');
    const reading = await readingOf(fileOf(`订单号,下单时间\n${rows}\n`, 'a.csv'));
    expect(reading.notices).toContainEqual({
      code: 'ids-scientific',
      values: { name: '订单号', count: 5, text: '3.27E+17' },
    });
    expect(reading.notices).toContainEqual({
      code: 'time-zones',
      values: { name: '下单时间', zones: '+08:00' },
    });
    expect(reading.columns.map(({ type }) => type)).toEqual(['text', 'timestamp']);
  });

  /** Notices of periods side by side: whether they can be read as rows, and which columns they are. */
  const periodsTold = async (file: File) =>
    (await readingOf(file)).notices.flatMap(({ code, values }) =>
      code === 'columns-periods' || code.startsWith('periods-') ? [[code, values!['names']]] : [],
    );

  test.each([
    ['periods-beside', ['2024-01', '2024-02', '2024-03']],
    ['periods-beside', ['202401', '202402', '202403']],
    ['periods-no-year', ['1月', '2月', '十二月']],
    ['columns-periods', ['Jan', 'Feb-24', 'March 2024']],
    ['periods-beside', ['2024Q1', 'Q2', 'Q3 2024']],
  ])('months or quarters side by side: %s, %s', async (code, periods) => {
    const table = (heads: string[]) =>
      fileOf(
        `Customer,${heads.join(',')}\n${['A', 'B', 'C'].map((id, i) => `${id},${i},${i * 2}.5,7\n`).join('')}`,
      );
    expect(await periodsTold(table(periods))).toEqual([[code, periods.join(', ')]]);
    for (const heads of [
      ['Mars', 'Q5', 'May'],
      ['13月', ...periods.slice(1)],
    ])
      expect(await periodsTold(table(heads))).toEqual([]);
  });

  test.each([
    ['periods-beside', ['2023年 数量', '2023年 金额', '2024年 数量', '2024年 金额'], 4],
    ['periods-no-year', ['Q1 Sales', 'Q1 Orders', 'Q2 Sales', 'Q2 Orders'], 4],
    ['periods-beside', ['Sales 2024-01', 'Sales 2024-02', 'Sales 2024-03', 'Qty 2024-01', 'Qty 2024-02'], 5],
    ['columns-periods', ['FY23 Revenue', 'FY24 Revenue', 'FY25 Revenue'], 3],
    ['periods-beside', ['2024年1月-金额', '2024年2月-金额', '上半年 金额'], 2],
  ])('periods with a measure side by side: %s, %s', async (code, heads, own) => {
    const table = (names: string[]) =>
      fileOf(
        `Customer,${names.join(',')}\n${['A', 'B', 'C'].map((id, i) => `${id},${names.map((_, k) => `${i + 2}${k}`).join(',')}\n`).join('')}`,
      );
    expect(await periodsTold(table(heads))).toEqual([[code, heads.slice(0, own).join(', ')]]);
    // Measures of one period each, and numbers that are no periods.
    for (const other of [
      ['2023 Sales', '2024 Orders', 'Q1 Visits', 'Birth year 1990'],
      ['Rate 1', 'Rate 2', 'Rate 3', 'Address 2024-x'],
    ])
      expect(await periodsTold(table(other))).toEqual([]);
  });

  test('a line that says in sentences what each name means is no row, and gives no names', async () => {
    const { columns, text } = await readingOf(
      fileOf(
        [
          'Order ID,Order Status,Quantity,Order Amount,Created Time',
          'Platform unique order ID.,Current order status.,SKU sold quantity.,Total amount paid.,Order created time.',
          ...[1, 2, 3, 4].map((i) => `57${i},Completed,${i},1${i}.50,03/1${i}/2024 9:00:00 AM`),
        ].join('\n') + '\n',
      ),
    );
    expect(text?.headerLine).toBe(2);
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['Order ID', 'text'],
      ['Order Status', 'text'],
      ['Quantity', 'integer'],
      ['Order Amount', 'number'],
      ['Created Time', 'timestamp'],
    ]);
  });

  test('a day beside a column that is called no more than time, and remarks in brackets', async () => {
    const rows = (clock: string) =>
      Array.from({ length: 5 }, (_, i) => `"Jan ${20 + i}, 2024",${clock}`).join('\n');
    const first = async (text: string) => (await readingOf(fileOf(text, 'a.csv'))).columns[0];
    expect(await first(`Date created,Time,Total\n${rows('9:30:15 AM,5')}\n`)).toMatchObject({
      clock: 'Time',
    });
    expect(await first(`Purchase Date,Purchase Time (UTC timezone)\n${rows('09:30:15')}\n`)).toMatchObject({
      clock: 'Purchase Time (UTC timezone)',
    });
    expect((await first(`Date created,Total,Time\n${rows('5,9:30:15 AM')}\n`))?.clock).toBeUndefined();
  });

  test('hours that run together with their day under a name that speaks of time, codes under another', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => `202401${20 + i}09,5`).join('\n');
    const first = async (name: string) =>
      (await readingOf(fileOf(`${name},n\n${rows}\n`, 'a.csv'))).columns[0]!;
    expect(await first('Date + hour (YYYYMMDDHH)')).toMatchObject({ type: 'timestamp', format: '%Y%m%d%H' });
    expect((await first('batch')).type).toBe('integer');
  });

  test('a day and its time of day in two columns; a waiting time is none', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => `2024/1/${i + 1},0${i}:30,00:0${i}:10`).join('\n');
    const { columns, notices } = await readingOf(fileOf(`下单日期,下单时间,等待时间\n${rows}\n`, 'a.csv'));
    expect(columns[0]).toMatchObject({ type: 'timestamp', clock: '下单时间', format: '%Y/%m/%d %H:%M' });
    expect(notices).toContainEqual({ code: 'time-joined', values: { name: '下单日期', clock: '下单时间' } });
    expect(
      await codes(
        `date,wait_time\n${Array.from({ length: 5 }, (_, i) => `2024-01-0${i + 1},00:0${i}:10`).join('\n')}\n`,
      ),
    ).toEqual([]);
  });

  test('hidden rows and columns of a sheet', async () => {
    const row = (r: number, hidden = '') =>
      `<row r="${r}"${hidden}>${['A', 'B'].map((c) => `<c r="${c}${r}" t="inlineStr"><is><t>${r === 1 ? c : `${c}${r}`}</t></is></c>`).join('')}</row>`;
    const sheet = xlsxOf([
      { name: 'S', rows: [row(1), row(2, ' hidden="1"'), row(3), row(4, ' hidden="true"')].join('') },
    ]);
    const { notices } = await readingOf(fileOf(sheet, 'a.xlsx'));
    expect(notices).toContainEqual({ code: 'rows-hidden', values: { count: 2, first: '2' } });
  });
});

describe('what stands on the first line of an order only', () => {
  const shop = [
    'Name,Email,Status,Paid at,Total,Item',
    '#1,a@x.de,paid,2024-01-01,30,Mug',
    '#1,a@x.de,,,,Tee',
    '#2,b@x.de,refunded,2024-01-02,10,Mug',
    '#3,a@x.de,paid,2024-01-03,20,Tee',
    '#3,a@x.de,,,,Mug',
    '#3,a@x.de,,,,Cap',
    '#4,c@x.de,paid,2024-01-04,5,Cap',
  ].join('\n');
  const carried = async (text: string) =>
    (await readingOf(fileOf(`${text}\n`, 'a.csv'))).columns.flatMap(({ name, carried }) =>
      carried ? [name] : [],
    );

  test('is carried down where the order is told by another column; amounts are not', async () => {
    expect(await carried(shop)).toEqual(['Status', 'Paid at']);
  });

  test('is carried down where the number of the order itself is left out', async () => {
    const merged = [
      '订单号,下单时间,客户ID,商品,数量',
      'D1,2024-01-01,C1,杯,1',
      ',,,碗,2',
      'D2,2024-01-02,C2,杯,1',
      'D3,2024-01-03,C1,碗,1',
      ',,,杯,2',
      ',,,碟,1',
      'D4,2024-01-04,C3,碟,3',
    ];
    expect(await carried(merged.join('\n'))).toEqual(['订单号', '下单时间', '客户ID']);
  });

  test('stays empty where rows are things of their own: returns that most orders have not', async () => {
    const rows = Array.from(
      { length: 8 },
      (_, i) => `D${i},${10 + i},${i % 3 ? ',,' : `R${i},2024-02-0${i + 1},坏了`}`,
    );
    expect(await carried(`订单号,金额,退款单号,退款时间,退款原因\n${rows.join('\n')}`)).toEqual([]);
  });
});

test('words under names go on with the header only where nearly all below them are values', async () => {
  const below = (words: number) =>
    Array.from({ length: 20 }, (_, i) => (i < words ? `off ${i},left ${i}` : `${i},${i}.5`)).join('\n');
  const under = (words: number) => names(`Sales,Deals\nsold,won\n1,2\n${below(words)}\n`);
  expect(await under(2)).toEqual(['sold', 'won']);
  expect(await under(3)).toEqual(['Sales', 'Deals']);
  const people = Array.from({ length: 8 }, (_, i) => `Ann ${i},Rome,cook`).join('\n');
  expect(await names(`name,city,job\n${people}\n`)).toEqual(['name', 'city', 'job']);
});
