import { afterAll, beforeAll, expect, test } from 'vitest';
import { sniffColumn } from '../../../src/files/types.ts';
import { convertSql } from '../../../src/import/stage/staging.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import {
  currencyIn,
  currencyInSql,
  currencyNamed,
  currencySql,
  MONEY,
  readCurrency,
} from '../../../src/values/currency.ts';
import { readNumber } from '../../../src/values/number.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

/** What an engine makes of each text. */
const bySql = async (sql: (text: string) => string, texts: readonly string[]): Promise<unknown[]> =>
  (
    await native.rows<{ c: unknown }>(
      `SELECT ${sql('t')} AS c FROM (VALUES ${texts.map((t, i) => `(${i}, ${quoteText(t)})`).join(', ')}) v(i, t) ORDER BY i`,
    )
  ).map(({ c }) => c);

const BESIDE: Record<string, string[]> = {
  CNY: ['¥ ', '￥', 'RMB ', 'CNY', 'CN¥', '人民币'],
  USD: ['$', 'US$', 'USD ', '＄'],
  HKD: ['HK$', 'HKD '],
  EUR: ['€', 'EUR '],
  GBP: ['£'],
  JPY: ['JP¥', 'JPY '],
  INR: ['₹', 'Rs.', 'Rs '],
  BRL: ['R$ '],
  CHF: ['CHF ', 'Fr. '],
  AED: ['Dhs ', 'د.إ '],
  ARS: ['ARS ', 'AR$ '],
};
const BEHIND: Record<string, string[]> = {
  CNY: ['元', ' RMB', ' 元人民币', '块'],
  USD: ['美元', ' USD', ' $'],
  JPY: ['円', '日元', ' yen'],
  EUR: [' €', ' euros', '欧元'],
  RUB: [' руб.', ' ₽'],
  SEK: [' kr', ' SEK'],
  HKD: ['港币'],
};

test('every sign and word before and behind a number is told, by the page and by the engine alike', async () => {
  const numbers = ['12', '1,234.50', '0.5', '-3', '１２'];
  const written = [
    ...Object.entries(BESIDE).flatMap(([code, words]) =>
      words.flatMap((word) => numbers.map((n) => [`${word}${n}`, code] as const)),
    ),
    ...Object.entries(BEHIND).flatMap(([code, words]) =>
      words.flatMap((word) => numbers.map((n) => [`${n}${word}`, code] as const)),
    ),
    ...numbers.map((n) => [n, null] as const),
  ];
  const texts = written.map(([text]) => text);
  expect(texts.map(readCurrency)).toEqual(written.map(([, code]) => code));
  expect(await bySql(currencySql, texts)).toEqual(written.map(([, code]) => code));
  expect(texts.filter((text) => readNumber(text, { decimal: '.', percent: false }) === null)).toEqual([]);
});

test('a column of currencies is read by code, name or sign; an unknown one stands for itself', async () => {
  const texts = [
    'USD',
    'usd',
    ' eur ',
    'CNY - Chinese Yuan',
    '人民币',
    '$',
    'US Dollar',
    '欧元',
    'xau',
    'POINTS',
    '',
  ];
  const codes = ['USD', 'USD', 'EUR', 'CNY', 'CNY', 'USD', 'USD', 'EUR', 'XAU', 'POINTS', null];
  expect(texts.map(currencyIn)).toEqual(codes);
  expect(await bySql(currencyInSql, texts)).toEqual(codes);
});

test('every word of money is read alike in either case, dressed and with more behind it, by the page and the engine', async () => {
  const words = MONEY.replaceAll('\\', '').split('|');
  const texts = words.flatMap((word) => [
    ...[word, word.toLowerCase(), word.toUpperCase(), ` ${word}\u3000`, `\u200e${word}`],
    ...[`${word} 1`, `${word}(a)`, `${word}x`],
  ]);
  expect(await bySql(currencyInSql, texts)).toEqual(texts.map(currencyIn));
});

test('a long text is written few times to tell the currency that it names: what a view holds is planned each time', () => {
  expect(currencyInSql('#').split('#').length - 1).toBeLessThanOrEqual(5);
});

test.each([
  ['Amount (USD)', 'USD'],
  ['revenue_eur', 'EUR'],
  ['Total £', 'GBP'],
  ['Total (ARS)', 'ARS'],
  ['金额（美元）', 'USD'],
  ['金额(元)', 'CNY'],
  ['实付金额/元', 'CNY'],
  ['Amount', null],
  ['Tryout', null],
  ['Sales price', null],
])('the name %s states %s', (name, code) => {
  expect(currencyNamed(name)).toBe(code);
});

test('several currencies keep a column as text; one is told, and another among it is not read as if it were', async () => {
  expect(sniffColumn('amount', ['$1', '€2.50', '¥3'])).toMatchObject({
    type: 'text',
    currencies: ['USD', 'EUR', 'CNY'],
  });
  const one = sniffColumn('amount', ['$1', '$2.50', '3']);
  expect(one).toMatchObject({ type: 'number', currencies: ['USD'] });
  expect(sniffColumn('amount', ['1,000', '2.50'])).not.toHaveProperty('currencies');
  const column = { name: 'amount', original: 'amount', ...one };
  expect(await bySql((t) => convertSql(t, column), ['$5', 'USD 6', '7', '€8', '9元', 'HK$10'])).toEqual([
    5,
    6,
    7,
    null,
    null,
    null,
  ]);
});
