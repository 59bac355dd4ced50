import { ok, type Result } from '../../result.ts';
import type { Progress, Reading, Spread, StagedText } from '../api.ts';
import { lineOfRecord } from '../line-map.ts';
import { isBlank, splitRecords, type Dialect, type TextRecord } from '../records.ts';
import { isHeaderAgain, LineSpreader, spoilt, spreadHeaders } from '../spread.ts';
import { CsvPieces, rowProgress } from './csv-pieces.ts';

/** Characters that are taken apart together, and more where a record is longer. */
const AT_ONCE = 1024 * 1024;

/**
 * The rows of a text whose lines put periods side by side, as text. A line that has too few or too many cells stays one,
 * to be rejected; each row stands where its line does.
 */
export async function spreadText(
  staged: StagedText,
  spread: Spread,
  text: NonNullable<Reading['text']>,
  onProgress?: (progress: Progress) => void,
): Promise<Result<StagedText>> {
  const width = spread.columns.length;
  const pieces = new CsvPieces(spreadHeaders(spread).length, 0, 0);
  const spreader = new LineSpreader(spread);
  const report = rowProgress(staged.blob.size, onProgress);
  const counts = { lines: 0, empty: 0 };
  let records = 0;
  await eachRecord(staged, (record, line, raw, bytes) => {
    if (isBlank(record)) return;
    const at = staged.lines ? lineOfRecord(staged.lines, records) : line;
    records += 1;
    const { fields } = record;
    const short = fields.length < width && !staged.fill;
    if (record.loose || record.openLine > 0) return pieces.bad(spoilt('U', raw), at);
    if (short || fields.length > width) return pieces.bad(spoilt(short ? 'M' : 'T', raw), at);
    if (isHeaderAgain(spread, fields)) return pieces.bad(spoilt('H', raw), at);
    const rows = spreader.rowsOf(fields);
    counts.lines += 1;
    if (rows.length === 0) counts.empty += 1;
    for (const row of rows) pieces.row(row, at);
    report(pieces.rows, bytes);
  });
  return ok(
    pieces.staged({ ...text, headerLine: 0 }, [
      ...(staged.notices ?? []),
      { code: 'periods-counted', values: { lines: counts.lines, rows: pieces.rows } },
      ...(counts.empty > 0 ? [{ code: 'periods-empty' as const, values: { count: counts.empty } }] : []),
    ]),
  );
}

/** Follows the records below `skipLines`: each with its physical line and how many bytes about have been read. */
async function eachRecord(
  { blob, skipLines, delimiter, quote }: StagedText,
  onRecord: (record: TextRecord, line: number, raw: string, bytes: number) => void,
): Promise<void> {
  const dialect: Dialect = { delimiter, quote };
  const reader = blob.stream().pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  let above = skipLines;
  let line = 1;
  let bytes = 0;
  let enough = AT_ONCE;
  for (;;) {
    const { done, value = '' } = await reader.read();
    pending += value;
    bytes += value.length;
    if (!done && pending.length < enough) continue;
    // A line end of two characters is not cut in two. In cells they are made alike too, which the engine asks for.
    const held = !done && pending.endsWith('\r') ? '\r' : '';
    let body = (held === '' ? pending : pending.slice(0, -1)).replace(/\r\n?/g, '\n');
    for (; above > 0; above -= 1, line += 1) {
      const end = body.indexOf('\n');
      if (end < 0) break;
      body = body.slice(end + 1);
    }
    if (above === 0 || done) {
      const found = above > 0 ? [] : splitRecords(body, dialect, { complete: done });
      for (const record of found)
        onRecord(
          record,
          line + record.line - 1,
          body.slice(record.start, record.end).replace(/\n$/, ''),
          bytes,
        );
      const end = found.at(-1)?.end ?? 0;
      line += lineEnds(body.slice(0, end));
      body = body.slice(end);
      // One that is longer than what was read: twice as much, lest it be looked through again and again.
      enough = found.length > 0 ? AT_ONCE + body.length : pending.length * 2;
    }
    pending = body + held;
    if (done) return;
  }
}

const lineEnds = (text: string): number => text.match(/\n/g)?.length ?? 0;
