/** A scale of answers by its ends, both in whole numbers. */
export interface Scale {
  from: number;
  to: number;
}

/** The scale that satisfaction is counted on. */
const CSAT_SCALE: Scale = { from: 1, to: 5 };

/** Scales that surveys use beside that of five, with how many different answers make one sure. */
const OTHERS: (Scale & { distinct: number })[] = [
  { from: 1, to: 7, distinct: 7 },
  { from: 1, to: 10, distinct: 7 },
  { from: 0, to: 10, distinct: 8 },
  { from: 0, to: 100, distinct: 10 },
];

/** Scales on which the lowest number is the best answer: `from` is its worst end. */
const REVERSED: readonly Scale[] = [5, 7, 10].map((from) => ({ from, to: 1 }));

/** Every scale that answers can be said to be on, the one that satisfaction is counted on first. */
export const SCALES: readonly Scale[] = [
  CSAT_SCALE,
  ...OTHERS.map(({ from, to }) => ({ from, to })),
  ...REVERSED,
];

/** Words of the worst answer, and of the best where none of the former stands there. */
const WORST =
  /不|差|dis(?:satisf|agree)|\bun(?:satisf|happy)|poor|worst|\bbad\b|unzufrieden|schlecht|insatisf/;
const BEST = /满意|滿意|同意|最好|很好|极好|优秀|satisf|happy|excellent|good|best|agree|zufrieden|gut\b|満足/;

/**
 * The scale that a column's name states, where its lowest number is the best answer: 满意度（1非常满意 … 5非常不满意）,
 * `Satisfaction (1 = very satisfied, 5 = very dissatisfied)`. Null where the name says nothing of the kind.
 */
export function reversedScale(column: string): Scale | null {
  const said = [
    ...column
      .normalize('NFKC')
      .toLowerCase()
      .matchAll(/(\d{1,2})\s*(?:分|points?)?\s*(?:[=:-]|is|means|表示|代表|为|是)?\s*([^\d,;、/()]+)/g),
  ].map(([, number, words]) => ({ number: Number(number), words: words!.trim() }));
  const ends = said
    .filter(({ words }) => WORST.test(words) || BEST.test(words))
    .sort((a, b) => a.number - b.number);
  const [low, high] = [ends[0], ends.at(-1)];
  if (!low || !high || WORST.test(low.words) || !WORST.test(high.words)) return null;
  return REVERSED.find(({ from, to }) => from === high.number && to === low.number) ?? null;
}

/** Whether nothing need be converted. */
export const isOfFive = ({ from, to }: Scale): boolean => from === CSAT_SCALE.from && to === CSAT_SCALE.to;

/**
 * The scale that answers are on, told by their ends and by how many different ones there are: a lone 55 among
 * answers from 1 to 5 is a slip, not a scale. Null for the scale of five, and where nothing tells.
 */
export function scaleOf({
  min,
  max,
  distinct,
}: {
  min: number;
  max: number;
  distinct: number;
}): Scale | null {
  if (max <= CSAT_SCALE.to) return null;
  const found = OTHERS.find((scale) => min >= scale.from && max <= scale.to && distinct >= scale.distinct);
  return found ? { from: found.from, to: found.to } : null;
}

/** SQL of an answer on the scale of five. */
export const onFiveSql = (value: string, { from, to }: Scale): string =>
  `1 + (${value} - ${from}) * 4.0 / ${to - from}`;
