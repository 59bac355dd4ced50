import { Stop, fail, ok, type Result } from '../../../result.ts';
import { inflateAll } from '../gzip.ts';
import { entryStream, type ZipEntry } from '../zip.ts';
import { numberStyles } from './styles.ts';
import type { SheetContext } from './sheet.ts';
import { attribute, prefixOf, richText, startTags } from './xml.ts';

export interface SheetEntry {
  name: string;
  hidden: boolean;
  entry: ZipEntry;
}

export interface Workbook {
  sheets: SheetEntry[];
  date1904: boolean;
  /** Strings and styles; read when the first sheet is. */
  context(): Promise<SheetContext>;
}

/** Parts other than sheets and strings are small. */
const PART = 64 * 1024 * 1024;

/** Whether an archive's members are an OOXML workbook's. */
export const isXlsx = (entries: ZipEntry[]): boolean =>
  entries.some((entry) => /(?:^|\/)workbook\.xml$/.test(entry.name));

/** Opens an OOXML workbook: its sheets in order, and how to read them. */
export async function openWorkbook(blob: Blob, entries: ZipEntry[]): Promise<Result<Workbook>> {
  const find = (name: string) => entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
  const text = async (entry: ZipEntry | undefined): Promise<string> => {
    if (!entry) return '';
    const bytes = await inflateAll(entryStream(blob, entry), PART);
    if (!bytes.ok) throw new Stop({ code: 'file-damaged', detail: `${entry.name} is too large` });
    return new TextDecoder().decode(bytes.value);
  };
  const main = entries.find((entry) => /(?:^|\/)workbook\.xml$/.test(entry.name))!;
  const folder = main.name.slice(0, main.name.lastIndexOf('/') + 1);
  const xml = await text(main);
  const prefix = prefixOf(xml, 'workbook');
  const rels = await text(find(`${folder}_rels/workbook.xml.rels`));
  const targets = new Map<string, string>();
  const byType = new Map<string, string>();
  for (const tag of startTags(rels, prefixOf(rels, 'Relationships'), 'Relationship')) {
    const target = attribute(tag, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : resolve(folder + target);
    targets.set(attribute(tag, 'Id') ?? '', path);
    byType.set((attribute(tag, 'Type') ?? '').replace(/^.*\//, ''), path);
  }
  const sheets: SheetEntry[] = [];
  for (const tag of startTags(xml, prefix, 'sheet')) {
    const id = attribute(tag, 'r:id') ?? /[\w.-]+:id\s*=\s*["']([^"']*)/.exec(tag)?.[1] ?? '';
    const entry = find(targets.get(id) ?? '');
    // Chart sheets and dialogs are sheets too, but hold no cells.
    if (!entry || !/worksheets\//.test(entry.name)) continue;
    sheets.push({
      name: attribute(tag, 'name') ?? '',
      hidden: /hidden/i.test(attribute(tag, 'state') ?? ''),
      entry,
    });
  }
  if (sheets.length === 0) return fail(xml === '' ? 'file-damaged' : 'file-empty');
  const properties = startTags(xml, prefix, 'workbookPr')[0] ?? '';
  const date1904 = /^(?:1|true|on)$/i.test(attribute(properties, 'date1904') ?? '');
  let context: Promise<SheetContext> | null = null;
  return ok({
    sheets,
    date1904,
    context: () =>
      (context ??= (async () => ({
        strings: await sharedStrings(blob, find(byType.get('sharedStrings') ?? `${folder}sharedStrings.xml`)),
        ...numberStyles(await text(find(byType.get('styles') ?? `${folder}styles.xml`))),
        date1904,
      }))()),
  });
}

/** Streams the table of strings; only the strings themselves are kept. */
async function sharedStrings(blob: Blob, entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!entry) return strings;
  let buffer = '';
  let prefix: string | null = null;
  const decoder = new TextDecoder();
  const reader = entryStream(blob, entry).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    buffer += decoder.decode(value, { stream: true });
    if (prefix === null && /<(?:[\w.-]+:)?sst[\s>]/.test(buffer)) prefix = prefixOf(buffer, 'sst');
    if (prefix === null) continue;
    const close = `</${prefix}si>`;
    let at = 0;
    for (;;) {
      const from = buffer.indexOf(`<${prefix}si`, at);
      if (from < 0) break;
      const tagEnd = buffer.indexOf('>', from);
      if (tagEnd < 0) break;
      if (buffer.charCodeAt(tagEnd - 1) === 47) {
        strings.push('');
        at = tagEnd + 1;
        continue;
      }
      const to = buffer.indexOf(close, tagEnd);
      if (to < 0) break;
      strings.push(richText(buffer.slice(tagEnd + 1, to), prefix));
      at = to + close.length;
    }
    buffer = buffer.slice(at);
  }
  return strings;
}

function resolve(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
