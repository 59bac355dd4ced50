import type { Reading, TextReading } from '../api.ts';
import { byteOrderMark, guessEncoding } from '../encoding.ts';
import { signatureOf, textKindOf } from '../kind.ts';
import { sourceName } from '../source-name.ts';
import { attempt, fail, ok, type Result } from '../../result.ts';
import { gunzipped, inspectArchive } from './archive.ts';
import { inspectArrow } from './arrow-file.ts';
import { gunzip } from './gzip.ts';
import { inspectJson } from './json.ts';
import { inspectLegacy, isLegacyZip } from './legacy-workbook.ts';
import { oleWorkbook } from './ole.ts';
import { inspectParquet } from './parquet.ts';
import { sampleBlob, sampleStream } from './sample.ts';
import { readText } from './text.ts';
import { isXlsx } from './xlsx/workbook.ts';
import { inspectXlsx } from './xlsx/xlsx.ts';
import { openZip } from './zip.ts';

/** What people call the formats that hold no table of ours. */
const FORMAT_NAMES: Partial<Record<ReturnType<typeof signatureOf>, string>> = {
  pdf: 'PDF',
  rar: 'RAR',
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
  zstd: 'Zstandard (.zst)',
  image: 'PNG/JPEG/GIF',
  'feather-v1': 'Feather V1',
  'parquet-encrypted': 'Parquet (encrypted)',
};

/** A gzip no larger than this is read to its end while inspecting, so that its last rows are seen. */
const WHOLE_GZIP = 8 * 1024 * 1024;
/** How many containers may stand inside each other: a workbook in a gzip in a zip. */
const DEEPEST = 3;

/** Looks at a file's content and says what tables it holds and how they would be read. */
export function inspect(file: File, hints: Partial<TextReading> = {}): Promise<Result<Reading[]>> {
  return attempt(() => inspectFile(file, hints, 0), 'file-unreadable');
}

/** As inspect, for a file inside `depth` containers. */
async function inspectFile(
  file: File,
  hints: Partial<TextReading>,
  depth: number,
): Promise<Result<Reading[]>> {
  if (file.size === 0) return fail('file-empty');
  if (depth > DEEPEST) return fail('zip-nested');
  const name = sourceName(file.name);
  const signature = signatureOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  switch (signature) {
    case 'parquet':
      return inspectParquet(file, name);
    case 'arrow-file':
    case 'arrow-stream':
      return inspectArrow(file, name);
    case 'zip': {
      const entries = await openZip(file);
      if (!entries.ok) return entries;
      if (isXlsx(entries.value)) return inspectXlsx(file, entries.value, hints);
      if (isLegacyZip(entries.value)) return inspectLegacy(file, hints);
      return inspectArchive(file, entries.value, (member) => inspectFile(member, hints, depth + 1));
    }
    case 'ole': {
      const workbook = await oleWorkbook(file);
      return workbook.ok ? inspectLegacy(file, hints) : workbook;
    }
    case 'gzip': {
      const sample = await sampleStream(gunzip(file), file.size <= WHOLE_GZIP ? Infinity : 0);
      if (signatureOf(sample.head) === 'text' && textKind(sample.head) === 'csv')
        return one(readText(sample, name, hints));
      const inner = await gunzipped(file);
      return inner.ok ? inspectFile(inner.value, hints, depth + 1) : inner;
    }
    case 'text':
      return inspectText(file, name, hints);
    default:
      return fail('format-unknown', { values: { format: FORMAT_NAMES[signature] ?? signature } });
  }
}

async function inspectText(
  file: File,
  name: string,
  hints: Partial<TextReading>,
): Promise<Result<Reading[]>> {
  const sample = await sampleBlob(file);
  const kind = hints.delimiter === undefined ? textKind(sample.head) : 'csv';
  if (kind === 'html') return fail('file-html');
  if (kind === 'xml') return fail('file-xml');
  if (kind !== 'csv') return inspectJson(file, kind, name);
  return one(readText(sample, name, hints));
}

function textKind(head: Uint8Array): ReturnType<typeof textKindOf> {
  const { encoding, bom } = byteOrderMark(head) ?? guessEncoding([head.subarray(0, 8192)]);
  return textKindOf(new TextDecoder(encoding).decode(head.subarray(bom, 65_536), { stream: true }));
}

const one = (reading: Result<Reading>): Result<Reading[]> => (reading.ok ? ok([reading.value]) : reading);
