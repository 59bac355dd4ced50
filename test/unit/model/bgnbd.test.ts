import { beforeAll, describe, expect, test } from 'vitest';
import {
  bgNbdLogLikelihood,
  conditionalPurchases,
  discountedPurchases,
  expectedPurchases,
  fitBgNbd,
  pAlive,
  type BgNbdFit,
  type BgNbdParams,
} from '../../../src/model/bgnbd.ts';
import { purchaseProbabilities } from '../../../src/model/bgnbd-counts.ts';
import {
  conditionalSpend,
  fitGammaGamma,
  gammaGammaLogLikelihood,
  populationMean,
  type GammaGammaFit,
} from '../../../src/model/gamma-gamma.ts';
import { seededRandom } from '../../../src/model/random.ts';
import { lgamma } from '../../../src/model/special.ts';
import type { Result } from '../../../src/result.ts';
import { hasCdnow, loadCdnow } from './data.ts';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};
const ROUNDED = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

describe.skipIf(!hasCdnow)('CDNOW (needs ../shared/data)', () => {
  let data: Awaited<ReturnType<typeof loadCdnow>>;
  let fit: BgNbdFit;
  let spend: GammaGammaFit;

  beforeAll(async () => {
    data = await loadCdnow();
    fit = value(fitBgNbd(data));
  });

  test('likelihood at (1, 1, 1, 1) and at the optimum', () => {
    expect(bgNbdLogLikelihood({ r: 1, alpha: 1, a: 1, b: 1 }, data)).toBeCloseTo(-13887.7126, 4);
    expect(fit.logLikelihood).toBeCloseTo(-9582.4292, 4);
    expect(fit.customers).toBe(2357);
    expect(fit.repeaters).toBe(946);
    expect(fit.r).toBeCloseTo(0.2425945, 5);
    expect(fit.alpha).toBeCloseTo(4.4136, 4);
    expect(fit.a).toBeCloseTo(0.79292, 4);
    expect(fit.b).toBeCloseTo(2.42591, 4);
  });

  test('expected purchases of the population', () => {
    const times = [0.1429, 1, 3, 31.8571, 32];
    const published = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437];
    times.forEach((t, i) => expect(expectedPurchases(fit, t)).toBeCloseTo(published[i]!, 4));
    // The published 1.8576 at 78 weeks is the series of ₂F₁ cut after 150 terms; whole, it gives 1.8580.
    const cut = (terms: number): number => {
      const { r, alpha, a, b } = fit;
      let [term, sum] = [1, 1];
      for (let k = 0; k < terms; k++) {
        term *= (((r + k) * (b + k)) / ((a + b - 1 + k) * (1 + k))) * (78 / (alpha + 78));
        sum += term;
      }
      return ((a + b - 1) / (a - 1)) * (1 - (alpha / (alpha + 78)) ** r * sum);
    };
    expect(cut(150)).toBeCloseTo(1.8576, 4);
    expect(expectedPurchases(fit, 78)).toBeCloseTo(cut(5000), 9);
  });

  test('conditional expectations, one by one and in total', () => {
    expect(conditionalPurchases(fit, 2, 30.43, 38.86, 39)).toBeCloseTo(1.226, 3);
    expect(conditionalPurchases(fit, 26, 30.86, 31, 52)).toBeCloseTo(25.758, 2);
    const total = data.x.reduce(
      (sum, x, i) => sum + conditionalPurchases(fit, x, data.tx[i]!, data.t[i]!, 39),
      0,
    );
    expect(total).toBeCloseTo(1653.4, 0);
  });

  test('Gamma-Gamma', () => {
    spend = value(fitGammaGamma(data));
    expect(spend.customers).toBe(946);
    expect(spend.p).toBeCloseTo(6.25, 2);
    expect(spend.q).toBeCloseTo(3.74, 2);
    expect(spend.v).toBeCloseTo(15.44, 1);
    expect(spend.logLikelihood).toBeCloseTo(-4055.9177, 3);
    expect(gammaGammaLogLikelihood(spend, data)).toBeCloseTo(spend.logLikelihood, 8);
  });

  test('groups count as their customers do, and the unit of time only scales alpha', () => {
    const doubled = value(fitBgNbd({ ...data, n: data.n.map(() => 2) }));
    expect(doubled.logLikelihood).toBeCloseTo(2 * fit.logLikelihood, 3);
    expect(doubled.r).toBeCloseTo(fit.r, 5);
    const days = value(fitBgNbd({ ...data, tx: data.tx.map((t) => 7 * t), t: data.t.map((t) => 7 * t) }));
    expect(days.alpha / 7).toBeCloseTo(fit.alpha, 3);
    expect(days.r).toBeCloseTo(fit.r, 4);
  });
});

