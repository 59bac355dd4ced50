import { looksDecimalComma, styleOf } from './numbers.ts';
import { formsOf } from './dates.ts';
import { collapseBlanks, isBlank, splitRecords, type Dialect, type TextRecord } from './records.ts';

const USUAL = [',', '\t', ';', '|'];
/** Records looked at when a delimiter is chosen. */
const LOOK = 200;

/**
 * The delimiter and quote under which sampled text falls into the most regular table: records of one
 * width, cells that do not still hold another delimiter. A text of one column gets the comma.
 */
export function guessDialect(text: string, complete: boolean): Dialect {
  const sample = text.slice(0, 262_144);
  const quote = guessQuote(sample);
  let best: Dialect = { delimiter: ',', quote };
  let bestScore = 0;
  for (const delimiter of candidates(sample)) {
    const dialect = { delimiter, quote };
    const score = regularity(sample, dialect, complete && sample.length === text.length);
    if (score > bestScore + 1e-9) [best, bestScore] = [dialect, score];
  }
  return best;
}

/** A single quote counts only where cells both open and close with it and no double quote is about. */
function guessQuote(text: string): string {
  if (text.includes('"')) return '"';
  const wrapped = text.match(/(?<=^|[,;\t|])'[^'\r\n]*'(?=[,;\t|]|\r?$)/gm)?.length ?? 0;
  const lines = text.match(/\n/g)?.length ?? 1;
  return wrapped >= Math.max(2, lines) ? "'" : '"';
}

