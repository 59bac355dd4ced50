import { unzipSync, strFromU8 } from 'fflate';
import { Window } from 'happy-dom';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/report/document.ts';
import { reportDocx, type DocxOptions } from '../../../src/report/docx/report-docx.ts';
import { reportHtml } from '../../../src/report/html.ts';
import { buildReport } from '../../../src/report/report.ts';
import { REPORT_TEXTS } from '../../../src/report/texts.ts';
import { HOSTILE, hostileReport, input } from './a-report.ts';

/** A point, as PNG. */
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (sign) => sign.charCodeAt(0),
);
const picture = (cell: string) => ({ cell, png: PNG, width: 480, height: 300, caption: `Chart of ${cell}` });

async function partsOf(report: Report, options: DocxOptions = {}): Promise<Record<string, string>> {
  const blob = await reportDocx(report, options);
  const parts = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const documentOf = async (report: Report, options?: DocxOptions) =>
  (await partsOf(report, options))['word/document.xml']!;

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Texts of the paragraphs, in order. */
const paragraphs = (xml: string): string[] =>
  [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, p]) =>
    [...p!.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, t]) => unescaped(t!)).join(''),
  );

const bare = (text: string): string => text.replace(/\s+/g, '');

/** What the HTML file says, apart from its closing line, which stands at the foot of each page of the other. */
function saidByHtml(report: Report): string {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  window.document.write(reportHtml(report));
  const main = window.document.querySelector('main')!;
  main.querySelector('footer')!.remove();
  return bare(main.textContent);
}

/** Whether every element is closed where it was opened, and no sign stands there that XML has not. */
function wellFormed(xml: string): boolean {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/.test(xml))
    return false;
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(xml)) return false;
  const open: string[] = [];
  for (const [, end, name, alone] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) return false;
    } else if (!alone) open.push(name!);
  }
  return open.length === 0;
}

const reports = (): [string, Report][] => [
  ['in English', buildReport(input)],
  ['in Chinese', buildReport({ ...input, lang: 'zh' })],
  [
    'with sections written by hand',
    buildReport({ ...input, edits: { summary: 'Mine.\nTwo lines', review: 'x' } }),
  ],
  ['of nothing', buildReport({ ...input, findings: [], sources: [], ledger: [], cells: [] })],
  ['of hostile texts', hostileReport()],
];

