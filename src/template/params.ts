import { fail, ok, type FaultCode, type Result } from '../result.ts';
import { dateLiteral, doubleLiteral, integerLiteral, isIsoDate, listLiteral } from '../sql/literal.ts';
import { quoteText } from '../sql/quote.ts';
import { rulesLiteral, checkRules } from './rules.ts';
import type { ChoiceOption, Param, ParamValue, ParamValues, Rule } from './schema.ts';

/** Most entries and characters of a `list` parameter; more is a mistake, not a setting. */
const LIST_MAX = 500;
const TEXT_MAX = 2000;

/** The template's own setting of every parameter. */
export function defaultValues(params: readonly Param[]): ParamValues {
  return Object.fromEntries(params.map((p) => [p.id, structuredClone(p.default)]));
}

/**
 * Completes values with the defaults and checks each against its parameter. Nothing is clamped: a
 * value out of bounds is a fault that names the parameter (`values.param`), so that a notebook never
 * runs with a setting other than the one it shows. Weights come back summing to one. Values of
 * parameters the template does not have are left out.
 */
export function checkValues(params: readonly Param[], values: ParamValues): Result<ParamValues> {
  const checked: ParamValues = {};
  for (const param of params) {
    const given = Object.hasOwn(values, param.id) ? values[param.id] : undefined;
    const result = checkValue(param, given === undefined ? structuredClone(param.default) : given);
    if (!result.ok) return result;
    checked[param.id] = result.value;
  }
  return ok(checked);
}

/** A value of any shape for a sentence. Only JSON gives it away safely: a file's object may have a `toString`. */
const shown = (value: ParamValue): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

/** Checks one value against its parameter; see `checkValues`. */
export function checkValue(param: Param, value: ParamValue): Result<ParamValue> {
  const refuse = (code: FaultCode, more: Record<string, string | number> = {}) =>
    fail(code, { values: { param: param.id, ...more } });
  switch (param.kind) {
    case 'number':
    case 'integer':
      if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('param-not-a-number');
      if (param.kind === 'integer' && !Number.isSafeInteger(value)) return refuse('param-not-whole');
      if (value < param.min || value > param.max)
        return refuse('param-out-of-range', { value, min: param.min, max: param.max });
      return ok(value);
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : refuse('param-not-yes-or-no');
    case 'choice':
      if (param.options.some((o) => o.value === value)) return ok(value);
      return refuse('param-not-an-option', { value: shown(value) });
    case 'choices':
      if (!isTexts(value)) return refuse('param-not-a-list');
      for (const one of value)
        if (!param.options.some((o) => o.value === one))
          return refuse('param-not-an-option', { value: shown(one) });
      return ok([...new Set(value)]);
    case 'date':
      if (value === null || (typeof value === 'string' && isIsoDate(value))) return ok(value);
      return refuse('param-not-a-date', { value: shown(value) });
    case 'text':
      if (typeof value !== 'string') return refuse('param-not-text');
      if (value.length > (param.maxLength ?? TEXT_MAX))
        return refuse('param-too-long', { max: param.maxLength ?? TEXT_MAX });
      return ok(value);
    case 'list':
      if (!isTexts(value)) return refuse('param-not-a-list');
      if (value.length > LIST_MAX) return refuse('param-too-long', { max: LIST_MAX });
      return ok(value);
    case 'weights':
      return isWeights(value, param.parts)
        ? ok(
            normaliseWeights(
              value,
              param.parts.map((p) => p.id),
            ),
          )
        : refuse('param-not-weights');
    case 'rules': {
      const rules = checkRules(param, value);
      return rules.ok ? rules : refuse(rules.fault.code, rules.fault.values);
    }
  }
}

const isTexts = (value: ParamValue): value is string[] =>
  Array.isArray(value) && (value as unknown[]).every((v) => typeof v === 'string');

function isWeights(value: ParamValue, parts: readonly { id: string }[]): value is Record<string, number> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const numbers = parts.map((p) => (Object.hasOwn(value, p.id) ? value[p.id] : undefined));
  return (
    numbers.every((n) => typeof n === 'number' && Number.isFinite(n) && n >= 0) && numbers.some((n) => n! > 0)
  );
}

