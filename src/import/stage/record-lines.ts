const LF = 10;
const CR = 13;

/** How records are told apart. */
export interface RecordDialect {
  delimiter: string;
  quote: string;
  /** Whether a line with nothing on it is a record: only in a table of one column. */
  blankCounts: boolean;
}

/** Told each record's first line (1-based) and first byte; false ends the reading. */
type OnRecord = (line: number, offset: number) => boolean;

/** Follows the records of delimited UTF-8 text: quotes open where a field begins, line ends LF, CRLF and CR. */
async function eachRecord(
  stream: ReadableStream<Uint8Array>,
  { delimiter, quote, blankCounts }: RecordDialect,
  onRecord: OnRecord,
): Promise<void> {
  const mark = quote === '' ? -1 : quote.charCodeAt(0);
  // Of a sign of several bytes the last one tells.
  const between = new TextEncoder().encode(delimiter).at(-1) ?? -1;
  const reader = stream.getReader();
  let line = 1;
  let startLine = 1;
  let offset = 0;
  let start = 0;
  let blank = true;
  let quoted = false;
  let fieldStart = true;
  let afterCR = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    for (let i = 0; i < value.length; i += 1) {
      const byte = value[i]!;
      if (byte === LF && afterCR) {
        afterCR = false;
        if (!quoted) start = offset + i + 1;
        continue;
      }
      afterCR = byte === CR;
      if (byte !== LF && byte !== CR) {
        blank = false;
        if (byte === mark && (quoted || fieldStart)) quoted = !quoted;
        // A doubled quote opens its field again.
        fieldStart = !quoted && (byte === between || byte === mark);
        continue;
      }
      line += 1;
      if (quoted) continue;
      if ((!blank || blankCounts) && !onRecord(startLine, start)) return reader.cancel();
      startLine = line;
      start = offset + i + 1;
      blank = true;
      fieldStart = true;
    }
    offset += value.length;
  }
  if (!blank) onRecord(startLine, start);
}

/**
 * 1-based lines on which kept records begin: `records` count, from 0 and ascending, the records that are not
 * rejected; `rejected` are the lines of those that are.
 */
export async function recordLines(
  stream: ReadableStream<Uint8Array>,
  dialect: RecordDialect,
  records: readonly number[],
  rejected: ReadonlySet<number>,
): Promise<number[]> {
  const lines: number[] = [];
  let kept = 0;
  if (records.length > 0)
    await eachRecord(stream, dialect, (line) => {
      if (rejected.has(line)) return true;
      for (; records[lines.length] === kept;) lines.push(line);
      kept += 1;
      return lines.length < records.length;
    });
  return lines;
}

/** How many records begin before each byte offset (ascending), within a line end's length of it. */
export async function recordsBefore(
  stream: ReadableStream<Uint8Array>,
  dialect: RecordDialect,
  offsets: readonly number[],
): Promise<number[]> {
  const before: number[] = [];
  let seen = 0;
  if (offsets.length > 0)
    await eachRecord(stream, dialect, (_, start) => {
      // The engine's offsets are 1-based after LF.
      while (before.length < offsets.length && start >= offsets[before.length]! - 1) before.push(seen);
      seen += 1;
      return before.length < offsets.length;
    });
  while (before.length < offsets.length) before.push(seen - 1);
  return before;
}
