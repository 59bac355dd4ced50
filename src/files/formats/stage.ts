import type { Progress, Reading, Staged } from '../api.ts';
import { attempt, fail, type Result } from '../../result.ts';
import { FORMATS } from './formats.ts';
import { reopenFile } from './opened.ts';
import { spreadText } from './spread-text.ts';

/** Decodes and converts one table of a file for the import engine. */
export function stage(
  file: File,
  reading: Reading,
  onProgress?: (p: Progress) => void,
): Promise<Result<Staged>> {
  const { spread, ...read } = reading;
  return attempt(async () => {
    if (!spread) return stageFile(file, read, onProgress);
    const lines = await stageFile(file, { ...read, columns: spread.columns }, onProgress);
    if (!lines.ok || lines.value.form !== 'text' || !reading.text) return lines;
    return spreadText(lines.value, spread, reading.text, onProgress);
  }, 'file-unreadable');
}

/** As stage, for a file that may have come out of a container. */
async function stageFile(
  file: File,
  reading: Reading,
  onProgress?: (p: Progress) => void,
): Promise<Result<Staged>> {
  const opened = await reopenFile(file, reading);
  if (!opened.ok) return opened;
  const format = FORMATS.find(({ recognise }) => recognise(opened.value));
  if (!format) return fail('file-damaged');
  return format.stage(opened.value, reading, onProgress, (member, inner) =>
    stageFile(member, inner, onProgress),
  );
}
