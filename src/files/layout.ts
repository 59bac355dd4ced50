import { isNothing } from '../values/nothing.ts';
import { isTotal } from '../values/total.ts';
import { anyOf, formsOf } from './dates.ts';
import { headerAgain } from './header-again.ts';
import { styleOf } from './numbers.ts';
import { isBlank, usualWidth, type TextRecord } from './records.ts';
import { isUnits, withUnitOf, withUnits } from './units.ts';

export interface Layout {
  /** 1-based ordinal of the header among all records, blank lines counted; 0 for none. */
  headerLine: number;
  width: number;
  /** Records before the header that are not blank: titles. */
  titles: number;
  /** How many records the header fills, ending with `headerLine`: more than one with groups or questions. */
  headerRows: number;
  /** Whether most records are shorter than the widest, as in lists of baskets: short ones are filled up. */
  ragged: boolean;
}

/** Records looked at. */
const LOOK = 200;
/** Titles that may stand above a table. */
const MOST_TITLES = 100;
/** Records of a header that may stand under each other. */
const MOST_HEADERS = 3;

/** Finds the header: past titles (few filled cells), and only if it reads unlike the rows below it. */
export function guessLayout(records: TextRecord[]): Layout {
  const said = records.filter((record) => !isBlank(record));
  const ragged = isRagged(said);
  const width = Math.max(1, ragged ? widest(said) : (blockWidth(said) ?? usualWidth(said)));
  if (ragged) {
    const [first, ...rest] = said.map((record) => record.fields);
    const headed = first!.length === width && readsAsHeader(first!, rest);
    return {
      headerLine: headed ? records.indexOf(said[0]!) + 1 : 0,
      width,
      titles: 0,
      headerRows: 1,
      ragged,
    };
  }
  let titles = 0;
  let index = 0;
  for (; index < records.length; index += 1) {
    const record = records[index]!;
    if (isBlank(record)) continue;
    const filled = record.fields.filter((field) => field.trim() !== '').length;
    const wide = record.fields.length >= width - 1 && filled >= Math.max(2, width * 0.5);
    if (width === 1 || (wide && !arePairs(records, index, width)) || titles >= MOST_TITLES) break;
    titles += 1;
  }
  const below = belowTechnical(records, index, width);
  if (below > index) {
    titles += 1;
    index = below;
  }
  if (index >= records.length) {
    // Nothing is as wide as the rest: the first line that says anything is the header.
    index = records.findIndex((record) => !isBlank(record));
    titles = 0;
    if (index < 0) return { headerLine: 0, width, titles, headerRows: 1, ragged };
  }
  // Pages and exports that were put under each other bring their header again: it is none of the values below.
  const isAgain = headerAgain(records, index + 1, 1);
  const rows = records
    .slice(index + 1)
    .filter((record) => record.fields.length === width && !isBlank(record))
    .map((record) => record.fields)
    .filter((fields) => !isAgain(fields));
  const header = records[index]!.fields;
  const more = headersBelow(header, rows);
  if (!readsAsHeader(header, rows.slice(more)) && !headsFirstBlock(records, index, width))
    return { headerLine: 0, width, titles, headerRows: 1, ragged };
  // A row of groups above the names is taken for titles where few of its cells are filled.
  return { headerLine: index + 1 + more, width, titles, headerRows: 1 + more, ragged };
}

/**
 * Whether a record reads as the header of the rows down to the first empty line: of another table that stands below, the
 * names are none of the first one's values.
 */
function headsFirstBlock(records: readonly TextRecord[], index: number, width: number): boolean {
  const end = records.findIndex((record, i) => i > index && isBlank(record));
  const block = records.slice(index + 1, Math.max(0, end)).map(({ fields }) => fields);
  const rows = block.filter((fields) => fields.length === width);
  return rows.length >= 3 && readsAsHeader(records[index]!.fields, rows);
}

/** Whether a record is `Department | Sales | Prepared by | Bob` above a wider table: the next one has a name of its own for each column. */
function arePairs(records: readonly TextRecord[], index: number, width: number): boolean {
  const filled = records[index]!.fields.map((cell) => cell.trim() !== '');
  const said = filled.filter(Boolean).length;
  // Names of groups have blanks between them.
  if (width < 3 || said % 2 > 0 || said >= width || filled.lastIndexOf(true) >= said) return false;
  const [names, ...rows] = records
    .slice(index + 1, index + LOOK)
    .map(({ fields }) => fields.map((cell) => cell.trim()))
    .filter((fields) => fields.some((cell) => cell !== ''));
  return (
    names?.length === width &&
    names.every((cell) => cell !== '') &&
    new Set(names).size === width &&
    isNames(names, rows, 1)
  );
}

