import type { Progress, Reading, Staged } from '../../src/files/api.ts';
import { signatureOf } from '../../src/files/kind.ts';
import { fail, type Result } from '../../src/result.ts';
import { gunzip, inflating } from './gzip.ts';
import { stageParquet } from './parquet.ts';
import { stageText } from './stageText.ts';

/** Decodes and converts one table of a file for the import engine. */
export async function stage(file: File, reading: Reading, onProgress?: (p: Progress) => void): Promise<Result<Staged>> {
  if (reading.kind === 'parquet') return stageParquet(file, onProgress);
  const text = reading.text;
  if (!text) return fail('format-unknown', { values: { format: reading.kind } });
  const gzipped = signatureOf(new Uint8Array(await file.slice(0, 16).arrayBuffer())) === 'gzip';
  return inflating(() =>
    stageText(gzipped ? { blob: file, stream: () => gunzip(file) } : { blob: file }, text, onProgress),
  );
}
