import { kMeans, nearestCentres, pickPoints, type Points } from './kmeans.ts';
import type { Random } from './random.ts';

/**
 * How alike two partitions of the same points are: the share of pairs on which they agree, corrected for what
 * chance would bring (Hubert and Arabie 1985, equation 5). 1 is the same, 0 no more than chance.
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [cells, rows, columns] = [
    new Map<string, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ];
  const count = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1);
  for (let i = 0; i < a.length; i++) {
    count(cells, `${a[i]!} ${b[i]!}`);
    count(rows, a[i]!);
    count(columns, b[i]!);
  }
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0;
    for (const n of counts) sum += (n * (n - 1)) / 2;
    return sum;
  };
  const [both, inA, inB] = [pairs(cells.values()), pairs(rows.values()), pairs(columns.values())];
  const all = (a.length * (a.length - 1)) / 2;
  const expected = all > 0 ? (inA * inB) / all : 0;
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/** Resamples are of at most this many points, and compared on as many. */
const MOST_POINTS = 2_000;

/**
 * Whether other customers of the same kind would be cut alike: clusters found anew in resamples with
 * replacement, each used to place the same points; the mean agreement (adjusted Rand index) of every two
 * (Ben-Hur, Elisseeff and Guyon 2002; Hennig 2007). Null where a resample has fewer than two clusters.
 */
export function stability(
  points: Points,
  k: number,
  { random, resamples = 10, restarts = 5 }: { random: Random; resamples?: number; restarts?: number },
): number | null {
  const size = Math.min(points.n, MOST_POINTS);
  const every = points.n / size;
  const judged = pickPoints(
    points,
    Uint32Array.from({ length: size }, (_, i) => Math.floor(i * every)),
  );
  const placed: Uint32Array[] = [];
  for (let r = 0; r < resamples; r++) {
    const drawn = Uint32Array.from({ length: size }, () => Math.floor(random() * points.n));
    const found = kMeans(pickPoints(points, drawn), k, { random, restarts });
    if (found.sizes.filter((n) => n > 0).length < 2) return null;
    placed.push(nearestCentres(judged, found.centres));
  }
  let sum = 0;
  for (let i = 0; i < resamples; i++) for (let j = 0; j < i; j++) sum += adjustedRand(placed[i]!, placed[j]!);
  return sum / ((resamples * (resamples - 1)) / 2);
}
