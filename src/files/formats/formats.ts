import type { Progress, Reading, Staged, TextReading } from '../api.ts';
import { signatureOf } from '../kind.ts';
import { fail, ok, type Result } from '../../result.ts';
import { gunzipped, inspectArchive, stageArchive } from './archive.ts';
import { inspectArrow, stageArrow } from './arrow-file.ts';
import { gunzip } from './gzip.ts';
import { inspectJson, stageJson } from './json.ts';
import { inspectLegacy, isLegacyZip, isMarkedUp, stageLegacy } from './legacy-workbook.ts';
import { oleWorkbook } from './ole.ts';
import { textKind, type Opened } from './opened.ts';
import { inspectParquet, stageParquet } from './parquet.ts';
import { sampleBlob, sampleStream } from './sample.ts';
import { stageText } from './stage-text.ts';
import { readText } from './text.ts';
import { isXlsx } from './xlsx/workbook.ts';
import { inspectXlsx, stageXlsx } from './xlsx/xlsx.ts';

type Readings = Promise<Result<Reading[]>>;

/** A format of files: how one is known, what tables it holds, and how one of them is handed over. */
export interface Format {
  id: string;
  /** By content alone, never by the name. */
  recognise(opened: Opened): boolean;
  /** `member` looks at a file that is packed in this one. */
  inspect(opened: Opened, hints: Partial<TextReading>, member: (file: File) => Readings): Readings;
  stage(
    opened: Opened,
    reading: Reading,
    onProgress: ((progress: Progress) => void) | undefined,
    member: (file: File, reading: Reading) => Promise<Result<Staged>>,
  ): Promise<Result<Staged>>;
}

/** A gzip no larger than this is read to its end while inspecting, so that its last rows are seen. */
const WHOLE_GZIP = 8 * 1024 * 1024;

/** Every format there is; the first that recognises a file reads it. */
export const FORMATS: readonly Format[] = [
  {
    id: 'parquet',
    recognise: ({ signature }) => signature === 'parquet',
    inspect: ({ file, name }) => inspectParquet(file, name),
    stage: ({ file }, _reading, onProgress) => stageParquet(file, onProgress),
  },
  {
    id: 'arrow',
    recognise: ({ signature }) => signature === 'arrow-file' || signature === 'arrow-stream',
    inspect: ({ file, name }) => inspectArrow(file, name),
    stage: ({ file }) => stageArrow(file),
  },
  {
    id: 'xlsx',
    recognise: ({ entries }) => entries !== null && isXlsx(entries),
    inspect: ({ file, entries }, hints) => inspectXlsx(file, entries!, hints),
    stage: ({ file, entries }, reading, onProgress) => stageXlsx(file, entries!, reading, onProgress),
  },
  {
    id: 'xls, xlsb, ods',
    recognise: ({ signature, entries }) => signature === 'ole' || (entries !== null && isLegacyZip(entries)),
    async inspect({ file, signature }, hints) {
      const workbook = signature === 'ole' ? await oleWorkbook(file) : ok(null);
      return workbook.ok ? inspectLegacy(file, hints) : workbook;
    },
    stage: ({ file }, reading) => stageLegacy(file, reading),
  },
  {
    id: 'zip',
    recognise: ({ entries }) => entries !== null,
    inspect: ({ file, entries }, _hints, member) => inspectArchive(file, entries!, member),
    stage: ({ file, entries }, reading, onProgress, member) =>
      stageArchive(file, entries!, reading, member, onProgress),
  },
  {
    id: 'gzip',
    recognise: ({ signature }) => signature === 'gzip',
    async inspect({ file, name }, hints, member) {
      const sample = await sampleStream(gunzip(file), file.size <= WHOLE_GZIP ? Infinity : 0);
      if (signatureOf(sample.head) === 'text' && textKind(sample.head) === 'csv')
        return one(readText(sample, name, hints));
      const inner = await gunzipped(file);
      return inner.ok ? member(inner.value) : inner;
    },
    async stage({ file }, reading, onProgress, member) {
      if (reading.kind === 'csv' && reading.text) {
        const stream = (onPacked?: (bytes: number) => void) => gunzip(file, onPacked);
        return stageText({ blob: file, stream }, reading.text, onProgress);
      }
      const inner = await gunzipped(file);
      return inner.ok ? member(inner.value, reading) : inner;
    },
  },
  {
    id: 'tables of HTML, XML of Excel 2003',
    recognise: ({ text, beginning }) => (text === 'html' || text === 'xml') && isMarkedUp(beginning),
    inspect: ({ file }, hints) => inspectLegacy(file, hints),
    stage: ({ file }, reading) => stageLegacy(file, reading),
  },
  {
    id: 'json, ndjson',
    recognise: ({ text }) => text === 'json' || text === 'ndjson',
    inspect: ({ file, name, text }) => inspectJson(file, text as 'json' | 'ndjson', name),
    stage: ({ file }, reading, onProgress) => stageJson(file, reading, onProgress),
  },
  {
    id: 'delimited text',
    recognise: ({ text }) => text === 'csv',
    inspect: async ({ file, name, sample }, hints) =>
      one(readText(sample ?? (await sampleBlob(file)), name, hints)),
    stage: async ({ file }, { text }, onProgress) =>
      text ? stageText({ blob: file }, text, onProgress) : fail('file-damaged'),
  },
];

const one = (reading: Result<Reading>): Result<Reading[]> => (reading.ok ? ok([reading.value]) : reading);
