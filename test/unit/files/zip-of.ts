import { deflateRawSync } from 'node:zlib';

export interface Member {
  name: string;
  body: string | Uint8Array;
  /** Sizes told in the directory, when they are to differ from the truth. */
  told?: { size?: number; compressed?: number };
  stored?: boolean;
  encrypted?: boolean;
}

/**
 * A zip archive of members, written by hand so that it can also lie. `entries` overrides the count told;
 * `wide` writes every size and place in the 64-bit form.
 */
export function zipOf(members: Member[], entries = members.length, wide = false): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, body, told, stored, encrypted } of members) {
    const raw = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const packed = stored ? raw : new Uint8Array(deflateRawSync(raw));
    const label = new TextEncoder().encode(name);
    const fields = (view: DataView, from: number) => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, 0x800 | (encrypted ? 1 : 0), true);
      view.setUint16(from + 4, stored ? 0 : 8, true);
      view.setUint32(from + 14, told?.compressed ?? packed.length, true);
      view.setUint32(from + 18, told?.size ?? raw.length, true);
      view.setUint16(from + 22, label.length, true);
    };
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    fields(local, 4);
    const central = new DataView(new ArrayBuffer(46));
    central.setUint32(0, 0x02014b50, true);
    fields(central, 6);
    central.setUint32(42, at, true);
    parts.push(new Uint8Array(local.buffer), label, packed);
    directory.push(new Uint8Array(central.buffer), label);
    if (wide) {
      const extra = new DataView(new ArrayBuffer(28));
      extra.setUint16(0, 1, true);
      extra.setUint16(2, 24, true);
      [raw.length, packed.length, at].forEach((n, i) => extra.setBigUint64(4 + i * 8, BigInt(n), true));
      for (const field of [20, 24, 42]) central.setUint32(field, 0xffffffff, true);
      central.setUint16(30, 28, true);
      directory.push(new Uint8Array(extra.buffer));
    }
    at += 30 + label.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, Math.min(entries, 65_535), true);
  end.setUint16(10, Math.min(entries, 65_535), true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return concat([
    ...parts,
    ...directory,
    ...(wide ? wideEnd(entries, size, at) : []),
    new Uint8Array(end.buffer),
  ]);
}

/** The 64-bit end record and its locator. */
function wideEnd(entries: number, size: number, at: number): Uint8Array[] {
  const record = new DataView(new ArrayBuffer(56));
  record.setUint32(0, 0x06064b50, true);
  record.setBigUint64(4, 44n, true);
  [entries, entries, size, at].forEach((n, i) => record.setBigUint64(24 + i * 8, BigInt(n), true));
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setBigUint64(8, BigInt(at + size), true);
  locator.setUint32(16, 1, true);
  return [new Uint8Array(record.buffer), new Uint8Array(locator.buffer)];
}

export function concat(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export interface SheetOf {
  name: string;
  /** XML inside `sheetData`, and what follows it. */
  rows: string;
  after?: string;
  state?: 'hidden' | 'veryHidden';
}

/**
 * A minimal OOXML workbook. Style 0 is general, 1 a date, 2 a date with time, 3 Chinese date, 4 a grouped number;
 * from 5 on they are those of `formats`.
 */
export function xlsxOf(
  sheets: SheetOf[],
  options: { strings?: string[]; date1904?: boolean; prefix?: string; formats?: string[] } = {},
): Uint8Array<ArrayBuffer> {
  const p = options.prefix ?? '';
  const ns = p === '' ? 'xmlns="urn:main"' : `xmlns:${p.slice(0, -1)}="urn:main"`;
  const list = sheets.map(
    (sheet, i) =>
      `<sheet name="${sheet.name}" sheetId="${i + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="rId${i + 1}"/>`,
  );
  const rels = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="x/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const formats = (options.formats ?? []).map((code) =>
    code.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  );
  const own = formats.map((code, i) => `<numFmt numFmtId="${166 + i}" formatCode="${code}"/>`).join('');
  const styles = formats.map((_, i) => `<xf numFmtId="${166 + i}"/>`).join('');
  const strings = (options.strings ?? []).map((text) => `<si>${text}</si>`).join('');
  return zipOf([
    { name: '[Content_Types].xml', body: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      body: `<workbook xmlns:r="urn:r"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: `<Relationships>${rels.join('')}<Relationship Id="s" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', body: `<sst>${strings}</sst>` },
    {
      name: 'xl/styles.xml',
      body: `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>${own}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="4"/>${styles}</cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      body: `<${p}worksheet ${ns}><${p}sheetData>${sheet.rows}</${p}sheetData>${sheet.after ?? ''}</${p}worksheet>`,
    })),
  ]);
}
