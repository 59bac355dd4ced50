import type { Lang } from '../i18n/text.ts';
import { guardInTable } from '../export/formula-guard.ts';
import type { Segment } from '../template/findings.ts';
import {
  APPENDIX,
  leavingSections,
  type Block,
  type Chain,
  type Report,
  type ReportItem,
  type ReportSection,
} from './document.ts';
import { REPORT_CSS } from './style.ts';
import { REPORT_TEXTS } from './texts.ts';

/** A chart as SVG text, for light paper and for dark screens. */
export interface ReportFigure {
  cell: string;
  svg: string;
  dark: string;
  caption: string;
}

export interface HtmlOptions {
  /** Charts, each beside the first conclusion of its cell; shown as images, so that nothing in them can run. */
  figures?: readonly ReportFigure[];
  /** Renders hand-written Markdown to sanitised HTML. Without it the text stands as it was typed. */
  markdown?: (text: string) => string;
  /** Whether the appendix stands open, as on paper. */
  open?: boolean;
}

/**
 * The report as one HTML file that needs nothing else: no script, no remote address, its own policy that
 * forbids both, and print styles. Every text is escaped.
 */
export const reportHtml = (report: Report, options: HtmlOptions = {}): string =>
  pageHtml(report.lang, report.title, reportBody(report, options));

/** What stands in the page: for a file of its own, and for the paper that the app prints. */
export function reportBody(report: Report, options: HtmlOptions = {}): string {
  const { lang } = report;
  const sections = leavingSections(report);
  const figures = new Map((options.figures ?? []).map((figure) => [figure.cell, figure]));
  const body = ({ id, title, blocks }: ReportSection, level: 2 | 3): string =>
    sectionHtml(
      id,
      title,
      blocks.map((block) => blockHtml(block, options, lang, figures)),
      level,
    );
  const head = report.head.map(
    ({ label, text }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd></div>`,
  );
  const appendix = sections.filter(({ id }) => APPENDIX.includes(id));
  return [
    `<h1>${escapeHtml(report.title)}</h1>`,
    ...(head.length > 0 ? [`<dl class="head">\n${head.join('\n')}\n</dl>`] : []),
    ...report.notices.map((text) => `<p class="notice">${escapeHtml(text)}</p>`),
    ...sections.filter(({ id }) => !APPENDIX.includes(id)).map((section) => body(section, 2)),
    ...(appendix.length > 0
      ? [
          `<details${options.open ? ' open' : ''}>\n<summary><h2>${escapeHtml(REPORT_TEXTS.appendix[lang])}</h2></summary>\n${appendix
            .map((section) => body(section, 3))
            .join('\n')}\n</details>`,
        ]
      : []),
    `<footer>${escapeHtml(REPORT_TEXTS.madeWith[lang])}</footer>`,
  ].join('\n');
}

/** Titled blocks as one HTML file like a report's. */
export const sectionsHtml = (
  lang: Lang,
  title: string,
  sections: readonly { id: string; title: string; blocks: readonly Block[] }[],
  footer: string,
): string =>
  pageHtml(
    lang,
    title,
    [
      `<h1>${escapeHtml(title)}</h1>`,
      ...sections.map((s) =>
        sectionHtml(
          s.id,
          s.title,
          s.blocks.map((block) => blockHtml(block, {}, lang, new Map())),
          2,
        ),
      ),
      `<footer>${escapeHtml(footer)}</footer>`,
    ].join('\n'),
  );

const sectionHtml = (id: string, title: string, body: readonly string[], level: 2 | 3): string =>
  `<section id="${id}">\n<h${level}>${escapeHtml(title)}</h${level}>\n${body.join('\n')}\n</section>`;

const pageHtml = (lang: Lang, title: string, body: string): string => `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${REPORT_CSS}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

/** Text made safe between tags and inside quoted attributes. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function blockHtml(
  block: Block,
  options: HtmlOptions,
  lang: Lang,
  figures: Map<string, ReportFigure>,
): string {
  switch (block.kind) {
    case 'chain':
      return chainHtml(block, lang, figures);
    case 'paragraph':
      return `<p>${segmentsHtml(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map(itemHtml).join('\n')}\n</ul>`;
    case 'markdown':
      return options.markdown
        ? `<div class="own">${options.markdown(block.text)}</div>`
        : `<p class="own typed">${escapeHtml(block.text)}</p>`;
    case 'table': {
      const cell = (tag: 'th' | 'td', text: string, column: number): string => {
        const { label = '', numeric = false } = block.columns[column] ?? {};
        // On a narrow screen a row is a card, and each entry stands beside its name.
        const named = tag === 'td' ? ` data-label="${escapeHtml(label)}"` : '';
        return `<${tag}${numeric ? ' class="number"' : ''}${named}>${escapeHtml(guardInTable(text))}</${tag}>`;
      };
      const head = block.columns.map(({ label }, i) => cell('th', label, i)).join('');
      const rows = block.rows.map((row) => `<tr>${row.map((text, i) => cell('td', text, i)).join('')}</tr>`);
      // A table that is too wide is scrolled, by the keyboard too.
      return `<div class="scroll" tabindex="0" role="group"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table></div>`;
    }
  }
}

const segmentsHtml = (segments: readonly Segment[]): string =>
  segments.map(({ text, bold }) => (bold ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text))).join('');

const itemHtml = ({ text, severity }: ReportItem): string =>
  `<li${severity ? ` class="${severity}"` : ''}>${segmentsHtml(text)}</li>`;

function chainHtml(chain: Chain, lang: Lang, figures: Map<string, ReportFigure>): string {
  const t = REPORT_TEXTS;
  const figure = figures.get(chain.cell);
  // Two conclusions of one cell have one chart.
  figures.delete(chain.cell);
  const rest = chain.rest.length > 0 ? `\n<p>${segmentsHtml(chain.rest)}</p>` : '';
  const why =
    chain.action === ''
      ? ''
      : `<dl>
<dt>${t.because[lang]}</dt><dd>${segmentsHtml(chain.diagnosis)}</dd>
<dt>${t.todo[lang]}</dt><dd>${escapeHtml(chain.action)}</dd>
</dl>
`;
  return `<article class="${chain.severity}">
<div class="words">
<h3>${segmentsHtml(chain.headline)}</h3>${rest}
${why}</div>${figure ? `\n${figureHtml(figure)}` : `\n<p class="from">${escapeHtml(`${t.from[lang]} ${chain.cellTitle}`)}</p>`}
</article>`;
}

function figureHtml({ svg, dark, caption }: ReportFigure): string {
  const words = escapeHtml(caption);
  return `<figure><div class="scroll" tabindex="0" role="group" aria-label="${words}"><picture><source media="screen and (prefers-color-scheme: dark)" srcset="${dataUrl(dark)}"><img alt="${words}" src="${dataUrl(svg)}"></picture></div><figcaption>${words}</figcaption></figure>`;
}

/** A picture as an address of its own: no comma or blank may end it within a `srcset`. */
const dataUrl = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg).replaceAll("'", '%27')}`;