/** Where the names stand when a program's own line stands above them, as DATEV's does: full of values, and of another width. */
function belowTechnical(records: readonly TextRecord[], index: number, width: number): number {
  const next = records.findIndex((record, i) => i > index && !isBlank(record));
  if (next < 0 || width < 3 || records[index]!.fields.length === width) return index;
  const [own, names] = [records[index]!.fields, records[next]!.fields];
  if (names.length !== width || names.some((cell) => isValue(cell.trim()))) return index;
  const rows = records.slice(next + 1).flatMap(({ fields }) => (fields.length === width ? [fields] : []));
  return own.some((cell) => isValue(cell.trim())) && rows.length > 0 && readsAsHeader(names, rows)
    ? next
    : index;
}

const widest = (records: readonly TextRecord[]): number =>
  Math.max(...records.map(({ fields }) => fields.length));

/** The width of a table under titles that are more than its rows: a run of wide records down to the end. */
function blockWidth(records: readonly TextRecord[]): number | null {
  const width = records.at(-1)?.fields.length ?? 0;
  let from = records.length;
  while (from > 0 && records[from - 1]!.fields.length === width) from -= 1;
  const rows = records.length - from;
  // Records above that are wider are no titles: it is another table below the first.
  return width > usualWidth(records) && width > 2 && rows > 2 && from > rows ? width : null;
}

/** Lines of very different lengths, of which the widest are few: a list of what was bought together. */
function isRagged(records: TextRecord[]): boolean {
  const looked = records.slice(0, LOOK);
  const widths = looked.map(({ fields }) => fields.length);
  const most = widest(looked);
  const short = widths.filter((width) => width < most).length;
  const usual = Math.max(...[...new Set(widths)].map((width) => widths.filter((w) => w === width).length));
  return (
    looked.length >= 5 &&
    most > 2 &&
    new Set(widths).size > 2 &&
    short > looked.length * 0.6 &&
    usual < looked.length * 0.6
  );
}

/** How many of the first rows go on with the header: the survey's questions, its marks for import, names under groups. */
function headersBelow(header: string[], rows: string[][]): number {
  const body = rows.slice(MOST_HEADERS - 1, LOOK);
  let count = 0;
  for (const row of rows.slice(0, MOST_HEADERS - 1)) {
    if (
      !isMarks(row) &&
      !(count === 0 && isUnits(row) && body.length > 2) &&
      !isParts(header, row, body) &&
      !(count === 0 && body.length > 2 && isDescriptions(header, row, body)) &&
      !(body.length > 2 && isNames(row, body))
    )
      break;
    count += 1;
  }
  // Names above marks are names although little below them tells.
  return count;
}

const isMarks = (row: string[]): boolean => {
  const filled = row.filter((cell) => cell.trim() !== '');
  return filled.length > 1 && filled.every((cell) => cell.trim().startsWith('{"ImportId"'));
};

/** What surveys write under a question that has no parts. */
const ANSWER = /^(?:open-ended response|response|other \(please specify\))$/i;

/**
 * Whether a row names the parts of the columns above it: blank under every name that stands for itself, and filled
 * where a group goes on to the right or where a survey says what its answers are.
 */
function isParts(header: string[], row: string[], body: string[][]): boolean {
  const cells = row.map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0 || filled.length === cells.length || filled.some(isValue)) return false;
  const named = (i: number) => (header[i] ?? '').trim() !== '';
  // A lone text under a first column without a name is a group's: Customer X, above its rows.
  if (filled.length === 1 && cells[0] !== '' && !named(0)) return false;
  const said = (i: number) => body.filter((other) => (other[i] ?? '').trim() !== '').length;
  // Under a name of its own nothing stands, though the rows below say something there.
  const alone = cells.some((cell, i) => cell === '' && named(i) && said(i) > body.length * 0.8);
  const parts = cells.some((cell, i) => cell !== '' && !named(i));
  const asked = filled.some((cell) => ANSWER.test(cell));
  return (
    alone &&
    (parts || asked) &&
    cells.every((cell, i) => cell === '' || !named(i) || grouped(header, cells, i) || ANSWER.test(cell))
  );
}

/** Whether a name goes on over the next column, which has only a part of its own. */
const grouped = (header: string[], cells: string[], i: number): boolean =>
  i + 1 < cells.length && (header[i + 1] ?? '').trim() === '' && cells[i + 1] !== '';

