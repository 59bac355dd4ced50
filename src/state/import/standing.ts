import type { RowChange } from '../../import/stage/digest.ts';
import type { ExistingSource } from './existing.ts';
import type { LostValues } from './tools.ts';

/** What becomes of a file that is like a source: put in its place, under its rows, or beside it. */
export type Choice = 'replace' | 'append' | 'both';

/** How a file's rows stand to what was there before it. */
export type Standing =
  /** Nothing is like it, as far as has been looked. */
  | { is: 'new' }
  /** Being compared; with a source of the notebook, a choice may have been made before it is over. */
  | { is: 'comparing'; source: ExistingSource | null; choice: Choice | null }
  /** Another file has exactly its rows: it is not used unless that is said by hand. */
  | { is: 'same'; as: { readonly name: string } }
  /** A file before it has the same columns and other rows. */
  | { is: 'beside'; change: RowChange }
  /** A source of the notebook is like it. `change` is null where the rows could not be compared. */
  | {
      is: 'compared';
      source: ExistingSource;
      change: RowChange | null;
      /** Values that the source's types would lose: then it cannot go under its rows. */
      lost: readonly LostValues[];
      choice: Choice;
    };

/**
 * What is proposed for a file after its rows were compared: a file that has all the source's rows takes its
 * place (the same file, or an export that grows); where rows would be gone it goes under them, so that
 * nothing is lost unasked; without a comparison it takes the place, as a corrected export would.
 */
export function proposedChoice(change: { gone: number; fresh: number; already: number } | null): Choice {
  return change && change.gone > 0 ? 'append' : 'replace';
}

/** The end of a comparison with a source; a choice made meanwhile holds where it can. */
export function comparedWith(
  source: ExistingSource,
  change: RowChange | null,
  lost: readonly LostValues[],
  chosen: Choice | null,
): Standing {
  const proposed = lost.length > 0 ? 'replace' : proposedChoice(change);
  const choice = chosen !== null && canChoose(lost, chosen) ? chosen : proposed;
  return { is: 'compared', source, change, lost, choice };
}

/** The standing once a choice has been made by hand; one that cannot be made changes nothing. */
export function chosen(standing: Standing, choice: Choice): Standing {
  if (standing.is === 'comparing' && standing.source) return { ...standing, choice };
  return standing.is === 'compared' && canChoose(standing.lost, choice) ? { ...standing, choice } : standing;
}

const canChoose = (lost: readonly LostValues[], choice: Choice): boolean =>
  choice !== 'append' || lost.length === 0;

/** The source that a file belongs to and what becomes of that, or null. */
export function belonging(standing: Standing): { source: ExistingSource; choice: Choice } | null {
  if (standing.is === 'compared') return standing;
  return standing.is === 'comparing' && standing.source
    ? { source: standing.source, choice: standing.choice ?? 'replace' }
    : null;
}
