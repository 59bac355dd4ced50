import { InflateError } from '../gzip.ts';
import { momentOf } from './serial.ts';
import { attribute, elementText, prefixOf, richText } from './xml.ts';

/** What only reading the cells shows, counted. */
export interface SheetCounts {
  errors: number;
  formulas: number;
  uncached: number;
  impossibleDates: number;
  merged: number;
}

export interface SheetContext {
  strings: string[];
  /** By style number. */
  dates: boolean[];
  date1904: boolean;
}

/** Told each row as it is complete; `row` is 1-based. Returning false stops the reading. */
export type OnRow = (row: number, cells: (string | null)[]) => boolean | void;

const MAX_COLUMNS = 16_384;
const MAX_ROWS = 1_048_576;

/** Reads a worksheet's XML as it streams in; no more than one row is kept. */
export class SheetParser {
  readonly counts: SheetCounts = { errors: 0, formulas: 0, uncached: 0, impossibleDates: 0, merged: 0 };
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
      const told = attribute(buffer.slice(start, tagEnd), 'r');
      this.#row = told === null ? this.#row + 1 : Number(told);
      if (!(this.#row <= MAX_ROWS)) throw new InflateError('file-damaged', `row ${told}`);
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

  /** What follows the data: only the count of merged ranges is wanted. */
  #after(): boolean {
    const merged = /<(?:[\w.-]+:)?mergeCells\b[^>]*>/.exec(this.#buffer);
    if (merged) this.counts.merged = Math.max(1, Number(attribute(merged[0], 'count') ?? 1));
    if (merged || this.#buffer.length > 4_000_000) this.#buffer = '';
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
          const value = this.#value(tag, row.slice(tagEnd + 1, end));
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

  #value(tag: string, body: string): string | null {
    const prefix = this.#prefix!;
    const type = attribute(tag, 't') ?? 'n';
    if (type === 'inlineStr') return richText(body, prefix);
    const formula = body.includes(`<${prefix}f`);
    if (formula) this.counts.formulas += 1;
    const at = nextTag(body, `<${prefix}v`, 0);
    const from = at < 0 ? 0 : body.indexOf('>', at) + 1;
    const to = from > 0 ? body.indexOf(`</${prefix}v>`, from) : -1;
    if (to < 0) {
      if (formula) this.counts.uncached += 1;
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
        this.counts.errors += 1;
        return null;
      case 'd':
        return raw.replace('T', ' ').replace(/(?:\.0+)?Z?$/, '');
    }
    const number = Number(raw);
    if (raw === '' || !Number.isFinite(number)) return elementText(raw);
    const style = attribute(tag, 's');
    if (style === null || !this.#context.dates[Number(style)]) return String(number);
    // Rows that follow each other often share their moment, and writing it out is what costs.
    if (number !== this.#lastSerial) {
      this.#lastSerial = number;
      this.#lastMoment = momentOf(number, this.#context.date1904)?.text ?? null;
    }
    if (this.#lastMoment === null) this.counts.impossibleDates += 1;
    return this.#lastMoment;
  }
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
