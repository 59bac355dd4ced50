import { looksDecimalComma } from './numbers.ts';
import { isValue } from './layout.ts';
import { collapseBlanks, isBlank, splitRecords, usualWidth, type Dialect } from './records.ts';

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
  const padded = padsWithTabs(sample);
  for (const delimiter of candidates(sample)) {
    if (padded && delimiter === '\t') continue;
    const dialect = { delimiter, quote };
    const score = regularity(sample, dialect, complete && sample.length === text.length, padded);
    if (score > bestScore + 1e-9) [best, bestScore] = [dialect, score];
  }
  return best;
}

/** Whether tabs stand at the end of values alone, before their delimiter: some shops keep a spreadsheet off their ids so. */
const padsWithTabs = (text: string): boolean => /\t[,;]/.test(text) && !/\t(?![,;\r\n]|$)/.test(text);

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

function regularity(text: string, dialect: Dialect, complete: boolean, padded: boolean): number {
  const regular = dialect.delimiter === ' ' ? collapseBlanks(text.slice(0, 32_768)) : text;
  const whole = complete && regular.length >= text.length;
  const records = splitRecords(regular, dialect, { maxRecords: LOOK, complete: whole }).filter(
    (record) => !isBlank(record),
  );
  const width = usualWidth(records);
  if (width < 2) return 0;
  const body = records.filter((record) => record.fields.length === width);
  const consistent = body.length / records.length;
  const rivals = USUAL.filter(
    (sign) => sign !== dialect.delimiter && sign !== ',' && !(padded && sign === '\t'),
  );
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

/** Whether the numbers of these rows are written with a decimal comma. */
export function guessDecimal(rows: string[][], width: number, delimiter: string): '.' | ',' {
  if (delimiter === ',') return '.';
  for (let column = 0; column < width; column += 1) {
    const values = rows.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '');
    if (looksDecimalComma(values)) return ',';
  }
  return '.';
}
