import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { finishSql } from '../../../../src/import/stage/finish.ts';
import { exactProfile, finish, stage, type StageReport } from '../../../../src/import/stage/importer.ts';
import type { ColumnType, ReadColumn, Reading, Staged } from '../../../../src/files/api.ts';
import { policyOf } from '../../../../src/import/stage/treatments.ts';
import { need } from '../../../../src/result.ts';
import { compactSql, WORTH_COMPACTING } from '../../../../src/engine/store.ts';
import { few } from '../../../tools/breadth.ts';
import { openEngine } from '../../engine/support.ts';
import { soon } from '../../support/soon.ts';

let engine: Engine;
let other: Engine;
beforeAll(async () => {
  engine = await openEngine();
  other = await openEngine();
});

type Spec = ColumnType | Partial<ReadColumn>;

function readingOf(columns: Record<string, Spec>, preview: (string | null)[][] = []): Reading {
  return {
    name: 'table',
    kind: 'csv',
    part: '',
    text: null,
    preview,
    notices: [],
    columns: Object.entries(columns).map(([name, spec]) => ({
      name,
      original: name,
      type: 'text',
      format: '',
      ...(typeof spec === 'string' ? { type: spec } : spec),
    })),
  };
}

const textOf = (content: BlobPart, rest: Partial<Extract<Staged, { form: 'text' }>> = {}): Staged => ({
  form: 'text',
  blob: new Blob([content]),
  delimiter: ',',
  quote: '"',
  skipLines: 0,
  header: true,
  ...rest,
});

