import type { ColumnFacts } from './column-facts.ts';

/** What only surveys have a column of: how far somebody got, whether they finished, the number of their answer. */
const OF_ANSWERING = /^(?:progress|finished|response ?id|respondent ?id|collector ?id|recorded ?date)$/i;

/**
 * What roles of feedback mean in a file of answers: a plain score beside a column that says NPS on every row is one,
 * and how long somebody took over a survey is no time until something was solved.
 */
export function asAsked(
  taken: Map<string, { column: string; score: number }>,
  facts: ReadonlyMap<string, ColumnFacts>,
): void {
  const rating = taken.get('rating');
  const saysNps = [...facts.values()].some(
    ({ examples }) => examples.length > 0 && examples.every((text) => /^nps$/i.test(text)),
  );
  if (rating && saysNps && !taken.has('nps')) {
    taken.delete('rating');
    taken.set('nps', rating);
  }
  const surveyed = [...facts.keys()].filter((name) => OF_ANSWERING.test(name.trim())).length >= 2;
  if (surveyed && !taken.has('resolved')) taken.delete('resolution_minutes');
}
