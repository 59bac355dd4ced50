import type { Rows } from '../engine/api.ts';
import { MIN_GROUP } from './report.ts';

/**
 * Result rows fit to be shared: rows whose count of customers lies between 1 and `min - 1` are left out.
 * `suppressed` says how many. A result without the count column comes back unchanged.
 */
export function suppressSmallGroups(
  rows: Rows,
  countColumn: string,
  min: number = MIN_GROUP,
): Rows & { suppressed: number } {
  const counts = rows.data[rows.fields.findIndex((field) => field.name === countColumn)];
  if (!counts) return { ...rows, suppressed: 0 };
  const kept = Array.from({ length: rows.count }, (_, row) => row).filter((row) => {
    const n = Number(counts[row] ?? 0);
    return !(n > 0 && n < min);
  });
  return {
    ...rows,
    count: kept.length,
    data: rows.data.map((column) => kept.map((row) => column[row])),
    suppressed: rows.count - kept.length,
  };
}
