/** How delimited text is cut; `quote` is '' when quotes mean nothing. */
export interface Dialect {
  delimiter: string;
  quote: string;
}

/** One record of delimited text. */
export interface TextRecord {
  fields: string[];
  /** 1-based physical line it starts on, within the text given. */
  line: number;
  /** Offset of its first character, and of the first character after its line end. */
  start: number;
  end: number;
  /** Line on which a quoted field began that the text's end left open; 0 when all were closed. */
  openLine: number;
  /** True when a quoted field was followed by something other than a delimiter or a line end. */
  loose: boolean;
}

export interface SplitOptions {
  maxRecords?: number;
  /** False when the text is cut off at its end: an unfinished last record is then left out. */
  complete?: boolean;
}

const LF = 10;
const CR = 13;

/**
 * Cuts delimited text into records, quotes respected, line ends LF, CRLF and CR alike.
 * Blank lines are records with one empty field, so that ordinals count every line.
 */
export function splitRecords(text: string, dialect: Dialect, options: SplitOptions = {}): TextRecord[] {
  const { maxRecords = Infinity, complete = true } = options;
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
  const records: TextRecord[] = [];
  const length = text.length;
  let at = 0;
  let line = 1;
  while (at < length && records.length < maxRecords) {
    const record: TextRecord = { fields: [], line, start: at, end: at, openLine: 0, loose: false };
    let ended = false;
    while (!ended) {
      let field = '';
      let from = at;
      if (at < length && text.charCodeAt(at) === quote) {
        const inside = readQuoted(text, at, dialect.quote);
        field = inside.value;
        if (!inside.closed) record.openLine = line;
        line += inside.lineEnds;
        at = inside.next;
        from = at;
      }
      let code = -1;
      while (at < length) {
        code = text.charCodeAt(at);
        if (code === delimiter || code === LF || code === CR) break;
        at += 1;
      }
      if (at > from) {
        if (from !== record.start && field !== '') record.loose = true;
        field += text.slice(from, at);
      }
      record.fields.push(field);
      if (at >= length) {
        ended = true;
        record.end = length;
        if (!complete) return records;
      } else if (code === delimiter) {
        at += 1;
      } else {
        at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
        line += 1;
        ended = true;
        record.end = at;
      }
    }
    records.push(record);
  }
  return records;
}

/** Reads a quoted field whose opening quote stands at `at`; a doubled quote is one quote. */
function readQuoted(text: string, at: number, quote: string) {
  let value = '';
  let from = at + 1;
  let closed = false;
  for (;;) {
    const hit = text.indexOf(quote, from);
    if (hit < 0) {
      value += text.slice(from);
      from = text.length;
      break;
    }
    value += text.slice(from, hit);
    from = hit + 1;
    if (text[from] === quote) {
      value += quote;
      from += 1;
      continue;
    }
    closed = true;
    break;
  }
  let lineEnds = 0;
  for (let i = at; i < from; i += 1) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) lineEnds += 1;
  }
  return { value, next: from, closed, lineEnds };
}

/** True for a line with nothing on it. */
export function isBlank(record: TextRecord): boolean {
  return record.fields.length === 1 && record.fields[0]!.trim() === '';
}

/**
 * Text whose columns are parted by blanks, made regular: blanks at a line's ends go, runs of them become
 * one. Lines with quotes are left alone, since blanks inside quotes are data.
 */
export function collapseBlanks(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) =>
    line.includes('"') ? line : line.trim().replace(/ {2,}/g, ' '),
  );
}

/** The commonest number of fields; of two equally common the wider. */
export function usualWidth(records: readonly TextRecord[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const [width, count] of counts)
    if (count > most || (count === most && width > best)) [best, most] = [width, count];
  return best;
}
