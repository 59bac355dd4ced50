/** Sums of up to a few million doubles in another order differ by less, as a share of them. */
export const ROUNDING = 1e-9;

/** Whether two numbers are the same but for `tolerance`, a share of the larger one; what is missing is none. */
export const agree = (left: number | null, right: number | null, tolerance: number): boolean =>
  left !== null &&
  right !== null &&
  (left === right || Math.abs(left - right) <= tolerance * Math.max(Math.abs(left), Math.abs(right)));
