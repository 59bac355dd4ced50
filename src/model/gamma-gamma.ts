import { fail, ok, type Result } from '../result.ts';
import { fence, minimise, toldBy } from './optimise.ts';
import { lgamma } from './special.ts';

/**
 * The Gamma-Gamma model of spend per purchase (P. Fader and B. Hardie 2013, "The Gamma-Gamma Model of
 * Monetary Value"; Fader, Hardie and Lee 2005, RFM and CLV, JMR 42, 415–430). A customer's purchases are
 * Gamma(p, ν), and ν ~ Gamma(q, v). It takes spend to be independent of how often a customer buys.
 */
export interface GammaGammaParams {
  p: number;
  q: number;
  v: number;
}

/** Customers by number of repeat purchases and mean spend of those; only x > 0 and mean > 0 count. */
export interface Spenders {
  x: ArrayLike<number>;
  mean: ArrayLike<number>;
  n: ArrayLike<number>;
}

export interface GammaGammaFit extends GammaGammaParams {
  logLikelihood: number;
  customers: number;
  evaluations: number;
}

const LEAST_CUSTOMERS = 10;
const ROUGH_ROWS = 10_000;
/** Logarithms of the parameters are held near this: beyond it customers all spend alike. */
const WIDEST = 10;

/** ln L (equation 1a of the note of 2013). */
export const gammaGammaLogLikelihood = (params: GammaGammaParams, spenders: Spenders): number =>
  prepare(usable(spenders))(params);

/**
 * Maximum likelihood; `onProgress` hears about how far it is (0..1). Faults: `model-too-few` (under 10 customers
 * with a repeat purchase), `model-not-converged`.
 */
export function fitGammaGamma(
  spenders: Spenders,
  onProgress: (share: number) => void = () => {},
): Result<GammaGammaFit> {
  const rows = usable(spenders);
  const customers = rows.reduce((sum, row) => sum + row.n, 0);
  if (customers < LEAST_CUSTOMERS)
    return fail('model-too-few', { values: { n: customers, least: LEAST_CUSTOMERS } });
  const mean = rows.reduce((sum, row) => sum + row.n * row.mean, 0) / customers;
  const every = Math.max(1, Math.floor(rows.length / ROUGH_ROWS));
  const whole = prepare(rows);
  const part = every === 1 ? whole : prepare(rows.filter((_, i) => i % every === 0));
  const objective = (logLikelihood: (params: GammaGammaParams) => number) => (logs: readonly number[]) =>
    -logLikelihood(fromLogs(logs)) / customers + fence(logs, WIDEST);
  const start = [Math.log(2), Math.log(3), Math.log(mean)];
  const found = minimise(
    toldBy(onProgress, objective(whole)),
    start,
    objective((params) => every * part(params)),
  );
  if (!found.converged) return fail('model-not-converged');
  const params = fromLogs(found.x);
  return ok({ ...params, logLikelihood: whole(params), customers, evaluations: found.evaluations });
}

const fromLogs = ([p = 0, q = 0, v = 0]: readonly number[]): GammaGammaParams => ({
  p: Math.exp(p),
  q: Math.exp(q),
  v: Math.exp(v),
});

interface Spender {
  x: number;
  mean: number;
  n: number;
}

function usable({ x, mean, n }: Spenders): Spender[] {
  const rows: Spender[] = [];
  for (let i = 0; i < x.length; i++)
    if (x[i]! > 0 && mean[i]! > 0) rows.push({ x: x[i]!, mean: mean[i]!, n: n[i]! });
  return rows;
}

/**
 * The likelihood as a function of the parameters. All but ln(v + x z̄) sums up beforehand or per distinct x.
 */
function prepare(rows: readonly Spender[]): (params: GammaGammaParams) => number {
  const byX = new Map<number, number>();
  let sumX = 0; // Σ n x (ln z̄ + ln x)
  let sumLn = 0; // Σ n ln z̄
  let total = 0;
  for (const { x, mean, n } of rows) {
    byX.set(x, (byX.get(x) ?? 0) + n);
    sumX += n * x * (Math.log(mean) + Math.log(x));
    sumLn += n * Math.log(mean);
    total += n;
  }
  return ({ p, q, v }) => {
    let sum = p * sumX - sumLn + total * (q * Math.log(v) - lgamma(q));
    for (const [x, n] of byX) sum += n * (lgamma(p * x + q) - lgamma(p * x));
    for (const { x, mean, n } of rows) sum -= n * (p * x + q) * Math.log(v + x * mean);
    return sum;
  };
}

/** Mean spend per purchase of the population: p v/(q − 1); infinite (no mean) for q ≤ 1. */
export const populationMean = ({ p, q, v }: GammaGammaParams): number =>
  q > 1 ? (p * v) / (q - 1) : Infinity;

/**
 * Mean spend per purchase expected of a customer: a weighted mean of the own and the population's,
 * p (v + x z̄)/(p x + q − 1) (equation 5). For x = 0 that is the population mean.
 */
export const conditionalSpend = ({ p, q, v }: GammaGammaParams, x: number, mean: number): number =>
  p * x + q > 1 ? (p * (v + x * mean)) / (p * x + q - 1) : Infinity;
