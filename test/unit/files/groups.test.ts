import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { fileOf, readingOf, roundTrip } from './support.ts';

const read = async (lines: string[]) => {
  const reading = await readingOf(fileOf(lines.join('\n') + '\n', 'a.csv'));
  return {
    names: reading.columns.map(({ name }) => name),
    carried: reading.columns.flatMap(({ name, carried }) => (carried ? [name] : [])),
    notices: reading.notices.map(({ code }) => code),
  };
};

const CUSTOMERS = ['Adler', 'Berg', 'Chen', 'Dietz', 'Egger', 'Falk', 'Graf'];
/** Three orders of each customer, the customer's name on the first only. */
const grouped = (customers: readonly string[], after: (customer: string) => string[] = () => []): string[] =>
  customers.flatMap((customer, i) => [
    ...[0, 1, 2].map((k) => `${k === 0 ? customer : ''},2024-0${k + 1}-1${i},SO${i}${k},${10 * i + k}.5`),
    ...after(customer),
  ]);

describe('the name of a group stands before its rows', () => {
  test('on the first of them, as merged cells and pivot tables write it', async () => {
    const { carried, notices } = await read(['Customer,Date,Order,Amount', ...grouped(CUSTOMERS)]);
    expect(carried).toEqual(['Customer']);
    expect(notices).toContain('lines-carried');
  });

  test('wherever the column of customers stands in a list that is in their order, and not in another column', async () => {
    const turned = grouped(CUSTOMERS).map((line) => {
      const [customer, day, order, amount] = line.split(',');
      return [order, day, customer, amount].join(',');
    });
    expect((await read(['Order,Date,Customer,Amount', ...turned])).carried).toEqual(['Customer']);
    expect((await read(['Order,Date,Remark,Amount', ...turned])).carried).toEqual([]);
    const members = turned.map((line, i) => line.replace(/(?<=,)[A-Z][a-z]+(?=,)/, `M${(i * 7) % 11}`));
    expect((await read(['Order,Date,Member No,Amount', ...members])).carried).toEqual([]);
  });

  /** Six lines on each of ten days, two of each customer; a day stands on its first line, a customer on the first of two. */
  const days = (led: (i: number) => string): string[] =>
    Array.from({ length: 60 }, (_, i) => {
      const day = i % 6 ? '' : `2024-01-${String(10 + i / 6)}`;
      const customer = i % 2 ? '' : CUSTOMERS[(i / 2) % 7]!;
      return `${led(i)}${day},${customer},Rice,${1 + (i % 4)},${30 + i}`;
    });

  test('a customer within a day', async () => {
    const { carried } = await read(['日期,客户,品名,数量,金额', ...days(() => '')]);
    expect(carried).toEqual(['日期', '客户']);
  });

  test('behind a column that counts the rows, and behind none that does not', async () => {
    const counted = await read(['序号,日期,客户,品名,数量,金额', ...days((i) => `${i + 1},`)]);
    expect(counted.carried).toEqual(['日期', '客户']);
    const numbered = await read(['单号,日期,客户,品名,数量,金额', ...days((i) => `${7 * i + 1},`)]);
    expect(numbered.carried).toEqual([]);
  });

  test('and its total after them', async () => {
    const few = grouped(['Chen', 'Adler'], (customer) => [`${customer} Total,,,99.5`]);
    expect((await read(['Customer,Date,Order,Amount', ...few])).carried).toEqual(['Customer']);
    const zh = grouped(['张三', '李四'], (customer) => [`${customer} 小计,,,99.5`]);
    expect((await read(['客户,日期,单号,金额', ...zh])).carried).toEqual(['客户']);
  });

  test('on a line of its own above them, in a column without a name', async () => {
    const lines = CUSTOMERS.slice(0, 3).flatMap((customer, i) => [
      `${customer} Ltd,,,,`,
      ...[0, 1, 2].map((k) => `,2024-0${k + 1}-1${i},Invoice,SO${i}${k},${10 * i + k}.5`),
      `Total for ${customer} Ltd,,,,99.5`,
    ]);
    const head = ['Sales by Customer,,,,', '2024,,,,', ',Date,Type,Num,Amount'];
    const { names, carried } = await read([...head, ...lines, 'TOTAL,,,,300']);
    expect(names).toEqual(['column_1', 'Date', 'Type', 'Num', 'Amount']);
    expect(carried).toEqual(['column_1']);
    // So does what QuickBooks signs its reports with, below the sum of all.
    const signed = [...head, ...lines, 'TOTAL,,,,300', '', '"Wednesday, Apr 03, 2024 - Accrual Basis"'];
    const { leftOut } = await readingOf(fileOf(signed.join('\n') + '\n', 'a.csv'));
    expect(leftOut).toEqual({ above: 2, below: 2 });
  });

  test('a column that some have filled in is none: members among the buyers', async () => {
    const mixed = ['Falk', 'Adler', 'Egger', 'Berg', 'Graf', 'Chen', 'Dietz'];
    expect((await read(['Member,Date,Order,Amount', ...grouped(mixed)])).carried).toEqual([]);
    const repeated = [...CUSTOMERS, 'Adler'];
    expect((await read(['Member,Date,Order,Amount', ...grouped(repeated)])).carried).toEqual([]);
  });
});

