/**
 * Area under the ROC curve: the chance that a row with the event has the higher probability than one
 * without, ties counted half (Hanley and McNeil 1982). Null when one of the outcomes is absent.
 */
export function areaUnderCurve(probability: Float64Array, outcome: Uint8Array): number | null {
  // Two sorted lists of numbers and a walk along both: sorting row numbers by a comparison takes ten times as long.
  const withEvent = probability.filter((_, i) => outcome[i] === 1).sort();
  const without = probability.filter((_, i) => outcome[i] !== 1).sort();
  let [below, same, pairs] = [0, 0, 0];
  for (const p of withEvent) {
    while (below < without.length && without[below]! < p) below++;
    same = Math.max(same, below);
    while (same < without.length && without[same] === p) same++;
    pairs += (below + same) / 2;
  }
  return withEvent.length === 0 || without.length === 0 ? null : pairs / (withEvent.length * without.length);
}

/** Mean squared distance of probability and outcome (Brier 1950); 0 is perfect. */
export const brierScore = (probability: Float64Array, outcome: Uint8Array): number =>
  probability.reduce((sum, p, i) => sum + (p - outcome[i]!) ** 2, 0) / probability.length;

/** One tenth of the rows by probability: what was predicted and what happened. */
export interface CalibrationBin {
  rows: number;
  events: number;
  predicted: number;
  observed: number;
}

/** Rows sorted by probability and cut into `bins` of nearly equal size; rows with equal probability stay together. */
export function calibration(probability: Float64Array, outcome: Uint8Array, bins = 10): CalibrationBin[] {
  const sorted = probability.slice().sort();
  /** The greatest probability in each bin. */
  const tops: number[] = [];
  for (let b = 0, from = 0; b < bins && from < sorted.length; b++) {
    let to = Math.max(from + 1, Math.round(((b + 1) * sorted.length) / bins));
    while (to < sorted.length && sorted[to] === sorted[to - 1]) to++;
    tops.push(sorted[to - 1]!);
    from = to;
  }
  const result = tops.map(() => ({ rows: 0, events: 0, predicted: 0, observed: 0 }));
  probability.forEach((p, i) => {
    const bin = result[tops.findIndex((top) => p <= top)]!;
    bin.rows++;
    bin.events += outcome[i]!;
    bin.predicted += p;
  });
  for (const bin of result) {
    bin.predicted /= bin.rows;
    bin.observed = bin.events / bin.rows;
  }
  return result;
}
