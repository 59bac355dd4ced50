import type { Contents } from '../egress/departure.ts';
import { egress } from '../state/egress.svelte.ts';

/** Hands a blob to the browser's downloads under that file name and writes down what was in it. */
export function download(blob: Blob, name: string, contents: Contents): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  egress.record('file', name, blob.size, contents);
  // The download reads the blob after this call; a minute is ample for it to have begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
