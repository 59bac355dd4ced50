import {
  HeadingLevel,
  Paragraph,
  TextRun,
  type FileChild,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { STYLE } from './style.ts';
import { tableOf } from './table.ts';
import { plainText, runsOf } from './words.ts';

type How = Omit<IRunOptions, 'text' | 'break' | 'children'>;

/** Titles within a section stand below it. */
const TITLES: Readonly<Record<string, IParagraphOptions['heading']>> = {
  H1: HeadingLevel.HEADING_3,
  H2: HeadingLevel.HEADING_3,
  H3: HeadingLevel.HEADING_4,
  H4: HeadingLevel.HEADING_4,
  H5: HeadingLevel.HEADING_5,
  H6: HeadingLevel.HEADING_6,
};
const MARKS: Readonly<Record<string, How>> = {
  STRONG: { bold: true },
  B: { bold: true },
  EM: { italics: true },
  I: { italics: true },
  DEL: { strike: true },
  S: { strike: true },
  CODE: { font: 'Consolas' },
  SUB: { subScript: true },
  SUP: { superScript: true },
};

/** What was written by hand and rendered to plain, sanitised HTML, as paragraphs and tables. Links keep their words. */
export const ownText = (root: ParentNode): FileChild[] => blocksIn(root, {}, 0);

const BLOCKS = new Set(['P', 'UL', 'OL', 'LI', 'TABLE', 'PRE', 'BLOCKQUOTE', 'HR', ...Object.keys(TITLES)]);

function blocksIn(root: ParentNode, options: IParagraphOptions, depth: number): FileChild[] {
  const found: FileChild[] = [];
  let line: TextRun[] = [];
  const close = () => {
    if (line.length > 0) found.push(new Paragraph({ ...options, children: line }));
    line = [];
  };
  for (const node of root.childNodes) {
    if (!isElement(node) || !BLOCKS.has(node.tagName)) {
      const runs = runsIn(node, {});
      if (line.length > 0 || (node.textContent ?? '').trim() !== '') line.push(...runs);
      continue;
    }
    close();
    found.push(...blockOf(node, options, depth));
  }
  close();
  return found;
}

function blockOf(element: Element, options: IParagraphOptions, depth: number): FileChild[] {
  switch (element.tagName) {
    case 'UL':
    case 'OL':
      return listOf(element, depth);
    case 'TABLE':
      return [table(element)];
    case 'PRE':
      return [
        new Paragraph({
          style: STYLE.own,
          children: runsOf(element.textContent ?? '', { font: 'Consolas' }),
        }),
      ];
    case 'BLOCKQUOTE':
      return blocksIn(element, { ...options, style: STYLE.notice }, depth);
    case 'HR':
      return [new Paragraph({ thematicBreak: true })];
    case 'P':
      return [new Paragraph({ ...options, children: childRuns(element, {}) })];
    default:
      return [new Paragraph({ heading: TITLES[element.tagName], children: childRuns(element, {}) })];
  }
}

/** Entries carry their number as text: a list of each kind would be a numbering of its own in Word. */
function listOf(list: Element, depth: number): FileChild[] {
  const numbered = list.tagName === 'OL';
  return [...list.children].flatMap((item, i) => {
    const inline = [...item.childNodes].filter((node) => !isElement(node) || !isList(node));
    const runs = inline.flatMap((node) => runsIn(node, {}));
    const head = new Paragraph({
      ...(numbered
        ? { indent: { left: 360 * (depth + 1), hanging: 360 } }
        : { bullet: { level: Math.min(depth, 8) } }),
      children: numbered ? [new TextRun({ text: `${i + 1}.\t` }), ...runs] : runs,
    });
    const within = [...item.children].filter(isList).flatMap((inner) => listOf(inner, depth + 1));
    return [head, ...within];
  });
}

function table(element: Element): FileChild {
  const texts = (row: Element) => [...row.children].map((cell) => (cell.textContent ?? '').trim());
  const [head, ...rows] = [...element.querySelectorAll('tr')].map(texts);
  return tableOf(
    (head ?? ['']).map((label) => ({ label, numeric: false })),
    rows,
  );
}

const childRuns = (element: Element, how: How): TextRun[] =>
  [...element.childNodes].flatMap((node) => runsIn(node, how));

function runsIn(node: Node, how: How): TextRun[] {
  if (!isElement(node))
    return [new TextRun({ ...how, text: plainText((node.textContent ?? '').replace(/\s+/g, ' ')) })];
  if (node.tagName === 'BR') return [new TextRun({ ...how, break: 1 })];
  return childRuns(node, { ...how, ...MARKS[node.tagName] });
}

const isList = (element: Element): boolean => element.tagName === 'UL' || element.tagName === 'OL';

const isElement = (node: Node): node is Element => node.nodeType === 1;
