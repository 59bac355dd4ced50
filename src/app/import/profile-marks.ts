import type { ColumnProfile } from '../../import/stage/profile.ts';

export interface Mark {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Bars of a column's values in a box of `width` × `height` pixels, standing on its bottom: the histogram where
 * there is one, else the most frequent values with what is left over as one last bar; none for a column
 * whose values are nearly all different.
 */
export function profileMarks(profile: ColumnProfile, width: number, height: number): Mark[] {
  const counts = profile.histogram ?? [];
  if (counts.length > 0) return bars(counts, width, height);
  const top = profile.top.map(({ count }) => count);
  if (top.length === 0 || top[0]! <= 1) return [];
  const rest = profile.filled - top.reduce((sum, n) => sum + n, 0);
  return bars(rest > 0 ? [...top, rest] : top, width, height);
}

function bars(counts: readonly number[], width: number, height: number): Mark[] {
  const most = Math.max(...counts, 1);
  const step = Math.min(12, width / counts.length);
  return counts.map((count, i) => {
    // A value that is there is seen, however rare.
    const tall = count === 0 ? 0 : Math.max(1, (height * count) / most);
    return { x: i * step, y: height - tall, width: Math.max(1, step - 1), height: tall };
  });
}
