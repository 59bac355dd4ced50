/** A title as the stem of a file name, on every system: nothing in it that turns how its ending reads, or hides the file. */
export const fileStem = (title: string): string =>
  title
    .replace(/[\\/:*?"<>|\s\p{Cc}\p{Cf}]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 120) || 'notebook';
