const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NARROW = /[iljtfrI.,:;'"|!()[\]· ]/;
const BROAD = /[mwMW@%—]/;

/** Width of one character in em: a CJK face is square, Latin faces are classed roughly, on the safe side. */
function charWidth(char: string): number {
  if (WIDE.test(char)) return 1;
  if (NARROW.test(char)) return 0.36;
  if (BROAD.test(char)) return 0.92;
  return /[A-Z0-9£¥€$]/.test(char) ? 0.66 : 0.6;
}

/** Bold text is wider than the plain text that widths are estimated for, by so much at most. */
export const BOLD = 1.15;

/** Estimated width of a text in px. Figures are laid out before they are in a page, so nothing is measured. */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const char of text) em += charWidth(char);
  return em * fontSize;
}

/** The text cut to that width with an ellipsis; the whole text when it fits. */
export function truncate(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const room = width - fontSize * 0.9;
  let kept = '';
  let used = 0;
  for (const char of text) {
    used += charWidth(char) * fontSize;
    if (used > room) break;
    kept += char;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * The text on one line when it fits, else on two of about equal length, broken between words or CJK characters;
 * a second line that is still too long is cut to the width. The first has `first` px, where it has less than the second.
 */
export function twoLines(text: string, fontSize: number, width: number, first = width): string[] {
  if (textWidth(text, fontSize) <= first) return [text];
  const half = textWidth(text, fontSize) / 2;
  let cut = 0;
  let used = 0;
  let at = 0;
  for (const char of text) {
    used += charWidth(char) * fontSize;
    if (used > first) break;
    at += char.length;
    if (char !== ' ' && char !== '/' && char !== '-' && !WIDE.test(char)) continue;
    cut = at;
    // Past the middle the rest fits too: an even break reads better than a full first line.
    if (used >= half) break;
  }
  if (cut === 0) return [truncate(text, fontSize, first)];
  return [text.slice(0, cut).trim(), truncate(text.slice(cut).trim(), fontSize, width)];
}

/** A text in lines that are no wider than that, px: broken at blanks, and between signs that stand without any. */
export function broken(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of text.matchAll(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g)) {
    if (line.trim() !== '' && textWidth((line + piece).trimEnd(), fontSize) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trim()].filter((each) => each !== '');
}
