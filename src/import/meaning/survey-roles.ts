import { columnFacts, type ColumnFacts, type ProposedColumn } from './column-facts.ts';
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
  // One of several things asked about in one question is no score of the whole: that is the one that says so.
  for (const role of ['csat', 'rating']) {
    const score = taken.get(role);
    const beside = score ? askedTogether(score.column, facts) : [];
    const whole = beside.find((name) => OF_THE_WHOLE.test(thingOf(name)));
    if (!score || beside.length < 3 || score.column === whole) continue;
    if (role === 'csat' && whole !== undefined) taken.set(role, { column: whole, score: score.score });
    else taken.delete(role);
  }
  const who = taken.get('customer');
  const answered = who && NUMBER_OF_ANSWER.test(who.column.trim()) ? facts.get(who.column) : undefined;
  const again = answered && [...facts].find(([, its]) => tellsWhoAgain(its, answered));
  if (who && again) taken.set('customer', { column: again[0], score: who.score });
  const surveyed = [...facts.keys()].map((name) => ({ name }));
  if (isSurvey(surveyed) && !taken.has('resolved')) taken.delete('resolution_minutes');
}

/** What comes after a question that several things are asked about in: `3、请评分—价格`, `Please rate [Price]`. */
const THING = /\s*(?:[—–:：|[【]\s*([^—–:：|[【\]】]+)[\]】]?|\s-\s(.+))$/;
const OF_THE_WHOLE = /总体|整体|总的|综合|overall|in general|as a whole/i;

const thingOf = (name: string): string => THING.exec(name)?.slice(1).find(Boolean) ?? '';

/** The scores that are asked for in the same question as a column, itself among them; none where it asks for one thing. */
function askedTogether(column: string, facts: ReadonlyMap<string, ColumnFacts>): string[] {
  if (!thingOf(column)) return [];
  const question = (name: string) => name.replace(THING, '');
  return [...facts]
    .filter(([name, own]) => isScore(own) && thingOf(name) && question(name) === question(column))
    .map(([name]) => name);
}

/** Whether one question asks for scores of three things or more. */
export function asksOfSeveral(columns: readonly ProposedColumn[]): boolean {
  const facts = new Map(columns.map((column) => [column.name, columnFacts(column)]));
  return columns.some(({ name }) => askedTogether(name, facts).length >= 3);
}

const isScore = ({ numeric, fractional, numbers, distinct }: ColumnFacts): boolean =>
  numeric && !fractional && distinct >= 3 && distinct <= 11 && numbers.every((n) => n >= 0 && n <= 10);

/** What is another for each answer, whoever gave it. */
const NUMBER_OF_ANSWER = /^(?:respondent|response|submission)[\s_]?id$/i;

/** Whether addresses say of answers, each of which has a number of its own, that some are of the same person. */
const tellsWhoAgain = (its: ColumnFacts, answered: ColumnFacts): boolean =>
  answered.distinct === answered.filled &&
  its.filled >= 0.8 * answered.filled &&
  its.distinct < its.filled &&
  its.examples.every((value) => /^[^\s@]+@[^\s@]+$/.test(value.trim()));

/** Whole numbers, nearly all of those from 0 to 10 among them. */
const goesToTen = ({ numeric, numbers, distinct }: ColumnFacts): boolean =>
  numeric &&
  // Counted about, where there are many rows.
  distinct >= 9 &&
  distinct <= 13 &&
  numbers.includes(0) &&
  numbers.every((n) => Number.isInteger(n) && n >= 0 && n <= 10);
