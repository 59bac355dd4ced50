/**
 * Area under the ROC curve: the chance that a row with the event has the higher probability than one
 * without, ties counted half (Hanley and McNeil 1982). Null when one of the outcomes is absent.
 */
export function areaUnderCurve(probability: Float64Array, outcome: Uint8Array): number | null {
  const order = Array.from(probability.keys()).sort((i, j) => probability[i]! - probability[j]!);
  let events = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    let here = 0;
    while (to < order.length && probability[order[to]!] === probability[order[from]!])
      here += outcome[order[to++]!]!;
    rankSum += here * ((from + 1 + to) / 2);
    events += here;
    from = to;
  }
  const others = order.length - events;
  return events === 0 || others === 0 ? null : (rankSum - (events * (events + 1)) / 2) / (events * others);
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
  const order = Array.from(probability.keys()).sort((i, j) => probability[i]! - probability[j]!);
  const result: CalibrationBin[] = [];
  for (let b = 0, from = 0; b < bins && from < order.length; b++) {
    let to = Math.max(from + 1, Math.round(((b + 1) * order.length) / bins));
    while (to < order.length && probability[order[to]!] === probability[order[to - 1]!]) to++;
    const rows = order.slice(from, to);
    const events = rows.reduce((sum, i) => sum + outcome[i]!, 0);
    const predicted = rows.reduce((sum, i) => sum + probability[i]!, 0) / rows.length;
    result.push({ rows: rows.length, events, predicted, observed: events / rows.length });
    from = to;
  }
  return result;
}
