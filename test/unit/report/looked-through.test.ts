import { describe, expect, test } from 'vitest';
import { newNotebook } from '../../../src/notebook/create.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { addCell, setGoal, setText } from '../../../src/notebook/edit.ts';
import { isName, replaceFound, scrub } from '../../../src/notebook/scrub.ts';
import { reportHtml } from '../../../src/report/html.ts';
import { standsInReport, withReplaced } from '../../../src/report/looked-through.ts';
import { reportMarkdown } from '../../../src/report/markdown.ts';
import { buildReport } from '../../../src/report/report.ts';
import { input } from './a-report.ts';

const NAMES = ['王小明', '张三丰', 'Brion Stark', 'ACME-7788'];
const isData = (text: string) => NAMES.includes(text);

const notebook = (): Notebook => {
  const named = setGoal(
    {
      ...newNotebook('About 王小明'),
      sources: [{ ...defaultSource, name: '客户_张三丰', entity: 'orders' }],
    },
    { statement: 'Win Brion Stark back', criterion: 'call 13812345678', owner: 'sales' },
  );
  const report = addCell(named, { template: 'report' }).notebook;
  const { name } = report.cells[0]!;
  const written = setText(report, name, 'summary', 'Order ACME-7788 was late; +1 415 555 0123 is angry.');
  return addCell(setText(written, name, 'head.company', 'c/o wang@example.com'), {
    template: 'sql',
    sql: "SELECT '王小明'",
  }).notebook;
};

describe('a report that leaves', () => {
  const nb = notebook();
  const found = scrub(nb, isData).filter((finding) => standsInReport(nb, finding));
  const report = buildReport({
    ...input,
    title: nb.title,
    goal: { ...input.goal, ...nb.goal },
    edits: nb.cells[0]!.text,
    sources: [
      {
        ...{ source: '客户_张三丰', entity: 'orders', system: '', updated: '' },
        ...{ read: 9, rejected: 0, kept: 9 },
      },
    ] as unknown as typeof input.sources,
  });
  const texts = (of: typeof report) => [reportHtml(of), reportMarkdown(of)];
  const PERSONAL = [
    '王小明',
    '张三丰',
    'Brion Stark',
    'ACME-7788',
    '13812345678',
    '415 555 0123',
    'wang@example',
  ];

  test('has in it what was written into it and what its files are called', () => {
    for (const text of texts(report))
      for (const one of PERSONAL) expect(text.replaceAll('\\', ''), one).toContain(one);
  });

  test('has none of it once what was found is replaced', () => {
    const replaced = withReplaced(report, found);
    for (const text of texts(replaced))
      for (const one of PERSONAL) expect(text.replaceAll('\\', ''), one).not.toContain(one);
    expect(replaced.sections.map(({ id }) => id)).toEqual(report.sections.map(({ id }) => id));
    expect(replaced.title).toBe('About [value]');
  });

  test('is as it was where nothing was found, and SQL is none of it', () => {
    expect(withReplaced(report, [])).toBe(report);
    expect(found.filter(({ path }) => path[2] === 'sql')).toEqual([]);
  });
});

test('words are replaced where they stand by themselves', () => {
  const of = (text: string, replacement: string) => [{ text, replacement }];
  expect(replaceFound('1001 of 11001 and 1001x, 1001.', of('1001', '0'))).toBe('0 of 11001 and 1001x, 0.');
  expect(replaceFound('a$& (b) a$&', of('a$&', '$1'))).toBe('$1 (b) $1');
  expect(replaceFound('客户王小明的单', of('王小明', '[name]'))).toBe('客户[name]的单');
});

test('what a source or a column is called is replaced in what leaves alone', () => {
  const nb = notebook();
  const named = scrub(nb, isData).filter(isName);
  expect(named.map(({ path }) => path[0])).toEqual(['sources']);
});
