/** Controls, and signs that turn the order in which all that follows is shown. Marks of one place, as Arabic has, stay. */
const TURNS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A value of the data as it may stand in a sentence, a picture or a table: what could turn the figures beside it, so
 * that 4,321 is read where 1,234 is written, is written out itself (`⟨U+202E⟩`).
 */
export const unturned = (text: string): string =>
  text.replace(TURNS, (sign) => `⟨U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`);