/** Whether a row has words where the rows below it have numbers and dates, in so many columns at least and in all of them. */
function isNames(row: string[], body: string[][], least = 2): boolean {
  let words = 0;
  for (const [column, cell] of row.entries()) {
    const values = body.map((other) => (other[column] ?? '').trim()).filter((value) => !isNothing(value));
    if (values.length < body.length * 0.5 || !areValues(values)) continue;
    if (isValue(cell.trim()) || isNothing(cell)) return false;
    words += 1;
  }
  return words >= least;
}

/** Whether nearly all are numbers and dates; no more of them are looked at than it takes to see. */
function areValues(cells: readonly string[]): boolean {
  let could = cells.length;
  return cells.every((cell) => isValue(cell) || --could >= cells.length * 0.9);
}

const CODE = /^q?\d+(?:[_.-]\d+)*$/i;

/**
 * Whether a row says in a sentence what the names above it mean, as TikTok Shop writes it: words ending in a point, and
 * none of the numbers and dates that stand below it. Under codes of questions such a row is the questions'.
 */
function isDescriptions(header: readonly string[], row: readonly string[], body: string[][] | null): boolean {
  const filled = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const named = header.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const sentences = filled.filter((cell) => /[^.。][.。]$/.test(cell) && !isValue(cell)).length;
  return (
    sentences >= 2 &&
    sentences >= filled.length * 0.3 &&
    named.length >= filled.length &&
    !named.some((cell) => CODE.test(cell)) &&
    !filled.some(isValue) &&
    (body === null ||
      row.filter((_, i) => body.every((other) => isValue((other[i] ?? '').trim()))).length >= 2)
  );
}

/** The cells of the lines above a header of `headerRows` rows that ends in `headerLine`. */
export const titlesAbove = (
  records: readonly { fields: string[] }[],
  headerLine: number,
  headerRows: number,
): string[][] => records.slice(0, Math.max(0, headerLine - headerRows)).map(({ fields }) => fields);

/** The columns' names: those of the `headerRows` that end in `headerLine`, in the unit that a title above states. */
export function headerNames(
  records: readonly { fields: string[] }[],
  headerLine: number,
  headerRows: number,
  width: number,
): string[] {
  const titles = titlesAbove(records, headerLine, headerRows);
  const rows = records.slice(titles.length, headerLine).map(({ fields }) => fields);
  return withUnitOf(headerCells(rows, width), titles);
}

/**
 * One line of names out of a header's records: the lowest that is named, with the group above where names repeat
 * or are missing; of a survey's codes and questions the question.
 */
function headerCells(rows: string[][], width: number): string[] {
  const units = rows.length > 1 && isUnits(rows.at(-1)!) ? rows.at(-1)! : null;
  if (units) return withUnits(headerCells(rows.slice(0, -1), width), units);
  const named = rows.filter((row) => !isMarks(row));
  if (named.length === 2 && isDescriptions(named[0]!, named[1]!, null))
    return headerCells([named[0]!], width);
  const last = named.at(-1) ?? [];
  if (named.length < 2) return Array.from({ length: width }, (_, i) => last[i] ?? '');
  const above = filledRight(named.at(-2)!, width);
  // Names of which some are blank are parts of what stands above them.
  const parts = last.some((cell) => cell.trim() === '') && named.at(-2)!.some((cell) => cell.trim() === '');
  const names = Array.from({ length: width }, (_, i) => (last[i] ?? '').trim());
  const repeated = (name: string) => parts || names.filter((other) => other === name).length > 1;
  return names.map((name, i) => {
    if (name === '' || ANSWER.test(name)) return above[i]!;
    return repeated(name) && above[i] !== '' && above[i] !== name ? `${above[i]} ${name}` : name;
  });
}

/** A group's name stands over its first column only. */
function filledRight(row: string[], width: number): string[] {
  let group = '';
  return Array.from({ length: width }, (_, i) => (group = (row[i] ?? '').trim() || group));
}

