import { ownSource, type ExpectedSource } from '../../entity/source.ts';
import { refitMapping } from './refit.ts';

/**
 * The source that a notebook expects and that a file with these columns most likely is: the one whose
 * mapped columns it has, at least half of those that are its file's own; then by all columns, then by name. Null when none
 * fits, and the mapping is proposed afresh.
 */
export function matchExpected(
  name: string,
  columns: readonly string[],
  expected: readonly ExpectedSource[],
): { source: ExpectedSource } | null {
  const have = columns.map((column) => ({ name: column }));
  const scored = expected.map((source) => {
    const own = ownSource(source);
    const { mapping, missing } = refitMapping(own.mapping, have);
    const found = Object.keys(mapping).length;
    const fit = found === 0 ? 0 : found / (found + missing.length);
    const shared = own.columns.filter((column) => columns.includes(column.name)).length;
    const share = own.columns.length === 0 ? fit : shared / own.columns.length;
    return { source, fit, score: fit + share + (source.name === name ? 0.1 : 0) };
  });
  return scored.filter((s) => s.fit >= 0.5).sort((a, b) => b.score - a.score)[0] ?? null;
}
