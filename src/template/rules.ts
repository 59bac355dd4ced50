import { doubleLiteral } from '../sql/literal.ts';
import { quoteText } from '../sql/quote.ts';
import { fail, ok, type FaultCode, type Result } from '../result.ts';
import type { Param, ParamValue, Rule } from './schema.ts';

/** Most rules of one parameter and characters of a rule's name; more is a mistake, not a setting. */
export const RULES_MAX = 50;
export const RULE_NAME_MAX = 100;

type RulesParam = Extract<Param, { kind: 'rules' }>;

/**
 * Checks a value against a `rules` parameter: each rule has a name of its own and finite bounds of known
 * fields, the lower not above the upper. Faults `param-not-rules`, `param-too-long`, and with the rule's
 * name `rule-unnamed`, `rule-twice`, `rule-empty` (no bound: it would take everything) and `rule-crossed`.
 */
export function checkRules(param: RulesParam, value: ParamValue): Result<Rule[]> {
  if (!Array.isArray(value) || !value.every(isRule)) return fail('param-not-rules');
  if (value.length > RULES_MAX) return fail('param-too-long', { values: { max: RULES_MAX } });
  const rules: Rule[] = [];
  for (const [index, given] of value.entries()) {
    const rule = ruleOf(given, param);
    const problem = problemOf(
      rule,
      rules.map((r) => r.name),
    );
    if (problem)
      return fail(problem, { values: { rule: rule.name || String(index + 1), max: RULE_NAME_MAX } });
    rules.push(rule);
  }
  return ok(rules);
}

function problemOf({ name, min, max }: Rule, before: readonly string[]): FaultCode | null {
  if (name === '') return 'rule-unnamed';
  if (name.length > RULE_NAME_MAX) return 'param-too-long';
  if (before.includes(name)) return 'rule-twice';
  if (Object.keys(min).length + Object.keys(max).length === 0) return 'rule-empty';
  return Object.keys(min).some((field) => min[field]! > max[field]!) ? 'rule-crossed' : null;
}

function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false;
  const { name, min, max } = value as Partial<Rule>;
  return typeof name === 'string' && isBounds(min) && isBounds(max);
}

const isBounds = (bounds: unknown): boolean =>
  typeof bounds === 'object' &&
  bounds !== null &&
  Object.values(bounds).every((n) => typeof n === 'number' && Number.isFinite(n));

/** With the bounds of the parameter's fields only. */
function ruleOf({ name, min, max }: Rule, { fields }: RulesParam): Rule {
  const known = (bounds: Record<string, number>) =>
    Object.fromEntries(fields.flatMap(({ id }) => (Object.hasOwn(bounds, id) ? [[id, bounds[id]!]] : [])));
  return { name: name.trim(), min: known(min), max: known(max) };
}

/** Rules as a literal: a list of structs of a name and each field's bounds, NULL where there is none. */
export function rulesLiteral(rules: readonly Rule[], fields: readonly string[]): string {
  const bound = (value: number | undefined) => (value === undefined ? 'NULL' : doubleLiteral(value));
  const structs = rules.map(({ name, min, max }) => {
    const bounds = fields.map((f) => `'${f}_min': ${bound(min[f])}, '${f}_max': ${bound(max[f])}`);
    return `{${[`'name': ${quoteText(name)}`, ...bounds].join(', ')}}`;
  });
  const types = fields.map((f) => `${f}_min DOUBLE, ${f}_max DOUBLE`);
  return `[${structs.join(', ')}]::STRUCT(${['name VARCHAR', ...types].join(', ')})[]`;
}
