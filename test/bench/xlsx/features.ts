import type { writeRawWorkbook } from '../../tools/workbook.ts';

type Workbook = Parameters<typeof writeRawWorkbook>[1];

/** A workbook of one sheet that shows one thing, and what its cells hold as text; null for an empty one. */
export interface Feature {
  name: string;
  workbook: Workbook;
  /** By 1-based row number. */
  cells: Record<number, (string | null)[]>;
}

const s = (at: string, index: number) => `<c r="${at}" t="s"><v>${index}</v></c>`;
const n = (at: string, value: number | string, style = 0) => `<c r="${at}" s="${style}"><v>${value}</v></c>`;
const inline = (at: string, xml: string) => `<c r="${at}" t="inlineStr"><is>${xml}</is></c>`;
const row = (r: number, cells: string) => `<row r="${r}">${cells}</row>`;
const one = (rows: string, options: Omit<Workbook, 'rows'> = {}): Workbook => ({ rows, ...options });

/** What workbooks out of shops and offices hold; the values were worked out by hand. */
export const FEATURES: readonly Feature[] = [
  {
    name: 'dates of the 1900 system',
    workbook: one(row(1, n('A1', 45292, 1) + n('B1', 45292.5, 2) + n('C1', 45322, 3) + n('D1', 61, 1))),
    cells: {
      1: ['2024-01-01 00:00:00', '2024-01-01 12:00:00', '2024-01-31 00:00:00', '1900-03-01 00:00:00'],
    },
  },
  {
    name: 'dates of the 1904 system',
    workbook: one(row(1, n('A1', 43830, 1) + n('B1', 43830.75, 2)), { date1904: true }),
    cells: { 1: ['2024-01-01 00:00:00', '2024-01-01 18:00:00'] },
  },
  {
    name: 'shared strings',
    workbook: one(row(1, s('A1', 0) + s('B1', 1)) + row(2, s('A2', 1) + s('B2', 2)), {
      strings: ['<t>客户</t>', '<t>A &amp; B &#x4E2D;</t>', '<t>00123</t>'],
    }),
    cells: { 1: ['客户', 'A & B 中'], 2: ['A & B 中', '00123'] },
  },
  {
    name: 'inline strings',
    workbook: one(
      row(
        1,
        inline('A1', '<t>客户</t>') +
          inline('B1', '<t>1 &lt; 2</t>') +
          inline('C1', '<t>110101199003070000</t>'),
      ),
    ),
    cells: { 1: ['客户', '1 < 2', '110101199003070000'] },
  },
  {
    name: 'rich text, phonetic reading left out',
    workbook: one(
      row(1, s('A1', 0) + inline('B1', '<r><t>bold</t></r><r><t xml:space="preserve"> plain</t></r>')),
      {
        strings: [
          '<r><t>丙</t></r><r><t xml:space="preserve"> 丁</t></r><rPh sb="0" eb="1"><t>bing</t></rPh>',
        ],
      },
    ),
    cells: { 1: ['丙 丁', 'bold plain'] },
  },
  {
    name: 'white space, line breaks, escapes',
    workbook: one(row(1, s('A1', 0) + s('B1', 1) + s('C1', 2)), {
      strings: ['<t xml:space="preserve">  two  blanks </t>', '<t>one\ntwo</t>', '<t>a_x0009_b</t>'],
    }),
    cells: { 1: ['  two  blanks ', 'one\ntwo', 'a\tb'] },
  },
  {
    name: 'numbers to the last digit, booleans',
    workbook: one(
      row(
        1,
        n('A1', '0.30000000000000004') +
          n('B1', '1E-7') +
          n('C1', '1234567.891', 4) +
          '<c r="D1" t="b"><v>1</v></c>',
      ),
    ),
    cells: { 1: ['0.30000000000000004', '1e-7', '1234567.891', 'true'] },
  },
  {
    name: 'formulas with their last value',
    workbook: one(
      row(
        1,
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1" s="1"><f>TODAY()</f><v>45292</v></c><c r="D1"><f>X1</f></c><c r="E1"><v>7</v></c>',
      ),
    ),
    cells: { 1: ['2', 'ab', '2024-01-01 00:00:00', null, '7'] },
  },
  {
    name: 'error cells are empty, not text',
    workbook: one(
      row(
        1,
        n('A1', 1) +
          '<c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>' +
          n('D1', 4),
      ),
    ),
    cells: { 1: ['1', null, null, '4'] },
  },
  {
    name: 'merged cells',
    workbook: one(row(1, n('A1', 1) + '<c r="B1"/>' + n('C1', 3)) + row(2, n('C2', 4)), {
      after: '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
    }),
    cells: { 1: ['1', null, '3'], 2: [null, null, '4'] },
  },
  {
    name: 'gaps between cells and rows',
    workbook: one(row(1, n('A1', 1) + n('D1', 4)) + row(4, n('B4', 2))),
    cells: { 1: ['1', null, null, '4'], 4: [null, '2'] },
  },
  {
    name: 'cells without a reference',
    workbook: one('<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'),
    cells: { 1: ['1', '2'], 2: ['3'] },
  },
  {
    name: 'elements with a namespace prefix',
    workbook: one(
      '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>',
      { prefix: 'x:' },
    ),
    cells: { 1: ['5', '甲'] },
  },
];

/** How many of a feature's cells a reader got right; `told` is what it said, by row. */
export function rightCells(
  { cells }: Feature,
  told: ReadonlyMap<number, (string | null)[]>,
): { right: number; of: number } {
  let right = 0;
  let of = 0;
  for (const [row, expected] of Object.entries(cells))
    for (const [c, value] of expected.entries()) {
      of += 1;
      if ((told.get(Number(row))?.[c] ?? null) === value) right += 1;
    }
  return { right, of };
}
