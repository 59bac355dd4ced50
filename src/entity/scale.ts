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

/** Every scale that answers can be said to be on, the one that satisfaction is counted on first. */
export const SCALES: readonly Scale[] = [CSAT_SCALE, ...OTHERS.map(({ from, to }) => ({ from, to }))];

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
