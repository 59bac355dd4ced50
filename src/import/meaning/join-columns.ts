/** What is known of a column before it is compared with another file's. */
export interface JoinCandidate {
  name: string;
  type: string;
  filled: number;
  distinct: number;
}

/** How the values of two files' columns meet. */
export interface JoinMatch {
  column: string;
  other: string;
  own: number;
  others: number;
  both: number;
}

/** Columns of one file that are compared with another's: more say little and take long. */
const MOST = 6;
/** Fewer different values than this meet by chance. */
const FEWEST = 5;
/** A pair must join this much more of the smaller side to be proposed instead. */
const BETTER = 0.2;
/** Fewer than this share of the smaller side's values are few. */
const WEAK = 0.5;

/**
 * Columns that may name a customer: text or whole numbers with many different values, the chosen one first.
 */
export function joinCandidates(columns: readonly JoinCandidate[], chosen: string | undefined): string[] {
  const able = columns.filter(
    ({ type, distinct }) => /^(VARCHAR|BIGINT|INTEGER|HUGEINT)/.test(type) && distinct >= FEWEST,
  );
  const ranked = [...able].sort(
    (a, b) => Number(b.name === chosen) - Number(a.name === chosen) || b.distinct - a.distinct,
  );
  const names = ranked.slice(0, MOST).map(({ name }) => name);
  return chosen !== undefined && !names.includes(chosen) ? [chosen, ...names.slice(0, MOST - 1)] : names;
}

/** Share of the smaller side's values that the other side has, 0 to 1. */
export const matchRate = ({ own, others, both }: JoinMatch): number => {
  const smaller = Math.min(own, others);
  return smaller === 0 ? 0 : both / smaller;
};

/** Whether so few values meet that the reader should know why. */
export const isWeakJoin = (match: JoinMatch): boolean => matchRate(match) < WEAK;

/** Whether enough values meet in one way of comparing, and clearly more than in the other. */
export const joinsBetter = (match: JoinMatch, than: JoinMatch): boolean =>
  match.both >= FEWEST && matchRate(match) >= WEAK && matchRate(match) >= matchRate(than) + BETTER;

/**
 * The pair of columns that joins two files better than the chosen one, or null. Small whole numbers
 * (quantities, ages) meet without meaning the same, so a pair counts only with enough values in common.
 */
export function betterJoin(
  matches: readonly JoinMatch[],
  chosen: { column: string; other: string },
): JoinMatch | null {
  const now = matches.find((m) => m.column === chosen.column && m.other === chosen.other);
  const best = matches
    .filter((m) => m.both >= FEWEST && Math.max(m.own, m.others) >= 2 * FEWEST)
    .sort((a, b) => matchRate(b) - matchRate(a) || b.both - a.both)[0];
  return best && best !== now && joinsBetter(best, now ?? { ...best, both: 0 }) ? best : null;
}
