/** Longest text whose marks are read, in characters; beyond it a text is shown as it is typed. */
export const MAX_CHARS = 60_000;
/** Most columns of a table, judged by the bars of a line. */
const MAX_BARS = 60;
/** Deepest list or quotation, judged by what a line begins with; two blanks are the least that a list steps in by. */
const MAX_DEPTH = 20;
/** Most HTML that a text may become: what the sanitiser and the page then have to go through. */
export const MAX_HTML = 20 * MAX_CHARS;

/**
 * Whether the marks of a text are worth reading: nobody writes longer texts, wider tables or deeper lists by hand,
 * and what they become grows by more than their size. Looks at each character once.
 */
export function isReadable(text: string): boolean {
  if (text.length > MAX_CHARS) return false;
  return text.split('\n').every((line) => bars(line) <= MAX_BARS && depth(line) <= MAX_DEPTH);
}

function bars(line: string): number {
  let count = 0;
  for (let at = line.indexOf('|'); at >= 0; at = line.indexOf('|', at + 1)) count++;
  return count;
}

/** A rule, the line under a title, or a blank line. */
const RULE = /^(?:[-\s]*|[*\s]*|[=\s]*)$/;

/** Steps that the marks at a line's beginning can open: half a step for a blank, one for `>`, `-`, `*`, `+` or `1.`. */
function depth(line: string): number {
  if (RULE.test(line)) return 0;
  let steps = 0;
  for (const char of line) {
    if (char === ' ') steps += 0.5;
    else if (char === '\t') steps += 2;
    else if ('>-*+.)'.includes(char)) steps += 1;
    else if (!/\d/.test(char)) return steps;
    if (steps > MAX_DEPTH) break;
  }
  return steps;
}
