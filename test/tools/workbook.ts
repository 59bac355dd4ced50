import { writeFileSync } from 'node:fs';
import { columnLetters } from '../../src/export/xlsx.ts';
import { zipBlob, type ZipPart } from '../../src/export/zip.ts';

export interface WorkbookOptions {
  /** Where texts stand: once each in the table of strings, as Excel writes them, or in their cells, as many exports do. */
  strings: 'shared' | 'inline';
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Style of a cell: 0 is general, 1 a date, 2 a date with time, 3 a Chinese date, 4 a grouped number. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">${[0, 14, 164, 165, 4].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`;
const MOMENT = 2;

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);
const textXml = (text: string): string => `<t xml:space="preserve">${escaped(text)}</t>`;

interface SheetXml {
  /** What stands inside `sheetData`, and what follows it. */
  rows: string | AsyncIterable<string>;
  after?: string;
  /** The `si` elements' insides, asked for when the sheet has been written; empty for a workbook without them. */
  strings(): Iterable<string>;
  date1904?: boolean;
  /** Namespace prefix of the sheet's elements, with its colon. */
  prefix?: string;
}

/** A workbook of one sheet out of its XML, with all parts that strict readers ask for. */
async function packWorkbook({
  rows,
  after = '',
  strings,
  date1904 = false,
  prefix = '',
}: SheetXml): Promise<Blob> {
  const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  async function* sheet(): AsyncGenerator<string> {
    yield `${HEAD}<${prefix}worksheet ${xmlns}="${MAIN}"><${prefix}sheetData>`;
    if (typeof rows === 'string') yield rows;
    else yield* rows;
    yield `</${prefix}sheetData>${after}</${prefix}worksheet>`;
  }
  async function* parts(): AsyncGenerator<ZipPart> {
    yield { name: 'xl/worksheets/sheet1.xml', body: sheet() };
    const own = [
      ['worksheet', 'worksheets/sheet1'],
      ['styles', 'styles'],
    ];
    const table = [...strings()];
    if (table.length > 0) {
      const body = `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${table.length}">${table.map((text) => `<si>${text}</si>`).join('')}</sst>`;
      yield { name: 'xl/sharedStrings.xml', body };
      own.push(['sharedStrings', 'sharedStrings']);
    }
    yield { name: 'xl/styles.xml', body: STYLES };
    yield {
      name: 'xl/workbook.xml',
      body: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    };
    yield {
      name: 'xl/_rels/workbook.xml.rels',
      body: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${own.map(([type, part], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${part}.xml"/>`).join('')}</Relationships>`,
    };
    yield {
      name: '_rels/.rels',
      body: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    };
    const types = own.map(
      ([type, part]) => `<Override PartName="/xl/${part}.xml" ContentType="${OFFICE}.${type}+xml"/>`,
    );
    yield {
      name: '[Content_Types].xml',
      body: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${OFFICE}.sheet.main+xml"/>${types.join('')}</Types>`,
    };
  }
  return zipBlob(parts(), `${OFFICE}.sheet`);
}

const write = async (path: string, blob: Blob) =>
  writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));

/** Writes a workbook whose cells and strings (the insides of `si`) are given as XML. */
export const writeRawWorkbook = async (
  path: string,
  { strings = [], ...xml }: Omit<SheetXml, 'strings'> & { strings?: string[] },
): Promise<void> => write(path, await packWorkbook({ ...xml, strings: () => strings }));

/**
 * Writes a workbook of one sheet, row by row, as Excel and common exports lay it out: only packed bytes and
 * the different texts are held. Dates are moments in UTC. Returns how many rows stand below the headers.
 */
export async function writeWorkbook(
  path: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly unknown[]>,
  { strings }: WorkbookOptions,
): Promise<number> {
  const shared = new Map<string, number>();
  const letters = columns.map((_, i) => columnLetters(i));
  const cell = (at: string, value: unknown): string => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number' || typeof value === 'bigint') return `<c r="${at}"><v>${value}</v></c>`;
    if (value instanceof Date)
      return `<c r="${at}" s="${MOMENT}"><v>${value.getTime() / 86_400_000 + 25_569}</v></c>`;
    const text = String(value);
    if (strings === 'inline') return `<c r="${at}" t="inlineStr"><is>${textXml(text)}</is></c>`;
    let index = shared.get(text);
    if (index === undefined) shared.set(text, (index = shared.size));
    return `<c r="${at}" t="s"><v>${index}</v></c>`;
  };
  const rowXml = (line: number, values: readonly unknown[]) =>
    `<row r="${line}">${values.map((value, c) => cell(`${letters[c]}${line}`, value)).join('')}</row>`;
  let written = 0;
  async function* sheet(): AsyncGenerator<string> {
    let text = rowXml(1, columns);
    for await (const values of rows) {
      text += rowXml((written += 1) + 1, values);
      if (text.length < 1 << 20) continue;
      yield text;
      text = '';
    }
    yield text;
  }
  const table = function* () {
    for (const text of shared.keys()) yield textXml(text);
  };
  await write(path, await packWorkbook({ rows: sheet(), strings: table }));
  return written;
}
