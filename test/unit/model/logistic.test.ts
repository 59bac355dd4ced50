import { describe, expect, test } from 'vitest';
import { dropTerm, makeDesign, type Design, type Feature } from '../../../src/model/design.ts';
import { fitLogistic, holdOut, predict, type LogisticFit } from '../../../src/model/logistic.ts';
import { seededRandom } from '../../../src/model/random.ts';
import { areaUnderCurve, brierScore, calibration } from '../../../src/model/score.ts';
import type { Result } from '../../../src/result.ts';
import { hasTelco, readCsv, TELCO } from './data.ts';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};
const faultOf = (result: Result<unknown>) =>
  result.ok ? null : [result.fault.code, result.fault.values?.term];
const number = (name: string, values: number[]): Feature => ({ name, kind: 'number', values });

describe.skipIf(!hasTelco)('Telco (needs ../shared/data)', () => {
  const rows = hasTelco ? readCsv(TELCO) : [];
  const of = (name: string) => rows.map((row) => row[name]!);
  const outcome = Uint8Array.from(of('Churn'), (v) => (v === 'Yes' ? 1 : 0));
  const features: Feature[] = [
    number('tenure', of('tenure').map(Number)),
    number('monthly', of('MonthlyCharges').map(Number)),
    number('senior', of('SeniorCitizen').map(Number)),
    { name: 'contract', kind: 'category', values: of('Contract') },
    number(
      'fibre',
      of('InternetService').map((v) => (v === 'Fiber optic' ? 1 : 0)),
    ),
  ];
  let design: Design;
  let fit: LogisticFit;

  test('coefficients, likelihood, AUC and Brier score', () => {
    design = value(makeDesign(features));
    fit = value(fitLogistic(design, outcome));
    expect(fit.coefficients.map((c) => [c.name, c.level, c.reference])).toEqual([
      ['constant', '', ''],
      ['tenure', '', ''],
      ['monthly', '', ''],
      ['senior', '', ''],
      ['contract', 'One year', 'Month-to-month'],
      ['contract', 'Two year', 'Month-to-month'],
      ['fibre', '', ''],
    ]);
    const published = [-1.265043, -0.035171, 0.016218, 0.415966, -0.915905, -1.801812, 0.706831];
    fit.coefficients.forEach((c, i) => expect(c.estimate).toBeCloseTo(published[i]!, 6));
    expect(fit.logLikelihood).toBeCloseTo(-3037.9987, 4);
    const probability = predict(design, fit.scaled);
    expect(areaUnderCurve(probability, outcome)).toBeCloseTo(0.831964, 6);
    expect(brierScore(probability, outcome)).toBeCloseTo(0.141167, 6);
  });

  test('the standard errors are the curvature of the likelihood', () => {
    const raw = (name: string) => fit.coefficients.find((c) => c.name === name)!;
    const { stdError, z, p, low, high, oddsRatio } = raw('tenure');
    expect(z).toBeCloseTo(raw('tenure').estimate / stdError, 12);
    expect(p).toBeLessThan(1e-40);
    expect(Math.sqrt(low * high)).toBeCloseTo(oddsRatio, 12);
    // Wald against likelihood ratio of the senior term: both near the same chi-squared with so many rows.
    const without = value(fitLogistic(dropTerm(design, 2), outcome));
    const ratio = 2 * (fit.logLikelihood - without.logLikelihood);
    expect(raw('senior').z ** 2 / ratio).toBeCloseTo(1, 1);
  });

  test('calibration bins add up; held-out AUC is close to that in the sample', () => {
    const bins = calibration(predict(design, fit.scaled), outcome);
    expect(bins).toHaveLength(10);
    expect(bins.reduce((sum, b) => sum + b.rows, 0)).toBe(7043);
    expect(bins.reduce((sum, b) => sum + b.events, 0)).toBe(1869);
    // The score equation of the constant: predictions sum to the events.
    expect(bins.reduce((sum, b) => sum + b.predicted * b.rows, 0)).toBeCloseTo(1869, 6);
    const held = value(holdOut(design, outcome, { seed: 1 }));
    expect(held.rows).toBe(2113);
    expect(Math.abs(held.auc - 0.832)).toBeLessThan(0.03);
    expect(value(holdOut(design, outcome, { seed: 1 })).auc).toBe(held.auc);
  });
});

