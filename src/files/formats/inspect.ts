import type { Reading, TextReading } from '../api.ts';
import type { Signature } from '../kind.ts';
import { withPartNames } from '../part-names.ts';
import { attempt, fail, ok, type Result } from '../../result.ts';
import { FORMATS } from './formats.ts';
import { openFile } from './opened.ts';

/** What people call the formats that hold no table of ours. */
const FORMAT_NAMES: Partial<Record<Signature, string>> = {
  pdf: 'PDF',
  rar: 'RAR',
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
  zstd: 'Zstandard (.zst)',
  image: 'PNG/JPEG/GIF',
  'feather-v1': 'Feather V1',
  'parquet-encrypted': 'Parquet (encrypted)',
};

/** How many containers may stand inside each other: a workbook in a gzip in a zip. */
const DEEPEST = 3;

/** Looks at a file's content and says what tables it holds and how they would be read. */
export function inspect(file: File, hints: Partial<TextReading> = {}): Promise<Result<Reading[]>> {
  return attempt(() => inspectFile(file, hints, 0, true), 'file-unreadable');
}

/**
 * As `inspect`, but a long text is not searched for what its ends do not show: its reading says so (`partly`) and
 * holds if `inspect` says the same.
 */
export function glance(file: File, hints: Partial<TextReading> = {}): Promise<Result<Reading[]>> {
  return attempt(() => inspectFile(file, hints, 0, false), 'file-unreadable');
}

/** As inspect, for a file inside `depth` containers. */
async function inspectFile(
  file: File,
  hints: Partial<TextReading>,
  depth: number,
  whole: boolean,
): Promise<Result<Reading[]>> {
  if (file.size === 0) return fail('file-empty');
  if (depth > DEEPEST) return fail('zip-nested');
  const opened = await openFile(file, hints, whole);
  if (!opened.ok) return opened;
  const { signature, text, sample } = opened.value;
  if (signature === 'sealed' || (text === 'json' && isNotebook(sample!.head))) return fail('file-notebook');
  const format = FORMATS.find(({ recognise }) => recognise(opened.value));
  if (format) {
    const found = await format.inspect(opened.value, hints, (member) =>
      inspectFile(member, hints, depth + 1, whole),
    );
    return found.ok && depth === 0 ? ok(withPartNames(found.value, file.name, hints)) : found;
  }
  if (text === 'html') return fail('file-html');
  if (text === 'xml') return fail('file-xml');
  return fail('format-unknown', { values: { format: FORMAT_NAMES[signature] ?? signature } });
}

/** Whether JSON begins as the files that Cellar saves: what they list would else be read as records. */
const isNotebook = (head: Uint8Array): boolean =>
  /^\ufeff?\s*\{\s*"format"\s*:\s*"cellar-notebook/.test(new TextDecoder().decode(head.subarray(0, 256)));