/** The paper and the published tables round parameters and statistics before they use them. */
describe('published values from rounded parameters', () => {
  const spend = { p: 6.25, q: 3.74, v: 15.44 };
  const customers = [
    { x: 2, tx: 30.43, t: 38.86, mean: 22.35, spend: 24.6637, clv: 36.2892 },
    { x: 1, tx: 1.71, t: 38.86, mean: 11.77, spend: 18.9169, clv: 4.6373 },
    { x: 7, tx: 29.43, t: 38.86, mean: 73.74, spend: 71.4697, clv: 283.5328 },
  ];

  test('mean spend of the population and of customers 1, 2, 6', () => {
    expect(populationMean(spend)).toBeCloseTo(35.219, 3);
    for (const c of customers) expect(conditionalSpend(spend, c.x, c.mean)).toBeCloseTo(c.spend, 4);
  });

  test('twelve months discounted at 1 % a month', () => {
    for (const c of customers) {
      const purchases = discountedPurchases(ROUNDED, c.x, c.tx, c.t, {
        periods: 12,
        length: 4.345,
        rate: 0.01,
      });
      expect(purchases * conditionalSpend(spend, c.x, c.mean)).toBeCloseTo(c.clv, 4);
    }
  });
});

describe('P(alive)', () => {
  test.each([
    [2, 30.43, 0.726579],
    [1, 1.71, 0.212101],
    [10, 38, 0.92145],
  ])('x %d, t_x %d', (x, tx, expected) => expect(pAlive(ROUNDED, x, tx, 38.86)).toBeCloseTo(expected, 6));

  test('is 1 without a repeat purchase and 0 without overflow', () => {
    expect(pAlive(ROUNDED, 0, 0, 38.86)).toBe(1);
    expect(pAlive(ROUNDED, 1000, 10, 100)).toBe(0);
    expect(conditionalPurchases(ROUNDED, 1000, 10, 100, 52)).toBe(0);
    // Still buying: the (r + x)/(α + T) purchases a week, kept up until he leaves after about (b + x)/a of them.
    const flow = conditionalPurchases(ROUNDED, 1000, 99.9, 100, 0.1);
    expect(flow / pAlive(ROUNDED, 1000, 99.9, 100)).toBeCloseTo((0.1 * 1000.243) / 104.414, 2);
  });
});

describe('expected purchases where the closed form breaks', () => {
  const slow = (p: { r: number; alpha: number; a: number; b: number }, t: number): number => {
    // 3F2 series of the paper's integral; converges for t < alpha.
    let [term, sum] = [1, 1];
    for (let k = 0; k < 400; k++) {
      term *= (((p.r + 1 + k) * (p.a + k)) / ((p.a + p.b + k) * (2 + k))) * (-t / p.alpha);
      sum += term;
    }
    return ((p.r * t) / p.alpha) * sum;
  };
  test.each([
    [{ r: 0.5, alpha: 10, a: 1, b: 2 }, 6],
    [{ r: 0.5, alpha: 10, a: 1.00005, b: 2 }, 6],
    [{ r: 0.5, alpha: 10, a: 0.3, b: 0.4 }, 6],
    [{ r: 0.5, alpha: 10, a: 0.3, b: 0.7 }, 6],
    [{ r: 0.5, alpha: 10, a: 1.7, b: 0.4 }, 6],
    [{ r: 3, alpha: 10, a: 0.79, b: 2.4 }, 6],
  ])('%j', (params, t) => {
    expect(expectedPurchases(params, t)).toBeCloseTo(slow(params, t), 9);
    expect(expectedPurchases(params, 1e-9)).toBeCloseTo((params.r / params.alpha) * 1e-9, 14);
    expect(expectedPurchases(params, 500)).toBeGreaterThan(expectedPurchases(params, 499));
  });
});

describe('made-up customers', () => {
  /** Customers that buy at Gamma(2, 10) a week and leave with a chance that `quits` draws, watched for 20 to 50 weeks. */
  function customers(count: number, quits: (random: () => number) => number) {
    const random = seededRandom(7);
    const exponential = (rate: number) => -Math.log(1 - random()) / rate;
    const groups = { x: [] as number[], tx: [] as number[], t: [] as number[], n: [] as number[] };
    for (let i = 0; i < count; i++) {
      const rate = exponential(10) + exponential(10);
      const leaves = quits(random);
      const t = 20 + 30 * random();
      let [x, last, at] = [0, 0, exponential(rate)];
      while (at < t) {
        [x, last] = [x + 1, at];
        if (random() < leaves) break;
        at += exponential(rate);
      }
      groups.x.push(x);
      groups.tx.push(last);
      groups.t.push(t);
      groups.n.push(1);
    }
    return groups;
  }

  test('the fit finds the parameters that made them, on a sample first', { tags: ['whole'] }, () => {
    const groups = customers(45_000, (random) => Math.min(random(), random())); // Beta(1, 2)
    const fit = value(fitBgNbd(groups));
    expect(Math.abs(fit.r / 2 - 1)).toBeLessThan(0.1);
    expect(Math.abs(fit.alpha / 10 - 1)).toBeLessThan(0.1);
    expect(Math.abs(fit.a / (fit.a + fit.b) / (1 / 3) - 1)).toBeLessThan(0.05);
    for (const [name, step] of [
      ['r', 1.01],
      ['r', 0.99],
      ['alpha', 1.01],
      ['a', 1.01],
      ['b', 0.99],
    ] as const)
      expect(bgNbdLogLikelihood({ ...fit, [name]: fit[name] * step }, groups)).toBeLessThan(
        fit.logLikelihood,
      );
  });

  test(
    'customers who all leave alike have no best a and b, only their ratio: it is found',
    { tags: ['whole'] },
    () => {
      const fit = value(fitBgNbd(customers(5_000, () => 0.25)));
      expect(Math.abs(fit.a / (fit.a + fit.b) / 0.25 - 1)).toBeLessThan(0.05);
      expect(conditionalPurchases(fit, 3, 20, 25, 52)).toBeGreaterThan(0);
    },
  );

  test('too little is said so', () => {
    const fit = fitBgNbd({ x: [0, 1, 2], tx: [0, 3, 4], t: [9, 9, 9], n: [50, 4, 5] });
    expect(fit.ok ? null : fit.fault).toEqual({ code: 'model-too-few', values: { n: 9, least: 10 } });
  });
});

