/** A value, and in how many rows it stands. */
export interface Frequent {
  value: string;
  count: number;
}

/**
 * The different values of a column whose values are all here, with how often each stands: the most frequent first, and
 * of those as frequent the first in the order of their code points, as the engine sorts them.
 */
export function frequentValues(values: readonly (string | null)[]): Frequent[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || byCodePoint(a.value, b.value));
}

/** JavaScript itself compares the halves of signs. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((sign, i) => sign !== right[i]);
  if (at < 0) return left.length - right.length;
  return at < right.length ? left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)! : 1;
}
