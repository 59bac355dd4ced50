import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertSql } from '../../../src/import/stage/staging.ts';
import { sniffColumn } from '../../../src/files/types.ts';
import { parseDate } from '../../../src/files/dates.ts';
import { parseNumber } from '../../../src/files/numbers.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { durationSql, readDuration } from '../../../src/values/duration.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

/** Repeatable chance (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const two = (n: number) => String(n).padStart(2, '0');
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const GERMAN = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);
const SPANISH =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

interface Parts {
  y: number;
  m: number;
  d: number;
  h: number;
  i: number;
  s: number;
}
const half = ({ h }: Parts) => (h < 12 ? 'AM' : 'PM');
const twelve = ({ h }: Parts) => h % 12 || 12;

/** Every way of writing a moment that is read, each from its parts. */
const MOMENTS: Record<string, (p: Parts) => string> = {
  iso: (p) => `${p.y}-${two(p.m)}-${two(p.d)}T${two(p.h)}:${two(p.i)}:${two(p.s)}`,
  'iso, Z, no seconds': (p) => `${p.y}-${two(p.m)}-${two(p.d)}T${two(p.h)}:${two(p.i)}Z`,
  'iso, nine digits of a second': (p) =>
    `${p.y}-${two(p.m)}-${two(p.d)}T${two(p.h)}:${two(p.i)}:${two(p.s)}.123456789Z`,
  'offset behind a blank': (p) => `${p.y}-${two(p.m)}-${two(p.d)} ${two(p.h)}:${two(p.i)}:${two(p.s)} +0800`,
  'offset with a colon': (p) => `${p.y}-${two(p.m)}-${two(p.d)}T${two(p.h)}:${two(p.i)}:${two(p.s)}-05:30`,
  'short offset': (p) => `${p.y}-${two(p.m)}-${two(p.d)} ${two(p.h)}:${two(p.i)}:${two(p.s)}+08`,
  'offset in brackets': (p) =>
    `${p.y}-${two(p.m)}-${two(p.d)} ${two(p.h)}:${two(p.i)}:${two(p.s)} (UTC+08:00)`,
  'zone in brackets': (p) => `${p.y}/${p.m}/${p.d} ${p.h}:${two(p.i)}:${two(p.s)} (PST)`,
  'half of the day first, zone in square brackets': (p) =>
    `${p.y}/${two(p.m)}/${two(p.d)} ${p.h < 12 ? '上午' : '下午'} ${twelve(p)}:${two(p.i)}:${two(p.s)} [GMT+8]`,
  'UTC+8': (p) => `${p.y}/${p.m}/${p.d} ${p.h}:${two(p.i)}:${two(p.s)} UTC+8`,
  'zone of a place': (p) =>
    `${p.y}-${two(p.m)}-${two(p.d)} ${two(p.h)}:${two(p.i)}:${two(p.s)} Asia/Shanghai`,
  'zone by letters': (p) => `${p.y}-${two(p.m)}-${two(p.d)} ${two(p.h)}:${two(p.i)}:${two(p.s)} PST`,
  java: (p) => `${p.y}-${two(p.m)}-${two(p.d)}T${two(p.h)}:${two(p.i)}:${two(p.s)}+08:00[Asia/Shanghai]`,
  'Chinese halves': (p) =>
    `${p.y}/${p.m}/${p.d} ${p.h < 12 ? '上午' : '下午'} ${two(twelve(p))}:${two(p.i)}:${two(p.s)}`,
  'Chinese in full': (p) => `${p.y}年${p.m}月${p.d}日 ${p.h}时${p.i}分${p.s}秒`,
  'Chinese without a blank': (p) => `${p.y}年${p.m}月${p.d}日${p.h}:${two(p.i)}:${two(p.s)}`,
  'Korean in full': (p) => `${p.y}년 ${p.m}월 ${p.d}일 ${two(p.h)}:${two(p.i)}:${two(p.s)}`,
  Korean: (p) => `${p.y}. ${p.m}. ${p.d}. ${p.h < 12 ? '오전' : '오후'} ${twelve(p)}:${two(p.i)}:${two(p.s)}`,
  "Taiwan's years": (p) => `民國${p.y - 1911}年${p.m}月${p.d}日 ${p.h}:${two(p.i)}:${two(p.s)}`,
  "Taiwan's years, three digits": (p) =>
    `${p.y - 1911}/${two(p.m)}/${two(p.d)} ${two(p.h)}:${two(p.i)}:${two(p.s)}`,
  "Japan's years": (p) => `${japanese(p.y)}年${p.m}月${p.d}日 ${p.h}時${p.i}分${p.s}秒`,
  'full width': (p) =>
    `${p.y}/${p.m}/${p.d} ${two(p.h)}:${two(p.i)}:${two(p.s)}`.replace(/[\d/:]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) + 0xfee0),
    ),
  'American, narrow blank': (p) =>
    `${p.m}/${p.d}/${p.y}, ${twelve(p)}:${two(p.i)}:${two(p.s)}\u202f${half(p)}`,
  German: (p) => `${two(p.d)}.${two(p.m)}.${p.y}, ${two(p.h)}:${two(p.i)}:${two(p.s)}`,
  French: (p) => `${two(p.d)}/${two(p.m)}/${p.y} ${two(p.h)}h${two(p.i)}:${two(p.s)}`,
  'time of day first': (p) => `${two(p.h)}:${two(p.i)}:${two(p.s)} ${two(p.d)}/${two(p.m)}/${p.y}`,
  'German with Uhr': (p) => `${p.d}. ${GERMAN[p.m - 1]} ${p.y}, ${two(p.h)}:${two(p.i)}:${two(p.s)} Uhr`,
  'rfc 2822': (p) =>
    `${DAYS[new Date(Date.UTC(p.y, p.m - 1, p.d)).getUTCDay()]}, ${two(p.d)} ${MONTHS[p.m - 1]!.slice(0, 3)} ${p.y} ${two(p.h)}:${two(p.i)}:${two(p.s)} GMT`,
  'toString of a browser': (p) =>
    `${DAYS[new Date(Date.UTC(p.y, p.m - 1, p.d)).getUTCDay()]} ${MONTHS[p.m - 1]!.slice(0, 3)} ${two(p.d)} ${p.y} ${two(p.h)}:${two(p.i)}:${two(p.s)} GMT+0800 (CST)`,
  'year behind': (p) =>
    `${DAYS[new Date(Date.UTC(p.y, p.m - 1, p.d)).getUTCDay()]} ${MONTHS[p.m - 1]!.slice(0, 3)} ${two(p.d)} ${two(p.h)}:${two(p.i)}:${two(p.s)} +0000 ${p.y}`,
  'month in words': (p) =>
    `${MONTHS[p.m - 1]} ${p.d}, ${p.y} at ${twelve(p)}:${two(p.i)}:${two(p.s)} ${half(p)}`,
  'month by name, a short year': (p) =>
    `${MONTHS[p.m - 1]!.slice(0, 3)}-${two(p.d)}-${two(p.y % 100)} ${two(p.h)}:${two(p.i)}:${two(p.s)}`,
  'Spanish hours': (p) => `${p.d} de ${SPANISH[p.m - 1]} de ${p.y} ${two(p.h)}:${two(p.i)}:${two(p.s)} hs.`,
  'server log': (p) =>
    `${two(p.d)}/${MONTHS[p.m - 1]!.slice(0, 3)}/${p.y}:${two(p.h)}:${two(p.i)}:${two(p.s)} +0200`,
  'run together': (p) => `${p.y}${two(p.m)}${two(p.d)}T${two(p.h)}${two(p.i)}${two(p.s)}Z`,
  'unix seconds': (p) => String(secondsOf(p)),
  'unix milliseconds': (p) => String(secondsOf(p) * 1000),
  'unix microseconds': (p) => String(secondsOf(p) * 1_000_000),
  "a spreadsheet's days": (p) => String(secondsOf(p) / 86_400 + 25_569),
  'unix with a fraction': (p) => `${secondsOf(p)}.250`,
};
const japanese = (y: number) => (y === 2019 ? '令和元' : y > 2019 ? `令和${y - 2018}` : `平成${y - 1988}`);
const secondsOf = (p: Parts) => Date.UTC(p.y, p.m - 1, p.d, p.h, p.i, p.s) / 1000;