describe('made-up spenders', () => {
  /** Customers who buy at e^N(level, between) with an error of e^N(0, within) at each purchase. */
  function spenders(count: number, level: number, between: number, within: number) {
    const random = seededRandom(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const groups = { x: [] as number[], mean: [] as number[], n: [] as number[] };
    for (let i = 0; i < count; i++) {
      const x = 1 + Math.floor(-3 * Math.log(1 - random()));
      const usual = level + between * normal();
      const spent = Array.from({ length: x }, () => Math.exp(usual + within * normal()));
      groups.x.push(x);
      groups.mean.push(spent.reduce((a, b) => a + b) / x);
      groups.n.push(1);
    }
    return groups;
  }

  test('the unit of money scales v and nothing else, however small it is', { tags: ['whole'] }, () => {
    const groups = spenders(5_000, 0, 0.3, 0.3);
    const fit = value(fitGammaGamma(groups));
    // In cents of a cent: v is then far beyond what its logarithm is held near.
    const small = value(fitGammaGamma({ ...groups, mean: groups.mean.map((m) => m * 1e6) }));
    expect(small.p).toBeCloseTo(fit.p, 4);
    expect(small.q).toBeCloseTo(fit.q, 4);
    expect(small.v / 1e6 / fit.v).toBeCloseTo(1, 4);
  });

  test('customers who all spend alike have no best q and v, only their mean: it is found', () => {
    for (const [level, within] of [
      [10, 0.3],
      [4, 0.1],
    ] as const) {
      const groups = spenders(2_000, level, 0, within);
      const fit = value(fitGammaGamma(groups));
      const usual = Math.exp(level + within ** 2 / 2);
      expect(Math.abs((fit.p * fit.v) / (fit.q - 1) / usual - 1)).toBeLessThan(0.02);
    }
  });
});

describe('how many repeat purchases are made', () => {
  /** The chance of x purchases until t by adding up over buying rates and chances of leaving. */
  function slow({ r, alpha, a, b }: BgNbdParams, t: number, x: number): number {
    const STEPS = 600;
    const poisson = (rate: number, n: number) => Math.exp(-rate * t + n * Math.log(rate * t) - lgamma(n + 1));
    let [sum, weight] = [0, 0];
    for (let i = 0; i < STEPS; i++) {
      const rate = ((i + 0.5) / STEPS) * 12 * (r / alpha);
      const rateWeight = rate ** (r - 1) * Math.exp(-alpha * rate);
      let below = 0;
      for (let n = 0; n < x; n++) below += poisson(rate, n);
      for (let j = 0; j < 200; j++) {
        const p = (j + 0.5) / 200;
        const w = rateWeight * p ** (a - 1) * (1 - p) ** (b - 1);
        const gone = x > 0 ? p * (1 - p) ** (x - 1) * (1 - below) : 0;
        sum += w * ((1 - p) ** x * poisson(rate, x) + gone);
        weight += w;
      }
    }
    return sum / weight;
  }

  test('as adding up over the population says', { tags: ['whole'] }, () => {
    const params = { r: 2, alpha: 3, a: 2, b: 4 };
    const chances = purchaseProbabilities(params, 5, 5);
    for (let x = 0; x < 5; x++) expect(chances[x]).toBeCloseTo(slow(params, 5, x), 3);
  });

  test('the chances sum to one and their mean is the expected number of purchases', () => {
    const params = { r: 0.8, alpha: 5, a: 0.9, b: 3 };
    const chances = purchaseProbabilities(params, 20, 400);
    expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const mean = chances.reduce((sum, p, x) => sum + p * x, 0);
    expect(mean).toBeCloseTo(expectedPurchases(params, 20), 6);
  });
});
