import type { ColumnFacts, ProposedColumn } from './column-facts.ts';
import { asksAnything } from './questions.ts';

/** What only surveys have a column of: how far somebody got, whether they finished, the number of their answer. */
const OF_ANSWERING = /^(?:progress|finished|response ?id|respondent ?id|collector ?id|recorded ?date)$/i;

/** Whether a file holds answers: who answered may be described in it, too, and is no profile for that. */
export const isSurvey = (columns: readonly Pick<ProposedColumn, 'name'>[]): boolean =>
  columns.filter(({ name }) => OF_ANSWERING.test(name.trim())).length >= 2 ||
  columns.filter(({ name }) => asksAnything(name)).length >= 2;

/**
 * What roles of feedback mean in a file of answers: a plain score beside a column that says NPS on every row is one,
 * and how long somebody took over a survey is no time until something was solved.
 */
export function asAsked(
  taken: Map<string, { column: string; score: number }>,
  facts: ReadonlyMap<string, ColumnFacts>,
): void {
  const rating = taken.get('rating');
  const scored = rating && facts.get(rating.column);
  const saysNps = [...facts.values()].some(
    ({ examples }) => examples.length > 0 && examples.every((text) => /^nps$/i.test(text)),
  );
  // So is a plain score that goes from 0 to 10, as nothing else does.
  const ofTen =
    rating !== undefined &&
    /^score$/i.test(rating.column.trim()) &&
    scored !== undefined &&
    goesToTen(scored);
  if (rating && (saysNps || ofTen) && !taken.has('nps')) {
    taken.delete('rating');
    taken.set('nps', rating);
  }
  const surveyed = [...facts.keys()].map((name) => ({ name }));
  if (isSurvey(surveyed) && !taken.has('resolved')) taken.delete('resolution_minutes');
}

/** Whole numbers, nearly all of those from 0 to 10 among them. */
const goesToTen = ({ numeric, numbers, distinct }: ColumnFacts): boolean =>
  numeric &&
  // Counted about, where there are many rows.
  distinct >= 9 &&
  distinct <= 13 &&
  numbers.includes(0) &&
  numbers.every((n) => Number.isInteger(n) && n >= 0 && n <= 10);