const values = async (sql: (text: string) => string, texts: readonly string[]): Promise<unknown[]> => {
  const list = texts.map((text, i) => `(${i}, ${quoteText(text)})`).join(', ');
  return (
    await native.rows<{ v: unknown }>(`SELECT ${sql('x')} AS v FROM (VALUES ${list}) t(i, x) ORDER BY i`)
  ).map(({ v }) => v);
};

describe('moments in every form: sniffed as moments, converted to what was written', () => {
  test.each(few(Object.keys(MOMENTS), 5))('%s', async (form) => {
    const next = chance(form.length * 7919);
    const pick = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
    const parts = Array.from({ length: 60 }, (): Parts => ({
      y: pick(form.includes('three digits') ? 2011 : 2001, 2036),
      m: pick(1, 12),
      // Days beyond the twelfth stand among them, so that day and month are told apart by the column.
      d: pick(1, 28),
      h: pick(0, 23),
      i: pick(0, 59),
      s: form.includes('no seconds') ? 0 : pick(0, 59),
    }));
    const texts = parts.map(MOMENTS[form]!);
    const sniffed = sniffColumn(form.includes('spreadsheet') ? 'event_date' : 'event_time', texts);
    expect(sniffed.type).toBe('timestamp');
    expect(sniffed.ambiguous).toBeUndefined();
    const column = { name: 'event_time', original: 'event_time', ...sniffed };
    const written = parts.map((p) => secondsOf(p));
    const read = await values((x) => `epoch_ms(${convertSql(x, column)})`, texts);
    expect(read.map((ms) => Math.floor(Number(ms) / 1000))).toEqual(written);
    expect(texts.map((text) => Math.floor(parseDate(text, sniffed.format)! / 1000))).toEqual(written);
  });
});

