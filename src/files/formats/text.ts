import type { ReadColumn, Reading, TextReading } from '../api.ts';
import { ambiguousNumbers } from '../ambiguous-numbers.ts';
import { isAccessLog, logNames } from '../access-log.ts';
import { guessDecimal, guessDialect } from '../dialect.ts';
import { decodeStrict, firstInvalid, guessEncoding } from '../encoding.ts';
import { headerAgain, headerAgainNotice } from '../header-again.ts';
import { listOf, nameColumns } from '../headers.ts';
import { headerLineOf, leftOutNotices, leftOutOf, tailOf } from '../left-out.ts';
import { guessLayout, guessTail, headerNames, titlesAbove } from '../layout.ts';
import { mixedColumns } from '../mixed.ts';
import { collapseBlanks, isBlank, splitRecords, usualWidth, type TextRecord } from '../records.ts';
import { columnNotices, withCarried } from '../column-notices.ts';
import { secondTable } from '../second-table.ts';
import { sideBySide } from '../side-by-side.ts';
import { asRead, previewOf } from '../spread.ts';
import { statedYear } from '../stated-year.ts';
import { sniffColumns } from '../types.ts';
import { fail, ok, type Fault, type Result } from '../../result.ts';
import type { TextSample } from './sample.ts';

/** Records shown before import. */
const PREVIEW = 50;
/** A cell this long is told about. */
const LONG_CELL = 1024 * 1024;

/**
 * Says how a delimited text would be read. What `hints` fix is taken as said; the rest is detected
 * under it. Bytes that the encoding cannot take are a notice with their offset, so that the preview shows.
 */
