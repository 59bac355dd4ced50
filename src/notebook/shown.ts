/**
 * Signs that show nothing, or turn the order in which what follows is shown, so that a text reads otherwise than it is
 * run: controls, blanks without a width, marks and overrides of direction, tags.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** A sign without a width that joins pictures, as in 👩‍💻. */
const JOINS = /(?<=[\p{Extended_Pictographic}\ufe0f])\u200d(?=\p{Extended_Pictographic})/gu;

/** A text of somebody else with such signs written out: `⟨U+202E⟩`. */
export const shown = (text: string): string =>
  text.replace(UNSEEN, (sign, at: number) => {
    JOINS.lastIndex = at;
    const joins = sign === '\u200d' && JOINS.exec(text)?.index === at;
    return joins ? sign : `⟨U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });

/** A text as one line of a terminal: what is in a name neither moves the cursor nor begins a line of its own. */
export const shownOnLine = (text: string): string => shown(text.replace(/\r\n?|\n/g, ' ⏎ '));
