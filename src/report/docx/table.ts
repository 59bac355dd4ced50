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
          children: runsOf(text, head ? { bold: true, color: INK.soft } : {}),
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

/** Least and greatest share of a column, in characters of its text. */
const SHARE = { least: 6, most: 34 } as const;

/** What each column needs of the line: after its longest entry, so that a date is not broken by a sentence beside it. */
function sharesOf(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return columns.map(({ label }, c) => {
    const widest = Math.max(widthOf(label), ...rows.map((row) => widthOf(row[c] ?? '')));
    return Math.min(SHARE.most, Math.max(SHARE.least, Math.sqrt(widest) * 4));
  });
}

/** Characters of a text, Chinese ones counted twice. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0);

export const blockTable = ({ columns, rows }: Extract<Block, { kind: 'table' }>): Table =>
  tableOf(columns, rows);
