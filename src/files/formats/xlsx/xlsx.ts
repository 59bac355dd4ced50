import type { Progress, Reading, Staged, TextReading } from '../../api.ts';
import { inFile } from '../../made.ts';
import { sourceName } from '../../source-name.ts';
import { Stop, fail, ok, type Fault, type FaultCode, type Result } from '../../../result.ts';
import { CsvPieces, rowProgress } from '../csv-pieces.ts';
import { readSheet, tailNotice } from '../sheet-reading.ts';
import { entryStream, type ZipEntry } from '../zip.ts';
import { SheetParser, type MergedDown, type Met, type OnRow, type SheetCounts } from './sheet.ts';
import { openWorkbook, type SheetEntry, type Workbook } from './workbook.ts';

/** Rows looked at before import. */
const SAMPLE = 1000;
/** A sheet whose XML is no longer than this is read to its end before import, so that a total row is seen. */
const WHOLE = 24 * 1024 * 1024;
const TAIL = 50;

/** Every sheet that has cells, with how it would be read; hidden ones are told. */
export async function inspectXlsx(
  file: File,
  entries: ZipEntry[],
  hints: Partial<TextReading>,
): Promise<Result<Reading[]>> {
  const opened = await openWorkbook(file, entries);
  if (!opened.ok) return opened;
  const readings: Reading[] = [];
  for (const sheet of opened.value.sheets) {
    const rows: (string | null)[][] = [];
    const tail: (string | null)[][] = [];
    const { parser, stopped } = await readCells(file, opened.value, sheet, (row, cells) => {
      if (row <= SAMPLE) rows[row - 1] = cells;
      else if (sheet.entry.size > WHOLE) return false;
      else if (cells.length > 0 && tail.push(cells) > TAIL) tail.shift();
      return undefined;
    });
    datesWithoutTime([...rows, ...tail]);
    const notices = countNotices(parser.counts);
    if (sheet.hidden) notices.unshift({ code: 'sheet-hidden', values: { name: sheet.name } });
    const several = opened.value.sheets.length > 1;
    const name = sourceName(file.name, several ? sheet.name : '');
    const reading = readSheet(
      {
        name,
        kind: 'xlsx',
        part: sheet.name,
        rows,
        tail,
        complete: !stopped && tail.length === 0,
        notices,
        mergedDown: parser.mergedDown,
      },
      hints,
    );
    if (reading)
      readings.push({ ...reading, notices: stillEmpty(reading.notices, mergedOf(parser), reading) });
  }
  return readings.length > 0 ? ok(readings) : fail('file-empty');
}

/** One sheet as text for the import engine. */
export async function stageXlsx(
  file: File,
  entries: ZipEntry[],
  reading: Reading,
  onProgress?: (progress: Progress) => void,
): Promise<Result<Staged>> {
  const opened = await openWorkbook(file, entries);
  if (!opened.ok) return opened;
  const sheet = opened.value.sheets.find((candidate) => candidate.name === reading.part);
  if (!sheet || !reading.text) return fail('part-missing', { values: { name: reading.part } });
  const pieces = new CsvPieces(
    inFile(reading.columns).length,
    reading.text.headerLine,
    reading.text.skipTail,
  );
  const dateOnly = reading.columns.map((column) => column.type === 'date' || column.clock !== undefined);
  const report = rowProgress(sheet.entry.size, onProgress);
  const last: (string | null)[][] = [];
  let line = 0;
  const { parser } = await readCells(
    file,
    opened.value,
    sheet,
    (row, cells) => {
      for (; line < row - 1; line += 1) pieces.blank();
      line = row;
      if (cells.length > 0 && last.push(cells) > TAIL) last.shift();
      for (let i = 0; i < cells.length; i += 1) {
        if (dateOnly[i] && cells[i]?.endsWith(MIDNIGHT)) cells[i] = cells[i]!.slice(0, 10);
      }
      pieces.row(cells, row);
    },
    (bytes) => report(pieces.rows, bytes),
  );
  return ok(
    pieces.staged(reading.text, [
      ...tailNotice(last, reading),
      ...stillEmpty(countNotices(parser.counts), mergedOf(parser), reading),
    ]),
  );
}

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const MIDNIGHT = ' 00:00:00';

/** Columns whose moments are all midnights hold dates. Rows that the sheet leaves out are undefined. */
function datesWithoutTime(rows: ((string | null)[] | undefined)[]): void {
  const timed = new Set<number>();
  for (const row of rows) {
    row?.forEach((cell, i) => {
      if (cell && MOMENT.test(cell) && !cell.endsWith(MIDNIGHT)) timed.add(i);
    });
  }
  for (const row of rows) {
    row?.forEach((cell, i) => {
      if (cell && !timed.has(i) && MOMENT.test(cell)) row[i] = cell.slice(0, 10);
    });
  }
}

/** Reads a sheet's cells, row by row as it is unpacked; a row that says false stops it. */
export async function readCells(
  file: Blob,
  workbook: Workbook,
  sheet: SheetEntry,
  onRow: OnRow,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<{ parser: SheetParser; stopped: boolean }> {
  const parser = new SheetParser(await workbook.context(), onRow);
  const decoder = new TextDecoder();
  const reader = entryStream(file, sheet.entry).getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      if (!parser.finished)
        throw new Stop({ code: 'file-damaged', detail: `${sheet.entry.name} has no end` });
      return { parser, stopped: false };
    }
    bytes += value.length;
    onBytes(bytes);
    if (!parser.push(decoder.decode(value, { stream: true }))) {
      await reader.cancel();
      return { parser, stopped: true };
    }
  }
}

/** The cells of a sheet that are merged: how many, and those that go down. */
export interface Merged {
  count: number;
  down: readonly MergedDown[];
}

const mergedOf = ({ counts, mergedDown }: SheetParser): Merged => ({
  count: counts.merged.count,
  down: mergedDown,
});

/** Without the notice of merged cells where the columns of all of them are carried down: none is left empty. */
export function stillEmpty(
  notices: readonly Fault[],
  { count, down }: Merged,
  { columns, spread }: Pick<Reading, 'columns' | 'spread'>,
): Fault[] {
  const own = spread?.columns ?? columns;
  const filled = down.length === count && down.every(({ column }) => own[column]?.carried);
  return notices.filter(({ code }) => code !== 'cells-merged' || !filled);
}

/** Notices of what was met in the cells; those of errors and dates say that the values are empty now. */
export function countNotices(counts: SheetCounts): Fault[] {
  const notices: Fault[] = [];
  const add = (code: FaultCode, { count, first }: Met) => {
    if (count > 0) notices.push({ code, values: { count, first } });
  };
  add('rows-hidden', counts.hiddenRows);
  add('columns-hidden', counts.hiddenColumns);
  add('cells-merged', counts.merged);
  add('cells-error', counts.errors);
  add('cells-formula', { ...counts.formulas, count: counts.formulas.count - counts.uncached.count });
  add('cells-uncached', counts.uncached);
  add('date-serial-60', counts.impossibleDates);
  return notices;
}
