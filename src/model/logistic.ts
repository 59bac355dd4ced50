import { fail, ok, type Result } from '../result.ts';
import { pickRows, termLabel, type Design, type Term } from './design.ts';
import { factorise, inverse, solve, weightedGram } from './linear.ts';
import { seededRandom, shuffled } from './random.ts';
import { areaUnderCurve } from './score.ts';
import { normalCdf } from './special.ts';

/** What is said of one term, in the term's own units (odds per unit, or against the reference level). */
export interface Coefficient extends Term {
  estimate: number;
  stdError: number;
  z: number;
  /** Two-sided, of Wald's test. */
  p: number;
  oddsRatio: number;
  /** 95 % interval of the odds ratio. */
  low: number;
  high: number;
}

export interface LogisticFit {
  /** The constant first (its name is `constant`). */
  coefficients: Coefficient[];
  logLikelihood: number;
  /** ln L of the constant alone. */
  nullLogLikelihood: number;
  rows: number;
  events: number;
  iterations: number;
  /** Coefficients on the design's scale, for `predict`. */
  scaled: Float64Array;
}

/** Each outcome must be there this often before a fit is worth its name. */
const LEAST_OUTCOMES = 10;
const MAX_STEPS = 60;
/** Newton's method is mostly done in so many. */
const USUAL_STEPS = 9;
const Z95 = 1.959963984540054;

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; McCullagh and Nelder 1989,
 * Generalized Linear Models, ch. 4), with steps halved where the likelihood falls. `outcome` holds 0 and 1.
 * Faults: `model-too-few`, `model-one-outcome`, `model-collinear` and `model-separated` (both name the term;
 * Albert and Anderson 1984 on when no finite estimate exists).
 */
export function fitLogistic(
  design: Design,
  outcome: Uint8Array,
  onProgress: (share: number) => void = () => {},
): Result<LogisticFit> {
  const { rows, x, terms } = design;
  const p = terms.length + 1;
  const events = outcome.reduce((sum, y) => sum + y, 0);
  if (events === 0 || events === rows) return fail('model-one-outcome');
  const fewest = Math.min(events, rows - events);
  if (fewest < LEAST_OUTCOMES) return fail('model-too-few', { values: { n: fewest, least: LEAST_OUTCOMES } });
  const dependent = factorise(
    weightedGram(x, p, () => 1),
    p,
    1e-9,
  );
  if (dependent !== null) return fail('model-collinear', { values: { term: nameOf(terms, dependent) } });

  let beta = new Float64Array(p);
  beta[0] = Math.log(events / (rows - events));
  let logLikelihood = likelihood(design, outcome, beta);
  const nullLogLikelihood = logLikelihood;
  let worst = 0;
  for (let step = 1; step <= MAX_STEPS; step++) {
    onProgress(Math.min(step / USUAL_STEPS, 1));
    const mu = predict(design, beta);
    const hessian = weightedGram(x, p, (row) => mu[row]! * (1 - mu[row]!));
    const score = new Float64Array(p);
    for (let row = 0, at = 0; row < rows; row++, at += p) {
      const residual = outcome[row]! - mu[row]!;
      for (let j = 0; j < p; j++) score[j]! += residual * x[at + j]!;
    }
    const singular = factorise(hessian, p, 1e-11);
    if (singular !== null) return separated(terms, singular === 0 ? worst : singular);
    const move = solve(hessian, p, score);
    worst = largest(move);
    if (Math.abs(move[worst]!) < 1e-9) {
      return ok({
        coefficients: describe(design, beta, inverse(hessian, p)),
        logLikelihood,
        nullLogLikelihood,
        rows,
        events,
        iterations: step,
        scaled: beta,
      });
    }
    let next = beta;
    let reached = -Infinity;
    for (let share = 1; share > 1e-6; share /= 2) {
      next = beta.map((b, j) => b + share * move[j]!);
      reached = likelihood(design, outcome, next);
      if (reached >= logLikelihood - 1e-9 * Math.abs(logLikelihood)) break;
    }
    beta = next;
    logLikelihood = reached;
    // A perfect prediction: every further step only inflates the coefficients.
    if (logLikelihood > -1e-6) break;
  }
  return separated(terms, worst);
}

const nameOf = (terms: readonly Term[], column: number): string => {
  const term = terms[column - 1];
  return term ? termLabel(term) : 'constant';
};

