import type { Bound } from './bind.ts';
import type { ChartSpec } from './spec.ts';

/** Series values with a fixed order first (`spec.order`), then the others as rows bring them. */
export function seriesOrder(spec: ChartSpec, series: Bound | undefined, count: number): string[] {
  if (!series) return [''];
  const seen = new Set<string>();
  for (let r = 0; r < count; r++) seen.add(series.key(r));
  const fixed = (spec.order ?? []).filter((key) => seen.has(key));
  return [...new Set([...fixed, ...seen])];
}

/** Whether parts of such a value may be added up: counts and money, never rates or averages. */
export const additive = (bound: Bound): boolean => bound.format === 'integer' || bound.format === 'money';

/** The `limit` keys of the largest totals, in their first order. */
export function largest(totals: Map<string, number>, limit: number): string[] {
  if (totals.size <= limit) return [...totals.keys()];
  const cut = new Set(
    [...totals]
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
      .slice(0, limit)
      .map(([key]) => key),
  );
  return [...totals.keys()].filter((key) => cut.has(key));
}
