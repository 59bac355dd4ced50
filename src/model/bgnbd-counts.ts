import type { BgNbdParams } from './bgnbd.ts';
import { lbeta, lgamma } from './special.ts';

/**
 * P(X(t) = 0 … most − 1): how many repeat purchases a new customer makes until t, and last, with `most`, the
 * chance of that many or more. Equation 8 of Fader, Hardie and Lee (2005): either all x purchases left him alive,
 * or the x-th was his last.
 */
export function purchaseProbabilities({ r, alpha, a, b }: BgNbdParams, t: number, most: number): number[] {
  const share = t / (alpha + t);
  const stays = Math.exp(r * Math.log(alpha / (alpha + t)));
  const probabilities: number[] = [];
  let left = 1;
  /** Σ over j < x of the negative binomial probabilities. */
  let below = 0;
  for (let x = 0; x < most; x++) {
    const poisson = stays * Math.exp(lgamma(r + x) - lgamma(r) - lgamma(x + 1)) * share ** x;
    const alive = Math.exp(lbeta(a, b + x) - lbeta(a, b)) * poisson;
    const gone = x > 0 ? Math.exp(lbeta(a + 1, b + x - 1) - lbeta(a, b)) * Math.max(0, 1 - below) : 0;
    below += poisson;
    probabilities.push(alive + gone);
    left -= alive + gone;
  }
  return [...probabilities, Math.max(0, left)];
}
