import type { IStylesOptions } from 'docx';
import type { Lang } from '../../i18n/text.ts';

/** Colours of the document, as of the report's light page. */
export const INK = { text: '1C2024', soft: '57606A', line: 'D9DDE2', wash: 'FFF7ED' } as const;
export const SEVERITY_INK = { bad: 'B42318', warning: '9A4A06', good: '067647', info: INK.line } as const;

/** A4 and its margins, twips (1/1440 inch): those that the report is printed with. */
export const PAGE = {
  width: 11_906,
  height: 16_838,
  margin: { top: 964, bottom: 964, left: 1020, right: 1020 },
};
/** Width of a line, twips. */
export const LINE = PAGE.width - PAGE.margin.left - PAGE.margin.right;

/** Type sizes in half points. */
const SIZE = { body: 21, title: 40, summary: 24, small: 17, caption: 18 } as const;

/** Paragraph styles of our own, by what they are for. */
export const STYLE = {
  summary: 'CellarSummary',
  notice: 'CellarNotice',
  cell: 'CellarCell',
  caption: 'CellarCaption',
  own: 'CellarTyped',
} as const;

const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Calibri', eastAsia: 'Microsoft YaHei' };

const heading = (size: number, before: number, after: number) => ({
  run: { size, bold: true, color: INK.text, font: FONT },
  paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
});

/** The document's styles: Word's own for titles, so that its outline and contents work. */
export const stylesOf = (lang: Lang): IStylesOptions => ({
  default: {
    document: {
      run: {
        font: FONT,
        size: SIZE.body,
        color: INK.text,
        language: { value: lang === 'zh' ? 'zh-CN' : 'en-GB', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: { after: 80, line: 300, lineRule: 'auto' } },
    },
    title: { run: { size: SIZE.title, bold: true, font: FONT }, paragraph: { spacing: { after: 160 } } },
    heading1: heading(28, 360, 120),
    heading2: heading(24, 280, 100),
    heading3: heading(22, 200, 60),
  },
  paragraphStyles: [
    { id: STYLE.summary, name: 'Summary', basedOn: 'Normal', run: { size: SIZE.summary } },
    {
      id: STYLE.notice,
      name: 'Notice',
      basedOn: 'Normal',
      paragraph: {
        indent: { left: 120 },
        border: { left: { style: 'single', size: 18, space: 8, color: SEVERITY_INK.warning } },
      },
    },
    {
      id: STYLE.cell,
      name: 'Table text',
      basedOn: 'Normal',
      run: { size: SIZE.small },
      paragraph: { spacing: { after: 0, line: 260, lineRule: 'auto' } },
    },
    {
      id: STYLE.caption,
      name: 'Small text',
      basedOn: 'Normal',
      run: { size: SIZE.caption, color: INK.soft },
    },
    { id: STYLE.own, name: 'Typed text', basedOn: 'Normal', run: { size: SIZE.small } },
  ],
});
