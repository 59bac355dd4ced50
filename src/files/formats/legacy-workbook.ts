import type { CellObject, WorkSheet } from '@e965/xlsx';
import type { FileKind, Reading, Staged, TextReading } from '../api.ts';
import { byteOrderMark, decodeStrict, guessEncoding } from '../encoding.ts';
import { signatureOf, textKindOf } from '../kind.ts';
import { inFile } from '../made.ts';
import { sourceName } from '../source-name.ts';
import { fail, messageOf, ok, type Fault, type Result } from '../../result.ts';
import { CsvPieces } from './csv-pieces.ts';
import { readSheet } from './sheet-reading.ts';
import { momentOf } from './xlsx/serial.ts';
import { cellName, hide, meet, noCounts, type MergedDown } from './xlsx/sheet.ts';
import { showsDate } from './xlsx/styles.ts';
import { countNotices, stillEmpty, type Merged } from './xlsx/xlsx.ts';
import type { ZipEntry } from './zip.ts';

/** The reader holds the whole workbook; XLS ends at 65,536 rows a sheet anyway. */
const LIMIT = 256 * 1024 * 1024;
const SAMPLE = 1000;

interface Legacy {
  kind: FileKind;
  sheets: { name: string; hidden: boolean; sheet: WorkSheet }[];
  date1904: boolean;
}

/** Whether an archive is an OpenDocument spreadsheet or a binary .xlsb workbook. */
export const isLegacyZip = (entries: ZipEntry[]): boolean =>
  kindOfZip(entries.map((entry) => entry.name)) !== null;

const kindOfZip = (names: string[]): FileKind | null => {
  if (names.some((name) => /(?:^|\/)workbook\.bin$/.test(name))) return 'xlsx';
  return names.includes('content.xml') && names.includes('META-INF/manifest.xml') ? 'ods' : null;
};

/** Whether marked-up text is a table that a program saved under a workbook's name: of HTML, or of Excel's XML of 2003. */
export const isMarkedUp = (text: string): boolean =>
  ((text.match(/<tr[\s>]/gi)?.length ?? 0) > 1 && (text.match(/<t[dh][\s>]/gi)?.length ?? 0) > 3) ||
  text.includes('urn:schemas-microsoft-com:office:spreadsheet');

/** Tables of an .xls, .xlsb or .ods workbook, or of one of marked-up text. Faults `workbook-encrypted`, `file-damaged`, `file-too-large`. */
export async function inspectLegacy(file: File, hints: Partial<TextReading>): Promise<Result<Reading[]>> {
  const opened = await open(file);
  if (!opened.ok) return opened;
  const { kind, sheets } = opened.value;
  const readings: Reading[] = [];
  for (const { name, hidden, sheet } of sheets) {
    const rows: (string | null)[][] = [];
    const { notices, last, merged } = eachRow(
      opened.value,
      sheet,
      SAMPLE,
      (row, cells) => void (rows[row] = cells),
    );
    if (hidden) notices.unshift({ code: 'sheet-hidden', values: { name } });
    const title = sourceName(file.name, sheets.length > 1 ? name : '');
    const reading = readSheet(
      { name: title, kind, part: name, rows, complete: last < SAMPLE, notices, mergedDown: merged.down },
      hints,
    );
    if (reading) readings.push({ ...reading, notices: stillEmpty(reading.notices, merged, reading) });
  }
  return readings.length > 0 ? ok(readings) : fail('file-empty');
}

/** One sheet of it as text for the import engine. */
export async function stageLegacy(file: File, reading: Reading): Promise<Result<Staged>> {
  const opened = await open(file);
  if (!opened.ok) return opened;
  const found = opened.value.sheets.find((candidate) => candidate.name === reading.part);
  if (!found || !reading.text) return fail('part-missing', { values: { name: reading.part } });
  const pieces = new CsvPieces(
    inFile(reading.columns).length,
    reading.text.headerLine,
    reading.text.skipTail,
  );
  const { notices, merged } = eachRow(opened.value, found.sheet, Infinity, (row, cells) =>
    pieces.row(cells, row + 1),
  );
  return ok(pieces.staged(reading.text, stillEmpty(notices, merged, reading)));
}

