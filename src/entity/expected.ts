import type { ExpectedSource } from '../notebook/document.ts';

export interface ExpectedMatch {
  source: ExpectedSource;
  /** Mapped columns that the file does not have: to be asked about, never guessed silently. */
  missing: string[];
}

/**
 * The source that a notebook expects and that a file with these columns most likely is: the one that
 * shares most of its columns, at least half of the mapped ones; a source's own name breaks ties.
 * Null when none fits, and the mapping is proposed afresh.
 */
export function matchExpected(
  name: string,
  columns: readonly string[],
  expected: readonly ExpectedSource[],
): ExpectedMatch | null {
  const have = new Set(columns);
  const scored = expected.map((source) => {
    const mapped = [...new Set(Object.values(source.mapping))];
    const missing = mapped.filter((column) => !have.has(column));
    const all = source.columns.filter((column) => have.has(column.name)).length;
    const fit = mapped.length === 0 ? 0 : 1 - missing.length / mapped.length;
    const share = source.columns.length === 0 ? fit : all / source.columns.length;
    return { source, missing, fit, score: fit + share + (source.name === name ? 0.1 : 0) };
  });
  const best = scored.filter((s) => s.fit >= 0.5).sort((a, b) => b.score - a.score)[0];
  return best ? { source: best.source, missing: best.missing } : null;
}