async function staged(content: BlobPart, columns: Record<string, Spec>, rest = {}): Promise<StageReport> {
  const result = await stage(engine, textOf(content, rest), readingOf(columns));
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** What a source table holds once finished and inserted into a second engine. */
async function finished(
  policy: (column: string) => string | null = (c) => `"${c}"`,
): Promise<Record<string, unknown>[]> {
  const done = await finish(engine, policy);
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
  await other.run('DROP TABLE IF EXISTS t');
  for (const [i, bytes] of done.value.ipc.entries()) await other.insertIpc('t', bytes, i === 0);
  const rows = await other.rows('SELECT * FROM t ORDER BY _row');
  if (!rows.ok) throw new Error(JSON.stringify(rows.fault));
  return rows.value;
}

const day = (y: number, m: number, d: number, h = 0, min = 0) => Date.UTC(y, m - 1, d, h, min);

test.each<[string, Spec]>([
  ['text', { type: 'text', carried: true }],
  ['dates', { type: 'date', format: '%Y-%m-%d', carried: true }],
])('a line of sums that its first column calls one takes nothing of the order above: %s', async (_, day) => {
  await staged(
    'day,no,customer,amount\n2024-01-05,A1,K1,"1,000"\n,,,20\n小计,,,"1,020"\n2024-01-06,A2,K2,30\n,,,40\n',
    {
      day,
      no: { type: 'text', carried: true },
      customer: { type: 'text', carried: true },
      amount: { type: 'number', format: '.' },
    },
  );
  expect((await finished()).map(({ no, customer, amount }) => [no, customer, amount])).toEqual([
    ['A1', 'K1', 1000],
    ['A1', 'K1', 20],
    [null, null, 1020],
    ['A2', 'K2', 30],
    ['A2', 'K2', 40],
  ]);
});

describe('what is personal here and there is counted, whether or not all values were looked at', () => {
  test.each(few([101, 5, 100, 300], 3))('in %i rows', async (rows) => {
    const noteOf = (row: number) =>
      ['fine', 'call １３８１２３４５６７８', 'ann@shop.example wrote', `no ${row}`][row % 4];
    const lines = Array.from({ length: rows }, (_, row) => `g${row % 3},${noteOf(row)},A${row}`);
    const { profile } = await staged(`group,note,code\n${lines.join('\n')}\n`, {
      group: 'text',
      note: 'text',
      code: 'text',
    });
    const of = (kind: number) => lines.filter((_, row) => row % 4 === kind).length;
    expect(profile.map(({ name, seen }) => [name, seen?.kinds])).toEqual([
      ['group', {}],
      ['note', { phone: of(1), email: of(2) }],
      ['code', {}],
    ]);
    expect(profile.map(({ spread }) => spread!.length)).toEqual([3, expect.any(Number), Math.min(rows, 200)]);
  });

  test('a value that was cut short is searched to its end', { tags: ['whole'] }, async () => {
    const long = `${'nothing here '.repeat(40)}13812345678`;
    const { profile } = await staged(`note\nfine\n${long}\nwell\n`, { note: 'text' });
    expect(profile[0]!.seen).toEqual({ filled: 3, kinds: { phone: 1 } });
  });
});

describe('every record is kept or rejected', () => {
  test('all are counted, once, before their values are looked at', async () => {
    const told: unknown[] = [];
    const asked = vi.spyOn(engine, 'run');
    const onCounted = (counted: unknown) => {
      told.push([
        counted,
        asked.mock.calls.filter(([sql]) => /approx_count_distinct/.test(String(sql))).length,
      ]);
    };
    // A word in the last line makes its column text, and the file is read again.
    const text = textOf('a,b\n1,x\n2\nthree,y\n');
    await stage(engine, text, readingOf({ a: 'integer', b: 'text' }), { onCounted });
    asked.mockRestore();
    expect(told).toEqual([[{ rows: 2, rejected: 1 }, 0]]);
  });

  test('ragged rows are listed with their lines, the others kept', async () => {
    const report = await staged('a,b,c\n1,x,1\n2,y\n3,z,1,extra\n4,w,1\n', {
      a: 'integer',
      b: 'text',
      c: 'integer',
    });
    expect([report.rows, report.rejected]).toEqual([2, 2]);
    expect(report.rejects).toEqual([
      { line: 3, reason: 'MISSING COLUMNS', text: '2,y' },
      { line: 4, reason: 'TOO MANY COLUMNS', text: '3,z,1,extra' },
    ]);
    expect((await finished()).map((row) => [row._row, row.a])).toEqual([
      [1, 1],
      [2, 4],
    ]);
  });

  test('a line with several faults is one reject, at the line of the file even after tall records', async () => {
    const report = await staged('a,b\n1,"two\nlines"\nbad,"x"y,z\n3,ok\n', { a: 'integer', b: 'text' });
    expect([report.rows, report.rejected]).toEqual([2, 1]);
    expect(report.rejects[0]!.line).toBe(4);
  });

  test('an unclosed quote takes the rest of the file and is said at the line where it opens', async () => {
    const report = await staged('a,b\n1,x\n2,"open\n3,y\n', { a: 'integer', b: 'text' });
    expect([report.rows, report.rejected]).toEqual([1, 1]);
    expect(report.rejects[0]).toMatchObject({ line: 3, reason: 'UNQUOTED VALUE' });
  });

  test.each([
    ['an ill-formed header', '"a"z,b\n1,x\n2\n', [1, 1], [3]],
    ['an ill-formed first row', 'a,b\n"1"z,x\n2,y\n', [1, 1], [2]],
    ['a last line without its end', 'a,b\n1,x\n2', [1, 1], [3]],
    ['tall header, blank lines', '"a\nA",b\n\n1,x\n\n2\n', [1, 1], [6]],
  ])('%s loses nothing', async (_, content, counts, lines) => {
    const report = await staged(content, { a: 'text', b: 'text' });
    expect([report.rows, report.rejected]).toEqual(counts);
    expect(report.rejects.map((r) => r.line)).toEqual(lines);
  });

  test('tabs without quotes: a quote is a letter', async () => {
    const report = await staged(
      'a\tb\n1\t"x\n2\ty"\n',
      { a: 'integer', b: 'text' },
      { delimiter: '\t', quote: '' },
    );
    expect([report.rows, report.rejected]).toEqual([2, 0]);
    expect((await finished()).map((row) => row.b)).toEqual(['"x', 'y"']);
  });

  test('invalid UTF-8 rejects its line alone', async () => {
    const bytes = new TextEncoder().encode('a,b\n1,x\n2,yy\n3,z\n');
    bytes[10] = 0xff;
    const report = await staged(bytes, { a: 'integer', b: 'text' });
    expect([report.rows, report.rejected, report.rejects[0]!.line, report.rejects[0]!.reason]).toEqual([
      2,
      1,
      3,
      'INVALID ENCODING',
    ]);
  });

  const ENDS: [string, string][] = [
    ['LF', 'a,b\n1,x\n2,y\n3,z\n'],
    ['CRLF', 'a,b\r\n1,x\r\n2,y\r\n3,z\r\n'],
    ['CR', 'a,b\r1,x\r2,y\r3,z\r'],
    ['CRLF then LF', 'a,b\r\n1,x\n2,y\n3,z\r\n'],
    ['LF then CRLF', 'a,b\n1,x\r\n2,y\n3,z\r\n'],
    ['all three', 'a,b\r\n1,x\n2,y\r3,z\r\n'],
    ['LF then CR', 'a,b\n1,x\n2,y\r3,z\n'],
    ['no last newline', 'a,b\n1,x\n2,y\n3,z'],
    ['a byte order mark', '\ufeffa,b\n1,x\n2,y\n3,z\n'],
  ];
  test.each(few(ENDS, 8))('%s line ends', async (_, content) => {
    const report = await staged(content, { a: 'integer', b: 'text' });
    expect([report.rows, report.rejected]).toEqual([3, 0]);
    expect((await finished()).map((row) => [row.a, row.b])).toEqual([
      [1, 'x'],
      [2, 'y'],
      [3, 'z'],
    ]);
  });

  test('titles above the header are passed over by physical line, quoted newlines or not', async () => {
    const report = await staged(
      'Report\r\n"over\r\ntwo"\r\na,b\r\n1,x\r\n2\r\n',
      { a: 'integer', b: 'text' },
      { skipLines: 3 },
    );
    expect([report.rows, report.rejected]).toEqual([1, 1]);
    expect(report.rejects).toEqual([{ line: 6, reason: 'MISSING COLUMNS', text: '2' }]);
  });

  test('embedded newlines, doubled quotes and a file without header', async () => {
    const report = await staged('1,"x ""q""\ny"\n2,\n', { a: 'integer', b: 'text' }, { header: false });
    expect([report.rows, report.rejected]).toEqual([2, 0]);
    expect((await finished()).map((row) => row.b)).toEqual(['x "q"\ny', null]);
  });

  test('a header alone is a table of no rows', async () => {
    expect(await staged('a,b\n', { a: 'integer', b: 'text' })).toMatchObject({ rows: 0, rejected: 0 });
    expect(await finished()).toEqual([]);
  });

  test('the account balances on a long file of every kind of line', { tags: ['whole'] }, async () => {
    // A linear congruential generator: the same lines on every run.
    let state = 12345;
    const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
    const lines = ['a,b,c'];
    const expected = { kept: 0, broken: [] as number[] };
    let line = 2;
    for (let i = 0; i < 30_000; i++) {
      const kind = Math.floor(random() * 40);
      const [text, height, good] =
        kind === 0
          ? [`${i},short`, 1, false]
          : kind === 1
            ? [`${i},"tall ""q""\nand broken",x,extra`, 2, false]
            : kind === 2
              ? [`${i},"tall\n\n${'y'.repeat(600)}",x`, 3, true]
              : kind === 3
                ? ['', 1, null]
                : kind === 4
                  ? [`x${i},bad number,1`, 1, true]
                  : [`${i},${'y'.repeat(60)},${i}`, 1, true];
      lines.push(text as string);
      if (good) expected.kept++;
      if (good === false) expected.broken.push(line);
      line += height as number;
    }
    const report = await staged(`${lines.join('\n')}\n`, { a: 'integer', b: 'text', c: 'text' });
    expect([report.rows, report.rejected]).toEqual([expected.kept, expected.broken.length]);
    expect(report.rejects.map((r) => r.line)).toEqual(expected.broken.slice(0, 1000));
    expect(report.conversions.map((c) => c.failed)).toEqual([
      lines.filter((text) => text.startsWith('x')).length,
    ]);
  });

  test('a cell of five megabytes is read', { tags: ['whole'] }, async () => {
    await staged(`a,b\n1,"${'z'.repeat(5_000_000)}"\n2,k\n`, { a: 'integer', b: 'text' });
    expect(await engine.rows('SELECT max(length(c2)) AS n FROM staging')).toEqual({
      ok: true,
      value: [{ n: 5_000_000 }],
    });
  });

  test('headers that a table of ours could trip over', async () => {
    await staged('rowid,c2,_row,__proto__,"a ""b"""\n7,x,9,p,q\n', {
      rowid: 'integer',
      c2: 'text',
      _row: 'integer',
      __proto__x: 'text',
      'a "b"': 'text',
    });
    const rows = await finished((c) => `"${c.replaceAll('"', '""')}"`);
    expect(rows).toEqual([
      { _row: 1, _copy: 1, rowid: 7, c2: 'x', _row_source: 9, __proto__x: 'p', 'a "b"': 'q' },
    ]);
  });
});

describe('a value of the wrong type costs no row', () => {
  test('late bad values become null, counted and listed with their lines', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `${i},2024/01/0${(i % 9) + 1},${i}.5`);
    lines[2500] = 'n.a,2024/02/30,abc';
    const report = await staged(`a,d,v\n${lines.join('\n')}\n`, {
      a: 'integer',
      d: { type: 'date', format: '%Y/%m/%d' },
      v: 'number',
    });
    expect([report.rows, report.rejected]).toEqual([3000, 0]);
    expect(report.conversions).toEqual([
      { column: 'a', failed: 1, examples: [{ line: 2502, text: 'n.a' }] },
      { column: 'd', failed: 1, examples: [{ line: 2502, text: '2024/02/30' }] },
      { column: 'v', failed: 1, examples: [{ line: 2502, text: 'abc' }] },
    ]);
    const rows = await finished();
    expect(rows[2500]).toEqual({ _row: 2501, _copy: 1, a: null, d: null, v: null });
    expect(rows[2999]).toMatchObject({ a: 2999, d: day(2024, 1, 3), v: 2999.5 });
  });

  test('signs for nothing are missing values, not failures', async () => {
    const report = await staged('a\n1\nN/A\n-\n无\n2\n', { a: 'integer' });
    expect([report.rows, report.conversions]).toEqual([5, []]);
    expect((await finished()).map((row) => row.a)).toEqual([1, null, null, null, 2]);
  });

  test('a fraction late in a column of whole numbers makes it a column of numbers, unrounded', async () => {
    const report = await staged('a,b\n1,1\n12.5,2\n', { a: 'integer', b: 'integer' });
    expect(report.profile.map((p) => p.sqlType)).toEqual(['DOUBLE', 'BIGINT']);
    expect((await finished()).map((row) => row.a)).toEqual([1, 12.5]);
  });

  test('a long code late in a column of whole numbers keeps its digits as text', async () => {
    const report = await staged('a\n1\n123456789012345678\n', { a: 'integer' });
    expect(report.profile[0]!.sqlType).toBe('VARCHAR');
    expect((await finished()).map((row) => row.a)).toEqual(['1', '123456789012345678']);
  });

  test('lines of failures count rejected and tall records before them', async () => {
    const report = await staged('a,b\n1,"x\ny"\n2\n3,"p\nq\nr"\nbad,z\n', { a: 'integer', b: 'text' });
    expect(report.rejects.map((r) => r.line)).toEqual([4]);
    expect(report.conversions[0]!.examples).toEqual([{ line: 8, text: 'bad' }]);
  });
});