function readsAsHeader(header: string[], rows: string[][]): boolean {
  const cells = header.map((cell) => cell.trim());
  if (cells.every((cell) => cell === '')) return false;
  if (rows.length === 0) return !cells.some((cell) => isValue(cell));
  // What stands among the values below, wherever, is no name.
  const met = new Set(rows.slice(0, LOOK).flatMap((row) => row.map((cell) => cell.trim())));
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length > 1 && filled.filter((cell) => met.has(cell)).length > filled.length / 2) return false;
  let votes = 0;
  cells.forEach((cell, column) => {
    if (cell === '') return;
    const values = [...new Set(rows.slice(0, LOOK).map((row) => (row[column] ?? '').trim()))].filter(
      (v) => v !== '',
    );
    if (values.length === 0) return;
    if (isDay(cell) && values.every((value) => styleOf([value], false) !== null)) return;
    if (values.every(isValue)) votes += isValue(cell) ? (isYear(cell) ? 0 : -2) : 2;
    else if (isValue(cell)) votes -= 1;
    else if (rows.slice(0, LOOK).filter((row) => (row[column] ?? '').trim() === cell).length > 0) votes -= 1;
  });
  return (
    votes > 0 ||
    (votes === 0 &&
      !cells.some((cell) => isValue(cell) && !isYear(cell) && !isDay(cell)) &&
      new Set(cells).size > 1) ||
    (votes === 0 && cells.length === 1 && !isValue(cells[0]!))
  );
}

/** A year or a month of one, as tables that put periods side by side name their columns. */
const isYear = (cell: string): boolean => /^(?:19|20)\d\d(?:0[1-9]|1[0-2])?$/.test(cell);

/** A day as a workbook's cell of a date is read: above numbers it names their column. */
const isDay = (cell: string): boolean => /^(?:19|20)\d\d-\d\d-\d\d(?: 00:00:00)?$/.test(cell);

/** A number or a date: what a header rarely is. */
export function isValue(cell: string): boolean {
  return (
    styleOf([cell], false) !== null ||
    formsOf([cell]).length > 0 ||
    anyOf([cell]) !== null ||
    /^\d+[,.]\d+$/.test(cell)
  );
}

const REMARK =
  /^(?:备注|注|说明|制表|制单|审核|导出时间|打印时间|数据来源|note|notes|source|generated|exported|printed)\s*(?:人|日期|时间|by|on|at)?\s*[:：]/i;

/** A blank of a form that people fill in below a table: 收货人签字：, Approved by: Li. */
const BLANK = /^[^\d:：]{1,14}[:：]\s*[^:：]{0,30}$/;
const isForm = (filled: readonly string[], width: number): boolean =>
  width > 3 && filled.length <= width / 2 && filled.every((cell) => BLANK.test(cell));

/** How many records at the very end are totals or remarks rather than data; those that say nothing are not counted. */
export function guessTail(records: TextRecord[], width: number): number {
  const rows = records.filter((record) => !isBlank(record));
  // Where every row says something in most of its cells, a line of prose is none of them.
  const filledIn = (record: TextRecord) => record.fields.filter((field) => field.trim() !== '').length;
  const full = width > 3 && rows.slice(0, -10).every((record) => filledIn(record) > 2) && rows.length > 12;
  const signed = width > 2 ? standingApart(rows) : null;
  // Rows of one cell are names of groups as well, but none that stand below the sum of all.
  const last = rows.findLast((row) => !signed?.has(row))?.fields ?? [];
  const apart = full || last.find((cell) => cell.trim() !== '')?.match(GRAND) ? signed : null;
  let tail = 0;
  for (let i = rows.length - 1; i >= 0 && tail < 10; i -= 1) {
    const filled = rows[i]!.fields.map((field) => field.trim()).filter((field) => field !== '');
    if (filled.length === 0) continue;
    const total = filled.slice(0, 2).some(isTotal);
    const remark = width > 2 && filled.length <= 2 && REMARK.test(filled[0] ?? '');
    const lone = filled.length === 1 && (apart?.has(rows[i]!) || (full && [...filled[0]!].length > 12));
    if (!total && !remark && !lone && !(full && isForm(filled, width))) break;
    tail += 1;
  }
  return tail;
}

/** A sum of all, in one word. */
const GRAND = /^\s*(?:grand\s+)?(?:total|合计|总计|總計|合計|summe|gesamt)\s*$/i;

/** The records at the very end that have one cell each and a blank line above them, as reports are signed. */
function standingApart(rows: readonly TextRecord[]): ReadonlySet<TextRecord> {
  const ends = ({ line, fields }: TextRecord) => line + fields.join('').split('\n').length;
  const last = rows.findLastIndex(({ fields }) => fields.length > 1);
  const first = rows.findIndex((row, i) => i > last && i > 0 && row.line > ends(rows[i - 1]!));
  return new Set(first < 0 ? [] : rows.slice(first));
}
