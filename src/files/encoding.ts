import { analyse } from 'chardet';
import { isCommonHangul } from './hangul.ts';
import { isCommonHan } from './hanzi.ts';

export interface EncodingGuess {
  /** WHATWG label. */
  encoding: string;
  /** Bytes of a byte order mark to leave out. */
  bom: number;
  /** True when nothing in the file proves it: the analyst should look at the preview. */
  guessed: boolean;
}

/** Encodings a file may be read in, in the order they are offered. */
export const ENCODINGS = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'euc-jp',
  'koi8-r',
];

/** More bad characters than this share, and it is not a text of that encoding. */
const MOST_BAD = 0.1;

const LEGACY = [
  ...['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'],
  ...['euc-jp', 'windows-1251', 'koi8-r', 'windows-1250'],
];
/** What the detector is sure of weighs more: a few dozen Japanese characters are letters of Cyrillic as well. */
const SURE = 90;
const HEARD_WELL = 0.3;
/** What the detector hears in most western text, too. */
const UNHEARD = 'windows-1250';

/** The mark at the start of a file, if it has one. */
export function byteOrderMark(head: Uint8Array): EncodingGuess | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', bom: 3, guessed: false };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2, guessed: false };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2, guessed: false };
  if (head[0] === 0x84 && head[1] === 0x31 && head[2] === 0x95 && head[3] === 0x33)
    return { encoding: 'gb18030', bom: 4, guessed: false };
  return null;
}

/**
 * The encoding of sampled pieces of a file: its mark, then UTF-16 by the pattern of its zero bytes, then
 * strict UTF-8, then the legacy encoding that reads most like ordinary text, a few bad bytes forgiven.
 * Pieces after the first must start on a character; each may end inside one.
 */
export function guessEncoding(pieces: Uint8Array[]): EncodingGuess {
  const head = pieces[0] ?? new Uint8Array();
  const marked = byteOrderMark(head);
  if (marked) return marked;
  const wide = utf16Of(head);
  if (wide) return { encoding: wide, bom: 0, guessed: true };
  const all = pieces.map((piece) => decodeStrict(piece, 'utf-8'));
  if (all.every((text) => text !== null)) {
    if (chanceUtf8(all.join('\n'), pieces)) return { encoding: 'gb18030', bom: 0, guessed: true };
    return { encoding: 'utf-8', bom: 0, guessed: false };
  }
  if (mostlyUtf8(pieces)) return { encoding: 'utf-8', bom: 0, guessed: true };
  const sample = joinAround(pieces);
  const told = new Map(
    analyse(sample).map((match) => [match.name.toLowerCase().replace('_', '-'), match.confidence]),
  );
  let best = 'windows-1252';
  let bestScore = -1;
  for (const encoding of LEGACY) {
    const text = pieces.map((piece) => decodeLoose(piece, encoding)).join('\n');
    const { high, bad: unread } = highOf(text);
    const bad = high === 0 ? 0 : unread / high;
    if (bad > MOST_BAD) continue;
    const heard =
      encoding === UNHEARD ? 0 : (told.get(encoding === 'shift_jis' ? 'shift-jis' : encoding) ?? 0);
    const score = plausibility(text, encoding) + (heard > SURE ? HEARD_WELL : 0.1 * (heard / 100)) - 4 * bad;
    if (score > bestScore) [best, bestScore] = [encoding, score];
  }
  return { encoding: best, bom: 0, guessed: true };
}

/** The text of a piece, or null when its bytes are not this encoding's; an unfinished last character is left out. */
export function decodeStrict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** As decodeStrict, with U+FFFD for what is not this encoding's. */
const decodeLoose = (bytes: Uint8Array, encoding: string): string =>
  new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: true });

/** Characters beyond ASCII, and those of them that say that a byte could not be read. By code units, which is several times faster. */
function highOf(text: string): { high: number; bad: number } {
  let high = 0;
  let bad = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // The second half of a pair is no character of its own.
    if (unit <= 0x7f || (unit >= 0xdc00 && unit <= 0xdfff)) continue;
    high += 1;
    if (unit === 0xfffd) bad += 1;
  }
  return { high, bad };
}

/** Offset of the first byte that cannot be decoded, or -1. Halves the piece, so it costs about one more decode. */
export function firstInvalid(bytes: Uint8Array, encoding: string): number {
  if (decodeStrict(bytes, encoding) !== null) return -1;
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodeStrict(bytes.subarray(0, middle), encoding) === null) bad = middle;
    else good = middle;
  }
  return good;
}

/**
 * UTF-16 without a mark: ASCII letters, digits and line ends leave every second byte zero. Where most of the
 * text is not ASCII, what it reads as has to look like text too.
 */