describe('types as they are written', () => {
  const FORMS: [string, Partial<ReadColumn>, string[], unknown[], number?][] = [
    [
      'grouped',
      { type: 'number', numberStyle: 'grouped' },
      ['1,234', '-5', '¥1,234.50', '$ 7', '12 元', 'x1'],
      [1234, -5, 1234.5, 7, 12, null],
    ],
    [
      'decimal comma',
      { type: 'number', numberStyle: 'decimal-comma' },
      ['1.234,5', '7', '-0,25', '€ 3,5'],
      [1234.5, 7, -0.25, 3.5],
    ],
    ['percent', { type: 'number', numberStyle: 'percent' }, ['12.5%', '-3％', '0'], [0.125, -0.03, 0]],
    [
      '万 and 亿',
      { type: 'number', numberStyle: 'wan-yi' },
      ['1.2万', '3亿', '1,500', '2万元'],
      [12000, 300000000, 1500, 20000],
    ],
    [
      'accounting',
      { type: 'number', numberStyle: 'accounting' },
      ['(1,234)', '（5）', '77'],
      [-1234, -5, 77],
    ],
    [
      'plain',
      { type: 'number', numberStyle: 'plain' },
      ['1e3', '.5', '-2', '0x10', '1_000'],
      [1000, 0.5, -2, null, null],
    ],
    ['Unix seconds', { type: 'timestamp', format: 'unix_s' }, ['1700000000', 'x'], [1_700_000_000_000, null]],
    [
      "a spreadsheet's days",
      { type: 'date', format: 'sheet_days' },
      ['45293', ' 45294 ', '60', '61', 'x', '2024-01-02'],
      [day(2024, 1, 2), day(2024, 1, 3), null, day(1900, 3, 1), null, null],
    ],
    [
      "Taiwan's years",
      { type: 'date', format: 'any' },
      ['113/01/05', '民國99年12月31日', '99/12/31'],
      [day(2024, 1, 5), day(2010, 12, 31), null],
    ],
    ['Unix milliseconds', { type: 'timestamp', format: 'unix_ms' }, ['1700000000123'], [1_700_000_000_123]],
    [
      'Chinese dates',
      { type: 'date', format: '%Y年%m月%d日' },
      ['2024年1月31日', '2024年02月30日'],
      [day(2024, 1, 31), null],
    ],
    [
      'day first',
      { type: 'date', format: '%d/%m/%Y' },
      ['31/01/2024', '1/2/2024'],
      [day(2024, 1, 31), day(2024, 2, 1)],
    ],
    [
      'short times',
      { type: 'timestamp', format: '%Y/%m/%d %H:%M' },
      ['2011/12/9 8:26'],
      [day(2011, 12, 9, 8, 26)],
    ],
    [
      'offsets',
      { type: 'timestamp', format: '%Y-%m-%dT%H:%M:%S%z' },
      ['2024-01-01T08:00:00+0800', '2024-01-01T23:30:00-05:00', '2024-01-01 08:00 UTC+8'],
      [day(2024, 1, 1, 8), day(2024, 1, 1, 23, 30), day(2024, 1, 1, 8)],
    ],
    [
      'offsets shifted to one zone',
      { type: 'timestamp', format: '%Y-%m-%dT%H:%M:%S%z@480' },
      ['2024-01-01T08:00:00+0800', '2024-01-01T23:30:00-05:00', '2024-01-01 08:00 GMT', '2024-01-01 08:00'],
      [day(2024, 1, 1, 8), day(2024, 1, 2, 12, 30), day(2024, 1, 1, 16), day(2024, 1, 1, 8)],
    ],
    [
      'several forms in one column',
      { type: 'date', format: '%Y/%m/%d' },
      ['2024/1/5', '2024-01-06', '2024.1.7', '20240108', '2024年1月9日', '9 Jan 2024 10:30'],
      [day(2024, 1, 5), day(2024, 1, 6), day(2024, 1, 7), day(2024, 1, 8), day(2024, 1, 9), null],
    ],
    [
      'values wrapped against spreadsheets',
      { type: 'number', numberStyle: 'plain', wrap: 'formula' },
      ['=""39.90""', '12', '=""""'],
      [39.9, 12, null],
      1,
    ],
    ['booleans', { type: 'boolean' }, ['true', 'FALSE', '是', 'maybe'], [true, false, true, null]],
    ['codes', { type: 'text' }, ['007', '123456789012345678'], ['007', '123456789012345678']],
  ];
  test.each(few(FORMS, 4))('%s', async (_, spec, texts, expected, empty = 0) => {
    const report = await staged(`k,v\n${texts.map((t, i) => `${i},"${t}"`).join('\n')}\n`, {
      k: 'integer',
      v: spec,
    });
    expect(report.conversions.reduce((n, c) => n + c.failed, 0)).toBe(
      expected.filter((v) => v === null).length - empty,
    );
    expect((await finished()).map((row) => row.v)).toEqual(expected);
  });
});