export function readText(
  sample: TextSample,
  name: string,
  hints: Partial<TextReading> = {},
): Result<Reading> {
  const notices: Fault[] = [];
  if (sample.head.length === 0) return fail('file-empty');
  const pieces = [sample.head, sample.middle, sample.tail];
  const aligned = pieces.map((bytes, index) => (index === 0 ? bytes : afterLineEnd(bytes)));
  const guess = guessEncoding(aligned.filter((bytes) => bytes.length > 0));
  const encoding = hints.encoding ?? guess.encoding;
  const bom = encoding === guess.encoding ? guess.bom : 0;
  if (guess.guessed && hints.encoding === undefined)
    notices.push({ code: 'encoding-guessed', values: { encoding } });
  const wide = encoding.startsWith('utf-16');
  const bodies = wide ? pieces : aligned;
  const starts = [
    bom,
    sample.middleAt + pieces[1]!.length - bodies[1]!.length,
    sample.tailAt + pieces[2]!.length - bodies[2]!.length,
  ];
  for (let i = 0; i < bodies.length && !hints.invalid; i += 1) {
    const offset = firstInvalid(i === 0 ? bodies[0]!.subarray(bom) : bodies[i]!, encoding);
    if (offset < 0) continue;
    notices.push({ code: 'encoding-invalid', values: { encoding, offset: starts[i]! + offset } });
    break;
  }
  const decoded = (bytes: Uint8Array) =>
    decodeStrict(bytes, encoding) ??
    new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: true });
  const first = decoded(bodies[0]!.subarray(bom));
  if (first.trim() === '' && sample.complete) return fail('file-empty');

  const logged = isAccessLog(first);
  const dialect = {
    ...(logged ? { delimiter: ' ', quote: '"' } : guessDialect(first, sample.complete)),
    ...(hints.delimiter === undefined ? {} : { delimiter: hints.delimiter }),
    ...(hints.quote === undefined ? {} : { quote: hints.quote }),
  };
  const regular = (text: string) => (dialect.delimiter === ' ' ? collapseBlanks(text) : text);
  const head = regular(first);
  const records = splitRecords(head, dialect, { complete: sample.complete });
  // A first record longer than the head: the text is cut, but what there is can be shown.
  if (records.length === 0) records.push(...splitRecords(head, dialect));
  nameLogFields(records);
  const layout = guessLayout(records);
  const headerLine = headerLineOf(hints, layout, records);
  const names = headerNames(records, headerLine, 1, records[headerLine - 1]?.fields.length ?? 0);
  const another =
    sample.complete && headerLine > 0 && !layout.ragged
      ? secondTable(names, records.slice(headerLine))
      : null;
  const whole = records.slice(headerLine).filter((record) => !isBlank(record));
  const below = another
    ? records.slice(headerLine, headerLine + another.at).filter((record) => !isBlank(record))
    : whole;
  const ragged = hints.fill ?? layout.ragged;
  const width = Math.max(
    ragged ? layout.width : usualWidth(below),
    below.length === 0 ? (records[headerLine - 1]?.fields.length ?? layout.width) : 1,
  );
  const late = [1, 2].flatMap((i) => {
    const late = regular(decoded(bodies[i]!));
    const text = wide ? afterFirstLine(late) : late;
    return splitRecords(text, dialect, { complete: i === 2 });
  });
  const last = sample.complete ? below : late.slice(-50);
  const foundTail = guessTail(last, width) + (another?.said ?? 0);
  const skipTail = tailOf(hints, foundTail);
  const shown = sample.complete && skipTail > 0 ? withoutTail(whole, skipTail) : whole;
  const lateRows = skipTail > 0 ? withoutTail(late, skipTail) : late;
  const headerRows = headerLine === layout.headerLine ? layout.headerRows : 1;
  const isAgain = headerAgain(records, headerLine, headerRows);
  const regularRows = [...shown, ...lateRows].filter(
    ({ fields }) => (ragged ? fields.length <= width : fields.length === width) && !isAgain(fields),
  );
  const rows = regularRows.map((record) => record.fields);

  // Lines of a log in the usual form say what they are by their places.
  const places = logged && headerLine === 0 ? logNames(rows, width) : null;
  const named = nameColumns(places ?? headerNames(records, headerLine, headerRows, width), width);
  if (headerLine > 0 || places) notices.push(...named.notices);
  else notices.push({ code: 'header-none' });
  if (headerLine > 0 && headerRows > 1)
    notices.push({ code: 'header-rows', values: { count: headerRows, line: headerLine } });
  const leftOut = leftOutOf(records, { line: headerLine, rows: headerRows }, skipTail);
  const second = another && { line: headerLine + another.header + 1, said: another.said };
  notices.push(...leftOutNotices(hints, { headerLine, skipTail }, leftOut, second));
  notices.push(...headerAgainNotice(shown.filter(({ fields }) => isAgain(fields))));
  if (ragged) notices.push({ code: 'rows-filled', values: { columns: width } });
  notices.push(
    ...irregularities(head, [...shown], width, dialect, sample.complete),
    ...nulBytes(sample, wide),
  );

  const decimal = hints.decimal ?? guessDecimal(rows, width, dialect.delimiter);
  const titles = titlesAbove(records, headerLine, headerRows);
  const year = statedYear(titles, name);
  const sniffed = sniffColumns(named.headers, rows, decimal === ',', year);
  const firstRows = shown
    .filter(({ fields }) => fields.length === width && !isAgain(fields))
    .map(({ fields }) => fields);
  const { columns: own, notices: carried } = withCarried(sniffed, firstRows, hints.carry);
  const known = new Set(shown);
  const lines = regularRows.map((record) => (known.has(record) ? record.line : 0));
  const complete = sample.complete;
  const beside = sideBySide(own, rows, { titles, name, hints, complete });
  const {
    columns,
    rows: read,
    places: standing,
  } = asRead(beside.spread, own, rows, lines, { decimal, year });
  notices.push(...beside.notices);
  notices.push(
    ...emptyColumns(columns, read),
    ...carried,
    ...columnNotices(columns, read),
    ...ambiguousNumbers(columns, read, decimal),
    ...mixedColumns(columns, read, standing, decimal === ','),
  );
  const text: TextReading = { encoding, ...dialect, headerLine, skipTail, decimal };
  if (hints.invalid) text.invalid = hints.invalid;
  if (hints.normalise) text.normalise = true;
  if (ragged) text.fill = true;
  if (hints.carry === false) text.carry = false;
  if (hints.periods) text.periods = hints.periods;
  if (beside.year !== null) text.year = beside.year;
  const previewed = shown.slice(0, PREVIEW).map((record) => cellsOf(record, width));
  const preview = previewOf(beside.spread, previewed, PREVIEW);
  const reading: Reading = { name, kind: 'csv', part: '', text, columns, preview, leftOut, notices };
  if (beside.spread) reading.spread = beside.spread;
  return ok(sample.partly ? { ...reading, partly: true } : reading);
}

