import type { Lang } from '../i18n/text.ts';
import type { Segment } from '../template/findings.ts';
import type { ReportFinding } from './input.ts';
import { REPORT_TEXTS } from './texts.ts';

/** Where a sentence can be divided: a colon or semicolon, or the end of a first sentence. */
const BREAK = /[；：。]|[;:.](?=\s)/g;
/** A headline says something of its own: a name before a colon is no sentence yet. In words; two Chinese signs are one. */
const LEAST = 4;

/** A finding's sentence as its headline, without a mark at the end, and what follows it. */
export function headlineOf(sentence: readonly Segment[]): [headline: Segment[], rest: Segment[]] {
  let before = '';
  for (const [i, { text, bold }] of sentence.entries()) {
    const cut = bold ? -1 : cutOf(text, before, i === sentence.length - 1);
    before += text;
    if (cut < 0) continue;
    const rest = trimmed([{ text: text.slice(cut + 1).trimStart(), bold }, ...sentence.slice(i + 1)]);
    return [
      trimmed([...sentence.slice(0, i), { text: text.slice(0, cut), bold }]),
      rest.length === 0 ? [] : capital(rest),
    ];
  }
  return [[...sentence], []];
}

/** The same of an insight, whose rest says so where it is about all customers although the goal asks for a group. */
export function insightHeadline(
  { sentence, wide }: Pick<ReportFinding, 'sentence' | 'wide'>,
  lang: Lang,
): [headline: Segment[], rest: Segment[]] {
  const [headline, rest] = headlineOf(sentence);
  if (!wide) return [headline, rest];
  const space = rest.length > 0 && lang === 'en' ? ' ' : '';
  return [headline, [...rest, { text: space + REPORT_TEXTS.ofAll[lang], bold: false }]];
}

/** Where the first break stands that leaves something said before it; the sentence's own end is one. */
function cutOf(text: string, before: string, last: boolean): number {
  for (const { index } of text.matchAll(BREAK))
    if (wordsIn(before + text.slice(0, index)) >= LEAST) return index;
  return last ? text.search(/[.。]$/) : -1;
}

const wordsIn = (text: string): number =>
  (text.match(/[\p{L}\p{N}'’.,%¥$-]+/gu) ?? []).reduce((sum, word) => {
    const han = word.match(/\p{sc=Han}/gu)?.length ?? 0;
    return sum + (han > 0 ? han / 2 : 1);
  }, 0);

/** A text as it goes on after a colon: no capital but that of a name or an abbreviation. */
export const goingOn = (text: string): string =>
  text.replace(/^[A-Z](?=[a-z]* )/, (sign) => sign.toLowerCase());

const trimmed = (segments: readonly Segment[]): Segment[] => segments.filter(({ text }) => text !== '');

function capital([first, ...others]: Segment[]): Segment[] {
  return [{ ...first!, text: first!.text.charAt(0).toUpperCase() + first!.text.slice(1) }, ...others];
}