describe('the source table', () => {
  const ASCENDING: [string, string[], number[][]][] = [
    ['ascends to its end', [], []],
    ['ascends for long, and then stands as before', ['A00002,2'], [[1502, 2]]],
    ['has rows without a value at its end', [',7', ',7'], [[1503, 2]]],
    ['descends at last', ['A00001,9'], []],
  ];
  test.each(few(ASCENDING, 4))('copies are found where a column %s', async (_, more, copies) => {
    const lines = Array.from({ length: 1501 }, (_, i) => `A${String(i).padStart(5, '0')},${i}`);
    await staged(`id,v\n${[...lines, ...more].join('\n')}\n`, { id: 'text', v: 'text' });
    const rows = await finished();
    expect(rows.filter((row) => row._copy !== 1).map((row) => [row._row, row._copy])).toEqual(copies);
    expect(rows).toHaveLength(1501 + more.length);
  });

  const DESCENDING: [string, string[], boolean, number[][]][] = [
    ['to its end', [], true, []],
    ['for long, and then stands as before', ['A00001,1'], false, [[20_501, 2]]],
    ['for long, and ascends at last', ['A00005,x'], false, []],
  ];
  test.each(few(DESCENDING, 4))('a column that descends %s', async (_, more, unique, copies) => {
    const lines = Array.from({ length: 20_500 }, (_, i) => `A${String(20_500 - i).padStart(5, '0')},1`);
    await staged(`id,v\n${[...lines, ...more].join('\n')}\n`, { id: 'text', v: 'text' });
    const done = await finish(engine, (c) => `"${c}"`, { onPiece: () => {} });
    const id = done.ok && done.value.columns.find(({ name }) => name === 'id');
    expect(id && (id.unique ?? false)).toBe(unique);
    const rows = await finished();
    expect(rows.filter((row) => row._copy !== 1).map((row) => [row._row, row._copy])).toEqual(copies);
  });

  test('copies are numbered over all raw columns, before any policy', async () => {
    await staged('name,v\nAnn,1\nBob,1\nAnn,1\n,1\nAnn,2\nAnn,1\n,1\n', { name: 'text', v: 'integer' });
    const rows = await finished((c) => (c === 'name' ? null : '"v"'));
    expect(rows.map((row) => [row._row, row._copy, row.v])).toEqual([
      [1, 1, 1],
      [2, 1, 1],
      [3, 2, 1],
      [4, 1, 1],
      [5, 1, 2],
      [6, 3, 1],
      [7, 2, 1],
    ]);
    expect(Object.keys(rows[0]!)).toEqual(['_row', '_copy', 'v']);
  });

  test('rows that differ only in what failed to convert are no copies', async () => {
    await staged('v,w\nx,1\ny,1\n', { v: 'integer', w: 'integer' });
    expect((await finished()).map((row) => row._copy)).toEqual([1, 1]);
  });

  test('names of one customer are counted before a mask makes them look alike', async () => {
    await staged('id,name\n1,张三\n1,张四\n2,李一\n2, 李一\n,王五\n', { id: 'text', name: 'text' });
    const masked = (c: string) => (c === 'name' ? `left(trim("name"), 1) || '*'` : `"${c}"`);
    const done = await finish(engine, masked, { names: { customer: 'id', name: 'name' } });
    if (!done.ok) throw new Error(JSON.stringify(done.fault));
    await other.replaceTable('t', done.value.ipc);
    const rows = await other.rows('SELECT id, name, _names FROM t ORDER BY _row');
    expect(rows.ok && rows.value.map((r) => Object.values(r))).toEqual([
      ['1', '张*', 2],
      ['1', '张*', 2],
      ['2', '李*', 1],
      ['2', '李*', 1],
      [null, '王*', null],
    ]);
    // Under another table's rows only where that one has the column.
    const columns = [
      { name: '_names', type: 'INTEGER' },
      { name: 'name', type: 'VARCHAR' },
    ];
    const under = await finish(engine, masked, {
      names: { customer: 'id', name: 'name' },
      onto: { rows: 10, columns, compared: false },
    });
    if (!under.ok) throw new Error(JSON.stringify(under.fault));
    await other.replaceTable('t', under.value.ipc);
    const counted = await other.rows('SELECT _names, name FROM t ORDER BY _row LIMIT 2');
    expect(counted.ok && counted.value).toEqual([
      { _names: 2, name: '张*' },
      { _names: 2, name: '张*' },
    ]);
  });

  test('a big table leaves in pieces, whole and in order', async () => {
    const lines = Array.from({ length: 201_000 }, (_, i) => `${i},${'t'.repeat(60)}${i % 7}`);
    const report = await staged(`a,b\n${lines.join('\n')}\n`, { a: 'integer', b: 'text' });
    // The report of a big table is of its first rows, and says so; the figures of all follow.
    expect(report.estimated).toBe(true);
    expect(report.profile[0]).toMatchObject({ filled: 201_000, min: '0', max: '49999', sqlType: 'BIGINT' });
    const exact = await exactProfile(engine);
    expect(exact.ok && exact.value[0]).toMatchObject({ filled: 201_000, min: '0', max: '200999' });
    expect(exact.ok && exact.value[1]).toMatchObject({ filled: 201_000, distinct: 7, min: null, max: null });
    expect(exact.ok && exact.value[1]!.top).toHaveLength(5);
    const sizes: number[] = [];
    const done = await finish(engine, (c) => `"${c}"`, { onPiece: (_, rows) => void sizes.push(rows) });
    expect(done.ok && done.value.rows).toBe(201_000);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((a, b) => a + b)).toBe(201_000);
    expect(done.ok && done.value.columns).toEqual([
      { name: '_row', sqlType: 'BIGINT' },
      { name: '_copy', sqlType: 'INTEGER' },
      { name: 'a', sqlType: 'BIGINT', unsigned: true, unique: true },
      { name: 'b', sqlType: 'VARCHAR', trimmed: true },
    ]);
  });

  test('two tables staged at once do not get into each other', async () => {
    const first = Array.from({ length: 5_000 }, (_, i) => `${i},x`).join('\n');
    const [one, two] = await Promise.all([
      staged(`a,b\n${first}\n`, { a: 'integer', b: 'text' }),
      staged('c\n7\n8\n9\n', { c: 'integer' }),
    ]);
    expect(one.rows).toBe(5_000);
    expect(two.rows).toBe(3);
    expect((await finished()).map((row) => row['c'])).toEqual([7, 8, 9]);
  });

  test(
    'a value past the sample that is not whole makes the column a number, and no digit is lost',
    { tags: ['whole'] },
    async () => {
      const lines = Array.from({ length: 201_000 }, (_, i) => `${i},${i === 200_999 ? '2.5' : i}`);
      await staged(`a,b\n${lines.join('\n')}\n`, { a: 'integer', b: 'integer' });
      const done = await finish(engine, (c) => `"${c}"`, { onPiece: () => {} });
      expect(done.ok && done.value.columns.map((c) => c.sqlType)).toEqual([
        'BIGINT',
        'INTEGER',
        'BIGINT',
        'DOUBLE',
      ]);
    },
  );

  test('an Arrow source is staged with its types, text in it converted', async () => {
    const ipc = await other.toIpc(
      "SELECT * FROM (VALUES (1::BIGINT, DATE '2024-01-02', '1,234', 2.50::DECIMAL(9,2)), (2, NULL, 'x', 0.1), (2, NULL, 'x', 0.1)) t(c2, c1, s, m)",
    );
    if (!ipc.ok) throw new Error(ipc.fault.code);
    const reading = readingOf({
      c2: 'integer',
      c1: 'date',
      s: { type: 'number', numberStyle: 'grouped' },
      m: 'number',
    });
    const report = await stage(engine, { form: 'ipc', chunks: [ipc.value] }, reading);
    expect(report.ok && [report.value.rows, report.value.conversions[0]!.failed]).toEqual([3, 2]);
    expect(await finished()).toEqual([
      { _row: 1, _copy: 1, c2: 1, c1: day(2024, 1, 2), s: 1234, m: 2.5 },
      { _row: 2, _copy: 1, c2: 2, c1: null, s: null, m: 0.1 },
      { _row: 3, _copy: 2, c2: 2, c1: null, s: null, m: 0.1 },
    ]);
  });

  test('typed values that the analyst reads otherwise: codes as text, seconds as moments', async () => {
    const ipc = await other.toIpc(
      "SELECT 12345::DOUBLE AS code, 1700000000::BIGINT AS t, 7::INTEGER AS n, TIMESTAMPTZ '2024-01-02 03:04:05+00' AS z, 'a'::ENUM('a') AS e",
    );
    if (!ipc.ok) throw new Error(ipc.fault.code);
    const reading = readingOf({
      code: 'text',
      t: { type: 'timestamp', format: 'unix_s' },
      n: 'integer',
      z: 'timestamp',
      e: 'text',
    });
    expect((await stage(engine, { form: 'ipc', chunks: [ipc.value] }, reading)).ok).toBe(true);
    expect(await finished()).toEqual([
      {
        _row: 1,
        _copy: 1,
        code: '12345',
        t: 1_700_000_000_000,
        n: 7,
        z: Date.UTC(2024, 0, 2, 3, 4, 5),
        e: 'a',
      },
    ]);
  });

  test('an Arrow source without pieces is a table of no rows', async () => {
    const report = await stage(engine, { form: 'ipc', chunks: [] }, readingOf({ a: 'text', b: 'integer' }));
    expect(report.ok && report.value.rows).toBe(0);
    expect(await finished()).toEqual([]);
  });

  test('cancelling says so', async () => {
    const abort = new AbortController();
    abort.abort();
    const result = await stage(engine, textOf('a\n1\n'), readingOf({ a: 'integer' }), {
      signal: abort.signal,
    });
    expect(result).toEqual({ ok: false, fault: { code: 'cancelled' } });
  });
});

