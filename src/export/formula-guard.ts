/** Blank or invisible: spreadsheets leave these out before they look at what a cell begins with. */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}\\p{DI}\\u2800"]*';
/** What a formula begins with, and the full-width and small forms that some input methods and spreadsheets take for it. */
const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';

const AT_THE_START = new RegExp(`^(?:[\\t\\r\\n]|${UNSEEN}${SIGN})`, 'u');
const AFTER_A_CUT = new RegExp(`([;\\t\\r\\n])(?=${UNSEEN}${SIGN})`, 'gu');

/** Whether a spreadsheet could run the text as a formula, were it a cell of its own. */
export const startsLikeFormula = (text: string): boolean => AT_THE_START.test(text);

/**
 * Text that no spreadsheet runs: one that begins like a formula, or with a tab or a line end, gets an apostrophe
 * before it, which a spreadsheet takes as "this is text". So does each part of it after a semicolon, a tab or a
 * line end: a spreadsheet with another list separator cuts a cell there, quoted or not, and the part is a cell.
 */
export function guardFormulas(text: string): string {
  const inside = text.replace(AFTER_A_CUT, "$1'");
  return startsLikeFormula(text) ? `'${inside}` : inside;
}

const IN_A_TABLE = new RegExp(
  `^${UNSEEN}(?:[=@＝＠﹦﹫]|[+\\-＋－﹢﹣].*(?:[|!]|\\p{L}[\\p{L}\\d.]*\\())`,
  'u',
);

/**
 * A text of a table that people read, which a spreadsheet runs no part of when the table is pasted into it: a rise or
 * a fall (+3.2 %, -¥1,200) stays as it is written.
 */
export const guardInTable = (text: string): string => (IN_A_TABLE.test(text) ? `'${text}` : text);
