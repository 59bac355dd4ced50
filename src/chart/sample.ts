/** Most marks a figure draws. */
export const MAX_MARKS = 5000;

/**
 * At most `limit` of the indexes, evenly spread over their order, always the same ones; the first, the last
 * and those that must stay (extremes, labelled rows) are among them.
 */
export function sampleIndexes(indexes: number[], limit: number, keep: Iterable<number> = []): number[] {
  if (indexes.length <= limit) return indexes;
  const chosen = new Set<number>();
  for (const i of keep) if (chosen.size < limit / 2) chosen.add(i);
  const room = limit - chosen.size;
  for (let k = 0; k < room; k++)
    chosen.add(indexes[Math.round((k * (indexes.length - 1)) / Math.max(1, room - 1))]!);
  return indexes.filter((i) => chosen.has(i));
}