/** The weights scaled to sum to one, in the order of `ids`. Their sum must be above zero. */
function normaliseWeights(weights: Record<string, number>, ids: readonly string[]): Record<string, number> {
  const sum = ids.reduce((total, id) => total + (weights[id] ?? 0), 0);
  // Already one but for rounding: kept as typed, so that .3/.4/.3 does not become .30000000000000004.
  const scale = Math.abs(sum - 1) < 1e-9 ? 1 : sum;
  return Object.fromEntries(ids.map((id) => [id, (weights[id] ?? 0) / scale]));
}

/** Placeholder names that SQL must use: `id`, or `id_part` for each part of weights, `id_piece` for each piece, `id_end` of a span. */
export function placeholderNames(params: readonly Param[]): string[] {
  return params.flatMap((p) => {
    if (p.kind === 'weights') return p.parts.map((part) => `${p.id}_${part.id}`);
    if (p.kind === 'date' && p.spans) return [p.id, `${p.id}_end`];
    const pieces = pieceNames(p);
    if (takesCase(p)) return [p.id, `${p.id}_case`];
    return pieces.length > 0 ? pieces.map((name) => `${p.id}_${name}`) : [p.id];
  });
}

/** Whether a segment's class is put in as a case beside what its own options stand for. */
const takesCase = (param: Param): boolean =>
  param.kind === 'choice' && param.segments === true && !param.options[0]?.sql;

/** Names of the pieces that a choice stands for. */
const pieceNames = (param: Param): string[] =>
  takesCase(param)
    ? ['case']
    : param.kind === 'choice' || param.kind === 'choices'
      ? Object.keys(param.options[0]?.sql ?? {})
      : [];

/**
 * The SQL at each `$id_piece`, from values that `checkValues` accepted. A piece may hold placeholders itself,
 * so these are put in before literals are.
 */
export function renderPieces(params: readonly Param[], values: ParamValues): Record<string, string> {
  const pieces: Record<string, string> = {};
  for (const param of params)
    for (const name of pieceNames(param))
      pieces[`${param.id}_${name}`] = [
        // What several options ask for alike stands once.
        ...new Set(chosenOptions(param, values).map((option) => option.sql?.[name] ?? '')),
      ]
        .filter((sql) => sql !== '')
        .join('\n');
  return pieces;
}

/** The options that are chosen; none of a parameter that offers none. */
export function chosenOptions(param: Param, values: ParamValues): ChoiceOption[] {
  if (param.kind !== 'choice' && param.kind !== 'choices') return [];
  const value = values[param.id] ?? param.default;
  return param.options.filter((o) =>
    Array.isArray(value) ? (value as unknown[]).includes(o.value) : o.value === value,
  );
}

/** The SQL literal of every placeholder, from values that `checkValues` accepted. */
export function renderLiterals(params: readonly Param[], values: ParamValues): Record<string, string> {
  const literals: Record<string, string> = {};
  for (const param of params) {
    const value = values[param.id];
    if (param.kind === 'weights') {
      for (const part of param.parts)
        literals[`${param.id}_${part.id}`] = doubleLiteral((value as Record<string, number>)[part.id] ?? 0);
    } else literals[param.id] = renderLiteral(param, value as ParamValue);
  }
  return literals;
}

function renderLiteral(param: Exclude<Param, { kind: 'weights' }>, value: ParamValue): string {
  switch (param.kind) {
    case 'number':
      return doubleLiteral(value as number);
    case 'integer':
      return integerLiteral(value as number);
    case 'boolean':
      return value === true ? 'true' : 'false';
    case 'date':
      return dateLiteral(value as string | null);
    case 'list':
    case 'choices':
      return listLiteral(value as string[]);
    case 'rules':
      return rulesLiteral(
        value as Rule[],
        param.fields.map((f) => f.id),
      );
    case 'choice':
    case 'text':
      return quoteText(value as string);
  }
}
