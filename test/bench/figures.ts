import type { Phase } from './app-page.ts';

export type Side = 'app' | 'control' | 'native';

/** The middle of a list, or the mean of its two middles; NaN when it is empty. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = sorted.length >> 1;
  return sorted.length % 2 ? sorted[at]! : (sorted[at - 1]! + sorted[at]!) / 2;
}

/**
 * The exponent of growth: slope of log(time) over log(size), least squares; NaN with fewer than two sizes.
 * 1 is linear; what is below 1 is a fixed share.
 */
export function growth(points: readonly (readonly [number, number])[]): number {
  const logs = points.filter(([, y]) => y > 0).map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  if (logs.length < 2) return NaN;
  const mean = (i: 0 | 1) => logs.reduce((sum, p) => sum + p[i], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

/** All that was measured, by row, size (millions; null for what has none) and side. */
export class Figures {
  readonly values: Record<string, number[]> = {};
  readonly long: Record<string, { count: number[]; longest: number[] }> = {};

  add(row: string, size: number | null, side: Side, value: number): void {
    (this.values[`${row}@${size ?? ''}@${side}`] ??= []).push(value);
  }

  addPhase(row: string, size: number | null, phase: Phase): void {
    this.add(row, size, 'app', phase.ms);
    const long = (this.long[`${row}@${size ?? ''}`] ??= { count: [], longest: [] });
    long.count.push(phase.longTasks);
    long.longest.push(phase.longest);
  }

  /** Median of a row on one side; NaN when it was not measured. */
  of(row: string, size: number | null, side: Side): number {
    return median(this.values[`${row}@${size ?? ''}@${side}`] ?? []);
  }

  /** Long tasks of the app in a row: median count, longest of all runs. */
  longOf(row: string, size: number | null): { count: number; longest: number } | null {
    const long = this.long[`${row}@${size ?? ''}`];
    return long ? { count: median(long.count), longest: Math.max(...long.longest) } : null;
  }

  growth(row: string, sizes: readonly number[], side: Side): number {
    return growth(sizes.map((size) => [size, this.of(row, size, side)] as const));
  }
}
