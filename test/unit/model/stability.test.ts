import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/model/random.ts';
import { adjustedRand, stability } from '../../../src/model/stability.ts';

test('the adjusted Rand index, as published and at its ends', () => {
  // Hubert and Arabie (1985): pairs by hand; [[1, 1, 0], [1, 2, 1], [0, 0, 4]] gives .3126.
  const cells = [
    [1, 1, 0],
    [1, 2, 1],
    [0, 0, 4],
  ];
  const [a, b]: [number[], number[]] = [[], []];
  cells.forEach((row, i) =>
    row.forEach((n, j) => {
      for (let k = 0; k < n; k++) {
        a.push(i);
        b.push(j);
      }
    }),
  );
  expect(adjustedRand(a, b)).toBeCloseTo(0.3126, 4);
  expect(adjustedRand([0, 0, 1, 1], [5, 5, 2, 2])).toBe(1);
  expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
});

test('kinds apart are cut alike in every resample, one cloud is not', () => {
  const random = seededRandom(3);
  const cloud = (n: number, at: (i: number) => number) => ({
    n,
    d: 2,
    at: Float64Array.from(
      { length: 2 * n },
      (_, i) => at(i >> 1) + Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    ),
  });
  const apart = cloud(300, (i) => 12 * (i % 3));
  expect(stability(apart, 3, { random: seededRandom(1) })).toBeGreaterThan(0.99);
  expect(
    stability(
      cloud(300, () => 0),
      3,
      { random: seededRandom(1) },
    ),
  ).toBeLessThan(0.8);
});
