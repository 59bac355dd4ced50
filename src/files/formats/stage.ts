import type { Progress, Reading, Staged } from '../api.ts';
import { signatureOf } from '../kind.ts';
import { attempt, fail, type Result } from '../../result.ts';
import { gunzipped, stageArchive } from './archive.ts';
import { stageArrow } from './arrow-file.ts';
import { gunzip } from './gzip.ts';
import { stageJson } from './json.ts';
import { isLegacyZip, stageLegacy } from './legacy-workbook.ts';
import { stageParquet } from './parquet.ts';
import { stageText } from './stage-text.ts';
import { isXlsx } from './xlsx/workbook.ts';
import { stageXlsx } from './xlsx/xlsx.ts';
import { openZip } from './zip.ts';

/** Decodes and converts one table of a file for the import engine. */
export function stage(
  file: File,
  reading: Reading,
  onProgress?: (p: Progress) => void,
): Promise<Result<Staged>> {
  return attempt(() => stageFile(file, reading, onProgress), 'file-unreadable');
}

/** As stage, for a file that may have come out of a container. */
async function stageFile(
  file: File,
  reading: Reading,
  onProgress?: (p: Progress) => void,
): Promise<Result<Staged>> {
  const signature = signatureOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  if (signature === 'gzip') {
    if (reading.kind === 'csv' && reading.text) {
      return stageText(
        { blob: file, stream: (onPacked) => gunzip(file, onPacked) },
        reading.text,
        onProgress,
      );
    }
    const inner = await gunzipped(file);
    return inner.ok ? stageFile(inner.value, reading, onProgress) : inner;
  }
  if (signature === 'zip') {
    const entries = await openZip(file);
    if (!entries.ok) return entries;
    if (isXlsx(entries.value)) return stageXlsx(file, entries.value, reading, onProgress);
    if (isLegacyZip(entries.value)) return stageLegacy(file, reading);
    return stageArchive(
      file,
      entries.value,
      reading,
      (member, inner) => stageFile(member, inner, onProgress),
      onProgress,
    );
  }
  switch (reading.kind) {
    case 'parquet':
      return stageParquet(file, onProgress);
    case 'arrow':
      return stageArrow(file);
    case 'json':
    case 'ndjson':
      return stageJson(file, reading, onProgress);
    case 'xls':
      return stageLegacy(file, reading);
    default:
      return reading.text ? stageText({ blob: file }, reading.text, onProgress) : fail('file-damaged');
  }
}
