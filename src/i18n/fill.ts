import { singular } from './plural.ts';
import type { Lang, Text } from './text.ts';
import { unturned } from './unturned.ts';

/**
 * The text in one language with `{name}` replaced by values; an unknown name stays as it is.
 * `{count|row|rows}` is the first word where the value is one, else the second; in English what is counted by a plain
 * slot and is one stands in the singular without it.
 */
export function fill(text: Text, lang: Lang, values: Record<string, string | number> = {}): string {
  const pieces = [{ text: '', bold: false }];
  const say = (words: string) => {
    const last = pieces.at(-1)!;
    if (last.bold) pieces.push({ text: words, bold: false });
    else last.text += words;
  };
  let at = 0;
  const sentence = text[lang];
  for (const slot of sentence.matchAll(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g)) {
    const [whole, name, one, many] = slot;
    say(sentence.slice(at, slot.index));
    at = slot.index + whole.length;
    const value = values[name!];
    if (value === undefined) say(whole);
    else if (one !== undefined) say(String(value) === '1' ? one : many!);
    else pieces.push({ text: unturned(String(value)), bold: true });
  }
  say(sentence.slice(at));
  const counted = lang === 'en' && pieces.some((piece) => piece.bold && piece.text === '1');
  return (counted ? singular(pieces) : pieces).map((piece) => piece.text).join('');
}
