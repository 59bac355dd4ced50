/**
 * What codes mean that is the same wherever they are drawn, and the palette's series that it is drawn in: leaving is
 * wine, fading ochre, and staying, matched, content and recommending teal; neither is slate. A code that is not here
 * takes the colours that are left, in the order of its chart.
 */
export const MEANINGS = {
  leaving: { series: 0, codes: ['lost', 'churn risk', 'churn warning', 'lapsed', 'Lost', 'high', 'overdue'] },
  fading: { series: 2, codes: ['decline', 'At Risk', 'medium', 'due'] },
  staying: { series: 1, codes: ['active', 'high value', 'Champions', 'VIP', 'mature'] },
  matched: { series: 1, codes: ['matched'] },
  unmatched: { series: 2, codes: ['orphan'] },
  satisfied: { series: 1, codes: ['happy', 'content', 'satisfied'] },
  dissatisfied: { series: 0, codes: ['unhappy', 'dissatisfied'] },
  promoters: { series: 1, codes: ['promoters'] },
  passives: { series: 3, codes: ['passives'] },
  detractors: { series: 0, codes: ['detractors'] },
} as const;

const SERIES_OF = new Map<string, number>(
  Object.values(MEANINGS).flatMap(({ series, codes }) => codes.map((code) => [code, series] as const)),
);

/**
 * Which series' colour each code of a chart takes, where one of them has a meaning; null where none has. Two codes
 * never share one: of two with one meaning the first has it.
 */
export function tonesOf(codes: readonly string[]): ReadonlyMap<string, number> | null {
  const tones = new Map<string, number>();
  const taken = new Set<number>();
  for (const code of codes) {
    const series = SERIES_OF.get(code);
    if (series === undefined || taken.has(series)) continue;
    tones.set(code, series);
    taken.add(series);
  }
  if (tones.size === 0) return null;
  let next = 0;
  for (const code of codes) {
    if (tones.has(code)) continue;
    while (taken.has(next)) next++;
    tones.set(code, next);
    taken.add(next);
  }
  return tones;
}