test('values that stand often are treated once, to the same as one by one', { tags: ['whole'] }, async () => {
  const given = Array.from({ length: 60_000 }, (_, i) => ({
    n: i,
    tel: i % 7 === 0 ? null : `+86 138${10_000_000 + (i % 300)}`,
    mobile: 13_900_000_000 + (i % 500),
    who: `n ${i % 40}`,
  }));
  const lines = given.map(({ n, tel, mobile, who }) => `${n},${tel ?? ''},${mobile},${who}`);
  await staged(`n,tel,mobile,who\n${lines.join('\n')}\n`, {
    n: 'integer',
    tel: 'text',
    mobile: 'integer',
    who: 'text',
  });
  const policies = policyOf(
    {
      n: { policy: 'keep', kind: null },
      tel: { policy: 'pseudonymise', kind: 'phone' },
      mobile: { policy: 'pseudonymise', kind: 'phone' },
      who: { policy: 'mask', kind: 'name' },
    },
    'ab'.repeat(32),
  );
  const once = await finished(policies);
  const { select } = need(await finishSql(engine, policies));
  // Each value stands among the first thousand rows: one by one those say what the others are to be.
  const few = need(await engine.rows(`FROM (${select}) WHERE _row <= 1000 ORDER BY _row`));
  const became = (name: 'tel' | 'mobile' | 'who') =>
    new Map(few.map((row, i) => [given[i]![name], row[name]]));
  const [tels, mobiles, names] = [became('tel'), became('mobile'), became('who')];
  const each = given.map(({ n, tel, mobile, who }) => ({
    _row: n + 1,
    _copy: 1,
    n,
    ...{ tel: tels.get(tel), mobile: mobiles.get(mobile), who: names.get(who) },
  }));
  expect(each.slice(0, 1000)).toEqual(few);
  // As one text each: so many rows are compared one by one only where they differ.
  if (JSON.stringify(once) !== JSON.stringify(each)) expect(once).toEqual(each);
  expect(once).toHaveLength(60_000);
  expect([new Set(once.map((row) => row.tel)).size, once[0]!.tel]).toEqual([301, null]);
  const made = need(
    await engine.rows("SELECT count(*)::INTEGER AS n FROM duckdb_tables() WHERE table_name LIKE 'treated_%'"),
  );
  expect(made).toEqual([{ n: 3 }]);
});

