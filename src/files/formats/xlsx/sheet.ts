import { Stop } from '../../../result.ts';
import { momentOf } from './serial.ts';
import { attribute, elementText, prefixOf, richText } from './xml.ts';

/** How often something was met, and where first (`C5`). */
export interface Met {
  count: number;
  first: string;
}

/** What only reading the cells shows, counted. */
export type SheetCounts = Record<
  'errors' | 'formulas' | 'uncached' | 'impossibleDates' | 'merged' | 'hiddenRows' | 'hiddenColumns',
  Met
>;

export const noCounts = (): SheetCounts => ({
  errors: { count: 0, first: '' },
  formulas: { count: 0, first: '' },
  uncached: { count: 0, first: '' },
  impossibleDates: { count: 0, first: '' },
  merged: { count: 0, first: '' },
  hiddenRows: { count: 0, first: '' },
  hiddenColumns: { count: 0, first: '' },
});

/** Counts something met in the cell at a 0-based column and a 1-based row. */
export function meet(met: Met, column: number, row: number): void {
  if (met.count === 0) met.first = cellName(column, row);
  met.count += 1;
}

export interface SheetContext {
  strings: string[];
  /** By style number. */
  dates: boolean[];
  money: (string | null)[];
  date1904: boolean;
}

/** A range of several rows that is one cell: its value stands in the first, in its first column. Column 0-based, rows 1-based. */
export interface MergedDown {
  column: number;
  from: number;
  to: number;
}

/** Told each row as it is complete; `row` is 1-based. Returning false stops the reading. */
export type OnRow = (row: number, cells: (string | null)[]) => boolean | void;

const MAX_COLUMNS = 16_384;
const MAX_ROWS = 1_048_576;

/** Reads a worksheet's XML as it streams in; no more than one row is kept. */
export class SheetParser {
  readonly counts: SheetCounts = noCounts();
  /** Cells of one column that are merged down, as far as they were read. */
  readonly mergedDown: MergedDown[] = [];
  /** True once the end of the data was seen. */
  finished = false;
  #context: SheetContext;
  #onRow: OnRow;
  #buffer = '';
  #prefix: string | null = null;
  #row = 0;
  #lastSerial = NaN;
  #lastMoment: string | null = null;

  constructor(context: SheetContext, onRow: OnRow) {
    this.#context = context;
    this.#onRow = onRow;
  }

