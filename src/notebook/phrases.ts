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
/** A code, with Han characters and of Latin ones alone: 客户A-1029, A-1029, zeb_wx. A bare small number stands in nearly all data. */
const CODES = [
  /[\p{L}\d][\p{L}\d_.@-]*\d[\p{L}\d_.@-]{2,}|(?<![\d.])\d{4,}(?![\d.])/gu,
  /(?<![A-Za-z\d])(?=[A-Za-z_.@-]*\d)[A-Za-z\d][A-Za-z\d_.@-]+[A-Za-z\d]/g,
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
  for (const pattern of CODES) for (const match of text.matchAll(pattern)) add(match[0], match.index);
  for (const run of text.matchAll(/\p{Script=Han}{2,}/gu)) addHan(run[0], run.index, add);
  addWords(text, add);
  return found;
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