const grouped = (n: string, sign: string, size = 3): string => {
  const [whole = '', part] = n.split('.');
  const first = whole.slice(-3);
  const rest = whole.slice(0, -3);
  const groups =
    rest === ''
      ? []
      : rest
          .split('')
          .reverse()
          .join('')
          .match(new RegExp(`.{1,${size}}`, 'g'))!
          .map((g) => g.split('').reverse().join(''))
          .reverse();
  return [...groups, first].join(sign) + (part === undefined ? '' : `.${part}`);
};
const comma = (text: string) => text.replace('.', '\u0001').replaceAll(',', '.').replace('\u0001', ',');

/** Every way of writing a number that is read, from its value with two decimals. */
const NUMBERS: Record<string, (n: number) => string> = {
  plain: (n) => n.toFixed(2),
  grouped: (n) => `${n < 0 ? '-' : ''}${grouped(Math.abs(n).toFixed(2), ',')}`,
  Indian: (n) => `${n < 0 ? '-' : ''}₹${grouped(Math.abs(n).toFixed(2), ',', 2)}`,
  Swiss: (n) => `CHF ${n < 0 ? '-' : ''}${grouped(Math.abs(n).toFixed(2), '’')}`,
  French: (n) => `${n < 0 ? '-' : ''}${grouped(Math.abs(n).toFixed(2), '\u202f').replace('.', ',')} €`,
  'French, older blank': (n) =>
    `${n < 0 ? '-' : ''}${grouped(Math.abs(n).toFixed(2), '\u00a0').replace('.', ',')}\u00a0€`,
  German: (n) => `${n < 0 ? '-' : ''}${comma(grouped(Math.abs(n).toFixed(2), ','))} EUR`,
  'full width': (n) =>
    `${n < 0 ? '－' : ''}${grouped(Math.abs(n).toFixed(2), ',')}`.replace(/[\d.,]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) + 0xfee0),
    ),
  'Arabic digits': (n) =>
    `${n < 0 ? '-' : ''}${Math.abs(n).toFixed(2)}`
      .replace(/\d/g, (c) => '٠١٢٣٤٥٦٧٨٩'[Number(c)]!)
      .replace('.', '٫'),
  'percent with a comma': (n) => `${comma((n * 100).toFixed(2))} %`,
  'minus behind': (n) => `${grouped(Math.abs(n).toFixed(2), ',')}${n < 0 ? '-' : ''}`,
  brackets: (n) => (n < 0 ? `($${grouped(Math.abs(n).toFixed(2), ',')})` : `$${grouped(n.toFixed(2), ',')}`),
  'brackets behind the sign': (n) =>
    n < 0 ? `$(${grouped(Math.abs(n).toFixed(2), ',')})` : `$${grouped(n.toFixed(2), ',')}`,
  'a credit and a debit of books': (n) => `${grouped(Math.abs(n).toFixed(2), ',')} ${n < 0 ? 'CR' : 'DR'}`,
  'a credit alone, a decimal comma': (n) =>
    n < 0 ? `${comma(grouped(Math.abs(n).toFixed(2), ','))}Cr.` : comma(grouped(n.toFixed(2), ',')),
  'a k for thousands': (n) => `${Number((n / 1000).toFixed(5))}k`,
  'Devanagari digits': (n) =>
    `${n < 0 ? '-' : ''}${Math.abs(n).toFixed(2)}`.replace(/\d/g, (c) => '०१२३४५६७८९'[Number(c)]!),
  'true minus': (n) => n.toFixed(2).replace('-', '\u2212'),
  ...Object.fromEntries(
    [
      '¥%',
      '￥%',
      '%元',
      '%円',
      'HK$%',
      'NT$%',
      'S$ %',
      'US$%',
      '€%',
      '£%',
      '%₩',
      '%원',
      'KRW %',
      'CNY %',
      '% RMB',
      '%美元',
      '%港币',
      '人民币%',
      'Rs.%',
      'R$ %',
      '% kr',
      '%元整',
      '% Kč',
    ].map((money): [string, (n: number) => string] => [
      `money as ${money}`,
      (n) => `${n < 0 ? '-' : ''}${money.replace('%', () => grouped(Math.abs(n).toFixed(2), ','))}`,
    ]),
  ),
  'wrapped as a formula': (n) => `="${n.toFixed(2)}"`,
  'behind an apostrophe': (n) => `'${n.toFixed(2)}`,
  'behind a backtick': (n) => `\`${grouped(Math.abs(n).toFixed(2), ',')}${n < 0 ? '-' : ''}`,
};

