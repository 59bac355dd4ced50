import { ok, type Result } from '../result.ts';
import { givenLiterals, type Given } from './compile.ts';
import { doubleLiteral, integerLiteral } from '../sql/literal.ts';
import { quoteText, tableName } from '../sql/quote.ts';
import { checkValues, renderLiterals } from './params.ts';
import { replacePlaceholders } from '../sql/placeholders.ts';
import type { ParamValues, Template } from './schema.ts';

/**
 * The cell of whose result a condition is asked: its table, what it has set, and what the notebook gives. Without
 * the last `$as_of` … stay what they are, so that the condition is a rule for other days too.
 */
export interface Asked {
  cell: string;
  params: ParamValues;
  given: Given | null;
}

/**
 * The rows of the result that a finding is about, as a condition for WHERE, or null when its rule names none.
 * `row` is the finding's row. Faults: those of `checkValues`.
 */
export function findingRows(
  template: Template,
  rule: string,
  row: Readonly<Record<string, unknown>>,
  asked: Asked,
): Result<string | null> {
  const condition = Object.hasOwn(template.findings, rule) ? template.findings[rule]?.rows : undefined;
  if (condition === undefined) return { ok: true, value: null };
  return rowsCondition(template, condition, row, asked);
}

/**
 * A condition over the result with its placeholders filled in: `{name}` from a row, `$param` from a cell's, `$result`
 * the result itself. What is told by a place is told by its share of all: so it is true of other rows too.
 */
export function rowsCondition(
  template: Template,
  condition: string,
  row: Readonly<Record<string, unknown>>,
  { cell, params, given }: Asked,
): Result<string> {
  const literals = literalsOf(template, params, given);
  if (!literals.ok) return literals;
  const filled = replacePlaceholders(condition, { ...literals.value, result: tableName(cell) });
  return { ok: true, value: filled.replace(/\{(\w+)\}/g, (_, name: string) => literal(row[name])) };
}

interface Known extends Pick<Asked, 'given'> {
  template: Template;
  literals: Result<Record<string, string>>;
}

/**
 * By what a cell has set, which every edit leaves the same object in all other cells: each finding of each asks, with
 * the dates and without.
 */
const known = new WeakMap<ParamValues, Known[]>();

function literalsOf(template: Template, params: ParamValues, given: Given | null): Known['literals'] {
  const all = known.get(params) ?? [];
  const found = all.find((one) => one.template === template && one.given === given);
  if (found) return found.literals;
  const values = checkValues(template.params, params);
  const own = values.ok ? renderLiterals(template.params, values.value) : {};
  const literals = values.ok ? ok(given ? givenLiterals(given, own) : own) : values;
  known.set(params, [...all.slice(-1), { template, given, literals }]);
  return literals;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'NULL';
  return Number.isSafeInteger(value) ? integerLiteral(value) : doubleLiteral(value);
}