test(
  'with figures that are known beforehand rows, account and types are those of looking',
  { tags: ['whole'] },
  async () => {
    const text = textOf(
      'n,d,t\n1,2024-01-02,a\nx,2024-01-03,b\n1,2024-01-02,a\n3,2024-01-04\n2,2024-01-05,c\n',
    );
    const reading = readingOf({ n: 'integer', d: { type: 'date', format: '%Y-%m-%d' }, t: 'text' });
    const looked = need(await stage(engine, text, reading));
    const rows = await finished();
    const profile = looked.profile.map((p) => ({ ...p, min: null, max: null, top: [], examples: [] }));
    const known = need(await stage(engine, text, reading, { profile }));
    expect(known).toEqual({ ...looked, profile, estimated: false });
    expect(await finished()).toEqual(rows);
    expect([rows.length, known.rejected, known.conversions[0]!.failed]).toEqual([4, 1, 1]);
  },
);

test(
  'a big table is counted after few statements, none of which searches all of its values',
  { tags: ['whole'] },
  async () => {
    const asked: string[] = [];
    const own = await openEngine();
    const run = own.run.bind(own);
    own.run = (sql, options) => (asked.push(...[sql].flat()), run(sql, options));
    const lines = Array.from(
      { length: 201_000 },
      (_, i) => `A${10_000_000 + i},C${i % 900},Category ${i % 9},${i % 5}`,
    );
    const columns = { id: 'text', customer: 'text', category: 'text', n: 'integer' } as const;
    const result = await stage(
      own,
      textOf(`${Object.keys(columns).join()}\n${lines.join('\n')}\n`),
      readingOf(columns),
    );
    const first = asked.length;
    expect(result.ok && result.value.rows).toBe(201_000);
    // The patterns of what is personal take longer to set up than so few different values to look at.
    expect(asked.slice(0, first).filter((sql) => /regexp_matches/.test(sql))).toEqual([]);
    expect(first).toBeLessThanOrEqual(15);
    const exact = need(await exactProfile(own));
    expect(exact.map(({ seen }) => seen?.kinds)).toEqual([{}, {}, {}, {}]);
    own.terminate();
  },
);

