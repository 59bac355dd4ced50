/** Numbers 0 ≤ x < 1, the same for the same seed on every machine. */
export type Random = () => number;

/** Mulberry32 (T. Ettinger, 2017): 32 bits of state, enough for shuffles and starting points, not for secrets. */
export function seededRandom(seed: number): Random {
  let state = Math.trunc(seed) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The indices 0 … n − 1 in random order (Fisher and Yates). */
export function shuffled(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** `size` of the indices 0 … n − 1 at random, in ascending order; all of them when there are no more. */
export function sampled(n: number, size: number, random: Random): Uint32Array {
  return size >= n ? Uint32Array.from({ length: n }, (_, i) => i) : shuffled(n, random).slice(0, size).sort();
}
