import type { Progress, StagedText, TextReading } from '../api.ts';
import { LineNotes } from '../line-map.ts';
import type { Fault } from '../../result.ts';

const PIECE = 4 * 1024 * 1024;

/** The dialect that rows of workbooks and JSON are written in for the import engine. */
export const OWN_DIALECT = { encoding: 'utf-8', delimiter: ',', quote: '"' } as const;

/** Collects rows as UTF-8 text pieces, and where each stands in its file: a row's number, a record's line. */
export class CsvPieces {
  #parts: Blob[] = [];
  #text = '';
  #held: string[] = [];
  #heldRows = 0;
  #width: number;
  #head: number;
  #skipTail: number;
  #lines = new LineNotes();
  /** Records written, blank ones left out. */
  rows = 0;

  /**
   * @param head how many rows at the start are titles and the header: their lines are kept, empty, for the
   * columns' names come from the reading
   * @param skipTail how many rows at the very end are left out
   */
  constructor(width: number, head: number, skipTail: number) {
    this.#width = width;
    this.#head = head;
    this.#skipTail = skipTail;
  }

  /** One row; missing cells are filled up, cells beyond the table's width stay, so that the row is rejected, not cut. */
  row(cells: (string | null | undefined)[], at: number): void {
    if (this.#head > 0) return this.blank();
    let last = cells.length - 1;
    while (last >= 0 && (cells[last] ?? '') === '') last -= 1;
    if (last < 0) return this.blank();
    const width = Math.max(this.#width, last + 1);
    let line = '';
    for (let i = 0; i < width; i += 1) line += (i === 0 ? '' : ',') + escaped(cells[i]);
    this.#lines.add(at);
    this.#hold(`${line}\n`);
    this.rows += 1;
  }

  /** A row with nothing in it: its line is kept, empty, and the engine passes over it. */
  blank(): void {
    if (this.#head > 0) {
      this.#head -= 1;
      this.#text += '\n';
    } else if (this.#width > 1) this.#hold('\n');
  }

  /** Something that is no row: written so that the engine rejects it and shows it with its line. */
  bad(raw: string, at: number): void {
    this.#lines.add(at);
    const field = escaped(raw.replace(/[\r\n]+/g, ' ').slice(0, 2000));
    this.#hold(this.#width > 1 ? `${field}\n` : `${field},\n`);
  }

  #hold(line: string): void {
    if (this.#skipTail === 0) this.#text += line;
    else {
      this.#held.push(line);
      if (line !== '\n') this.#heldRows += 1;
      while (this.#heldRows > this.#skipTail) {
        const first = this.#held.shift()!;
        if (first !== '\n') this.#heldRows -= 1;
        this.#text += first;
      }
    }
    if (this.#text.length >= PIECE) this.#flush();
  }

  #flush(): void {
    if (this.#text !== '') this.#parts.push(new Blob([this.#text]));
    this.#text = '';
  }

  staged(text: TextReading, notices: Fault[]): StagedText {
    this.#flush();
    return {
      form: 'text',
      blob: new Blob(this.#parts),
      delimiter: OWN_DIALECT.delimiter,
      quote: OWN_DIALECT.quote,
      skipLines: text.headerLine,
      header: false,
      lines: this.#lines.map,
      notices,
    };
  }
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function escaped(value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  return NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Progress is told no more often than this, for each telling is a message to the page: milliseconds. */
export const TELL_EVERY = 50;
/** How many rows go by before the clock is looked at. */
const LOOK_EVERY = 500;

/** Tells progress in bytes of `total`, not too often. */
export function rowProgress(total: number, onProgress: ((p: Progress) => void) | undefined) {
  let next = LOOK_EVERY;
  let told = 0;
  return (rows: number, bytes: number) => {
    if (!onProgress || rows < next) return;
    next = rows + LOOK_EVERY;
    const now = performance.now();
    if (now - told < TELL_EVERY) return;
    told = now;
    onProgress({ bytes: Math.min(bytes, total), totalBytes: total, rows });
  };
}