describe('a header that comes again', () => {
  const HEAD = 'Order,Customer,Date,Amount';
  const rows = (from: number) =>
    Array.from({ length: 12 }, (_, i) => `SO${from + i},C${i % 5},2024-03-${10 + i},${i + 0.5}`);

  test('with the next of several exports under each other is a header still', async () => {
    const { reading, rows: staged } = await roundTrip(
      fileOf([HEAD, ...rows(0), HEAD, ...rows(20), HEAD, ...rows(40)].join('\n'), 'a.csv'),
    );
    expect(reading.columns.map(({ name }) => name)).toEqual(HEAD.split(','));
    expect(staged).toHaveLength(38);
  });

  test('on each page, with titles and totals', async () => {
    const page = (from: number) => ['ACME Ltd,,,', `Page ${from},,,`, HEAD, ...rows(from), ',,Page total,78'];
    expect((await read([...page(0), ...page(20), ...page(40)])).names).toEqual(HEAD.split(','));
  });
});

describe('pages of a printed report', () => {
  const HEAD = ['Order', 'Date', 'Customer', 'Product', 'Qty', 'Amount'];
  const page = (n: number, parts: readonly string[]): string[][] => [
    HEAD,
    ...Array.from({ length: 8 }, (_, i) => [
      `SO${n}${i}`,
      `2024-03-1${i}`,
      `C${i % 3}`,
      'Mug',
      `${i + 1}`,
      `${i}.5`,
    ]),
    ...(parts.includes('total') ? [['Subtotal', '', '', '', '36', '32']] : []),
    ...(parts.includes('page') ? [[`Page ${n} of 3`, '', '', '', '', '']] : []),
    ...(parts.includes('blank') ? [HEAD.map(() => '')] : []),
  ];
  const parts = ['total', 'page', 'blank'];
  const all = Array.from({ length: 8 }, (_, bits) => parts.filter((_, i) => bits & (1 << i)));
  const written: [how: string, sign: string, quote: string][] = [
    ['commas', ',', ''],
    ['quotes', ',', '"'],
    ['semicolons', ';', ''],
    ['tabs', '\t', ''],
  ];

  test.each(all.flatMap((own) => written.map(([how, sign, quote]) => [how, own.join(', '), sign, quote])))(
    'headers again make no text of numbers and dates: %s; %s',
    async (_, own, sign, quote) => {
      const lines = [1, 2, 3].flatMap((n) => page(n, own!.split(', ')));
      const text = lines.map((line) => line.map((cell) => `${quote}${cell}${quote}`).join(sign)).join('\n');
      const { columns, notices } = await readingOf(fileOf(`${text}\n`, 'a.csv'));
      expect(columns.map(({ type }) => type)).toEqual(['text', 'date', 'text', 'text', 'integer', 'number']);
      expect(columns.some(({ carried }) => carried)).toBe(false);
      const line = page(1, own!.split(', ')).length + 1;
      expect(notices).toContainEqual({ code: 'header-again', values: { count: 2, line } });
    },
  );

  test('nor do they in a workbook', async () => {
    const sheet = utils.aoa_to_sheet([1, 2, 3].flatMap((n) => page(n, parts)));
    const workbook = utils.book_new();
    utils.book_append_sheet(workbook, sheet, 'S');
    const bytes = new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    const { columns, notices } = await readingOf(fileOf(bytes, 'a.xlsx'));
    expect(columns.map(({ type }) => type)).toEqual(['text', 'date', 'text', 'text', 'integer', 'number']);
    expect(notices).toContainEqual({ code: 'header-again', values: { count: 2, line: 13 } });
  });

  test('a line of sums between groups is no further line of the order above', async () => {
    const lines = ['Order,Date,Customer,Product,Qty,Amount'];
    for (let group = 0; group < 5; group += 1) {
      for (let i = 0; i < 3; i += 1) lines.push(`SO${group}${i},2024-03-1${i},C${group},Mug,1,${i}.5`);
      lines.push(',,,小计,3,4.5');
    }
    expect((await read(lines)).carried).toEqual([]);
  });

  test('the lines of an order below its first, between sums in its first column, with numbers of goods', async () => {
    const lines = ['日期,单据编号,购货单位,产品长代码,规格型号,实发数量,销售金额'];
    for (let group = 0; group < 3; group += 1) {
      for (let i = 0; i < 8; i += 1) {
        const order = `2024-0${group + 1}-1${i},XOUT${group}${i},甲${i}公司`;
        lines.push(`${order},01.02.${group}${i}1,标准,2,${i}.5`, `,,,01.02.${group}${i}2,标准,1,${i}.25`);
      }
      lines.push('小计,,,,,24,99.5');
    }
    expect((await read([...lines, '合计,,,,,72,298.5'])).carried).toEqual(['日期', '单据编号', '购货单位']);
  });
});

describe('a web server’s log names its fields itself', () => {
  test.each([
    ['blanks', ' '],
    ['tabs', '\t'],
  ])('in one line of blanks, whatever parts the values: %s', async (_, sign) => {
    const line = (i: number) =>
      [`2025-02-0${1 + (i % 9)}`, `10:0${i % 10}:00`, `203.0.113.${i}`, '/cart', '200'].join(sign);
    const lines = [
      '#Version: 1.0',
      '#Fields: date time c-ip cs-uri-stem sc-status',
      ...Array.from({ length: 30 }, (_, i) => line(i)),
    ];
    const reading = await readingOf(fileOf(`${lines.join('\n')}\n`, 'a.log'));
    expect(reading.columns.map(({ name }) => name)).toEqual([
      'date',
      'time',
      'c-ip',
      'cs-uri-stem',
      'sc-status',
    ]);
    expect(reading.text!.headerLine).toBe(2);
    const { rows } = await roundTrip(fileOf(`${lines.join('\n')}\n`, 'a.log'));
    expect(rows).toHaveLength(30);
    expect(rows[0]).toMatchObject({ 'c-ip': '203.0.113.0', 'cs-uri-stem': '/cart' });
  });
});