  /** @returns false when the reader of the rows has had enough */
  push(text: string): boolean {
    this.#buffer += text;
    if (this.#prefix === null) {
      if (!/<(?:[\w.-]+:)?worksheet[\s>]/.test(this.#buffer)) return true;
      this.#prefix = prefixOf(this.#buffer, 'worksheet');
    }
    if (this.finished) return this.#after();
    const buffer = this.#buffer;
    const open = `<${this.#prefix}row`;
    const close = `</${this.#prefix}row>`;
    let at = 0;
    for (;;) {
      const start = nextTag(buffer, open, at);
      if (start < 0) break;
      const tagEnd = buffer.indexOf('>', start);
      if (tagEnd < 0) break;
      const empty = buffer.charCodeAt(tagEnd - 1) === 47;
      const end = empty ? tagEnd + 1 : buffer.indexOf(close, tagEnd);
      if (end < 0) break;
      if (this.#row === 0) this.#columns(buffer.slice(0, start));
      const tag = buffer.slice(start, tagEnd);
      const told = attribute(tag, 'r');
      this.#row = told === null ? this.#row + 1 : Number(told);
      if (!(this.#row <= MAX_ROWS)) throw new Stop({ code: 'file-damaged', detail: `row ${told}` });
      if (isSet(attribute(tag, 'hidden'))) hide(this.counts.hiddenRows, String(this.#row), 1);
      const cells = empty ? [] : this.#cells(buffer.slice(tagEnd + 1, end));
      at = empty ? end : end + close.length;
      if (this.#onRow(this.#row, cells) === false) return false;
    }
    const dataEnd = buffer.indexOf(`</${this.#prefix}sheetData>`, at);
    const noData = dataEnd < 0 && new RegExp(`<${this.#prefix}sheetData\\s*/>`).test(buffer);
    this.#buffer = buffer.slice(dataEnd >= 0 ? dataEnd : at);
    if (dataEnd >= 0 || noData) {
      this.finished = true;
      return this.#after();
    }
    return true;
  }

  /** What stands before the data: which columns are hidden. */
  #columns(head: string): void {
    for (const [tag] of head.matchAll(/<(?:[\w.-]+:)?col\s[^>]*>/g)) {
      if (!isSet(attribute(tag, 'hidden'))) continue;
      const [from, to] = [Number(attribute(tag, 'min')), Number(attribute(tag, 'max'))];
      // The rest of the sheet, hidden to its end, holds nothing.
      if (to < MAX_COLUMNS)
        hide(this.counts.hiddenColumns, cellName(from - 1, 1).replace(/1$/, ''), to - from + 1);
    }
  }

  /** What follows the data: only the merged ranges are wanted. */
  #after(): boolean {
    const merged = /<(?:[\w.-]+:)?mergeCells\b[^>]*>/.exec(this.#buffer);
    if (!merged) {
      if (this.#buffer.length > 4_000_000) this.#buffer = '';
      return true;
    }
    const list = this.#buffer.slice(merged.index);
    const end = list.search(/<\/(?:[\w.-]+:)?mergeCells>/);
    if (end < 0 && list.length <= 4_000_000) return true;
    const ranges = [...list.slice(0, end < 0 ? undefined : end).matchAll(/<(?:[\w.-]+:)?mergeCell\s[^>]*>/g)];
    const count = Math.max(1, Number(attribute(merged[0], 'count') ?? 1));
    this.counts.merged = { count, first: attribute(ranges[0]?.[0] ?? '', 'ref') ?? '' };
    for (const [tag] of ranges) {
      const [, left, from, right, to] =
        /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attribute(tag, 'ref') ?? '') ?? [];
      if (left && right && Number(to) > Number(from))
        this.mergedDown.push({ column: columnOf(left), from: Number(from), to: Number(to) });
    }
    this.#buffer = '';
    return true;
  }

  #cells(row: string): (string | null)[] {
    const prefix = this.#prefix!;
    const open = `<${prefix}c`;
    const close = `</${prefix}c>`;
    const cells: (string | null)[] = [];
    let column = -1;
    for (let at = nextTag(row, open, 0); at >= 0;) {
      const tagEnd = row.indexOf('>', at);
      if (tagEnd < 0) break;
      const tag = row.slice(at, tagEnd);
      const reference = attribute(tag, 'r');
      column = reference === null ? column + 1 : columnOf(reference);
      let next = tagEnd + 1;
      if (row.charCodeAt(tagEnd - 1) !== 47) {
        const end = row.indexOf(close, tagEnd);
        if (end < 0) break;
        next = end + close.length;
        if (column >= 0 && column < MAX_COLUMNS) {
          const value = this.#value(tag, row.slice(tagEnd + 1, end), column);
          if (value !== null) {
            while (cells.length < column) cells.push(null);
            cells[column] = value;
          }
        }
      }
      at = nextTag(row, open, next);
    }
    return cells;
  }

  #value(tag: string, body: string, column: number): string | null {
    const met = (what: keyof SheetCounts) => meet(this.counts[what], column, this.#row);
    const prefix = this.#prefix!;
    const type = attribute(tag, 't') ?? 'n';
    if (type === 'inlineStr') return richText(body, prefix);
    const formula = body.includes(`<${prefix}f`);
    if (formula) met('formulas');
    const at = nextTag(body, `<${prefix}v`, 0);
    const from = at < 0 ? 0 : body.indexOf('>', at) + 1;
    const to = from > 0 ? body.indexOf(`</${prefix}v>`, from) : -1;
    if (to < 0) {
      if (formula) met('uncached');
      return null;
    }
    const raw = body.slice(from, to);
    switch (type) {
      case 's':
        return this.#context.strings[Number(raw)] ?? null;
      case 'str':
        return elementText(raw);
      case 'b':
        return raw === '1' ? 'true' : 'false';
      case 'e':
        met('errors');
        return null;
      case 'd':
        return raw.replace('T', ' ').replace(/(?:\.0+)?Z?$/, '');
    }
    const number = Number(raw);
    if (raw === '' || !Number.isFinite(number)) return elementText(raw);
    const style = attribute(tag, 's');
    if (style === null || !this.#context.dates[Number(style)]) {
      const currency = style === null ? null : (this.#context.money[Number(style)] ?? null);
      return currency === null ? String(number) : `${currency} ${number}`;
    }
    // Rows that follow each other often share their moment, and writing it out is what costs.
    if (number !== this.#lastSerial) {
      this.#lastSerial = number;
      this.#lastMoment = momentOf(number, this.#context.date1904)?.text ?? null;
    }
    if (this.#lastMoment === null) met('impossibleDates');
    return this.#lastMoment;
  }
}

const isSet = (value: string | null): boolean => value === '1' || value === 'true';

/** Counts hidden rows or columns, by the name of the first. */
export function hide(met: Met, first: string, count: number): void {
  if (met.count === 0) met.first = first;
  met.count += count;
}

/** Place of the next tag with exactly this name. */
function nextTag(text: string, open: string, from: number): number {
  for (let at = text.indexOf(open, from); at >= 0; at = text.indexOf(open, at + 1)) {
    const after = text.charCodeAt(at + open.length);
    if (after === 62 || after === 47 || after <= 32) return at;
    if (Number.isNaN(after)) return -1;
  }
  return -1;
}

/** 0-based column of a reference such as AB12. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** A 0-based column and a 1-based row as a reference: `AB12`. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}
