import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ResultField } from '../../../src/engine/api.ts';
import { toTsv } from '../../../src/app/cell/tsv.ts';
import { writeCsv } from '../../../src/export/csv.ts';
import { guardInTable } from '../../../src/export/formula-guard.ts';
import { reportDocx } from '../../../src/report/docx/report-docx.ts';
import { reportHtml } from '../../../src/report/html.ts';
import { buildReport } from '../../../src/report/report.ts';
import { input } from '../report/a-report.ts';

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
const UNSEEN = [
  '',
  ' ',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u2060',
  '\u200e',
  '\u3000',
  '\u00ad',
  '\u3164',
  '\ufe0f',
  '\u034f',
  '\u2800',
  '\u0001',
  '\v',
  '"',
  '""',
];
const CUTS = [';', '\t', '\n', '\r', '\r\n', ';\t', '; '];

const hostile = SIGNS.flatMap((sign) =>
  UNSEEN.flatMap((unseen) => [
    `${unseen}${sign}2+5`,
    ...CUTS.flatMap((cut) => [`1${cut}${unseen}${sign}2+5`, `${cut}${unseen}${sign}2+5`]),
  ]),
);
const field = { name: 'note', type: 'text' } as ResultField;
const rows = { fields: [field, { ...field, name: 'more' }], count: hostile.length, data: [hostile, hostile] };

/** What each cell of a text begins with for a spreadsheet that cuts at any of the signs given and minds no quotes. */
const begins = (text: string, cut: RegExp) =>
  text.split(cut).map((part) => /^[\s\p{Cc}\p{Cf}"]*(.?)/su.exec(part)![1]!);

describe('text of hostile cells', () => {
  test.each<[string, RegExp]>([
    ['comma', /,|\r\n?|\n/],
    ['semicolon', /[;\r\n]/],
    ['tab', /[\t\r\n]/],
    ['any of them', /[,;\t\r\n]/],
  ])('in a CSV cut at each %s: no part is a formula', (_, cut) => {
    const text = writeCsv(rows).join('').replace('\uFEFF', '');
    expect(begins(text, cut).filter((sign) => SIGNS.includes(sign))).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ['tab', /[\t\r\n]/],
    ['semicolon', /[;\t\r\n]/],
  ])('on the clipboard cut at each %s: no part is a formula', (_, cut) => {
    const text = toTsv(
      hostile.map((value) => [value, value]),
      [field, field],
      ['=1', '\u200b＝2'],
    );
    expect(begins(text, cut).filter((sign) => SIGNS.includes(sign))).toEqual([]);
  });
});

test('what is no formula stays', () => {
  const plain = ['a=1', "'=1", 'x@y.z', '1;2', 'a - b', '2024-01-31', 'C++', '；=1', ''];
  expect(toTsv([plain], [])).toBe(plain.join('\t'));
  expect(toTsv([['-12.5', '+3', '-5%']], [])).toBe('-12.5\t+3\t-5%');
});

describe('a table of a report, pasted into a spreadsheet', () => {
  const FORMULAS = [
    '=HYPERLINK("https://evil.example","x")',
    '\u200b=1+1',
    '＝SUM(A1)',
    '@SUM(A1)',
    '+cmd|x!A0',
    '-A1(2)',
  ];
  const report = buildReport({
    ...input,
    goal: { ...input.goal, statement: FORMULAS[0]!, owner: FORMULAS[4]! },
    scope: { ...input.scope, group: FORMULAS[1]! },
  });

  test('runs nothing of it, in the page and in the document', async () => {
    const html = reportHtml(report).replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    const parts = unzipSync(new Uint8Array(await (await reportDocx(report)).arrayBuffer()));
    const xml = strFromU8(parts['word/document.xml']!).replaceAll('&quot;', '"').replaceAll('&apos;', "'");
    for (const text of [FORMULAS[0]!, FORMULAS[1]!, FORMULAS[4]!]) {
      expect(html).toContain(`>'${text}</td>`);
      expect(html).not.toContain(`>${text}</td>`);
      expect(xml).toContain(`>'${text}<`);
    }
  });

  test.each(FORMULAS)('%s is text', (text) => expect(guardInTable(text)).toBe(`'${text}`));
  test.each(['+3.2 %', '-¥1,200', '-US$12', '–', '-', '(12 %)', '-1.2 (3 %)', 'a=b', ''])(
    '%s stays',
    (text) => expect(guardInTable(text)).toBe(text),
  );
});
