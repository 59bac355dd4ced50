/** Hands a blob to the browser's downloads under that file name. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads the blob after this call; a minute is ample for it to have begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A title as the stem of a file name, on every system. */
export const fileStem = (title: string): string => title.replace(/[\\/:*?"<>|\s]+/g, '-') || 'notebook';
