import { fail, ok, type Result } from '../result.ts';
import { gaussLegendre } from './integrate.ts';
import { fence, minimise, toldBy } from './optimise.ts';
import { lgamma, lnHyp2f1 } from './special.ts';

/**
 * The BG/NBD model of P. Fader, B. Hardie and K. L. Lee (2005), "Counting Your Customers" the Easy Way,
 * Marketing Science 24(2), 275–284. While alive a customer buys at a Poisson rate λ ~ Gamma(r, α); after
 * each purchase he leaves with probability p ~ Beta(a, b). Times are in one unit throughout (weeks here).
 */
export interface BgNbdParams {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** Customers alike: how many have x repeat purchases, the last at t_x, observed until t (from the first purchase). */
export interface BgNbdGroups {
  x: ArrayLike<number>;
  tx: ArrayLike<number>;
  t: ArrayLike<number>;
  n: ArrayLike<number>;
}

export interface BgNbdFit extends BgNbdParams {
  logLikelihood: number;
  customers: number;
  /** Customers with at least one repeat purchase. */
  repeaters: number;
  evaluations: number;
}

/** Fewer repeaters than this say nothing about four parameters. */
const LEAST_REPEATERS = 10;
/** Groups of the sample on which the fit starts. */
const ROUGH_GROUPS = 20_000;
/** Logarithms of the parameters are held near this: beyond it customers are all but alike, or nobody ever leaves. */
const WIDEST = 8;

/** ln L of the grouped customers (equation 6 of the paper, in the form of its technical note). */
export const bgNbdLogLikelihood = (params: BgNbdParams, groups: BgNbdGroups): number =>
  prepare(groups)(params);

/**
 * Maximum likelihood on groups; `onProgress` hears about how far it is (0..1). Faults: `model-too-few` (under 10 repeaters), `model-not-converged`.
 */
export function fitBgNbd(
  groups: BgNbdGroups,
  onProgress: (share: number) => void = () => {},
): Result<BgNbdFit> {
  const size = groups.x.length;
  let customers = 0;
  let repeaters = 0;
  let time = 0;
  for (let i = 0; i < size; i++) {
    const n = groups.n[i]!;
    customers += n;
    time += n * groups.t[i]!;
    if (groups.x[i]! > 0) repeaters += n;
  }
  if (repeaters < LEAST_REPEATERS)
    return fail('model-too-few', { values: { n: repeaters, least: LEAST_REPEATERS } });
  const whole = prepare(groups);
  const every = Math.max(1, Math.floor(size / ROUGH_GROUPS));
  const part = every === 1 ? whole : prepare(everyNth(groups, every));
  const objective = (logLikelihood: (params: BgNbdParams) => number) => (logs: readonly number[]) =>
    -logLikelihood(fromLogs(logs)) / customers + fence(logs, WIDEST);
  const found = minimise(
    toldBy(onProgress, objective(whole)),
    [0, Math.log(time / customers), 0, 0],
    objective((p) => every * part(p)),
  );
  if (!found.converged) return fail('model-not-converged');
  const params = fromLogs(found.x);
  return ok({
    ...params,
    logLikelihood: whole(params),
    customers,
    repeaters,
    evaluations: found.evaluations,
  });
}

const fromLogs = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BgNbdParams => ({
  r: Math.exp(r),
  alpha: Math.exp(alpha),
  a: Math.exp(a),
  b: Math.exp(b),
});

/** Every nth group: in a sorted table that is a fair sample. */
function everyNth(groups: BgNbdGroups, every: number): BgNbdGroups {
  const pick = (column: ArrayLike<number>) =>
    Float64Array.from({ length: Math.ceil(column.length / every) }, (_, i) => column[i * every]!);
  return { x: pick(groups.x), tx: pick(groups.tx), t: pick(groups.t), n: pick(groups.n) };
}

/**
 * The likelihood as a function of the parameters. Γ and ln are taken once per distinct x and instant, of
 * which there are hundreds, and not once per group, of which there may be hundreds of thousands.
 */
function prepare({ x, tx, t, n }: BgNbdGroups): (params: BgNbdParams) => number {
  const size = x.length;
  const counts = distinct(x);
  const instants = distinct([t, tx]);
  const tAt = instants.index.subarray(0, size);
  const txAt = instants.index.subarray(size);
  return ({ r, alpha, a, b }) => {
    const ln = instants.values.map((instant) => Math.log(alpha + instant));
    const gammas = counts.values.map((k) =>
      k === 0
        ? r * Math.log(alpha)
        : lgamma(r + k) -
          lgamma(r) +
          r * Math.log(alpha) +
          lgamma(a + b) +
          lgamma(b + k) -
          lgamma(b) -
          lgamma(a + b + k),
    );
    const dropouts = counts.values.map((k) => (k === 0 ? 0 : Math.log(a) - Math.log(b + k - 1)));
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const at = counts.index[i]!;
      const k = counts.values[at]!;
      const alive = -(r + k) * ln[tAt[i]!]!;
      let mixed = alive;
      if (k > 0) {
        const left = dropouts[at]! - (r + k) * ln[txAt[i]!]!;
        const gap = Math.abs(alive - left);
        // Beyond 37 the smaller of the two is lost in the larger one's rounding.
        mixed = Math.max(alive, left) + (gap < 37 ? Math.log1p(Math.exp(-gap)) : 0);
      }
      sum += n[i]! * (gammas[at]! + mixed);
    }
    return sum;
  };
}