async function open(file: File): Promise<Result<Legacy>> {
  if (file.size > LIMIT) return fail('file-too-large', { values: { megabytes: LIMIT / 1048576 } });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { read } = await import('@e965/xlsx');
  try {
    const markup = signatureOf(bytes) === 'text' ? markedUp(bytes) : null;
    const book = read(markup ?? bytes, {
      type: markup === null ? 'array' : 'string',
      // Values stay as they are written: what they are is found out as of any text.
      raw: markup !== null,
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: true,
      cellStyles: true,
    });
    const properties = book.Workbook;
    const kind: FileKind =
      markup !== null || signatureOf(bytes) === 'ole' ? 'xls' : book.bookType === 'ods' ? 'ods' : 'xlsx';
    const sheets = book.SheetNames.map((name, i) => ({
      name,
      hidden: (properties?.Sheets?.[i]?.Hidden ?? 0) > 0,
      sheet: book.Sheets[name]!,
    }));
    return ok({ kind, sheets, date1904: properties?.WBProps?.date1904 === true });
  } catch (error) {
    const detail = messageOf(error);
    return fail(/password|encrypt/i.test(detail) ? 'workbook-encrypted' : 'file-damaged', { detail });
  }
}

/** The encoding that a page states. */
const CHARSET = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i;

function markedUp(bytes: Uint8Array): string {
  const { encoding, bom } = byteOrderMark(bytes) ?? guessEncoding([bytes]);
  const said = CHARSET.exec(new TextDecoder('windows-1252').decode(bytes.subarray(0, 2048)))?.[1];
  const stated = said === undefined || bom > 0 ? null : decodedAs(bytes, said);
  const text = stated ?? new TextDecoder(encoding).decode(bytes.subarray(bom));
  // Scripts and styles are no cells.
  return textKindOf(text) === 'html' ? text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '') : text;
}

function decodedAs(bytes: Uint8Array, label: string): string | null {
  try {
    return decodeStrict(bytes, new TextDecoder(label).encoding);
  } catch {
    return null;
  }
}

/** Tells each row (0-based) as text cells, up to a limit; blank rows are told as empty ones. */
function eachRow(
  workbook: Legacy,
  sheet: WorkSheet,
  limit: number,
  onRow: (row: number, cells: (string | null)[]) => void,
): { notices: Fault[]; last: number; merged: Merged } {
  const counts = noCounts();
  const down: MergedDown[] = [];
  for (const { s, e } of sheet['!merges'] ?? []) {
    meet(counts.merged, s.c, s.r + 1);
    if (counts.merged.count === 1) counts.merged.first += `:${cellName(e.c, e.r + 1)}`;
    if (e.r > s.r) down.push({ column: s.c, from: s.r + 1, to: e.r + 1 });
  }
  (sheet['!rows'] ?? []).forEach((row, r) => row?.hidden && hide(counts.hiddenRows, String(r + 1), 1));
  (sheet['!cols'] ?? []).forEach(
    (column, c) => column?.hidden && hide(counts.hiddenColumns, cellName(c, 1).replace(/1$/, ''), 1),
  );
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  const timed = timedColumns(data, workbook.date1904);
  const last = Math.min(limit, data.length);
  for (let r = 0; r < last; r += 1) {
    const cells = Array.from(data[r] ?? [], (cell, c): string | null => {
      if (!cell) return null;
      if (cell.f !== undefined) meet(counts.formulas, c, r + 1);
      if (cell.t === 'e') {
        meet(counts.errors, c, r + 1);
        return null;
      }
      if (cell.v === undefined || cell.t === 'z') {
        if (cell.f !== undefined) meet(counts.uncached, c, r + 1);
        return null;
      }
      const serial = serialOf(cell, workbook);
      if (serial === null) return String(cell.v);
      const moment = momentOf(serial, workbook.date1904);
      if (!moment) meet(counts.impossibleDates, c, r + 1);
      return moment && !timed.has(c) && moment.text.length > 10
        ? moment.text.slice(0, 10)
        : (moment?.text ?? null);
    });
    onRow(r, cells);
  }
  return { notices: countNotices(counts), last: data.length, merged: { count: counts.merged.count, down } };
}

/** The serial number of a cell that shows a date, or null. */
function serialOf(cell: CellObject, workbook: Legacy): number | null {
  if (cell.v instanceof Date) return cell.v.getTime() / 86_400_000 + (workbook.date1904 ? 24_107 : 25_569);
  return cell.t === 'n' && typeof cell.z === 'string' && showsDate(cell.z) ? Number(cell.v) : null;
}

/** Columns in which at least one moment is not a midnight. */
function timedColumns(data: (CellObject | undefined)[][], date1904: boolean): Set<number> {
  const timed = new Set<number>();
  for (const row of data) {
    row?.forEach((cell, c) => {
      if (
        !cell ||
        timed.has(c) ||
        typeof cell.v !== 'number' ||
        typeof cell.z !== 'string' ||
        !showsDate(cell.z)
      )
        return;
      if (momentOf(cell.v, date1904)?.timed) timed.add(c);
    });
  }
  return timed;
}
