import { MAX_NOTEBOOK_BYTES } from './size.ts';

const SAID = /"format"\s*:\s*"cellar-notebook/;

/** Whether a text says of itself that it is a notebook or the template of one, though it may be torn. */
export function textSaysNotebook(text: string): boolean {
  if (!/^\s*\{/.test(text) || !SAID.test(text)) return false;
  try {
    const { format } = JSON.parse(text) as { format?: unknown };
    return typeof format === 'string' && format.startsWith('cellar-notebook');
  } catch {
    return true;
  }
}

/** As `textSaysNotebook`, of a file: by content, never by its name. */
export const saysNotebook = async (file: Blob): Promise<boolean> =>
  textSaysNotebook(await file.slice(0, MAX_NOTEBOOK_BYTES).text());