describe('the Word document', () => {
  test.each(reports())('says what the HTML file says, in its order: %s', async (_, report) => {
    expect(bare(paragraphs(await documentOf(report)).join(''))).toBe(saidByHtml(report));
  });

  test.each(reports())('has the parts that Word needs, each well formed: %s', async (_, report) => {
    const parts = await partsOf(report, { pictures: [picture('rfm')] });
    for (const [name, xml] of Object.entries(parts))
      if (/\.(xml|rels)$/.test(name)) expect(wellFormed(xml), name).toBe(true);
    const types = parts['[Content_Types].xml']!;
    for (const part of ['word/document.xml', 'word/styles.xml', 'word/footer1.xml', 'word/settings.xml'])
      expect(types).toContain(`PartName="/${part}"`);
    // Every style that a paragraph names is one of the document's.
    const styles = parts['word/styles.xml']!;
    for (const [, id] of parts['word/document.xml']!.matchAll(/<w:pStyle w:val="([^"]+)"/g))
      expect(styles).toContain(`w:styleId="${id}"`);
    // Nothing is fetched when it is opened, and nothing in it says where it was made.
    expect(Object.values(parts).join('')).not.toMatch(/TargetMode="External"|<w:instrText[^>]*>\s*INCLUDE/);
  });

  test('a table has as many cells in a row as columns, and a paragraph at the end of each', async () => {
    const xml = await documentOf(buildReport(input));
    const tables = [...xml.matchAll(/<w:tbl>(.*?)<\/w:tbl>/gs)].map(([, t]) => t!);
    expect(tables.length).toBeGreaterThan(3);
    for (const one of tables) {
      const columns = one.match(/<w:gridCol /g)!.length;
      for (const [row] of one.matchAll(/<w:tr>.*?<\/w:tr>/gs))
        expect(row.match(/<w:tc>/g)).toHaveLength(columns);
      for (const [cell] of one.matchAll(/<w:tc>.*?<\/w:tc>/gs)) expect(cell).toMatch(/<\/w:p><\/w:tc>$/);
    }
    // Two tables that touch would be one.
    expect(xml).not.toContain('</w:tbl><w:tbl>');
    expect(xml).not.toMatch(/<\/w:tbl><w:sectPr/);
  });

  test('no date of the plan is broken: its column is as wide as the word', async () => {
    const report = buildReport({ ...input, lang: 'zh' });
    const xml = await documentOf(report);
    const plan = [...xml.matchAll(/<w:tbl>(.*?)<\/w:tbl>/gs)]
      .map(([, t]) => t!)
      .find((t) => t.includes('完成期限'))!;
    const widths = [...plan.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, w]) => Number(w));
    expect(widths).toHaveLength(7);
    // Ten digits and dashes at 8.5 pt, half an em each, in twips, and the room beside them.
    expect(widths[3]).toBeGreaterThan(10 * 0.55 * 8.5 * 20 + 110);
    expect(widths.reduce((sum, w) => sum + w, 0)).toBeLessThanOrEqual(9866);
  });

  test('each chart stands once, below the first conclusion of its cell, at its size and with its words', async () => {
    const report = buildReport(input);
    const pictures = [picture('rfm'), picture('nothing')];
    const parts = await partsOf(report, { pictures });
    const xml = parts['word/document.xml']!;
    expect(xml.match(/<w:drawing>/g)).toHaveLength(1);
    expect(xml).toContain(`cx="${480 * 9525}" cy="${300 * 9525}"`);
    // Cut to the height of a line, a picture would not be seen.
    expect(xml).toMatch(/w:line="240" w:lineRule="auto"\/><\/w:pPr><w:r><w:drawing>/);
    expect(xml).toContain('descr="Chart of rfm"');
    expect(xml.indexOf('<w:drawing>')).toBeGreaterThan(xml.indexOf('Call them.'));
    expect(xml.indexOf('<w:drawing>')).toBeLessThan(xml.indexOf('>Bad '));
    expect(Object.keys(parts).filter((name) => name.endsWith('.png'))).toHaveLength(1);
  });

  test('names as its author who is named in it, and nobody else', async () => {
    const named = await partsOf(buildReport({ ...input, edits: { 'head.author': 'Li & Wang' } }));
    expect(named['docProps/core.xml']).toContain('<dc:creator>Li &amp; Wang</dc:creator>');
    const core = (await partsOf(buildReport(input)))['docProps/core.xml']!;
    expect(core).toContain('<dc:title>Value &amp; &lt;behaviour&gt;</dc:title>');
    expect(core).not.toMatch(/Un-named|docx/i);
  });

  test('tells Word which language it is in, so that nothing is underlined', async () => {
    const zh = await partsOf(buildReport({ ...input, lang: 'zh' }));
    expect(zh['word/styles.xml']).toMatch(/<w:lang [^>]*w:eastAsia="zh-CN"/);
    expect(zh['word/footer1.xml']).toContain(REPORT_TEXTS.madeWith.zh);
  });

  test('signs that no XML may have are left out', async () => {
    const report = buildReport({ ...input, title: 'a\u0000b\u000bc\ud800d\ufffee😀' });
    const parts = await partsOf(report);
    expect(paragraphs(parts['word/document.xml']!)[0]).toBe('abcde😀');
    expect(wellFormed(parts['docProps/core.xml']!)).toBe(true);
  });
});

describe('what was written by hand', () => {
  const rendered = (text: string): ParentNode => {
    const { document } = new Window();
    document.body.innerHTML = String(marked.parse(text, { async: false, gfm: true, breaks: true }));
    return document.body as unknown as ParentNode;
  };
  const write = (text: string) =>
    documentOf(buildReport({ ...input, edits: { summary: text } }), { own: rendered });

  test('keeps titles, marks, lists and tables', async () => {
    const xml = await write(
      '# One\n\nPlain **bold** and *slanted*\n\n- a\n- b\n  - c\n\n1. first\n2. second\n\n| k | n |\n|---|---|\n| x | 1 |\n\n> said\n\n```\ncode\n```\n\n---',
    );
    const texts = paragraphs(xml);
    for (const text of [
      'One',
      'Plain bold and slanted',
      'a',
      'b',
      'c',
      '1.first',
      '2.second',
      'k',
      'x',
      'said',
    ])
      expect(texts.map(bare)).toContain(bare(text));
    expect(texts.join('\n')).toContain('code');
    expect(xml).toMatch(/<w:b\/>(?:(?!<w:r>).)*<w:t[^>]*>bold<\/w:t>/);
    expect(xml).toMatch(/<w:i\/>(?:(?!<w:r>).)*<w:t[^>]*>slanted<\/w:t>/);
    expect(xml).toMatch(/<w:ilvl w:val="1"\/>(?:(?!<w:p>).)*<w:t[^>]*>c<\/w:t>/);
    expect(wellFormed(xml)).toBe(true);
  });

  test('a link keeps its words and leads nowhere', async () => {
    const xml = await write('[words](https://example.org/x) and ![picture](https://example.org/y.png)');
    expect(xml).toContain('words');
    expect(xml).not.toContain('example.org');
  });

  test('hostile text is text', async () => {
    const xml = await documentOf(hostileReport());
    expect(paragraphs(xml)[0]).toBe(HOSTILE);
  });
});
