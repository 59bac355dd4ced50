/**
 * Cholesky's factor of a symmetric matrix (row-major p × p) in place of its lower half, or the number of
 * the first row that depends on those before it: its pivot is below `least` of its own diagonal.
 */
export function factorise(matrix: Float64Array, p: number, least: number): number | null {
  for (let j = 0; j < p; j++) {
    const diagonal = matrix[j * p + j]!;
    let pivot = diagonal;
    for (let k = 0; k < j; k++) pivot -= matrix[j * p + k]! ** 2;
    if (!(pivot > least * diagonal) || !(pivot > 0)) return j;
    const root = Math.sqrt(pivot);
    matrix[j * p + j] = root;
    for (let i = j + 1; i < p; i++) {
      let sum = matrix[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * p + k]! * matrix[j * p + k]!;
      matrix[i * p + j] = sum / root;
    }
  }
  return null;
}

/** The solution of A x = b from A's Cholesky factor. */
export function solve(factor: Float64Array, p: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * p + k]! * x[k]!;
    x[i]! /= factor[i * p + i]!;
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) x[i]! -= factor[k * p + i]! * x[k]!;
    x[i]! /= factor[i * p + i]!;
  }
  return x;
}

/** A's inverse, row-major, from its Cholesky factor. */
export function inverse(factor: Float64Array, p: number): Float64Array {
  const result = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const unit = new Float64Array(p);
    unit[j] = 1;
    solve(factor, p, unit).forEach((value, i) => (result[i * p + j] = value));
  }
  return result;
}

/** The upper half of X′ diag(w) X mirrored to a full row-major p × p matrix; X is row-major with p columns. */
export function weightedGram(x: Float64Array, p: number, weight: (row: number) => number): Float64Array {
  const gram = new Float64Array(p * p);
  for (let row = 0, at = 0; at < x.length; row++, at += p) {
    const w = weight(row);
    for (let i = 0; i < p; i++) {
      const wx = w * x[at + i]!;
      for (let j = 0; j <= i; j++) gram[i * p + j]! += wx * x[at + j]!;
    }
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) gram[j * p + i] = gram[i * p + j]!;
  return gram;
}
