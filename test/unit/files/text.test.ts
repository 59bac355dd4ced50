import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import {
  bytesOf,
  codesOf,
  encodeLegacy,
  fileOf,
  gz,
  importText,
  readingOf,
  roundTrip,
  utf16,
  valueOf,
} from './support.ts';

const CHINESE =
  '客户编号,姓名,下单日期,金额\n0001,张伟,2024/1/31,12.50\n0002,李娜,2024/2/1,1200.00\n0003,王芳,2024/12/9,3.00\n';
const CHINESE_ROWS = [
  { 客户编号: '0001', 姓名: '张伟', 下单日期: '2024/1/31', 金额: '12.50' },
  { 客户编号: '0002', 姓名: '李娜', 下单日期: '2024/2/1', 金额: '1200.00' },
  { 客户编号: '0003', 姓名: '王芳', 下单日期: '2024/12/9', 金额: '3.00' },
];

describe('encodings', () => {
  test('an unmarked UTF-8 file is handed over as it is', async () => {
    const file = fileOf(CHINESE);
    const reading = await readingOf(file);
    expect(reading.text).toMatchObject({ encoding: 'utf-8', delimiter: ',', headerLine: 1, skipTail: 0 });
    const staged = valueOf(await stage(file, reading));
    expect(staged.form === 'text' && staged.blob).toBe(file);
  });

  test('a UTF-8 mark is left out', async () => {
    const { rows, reading } = await roundTrip(fileOf(`\ufeff${CHINESE}`));
    expect(reading.columns[0]!.name).toBe('客户编号');
    expect(rows).toEqual(CHINESE_ROWS);
  });

  test.each([
    ['gb18030', encodeLegacy(CHINESE, 'gb18030')],
    [
      'big5',
      encodeLegacy(
        CHINESE.replace('张伟', '張偉')
          .replace('编号', '編號')
          .replace('单', '單')
          .replace('额', '額')
          .replace('户', '戶'),
        'big5',
      ),
    ],
    ['shift_jis', encodeLegacy('顧客番号,氏名,金額\nA1,山田さん,1200\nA2,鈴木さん,80\n', 'shift_jis')],
    ['windows-1252', encodeLegacy('kunde;ort;größe\nMüller;Köln;12\nJosé;Málaga;7\n', 'windows-1252')],
    ['utf-16le', utf16(CHINESE, 'le', true)],
    ['utf-16be', utf16(CHINESE, 'be', true)],
    ['utf-16le', utf16(CHINESE, 'le', false)],
  ])('%s is recognised by content', async (encoding, bytes) => {
    const file = fileOf(bytes);
    const { reading, rows, rejects } = await roundTrip(file);
    expect(reading.text!.encoding).toBe(encoding);
    expect(rejects).toEqual([]);
    const decoded = new TextDecoder(encoding)
      .decode(bytes)
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\n');
    const delimiter = reading.text!.delimiter;
    expect(rows.map((row) => Object.values(row).join(delimiter))).toEqual(decoded.slice(1));
    expect(reading.columns.map((column) => column.name).join(delimiter)).toBe(decoded[0]);
  });

  test('two rows are enough to know GBK', async () => {
    const reading = await readingOf(fileOf(encodeLegacy('姓名,城市\n刘洋,杭州\n', 'gb18030')));
    expect(reading.text!.encoding).toBe('gb18030');
    expect(reading.notices).toContainEqual({ code: 'encoding-guessed', values: { encoding: 'gb18030' } });
    expect(reading.preview).toEqual([['刘洋', '杭州']]);
  });

  test('GBK that is valid UTF-8 by chance is still GBK, and short UTF-8 still UTF-8', async () => {
    const chance = encodeLegacy('name\n卢毛\n', 'gb18030');
    expect((await readingOf(fileOf(chance))).text!.encoding).toBe('gb18030');
    for (const text of ['ort\nKöln\n', 'имя\nИван\n', '姓名\n童\n', 'nom\nÉlodie\n']) {
      expect((await readingOf(fileOf(text))).text!.encoding).toBe('utf-8');
    }
  });

  test('Chinese that starts after a long ASCII head is seen in the tail', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},plain text,1\n`).join('');
    const bytes = encodeLegacy(`n,note,k\n${rows}60000,重要客户,1\n`, 'gb18030');
    expect((await readingOf(fileOf(bytes))).text!.encoding).toBe('gb18030');
  });

  test('bytes the chosen encoding cannot take are told with their offset', async () => {
    const bytes = new Uint8Array([...bytesOf('a,b\n1,2\n3,'), 0xff, 0xff, ...bytesOf('\n')]);
    const file = fileOf(bytes);
    const reading = await readingOf(file, { encoding: 'gb18030' });
    expect(reading.notices).toContainEqual({
      code: 'encoding-invalid',
      values: { encoding: 'gb18030', offset: 10 },
    });
    const staged = await stage(file, reading);
    expect(staged).toEqual({
      ok: false,
      fault: { code: 'encoding-invalid', values: { encoding: 'gb18030', offset: 10 } },
    });
    reading.text!.invalid = 'replace';
    const { rows } = await importText(valueOf(await stage(file, reading)), reading);
    expect(rows).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '\ufffd\ufffd' },
    ]);
  });

  test('a hint overrides the guess', async () => {
    const reading = await readingOf(fileOf(encodeLegacy(CHINESE, 'gb18030')), { encoding: 'windows-1252' });
    expect(reading.text!.encoding).toBe('windows-1252');
    expect(reading.preview[0]![1]).toBe('ÕÅÎ°');
  });
});

describe('line ends', () => {
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('%s', async (_, end) => {
    const { rows } = await roundTrip(fileOf(CHINESE.replaceAll('\n', end)));
    expect(rows).toEqual(CHINESE_ROWS);
  });

  test('a mixture', async () => {
    const { rows } = await roundTrip(fileOf('a,b\r\n1,2\n3,4\r5,6\r\n'));
    expect(rows).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
      { a: '5', b: '6' },
    ]);
  });

  test('a mixture that no sample shows is normalised on request', { tags: ['whole'] }, async () => {
    const lines = Array.from(
      { length: 90_000 },
      (_, i) => `${i},some words here${i === 40_000 ? '\r\n' : '\n'}`,
    );
    const file = fileOf(`a,b\n${lines.join('')}`);
    const reading = await readingOf(file);
    reading.text!.normalise = true;
    const { rows } = await importText(valueOf(await stage(file, reading)), reading);
    expect(rows).toHaveLength(90_000);
    expect(rows[40_000]).toEqual({ a: '40000', b: 'some words here' });
  });
});

describe('delimiters, quotes, headers', () => {
  test('tabs that only end values, before their delimiter, are none', async () => {
    const lines = ['订单号\t,金额\t,状态\t', ...[1, 2, 3, 4].map((i) => `="29000${i}"\t,${i}.50\t,完成\t`)];
    const { reading, rows } = await roundTrip(fileOf(`${lines.join('\n')}\n`, 'a.csv'));
    expect(reading.text!.delimiter).toBe(',');
    expect(rows.map((row) => String(row['状态']).trim())).toEqual(['完成', '完成', '完成', '完成']);
    expect(reading.columns).toMatchObject([
      { name: '订单号', wrap: 'formula' },
      { name: '金额', type: 'number' },
      { name: '状态' },
    ]);
    const real = await roundTrip(fileOf('a\tb\n1,5\t2,5\n3,5\t4,5\n', 'b.tsv'));
    expect(real.reading.text!.delimiter).toBe('\t');
  });
  test.each([
    [',', 'id,name,n\nA1,"Smith, John",3\nA2,"Lee, Ann",4\n'],
    [';', 'id;name;n\nA1;Smith, John;3,5\nA2;Lee, Ann;4,25\n'],
    ['\t', 'id\tname\tn\nA1\tSmith, John\t3\nA2\tLee; Ann\t4\n'],
    ['|', 'id|name|n\nA1|Smith, John|3\nA2|Lee, Ann|4\n'],
    ['^', 'id^name^n\nA1^Smith John^3\nA2^Lee Ann^4\n'],
    ['\u0001', 'id\u0001name\u0001n\nA1\u0001Smith John\u00013\nA2\u0001Lee Ann\u00014\n'],
  ])('%j', async (delimiter, text) => {
    const { reading, rows } = await roundTrip(fileOf(text));
    expect(reading.text!.delimiter).toBe(delimiter);
    expect(reading.columns.map((column) => column.name)).toEqual(['id', 'name', 'n']);
    expect(rows).toHaveLength(2);
  });

  test('decimal comma', async () => {
    const reading = await readingOf(fileOf('id;betrag\nA1;1.234,50\nA2;7,25\n'));
    expect(reading.text!.decimal).toBe(',');
    expect(reading.columns[1]).toMatchObject({ type: 'number', numberStyle: 'decimal-comma' });
  });

  test('columns parted by runs of blanks', async () => {
    const { reading, rows } = await roundTrip(
      fileOf(
        ' id    date  n   value\r\n 001 19970101  1   11.77\r\n 002 19970112 12   12.00\r\n 003 19970113  2    1.00\r\n',
      ),
    );
    expect(reading.text!.delimiter).toBe(' ');
    expect(reading.columns.map((column) => [column.name, column.type])).toEqual([
      ['id', 'text'],
      ['date', 'date'],
      ['n', 'integer'],
      ['value', 'number'],
    ]);
    expect(rows[1]).toEqual({ id: '002', date: '19970112', n: '12', value: '12.00' });
    const { reading: prose } = await roundTrip(
      fileOf('comment\nvery good shop\nslow delivery today\nnot so good\n'),
    );
    expect(prose.columns.map((column) => column.name)).toEqual(['comment']);
  });

  test('one column', async () => {
    const { reading, rows } = await roundTrip(fileOf('email\na@x.test\nb@x.test\n'));
    expect(reading.columns.map((column) => column.name)).toEqual(['email']);
    expect(rows).toEqual([{ email: 'a@x.test' }, { email: 'b@x.test' }]);
  });

  test('repeated, blank and dangerous headers are renamed and told', async () => {
    const { reading, rows } = await roundTrip(fileOf('id,Id, name ,,__proto__,id\n1,2,3,4,5,6\n'));
    expect(reading.columns.map((column) => column.name)).toEqual([
      'id',
      'Id_2',
      'name',
      'column_4',
      'column_proto',
      'id_3',
    ]);
    expect(reading.columns.map((column) => column.original)).toEqual([
      'id',
      'Id',
      ' name ',
      '',
      '__proto__',
      'id',
    ]);
    expect(codesOf(reading)).toEqual(
      expect.arrayContaining(['header-duplicate', 'header-blank', 'header-unsafe']),
    );
    expect(rows).toEqual([{ id: '1', Id_2: '2', name: '3', column_4: '4', column_proto: '5', id_3: '6' }]);
  });

  test('no header row', async () => {
    const { reading, rows } = await roundTrip(fileOf('A17,2024-01-31,12.5\nB20,2024-02-01,7.25\n'));
    expect(reading.text!.headerLine).toBe(0);
    expect(codesOf(reading)).toContain('header-none');
    expect(reading.columns.map((column) => column.name)).toEqual(['column_1', 'column_2', 'column_3']);
    expect(rows).toHaveLength(2);
    const switched = await readingOf(fileOf('A17,2024-01-31,12.5\nB20,2024-02-01,7.25\n'), { headerLine: 1 });
    expect(switched.columns[0]!.name).toBe('A17');
  });

  test('title rows above and a total row below are left out and told', async () => {
    const text =
      '2024年一月销售报表\n\n导出人：王经理,,\n客户,日期,金额\n甲公司,2024-01-05,100\n乙公司,2024-01-06,250\n合计,,350\n';
    const { reading, rows } = await roundTrip(fileOf(text));
    expect(reading.text).toMatchObject({ headerLine: 4, skipTail: 1 });
    expect(reading.notices).toContainEqual({ code: 'title-rows', values: { count: 2, line: 4 } });
    expect(reading.notices).toContainEqual({ code: 'total-row', values: { count: 1 } });
    expect(rows.map((row) => row['客户'])).toEqual(['甲公司', '乙公司']);
    const all = await roundTrip(fileOf(text), { skipTail: 0 });
    expect(all.rows.map((row) => row['客户'])).toEqual(['甲公司', '乙公司', '合计']);
  });

  test('a report’s signature below a blank line is no row, however short its lines are', async () => {
    const lines = Array.from(
      { length: 14 },
      (_, i) => `"Acme ${i}","Closed Won","${i}50.5","2024-01-${10 + i}"`,
    );
    const body = ['"Account","Stage","Amount","Close Date"', ...lines].join('\n');
    const signature =
      '"Pipeline"\n"Copyright (c) 2000-2024 salesforce.com, inc."\n"Generated By: Bob"\n\n"Acme GmbH"\n';
    const { reading, rows, rejects } = await roundTrip(fileOf(`${body}\n\n\n${signature}`));
    expect([reading.text!.skipTail, rows.length, rejects]).toEqual([4, 14, []]);
    // Without the blank line they are lines that lack their cells.
    const { rejects: told } = await roundTrip(fileOf(`${body}\n"Acme 15"\n"Acme 16"\n`));
    expect(told).toHaveLength(2);
  });

  test('rejected lines keep the numbers of the file below titles', async () => {
    const { rejects } = await roundTrip(
      fileOf('报表\n\n客户,日期,金额\n甲,2024-01-05,100\n乙\n丙,2024-01-06,250\n'),
    );
    expect(rejects.map((reject) => reject.line)).toEqual([5]);
  });

  test('a header with a line break inside quotes', async () => {
    const { reading, rows } = await roundTrip(fileOf('id,"金额\n(元)"\nA1,2.5\nA2,3.5\n'));
    expect(reading.columns.map((column) => column.name)).toEqual(['id', '金额 (元)']);
    expect(rows).toHaveLength(2);
  });
});

describe('gzip', () => {
  test('is read through, in any encoding', async () => {
    const { reading, rows } = await roundTrip(
      fileOf(gz(encodeLegacy(CHINESE, 'gb18030')), '订单 2024-01.csv.gz'),
    );
    expect(reading.name).toBe('订单_2024_01');
    expect(rows).toEqual(CHINESE_ROWS);
  });

  test('cut short is incomplete', async () => {
    const whole = gz(Array.from({ length: 5000 }, (_, i) => `${i},${(i * 7919) % 1000}\n`).join(''));
    const cut = await inspect(fileOf(whole.subarray(0, whole.length - 400), 'a.csv.gz'));
    expect(cut).toMatchObject({ ok: false, fault: { code: 'file-incomplete' } });
  });
});
