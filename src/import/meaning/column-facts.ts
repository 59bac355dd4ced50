import { isBot } from '../../values/bots.ts';
import { asksChurned, readChurned, saysChurned } from '../../values/churn.ts';
import { namesIdentifier } from '../../values/identifier.ts';
import { readDuration } from '../../values/duration.ts';
import { flagNamed, isFlag, isYes } from '../../values/flags.ts';
import { isNothing } from '../../values/nothing.ts';
import { readNumber } from '../../values/number.ts';
import { tellsAgain } from '../../values/record-kinds.ts';
import { isUnanswered, readScore } from '../../values/score.ts';
import { statusClass } from '../../values/status.ts';
import { speaksOfTime } from '../../values/moment-names.ts';
import { readTime } from '../../values/time.ts';
import { readBoolean } from '../../entity/wording.ts';

/** A column of a file before import: its type as sniffed (or DuckDB's) and what a look at the data tells. */
export interface ProposedColumn {
  name: string;
  type: string;
  /** Some values as text, empty ones left out. */
  examples: string[];
  /** Rows with a value, distinct values, and all rows; of the preview or of the file, all three alike. */
  filled: number;
  distinct: number;
  rows: number;
}

/** What a column's values are, as far as roles care. Shares are 0 to 1. */
export interface ColumnFacts {
  numeric: boolean;
  /** Numbers with a fraction among the examples. */
  fractional: boolean;
  temporal: boolean;
  /** Texts that are durations: 0:07:13, 1 h 20 min. */
  lasting: boolean;
  /** Answers on a scale in numbers or words: 7分, 非常满意. */
  scored: boolean;
  /** Texts that say yes or no, solved or open. */
  yesNo: boolean;
  /** Says who churned: by a name that asks for it, or by words that say so of some. */
  churn: boolean;
  /** A few kinds of records, of which some undo what the others do or tell of it again: Sale and Return, Invoice and Payment. */
  undoes: boolean;
  /** Whether each record is a test or live. */
  tested: boolean;
  /** Says yes of some and no of others, under a name of which both are a state: Voided, livemode, 是否付款. */
  flagged: boolean;
  /** User agents of which some are programs. */
  bots: boolean;
  numbers: number[];
  filledShare: number;
  /** Distinct values per filled row. */
  distinctShare: number;
  distinct: number;
  filled: number;
  meanLength: number;
  examples: string[];
}

const NUMERIC_TYPE =
  /^(?:integer|number|bigint|double|float|real|decimal|hugeint|u?(?:big|small|tiny)?int(?:eger)?)/i;

/** A number as people write it; null when it is none. */
const numberIn = (text: string): number | null =>
  readNumber(text, { decimal: '.', percent: false }) ?? readNumber(text, { decimal: '.', percent: true });

/** A date in whatever order of day and month. */
const isMoment = (text: string): boolean =>
  readTime(text, { order: 'mdy' }) !== null || readTime(text, { order: 'dmy' }) !== null;

const NAMELESS = /^column_\d+$/;

/** Whether whole numbers are dates in disguise: yyyymmdd, Unix seconds to microseconds of 2001 to 2100. */
function isDateNumber(n: number, timely: boolean): boolean {
  if (!Number.isInteger(n)) return false;
  if (n >= 19700101 && n <= 21001231) {
    const month = Math.floor(n / 100) % 100;
    return month >= 1 && month <= 12 && n % 100 >= 1 && n % 100 <= 31;
  }
  return timely && ((n >= 1e9 && n < 4.2e9) || (n >= 1e12 && n < 4.2e12) || (n >= 1e15 && n < 4.2e15));
}

/** A proposal asks for each entity, and for attributes: the same look at the same values. */
const known = new WeakMap<ProposedColumn, ColumnFacts>();

export function columnFacts(column: ProposedColumn): ColumnFacts {
  const told = known.get(column) ?? factsOf(column);
  known.set(column, told);
  return told;
}

/** Whether a test holds of so many values; no more of them are looked at than it takes to see. */
function atLeast<T>(n: number, values: readonly T[], test: (value: T) => boolean): boolean {
  let could = values.length;
  for (const value of values) {
    if (could < n) return false;
    if (!test(value)) could -= 1;
  }
  return could >= n;
}