/** The distinct values of columns laid end to end, and for each entry the place of its value. */
function distinct(columns: ArrayLike<number> | ArrayLike<number>[]): {
  values: Float64Array;
  index: Uint32Array;
} {
  const list =
    Array.isArray(columns) && typeof columns[0] === 'object'
      ? (columns as ArrayLike<number>[])
      : [columns as ArrayLike<number>];
  const index = new Uint32Array(list.reduce((sum, column) => sum + column.length, 0));
  const places = new Map<number, number>();
  let at = 0;
  for (const column of list) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      let place = places.get(value);
      if (place === undefined) places.set(value, (place = places.size));
      index[at++] = place;
    }
  }
  return { values: Float64Array.from(places.keys()), index };
}

/**
 * Probability that a customer is still alive (Fader, Hardie and Lee 2008, "Computing P(alive) using the
 * BG/NBD model"). It is 1 for x = 0 by construction, which does not mean safe: the model lets a customer
 * leave only after a repeat purchase.
 */
export function pAlive({ r, alpha, a, b }: BgNbdParams, x: number, tx: number, t: number): number {
  if (x === 0) return 1;
  return (
    1 /
    (1 + Math.exp(Math.log(a) - Math.log(b + x - 1) + (r + x) * (Math.log(alpha + t) - Math.log(alpha + tx))))
  );
}

/** Purchases that a customer drawn at random makes within `time` of the first one: E[Y(t)], equation 9. */
export function expectedPurchases({ r, alpha, a, b }: BgNbdParams, time: number): number {
  if (time <= 0) return 0;
  // The closed form is 0/0 at a = 1, and its series is of mixed sign where a + b < 1.
  if (Math.abs(a - 1) < 1e-4 || a + b - 1 < 1e-3) return byIntegral(r, alpha, a, b, time);
  const z = time / (alpha + time);
  const power = Math.expm1(r * Math.log1p(-z) + lnHyp2f1(r, b, a + b - 1, z));
  return ((a + b - 1) / (1 - a)) * power;
}

/**
 * The same as the integral of its slope, which has no such places:
 * dE/ds = r/α (α/(α + s))^(r+1) ₂F₁(r + 1, b; a + b; s/(α + s)), with s = α(eᵘ − 1).
 */
function byIntegral(r: number, alpha: number, a: number, b: number, time: number): number {
  const end = Math.log1p(time / alpha);
  return gaussLegendre(
    (u) => r * Math.exp(-r * u + lnHyp2f1(r + 1, b, a + b, -Math.expm1(-u))),
    0,
    end,
    Math.ceil(end) + 1,
  );
}

/**
 * Purchases expected of this customer in the next `time` (equation 10). What was seen turns the mixing
 * distributions of one who is alive into Gamma(r + x, α + t) and Beta(a, b + x), so it is E[Y] of those.
 */
export function conditionalPurchases(
  params: BgNbdParams,
  x: number,
  tx: number,
  t: number,
  time: number,
): number {
  const alive = pAlive(params, x, tx, t);
  if (alive === 0) return 0;
  const { r, alpha, a, b } = params;
  return alive * expectedPurchases({ r: r + x, alpha: alpha + t, a, b: b + x }, time);
}

/**
 * Purchases expected over `periods` spans of `length` each, those of span i divided by (1 + rate)^i: what
 * a customer's value is a multiple of (Fader, Hardie and Lee 2005, "RFM and CLV").
 */
export function discountedPurchases(
  params: BgNbdParams,
  x: number,
  tx: number,
  t: number,
  { periods, length, rate }: { periods: number; length: number; rate: number },
): number {
  const alive = pAlive(params, x, tx, t);
  if (alive === 0) return 0;
  const { r, alpha, a, b } = params;
  const posterior = { r: r + x, alpha: alpha + t, a, b: b + x };
  let sum = 0;
  let before = 0;
  for (let i = 1; i <= periods; i++) {
    const until = expectedPurchases(posterior, i * length);
    sum += (until - before) / (1 + rate) ** i;
    before = until;
  }
  return alive * sum;
}
