/** Most marks a figure draws. */
export const MAX_MARKS = 5000;

/**
 * At most `limit` of the indexes, evenly spread over their order, always the same ones; the first, the last
 * and those that must stay (extremes, labelled rows) are among them.
 */
export function sampleIndexes(indexes: number[], limit: number, keep: Iterable<number> = []): number[] {
  if (indexes.length <= limit) return indexes;
  const chosen = new Set<number>();
  for (const i of [indexes[0]!, indexes.at(-1)!, ...keep]) if (chosen.size < limit / 2) chosen.add(i);
  const rest = indexes.filter((i) => !chosen.has(i));
  const room = limit - chosen.size;
  for (let k = 0; k < room; k++) chosen.add(rest[Math.floor((k * rest.length) / room)]!);
  return indexes.filter((i) => chosen.has(i));
}
