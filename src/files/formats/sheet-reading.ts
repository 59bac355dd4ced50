import type { FileKind, Reading, TextReading } from '../api.ts';
import { columnNotices, withCarried } from '../column-notices.ts';
import { headerLineOf, leftOutNotices, leftOutOf, tailOf } from '../left-out.ts';
import { guessLayout, guessTail, headerNames, titlesAbove } from '../layout.ts';
import { headerAgain, headerAgainNotice } from '../header-again.ts';
import { nameColumns } from '../headers.ts';
import { inFile } from '../made.ts';
import { mixedColumns } from '../mixed.ts';
import { isBlank, type TextRecord } from '../records.ts';
import { secondTable } from '../second-table.ts';
import { sideBySide } from '../side-by-side.ts';
import { asRead, previewOf } from '../spread.ts';
import { statedYear } from '../stated-year.ts';
import { sniffColumns } from '../types.ts';
import type { Fault } from '../../result.ts';
import { OWN_DIALECT } from './csv-pieces.ts';
import type { MergedDown } from './xlsx/sheet.ts';

const PREVIEW = 50;

export interface SheetSample {
  name: string;
  kind: FileKind;
  part: string;
  /** First rows, by their place in the sheet; holes and short rows are allowed. */
  rows: (string | null)[][];
  /** Last rows of a sheet of which only the first are in `rows`; empty when its end was not read. */
  tail?: (string | null)[][];
  /** True when these are all rows. */
  complete: boolean;
  notices: Fault[];
  /** Cells that are merged down, where the format says so. */
  mergedDown?: readonly MergedDown[];
}

/** How a sheet's rows would be read as a table: header, titles, totals, types. Null when it has no rows. */
export function readSheet(sample: SheetSample, hints: Partial<TextReading> = {}): Reading | null {
  const width = Math.max(0, ...Array.from(sample.rows, filledWidth));
  if (width === 0) return null;
  const records = Array.from(sample.rows, (row, i) => recordOf(row ?? [], width, i + 1));
  const layout = guessLayout(records);
  const headerLine = headerLineOf(hints, layout, records);
  const below = records
    .slice(headerLine)
    .filter((record) => !isBlank(record) && record.fields.some((field) => field !== ''));
  const another =
    sample.complete && headerLine > 0 && !layout.ragged
      ? secondTable(records[headerLine - 1]!.fields, records.slice(headerLine))
      : null;
  const own = another ? below.slice(0, below.length - another.said) : below;
  const tail = (sample.tail ?? []).map((row, i) => recordOf(row, width, i + 1));
  const skipTail = tailOf(hints, guessTail(sample.complete ? own : tail, width) + (another?.said ?? 0));
  const shown = sample.complete && skipTail > 0 ? below.slice(0, -skipTail) : below;
  const headerRows = headerLine === layout.headerLine ? layout.headerRows : 1;
  const named = nameColumns(headerNames(records, headerLine, headerRows, width), width);
  const unnamed: Fault[] = [{ code: 'header-none' }];
  const notices = [...sample.notices, ...(headerLine > 0 ? named.notices : unnamed)];
  if (headerLine > 0 && headerRows > 1)
    notices.push({ code: 'header-rows', values: { count: headerRows, line: headerLine } });
  const leftOut = leftOutOf(records, { line: headerLine, rows: headerRows }, skipTail);
  const second = another && { line: headerLine + another.header + 1, said: another.said };
  notices.push(...leftOutNotices(hints, { headerLine, skipTail }, leftOut, second));
  const isAgain = headerAgain(records, headerLine, headerRows);
  notices.push(...headerAgainNotice(shown.filter(({ fields }) => isAgain(fields))));
  const rows = shown.filter(({ fields }) => !isAgain(fields));
  const cells = rows.map((record) => record.fields);
  const late = tail
    .slice(0, tail.length - skipTail)
    .map((record) => record.fields)
    .filter((fields) => !isAgain(fields));
  const titles = titlesAbove(records, headerLine, headerRows);
  const year = statedYear(titles, sample.name);
  const sniffed = sniffColumns(named.headers, [...cells, ...late], false, year);
  const lines = rows.map((record) => record.line);
  const merged = mergedThrough(cells, lines, sample.mergedDown ?? []);
  const { columns: sideways, notices: carried } = withCarried(sniffed, cells, hints.carry, merged);
  const all = [...cells, ...late];
  const beside = sideBySide(sideways, all, { titles, name: sample.name, hints, complete: sample.complete });
  const {
    columns,
    rows: read,
    places,
  } = asRead(beside.spread, sideways, all, lines, {
    decimal: '.',
    year,
  });
  notices.push(
    ...beside.notices,
    ...carried,
    ...columnNotices(columns, read),
    ...mixedColumns(columns, read, places, false),
  );
  const previewed = shown
    .slice(0, PREVIEW)
    .map(({ fields: row }) => row.map((cell) => (cell === '' ? null : cell)));
  return {
    name: sample.name,
    kind: sample.kind,
    part: sample.part,
    text: {
      ...OWN_DIALECT,
      headerLine,
      skipTail,
      decimal: '.',
      ...(hints.carry === false ? { carry: false } : {}),
      ...(hints.periods ? { periods: hints.periods } : {}),
      ...(beside.year === null ? {} : { year: beside.year }),
    },
    leftOut,
    columns,
    preview: previewOf(beside.spread, previewed, PREVIEW),
    ...(beside.spread ? { spread: beside.spread } : {}),
    notices,
  };
}

/** Places of the columns whose empty cells all belong to the one above that they are merged with. */
function mergedThrough(
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  merged: readonly MergedDown[],
): number[] {
  const covered = new Map<number, Set<number>>();
  const known = new Set(lines);
  for (const { column, from, to } of merged) {
    const own = covered.get(column) ?? new Set<number>();
    // No further than the rows that are looked at, however far a range says that it goes.
    for (const line of known) if (line > from && line <= to) own.add(line);
    covered.set(column, own);
  }
  return [...covered].flatMap(([column, own]) =>
    own.size > 0 && rows.every((row, i) => row[column] !== '' || own.has(lines[i]!)) ? [column] : [],
  );
}

/** Told after a reading to the end whose beginning could not know of a total row below. */
export function tailNotice(last: (string | null)[][], reading: Reading): Fault[] {
  if (!reading.text || reading.text.skipTail > 0) return [];
  const width = inFile(reading.columns).length;
  const count = guessTail(
    last.map((row, i) => recordOf(row, width, i + 1)),
    width,
  );
  return count > 0 ? [{ code: 'total-row-kept', values: { count } }] : [];
}

function filledWidth(row: (string | null)[] | undefined): number {
  let width = row?.length ?? 0;
  while (width > 0 && (row![width - 1] ?? '') === '') width -= 1;
  return width;
}

function recordOf(row: (string | null)[], width: number, line: number): TextRecord {
  const fields = Array.from({ length: width }, (_, i) => row[i] ?? '');
  const blank = fields.every((field) => field === '');
  return { fields: blank ? [''] : fields, line, start: 0, end: 0, openLine: 0, loose: false };
}
