import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDate } from '../../../src/files/dates.ts';
import { readSheet } from '../../../src/files/formats/sheet-reading.ts';
import { convertSql } from '../../../src/import/stage/staging.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { openNative, type Native } from '../support/native.ts';
import { fileOf, readingOf } from './support.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

const day = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 16));

/** What a file's first column is read as, with each of its texts read by the page and by the engine. */
async function read(header: string, texts: readonly string[], name = '明细2024.csv') {
  const lines = texts.map((text, i) => `${text},张${i},${i + 1}.5`).join('\n');
  const { columns, notices } = await readingOf(fileOf(`${header},客户,金额\n${lines}\n`, name));
  const column = columns[0]!;
  const codes = notices.map(({ code }) => code);
  if (!column.format) return { column, page: [], engine: [], codes };
  const told = await native.rows<{ ms: number | null }>(
    texts
      .map((text) => `SELECT epoch_ms(CAST(${convertSql(quoteText(text), column)} AS TIMESTAMP)) AS ms`)
      .join(' UNION ALL '),
  );
  const page = texts.map((text) => day(parseDate(text, column.format)));
  return { column, page, engine: told.map(({ ms }) => day(ms)), codes };
}

describe('days without a year', () => {
  test.each<[string, string, string[], string, string[]]>([
    ['a point', '日期', ['1.28', '1.3', '12.10'], '2024:%m.%d', ['2024-01-28', '2024-01-03', '2024-12-10']],
    ['a slash', '送货日期', ['1/28', '01/03'], '2024:%m/%d', ['2024-01-28', '2024-01-03']],
    ['a dash', '下单时间', ['1-28', '1-3'], '2024:%m-%d', ['2024-01-28', '2024-01-03']],
    ['signs', '日期', ['1月28日', '2月29日'], '2024:%m月%d日', ['2024-01-28', '2024-02-29']],
    ['as a spreadsheet shows them', 'Date', ['5-Jan', '28-Feb'], '2024:%d-%b', ['2024-01-05', '2024-02-28']],
    ['the day first', 'Datum', ['28.1.', '3.12.'], '2024:%d.%m.', ['2024-01-28', '2024-12-03']],
    [
      'digits alone',
      'Belegdatum',
      ['0501', '2812', '112'],
      '2024:%d%m',
      ['2024-01-05', '2024-12-28', '2024-12-01'],
    ],
    ['digits, the month first', '凭证日期', ['0105', '1228'], '2024:%m%d', ['2024-01-05', '2024-12-28']],
    ['what only one order reads', 'Order Date', ['28/1', '3/12'], '2024:%d/%m', ['2024-01-28', '2024-12-03']],
  ])('%s', async (_, header, texts, format, days) => {
    const { column, page, engine, codes } = await read(header, texts);
    expect(column).toMatchObject({ type: 'date', format });
    expect(page).toEqual(days.map((one) => `${one}T00:00`));
    expect(engine).toEqual(page);
    expect(codes).toContain('year-taken');
  });

  test('digits alone are numbers under another name, and where nothing states a year', async () => {
    expect((await read('Menge', ['501', '112'])).column.type).toBe('integer');
    expect((await read('日期', ['0501', '1228'], '明细.csv')).column.type).toBe('text');
    expect((await read('通话时间', ['105', '112'])).column.type).toBe('integer');
  });

  test('in DATEV’s books are of the year of the period that stands above the names', async () => {
    const head = (wj: string, from: string, to: string) =>
      `"EXTF";700;21;"Buchungsstapel";13;20250130140440439;;"RE";"";"";29098;55003;${wj};4;${from};${to};"Verkauf";"";1;0;0;"EUR"`;
    const names =
      '"Umsatz (ohne Soll/Haben-Kz)";"Soll/Haben-Kennzeichen";"Konto";"Gegenkonto (ohne BU-Schlüssel)";"Belegdatum";"Belegfeld 1"';
    const lines = ['0501', '1501', '2801'].map(
      (day, i) => `${i + 1}19,00;"S";1000${i};8400;${day};"RE-${i}"`,
    );
    const formats = async (...above: [string, string, string]) => {
      const text = [head(...above), names, ...lines].join('\r\n');
      const { columns } = await readingOf(fileOf(text, 'EXTF_Buchungsstapel.csv'));
      return columns.find(({ name }) => name === 'Belegdatum')!.format;
    };
    expect(await formats('20240101', '20240101', '20240131')).toBe('2024:%d%m');
    expect(await formats('20230701', '20240101', '20240131')).toBe('2024:%d%m');
    expect(await formats('20230701', '20231201', '20240131')).toBe('');
  });

  test('with a time of day, beside or in a column of its own', async () => {
    const beside = await read('下单时间', ['1-28 10:30', '12-3 9:05']);
    expect(beside.column).toMatchObject({ type: 'timestamp', format: '2024:%m-%d %H:%M' });
    expect(beside.engine).toEqual(['2024-01-28T10:30', '2024-12-03T09:05']);
    expect(beside.page).toEqual(beside.engine);
    const lines = ['1.28,10:30,5', '1.3,09:05,6'].join('\n');
    const { columns } = await readingOf(fileOf(`下单日期,下单时间,金额\n${lines}\n`, '明细2024.csv'));
    expect(columns[0]).toMatchObject({ type: 'timestamp', format: '2024:%m.%d %H:%M', clock: '下单时间' });
  });

  test('a day that its month lacks is none; one that states its year keeps it', async () => {
    const { column, engine } = await read('日期', ['1.28', '2.27']);
    const rows = await native.rows<{ a: string | null; b: string | null }>(
      `SELECT CAST(${convertSql("'2.30'", column)} AS VARCHAR) AS a, CAST(${convertSql("'2023-05-06'", column)} AS VARCHAR) AS b`,
    );
    expect(engine).toEqual(['2024-01-28T00:00', '2024-02-27T00:00']);
    expect(rows).toEqual([{ a: null, b: '2023-05-06' }]);
    expect([day(parseDate('2.30', column.format)), day(parseDate('2023-05-06', column.format))]).toEqual([
      null,
      '2023-05-06T00:00',
    ]);
  });

  test('both orders fit: the analyst is asked', async () => {
    const { column } = await read('Order Date', ['1/2', '3/4'], 'orders 2024.csv');
    expect(column.ambiguous?.formats).toEqual(['2024:%m/%d', '2024:%d/%m']);
    expect((await read('日期', ['1/2', '3/4'])).column.ambiguous).toBeUndefined();
  });

  test('without a year anywhere they are no days, and it is told', async () => {
    const { column, codes } = await read('日期', ['1.28', '1.3'], '明细.csv');
    expect(column.type).toBe('number');
    expect(codes).toContain('year-missing');
    expect(codes).not.toContain('year-taken');
  });

  test('birthdays come each year, and other numbers are no days', async () => {
    expect((await read('生日', ['1.28', '1.3'])).column.type).toBe('number');
    expect((await read('单价', ['1.28', '1.3'])).column.type).toBe('number');
    expect((await read('日期', ['1.28', '13.3'])).column.type).toBe('number');
  });

  test('days that a spreadsheet may have cut are told of', async () => {
    const days = Array.from({ length: 31 }, (_, i) => `1.${i + 1}`);
    const codes = async (texts: readonly string[]) =>
      (
        await readingOf(fileOf(`日期,金额\n${texts.map((text) => `${text},5`).join('\n')}\n`, '2024.csv'))
      ).notices.map(({ code }) => code);
    expect(await codes(days)).toContain('year-taken');
    expect(await codes(days.map((text) => String(Number(text))))).toEqual(
      expect.arrayContaining(['year-taken', 'days-cut']),
    );
  });

  test('a sheet takes the year of its own title before that of the file', () => {
    const rows = [
      ['2023年12月送货明细表'],
      ['序号', '日期', '客户', '金额'],
      ...Array.from({ length: 20 }, (_, i) => [String(i + 1), `12.${i + 1}`, `张${i}`, '5']),
      ['合计', '', '', '100'],
      [],
      ['送货人：', '', '签收：', ''],
    ];
    const read = readSheet({
      name: '明细2024 › 12月',
      kind: 'xlsx',
      part: '12月',
      rows,
      complete: true,
      notices: [],
    });
    expect(read?.columns[1]).toMatchObject({ type: 'date', format: '2023:%m.%d' });
    // The sum and what is signed below it are none of the rows.
    expect(read?.text?.skipTail).toBe(2);
    expect(read?.columns[0]?.type).toBe('integer');
  });
});