describe('numbers in every form: sniffed as numbers, converted to what was written', () => {
  test.each(few(Object.keys(NUMBERS), 5))('%s', async (form) => {
    const next = chance(form.length * 104_729 + form.charCodeAt(0));
    const written = Array.from({ length: 60 }, () => {
      const size = 10 ** Math.floor(next() * 8);
      return Number(((next() < 0.2 ? -1 : 1) * (next() * size + 0.01)).toFixed(2));
    });
    const texts = written.map(NUMBERS[form]!);
    const sniffed = sniffColumn('amount', texts);
    expect(sniffed.type).toBe('number');
    const column = { name: 'amount', original: 'amount', ...sniffed };
    const read = (await values((x) => convertSql(x, column), texts)) as number[];
    expect(read.map((n) => Number(n.toFixed(2)))).toEqual(written);
    // What is multiplied or divided has lost its last bits.
    if (!sniffed.wrap && !/^(?:percent|a k )/.test(form))
      expect(texts.map((text) => parseNumber(text, sniffed.numberStyle!))).toEqual(written);
  });
});

test('crores are no credit, and a credit has no sign of its own', () => {
  for (const text of ['2.5 Cr', '12 CR', '-12.50 CR', '(12.50) CR', '12.50 CRM'])
    expect(parseNumber(text, 'grouped'), text).toBeNull();
});

test.each([
  ['数量', '%件'],
  ['数量', '× %'],
  ['qty', '% pcs'],
])('%s as %s: the number alone', async (name, form) => {
  const written = Array.from({ length: 60 }, (_, i) => i - 9);
  const texts = written.map((n) => form.replace('%', String(n)));
  const column = { name, original: name, ...sniffColumn(name, texts) };
  expect(await values((x) => convertSql(x, column), [...texts, '三件', '2箱半', '7'])).toEqual([
    ...written,
    null,
    null,
    7,
  ]);
});