function utf16Of(head: Uint8Array): string | null {
  const bytes = head.subarray(0, Math.min(head.length & ~1, 4096));
  if (bytes.length < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const zeros = Math.max(even, odd);
  if (Math.min(even, odd) > zeros / 10 || zeros < bytes.length / 100) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  if (zeros > bytes.length / 10) return encoding;
  const text = decodeStrict(bytes, encoding);
  return text !== null && plausibility(text, 'utf-16') >= 0.6 ? encoding : null;
}

/**
 * A few Chinese characters in GBK can be valid UTF-8 by chance, as two-byte characters that make no words:
 * rare letters of other scripts instead of common Chinese.
 */
function chanceUtf8(text: string, pieces: Uint8Array[]): boolean {
  const high = text.match(/[^\u0000-\u007f]/gu) ?? [];
  if (high.length === 0 || high.length > 40 || high.some((char) => char > '\u07ff')) return false;
  if (plausibility(text, 'windows-1252') >= 0.5) return false;
  const chinese = pieces.map((piece) => decodeStrict(piece, 'gb18030'));
  return chinese.every((piece) => piece !== null) && plausibility(chinese.join('\n'), 'gb18030') >= 0.6;
}

/** Nearly all of the high bytes form UTF-8 characters: UTF-8 with a few bad bytes, not another encoding. */
function mostlyUtf8(pieces: Uint8Array[]): boolean {
  let good = 0;
  let bad = 0;
  for (const piece of pieces) {
    const met = highOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece));
    good += met.high - met.bad;
    bad += met.bad;
  }
  return good >= 20 && bad * 20 <= good;
}

/** The stretches around high bytes, at most 64 KB: pure ASCII says nothing to the detector. */
function joinAround(pieces: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(65_536);
  let at = 0;
  for (const piece of pieces) {
    for (let i = 0; i < piece.length && at < out.length; i += 1) {
      if (piece[i]! > 127 || piece[i + 1]! > 127 || piece[i - 1]! > 127) out[at++] = piece[i]!;
    }
  }
  return out.subarray(0, at);
}

/** Mean plausibility (0 to 1) of the characters beyond ASCII. */
function plausibility(text: string, encoding: string): number {
  let sum = 0;
  let count = 0;
  let before = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.codePointAt(i)!;
    if (code > 0x7f) {
      count += 1;
      sum += plausible(code, before, encoding);
      if (count >= 20_000) break;
      if (code > 0xffff) i += 1;
    }
    before = code;
  }
  return count === 0 ? 0 : sum / count;
}

function plausible(code: number, before: number, encoding: string): number {
  if (encoding === 'windows-1251' || encoding === 'koi8-r') return cyrillic(code, before);
  if (encoding !== 'windows-1252' && encoding !== 'windows-1250') return eastern(code, encoding);
  return latin(String.fromCodePoint(code), before > 0x7f, encoding === 'windows-1252' ? WEST : CENTRE);
}

const isCyrillic = (code: number): boolean =>
  (code >= 0x410 && code <= 0x44f) || code === 0x401 || code === 0x451;
const isCapital = (code: number): boolean => code < 0x430;

/** Words of Cyrillic letters, small ones behind a capital: read as another encoding they change size within. */
function cyrillic(code: number, before: number): number {
  if (!isCyrillic(code)) return '«»№–—“”’…°€'.includes(String.fromCodePoint(code)) ? 0.6 : 0.02;
  if ((before >= 0x41 && before <= 0x5a) || (before >= 0x61 && before <= 0x7a)) return 0.05;
  const within = isCyrillic(before);
  if (!isCapital(code)) return within ? 0.9 : 0.5;
  return !within ? 0.9 : isCapital(before) ? 0.6 : 0.05;
}

function eastern(code: number, encoding: string): number {
  const char = String.fromCodePoint(code);
  if (code >= 0x4e00 && code <= 0x9fff) {
    // Bytes of Korean are characters in EUC-JP, too, which Japanese would not use without kana for long.
    if (encoding === 'euc-jp') return isCommonHan(char) ? 0.7 : 0.1;
    return isCommonHan(char) ? 1 : encoding === 'euc-kr' ? 0.1 : 0.35;
  }
  if (code >= 0x3041 && code <= 0x30ff) return encoding === 'shift_jis' || encoding === 'euc-jp' ? 0.95 : 0.3;
  if (code >= 0xac00 && code <= 0xd7a3) return encoding === 'euc-kr' && isCommonHangul(char) ? 0.95 : 0.3;
  if (code >= 0x3000 && code <= 0x3011) return 0.7;
  if (code >= 0xff01 && code <= 0xff5e) return 0.7;
  return '，。、（）：；“”‘’·—…￥×℃°±'.includes(char) ? 0.7 : 0.02;
}

/** A letter with an accent between letters is ordinary western text; runs of them are not: `after` another one beyond ASCII. */
function latin(char: string, after: boolean, letters: RegExp): number {
  if (/[€£©®°½–—‘’“”•…]/.test(char)) return after ? 0.2 : 0.7;
  if (!letters.test(char)) return 0.02;
  return after ? 0.15 : 0.9;
}

const WEST = /[À-ÖØ-öø-ÿŒœŠšŽžŸ]/;
const CENTRE = /[ÁÄÉÍÓÖÔÚÜÝßáäéíóöôúüýĄąĆćĘęŁłŃńŚśŹźŻżČčĎďĚěŇňŘřŠšŤťŮůŽžŐőŰűŞşŢţĂăÂâÎî]/;
