import { describe, expect, test } from 'vitest';
import { gaussLegendre } from '../../../src/model/integrate.ts';
import { bfgs, minimise } from '../../../src/model/optimise.ts';
import { sampled, seededRandom, shuffled } from '../../../src/model/random.ts';
import { lgamma, lnHyp2f1, normalCdf } from '../../../src/model/special.ts';

const relative = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / Math.max(1e-300, Math.abs(expected));

describe('lgamma', () => {
  test('factorials and half-integers', () => {
    let ln = 0;
    for (let n = 1; n < 200; n++) {
      expect(Math.abs(lgamma(n) - ln)).toBeLessThan(1e-13 * Math.max(1, ln));
      ln += Math.log(n);
    }
    expect(lgamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(relative(lgamma(1e-8), -Math.log(1e-8))).toBeLessThan(1e-8);
  });
  test('the recurrence holds across the change of method', () => {
    for (const x of [0.01, 0.3, 0.49, 1.7, 19.3, 19.9999, 20.5, 1e4])
      expect(relative(lgamma(x + 1), lgamma(x) + Math.log(x))).toBeLessThan(2e-14);
  });
});

describe('lnHyp2f1', () => {
  test.each([
    // Closed forms: F(1,1;2;z) = −ln(1−z)/z; F(a,b;b;z) = (1−z)^−a; F(1/2,1;3/2;z²) = atanh(z)/z.
    [1, 1, 2, 0.3, -Math.log(0.7) / 0.3],
    [1, 1, 2, 0.999, -Math.log(0.001) / 0.999],
    [2.5, 4, 4, 0.8, 0.2 ** -2.5],
    [0.5, 1, 1.5, 0.81, Math.atanh(0.9) / 0.9],
    [3, 5, 6, 0, 1],
  ])('F(%d, %d; %d; %d)', (a, b, c, z, value) =>
    expect(lnHyp2f1(a, b, c, z)).toBeCloseTo(Math.log(value), 11),
  );
  test('does not overflow: (1 − z)^−a with a of 2,000', () => {
    expect(relative(lnHyp2f1(2000, 7, 7, 0.9), -2000 * Math.log(0.1))).toBeLessThan(1e-12);
  });
});

test('normalCdf', () => {
  // Abramowitz and Stegun, table 26.1 and 26.2.
  expect(normalCdf(0)).toBe(0.5);
  expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
  expect(normalCdf(-1.959963984540054)).toBeCloseTo(0.025, 14);
  expect(relative(normalCdf(-6), 9.865876450376981e-10)).toBeLessThan(1e-10);
  expect(normalCdf(3 - 1e-12)).toBeCloseTo(normalCdf(3), 11);
});

test('gaussLegendre is exact for polynomials of degree 31', () => {
  expect(gaussLegendre((x) => x ** 31 + x ** 30, -1, 1)).toBeCloseTo(2 / 31, 14);
  expect(gaussLegendre(Math.exp, 0, 10, 4) / (Math.exp(10) - 1)).toBeCloseTo(1, 13);
});

describe('minimise', () => {
  const rosenbrock = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  test('finds the bottom of a bent valley', () => {
    const found = minimise(rosenbrock, [-1.2, 1]);
    expect(found.converged).toBe(true);
    for (const v of found.x) expect(v).toBeCloseTo(1, 6);
  });
  test('gets along with values that are not finite', () => {
    const found = minimise(([x = 0]) => (x > 0 ? x - Math.log(x) : NaN), [5]);
    expect(found.x[0]).toBeCloseTo(1, 6);
  });
  test('does not call a slope without a bottom converged', () => {
    expect(bfgs(([x = 0]) => -x, [0], { maxSteps: 20 }).converged).toBe(false);
  });
});

describe('random', () => {
  test('the same seed gives the same numbers, another others', () => {
    const [a, b, c] = [seededRandom(1), seededRandom(1), seededRandom(2)];
    const take = (random: () => number) => Array.from({ length: 50 }, random);
    const first = take(a);
    expect(take(b)).toEqual(first);
    expect(take(c)).not.toEqual(first);
  });
  test('is even, and shuffles without loss', () => {
    const random = seededRandom(3);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[Math.floor(random() * 10)]!++;
    const chi = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(27.9); // 99.9 % of chi-squared with 9 degrees of freedom
    expect([...shuffled(100, random)].sort((x, y) => x - y)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
    expect(sampled(100, 7, random)).toHaveLength(7);
    expect(sampled(5, 7, random)).toHaveLength(5);
  });
});