test('a table worth compressing is counted before it is compressed', { tags: ['whole'] }, async () => {
  const own = await openEngine();
  const run = own.run.bind(own);
  let counted = (): void => {};
  const wait = new Promise<void>((go) => (counted = go));
  own.run = async (sql, options) => {
    if (sql === compactSql) await wait;
    return run(sql, options);
  };
  const lines = Array.from({ length: 9_000 }, (_, i) => `${i},name ${i % 90}`);
  const text = textOf(`id,name\n${lines.join('\n')}\n`);
  // Said to be as large as it would have to be.
  const blob = Object.defineProperty('blob' in text && text.blob, 'size', { value: WORTH_COMPACTING + 1 });
  const { rows } = need(
    await stage(own, { ...text, blob } as Staged, readingOf({ id: 'integer', name: 'text' })),
  );
  expect(rows).toBe(9_000);
  counted();
  need(await exactProfile(own));
  const names = `SELECT DISTINCT compression AS c FROM pragma_storage_info('staging') WHERE column_name = 'c2' AND segment_type = 'VARCHAR'`;
  await soon(async () => expect(need(await own.rows(names))).toEqual([{ c: 'DICT_FSST' }]));
  own.terminate();
});

test(
  'what is personal among the first rows of a big table shows at once, in whichever column',
  { tags: ['whole'] },
  async () => {
    const own = await openEngine();
    const note = (i: number) => (i === 777 ? 'call 13812345678' : `note ${i % 40}`);
    const text = (i: number) => (i === 888 ? 'write to zeb@example.com' : `free text of row ${i}`);
    const lines = Array.from({ length: 201_000 }, (_, i) => `A${i},${note(i)},${text(i)}`);
    const columns = { id: 'text', note: 'text', words: 'text' } as const;
    const { profile } = need(
      await stage(own, textOf(`${Object.keys(columns).join()}\n${lines.join('\n')}\n`), readingOf(columns)),
    );
    expect(profile.map(({ seen }) => seen?.kinds)).toEqual([{}, { phone: 1 }, { email: 1 }]);
    own.terminate();
  },
);