const DURATIONS: Record<string, (s: number) => string> = {
  clock: (s) => `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`,
  words: (s) => `${Math.floor(s / 3600)} h ${Math.floor(s / 60) % 60} min ${s % 60} s`,
  Chinese: (s) => `${Math.floor(s / 3600)}小时${Math.floor(s / 60) % 60}分${s % 60}秒`,
  'seconds alone': (s) => `${s}秒`,
  German: (s) => `${Math.floor(s / 3600)} Stunden ${Math.floor(s / 60) % 60} Minuten ${s % 60} Sekunden`,
  weeks: (s) => `${Math.floor(s / 604_800)} weeks ${Math.floor(s / 86_400) % 7} days ${s % 86_400} s`,
  'iso 8601': (s) => `PT${Math.floor(s / 3600)}H${Math.floor(s / 60) % 60}M${s % 60}S`,
  days: (s) =>
    `${Math.floor(s / 86_400)} days ${two(Math.floor(s / 3600) % 24)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`,
};

test.each(few(Object.keys(DURATIONS), 3))('durations as %s', async (form) => {
  const next = chance(form.length);
  const written = Array.from({ length: 40 }, () => Math.floor(next() * 300_000));
  const texts = written.map(DURATIONS[form]!);
  expect(await values((x) => durationSql(x, 'hh:mm'), texts)).toEqual(written);
  expect(texts.map((text) => readDuration(text, 'hh:mm'))).toEqual(written);
});

/** What is none of a kind, or nearly one: both must say so alike. */
const STRANGE = [
  '',
  ' ',
  'abc',
  '2024-02-30',
  '2024-13-01',
  '31/04/2024',
  '2024-01-05 25:00',
  '1.2.3',
  '10.0.0.1',
  '13800138000',
  '(5',
  '5)',
  '--5',
  '-(5)',
  '1,23',
  '12,34,56',
  '1 2',
  '1_000',
  '5k',
  '5 kr',
  '5 Kč',
  '5 k USD',
  '(5k)',
  '$(5k)',
  '5km',
  'k',
  '0x10',
  'NaN',
  'inf',
  '$',
  '¥',
  '5 apples',
  '$5$',
  '€ 5 %',
  '1:75',
  'PT',
  '5',
  '2024-01-05-0001',
  '20240105-0001',
  '00:00',
  'Mon',
  'May',
  'May 5',
  '5 of May',
  '中午',
  '上午9',
  '9月',
  '٣',
  '１',
  "'",
  '=""',
  '`',
  "it's",
  '1e5',
  '1E+17',
  '..',
  ',',
  '1.',
  '.5',
  '+5',
  '5+',
  '5-',
  '−5',
  '%',
  '5%',
  '5 %',
  '0',
  '00',
  '-0',
  '113/01/05',
  '113/02/30',
  '113/1',
  '99/12/31',
  '150/01/01',
  '1130105',
  '113-01-05-0001',
  '113.1.5.2',
  '民國',
  '民國99/12/31',
  '民國113年13月1日',
  '令和元年',
  '令和元年5月1日',
  '昭和64.1.7',
  '令和6年 1月 5日 下午3:05',
];

test('what is nearly a value is refused by both, or read alike', async () => {
  for (const order of [null, 'mdy', 'dmy', 'ymd'] as const) {
    const format = order ? `any:${order}` : 'any';
    const column = { name: 'x', original: 'x', type: 'timestamp', format } as const;
    const read = await values((x) => `epoch_ms(${convertSql(x, column)})`, STRANGE);
    expect(read).toEqual(STRANGE.map((text) => parseDate(text, format)));
  }
  for (const numberStyle of ['plain', 'decimal-comma', 'percent', 'percent-comma'] as const) {
    const column = { name: 'x', original: 'x', type: 'number', format: '', numberStyle } as const;
    const read = await values((x) => convertSql(x, column), STRANGE);
    expect(read).toEqual(STRANGE.map((text) => parseNumber(text, numberStyle) ?? null));
  }
});