/** The usual four, then any other sign that stands equally often on the first lines. */
function candidates(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/, 40).filter((line) => line.trim() !== '');
  const counts = new Map<string, number[]>();
  lines.forEach((line, index) => {
    for (const char of line) {
      if (/[\p{L}\p{N}"'\-+.\u0000\r\n]/u.test(char) || char.length > 1 || USUAL.includes(char)) continue;
      const row = counts.get(char) ?? new Array<number>(lines.length).fill(0);
      row[index] = row[index]! + 1;
      counts.set(char, row);
    }
  });
  const others = [...counts].filter(
    ([, row]) => row.filter((n) => n > 0 && n === row[row.length - 2]).length >= row.length * 0.7,
  );
  return [...new Set([...USUAL, ' ', ...others.map(([char]) => char)])];
}

function regularity(text: string, dialect: Dialect, complete: boolean): number {
  const regular = dialect.delimiter === ' ' ? collapseBlanks(text.slice(0, 32_768)) : text;
  const whole = complete && regular.length >= text.length;
  const records = splitRecords(regular, dialect, { maxRecords: LOOK, complete: whole }).filter(
    (record) => !isBlank(record),
  );
  const width = usualWidth(records);
  if (width < 2) return 0;
  const body = records.filter((record) => record.fields.length === width);
  const consistent = body.length / records.length;
  const rivals = USUAL.filter((sign) => sign !== dialect.delimiter && sign !== ',');
  let cells = 0;
  let dirty = 0;
  for (const { fields } of body) {
    for (const field of fields) {
      cells += 1;
      if (rivals.some((sign) => field.includes(sign)) || hasSplitQuote(field)) dirty += 1;
    }
  }
  // Prose is parted by blanks too; a table of them has a column of numbers or dates.
  const rows = body.slice(1);
  if (
    dialect.delimiter === ' ' &&
    !body[0]!.fields.some((_, i) => rows.length > 0 && rows.every((row) => isValue(row.fields[i]!)))
  )
    return 0;
  const prior = USUAL.includes(dialect.delimiter) ? 1 : /[ :/_]/.test(dialect.delimiter) ? 0.4 : 0.7;
  return consistent ** 2 * (1 - 0.8 * (dirty / cells)) * (1 - 1 / (2 * width)) * prior;
}

/** One quote alone in a cell: the cut went through a quoted text. */
const hasSplitQuote = (field: string): boolean => (field.match(/"/g)?.length ?? 0) % 2 === 1;

/** The commonest number of fields; of two equally common the wider. */
export function usualWidth(records: TextRecord[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const [width, count] of counts)
    if (count > most || (count === most && width > best)) [best, most] = [width, count];
  return best;
}

export interface Layout {
  /** 1-based ordinal of the header among all records, blank lines counted; 0 for none. */
  headerLine: number;
  width: number;
  /** Records before the header that are not blank: titles. */
  titles: number;
}

/** Finds the header: past titles (few filled cells), and only if it reads unlike the rows below it. */
export function guessLayout(records: TextRecord[]): Layout {
  const width = Math.max(1, usualWidth(records.filter((record) => !isBlank(record))));
  let titles = 0;
  let index = 0;
  for (; index < records.length; index += 1) {
    const record = records[index]!;
    if (isBlank(record)) continue;
    const filled = record.fields.filter((field) => field.trim() !== '').length;
    if (
      width === 1 ||
      (record.fields.length >= width - 1 && filled >= Math.max(2, width * 0.5)) ||
      titles >= 20
    )
      break;
    titles += 1;
  }
  if (index >= records.length) {
    // Nothing is as wide as the rest: the first line that says anything is the header.
    index = records.findIndex((record) => !isBlank(record));
    titles = 0;
    if (index < 0) return { headerLine: 0, width, titles };
  }
  const rows = records
    .slice(index + 1)
    .filter((record) => record.fields.length === width && !isBlank(record));
  const header = records[index]!.fields;
  return {
    headerLine: readsAsHeader(
      header,
      rows.map((row) => row.fields),
    )
      ? index + 1
      : 0,
    width,
    titles,
  };
}

function readsAsHeader(header: string[], rows: string[][]): boolean {
  const cells = header.map((cell) => cell.trim());
  if (cells.every((cell) => cell === '')) return false;
  if (rows.length === 0) return !cells.some((cell) => isValue(cell));
  let votes = 0;
  cells.forEach((cell, column) => {
    if (cell === '') return;
    const values = [...new Set(rows.slice(0, LOOK).map((row) => (row[column] ?? '').trim()))].filter(
      (v) => v !== '',
    );
    if (values.length === 0) return;
    if (values.every(isValue)) votes += isValue(cell) ? (isYear(cell) ? 0 : -2) : 2;
    else if (isValue(cell)) votes -= 1;
    else if (rows.slice(0, LOOK).filter((row) => (row[column] ?? '').trim() === cell).length > 0) votes -= 1;
  });
  return (
    votes > 0 ||
    (votes === 0 && !cells.some((cell) => isValue(cell) && !isYear(cell)) && new Set(cells).size > 1) ||
    (votes === 0 && cells.length === 1 && !isValue(cells[0]!))
  );
}

const isYear = (cell: string): boolean => /^(?:19|20)\d\d$/.test(cell);

/** A number or a date: what a header rarely is. */
function isValue(cell: string): boolean {
  return styleOf([cell], false) !== null || formsOf([cell]).length > 0 || /^\d+[,.]\d+$/.test(cell);
}

const TOTAL =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*和|汇\s*总|總\s*計|合\s*計|(?:grand\s+|sub\s*)?totals?|sum)(?:\s*[:：].*)?$/i;
const REMARK =
  /^(?:备注|注|说明|制表|制单|审核|导出时间|打印时间|数据来源|note|notes|source|generated|exported|printed)\s*(?:人|日期|时间|by|on|at)?\s*[:：]/i;

/** How many records at the very end are totals or remarks rather than data; blank lines are not counted. */
export function guessTail(records: TextRecord[], width: number): number {
  const rows = records.filter((record) => !isBlank(record));
  let tail = 0;
  for (let i = rows.length - 1; i >= 0 && tail < 10; i -= 1) {
    const filled = rows[i]!.fields.map((field) => field.trim()).filter((field) => field !== '');
    const total = filled.slice(0, 2).some((cell) => TOTAL.test(cell));
    const remark = width > 2 && filled.length <= 2 && REMARK.test(filled[0] ?? '');
    if (!total && !remark) break;
    tail += 1;
  }
  return tail;
}

/** Whether the numbers of these rows are written with a decimal comma. */
export function guessDecimal(rows: string[][], width: number, delimiter: string): '.' | ',' {
  if (delimiter === ',') return '.';
  for (let column = 0; column < width; column += 1) {
    const values = rows.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '');
    if (looksDecimalComma(values)) return ',';
  }
  return '.';
}
