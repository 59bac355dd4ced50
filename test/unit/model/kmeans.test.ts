import { describe, expect, test } from 'vitest';
import { kMeans, silhouette, type Points } from '../../../src/model/kmeans.ts';
import { seededRandom } from '../../../src/model/random.ts';

const pointsOf = (rows: number[][]): Points => ({
  n: rows.length,
  d: rows[0]!.length,
  at: Float64Array.from(rows.flat()),
});

/** Three clouds of the given sizes about (0,0), (10,0), (0,10). */
function clouds(sizes: number[], seed = 1): number[][] {
  const random = seededRandom(seed);
  const centres = [
    [0, 0],
    [10, 0],
    [0, 10],
  ];
  return sizes.flatMap((size, c) =>
    Array.from({ length: size }, () => centres[c]!.map((v) => v + random() - 0.5)),
  );
}

describe('kMeans', () => {
  test('the exact answer on a line: {0, 1, 2} and {10, 12}', () => {
    const found = kMeans(pointsOf([[0], [1], [2], [10], [12]]), 2, { random: seededRandom(1) });
    expect([...found.centres].sort((a, b) => a - b)).toEqual([1, 11]);
    expect(found.inertia).toBe(1 + 1 + 1 + 1);
    expect([...found.sizes].sort()).toEqual([2, 3]);
  });

  test('finds clouds of unequal size whatever the seed', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const found = kMeans(pointsOf(clouds([200, 40, 10])), 3, { random: seededRandom(seed) });
      expect([...found.sizes].sort((a, b) => a - b)).toEqual([10, 40, 200]);
    }
  });

  test('above the trial size the whole is clustered', { tags: ['whole'] }, () => {
    const found = kMeans(pointsOf(clouds([30_000, 9_000, 1_000])), 3, { random: seededRandom(1) });
    expect([...found.sizes].sort((a, b) => a - b)).toEqual([1_000, 9_000, 30_000]);
  });

  test('the same seed gives the same clusters', () => {
    const points = pointsOf(clouds([50, 50, 50]));
    const once = () => [...kMeans(points, 5, { random: seededRandom(9) }).of];
    expect(once()).toEqual(once());
  });

  test('equal points give one cluster, however many are asked for', () => {
    const found = kMeans(
      pointsOf([
        [3, 3],
        [3, 3],
        [3, 3],
      ]),
      3,
      { random: seededRandom(1) },
    );
    expect(found.sizes).toEqual([3]);
    expect(found.inertia).toBe(0);
  });
});

describe('silhouette', () => {
  test('by hand: 0, 1 against 4, 6', () => {
    // 0: a 1, b 5 → .8; 1: a 1, b 4 → .75; 4: a 2, b 3.5 → 3/7; 6: a 2, b 5.5 → 7/11.
    const { all, clusters } = silhouette(pointsOf([[0], [1], [4], [6]]), Uint32Array.of(0, 0, 1, 1), 2, {
      random: seededRandom(1),
    });
    expect(clusters[0]).toBeCloseTo((0.8 + 0.75) / 2, 12);
    expect(clusters[1]).toBeCloseTo((3 / 7 + 7 / 11) / 2, 12);
    expect(all).toBeCloseTo((0.8 + 0.75 + 3 / 7 + 7 / 11) / 4, 12);
  });

  test('a sample comes near the whole', () => {
    const points = pointsOf(clouds([900, 700, 400]));
    const { of } = kMeans(points, 3, { random: seededRandom(1) });
    const whole = silhouette(points, of, 3, { random: seededRandom(1) }).all;
    const part = silhouette(points, of, 3, { random: seededRandom(1), most: 400 }).all;
    expect(whole).toBeGreaterThan(0.9);
    expect(Math.abs(part - whole)).toBeLessThan(0.01);
  });

  test('one cluster has none', () => {
    expect(silhouette(pointsOf([[1], [2]]), Uint32Array.of(0, 0), 1, { random: seededRandom(1) }).all).toBe(
      0,
    );
  });
});
