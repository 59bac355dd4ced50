import type { EntityName } from '../entity/catalogue.ts';
import { isCode, tokenise } from '../sql/tokens.ts';
import {
  BLANK,
  ROWS,
  writePicked,
  type Condition,
  type Measure,
  type Operator,
  type Picked,
} from './picked.ts';

/** What a formula was put together from; null for one that choosing cannot make. */
export function readPicked(entity: EntityName, formula: string): Picked | null {
  const words = new Words(formula);
  const picked = readFormula(words);
  // Whatever else it says, written again it is the same, sign by sign.
  return picked && words.done && writePicked(entity, picked) === formula.trim() ? picked : null;
}

function readFormula(words: Words): Picked | null {
  const measure = readMeasure(words);
  if (!measure) return null;
  const where = readFilter(words);
  if (!words.take('/')) return { ...BLANK, measure, where };
  if (!words.take('nullif', '(')) return null;
  const below = readMeasure(words);
  if (!below) return null;
  const both = readFilter(words);
  if (!words.take(',', '0', ')')) return null;
  if (both.length === 0 && where.length > 0) return { ...BLANK, shape: 'share', measure, where };
  return { shape: 'ratio', measure, below, where };
}

function readMeasure(words: Words): Measure | null {
  if (words.take('count', '(', '*', ')')) return ROWS;
  const kind = words.take('count', '(', 'DISTINCT')
    ? 'distinct'
    : words.take('sum', '(')
      ? 'sum'
      : words.take('avg', '(')
        ? 'average'
        : null;
  const role = kind && words.next();
  return kind && role && words.take(')') ? { kind, role } : null;
}

function readFilter(words: Words): Condition[] {
  if (!words.take('FILTER', '(', 'WHERE')) return [];
  const where: Condition[] = [];
  do where.push(readCondition(words));
  while (words.take('AND'));
  words.take(')');
  return where;
}

const SIGNS: [Operator, ...string[]][] = [
  ['filled', 'IS', 'NOT', 'NULL'],
  ['empty', 'IS', 'NULL'],
  ['least', '>', '='],
  ['most', '<', '='],
  ['is', '='],
  ['above', '>'],
  ['below', '<'],
];

function readCondition(words: Words): Condition {
  if (words.take('contains', '(')) {
    const role = words.next();
    words.take(',');
    const value = readValue(words);
    words.take(')');
    return { role, operator: 'contains', value };
  }
  if (words.take('coalesce', '(')) {
    const role = words.next();
    words.take('<', '>');
    const value = readValue(words);
    words.take(',', 'true', ')');
    return { role, operator: 'not', value };
  }
  const role = words.next();
  const operator = SIGNS.find(([, ...signs]) => words.take(...signs))?.[0] ?? 'is';
  return { role, operator, value: operator === 'filled' || operator === 'empty' ? '' : readValue(words) };
}

function readValue(words: Words): string {
  words.take('DATE');
  const sign = words.take('-') ? '-' : '';
  const text = words.next();
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : sign + text;
}

/** The tokens of a formula that mean something, one after another. */
class Words {
  readonly #words: string[];
  #at = 0;

  constructor(formula: string) {
    this.#words = tokenise(formula)
      .filter(isCode)
      .map(({ text }) => text);
  }

  get done(): boolean {
    return this.#at === this.#words.length;
  }

  next(): string {
    return this.#words[this.#at++] ?? '';
  }

  /** Goes on behind these where they stand next. */
  take(...words: string[]): boolean {
    if (!words.every((word, i) => this.#words[this.#at + i] === word)) return false;
    this.#at += words.length;
    return true;
  }
}
