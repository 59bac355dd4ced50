import { describe, expect, test } from 'vitest';
import { encodeLegacy, utf16 } from '../../fixtures/bytes.ts';
import { CUSTOMER_WORDS, customersCsv } from '../../fixtures/customers.ts';
import { few, PART, upTo } from '../../tools/breadth.ts';
import { fileOf, readingOf } from './support.ts';

/** Each encoding with the language that is written in it. */
const ENCODINGS: [string, keyof typeof CUSTOMER_WORDS][] = [
  ['gb18030', 'simplified'],
  ['gb18030', 'traditional'],
  ['big5', 'traditional'],
  ['shift_jis', 'japanese'],
  ['euc-kr', 'korean'],
  ['windows-1252', 'german'],
  ['windows-1252', 'french'],
  ['euc-jp', 'japanese'],
  ['windows-1251', 'russian'],
  ['koi8-r', 'russian'],
  ['windows-1250', 'polish'],
  ['utf-16le', 'simplified'],
  ['utf-16be', 'simplified'],
  ['utf-16le', 'korean'],
  ['utf-8', 'simplified'],
  ['utf-8', 'german'],
];

const encoded = (text: string, encoding: string): Uint8Array =>
  encoding === 'utf-8'
    ? new TextEncoder().encode(text)
    : encoding.startsWith('utf-16')
      ? utf16(text, encoding === 'utf-16le' ? 'le' : 'be', false)
      : encodeLegacy(text, encoding);

describe('customer files without a mark', () => {
  test.each(few(ENCODINGS, 4))(
    '%s, %s: short and long, names alone and with addresses',
    async (encoding, words) => {
      const wrong: string[] = [];
      // In `npm test` long ones are of one encoding alone: they say the most, and take by far the longest.
      const long = PART && encoding !== 'gb18030' ? [] : [10_000];
      for (const rows of [...few([10, 30, 300], 2), ...long])
        for (let seed = 1; seed <= (rows > 1000 || PART ? 1 : upTo(3, 12)); seed += 1)
          for (const shape of ['names', 'addresses', 'heads'] as const) {
            const text = customersCsv(CUSTOMER_WORDS[words], { rows, seed, shape });
            // Some headers say nothing beyond ASCII, which reads alike in all but UTF-16.
            if (/^[\x00-\x7f]*$/.test(text) && !encoding.startsWith('utf-16')) continue;
            const reading = await readingOf(fileOf(encoded(text, encoding)));
            if (reading.text!.encoding !== encoding)
              wrong.push(`${rows} rows, seed ${seed}, ${shape}: ${reading.text!.encoding}`);
          }
      expect(wrong).toEqual([]);
    },
  );

  test.each(few(['gb18030', 'big5', 'windows-1252'], 3))(
    '%s that begins only in the midst of a long file',
    async (encoding) => {
      const plain = Array.from({ length: 60_000 }, (_, i) => `${i},plain text,1\n`);
      const words = encoding === 'gb18030' ? 'simplified' : encoding === 'big5' ? 'traditional' : 'german';
      const late = customersCsv(CUSTOMER_WORDS[words], { rows: 20, seed: 3, shape: 'names' })
        .split('\n')
        .slice(1, -1)
        .map((line) => `${line.split(',').slice(0, 3).join(',')}\n`);
      const text = `n,note,k\n${[...plain.slice(0, 22_000), ...late, ...plain.slice(22_000)].join('')}`;
      expect((await readingOf(fileOf(encoded(text, encoding)))).text!.encoding).toBe(encoding);
    },
  );
});

test('a Japanese list of orders with few words in EUC-JP is none in Cyrillic', async () => {
  const goods = ['珈琲', 'カップ', '菓子', '紅茶', '緑茶'];
  const lines = Array.from(
    { length: 60 },
    (_, i) => `A50${232 + i},2023-10-04,10${231 + (i % 7)},${goods[i % 5]},${1 + (i % 3)},${910 + i}.56`,
  );
  const text = ['注文番号,注文日,顧客ID,商品名,数量,金額', ...lines].join('\n');
  const reading = await readingOf(fileOf(encodeLegacy(text, 'euc-jp'), 'a.csv'));
  expect(reading.text!.encoding).toBe('euc-jp');
});