const AGENT = /user[\s_.-]*agent|^ua$|浏览器标识/i;
const MODE = /^(?:mode|environment|env)$/i;
const OF_MODE = /^(?:(?:test|live)(?: ?mode)?|sandbox|production)$/i;

/** States of customers that a system has at most. */
const STATES = 8;

/** Kinds of records that a system has at most. */
const KINDS = 30;

/** Whether some of these are sales by their words, and some take sales back or tell of them again. */
function undoSome(values: readonly string[]): boolean {
  const kinds = [...new Set(values)];
  if (kinds.some((kind) => tellsAgain(kind, kinds))) return true;
  const classes = new Set(Array.from(kinds, statusClass));
  return (
    (classes.has('refund') || classes.has('cancelled')) && (classes.has('sale') || classes.has('unknown'))
  );
}

/** Says yes of some and no of others; or the same of all, where that makes tests of them. */
function isFlagged({ name, distinct }: ProposedColumn, examples: readonly string[]): boolean {
  const flag = flagNamed(name);
  if (!flag || examples.length === 0 || !examples.every(isFlag)) return false;
  return (
    distinct === 2 || (distinct === 1 && statusClass(isYes(examples[0]!) ? flag.yes : flag.no) === 'test')
  );
}

/** Whether most of what was answered is a score. */
function isScored(examples: readonly string[]): boolean {
  const answers = examples.filter((text) => !isUnanswered(text) && !isNothing(text));
  return answers.length > 0 && atLeast(0.8 * answers.length, answers, (text) => readScore(text) !== null);
}

/** Whether most of what is said is how long something took; a dash says nothing. */
function isLasting(examples: readonly string[]): boolean {
  const said = examples.filter((text) => !isNothing(text));
  return said.length > 0 && atLeast(0.8 * said.length, said, (text) => readDuration(text, 'hh:mm') !== null);
}

function factsOf(column: ProposedColumn): ColumnFacts {
  const examples = column.examples.map((e) => e.trim()).filter((e) => e !== '');
  const numbers = examples.map(numberIn).filter((n) => n !== null);
  const most = <T>(values: readonly T[], test: (value: T) => boolean) =>
    examples.length > 0 && atLeast(0.8 * examples.length, values, test);
  const asks = asksChurned(column.name);
  const timely = speaksOfTime(column.name.trim()) || NAMELESS.test(column.name.trim());
  const typedTime = /^(?:date|timestamp)/i.test(column.type);
  const numeric = !typedTime && (NUMERIC_TYPE.test(column.type) || most(numbers, () => true));
  return {
    numeric,
    numbers,
    // The numbers of a browser (1184213.1704189600) are two with a point between.
    fractional:
      numbers.some((n) => !Number.isInteger(n)) &&
      !(/^text|^varchar/i.test(column.type) && namesIdentifier(column.name)),
    temporal:
      typedTime ||
      // Numbers of orders begin with a day, and what counts on behind it can pass for a time: 20240105_000123.
      (!namesIdentifier(column.name) && most(examples, (e) => numberIn(e) === null && isMoment(e))) ||
      (numeric && most(numbers, (n) => isDateNumber(n, timely))),
    lasting: isLasting(examples),
    scored: isScored(examples),
    yesNo: atLeast(0.5 * examples.length, examples, (e) => readBoolean(e) !== null),
    churn:
      column.distinct <= STATES &&
      examples.length > 0 &&
      atLeast((asks ? 0.5 : 1) * examples.length, examples, (e) => readChurned(e) !== null) &&
      (asks || examples.some(saysChurned)),
    undoes: !numeric && column.distinct <= KINDS && undoSome(examples),
    tested:
      column.distinct <= 3 &&
      examples.length > 0 &&
      examples.every((e) => OF_MODE.test(e)) &&
      (MODE.test(column.name.trim()) || examples.some((e) => /test|sandbox/i.test(e))),
    flagged: isFlagged(column, examples),
    bots: AGENT.test(column.name) && examples.some(isBot),
    filledShare: column.rows ? column.filled / column.rows : 1,
    distinctShare: column.filled ? column.distinct / column.filled : 1,
    distinct: column.distinct,
    filled: column.filled,
    meanLength: examples.length ? examples.reduce((sum, e) => sum + [...e].length, 0) / examples.length : 0,
    examples,
  };
}
