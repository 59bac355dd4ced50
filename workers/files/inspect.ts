import type { Reading, TextReading } from '../../src/files/api.ts';
import { signatureOf } from '../../src/files/kind.ts';
import { sourceName } from '../../src/files/sourceName.ts';
import { fail, ok, type Result } from '../../src/result.ts';
import { gunzip, inflating } from './gzip.ts';
import { sampleBlob, sampleStream } from './sample.ts';
import { inspectParquet } from './parquet.ts';
import { readText } from './text.ts';

/** A gzip no larger than this is read to its end while inspecting, so that its last rows are seen. */
const WHOLE_GZIP = 8 * 1024 * 1024;

/** Looks at a file's content and says what tables it holds and how they would be read. */
export async function inspect(file: File, hints: Partial<TextReading> = {}): Promise<Result<Reading[]>> {
  if (file.size === 0) return fail('file-empty');
  const magic = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const signature = signatureOf(magic);
  switch (signature) {
    case 'gzip':
      return inflating(async () => {
        const budget = file.size <= WHOLE_GZIP ? Infinity : 0;
        return one(readText(await sampleStream(gunzip(file), budget), sourceName(file.name), hints));
      });
    case 'parquet':
      return inspectParquet(file, sourceName(file.name));
    case 'text':
      return one(readText(await sampleBlob(file), sourceName(file.name), hints));
    default:
      return fail('format-unknown', { values: { format: signature } });
  }
}

const one = (reading: Result<Reading>): Result<Reading[]> => (reading.ok ? ok([reading.value]) : reading);
