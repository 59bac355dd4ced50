import {
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
} from 'docx';
import {
  APPENDIX,
  leavingSections,
  type Block,
  type Chain,
  type HeadLine,
  type Report,
  type ReportSection,
} from '../document.ts';
import { REPORT_TEXTS } from '../texts.ts';
import { ownText } from './own-text.ts';
import { INK, PAGE, SEVERITY_INK, STYLE, stylesOf } from './style.ts';
import { blockTable, tableOf } from './table.ts';
import { plainText, runsOf, segmentRuns } from './words.ts';

/** A chart as a picture. */
export interface ReportPicture {
  cell: string;
  png: Uint8Array;
  /** Size on paper, px of 1/96 inch. */
  width: number;
  height: number;
  caption: string;
}

export interface DocxOptions {
  /** Charts, each under the first conclusion of its cell. */
  pictures?: readonly ReportPicture[];
  /** What was written by hand, rendered and sanitised. Without it the text stands as it was typed. */
  own?: (text: string) => ParentNode | null;
}

/** The report as a Word document (Office Open XML): what its HTML says, in the same order, on A4. */
export async function reportDocx(report: Report, options: DocxOptions = {}): Promise<Blob> {
  const { lang } = report;
  const sections = leavingSections(report);
  const pictures = new Map((options.pictures ?? []).map((picture) => [picture.cell, picture]));
  const body = (all: readonly ReportSection[], level: 1 | 2): FileChild[] =>
    all.flatMap((section) => sectionOf(section, level, { ...options, lang }, pictures));
  const appendix = sections.filter(({ id }) => APPENDIX.includes(id));
  const t = REPORT_TEXTS;
  const children: FileChild[] = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: runsOf(report.title) }),
    ...(report.head.length > 0 ? [headTable(report.head)] : []),
    ...report.notices.map((text) => new Paragraph({ style: STYLE.notice, children: runsOf(text) })),
    ...body(
      sections.filter(({ id }) => !APPENDIX.includes(id)),
      1,
    ),
    ...(appendix.length > 0
      ? [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            pageBreakBefore: true,
            children: runsOf(t.appendix[lang]),
          }),
          ...body(appendix, 2),
        ]
      : []),
  ];
  const author = report.head.find(({ label }) => label === t.author[lang])?.text ?? '';
  return Packer.toBlob(
    new Document({
      title: plainText(report.title),
      // Nothing of the machine: who made it is who is named in it.
      creator: plainText(author),
      lastModifiedBy: plainText(author),
      styles: stylesOf(lang),
      compatibility: { version: 15 },
      sections: [
        {
          properties: { page: { size: { width: PAGE.width, height: PAGE.height }, margin: PAGE.margin } },
          footers: { default: footer(t.madeWith[lang]) },
          children,
        },
      ],
    }),
  );
}

const footer = (words: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: STYLE.caption,
        children: [
          ...runsOf(words),
          new TextRun({ children: ['  ·  ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });

const headTable = (head: readonly HeadLine[]): FileChild =>
  tableOf(
    [
      { label: '', numeric: false },
      { label: '', numeric: false },
    ],
    head.map(({ label, text }) => [label, text]),
    { heads: false, shares: [1, 6] },
  );

type Pictures = Map<string, ReportPicture>;
type Written = DocxOptions & Pick<Report, 'lang'>;

function sectionOf(
  { id, title, blocks }: ReportSection,
  level: 1 | 2,
  options: Written,
  pictures: Pictures,
): FileChild[] {
  const heading = level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
  return [
    new Paragraph({ heading, children: runsOf(title) }),
    ...blocks.flatMap((block) =>
      blockOf(block, options, pictures, id === 'summary' ? { style: STYLE.summary } : {}),
    ),
  ];
}

function blockOf(block: Block, options: Written, pictures: Pictures, how: { style?: string }): FileChild[] {
  switch (block.kind) {
    case 'chain':
      return chainOf(block, options, pictures);
    case 'paragraph':
      return [new Paragraph({ ...how, children: segmentRuns(block.text) })];
    case 'list':
      return block.items.map(
        ({ text }) => new Paragraph({ bullet: { level: 0 }, children: segmentRuns(text) }),
      );
    case 'table':
      // Two tables without a line between them are one to Word.
      return [blockTable(block), new Paragraph({ spacing: { after: 0 } })];
    case 'markdown': {
      const own = options.own?.(block.text);
      return own ? ownText(own) : [new Paragraph({ style: STYLE.own, children: runsOf(block.text) })];
    }
  }
}

function chainOf(chain: Chain, { lang }: Written, pictures: Pictures): FileChild[] {
  const t = REPORT_TEXTS;
  const border = {
    border: {
      left: { style: 'single' as const, size: 18, space: 8, color: SEVERITY_INK[chain.severity] },
    },
    indent: { left: 120 },
    keepLines: true,
  };
  const labelled = (label: string, runs: TextRun[]): Paragraph =>
    new Paragraph({
      ...border,
      keepNext: true,
      children: [...runsOf(`${label}  `, { bold: true, color: INK.soft }), ...runs],
    });
  const picture = pictures.get(chain.cell);
  // Two conclusions of one cell have one chart.
  pictures.delete(chain.cell);
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_3, ...border, children: segmentRuns(chain.headline) }),
    ...(chain.rest.length > 0
      ? [new Paragraph({ ...border, keepNext: true, children: segmentRuns(chain.rest) })]
      : []),
    ...(chain.action === ''
      ? []
      : [
          labelled(t.because[lang], segmentRuns(chain.diagnosis)),
          labelled(t.todo[lang], runsOf(chain.action)),
        ]),
    ...(picture ? [pictureOf(picture)] : []),
    new Paragraph({
      style: STYLE.caption,
      spacing: { after: 240 },
      children: runsOf(picture ? picture.caption : `${t.from[lang]} ${chain.cellTitle}`),
    }),
  ];
}

const pictureOf = ({ cell, png, width, height, caption }: ReportPicture): Paragraph => {
  const words = plainText(caption);
  return new Paragraph({
    keepNext: true,
    // Said plainly, or a picture is cut to the height of a line.
    spacing: { before: 80, after: 0, line: 240, lineRule: 'auto' },
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width, height },
        altText: { name: cell, title: words, description: words },
      }),
    ],
  });
};