const FIELDS = /^#Fields:\s*/i;

/** The line that names a web server's fields, as its log writes them whatever parts the values: names alone. */
function nameLogFields(records: TextRecord[]): void {
  const named = records.slice(0, 20).find(({ fields }) => FIELDS.test(fields[0] ?? ''));
  if (named) named.fields = named.fields.join(' ').replace(FIELDS, '').trim().split(/\s+/);
}

const cellsOf = (record: TextRecord, width: number): (string | null)[] =>
  Array.from({ length: width }, (_, i) => {
    const field = record.fields[i];
    return field === undefined || field === ''
      ? null
      : field.length > 500
        ? `${field.slice(0, 500)}…`
        : field;
  });

/** Records without so many at their end that say something, and without the empty ones among those. */
function withoutTail(records: TextRecord[], tail: number): TextRecord[] {
  let end = records.length;
  for (let left = tail; end > 0 && left > 0; end -= 1)
    if (records[end - 1]!.fields.some((field) => field.trim() !== '')) left -= 1;
  return records.slice(0, end);
}

/** What stands after the first line end: a piece cut anywhere starts on a record again. */
function afterLineEnd(bytes: Uint8Array): Uint8Array {
  const lf = bytes.indexOf(10);
  const cr = lf >= 0 ? -1 : bytes.indexOf(13);
  const at = lf >= 0 ? lf : cr;
  return at < 0 ? new Uint8Array() : bytes.subarray(at + 1);
}

function afterFirstLine(text: string): string {
  const at = text.search(/[\r\n]/);
  return at < 0 ? '' : text.slice(at + 1);
}

function irregularities(
  head: string,
  rows: TextRecord[],
  width: number,
  dialect: { delimiter: string; quote: string },
  complete: boolean,
): Fault[] {
  const notices: Fault[] = [];
  const open = splitRecords(head, dialect).find((record) => record.openLine > 0);
  if (open && (complete || swallows(head.slice(open.start), dialect, width))) {
    notices.push({ code: 'quote-unclosed', line: open.openLine });
  }
  const long = rows.find((record) => record.fields.some((field) => field.length > LONG_CELL));
  if (long) {
    const longest = Math.max(...long.fields.map((field) => field.length));
    notices.push({
      code: 'cell-long',
      values: { megabytes: (longest / LONG_CELL).toFixed(1) },
      line: long.line,
    });
  }
  return notices;
}

/** Whether the open quoted field holds whole records of the usual width: it swallowed them. */
function swallows(rest: string, dialect: { delimiter: string }, width: number): boolean {
  const inside = splitRecords(
    rest,
    { delimiter: dialect.delimiter, quote: '' },
    { maxRecords: 20, complete: false },
  ).slice(1);
  return (
    width > 1 &&
    inside.length >= 3 &&
    inside.filter((record) => record.fields.length === width).length >= inside.length * 0.8
  );
}

/** Zero bytes: told with the place of the first, except in UTF-16, where they are ordinary. */
function nulBytes(sample: TextSample, wide: boolean): Fault[] {
  if (wide) return [];
  let count = 0;
  let first = -1;
  for (const [piece, from] of [
    [sample.head, 0],
    [sample.middle, sample.middleAt],
    [sample.tail, sample.tailAt],
  ] as const)
    for (let at = piece.indexOf(0); at >= 0; at = piece.indexOf(0, at + 1)) {
      if (count === 0) first = from + at;
      count += 1;
    }
  return count > 0 ? [{ code: 'nul-bytes', values: { count, offset: first } }] : [];
}

function emptyColumns(columns: ReadColumn[], rows: string[][]): Fault[] {
  const empty = columns.filter(
    (column, i) => column.original.trim() === '' && rows.every((row) => (row[i] ?? '').trim() === ''),
  );
  if (empty.length === 0 || rows.length === 0) return [];
  return [{ code: 'columns-empty', values: listOf(empty.map((column) => column.name)) }];
}
