import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { quoteText } from '../../../../src/sql/quote.ts';
import { convertSql } from '../../../../src/import/stage/staging.ts';
import { DATE_FORMS, parseDate } from '../../../../src/files/dates.ts';
import { formOf, parseNumber, type NumberStyle } from '../../../../src/files/numbers.ts';
import { isNothing, meantSql } from '../../../../src/values/nothing.ts';
import { numberSql } from '../../../../src/values/number.ts';
import { few, some } from '../../../tools/breadth.ts';
import { openEngine } from '../../engine/support.ts';
import { openNative, type Native } from '../../support/native.ts';

let engine: Engine;
let native: Native;
beforeAll(async () => {
  engine = await openEngine();
  native = await openNative();
});
afterAll(() => native.close());

function selectOf(expressions: string[], texts: string[]): string {
  const list = texts.map((text, i) => `(${i}, ${quoteText(text)})`).join(', ');
  return `SELECT ${expressions.join(', ')} FROM (VALUES ${list}) t(i, x) ORDER BY i`;
}

async function columnsOf(expressions: string[], texts: string[]): Promise<unknown[][]> {
  const result = await engine.run(selectOf(expressions, texts));
  if (!result.ok) throw new Error(result.fault.detail);
  return result.value.data;
}

const valuesOf = async (expression: (text: string) => string, texts: string[]): Promise<unknown[]> =>
  (await columnsOf([`${expression('x')} AS v`], texts))[0]!;

const NUMBERS = [
  '1',
  '-2',
  '+3',
  ' 4 ',
  '1.5',
  '.5',
  '5.',
  '1e3',
  '1E-2',
  '1,234',
  '1,234.5',
  '12,34',
  '-1,234',
  '1,234,567.89',
  '1.234,5',
  '1.234.567',
  '7,25',
  '-0,25',
  '¥1,234',
  '￥5',
  '$ 7',
  '-$7',
  '$-7',
  '€3',
  '12元',
  '12 元',
  'RMB 8',
  'USD 9.5',
  '12%',
  '12.5％',
  '-3%',
  '1,200%',
  '0',
  '0.00',
  '1.2万',
  '3亿',
  '2万元',
  '5億',
  '-1.5萬',
  '(1,234)',
  '（5）',
  '($6)',
  '()',
  '',
  ' ',
  '-',
  'abc',
  '1a',
  'a1',
  '1 2',
  '1_000',
  '0x10',
  'NaN',
  'inf',
  '1e400',
  '--1',
  '1.2.3',
  '1,23,4',
  '12,345',
  '12345,67',
  '€ 3,5',
  '3,5 €',
  "1'234,5",
];

describe('numbers: the engine reads what the sniffer reads', () => {
  test.each<NumberStyle>(['plain', 'grouped', 'decimal-comma', 'percent', 'wan-yi', 'accounting'])(
    '%s',
    async (style) => {
      const texts = NUMBERS.filter((text) => style === 'plain' || !/\de/i.test(text));
      const read = await valuesOf((x) => numberSql(x, formOf(style)), texts);
      const wrong = texts.flatMap((text, i) => {
        const parsed = parseNumber(text, style);
        const expected = parsed === null || !Number.isFinite(parsed) ? null : parsed;
        const actual = read[i] as number | null;
        const same =
          expected === null || actual === null
            ? expected === actual
            : Math.abs(expected - actual) <= 1e-12 * Math.abs(expected);
        return same ? [] : [{ text, expected, actual }];
      });
      expect(wrong).toEqual([]);
    },
  );
});

const MOMENTS = [
  '2024-01-31',
  '2024-1-5',
  '2024/02/30',
  '2024/2/3',
  '20240131',
  '31/01/2024',
  '1/2/24',
  '2024年1月31日',
  '2024.03.04',
  '5 Mar 2024',
  'Mar 5, 2024',
  '2024-01-31 08:26',
  '2024-01-31 8:26:05',
  '2011/12/9 8:26',
  '2024-01-31T08:26:05Z',
  '2024-01-31T08:26:05+0800',
  '2024-01-31 1:05 PM',
  '2024年1月31日 8时26分',
  '2024-01-31 08:26:05.250',
  '2024-01-31 25:00',
  'x',
  '',
];

test('an exponent is understood beside grouped numbers and brackets', async () => {
  for (const style of ['grouped', 'accounting'] as const) {
    expect(await valuesOf((x) => numberSql(x, formOf(style)), ['1e3', '1E-2', '1,000'])).toEqual([
      1000, 0.01, 1000,
    ]);
  }
});

describe('moments: the engine reads what the sniffer reads', () => {
  // One statement for several forms, so that the texts are planned once for all of them.
  const TOGETHER = 20;
  const sqlOf = ({ format, type }: (typeof DATE_FORMS)[number]) =>
    convertSql('x', { name: 'x', original: 'x', type, format });

  /** What each form reads, as the command line's engine does, for which a form costs a fifth of the page's. */
  async function byNative(forms: readonly (typeof DATE_FORMS)[number][]): Promise<unknown[][]> {
    const moments = forms.map((form, n) => `epoch_ms(CAST(${sqlOf(form)} AS TIMESTAMP)) AS v${n}`);
    const rows = await native.rows(selectOf(moments, MOMENTS));
    return forms.map((_, n) => rows.map((row) => row[`v${n}`]));
  }
  const byPage = (forms: readonly (typeof DATE_FORMS)[number][]) =>
    columnsOf(
      forms.map((form, n) => `${sqlOf(form)} AS v${n}`),
      MOMENTS,
    );

  describe.each([
    ['the command line’s engine', few(DATE_FORMS, 12), byNative],
    ['the page’s engine', few(some(DATE_FORMS, 6), 6), byPage],
  ] as const)('%s', (_, forms, read) => {
    const asked = new Map<number, Promise<unknown[][]>>();
    test.each(forms.map(({ format }, f) => [format, f] as const))('%s', async (format, f) => {
      const first = f - (f % TOGETHER);
      const found = asked.get(first) ?? read(forms.slice(first, first + TOGETHER));
      asked.set(first, found);
      const values = (await found)[f % TOGETHER]!;
      const wrong = MOMENTS.flatMap((text, i) => {
        // The sniffer decides on the shape of what it sees; of texts it accepts, both must read the same moment.
        const expected = parseDate(text, format);
        const actual = values[i];
        return expected === null || expected === actual ? [] : [{ text, expected, actual }];
      });
      expect(values).toHaveLength(MOMENTS.length);
      expect(wrong).toEqual([]);
    });
  });
});

test('signs for nothing are the same here as for the sniffer', async () => {
  const texts = [
    '',
    ' ',
    'null',
    'NULL',
    '\\N',
    'n/a',
    'NA',
    '#N/A',
    'NaN',
    'none',
    'nil',
    '-',
    '---',
    '—',
    '无',
    '空',
    '暂无',
    '0',
    'x',
    '无货',
    '-1',
  ];
  expect(await valuesOf(meantSql, texts)).toEqual(texts.map((text) => !isNothing(text)));
});
