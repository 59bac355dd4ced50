import type { Contents } from '../egress/departure.ts';
import { egress } from '../state/egress.svelte.ts';

/** Puts a text on the clipboard and writes down what it was; rejects where the browser does not allow it. */
export async function copyOut(text: string, name: string, contents: Contents): Promise<void> {
  await navigator.clipboard.writeText(text);
  egress.record(contents.what === 'notebook' ? 'link' : 'copy', name, new Blob([text]).size, contents);
}