/** The constant never separates by itself: then the largest term is named. */
const separated = (terms: readonly Term[], column: number): Result<never> =>
  fail('model-separated', { values: { term: nameOf(terms, Math.max(1, column)) } });

/** Column (the constant left out, if there is another) that moved most. */
const largest = (move: Float64Array): number =>
  move.reduce((best, v, j) => (j > 0 && (best === 0 || Math.abs(v) > Math.abs(move[best]!)) ? j : best), 0);

/** ln L without overflow: −ln(1 + e^−η) for an event, −ln(1 + e^η) for none. */
function likelihood({ rows, x }: Design, outcome: Uint8Array, beta: Float64Array): number {
  const p = beta.length;
  let sum = 0;
  for (let row = 0, at = 0; row < rows; row++, at += p) {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += beta[j]! * x[at + j]!;
    const against = outcome[row] === 1 ? -eta : eta;
    sum -= against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
  }
  return sum;
}

/** Probability of the event for each row of a design on the fit's scale. */
export function predict({ rows, x }: Design, beta: Float64Array): Float64Array {
  const p = beta.length;
  const result = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++, at += p) {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += beta[j]! * x[at + j]!;
    result[row] = 1 / (1 + Math.exp(-eta));
  }
  return result;
}

/** Coefficients and their errors brought from the design's scale to the terms' own. */
function describe(
  { terms, means, scales }: Design,
  beta: Float64Array,
  covariance: Float64Array,
): Coefficient[] {
  const p = beta.length;
  // The constant takes what centring took away: β₀ − Σ βⱼ mⱼ/sⱼ.
  const shift = [1, ...means.map((m, j) => -m / scales[j]!)];
  let constant = 0;
  let variance = 0;
  for (let i = 0; i < p; i++) {
    constant += shift[i]! * beta[i]!;
    for (let j = 0; j < p; j++) variance += shift[i]! * shift[j]! * covariance[i * p + j]!;
  }
  return [
    coefficient({ name: 'constant', level: '', reference: '' }, constant, Math.sqrt(variance)),
    ...terms.map((term, j) => {
      const scale = scales[j]!;
      return coefficient(term, beta[j + 1]! / scale, Math.sqrt(covariance[(j + 1) * p + j + 1]!) / scale);
    }),
  ];
}

function coefficient(term: Term, estimate: number, stdError: number): Coefficient {
  const z = estimate / stdError;
  return {
    ...term,
    estimate,
    stdError,
    z,
    p: 2 * normalCdf(-Math.abs(z)),
    oddsRatio: Math.exp(estimate),
    low: Math.exp(estimate - Z95 * stdError),
    high: Math.exp(estimate + Z95 * stdError),
  };
}

export interface HoldOutOptions {
  share?: number;
  seed?: number;
  onProgress?: (share: number) => void;
}

/** Scores of rows that the coefficients were not fitted to. */
export interface HeldOut {
  auc: number;
  rows: number;
  events: number;
  probability: Float64Array;
  outcome: Uint8Array;
}

/**
 * Fits on a share of the rows drawn with the seed and scores the rest: what the model is worth on customers
 * it has not seen. Faults as those of `fitLogistic`; `model-one-outcome` when the rest holds one outcome only.
 */
export function holdOut(
  design: Design,
  outcome: Uint8Array,
  { share = 0.7, seed = 1, onProgress }: HoldOutOptions = {},
): Result<HeldOut> {
  const order = shuffled(design.rows, seededRandom(seed));
  const cut = Math.round(design.rows * share);
  const pick = (rows: Uint32Array) => ({
    design: pickRows(design, rows),
    outcome: Uint8Array.from(rows, (r) => outcome[r]!),
  });
  const train = pick(order.slice(0, cut));
  const rest = pick(order.slice(cut));
  const fit = fitLogistic(train.design, train.outcome, onProgress);
  if (!fit.ok) return fit;
  const probability = predict(rest.design, fit.value.scaled);
  const auc = areaUnderCurve(probability, rest.outcome);
  if (auc === null) return fail('model-one-outcome');
  const events = rest.outcome.reduce((sum, y) => sum + y, 0);
  return ok({ auc, rows: rest.outcome.length, events, probability, outcome: rest.outcome });
}
