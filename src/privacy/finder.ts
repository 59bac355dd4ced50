import type { PersonalKind } from './kinds.ts';

/** Something personal as it stands inside a text. The pattern is read alike by RE2 and by JavaScript. */
export interface Finder {
  kind: PersonalKind;
  /** Its groups: what stands before (kept), the thing itself is between, what stands after (kept). */
  pattern: string;
  /** Whether capitals and small letters are the same to it. */
  anyCase?: boolean;
  /** How often it must be applied so that neighbours that share a sign are all found. */
  twice?: boolean;
  /** Of a name: what stands before or behind it is beside no other words, so that it is looked for in titles and SQL as well. */
  sure?: boolean;
}

export const HAN = '\u3400-\u9fff';
/** The Han characters but for some, as spans of a class. */
export function spansWithout(signs: string): string {
  const out = [...new Set(signs)].map((sign) => sign.codePointAt(0)!).sort((a, b) => a - b);
  const starts = [0x3400, ...out.map((point) => point + 1)];
  const ends = [...out.map((point) => point - 1), 0x9fff];
  const text = String.fromCodePoint;
  return starts
    .map((from, i) =>
      from > ends[i]! ? '' : from === ends[i] ? text(from) : `${text(from)}-${text(ends[i]!)}`,
    )
    .join('');
}
/** Before and after digits: no digit; after and before codes of letters and digits: none of either. */
export const D = '(^|[^0-9])';
export const D_ = '($|[^0-9])';
export const W = '(^|[^0-9A-Za-z])';
export const W_ = '($|[^0-9A-Za-z])';
