import { describe, expect, test } from 'vitest';
import { recognise } from '../../../src/import/recognise.ts';
import { corrected, namedSource, readingSettings, rememberedOf } from '../../../src/import/remembered.ts';
import { newNotebook } from '../../../src/notebook/create.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { ExpectedSource } from '../../../src/entity/source.ts';
import { putSource } from '../../../src/notebook/edit.ts';
import { readNotebook, writeNotebook } from '../../../src/notebook/file.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { encodeLegacy, fileOf, valueOf } from '../files/support.ts';

const source = (name: string, reading: Record<string, unknown>): ExpectedSource => ({
  ...defaultSource,
  name,
  entity: 'orders',
  reading,
});

/** A file as it is read on the mapping page of a notebook that expects these sources. */
const read = async (expected: ExpectedSource[], name: string, body: string | Uint8Array) =>
  valueOf(await recognise(expected, name, null, (hints) => inspect(fileOf(body, name), hints)));

describe('how a file was read', () => {
  /** A title, the header on line 3, a code that looks like a number, dates of two readings, GBK. */
  const month = (m: number) =>
    encodeLegacy(
      `导出 ${m}\n\n客户|门店|日期|金额\n${[1, 2, 3].map((d) => `甲${d}|10${d}|${d}/${m}/2024|${d}.5`).join('\n')}\n`,
      'gb18030',
    );

  test('is kept in the notebook file and holds for next month’s export, without a click', async () => {
    const [january] = valueOf(await inspect(fileOf(month(1), '订单_2024_01.csv')));
    const day = january!.columns.findIndex((c) => c.name === '日期');
    expect(january!.columns[day]!.ambiguous?.formats).toContain('%d/%m/%Y');
    const chosen = {
      hints: { encoding: 'gb18030', delimiter: '|', headerLine: 3 },
      types: { 门店: 'text' as const },
      formats: { 日期: '%d/%m/%Y' },
    };
    const saved = putSource(newNotebook('n'), source('订单_2024_01', readingSettings(chosen, [])));
    const opened = valueOf(readNotebook(writeNotebook(saved)));

    const { readings, remembered } = await read(opened.sources, '订单_2024_02.csv', month(2));
    expect(remembered).toEqual(chosen);
    const reading = corrected(readings[0]!, remembered);
    expect(reading.text).toMatchObject(chosen.hints);
    expect(reading.columns.map((c) => [c.name, c.type, c.format])).toEqual([
      ['客户', 'text', ''],
      ['门店', 'text', ''],
      ['日期', 'date', '%d/%m/%Y'],
      ['金额', 'number', ''],
    ]);
  });

  const columns = (...names: string[]) => names.map((name) => ({ name, type: 'VARCHAR' }));
  /** Amounts with a decimal comma, which the source was told; a code that is to stay text. */
  const shop = {
    ...source('shop', { delimiter: ';', decimal: ',', headerLine: 3, types: { code: 'text' } }),
    columns: columns('id', 'day', 'code', 'amount'),
  };
  const export3 = 'Report;of;all;shops\n\nid;day;code;amount\n1;2024-01-05;77;1,5\n2;2024-01-06;78;2,5\n';

  test('holds for a file of another name with the same columns, though only its settings make them out', async () => {
    const { readings, remembered } = await read([shop], 'download (7).csv', export3);
    expect(remembered.types).toEqual({ code: 'text' });
    expect(readings[0]!.text).toMatchObject({ delimiter: ';', decimal: ',', headerLine: 3 });
    expect(readings[0]!.columns.map((c) => c.name)).toEqual(['id', 'day', 'code', 'amount']);
  });

  test('holds for one column more or less, in another order, and not for another table', async () => {
    const source = { ...shop, reading: { types: { code: 'text' } } };
    const typesOf = async (head: string) =>
      (await read([source], 'x.csv', `${head}\n1,2,3,4\n5,6,7,8\n`)).remembered.types;
    expect(await typesOf('amount,id,code,day')).toEqual({ code: 'text' });
    expect(await typesOf('id,day,code,amount,shop')).toEqual({ code: 'text' });
    expect(await typesOf('id,score,code,comment')).toEqual({});
  });

  test('a source’s settings are not forced on a file that merely has its name', async () => {
    const other = { ...source('other', { delimiter: '|' }), columns: columns('id', 'day', 'code', 'amount') };
    const { readings, remembered } = await read([shop, other], 'shop.csv', 'id,day,code,amount\n1,2,3,4\n');
    expect(readings[0]!.text!.delimiter).toBe(',');
    expect(remembered.hints).toEqual({});
  });

  test('numbered columns are no table’s mark', async () => {
    const bare = {
      ...source('bare', { headerLine: 0 }),
      columns: columns('column_1', 'column_2', 'column_3'),
    };
    const { readings } = await read([bare], 'names.csv', 'a,b,c\n1,2,3\n');
    expect(readings[0]!.columns.map((c) => c.name)).toEqual(['a', 'b', 'c']);
  });

  test('belongs to the source whose name the file has or begins with, the longest one', () => {
    const expected = [
      source('orders', { delimiter: ';' }),
      source('orders_eu', { delimiter: '|' }),
      source('crm 2024-01', { headerLine: 2 }),
    ];
    const known = (file: string) => rememberedOf(namedSource(expected, file));
    const delimiter = (file: string) => known(file).hints.delimiter;
    expect(delimiter('orders.csv')).toBe(';');
    expect(delimiter('Orders-2024-02.csv.gz')).toBe(';');
    expect(delimiter('orders_eu_feb.csv')).toBe('|');
    expect(delimiter('customers.csv')).toBeUndefined();
    expect(known('crm 2024-02.xlsx').hints).toEqual({ headerLine: 2 });
  });

  test('a notebook cannot leave out rows: only the file says how many lines at its end are none', () => {
    expect(rememberedOf(source('x', { skipTail: 250, headerLine: 250, quote: '1' })).hints).toEqual({
      skipTail: 250,
    });
    expect(rememberedOf(source('x', { skipTail: 0, headerLine: 3 })).hints).toEqual({
      skipTail: 0,
      headerLine: 3,
    });
  });

  test('what a notebook from elsewhere says is taken only as far as it is a setting', () => {
    const reading = {
      encoding: 7,
      delimiter: ';',
      headerLine: -1,
      skipTail: 1.5,
      decimal: '!',
      types: { a: 'money', b: 'text' },
      formats: { a: 3 },
      evil: true,
    };
    expect(rememberedOf(source('x', reading))).toEqual({
      hints: { delimiter: ';' },
      types: { b: 'text' },
      formats: {},
    });
  });
});

test('the unit of Unix time can be said otherwise, and of nothing else', async () => {
  const { readings } = await read([], 'a.csv', 'k,event_time\n1,1704067200\n2,1704067260\n3,1704067320\n');
  const formatOf = (format: string) =>
    corrected(readings[0]!, { types: {}, formats: { event_time: format, k: 'unix_ms' } }).columns.map(
      (c) => c.format,
    );
  expect(readings[0]!.columns[1]!.format).toBe('unix_s');
  expect(formatOf('unix_ms')).toEqual(['', 'unix_ms']);
  expect(formatOf('%Y')).toEqual(['', 'unix_s']);
});
