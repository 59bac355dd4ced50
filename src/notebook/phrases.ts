/** A piece of a text, with where it begins. */
export interface Phrase {
  text: string;
  at: number;
}

/** Longest text that is taken as one value. */
const WHOLE = 200;
/** Longest name in Han characters: of a company. */
const LONGEST = 16;

const QUOTED = /[“"「『'‘]([^“”"「」『』'‘’\n]{2,100})[”"」』'’]/g;
/** What codes are written with, Han characters among it, and Latin letters alone: 客户A-1029, A-1029. */
const RUN = /[\p{L}\d_.@-]+/gu;
const LATIN_RUN = /[A-Za-z\d_.@-]+/g;
const CODES = [
  // Without a digit, too: zeb_wx.
  /(?<![A-Za-z\d])[A-Za-z\d]+(?:[_.@-][A-Za-z\d]+)+/g,
  // Digits in groups, as numbers of telephones, cards and persons are written.
  /(?<!\d)\d[\d ()+-]{4,28}[\dXx](?!\d)/g,
];
const WORD = /\p{L}[\p{L}\p{M}'’·]*/gu;

/** What in a text could be a value of the data: the whole, what stands in quotes, codes, words and runs of words. */
export function phrases(text: string): Phrase[] {
  const found: Phrase[] = [];
  const add = (words: string, at: number) => found.push({ text: words, at });
  const whole = text.trim();
  if (whole.length >= 2 && whole.length <= WHOLE) add(whole, text.indexOf(whole));
  for (const match of text.matchAll(QUOTED)) add(match[1]!, match.index + 1);
  addCodes(text, add);
  for (const pattern of CODES) for (const match of text.matchAll(pattern)) add(match[0], match.index);
  for (const run of text.matchAll(/\p{Script=Han}{2,}/gu)) addHan(run[0], run.index, add);
  addWords(text, add);
  return found;
}

/**
 * Runs in which a digit stands: with something before it and two signs behind it, or among Latin letters anywhere; a bare
 * small number stands in nearly all data. Each run is looked at once, since one may be as long as the text.
 */
function addCodes(text: string, add: (text: string, at: number) => void): void {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const first = run.search(/[\p{L}\d]/u);
    if (first < 0) continue;
    const code = run.slice(first);
    if (/\d/.test(code.slice(1, -2))) add(code, index + first);
  }
  for (const { 0: run, index } of text.matchAll(LATIN_RUN)) {
    const first = run.search(/[A-Za-z\d]/);
    if (first < 0) continue;
    let end = run.length;
    while (end > 0 && !/[A-Za-z\d]/.test(run[end - 1]!)) end--;
    const code = run.slice(first, end);
    if (code.length >= 3 && /\d/.test(code)) add(code, index + first);
  }
}

/** Every run of two and more Han characters: nothing tells where a name begins and ends. */
function addHan(run: string, at: number, add: (text: string, at: number) => void): void {
  for (let length = Math.min(LONGEST, run.length); length >= 2; length--)
    for (let i = 0; i + length <= run.length; i++) add(run.slice(i, i + length), at + i);
}

/** Words of letters, and two and three that follow each other: Brion Stark, Stark, Brion. */
function addWords(text: string, add: (text: string, at: number) => void): void {
  const words = [...text.matchAll(WORD)].filter(([word]) => !/\p{Script=Han}/u.test(word));
  words.forEach((first, i) => {
    for (let count = 1; count <= 3 && i + count <= words.length; count++) {
      const last = words[i + count - 1]!;
      const run = text.slice(first.index, last.index + last[0].length);
      if (!/^[\p{L}\p{M}'’·]+(?:[ ,.]{1,2}[\p{L}\p{M}'’·]+)*$/u.test(run)) break;
      if (run.length >= 3) add(run, first.index);
    }
  });
}
