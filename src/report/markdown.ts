import type { Lang } from '../i18n/text.ts';
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
import { REPORT_TEXTS } from './texts.ts';

/**
 * The report as Markdown (CommonMark with pipe tables); texts are escaped. Sections written by hand
 * keep their marks; HTML and images in them become text, so that whoever renders the report loads nothing. */
export function reportMarkdown(report: Report): string {
  const parts = [
    `# ${escapeMarkdown(report.title)}`,
    ...(report.head.length > 0
      ? [
          report.head
            .map(({ label, text }) => `- **${escapeMarkdown(label)}** ${inner(text, false)}`)
            .join('\n'),
        ]
      : []),
    ...report.notices.map((text) => `> ${escapeMarkdown(text)}`),
  ];
  const sections = leavingSections(report);
  const push = (all: readonly ReportSection[], mark: string) => {
    for (const section of all)
      parts.push(`${mark} ${escapeMarkdown(section.title)}`, sectionMarkdown(section, report.lang));
  };
  push(
    sections.filter(({ id }) => !APPENDIX.includes(id)),
    '##',
  );
  const appendix = sections.filter(({ id }) => APPENDIX.includes(id));
  if (appendix.length > 0) parts.push(`## ${escapeMarkdown(REPORT_TEXTS.appendix[report.lang])}`);
  push(appendix, '###');
  parts.push('---', escapeMarkdown(REPORT_TEXTS.madeWith[report.lang]));
  return `${parts.join('\n\n')}\n`;
}

/** A section's body as Markdown. */
export const sectionMarkdown = (section: ReportSection, lang: Lang): string =>
  blocksMarkdown(section.blocks, lang);

/** Blocks as Markdown. */
export const blocksMarkdown = (blocks: readonly Block[], lang: Lang): string =>
  blocks.map((block) => blockMarkdown(block, lang)).join('\n\n');

/** Text that Markdown shows as it is, on one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

function blockMarkdown(block: Block, lang: Lang): string {
  switch (block.kind) {
    case 'chain':
      return chainMarkdown(block, lang);
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

const itemMarkdown = ({ text }: ReportItem): string => `- ${segmentsMarkdown(text)}`;

function chainMarkdown({ headline, rest, diagnosis, action, cellTitle }: Chain, lang: Lang): string {
  const t = REPORT_TEXTS;
  return [
    `#### ${segmentsMarkdown(headline)}`,
    ...(rest.length > 0 ? [segmentsMarkdown(rest)] : []),
    [
      ...(action === ''
        ? []
        : [
            `- **${t.because[lang]}** ${segmentsMarkdown([{ text: '', bold: false }, ...diagnosis])}`,
            `- **${t.todo[lang]}** ${inner(action, false)}`,
          ]),
      `- ${t.from[lang]} ${inner(cellTitle, false)}`,
    ].join('\n'),
  ].join('\n\n');
}
