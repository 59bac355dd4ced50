import type { Design } from './design.ts';
import { factorise, inverse, weightedGram } from './linear.ts';
import { predict } from './logistic.ts';

/** One value of a category against all its other values, the other columns held equal; log-odds. */
export interface Contrast {
  name: string;
  level: string;
  estimate: number;
  stdError: number;
  /** Independent observations less one. */
  df: number;
}

/**
 * The covariance of a logistic fit's coefficients (on the design's scale) when rows of one cluster belong
 * together: bread × meat × bread with the scores summed by cluster, times G/(G − 1) (Liang and Zeger 1986,
 * Biometrika 73). `cluster` numbers each row's cluster from 0. Null where it cannot be inverted.
 */
export function clusteredCovariance(
  design: Design,
  outcome: Uint8Array,
  beta: Float64Array,
  cluster: Uint32Array,
): { matrix: Float64Array; clusters: number } | null {
  const { x, terms, rows } = design;
  const p = terms.length + 1;
  const mu = predict(design, beta);
  const bread = weightedGram(x, p, (row) => mu[row]! * (1 - mu[row]!));
  if (factorise(bread, p, 1e-11) !== null) return null;
  const inner = inverse(bread, p);
  const clusters = cluster.reduce((most, c) => Math.max(most, c + 1), 0);
  const scores = new Float64Array(clusters * p);
  for (let row = 0, at = 0; row < rows; row++, at += p) {
    const residual = outcome[row]! - mu[row]!;
    const to = cluster[row]! * p;
    for (let j = 0; j < p; j++) scores[to + j]! += residual * x[at + j]!;
  }
  const meat = weightedGram(scores, p, () => (clusters > 1 ? clusters / (clusters - 1) : NaN));
  return { matrix: times(times(inner, meat, p), inner, p), clusters };
}

function times(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const product = new Float64Array(p * p);
  for (let i = 0; i < p; i++)
    for (let k = 0; k < p; k++) {
      const left = a[i * p + k]!;
      for (let j = 0; j < p; j++) product[i * p + j]! += left * b[k * p + j]!;
    }
  return product;
}

/** A category's values with how many rows have each; the reference among them. */
export interface Levels {
  name: string;
  counts: ReadonlyMap<string, number>;
}

/**
 * Each value of each category against its other values, weighted by how often these occur: the coefficient less
 * the mean of the others' (the reference has 0), with its error from the whole covariance. A value that is
 * not a term of the design (left out, or dropped) counts as the reference.
 */
export function contrasts(
  design: Design,
  beta: Float64Array,
  { matrix, clusters }: { matrix: Float64Array; clusters: number },
  categories: readonly Levels[],
): Contrast[] {
  const p = design.terms.length + 1;
  return categories.flatMap(({ name, counts }) => {
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const columns = new Map(design.terms.flatMap((t, j) => (t.name === name ? [[t.level, j] as const] : [])));
    if (columns.size === 0) return [];
    return [...counts].map(([level, n]): Contrast => {
      const weight = new Float64Array(p);
      for (const [other, j] of columns) {
        const share = other === level ? 1 : -counts.get(other)! / (total - n);
        weight[j + 1] = share / design.scales[j]!;
      }
      let estimate = 0;
      let variance = 0;
      for (let i = 0; i < p; i++) {
        estimate += weight[i]! * beta[i]!;
        if (weight[i] !== 0)
          for (let j = 0; j < p; j++) variance += weight[i]! * weight[j]! * matrix[i * p + j]!;
      }
      return { name, level, estimate, stdError: Math.sqrt(Math.max(variance, 0)), df: clusters - 1 };
    });
  });
}
