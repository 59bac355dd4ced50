import type { Lang } from '../i18n/text.ts';
import type { Segment } from '../template/findings.ts';
import type { Block, Report, ReportItem } from './document.ts';
import { REPORT_CSS } from './style.ts';
import { REPORT_TEXTS } from './texts.ts';

/** A chart as SVG text. */
export interface ReportFigure {
  svg: string;
  caption: string;
}

export interface HtmlOptions {
  /** Charts, in a section of their own between what is to be done and how it was done; shown as images, so that nothing in them can run. */
  figures?: readonly ReportFigure[];
  /** Renders hand-written Markdown to sanitised HTML. Without it the text stands as it was typed. */
  markdown?: (text: string) => string;
}

/**
 * The report as one HTML file that needs nothing else: no script, no remote address, its own policy that
 * forbids both, and print styles. Every text is escaped.
 */
export function reportHtml(report: Report, options: HtmlOptions = {}): string {
  const notices = report.notices.map((text) => `<p class="notice">${escapeHtml(text)}</p>`).join('\n');
  const parts = report.sections.map(({ id, title, blocks }) => ({
    id: id as string,
    title,
    body: blocks.map((block) => blockHtml(block, options)),
  }));
  if (options.figures?.length) {
    const at = parts.findIndex(({ id }) => ACCOUNTS.includes(id));
    const charts = {
      id: 'charts',
      title: REPORT_TEXTS.charts[report.lang],
      body: options.figures.map(figureHtml),
    };
    parts.splice(at < 0 ? parts.length : at, 0, charts);
  }
  return pageHtml({ ...report, notices, parts, footer: REPORT_TEXTS.madeWith[report.lang] });
}

/** A page of sections, ready made but for the titles. */
interface PageParts {
  lang: Lang;
  title: string;
  notices: string;
  parts: { id: string; title: string; body: string[] }[];
  footer: string;
}

/** Titled blocks as one HTML file like a report's. */
export const sectionsHtml = (
  lang: Lang,
  title: string,
  sections: readonly { id: string; title: string; blocks: readonly Block[] }[],
  footer: string,
): string =>
  pageHtml({
    lang,
    title,
    notices: '',
    parts: sections.map((s) => ({ ...s, body: s.blocks.map((block) => blockHtml(block, {})) })),
    footer,
  });

function pageHtml(report: PageParts): string {
  const sections = report.parts.map(
    ({ id, title, body }) =>
      `<section id="${id}">\n<h2>${escapeHtml(title)}</h2>\n${body.join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="${report.lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(report.title)}</title>
<style>${REPORT_CSS}</style>
</head>
<body>
<main>
<h1>${escapeHtml(report.title)}</h1>
${report.notices}
${sections.join('\n')}
<footer>${escapeHtml(report.footer)}</footer>
</main>
</body>
</html>
`;
}

/** Text made safe between tags and inside quoted attributes. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function blockHtml(block: Block, options: HtmlOptions): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${segmentsHtml(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map(itemHtml).join('\n')}\n</ul>`;
    case 'markdown':
      return options.markdown
        ? `<div class="own">${options.markdown(block.text)}</div>`
        : `<p class="own typed">${escapeHtml(block.text)}</p>`;
    case 'table': {
      const cell = (tag: 'th' | 'td', text: string, column: number): string =>
        `<${tag}${block.columns[column]?.numeric ? ' class="number"' : ''}>${escapeHtml(text)}</${tag}>`;
      const head = block.columns.map(({ label }, i) => cell('th', label, i)).join('');
      const rows = block.rows.map((row) => `<tr>${row.map((text, i) => cell('td', text, i)).join('')}</tr>`);
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
    }
  }
}

const segmentsHtml = (segments: readonly Segment[]): string =>
  segments.map(({ text, bold }) => (bold ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text))).join('');

function itemHtml({ text, severity, cell, cellTitle }: ReportItem): string {
  const origin =
    cell === '' ? '' : ` <span class="cell">${escapeHtml(cellTitle)} (${escapeHtml(cell)})</span>`;
  return `<li${severity ? ` class="${severity}"` : ''}>${segmentsHtml(text)}${origin}</li>`;
}

/** Sections that say how the report was made. */
const ACCOUNTS: readonly string[] = ['review', 'scope', 'sources', 'ledger', 'definitions', 'versions'];

function figureHtml({ svg, caption }: ReportFigure): string {
  const words = escapeHtml(caption);
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg).replaceAll("'", '%27')}`;
  return `<figure><img alt="${words}" src="${source}"><figcaption>${words}</figcaption></figure>`;
}
