import type { Segment } from '../template/findings.ts';

/** Where a sentence can be divided: a colon or semicolon, or the end of a first sentence. */
const BREAK = /[；：。]|[;:.](?=\s)/;
/** A headline says something of its own: what is shorter is no sentence yet. */
const LEAST = 12;

/** A finding's sentence as its headline, without a mark at the end, and what follows it. */
export function headlineOf(sentence: readonly Segment[]): [headline: Segment[], rest: Segment[]] {
  let length = 0;
  for (const [i, { text, bold }] of sentence.entries()) {
    const from = Math.max(0, LEAST - length);
    const at = bold ? -1 : text.slice(from).search(BREAK);
    length += text.length;
    if (at < 0) continue;
    const cut = from + at;
    const rest = [{ text: text.slice(cut + 1).trimStart(), bold }, ...sentence.slice(i + 1)];
    return [
      trimmed([...sentence.slice(0, i), { text: text.slice(0, cut), bold }]),
      trimmed(rest).length === 0 ? [] : capital(trimmed(rest)),
    ];
  }
  return [[...sentence], []];
}

const trimmed = (segments: readonly Segment[]): Segment[] => segments.filter(({ text }) => text !== '');

function capital([first, ...others]: Segment[]): Segment[] {
  return [{ ...first!, text: first!.text.charAt(0).toUpperCase() + first!.text.slice(1) }, ...others];
}
