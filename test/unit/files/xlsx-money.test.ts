import { expect, test } from 'vitest';
import { currencyShown } from '../../../src/files/formats/xlsx/money.ts';
import { fileOf, readingOf } from './support.ts';
import { xlsxOf } from './zip-of.ts';

test.each([
  ['[$€-2] #,##0.00', 'EUR'],
  ['#,##0.00 [$€-407]', 'EUR'],
  ['"$"#,##0.00_);[Red]("$"#,##0.00)', 'USD'],
  ['_("$"* #,##0.00_);_("$"* (#,##0.00)', 'USD'],
  ['[$$-409]#,##0.00', 'USD'],
  ['[$$-1009]#,##0.00', 'CAD'],
  ['[$¥-804]#,##0.00', 'CNY'],
  ['[$¥-411]#,##0', 'JPY'],
  ['"¥"#,##0.00', 'CNY'],
  ['[$HK$-C04]#,##0.00', 'HKD'],
  ['[$USD] #,##0.00', 'USD'],
  ['\\£#,##0', 'GBP'],
  ['#,##0.00\\ "zł"', 'PLN'],
  ['#,##0.00', null],
  ['General', null],
  ['0.00E+00', null],
  ['0.0%', null],
  ['yyyy"年"m"月"d"日"', null],
  ['[$-409]d-mmm-yy', null],
  ['#,##0 "games won"', null],
  ['[>=10000]0.0,"K";0', null],
])('a number shown as %s is of %s', (code, currency) => {
  expect(currencyShown(164, code)).toBe(currency);
});

const text = (name: string) => `<c t="inlineStr"><is><t>${name}</t></is></c>`;
const sheet = (styles: number[]) =>
  [
    `<row>${text('order_id')}${text('amount')}${text('cost')}</row>`,
    ...styles.map(
      (s, i) => `<row>${text(`A${i}`)}<c s="${s}"><v>${i + 10.5}</v></c><c s="6"><v>${i}</v></c></row>`,
    ),
  ].join('');
const reading = (styles: number[], formats: string[]) =>
  readingOf(fileOf(xlsxOf([{ name: 'a', rows: sheet(styles) }], { formats }), 'a.xlsx'));
const FORMATS = ['[$€-2] #,##0.00', '"$"#,##0.00'];

test('cells of a column that are shown in several currencies are told like amounts that state theirs', async () => {
  const { columns, notices, preview } = await reading([5, 6, 5, 6, 6, 5, 6], FORMATS);
  expect(columns[1]).toMatchObject({ type: 'text', currencies: ['USD', 'EUR'] });
  expect(columns[2]).toMatchObject({ type: 'number', currencies: ['USD'] });
  expect(notices.map(({ code }) => code)).toContain('currencies-mixed');
  expect(preview.slice(0, 2).map((row) => row[1])).toEqual(['EUR 10.5', 'USD 11.5']);
});

test('a workbook whose money is all of one currency is read as numbers', async () => {
  const { columns, preview } = await reading([5, 5, 5, 5, 5, 5, 5], [FORMATS[0]!, FORMATS[0]!]);
  expect(columns[1]).toMatchObject({ type: 'number' });
  expect(preview[0]![1]).toBe('10.5');
});
