import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { recognise } from '../../../src/import/recognise.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { fileOf, importText, valueOf } from './support.ts';
import { xlsxOf } from './zip-of.ts';
import { stage } from '../../../src/files/formats/stage.ts';

const HEAD = ['客户', '日期', '金额'];
const data = (count: number) =>
  Array.from({ length: count }, (_, i) => [
    `C${i + 1}`,
    `2024-03-${String((i % 28) + 1).padStart(2, '0')}`,
    `${i + 1}.5`,
  ]);
const TITLES = [['销售报表'], ['导出人：甲']];
const TOTAL = [['合计', '', '99']];

/** Rows as a sheet of texts and numbers. */
function sheetOf(rows: string[][]): File {
  const cell = (text: string, at: string) =>
    /^[\d.]+$/.test(text)
      ? `<c r="${at}"><v>${text}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const xml = rows.map(
    (row, r) =>
      `<row r="${r + 1}">${row.map((text, c) => (text === '' ? '' : cell(text, `${'ABC'[c]}${r + 1}`))).join('')}</row>`,
  );
  return fileOf(xlsxOf([{ name: 'S', rows: xml.join('') }]), 'orders.xlsx');
}

/** The same table as a text file and as a workbook. */
const FORMATS: [string, (rows: string[][]) => File][] = [
  ['text', (rows) => fileOf(rows.map((row) => row.join(',')).join('\n'), 'orders.csv')],
  ['workbook', sheetOf],
];

/** The file as a notebook that came from elsewhere has it read. */
async function readAs(file: File, asked: Record<string, unknown>) {
  const source = {
    ...defaultSource,
    name: 'orders',
    entity: 'orders' as const,
    columns: HEAD.map((name) => ({ name, type: 'VARCHAR' })),
    reading: asked,
  };
  const { readings, remembered } = valueOf(
    await recognise([source], file.name, null, (hints) => inspect(file, hints)),
  );
  const reading = readings[0]!;
  const { rows } = await importText(valueOf(await stage(file, reading)), reading);
  return { reading, rows: rows.length, remembered, codes: reading.notices.map(({ code }) => code) };
}

describe.each(FORMATS)('%s: lines that are left out', (_, fileOfRows) => {
  const whole = [...TITLES, HEAD, ...data(300), ...TOTAL];

  test('are counted and told, as the file suggests them', async () => {
    const { reading, rows, codes } = await readAs(fileOfRows(whole), {});
    expect(rows).toBe(300);
    expect(reading.leftOut).toEqual({ above: 2, below: 1 });
    expect(codes).toEqual(expect.arrayContaining(['title-rows', 'total-row']));
  });

  test('are no more at the end because a notebook asks for it', async () => {
    const { reading, rows, codes, remembered } = await readAs(fileOfRows(whole), { skipTail: 250 });
    expect(rows).toBe(300);
    expect(reading.leftOut).toEqual({ above: 2, below: 1 });
    expect(codes).toContain('tail-asked');
    // What is kept of the setting is what was done.
    expect(remembered.hints).toEqual({ skipTail: 1 });
  });

  test('are no rows above a header that a notebook moves down', async () => {
    const { reading, rows, codes } = await readAs(fileOfRows(whole), { headerLine: 25 });
    expect(rows).toBe(300);
    expect(reading.text!.headerLine).toBe(3);
    expect(reading.leftOut).toEqual({ above: 2, below: 1 });
    expect(codes).toContain('header-asked');
  });

  test('may be fewer: a total that is asked for as data', async () => {
    const { rows, reading } = await readAs(fileOfRows(whole), { skipTail: 0 });
    expect(rows).toBe(301);
    expect(reading.leftOut).toEqual({ above: 2, below: 0 });
  });

  test('are what a person says here, told all the same', async () => {
    const hints = { skipTail: 50, headerLine: 5 };
    const [reading] = valueOf(await inspect(fileOfRows(whole), hints));
    expect(reading!.leftOut).toEqual({ above: 4, below: 50 });
    expect(reading!.notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['title-rows', 'total-row']),
    );
  });

  test('a header below a few lines as wide as the table is remembered', async () => {
    const wide = [['C0', '2023-01-01', '1'], ['C00', '2023-01-02', '2'], HEAD, ...data(20)];
    const { reading } = await readAs(fileOfRows(wide), { headerLine: 3 });
    expect(reading.text!.headerLine).toBe(3);
    expect(reading.leftOut).toEqual({ above: 2, below: 0 });
  });
});
