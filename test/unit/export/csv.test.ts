import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ResultField, Rows } from '../../../src/engine/api.ts';
import { csvBlob, writeCsv } from '../../../src/export/csv.ts';
import { openNative } from '../support/native.ts';
import { few } from '../../tools/breadth.ts';

const folder = mkdtempSync(join(tmpdir(), 'cellar-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Column = [ResultField['type'], unknown[]];

function rowsOf(columns: Record<string, Column>): Rows {
  const fields = Object.entries(columns).map(([name, [type]]) => ({ name, type, sqlType: '' }));
  const data = Object.values(columns).map(([, values]) => values);
  return { fields, data, count: data[0]!.length };
}

/** What DuckDB, knowing only CSV, finds in the file: every value as text. */
async function reparsed(pieces: string[], types = 'all_varchar = true'): Promise<Record<string, unknown>[]> {
  const path = join(folder, 'out.csv');
  writeFileSync(path, pieces.join(''));
  const db = await openNative();
  const rows = await db.rows(
    `SELECT * FROM read_csv('${path}', header = true, delim = ',', quote = '"', escape = '"', ${types})`,
  );
  db.close();
  return rows;
}

const texts = (...values: unknown[]) =>
  rowsOf({ v: ['text', values], end: ['integer', values.map((_, i) => i)] });

describe('CSV', () => {
  test('is UTF-8 with a byte order mark and CRLF', async () => {
    const bytes = new Uint8Array(await (await csvBlob(texts('客'))).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('v,end\r\n客,0\r\n');
  });

  test('read again by DuckDB gives every text back', async () => {
    const values = [
      'plain',
      'a,b',
      'say "hi"',
      'two\nlines',
      'two\r\nlines',
      ' padded ',
      '客户，甲',
      '007',
      '😀',
      "it's",
      '1/2/24',
    ];
    const rows = await reparsed(writeCsv(texts(...values)));
    expect(rows.map((row) => row.v)).toEqual(values);
    expect(rows.map((row) => row.end)).toEqual(values.map((_, i) => String(i)));
  });

  test('keeps numbers, dates, instants and flags as what they are', async () => {
    const pieces = writeCsv(
      rowsOf({
        n: ['number', [-1234.5, 0.1 + 0.2, Number.NaN]],
        i: ['integer', [-5, '-9007199254740993', null]],
        d: ['date', [Date.UTC(2024, 0, 31), Date.UTC(1969, 11, 31), null]],
        t: ['timestamp', [Date.UTC(2011, 11, 9, 8, 26), Date.UTC(2011, 11, 9, 8, 26, 1, 50), null]],
        b: ['boolean', [true, false, null]],
      }),
    );
    expect(pieces.join('').split('\r\n')).toEqual([
      '\uFEFFn,i,d,t,b',
      '-1234.5,-5,2024-01-31,2011-12-09 08:26:00,true',
      '0.30000000000000004,-9007199254740993,1969-12-31,2011-12-09 08:26:01.050,false',
      ',,,,',
      '',
    ]);
    const rows = await reparsed(
      pieces,
      "columns = {'n': 'DOUBLE', 'i': 'BIGINT', 'd': 'DATE', 't': 'TIMESTAMP', 'b': 'BOOLEAN'}",
    );
    expect(rows.map((row) => row.n)).toEqual([-1234.5, 0.30000000000000004, null]);
    expect(rows[1]!.i).toBe('-9007199254740993');
  });

  test.each(
    few(['=1+1', '+86 138', '-cmd', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x', '-5'], 3),
  )('text %j reaches a spreadsheet as text', async (text) => {
    const [row] = await reparsed(writeCsv(texts(text)));
    expect(row!.v).toBe(`'${text}`);
  });

  test.each(few(['\t', '\r', '\n'], 3))('a formula after %j is guarded before and behind it', async (cut) => {
    const [row] = await reparsed(writeCsv(texts(`${cut}=1`)));
    expect(row!.v).toBe(`'${cut}'=1`);
  });

  test('a hostile column name or title is guarded too', () => {
    const rows = rowsOf({
      '=x': ['text', []] as Column,
      y: ['text', []] as Column,
      constructor: ['text', []] as Column,
    });
    expect(writeCsv(rows, { titles: { y: '@y' } }).join('')).toBe("\uFEFF'=x,'@y,constructor\r\n");
  });

  test('text inside that only looks dangerous is left alone', () => {
    expect(writeCsv(texts('a=1', "'=1", 'x@y'))[1]).toBe("a=1,0\r\n'=1,1\r\nx@y,2\r\n");
  });

  test('an empty text and a missing value differ', () => {
    expect(writeCsv(texts('', null))[1]).toBe('"",0\r\n,1\r\n');
  });

  test('pages follow each other under one header; a list is JSON', async () => {
    const pieces = writeCsv([texts('a'), texts(), texts(['b', '"c"'])]);
    expect(await reparsed(pieces)).toEqual([
      { v: 'a', end: '0' },
      { v: '["b","\\"c\\""]', end: '0' },
    ]);
    expect(writeCsv([])).toEqual([]);
    async function* pages() {
      yield texts('a');
      yield texts('b');
    }
    expect(await (await csvBlob(pages())).text()).toBe('v,end\r\na,0\r\nb,0\r\n');
  });
});
