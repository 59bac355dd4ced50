import type { InPlace } from '../import/stage/staged.ts';
import type { Reading, TextReading } from '../files/api.ts';
import { signatureOf } from '../files/kind.ts';
import { splitRecords } from '../files/records.ts';
import { gunzip } from '../files/formats/gzip.ts';
import { sampleBlob, sampleStream, type TextSample } from '../files/formats/sample.ts';
import { regularSample } from '../files/formats/stage-text.ts';

/**
 * How DuckDB can read a delimited text where it lies, or null when it has to be rewritten first: other encodings,
 * blanks as delimiter, rows of totals at the end, lines that become several rows, line ends that change, a header
 * that the engine's skipping could lose its way in.
 * @param path absolute, so that a script reads the same file from any folder
 */
export async function textInPlace(file: File, path: string, reading: Reading): Promise<InPlace | null> {
  const { text } = reading;
  if (!text || reading.kind !== 'csv' || reading.part !== '') return null;
  if (text.encoding !== 'utf-8' || text.delimiter === ' ' || text.skipTail > 0) return null;
  if (text.invalid || text.normalise || reading.spread) return null;
  const signature = signatureOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (signature !== 'text' && signature !== 'gzip') return null;
  const gzip = signature === 'gzip';
  const sample = gzip ? await sampleStream(gunzip(file), 0) : await sampleBlob(file);
  if (!regularSample(sample) || !plainHead(sample, text)) return null;
  const { delimiter, quote, headerLine } = text;
  return {
    form: 'file',
    path,
    blob: file,
    delimiter,
    quote,
    skip: headerLine,
    gzip,
    ...(text.fill ? { fill: true } : {}),
  };
}

/** Whether each record down to the header fills one line and is quoted as it should be. */
function plainHead(sample: TextSample, text: TextReading): boolean {
  if (text.headerLine === 0) return true;
  const head = new TextDecoder().decode(sample.head);
  const records = splitRecords(head, text, { maxRecords: text.headerLine });
  const lines = head.split(/\r\n|\n/, text.headerLine);
  if (records.length !== text.headerLine || lines.length !== text.headerLine) return false;
  if (text.quote === '') return true;
  const q = escaped(text.quote);
  const d = escaped(text.delimiter);
  const field = `(?:${q}(?:[^${q}]|${q}${q})*${q}|[^${q}${d}]*)`;
  const whole = new RegExp(`^${field}(?:${d}${field})*$`);
  return lines.every((line) => whole.test(line));
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|\-/]/g, '\\$&');
