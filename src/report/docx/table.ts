import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { guardInTable } from '../../export/formula-guard.ts';
import type { Block } from '../document.ts';
import { INK, LINE, STYLE } from './style.ts';
import { runsOf } from './words.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const RULE = { style: BorderStyle.SINGLE, size: 4, color: INK.line };
/** Room of a cell, twips. */
const ROOM = { top: 50, bottom: 50, left: 0, right: 110 };

interface Column {
  label: string;
  numeric: boolean;
}

/** A table over the whole line; `heads` false leaves its labels out. A row stays on one page, its heads on each. */
export function tableOf(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { heads = true, shares = sharesOf(columns, rows) }: { heads?: boolean; shares?: readonly number[] } = {},
): Table {
  const whole = shares.reduce((sum, n) => sum + n, 0);
  const widths = shares.map((share) => Math.floor((share / whole) * LINE));
  const cell = (text: string, c: number, head: boolean): TableCell =>
    new TableCell({
      width: { size: widths[c]!, type: WidthType.DXA },
      margins: ROOM,
      children: [
        new Paragraph({
          style: STYLE.cell,
          keepNext: head,
          alignment: columns[c]?.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: runsOf(guardInTable(text), head ? { bold: true, color: INK.soft } : {}),
        }),
      ],
    });
  const row = (texts: readonly string[], head: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      // A row has as many cells as there are columns, or Word calls the file damaged.
      children: columns.map((_, c) => cell(texts[c] ?? '', c, head)),
    });
  const labels = columns.map(({ label }) => label);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: LINE, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      ...{ top: NONE, left: NONE, right: NONE, insideVertical: NONE },
      ...{ bottom: heads ? RULE : NONE, insideHorizontal: heads ? RULE : NONE },
    },
    rows: [...(heads ? [row(labels, true)] : []), ...rows.map((texts) => row(texts, false))],
  });
}

/** Characters that a line has room for at the size of a table's text. */
const LINE_CHARS = 108;
/** What a column keeps free beside its text, in characters. */
const GAP = 2;
/** Heads are bold, and not every machine has the narrow type that is asked for. */
const WIDER = 1.25;

/** What each column needs of the line: its longest word at least, so that no date is broken; the rest by how much it says. */
function sharesOf(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  const texts = columns.map(({ label }, c) => [label, ...rows.map((row) => row[c] ?? '')]);
  const least = texts.map((all) => WIDER * Math.max(...all.map(wordOf)) + GAP);
  const whole = texts.map((all) => WIDER * Math.max(...all.map(widthOf)) + GAP);
  const free = LINE_CHARS - least.reduce((sum, n) => sum + n, 0);
  if (free <= 0) return least;
  const wants = whole.map((n, c) => Math.sqrt(n - least[c]!));
  const all = wants.reduce((sum, n) => sum + n, 0) || 1;
  return least.map((n, c) => n + (free * wants[c]!) / all);
}

/** Signs that a line may break after wherever they stand. */
const WIDE = /[\u2e80-\uffef]/u;

/** Characters of a text, Chinese ones counted twice. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);

/** Width of the longest piece that no line may break. */
const wordOf = (text: string): number =>
  Math.max(
    ...text.split(/\s+/).flatMap((word) => word.split(new RegExp(`(${WIDE.source})`, 'u')).map(widthOf)),
  );

export const blockTable = ({ columns, rows }: Extract<Block, { kind: 'table' }>): Table =>
  tableOf(columns, rows);
