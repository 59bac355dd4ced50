import { describe, expect, test } from 'vitest';
import { detectPersonal, writtenAmong } from '../../../src/privacy/detect.ts';
import { mobilesAreOdd } from '../../../src/privacy/mobiles.ts';
import { seededRandom } from '../../../src/model/random.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { openNative } from '../support/native.ts';

const N = 200;
const random = seededRandom(20_241_130);
const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(random() * 10)).join('');
const pick = (of: readonly string[]): string => of[Math.floor(random() * of.length)]!;
const column = (make: (i: number) => string): string[] => Array.from({ length: N }, (_, i) => make(i));

const SEGMENTS = ['130', '135', '136', '138', '139', '150', '158', '159', '177', '185', '186', '188', '199'];
const mobiles = column(() => pick(SEGMENTS) + digits(8));

describe('a column of mainland mobiles', () => {
  test.each(['product', '商品名称', 'item', '订单号', 'session', 'amount', 'date', 'brand', 'ticket_no'])(
    'is one under the name %s as well, and with a few that are not',
    (name) => {
      expect(detectPersonal(name, mobiles)).toBe('phone');
      expect(detectPersonal(name, mobiles.slice(0, 12))).toBe('phone');
      expect(detectPersonal(name, [...mobiles.slice(0, 60), 'n/a', '', '无', '10086'])).toBe('phone');
    },
  );

  test.each<[string, (i: number) => string]>([
    ['random, of eleven digits', () => pick(['1', '2', '3', '4', '5', '6', '7', '8', '9']) + digits(10)],
    ['random, as mobiles begin', () => `1${pick(['3', '4', '5', '6', '7', '8', '9'])}${digits(9)}`],
    ['counted up', (i) => String(13_812_345_678 + i)],
    ['counted up by large steps', (i) => String(13_000_000_000 + i * 31_234_567)],
    ['counted down', (i) => String(19_900_000_000 - i * 31_234_567)],
    ['of few kinds of goods', () => pick(['138', '139', '150']) + digits(8)],
    ['mostly of one kind of goods', (i) => (i % 2 ? '138' : pick(SEGMENTS)) + digits(8)],
    [
      'begun by a day',
      () =>
        `1${pick(['3', '5', '7', '8', '9'])}${pick(['01', '02', '05', '10', '11', '12'])}${pick(['01', '09', '15', '28'])}${digits(5)}`,
    ],
    ['of the same few goods', () => pick(mobiles.slice(0, 5))],
    ['of half other codes', (i) => (i % 2 ? mobiles[i]! : `A${digits(10)}`)],
    ['moments', (i) => String(1_700_000_000 + i * 977)],
    ['moments in milliseconds', (i) => String(1_700_000_000_000 + i * 977_331)],
    ['of articles', () => `4006381${digits(6)}`],
  ])('is none where its codes are %s', (_, make) => {
    const codes = column(make);
    for (const name of ['product', '订单号', 'sku', 'amount']) expect(detectPersonal(name, codes)).toBeNull();
  });
});

describe('a mobile among codes', () => {
  const seen = { filled: 1000, kinds: { phone: 1 }, written: { phone: 1 } };

  test.each<[string, () => string, boolean]>([
    ['letters and five digits', () => `B${digits(5)}`, true],
    ['letters, a stroke and digits', () => `${pick(['SKU', 'P'])}-${digits(4)}`, true],
    ['five digits', () => digits(5), true],
    ['an order of a year', () => `ORD-2024-${digits(6)}`, true],
    ['eleven digits', () => `2${digits(10)}`, false],
    ['letters and eleven digits', () => `O${digits(11)}`, false],
    [
      'hexadecimal digits',
      () =>
        Math.floor(random() * 2 ** 44)
          .toString(16)
          .padStart(11, '0'),
      false,
    ],
    ['any letters and digits', () => Math.floor(random() * 2 ** 44).toString(36), false],
  ])('of %s', (_, make, odd) => {
    const codes = column(make);
    expect(mobilesAreOdd(codes)).toBe(odd);
    expect(mobilesAreOdd([...codes, ...mobiles.slice(0, 3)])).toBe(odd);
    if (odd) expect(detectPersonal('element', codes, seen)).toBe('text');
  });

  test('a tab that keeps a code’s digits from a spreadsheet makes no words of it', async () => {
    const codes = column(() => `69${digits(17)}\t`);
    const { sql, test: writes } = writtenAmong(codes);
    expect(codes.some(writes)).toBe(false);
    expect(writes('张三 13812345678\t')).toBe(true);
    const values = [...codes, '张三 13812345678\t'].map((value) => `(${quoteText(value)})`);
    const native = await openNative();
    try {
      expect(await native.rows(`SELECT v FROM (VALUES ${values.join(', ')}) t(v) WHERE ${sql}`)).toEqual([
        { v: '张三 13812345678\t' },
      ]);
    } finally {
      native.close();
    }
  });

  test('of too few to tell', () => expect(mobilesAreOdd(['B10021', 'B10022'])).toBe(false));
});
