import { startsLikeFormula } from './formula-guard.ts';
import type { ResultField, Rows } from '../engine/api.ts';
import { zipBlob, type ZipPart } from './zip.ts';

export interface XlsxOptions {
  /** Column titles by column name; a column without one keeps its name. */
  titles?: Record<string, string>;
  /** Name of the sheet; further ones are numbered. */
  sheet?: string;
}

export interface XlsxFile {
  blob: Blob;
  /** Rows below the headers, over all sheets. */
  rows: number;
  sheets: number;
  /** Texts longer than a cell can hold, cut at its end. */
  cut: number;
}

/** What a sheet can hold (ECMA-376 leaves it open; these are Excel's own limits). */
const MAX_ROWS = 1_048_576;
const MAX_TEXT = 32_767;
/** A sheet's text beyond this goes on in the next: zip sizes are 32 bits wide. */
const MAX_SHEET = 3 * 1024 ** 3;

/**
 * Rows as an XLSX workbook with typed columns: numbers and booleans are themselves, dates and timestamps are
 * real dates, text (and so every id) is text and stays it when edited. Pages are written while they are
 * drawn and only compressed bytes are held; more rows than a sheet takes go on in the next one.
 *
 * A text cell is never a formula; text that begins like one (see `writeCsv`) also carries the mark of a
 * leading apostrophe, so that editing the cell does not turn it into one. The text itself stays as it is.
 * Dates before March 1900, which the format cannot tell rightly, are written as text.
 */
