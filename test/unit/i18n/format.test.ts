import { describe, expect, test, vi } from 'vitest';
import type { Format } from '../../../src/i18n/formats.ts';
import { currencySign, formatValue, type FormatOptions } from '../../../src/i18n/format.ts';

type Row = [value: unknown, format: Format, options: Partial<FormatOptions>, zh: string, en: string];
const short = { short: true };
const sentence = { digits: 'sentence' } as const;
const pounds = { currency: 'GBP' };
const day = Date.UTC(2011, 11, 9);

const table: Row[] = [
  [null, 'money', {}, '–', '–'],
  [undefined, 'text', {}, '–', '–'],
  [NaN, 'number', {}, '–', '–'],
  ['', 'integer', {}, '–', '–'],
  [0, 'integer', {}, '0', '0'],
  [1234567, 'integer', {}, '1,234,567', '1,234,567'],
  [-1234, 'integer', {}, '-1,234', '-1,234'],
  ['123456789012345678', 'integer', {}, '123,456,789,012,345,678', '123,456,789,012,345,678'],
  [123456789012345678n, 'integer', {}, '123,456,789,012,345,678', '123,456,789,012,345,678'],
  ['not a number', 'integer', {}, 'not a number', 'not a number'],
  [4255, 'integer', sentence, '4,255', '4,255'],
  [541909, 'integer', sentence, '54.2 万', '542k'],
  [12345678, 'integer', short, '1,234.6 万', '12.3M'],
  [5000, 'integer', short, '5,000', '5k'],
  [50000, 'integer', short, '5 万', '50k'],
  [999_999, 'integer', short, '100 万', '1M'],
  [100_000_000, 'integer', short, '1 亿', '100M'],
  [2_345_000_000, 'integer', short, '23.45 亿', '2.35bn'],
  [1234.5, 'number', {}, '1,234.5', '1,234.5'],
  [0.123456, 'number', {}, '0.123', '0.123'],
  [3.14159, 'number', sentence, '3.14', '3.14'],
  [0.8483, 'decimal', {}, '0.8483', '0.8483'],
  [0.5, 'decimal', {}, '0.5000', '0.5000'],
  [0.123456789, 'decimal', {}, '0.123457', '0.123457'],
  [3843, 'decimal', {}, '3,843', '3,843'],
  [1234.5, 'money', {}, '¥1,234.50', '¥1,234.50'],
  [-1234.5, 'money', {}, '-¥1,234.50', '-¥1,234.50'],
  [-0.001, 'money', {}, '¥0.00', '¥0.00'],
  [8577123, 'money', { ...pounds, ...short }, '£857.7 万', '£8.58M'],
  [8577123, 'money', { ...pounds, ...sentence }, '£858 万', '£8.58M'],
  [846_000, 'money', { ...pounds, ...sentence }, '£84.6 万', '£846k'],
  [483.21, 'money', { ...pounds, ...sentence }, '£483', '£483'],
  [1234.5, 'money', { currency: 'JPY' }, '¥1,235', '¥1,235'],
  [12.5, 'money', { currency: '元 ' }, '元 12.50', '元 12.50'],
  [0.123, 'percent', {}, '12.3%', '12.3%'],
  [0.8, 'percent', {}, '80.0%', '80.0%'],
  [-0.269, 'percentage_points', {}, '-26.9 个百分点', '-26.9 pts'],
  [0.2, 'percentage_points', short, '20', '20'],
  [0.8, 'percent', short, '80%', '80%'],
  [0.74512, 'percent', sentence, '74.5%', '74.5%'],
  [0.998, 'percent', sentence, '99.8%', '99.8%'],
  [0.00123, 'percent', {}, '0.12%', '0.12%'],
  [-0.05, 'percent', short, '-5%', '-5%'],
  [1, 'days', {}, '1 天', '1 day'],
  [12.54, 'days', {}, '12.5 天', '12.5 days'],
  [30, 'days', short, '30 天', '30 d'],
  [1, 'minutes', {}, '1 分钟', '1 min'],
  [90, 'seconds', {}, '90 秒', '90 s'],
  [0.408, 'minutes', sentence, '24 秒', '24 s'],
  [0, 'minutes', sentence, '0 分钟', '0 min'],
  [1639, 'minutes', sentence, '1,640 分钟', '1,640 min'],
  [1639, 'days', sentence, '1,639 天', '1,639 days'],
  [day, 'date', {}, '2011-12-09', '2011-12-09'],
  [day + 12 * 3600e3 + 50 * 60e3, 'timestamp', {}, '2011-12-09 12:50', '2011-12-09 12:50'],
  [day + 1000, 'timestamp', {}, '2011-12-09 00:00:01', '2011-12-09 00:00:01'],
  [day, 'month', {}, '2011 年 12 月', 'Dec 2011'],
  [day, 'month', short, '2011-12', '2011-12'],
  [3, 'month', {}, '3 月', 'Mar'],
  ['2011-12', 'month', {}, '2011-12', '2011-12'],
  [1, 'weekday', {}, '周一', 'Monday'],
  [7, 'weekday', short, '周日', 'Sun'],
  [0, 'weekday', short, '周日', 'Sun'],
  [9, 'hour', {}, '09:00', '09:00'],
  [9, 'hour', short, '9', '9'],
  [true, 'text', {}, '是', 'yes'],
  ['<b>', 'text', {}, '<b>', '<b>'],
];

describe('formatValue', () => {
  test.each(table)('%s as %s %j', (value, format, options, zh, en) => {
    expect(formatValue(value, format, { lang: 'zh', currency: 'CNY', ...options })).toBe(zh);
    expect(formatValue(value, format, { lang: 'en', currency: 'CNY', ...options })).toBe(en);
  });

  test('no more than three significant figures in a sentence, whatever the size', () => {
    for (const lang of ['zh', 'en'] as const)
      for (let exponent = -3; exponent < 11; exponent++) {
        const text = formatValue(1.23456 * 10 ** exponent, 'money', {
          lang,
          currency: 'GBP',
          digits: 'sentence',
        });
        const figures = text.replace(/[^\d]/g, '').replace(/^0+|0+$/g, '');
        expect(figures, text).toBe('123');
      }
  });

  test('signs of currencies', () => {
    expect(['CNY', 'GBP', 'USD', 'EUR', '₿'].map(currencySign)).toEqual(['¥', '£', '$', '€', '₿']);
    expect(currencySign('XXX')).toBe('');
    expect(formatValue(-1234.5, 'money', { lang: 'en', currency: 'XXX' })).toBe('-1,234.50');
  });
});

test('the first figure of a page waits for no formatter to be made', async () => {
  // A module of its own, as a page that has just been opened has it.
  const path = '../../../src/i18n/format.ts?anew';
  const { formatValue: fresh } = (await import(path)) as { formatValue: typeof formatValue };
  const made = vi.spyOn(Intl, 'NumberFormat');
  expect(fresh(1234, 'integer', { lang: 'en', currency: '' })).toBe('1,234');
  expect(made).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test('no value turns the figures that stand behind it, or hides beside them', () => {
  const options = { lang: 'en', currency: '' } as const;
  for (const format of ['text', 'integer'] as const)
    expect(formatValue('web\u202e', format, options)).toBe('web⟨U+202E⟩');
  expect(formatValue('a\u2066b\u0007', 'text', options)).toBe('a⟨U+2066⟩b⟨U+0007⟩');
  // Blanks, line ends and the marks of Arabic and Hebrew texts are none of it.
  for (const text of ['a\tb\nc', 'שלום\u200f (2)', '👩\u200d💻'])
    expect(formatValue(text, 'text', options)).toBe(text);
});
