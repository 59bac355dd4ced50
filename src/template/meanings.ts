import { PALE } from '../chart/palette.ts';

/**
 * What codes mean that is the same wherever they are drawn, and the palette's series that it is drawn in: leaving is
 * wine, fading ochre, and staying, matched, content and recommending teal; neither, and what cannot be told, is slate. A code that is not here
 * takes the colours that are left, in the order of its chart. Codes of a meaning that is `one` are names of one thing
 * in ways of dividing that are never drawn side by side.
 */
export const MEANINGS = {
  leaving: {
    series: 0,
    codes: [
      'lost',
      'churn risk',
      'churn warning',
      'lapsed',
      'Lost',
      'high',
      'overdue',
      'observed',
      'predicted',
    ],
  },
  fading: { series: 2, codes: ['decline', 'At Risk', 'medium', 'due'] },
  staying: { series: 1, codes: ['high value', 'Champions', 'VIP'] },
  inUse: { series: 1, codes: ['mature', 'active'], one: true },
  beginning: { series: 3, codes: ['acquire', 'new'], one: true },
  growing: { series: 4, codes: ['growth'] },
  matched: { series: 1, codes: ['matched'] },
  unmatched: { series: 2, codes: ['orphan'] },
  satisfied: { series: 1, codes: ['happy', 'content', 'satisfied', 'raises'] },
  dissatisfied: { series: 0, codes: ['unhappy', 'dissatisfied', 'lowers'] },
  untold: { series: 3, codes: ['unclear'] },
  promoters: { series: 1, codes: ['promoters'] },
  passives: { series: 3, codes: ['passives'] },
  detractors: { series: 0, codes: ['detractors'] },
} as const;

interface Meaning {
  readonly series: number;
  readonly codes: readonly string[];
  readonly one?: boolean;
}

const MEANING_OF = new Map<string, Meaning>(
  Object.values<Meaning>(MEANINGS).flatMap((meaning) =>
    meaning.codes.map((code) => [code, meaning] as const),
  ),
);

/**
 * Which series' colour each code of a chart takes, where one of them has a meaning; null where none has. Two codes
 * share one only where their meaning is `one`; else the first has it, the second has it pale.
 */
export function tonesOf(codes: readonly string[]): ReadonlyMap<string, number> | null {
  const tones = new Map<string, number>();
  const taken = new Map<number, Meaning | null>();
  for (const code of codes) {
    const meaning = MEANING_OF.get(code);
    if (!meaning) continue;
    const holder = taken.get(meaning.series);
    if (holder === undefined || (meaning.one && holder === meaning)) {
      tones.set(code, meaning.series);
      taken.set(meaning.series, meaning);
    } else if (holder === meaning && !taken.has(meaning.series + PALE)) {
      // Another side of the same thing: who may leave beside who has left, what was foretold beside what came.
      tones.set(code, meaning.series + PALE);
      taken.set(meaning.series + PALE, meaning);
    }
  }
  if (tones.size === 0) return null;
  let next = 0;
  for (const code of codes) {
    if (tones.has(code)) continue;
    while (taken.has(next)) next++;
    tones.set(code, next);
    taken.set(next, null);
  }
  return tones;
}