export async function xlsxFile(
  pages: Rows | Iterable<Rows> | AsyncIterable<Rows>,
  options: XlsxOptions = {},
): Promise<XlsxFile> {
  const iterable = 'fields' in pages ? [pages] : pages;
  const source =
    Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  const state: State = { cut: 0, rows: 0, page: null, row: 0, done: false };
  const next = async () => {
    const { value, done } = await source.next();
    state.page = done ? null : (value as Rows);
    state.row = 0;
    state.done = done === true;
  };
  await next();
  let sheets = 0;
  const title = (options.sheet ?? 'Data').replace(/[\u0000-\u001f[\]:*?/\\]/g, ' ').slice(0, 25) || 'Data';
  const parts = async function* (): AsyncGenerator<ZipPart> {
    do {
      sheets += 1;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, body: sheetXml(state, next, options.titles ?? {}) };
    } while (!state.done);
    const names = Array.from({ length: sheets }, (_, i) => (i === 0 ? title : `${title} ${i + 1}`));
    yield* frame(names);
  };
  const blob = await zipBlob(parts(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  return { blob, rows: state.rows, sheets, cut: state.cut };
}

interface State {
  cut: number;
  rows: number;
  page: Rows | null;
  /** Row of the page that is written next. */
  row: number;
  done: boolean;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Cell formats, by their place in `STYLES`. */
const STYLE = { general: 0, header: 1, text: 2, guarded: 3, date: 4, timestamp: 5 };
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2">` +
  '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/>' +
  '<xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="164" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** One sheet's text, until the rows or the sheet end. */
async function* sheetXml(
  state: State,
  next: () => Promise<void>,
  titles: Record<string, string>,
): AsyncGenerator<string> {
  const fields = state.page?.fields ?? [];
  const names = fields.map(({ name }) => (Object.hasOwn(titles, name) ? titles[name]! : name));
  const letters = fields.map((_, i) => columnLetters(i));
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  if (state.page) yield columnsXml(state.page, names);
  yield '<sheetData><row r="1">';
  yield names.map((name, i) => textCell(`${letters[i]}1`, STYLE.header, name, state)).join('');
  yield '</row>';
  let line = 1;
  let written = 0;
  while (state.page && line < MAX_ROWS && written < MAX_SHEET) {
    const { count, data } = state.page;
    const until = Math.min(count, state.row + MAX_ROWS - line);
    const rows: string[] = [];
    for (; state.row < until; state.row++) {
      line += 1;
      let cells = '';
      for (let c = 0; c < fields.length; c++)
        cells += cell(`${letters[c]}${line}`, data[c]?.[state.row], fields[c]!.type, state);
      rows.push(`<row r="${line}">${cells}</row>`);
    }
    state.rows += rows.length;
    const text = rows.join('');
    written += text.length;
    yield text;
    if (state.row >= count) await next();
  }
  yield '</sheetData></worksheet>';
}

function cell(at: string, value: unknown, type: ResultField['type'], state: State): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') {
    if (type === 'date' || type === 'timestamp') return dateCell(at, value, type, state);
    if (Number.isFinite(value)) return `<c r="${at}"><v>${value}</v></c>`;
    return Number.isNaN(value) ? '' : textCell(at, STYLE.text, String(value), state);
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const style = startsLikeFormula(text) ? STYLE.guarded : STYLE.text;
  return textCell(at, style, text, state);
}

const DAY = 86_400_000;
/** Days from the format's day 0 (30 December 1899) to 1 January 1970. */
const EPOCH = 25_569;
/** 1 March 1900: before it the format counts a 29 February that never was. */
const FIRST = 61;
const LAST = 2_958_466;

function dateCell(at: string, ms: number, type: 'date' | 'timestamp', state: State): string {
  if (Number.isNaN(ms)) return '';
  const serial = ms / DAY + EPOCH;
  if (serial < FIRST || serial >= LAST) {
    const iso = new Date(ms).toISOString();
    const text = type === 'date' ? iso.slice(0, -14) : iso.replace('T', ' ').replace(/(?:\.000)?Z$/, '');
    return textCell(at, STYLE.text, text, state);
  }
  return `<c r="${at}" s="${STYLE[type]}"><v>${serial}</v></c>`;
}

function textCell(at: string, style: number, value: string, state: State): string {
  let text = value;
  if (text.length > MAX_TEXT) {
    state.cut += 1;
    text = text.slice(0, MAX_TEXT);
  }
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** Text for an element: what XML cannot carry is written `_x000D_`, and what looks like that is too. */
function xmlText(text: string): string {
  return text
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);
}

/** `A`, `B` … `Z`, `AA` … of a 0-based column. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** Widths after the first rows, in characters; Chinese ones count twice. */
function columnsXml({ fields, data, count }: Rows, names: string[]): string {
  const width = (text: string) => [...text.slice(0, 60)].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0);
  const columns = fields.map(({ type }, c) => {
    const seen = (data[c] ?? []).slice(0, Math.min(count, 100));
    const widest =
      type === 'date'
        ? 10
        : type === 'timestamp'
          ? 19
          : Math.max(0, ...seen.map((v) => width(String(v ?? ''))));
    const chars = Math.min(50, Math.max(8, widest, width(names[c]!)) + 2);
    return `<col min="${c + 1}" max="${c + 1}" width="${chars}" customWidth="1"/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

/** The parts that hold the sheets together. */
function* frame(sheets: string[]): Generator<ZipPart> {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const packageOf = 'http://schemas.openxmlformats.org/package/2006';
  const each = (write: (name: string, n: number) => string) =>
    sheets.map((name, i) => write(name, i + 1)).join('');
  yield { name: 'xl/styles.xml', body: STYLES };
  yield {
    name: 'xl/workbook.xml',
    body: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${relations}"><sheets>${each((name, n) => `<sheet name="${xmlText(name).replaceAll('"', '&quot;')}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
  };
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    body: `${HEAD}<Relationships xmlns="${packageOf}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  };
  yield {
    name: '_rels/.rels',
    body: `${HEAD}<Relationships xmlns="${packageOf}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  };
  yield {
    name: '[Content_Types].xml',
    body: `${HEAD}<Types xmlns="${packageOf}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${office}.worksheet+xml"/>`)}</Types>`,
  };
}
