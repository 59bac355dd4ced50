/** Lanczos coefficients, g = 607/128, n = 15 (P. Godfrey, 2001): relative error near 1e-15. */
const LANCZOS = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174,
  -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
  0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3,
  0.84418223983852743293e-4, -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];
const HALF_LN_2PI = 0.91893853320467274178;

/** ln Γ(x) for x > 0. Lanczos below 20, Stirling's series above. */
export function lgamma(x: number): number {
  if (x > 20) {
    const i = 1 / (x * x);
    return (
      (x - 0.5) * Math.log(x) -
      x +
      HALF_LN_2PI +
      (1 / 12 - i * (1 / 360 - i * (1 / 1260 - i * (1 / 1680 - i / 1188)))) / x
    );
  }
  // Γ(x) = Γ(x + 1)/x keeps the digits where the series' own argument would fall below one half.
  if (x < 0.5) return lgamma(x + 1) - Math.log(x);
  let sum = LANCZOS[0]!;
  for (let k = 1; k < LANCZOS.length; k++) sum += LANCZOS[k]! / (x - 1 + k);
  const t = x - 1 + 607 / 128 + 0.5;
  return HALF_LN_2PI + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln B(a, b). */
export const lbeta = (a: number, b: number): number => lgamma(a) + lgamma(b) - lgamma(a + b);

const MAX_TERMS = 100_000;

/**
 * ln ₂F₁(a, b; c; z) for 0 ≤ z < 1, a, b > 0 and c > 0: all terms are then positive, so their sum loses no
 * digits; it is carried as a scaled sum because terms pass 1e308 for customers with hundreds of purchases.
 * Where c < a + b the series creeps (and diverges at z = 1): Euler's transformation
 * ₂F₁(a, b; c; z) = (1 − z)^(c−a−b) ₂F₁(c − a, c − b; c; z) is taken when c − a and c − b are positive and
 * its parameters are smaller.
 */
export function lnHyp2f1(a: number, b: number, c: number, z: number): number {
  if (z === 0) return 0;
  if (c < a + b && c - a > 0 && c - b > 0) return (c - a - b) * Math.log1p(-z) + lnSeries(c - a, c - b, c, z);
  return lnSeries(a, b, c, z);
}

/** ln Σ (a)ₖ(b)ₖ/(c)ₖ zᵏ/k!. Each ratio of terms tends to z, so the rest after a term t is about t z/(1 − z). */
function lnSeries(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  let scale = 0;
  for (let k = 0; k < MAX_TERMS; k++) {
    const ratio = (((a + k) * (b + k)) / ((c + k) * (1 + k))) * z;
    term *= ratio;
    sum += term;
    if (sum > 1e250) {
      term *= 1e-250;
      sum *= 1e-250;
      scale += 250;
    }
    if (ratio < 1 && term * Math.max(ratio, z) < (1 - Math.max(ratio, z)) * 1e-17 * sum) break;
  }
  return Math.log(sum) + scale * Math.LN10;
}

/** Φ(x), the standard normal distribution function, to about 1e-15 (continued fraction and series of erfc). */
export function normalCdf(x: number): number {
  if (x < -38) return 0;
  if (x > 38) return 1;
  const y = Math.abs(x);
  const density = Math.exp((-y * y) / 2) / Math.sqrt(2 * Math.PI);
  if (y < 3) {
    let term = y;
    let sum = y;
    for (let k = 1; term > 1e-17 * sum; k++) {
      term *= (y * y) / (2 * k + 1);
      sum += term;
    }
    return x < 0 ? 0.5 - density * sum : 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = 80; k >= 1; k--) fraction = k / (y + fraction);
  const tail = density / (y + fraction);
  return x < 0 ? tail : 1 - tail;
}
