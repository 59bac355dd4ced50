import { tableToIPC, Table, RecordBatch, Schema, Field, Struct, Utf8, Int32, makeData } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import {
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
import { xlsxOf, zipOf } from './zip-of.ts';

const CSV = 'customer,amount\nA1,12.5\nA2,7\n';
const fault = async (body: Uint8Array | string, name = 'data') => {
  const result = await inspect(fileOf(body, name));
  return result.ok ? 'ok' : result.fault.code;
};

describe('zip', () => {
  test('several files, folders and system files left out, what cannot be read told', async () => {
    const file = fileOf(
      zipOf([
        { name: '导出/', body: '' },
        { name: '导出/一月.csv', body: CSV },
        { name: '导出/二月.csv', body: encodeLegacy('客户,金额\n张伟,3\n', 'gb18030') },
        {
          name: '导出/book.xlsx',
          body: xlsxOf([
            {
              name: 'S',
              rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>k</t></is></c><c r="B1" t="inlineStr"><is><t>v</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>',
            },
          ]),
          stored: true,
        },
        { name: '__MACOSX/._一月.csv', body: 'x' },
        { name: 'empty.csv', body: '' },
      ]),
      'all.zip',
    );
    const readings = valueOf(await inspect(file));
    expect(readings.map((reading) => [reading.name, reading.kind, reading.part])).toEqual([
      ['一月', 'csv', '导出/一月.csv'],
      ['二月', 'csv', '导出/二月.csv'],
      ['book', 'xlsx', '导出/book.xlsx::S'],
    ]);
    expect(readings[0]!.notices).toContainEqual({
      code: 'zip-skipped',
      values: { count: 1, names: 'empty.csv' },
    });
    const imported = [];
    for (const reading of readings)
      imported.push((await importText(valueOf(await stage(file, reading)), reading)).rows);
    expect(imported).toEqual([
      [
        { customer: 'A1', amount: '12.5' },
        { customer: 'A2', amount: '7' },
      ],
      [{ 客户: '张伟', 金额: '3' }],
      [{ k: '1', v: '2' }],
    ]);
  });

  test('one file in a zip takes the archive’s name', async () => {
    expect(
      (await readingOf(fileOf(zipOf([{ name: 'export_83f.csv', body: CSV }]), '一月订单.zip'))).name,
    ).toBe('一月订单');
  });

  test('a bomb is refused by what it declares, before anything is inflated', async () => {
    const zeros = new Uint8Array(64 * 1024 * 1024);
    expect(await fault(zipOf([{ name: 'a.csv', body: zeros }]), 'a.zip')).toBe('zip-bomb');
    expect(await fault(zipOf([{ name: 'a.csv', body: 'x', told: { size: 0xf0000000 } }]), 'a.zip')).toBe(
      'zip-bomb',
    );
  });
});

describe('gzip of anything', () => {
  test('a gzipped workbook and gzipped JSON', async () => {
    const book = xlsxOf([
      {
        name: 'S',
        rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>k</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
      },
    ]);
    expect((await roundTrip(fileOf(gz(book), 'b.xlsx.gz'))).rows).toEqual([{ k: '1' }]);
    expect((await roundTrip(fileOf(gz('[{"a":1},{"a":2}]'), 'b.json.gz'))).rows).toEqual([
      { a: '1' },
      { a: '2' },
    ]);
  });
});

test('a UTF-16 page of HTML is no table', async () => {
  expect(await fault(utf16('<table><tr><td>1</td></tr></table>', 'le', true), '报表.xls')).toBe('file-html');
});

describe('JSON', () => {
  test('records, nested keys, lists, late keys, long integers', async () => {
    const text =
      '[{"id":123456789012345678,"user":{"name":"张 \\"三\\"","tags":["a","b"]},"ok":true},\n{"id":2,"amount":1.5,"note":"x,1234567890123456789,y"}]';
    const { reading, rows } = await roundTrip(fileOf(text, 'a.json'));
    expect(reading.kind).toBe('json');
    expect(rows).toEqual([
      {
        id: '123456789012345678',
        'user.name': '张 "三"',
        'user.tags': '["a","b"]',
        ok: 'true',
        amount: null,
        note: null,
      },
      {
        id: '2',
        'user.name': null,
        'user.tags': null,
        ok: null,
        amount: '1.5',
        note: 'x,1234567890123456789,y',
      },
    ]);
    expect(reading.columns.map((column) => column.type)).toEqual([
      'text',
      'text',
      'text',
      'boolean',
      'number',
      'text',
    ]);
  });

  test('a wrapped list, one record, a list of lists, UTF-16', { tags: ['whole'] }, async () => {
    expect((await roundTrip(fileOf('{"code":0,"data":{"items":[{"a":1},{"a":2}]}}'))).rows).toEqual([
      { a: '1' },
      { a: '2' },
    ]);
    expect((await roundTrip(fileOf('{"a":1,"b":"x"}'))).rows).toEqual([{ a: '1', b: 'x' }]);
    expect((await roundTrip(fileOf('[[1,"x"],[2,"y"]]'))).rows).toEqual([
      { column_1: '1', column_2: 'x' },
      { column_1: '2', column_2: 'y' },
    ]);
    expect((await roundTrip(fileOf(utf16('[{"a":"中"}]', 'le', true)))).rows).toEqual([{ a: '中' }]);
  });

  const ORDERS = [
    { id: 'A1', sum: '3.5' },
    { id: 'A2', sum: '4' },
    { id: 'A3', sum: '5' },
  ];
  test.each([
    ['names beside rows', '{"columns":["id","sum"],"index":[0,1,2],"data":[["A1",3.5],["A2",4],["A3",5]]}'],
    [
      'fields beside rows',
      '{"result":{"fields":[{"name":"id"},{"name":"sum"}],"rows":[["A1",3.5],["A2",4],["A3",5]]}}',
    ],
    ['a list of lists with names first', '[["id","sum"],["A1",3.5],["A2","4"],["A3",5]]'],
    ['the values of a sheet', '{"range":"A1:B4","values":[["id","sum"],["A1","3.5"],["A2","4"],["A3","5"]]}'],
    ['lines of lists with names first', '["id","sum"]\n["A1",3.5]\n["A2",4]\n["A3",5]\n'],
    ['a list for each column', '{"id":["A1","A2","A3"],"sum":[3.5,4,5]}'],
    ['a column by places', '{"id":{"0":"A1","1":"A2","2":"A3"},"sum":{"0":3.5,"1":4,"2":5}}'],
    ['rows by places', '{"0":{"id":"A1","sum":3.5},"1":{"id":"A2","sum":4},"2":{"id":"A3","sum":5}}'],
  ])('a table written as %s', async (_, body) => {
    expect((await roundTrip(fileOf(body))).rows).toEqual(ORDERS);
  });

  test('records under keys of their own keep them; settings and lists of words are no tables', async () => {
    const { rows } = await roundTrip(fileOf('{"-Na":{"a":1,"b":2},"-Nb":{"a":3,"b":4},"-Nc":{"a":5,"b":6}}'));
    expect(rows).toEqual([
      { key: '-Na', a: '1', b: '2' },
      { key: '-Nb', a: '3', b: '4' },
      { key: '-Nc', a: '5', b: '6' },
    ]);
    expect((await roundTrip(fileOf('{"a":{"x":1},"b":{"y":2},"c":{"z":3}}'))).rows).toHaveLength(1);
    expect((await roundTrip(fileOf('[["milk","bread"],["tea","eggs"]]'))).rows).toHaveLength(2);
    expect((await roundTrip(fileOf('{"bbox":[[1,2],[3,4]],"data":[{"a":1},{"a":2}]}'))).rows).toHaveLength(2);
    expect((await roundTrip(fileOf('[["a","b"]]'))).rows).toEqual([{ column_1: 'a', column_2: 'b' }]);
  });

  test('dangerous keys', async () => {
    const { reading, rows } = await roundTrip(fileOf('[{"__proto__":1,"constructor":2}]'));
    expect(reading.columns.map((column) => column.name)).toEqual(['column_proto', 'column_constructor']);
    expect(rows).toEqual([{ column_proto: '1', column_constructor: '2' }]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('a value cut by a piece’s end is put together', { tags: ['whole'] }, async () => {
    const records = Array.from({ length: 30_000 }, (_, i) => ({ i, text: `"quoted" \\ 中文 ${i}` }));
    const { rows } = await roundTrip(fileOf(JSON.stringify(records)));
    expect(rows).toHaveLength(30_000);
    expect(rows[29_999]).toEqual({ i: '29999', text: '"quoted" \\ 中文 29999' });
  });
});

describe('Arrow', () => {
  const schema = new Schema([new Field('k', new Int32(), true), new Field('名', new Utf8(), true)]);
  const batch = (values: number[]) =>
    new RecordBatch(
      schema,
      makeData({
        type: new Struct(schema.fields),
        length: values.length,
        nullCount: 0,
        children: [
          makeData({ type: new Int32(), data: Int32Array.from(values), length: values.length, nullCount: 0 }),
          makeData({
            type: new Utf8(),
            valueOffsets: Int32Array.from([0, ...values.map((_, i) => i + 1)]),
            data: new TextEncoder().encode('x'.repeat(values.length)),
            length: values.length,
            nullCount: 0,
          }),
        ],
      }),
    );

  test.each(['file', 'stream'] as const)('%s', async (form) => {
    const bytes = tableToIPC(new Table(schema, [batch([1, 2]), batch([3])]), form);
    const file = fileOf(bytes, 'a.feather');
    const reading = await readingOf(file);
    expect(reading.kind).toBe('arrow');
    expect(reading.columns.map((column) => [column.name, column.type])).toEqual([
      ['k', 'integer'],
      ['名', 'text'],
    ]);
    expect(reading.preview).toEqual([
      ['1', 'x'],
      ['2', 'x'],
    ]);
    expect(codesOf(reading)).toEqual([]);
    const staged = valueOf(await stage(file, reading));
    expect(staged.form === 'ipc' && staged.chunks.length).toBe(2);
    if (form === 'file') expect(await fault(bytes.subarray(0, bytes.length - 8))).toBe('file-incomplete');
  });
});

test('a notebook or sealed package among files of data is said to be one, not read as records', async () => {
  const cells = '"cells":[{"name":"a","template":"rfm"},{"name":"b","template":"rfm"}]';
  expect(await fault(`{\n  "format": "cellar-notebook",\n  "version": 2,\n  ${cells}}`)).toBe(
    'file-notebook',
  );
  expect(await fault('age-encryption.org/v1\n-> X25519 abc\n')).toBe('file-notebook');
  expect(await fault(`{"format":"other",${cells}}`)).toBe('ok');
});
