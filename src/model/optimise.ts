/** What an optimiser found. */
export interface Optimum {
  x: number[];
  value: number;
  /** Evaluations of the function. */
  evaluations: number;
  /** False when it ran into its limit of steps instead of standing still. */
  converged: boolean;
}

/** An optimum with BFGS's picture of the curvature there, which a search on more data can start from. */
interface Polished extends Optimum {
  inverse: number[][];
}

type Objective = (x: readonly number[]) => number;

/**
 * Minimises a smooth function of a few variables whose values and curvatures are of order one (a mean
 * log-likelihood of log-parameters): Nelder and Mead's simplex finds the valley from a poor start, BFGS
 * polishes the bottom. With `rough`, a cheap likeness of `f` (a sample of its rows), both are done on that
 * first, and `f` itself is needed only for the last few steps.
 * Values that are not finite count as very bad.
 */
export function minimise(f: Objective, start: readonly number[], rough: Objective = f): Optimum {
  const safe =
    (objective: Objective): Objective =>
    (x) => {
      const value = objective(x);
      return Number.isFinite(value) ? value : Number.MAX_VALUE;
    };
  const coarse = nelderMead(safe(rough), start, { tolerance: 1e-7, maxSteps: 400 * start.length });
  const near = rough === f ? null : bfgs(safe(rough), coarse.x, { gradient: 1e-6 });
  const { x, value, evaluations, converged } = bfgs(
    safe(f),
    near?.x ?? coarse.x,
    near ? { inverse: near.inverse } : {},
  );
  return { x, value, evaluations: coarse.evaluations + (near?.evaluations ?? 0) + evaluations, converged };
}

/**
 * The objective, telling after each evaluation about how far the search is: how many there will be nobody knows
 * before the end, so the share grows ever more slowly towards 1.
 */
export const toldBy = (onProgress: (share: number) => void, objective: Objective): Objective => {
  let evaluations = 0;
  return (x) => {
    const value = objective(x);
    evaluations++;
    onProgress(evaluations / (evaluations + 50));
    return value;
  };
};

/** The simplex method of Nelder and Mead (1965) with its usual coefficients; stops when the values agree to `tolerance`. */
function nelderMead(
  f: Objective,
  start: readonly number[],
  { tolerance = 1e-8, maxSteps = 2000, size = 0.5 } = {},
): Optimum {
  const n = start.length;
  let evaluations = 0;
  const at = (x: number[]) => {
    evaluations++;
    return { x, value: f(x) };
  };
  const simplex = [at([...start])];
  for (let i = 0; i < n; i++) simplex.push(at(start.map((v, j) => (j === i ? v + size : v))));
  const byValue = (a: { value: number }, b: { value: number }) => a.value - b.value;
  let steps = 0;
  for (; steps < maxSteps; steps++) {
    simplex.sort(byValue);
    const best = simplex[0]!;
    const worst = simplex[n]!;
    const spread = Math.max(...simplex.map((p) => Math.max(...p.x.map((v, j) => Math.abs(v - best.x[j]!)))));
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance) && spread < 0.01) break;
    const centre = start.map((_, j) => simplex.slice(0, n).reduce((sum, p) => sum + p.x[j]!, 0) / n);
    const away = (by: number) => at(centre.map((c, j) => c + by * (c - worst.x[j]!)));
    const reflected = away(1);
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = away(2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= simplex[n - 1]!.value) {
      next = away(reflected.value < worst.value ? 0.5 : -0.5);
      if (next.value >= Math.min(reflected.value, worst.value)) {
        for (let i = 1; i <= n; i++) simplex[i] = at(simplex[i]!.x.map((v, j) => (v + best.x[j]!) / 2));
        continue;
      }
    }
    simplex[n] = next;
  }
  simplex.sort(byValue);
  return { ...simplex[0]!, evaluations, converged: steps < maxSteps };
}

/** Below this the gradient of a mean log-likelihood is rounding, at the worst: where the parameters run to the fence. */
const NOISE = 1e-5;

/**
 * BFGS with central differences and a halving line search. Converged when the gradient falls below
 * `gradient`, or below rounding where no step gains any more.
 */
export function bfgs(
  f: Objective,
  start: readonly number[],
  options: { gradient?: number; maxSteps?: number; inverse?: number[][] } = {},
): Polished {
  const { gradient = 1e-9, maxSteps = 200 } = options;
  let evaluations = 0;
  const value = (x: readonly number[]) => (evaluations++, f(x));
  const slope = (x: readonly number[]) =>
    x.map((v, j) => {
      // The cube root of the machine's precision balances rounding against curvature.
      const h = 6e-6 * Math.max(1, Math.abs(v));
      const moved = (by: number) => value(x.map((w, k) => (k === j ? w + by : w)));
      return (moved(h) - moved(-h)) / (2 * h);
    });
  let x = [...start];
  let fx = value(x);
  let g = slope(x);
  const steepest = () => identity(x.length, 1 / Math.max(1, norm(g)));
  let inverse = options.inverse ?? steepest();
  for (let step = 0; step < maxSteps && norm(g) > gradient; step++) {
    let direction = inverse.map((row) => -dot(row, g));
    if (dot(direction, g) >= 0) {
      inverse = steepest();
      direction = inverse.map((row) => -dot(row, g));
    }
    const next = search(value, x, fx, direction, dot(direction, g));
    if (!next) break;
    const gn = slope(next.x);
    inverse = updated(
      inverse,
      next.x.map((v, i) => v - x[i]!),
      gn.map((v, i) => v - g[i]!),
    );
    [x, fx, g] = [next.x, next.value, gn];
  }
  return { x, value: fx, evaluations, converged: norm(g) <= NOISE, inverse };
}

/** The first of the steps 1, 1/2, 1/4 … that gains enough (Armijo); null when none gains at all. */
function search(f: Objective, x: number[], fx: number, direction: number[], descent: number) {
  for (let length = Math.min(1, 2 / Math.max(...direction.map(Math.abs))); length > 1e-10; length /= 2) {
    const moved = x.map((v, i) => v + length * direction[i]!);
    const value = f(moved);
    if (value < fx && value <= fx + 1e-4 * length * descent) return { x: moved, value };
  }
  return null;
}

/**
 * What is added to an objective so that parameters whose best value lies at infinity (all customers alike,
 * say) come to rest: nothing within `wide`, a square beyond.
 */
export const fence = (x: readonly number[], wide: number): number =>
  x.reduce((sum, v) => sum + 1e-3 * Math.max(0, Math.abs(v) - wide) ** 2, 0);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, v, i) => sum + v * b[i]!, 0);
const norm = (a: readonly number[]): number => Math.sqrt(dot(a, a));
const identity = (n: number, scale: number): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? scale : 0)));

/** The BFGS update of the inverse Hessian from a step s and the change y of the gradient. */
function updated(inverse: number[][], s: number[], y: number[]): number[][] {
  const sy = dot(s, y);
  if (!(sy > 1e-300)) return inverse;
  const hy = inverse.map((row) => dot(row, y));
  const yhy = dot(y, hy);
  return inverse.map((row, i) =>
    row.map((h, j) => h + ((1 + yhy / sy) * s[i]! * s[j]!) / sy - (hy[i]! * s[j]! + s[i]! * hy[j]!) / sy),
  );
}
