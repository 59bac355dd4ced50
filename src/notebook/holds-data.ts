import { signatureOf, textKindOf } from '../files/kind.ts';
import { isObject } from './json.ts';
import { textSaysNotebook } from './says-notebook.ts';
import { MAX_NOTEBOOK_BYTES } from './size.ts';

/**
 * Whether a file that was given as a notebook is one of data: no JSON at all, or a list of records. What is JSON of
 * another kind, or called as notebooks are, is for the notebook's own reading to tell of.
 */
export async function holdsData(file: File): Promise<boolean> {
  if (signatureOf(new Uint8Array(await file.slice(0, 16).arrayBuffer())) !== 'text') return true;
  const text = await file.slice(0, MAX_NOTEBOOK_BYTES).text();
  const kind = textKindOf(text.slice(0, 65_536));
  if (kind !== 'json') return true;
  if (/\.cellar\.json$/i.test(file.name) || textSaysNotebook(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return listsRecords(value) || (isObject(value) && Object.values(value).some(listsRecords));
  } catch {
    // Longer than any notebook: what was cut off is no fault of it.
    return file.size > MAX_NOTEBOOK_BYTES || /^\s*\[\s*\{/.test(text);
  }
}

const listsRecords = (value: unknown): boolean => Array.isArray(value) && value.some(isObject);
