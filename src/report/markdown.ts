import type { Segment } from '../template/findings.ts';
import type { Block, Report, ReportItem, ReportSection } from './document.ts';
import { REPORT_TEXTS } from './texts.ts';

/**
 * The report as Markdown (CommonMark with pipe tables); texts are escaped. Sections written by hand
 * keep their marks; HTML and images in them become text, so that whoever renders the report loads nothing. */
export function reportMarkdown(report: Report): string {
  const parts = [
    `# ${escapeMarkdown(report.title)}`,
    ...report.notices.map((text) => `> ${escapeMarkdown(text)}`),
  ];
  for (const section of report.sections) {
    parts.push(`## ${escapeMarkdown(section.title)}`, sectionMarkdown(section));
  }
  parts.push('---', escapeMarkdown(REPORT_TEXTS.madeWith[report.lang]));
  return `${parts.join('\n\n')}\n`;
}

/** A section's body as Markdown, links to its cells included: what editing it by hand starts from. */
export const sectionMarkdown = (section: ReportSection): string => blocksMarkdown(section.blocks);

/** Blocks as Markdown. */
export const blocksMarkdown = (blocks: readonly Block[]): string => blocks.map(blockMarkdown).join('\n\n');

/** Text that Markdown shows as it is, on one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return segmentsMarkdown(block.text);
    case 'list':
      return block.items.map(itemMarkdown).join('\n');
    case 'markdown':
      return withoutHtml(block.text.trim());
    case 'table': {
      const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
      return [
        row(block.columns.map(({ label }) => escapeMarkdown(label))),
        row(block.columns.map(({ numeric }) => (numeric ? '---:' : '---'))),
        ...block.rows.map((cells) => row(cells.map(escapeMarkdown))),
      ].join('\n');
    }
  }
}

/** Markdown in which no tag, autolink or image opens. In code the sign shows as `&lt;`: that is the lesser evil. */
const withoutHtml = (text: string): string =>
  text.replace(/<(?=[a-z/!?])/gi, '&lt;').replaceAll('![', '!\\[');

const segmentsMarkdown = (segments: readonly Segment[]): string =>
  segments.map(({ text, bold }, i) => (bold ? `**${escapeMarkdown(text)}**` : inner(text, i === 0))).join('');

/** Only the first segment stands at the start of a line. */
const inner = (text: string, first: boolean): string =>
  first ? escapeMarkdown(text) : escapeMarkdown(`x${text}`).slice(1);

function itemMarkdown({ text, cell, cellTitle }: ReportItem): string {
  const origin = cell === '' ? '' : ` ([${escapeMarkdown(cellTitle)}](#${cell}))`;
  return `- ${segmentsMarkdown(text)}${origin}`;
}
