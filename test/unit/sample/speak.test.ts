import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { few } from '../../tools/breadth.ts';
import { speak } from '../../tools/sample/speak.ts';
import { samplePath } from './open-sample.ts';

/** The beginning of each file: its labels are all there, and the test stays quick. */
const LINES = 4_000;
const start = (name: string): string =>
  gunzipSync(readFileSync(samplePath(`${name}.csv.gz`)))
    .toString('utf8')
    .split('\n')
    .slice(0, LINES)
    .join('\n') + '\n';

const rows = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => a ?? b ?? ''),
    );

const columns = (text: string): Map<string, string[]> => {
  const [header = [], ...body] = rows(text);
  return new Map(header.map((name, c) => [name, body.map((row) => row[c] ?? '')]));
};

/** What no label is: written by hand, or not read by any analysis. */
const FREE = ['反馈内容', '收货地址', '姓名', '邮箱'];

describe.each(few(['customers', 'orders', 'events', 'feedback'], 4))('%s', (name) => {
  const text = start(name);
  const before = columns(text);

  test.each(['zh', 'en'] as const)('has the same rows in %s, and as many different values', (lang) => {
    const after = columns(speak(text, lang));
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [column, values] of before) {
      const said = after.get(column)!;
      expect(said.length, column).toBe(values.length);
      expect(
        said.map((v) => v === ''),
        column,
      ).toEqual(values.map((v) => v === ''));
      if (column !== '反馈内容') expect(new Set(said).size, column).toBe(new Set(values).size);
    }
  });

  test('speaks English alone in English', () => {
    for (const [column, values] of columns(speak(text, 'en')))
      if (column !== '收货地址')
        expect(
          [...new Set(values)].filter((v) => /\p{sc=Han}/u.test(v)),
          column,
        ).toEqual([]);
  });

  test('has labels for people, not codes, in what an analysis shows', () => {
    const code = /^[a-z][a-z_]*$/;
    for (const lang of ['zh', 'en'] as const)
      for (const [column, values] of columns(speak(text, lang)))
        // Whether it went well is read, not shown.
        if (!FREE.includes(column) && column !== 'result')
          expect(
            [...new Set(values)].filter((v) => code.test(v) && v !== 'app'),
            `${lang}: ${column}`,
          ).toEqual([]);
  });

  test('speaks Chinese alone in Chinese, but for what has no Chinese name', () => {
    const kept = /^(?:[A-Z]?\d[\d.: -]*|VIP|CRM|ERP|App|app|Windows|Android|iPhone|iPad|success|failure|)$/;
    for (const [column, values] of columns(speak(text, 'zh')))
      if (!FREE.includes(column) && !/_id|target|手机号|推荐人/.test(column))
        expect(
          [...new Set(values)].filter(
            (v) => !kept.test(v) && !/\p{sc=Han}/u.test(v) && Number.isNaN(Number(v)),
          ),
          column,
        ).toEqual([]);
  });
});

test('what customers write is put into the language, its product and its mood kept', () => {
  const said = (text: string, lang: 'zh' | 'en') => rows(speak(`反馈内容\n${text}\n`, lang))[1]![0];
  expect(said('麻烦尽快处理，物流信息三天没有更新，请给个说法。', 'en')).toBe(
    'Honestly, tracking has not moved for three days, I expect an answer.',
  );
  expect(said('"Honestly, tracking has not moved for three days, please improve."', 'zh')).toMatch(
    /物流信息三天没有更新/,
  );
  expect(said('老顾客了，电子秤做工扎实，手感很好。', 'en')).toContain('Brew Scale feels solid');
});