describe('a two-by-two table', () => {
  // 30 of 50 with x = 1 and 20 of 80 with x = 0: the odds ratio is (30/20)/(20/60) = 4.5, its error √Σ1/n.
  const x = [...Array<number>(50).fill(1), ...Array<number>(80).fill(0)];
  const outcome = Uint8Array.from([...Array(130).keys()], (i) => (i < 30 || (i >= 50 && i < 70) ? 1 : 0));
  test('is fitted exactly', () => {
    const fit = value(fitLogistic(value(makeDesign([number('x', x)])), outcome));
    expect(fit.coefficients[1]!.oddsRatio).toBeCloseTo(4.5, 9);
    expect(fit.coefficients[1]!.stdError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 20 + 1 / 20 + 1 / 60), 9);
    expect(fit.coefficients[0]!.estimate).toBeCloseTo(Math.log(20 / 60), 9);
    expect(fit.nullLogLikelihood).toBeCloseTo(50 * Math.log(50 / 130) + 80 * Math.log(80 / 130), 9);
  });
  test('a category gives the same, against its commonest level or the one named', () => {
    const values = x.map((v) => (v === 1 ? 'yes' : 'no'));
    const auto = value(fitLogistic(value(makeDesign([{ name: 'x', kind: 'category', values }])), outcome));
    expect(auto.coefficients[1]).toMatchObject({ level: 'yes', reference: 'no' });
    const named = value(
      fitLogistic(value(makeDesign([{ name: 'x', kind: 'category', values, reference: 'yes' }])), outcome),
    );
    expect(named.coefficients[1]!.oddsRatio).toBeCloseTo(1 / 4.5, 9);
  });
});

describe('what cannot be estimated is a fault that names the term', () => {
  const random = seededRandom(5);
  const n = 200;
  const a = Array.from({ length: n }, random);
  const b = Array.from({ length: n }, random);
  const outcome = Uint8Array.from(a, (v) => (random() < v ? 1 : 0));
  const fitted = (features: Feature[], y: Uint8Array = outcome): Result<unknown> => {
    const design = makeDesign(features);
    return design.ok ? fitLogistic(design.value, y) : design;
  };
  test.each<[string, Feature[], Uint8Array | undefined, string, string | undefined]>([
    [
      'a constant column',
      [
        number('a', a),
        number(
          'k',
          a.map(() => 3),
        ),
      ],
      undefined,
      'model-collinear',
      'k',
    ],
    [
      'a sum of others',
      [
        number('a', a),
        number('b', b),
        number(
          'sum',
          a.map((v, i) => v + b[i]!),
        ),
      ],
      undefined,
      'model-collinear',
      'sum',
    ],
    [
      'a perfect divide',
      [number('a', a), number('b', b)],
      Uint8Array.from(b, (v) => (v > 0.5 ? 1 : 0)),
      'model-separated',
      'b',
    ],
    [
      'a level that never churns',
      [
        number('a', a),
        {
          name: 'plan',
          kind: 'category',
          values: [...outcome].map((y, i) => (y === 0 && i % 2 ? 'gold' : 'basic')),
        },
      ],
      undefined,
      'model-separated',
      'plan = gold',
    ],
    ['one outcome', [number('a', a)], new Uint8Array(n), 'model-one-outcome', undefined],
    [
      'nine events',
      [number('a', a)],
      Uint8Array.from(a, (_, i) => (i < 9 ? 1 : 0)),
      'model-too-few',
      undefined,
    ],
  ])('%s', (_, features, y, code, term) => expect(faultOf(fitted(features, y))).toEqual([code, term]));
});

describe('scores', () => {
  test('AUC counts ties half', () => {
    expect(areaUnderCurve(Float64Array.of(0.1, 0.4, 0.35, 0.8), Uint8Array.of(0, 0, 1, 1))).toBe(0.75);
    expect(areaUnderCurve(Float64Array.of(0.5, 0.5, 0.5), Uint8Array.of(0, 1, 1))).toBe(0.5);
    expect(areaUnderCurve(Float64Array.of(0.5), Uint8Array.of(1))).toBeNull();
  });
  test('calibration keeps equal probabilities together', () => {
    const bins = calibration(Float64Array.of(0.2, 0.2, 0.2, 0.9), Uint8Array.of(0, 1, 0, 1), 2);
    expect(bins.map((b) => [b.rows, b.events])).toEqual([
      [3, 1],
      [1, 1],
    ]);
  });
});
