import { sampled, type Random } from './random.ts';

/** Points in the plane of d numbers each, row-major, on comparable scales. */
export interface Points {
  n: number;
  d: number;
  at: Float64Array;
}

export interface Clustering {
  /** Row-major k × d. */
  centres: Float64Array;
  /** Cluster of each point. */
  of: Uint32Array;
  sizes: number[];
  /** Σ squared distance to the own centre. */
  inertia: number;
  steps: number;
}

const MAX_STEPS = 100;
/** Restarts are tried on at most this many points; the best is finished on all. */
const TRIAL_POINTS = 20_000;

/**
 * Lloyd's k-means with the starting points of Arthur and Vassilvitskii (2007, k-means++), the best of
 * several starts by inertia; `onStep` hears of the steps over all points. There may be fewer clusters than asked for: never more than distinct points.
 */
export function kMeans(
  points: Points,
  k: number,
  { random, restarts = 25, onStep }: { random: Random; restarts?: number; onStep?: (step: number) => void },
): Clustering {
  const trial = pickPoints(points, sampled(points.n, TRIAL_POINTS, random));
  let best: Clustering | null = null;
  for (let i = 0; i < restarts; i++) {
    const found = lloyd(trial, spreadStarts(trial, k, random));
    if (!best || found.inertia < best.inertia * (1 - 1e-9)) best = found;
  }
  return trial.n === points.n ? best! : lloyd(points, best!.centres, onStep);
}

/** The points of those numbers. */
export function pickPoints({ d, at }: Points, which: Uint32Array): Points {
  const picked = new Float64Array(which.length * d);
  which.forEach((row, i) => picked.set(at.subarray(row * d, (row + 1) * d), i * d));
  return { n: which.length, d, at: picked };
}

/** Each next start is drawn with a chance in proportion to its squared distance from those chosen. */
function spreadStarts({ n, d, at }: Points, k: number, random: Random): Float64Array {
  const centres: number[] = [];
  const nearest = new Float64Array(n).fill(Infinity);
  let chosen = Math.floor(random() * n);
  for (let c = 0; c < k; c++) {
    const start = centres.length;
    for (let j = 0; j < d; j++) centres.push(at[chosen * d + j]!);
    let total = 0;
    for (let i = 0; i < n; i++) {
      let square = 0;
      for (let j = 0; j < d; j++) square += (at[i * d + j]! - centres[start + j]!) ** 2;
      if (square < nearest[i]!) nearest[i] = square;
      total += nearest[i]!;
    }
    if (total === 0) break; // every point is a centre already
    let left = random() * total;
    chosen = n - 1;
    for (let i = 0; i < n; i++) {
      left -= nearest[i]!;
      if (left < 0) {
        chosen = i;
        break;
      }
    }
  }
  return Float64Array.from(centres);
}

/** The nearest of the centres (row-major) for each point. */
export function nearestCentres({ n, d, at }: Points, centres: Float64Array): Uint32Array {
  const of = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    let best = Infinity;
    for (let c = 0; c < centres.length / d; c++) {
      let square = 0;
      for (let j = 0; j < d; j++) square += (at[i * d + j]! - centres[c * d + j]!) ** 2;
      if (square < best) [best, of[i]] = [square, c];
    }
  }
  return of;
}

function lloyd(points: Points, start: Float64Array, onStep?: (step: number) => void): Clustering {
  const { n, d, at } = points;
  const k = start.length / d;
  const centres = start.slice();
  const of = new Uint32Array(n);
  const sizes = new Array<number>(k).fill(0);
  let inertia = 0;
  let steps = 0;
  for (let moved = true; moved && steps < MAX_STEPS; steps++) {
    onStep?.(steps);
    moved = steps === 0;
    inertia = 0;
    sizes.fill(0);
    const sums = new Float64Array(k * d);
    for (let i = 0; i < n; i++) {
      let best = Infinity;
      let mine = 0;
      for (let c = 0; c < k; c++) {
        let square = 0;
        for (let j = 0; j < d; j++) square += (at[i * d + j]! - centres[c * d + j]!) ** 2;
        if (square < best) [best, mine] = [square, c];
      }
      if (of[i] !== mine) moved = true;
      of[i] = mine;
      sizes[mine]!++;
      inertia += best;
      for (let j = 0; j < d; j++) sums[mine * d + j]! += at[i * d + j]!;
    }
    // A centre that lost all its points stays where it was.
    for (let c = 0; c < k; c++)
      if (sizes[c]! > 0) for (let j = 0; j < d; j++) centres[c * d + j] = sums[c * d + j]! / sizes[c]!;
  }
  return { centres, of, sizes, inertia, steps };
}

/**
 * Silhouette of each cluster and of all points (Rousseeuw 1987): (b − a)/max(a, b) with a the mean distance
 * to the own cluster and b that to the nearest other; 1 is far apart, 0 touching. Above `most` points it is
 * taken within a random sample, since it compares every two.
 */
export function silhouette(
  points: Points,
  of: Uint32Array,
  k: number,
  { random, most = 2000 }: { random: Random; most?: number },
): { all: number; clusters: (number | null)[] } {
  const which = sampled(points.n, most, random);
  const { n, d, at } = pickPoints(points, which);
  const mine = Uint32Array.from(which, (i) => of[i]!);
  const sizes = new Array<number>(k).fill(0);
  for (const c of mine) sizes[c]!++;
  const sums = new Array<number>(k).fill(0);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const own = mine[i]!;
    if (sizes[own]! < 2) continue; // alone: 0 by convention
    const far = new Float64Array(k);
    for (let other = 0; other < n; other++) {
      let square = 0;
      for (let j = 0; j < d; j++) square += (at[i * d + j]! - at[other * d + j]!) ** 2;
      far[mine[other]!]! += Math.sqrt(square);
    }
    const inside = far[own]! / (sizes[own]! - 1);
    let outside = Infinity;
    for (let c = 0; c < k; c++)
      if (c !== own && sizes[c]! > 0) outside = Math.min(outside, far[c]! / sizes[c]!);
    if (outside === Infinity) continue;
    const score = Math.max(inside, outside) > 0 ? (outside - inside) / Math.max(inside, outside) : 0;
    sums[own]! += score;
    total += score;
  }
  return {
    all: n > 0 ? total / n : 0,
    clusters: sums.map((sum, c) => (sizes[c]! > 0 ? sum / sizes[c]! : null)),
  };
}
