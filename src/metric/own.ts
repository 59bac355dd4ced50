import { ENTITIES, type EntityName, type RoleRef } from '../entity/catalogue.ts';
import type { Format } from '../i18n/formats.ts';
import { fail, ok, type Result } from '../result.ts';
import { guardFunctions } from '../sql/guard.ts';
import { isCode, tokenise } from '../sql/tokens.ts';
import type { ChoiceOption, Template } from '../template/schema.ts';
import { readPicked } from './picked-formula.ts';
import { ROWS_TABLE, unitOf } from './metric.ts';
import { kindPieces } from './pieces.ts';

/** Ids of the analyst's own metrics: safe as a name in SQL, and none of the catalogue's. */

/** What of an own metric its SQL follows from. */
export interface OwnMetricLike {
  id: string;
  name: string;
  entity: EntityName;
  expression: string;
  format: Format;
}

/** Formats that a metric can have, and that the dialog offers. */
export const OWN_FORMATS = ['number', 'integer', 'money', 'percent', 'days', 'minutes', 'seconds'] as const;

/** Words that begin a query of its own: an expression is over the rows it is given. */
const QUERY_WORDS = new Set(['select', 'from', 'with', 'values', 'table', 'over', 'union', 'into']);
const PAIRS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/**
 * The expression when it can stand in brackets in a query without reaching out of them: one expression, its
 * brackets and quotes closed, no comment, no placeholder, no query inside. Whether it is an aggregate over
 * columns that exist is for the engine to say (`checkSql`). Faults: `expression-empty`, `expression-open`
 * {sign}, `expression-sign` {sign}, `expression-query` {word}.
 */
export function readExpression(expression: string): Result<string> {
  const open: string[] = [];
  const tokens = tokenise(expression);
  if (!tokens.some(isCode)) return fail('expression-empty');
  for (const { kind, text } of tokens) {
    if (kind === 'comment') return fail('expression-sign', { values: { sign: text.slice(0, 2) } });
    if (kind === 'placeholder' || text === ';') return fail('expression-sign', { values: { sign: text } });
    if ((kind === 'string' || kind === 'quoted') && !isClosed(text))
      return fail('expression-open', { values: { sign: text.slice(0, 1) } });
    if (kind === 'word' && QUERY_WORDS.has(text.toLowerCase()))
      return fail('expression-query', { values: { word: text } });
    if (kind !== 'other') continue;
    if ('([{'.includes(text)) open.push(text);
    const opened = PAIRS[text];
    if (opened !== undefined && open.pop() !== opened)
      return fail('expression-open', { values: { sign: text } });
  }
  if (open.length > 0) return fail('expression-open', { values: { sign: open.at(-1)! } });
  const calls = guardFunctions(expression);
  return calls.ok ? ok(expression.trim()) : calls;
}

/** A quote that is closed: as the same text with another quote behind it, it is still one token. */
function isClosed(text: string): boolean {
  const [first] = tokenise(`${text} x`);
  return first!.text === text;
}

/**
 * Two queries that the engine decides by, neither of which reads a row: the first fails when the expression does
 * not parse or does not bind to the entity's columns as an aggregate or a constant, and else says its type; the
 * second fails when it is an aggregate, since none may stand in WHERE.
 */
export function checkSql(
  entity: EntityName,
  expression: string,
): { binds: string; failsForAggregates: string } {
  return {
    binds: `SELECT count(*), typeof((${expression})) AS type FROM all_${entity} WHERE false`,
    failsForAggregates: `SELECT 1 FROM all_${entity} WHERE (${expression}) IS NULL AND false`,
  };
}

const COUNTED: Record<EntityName, string> = {
  orders: 'customer IS NOT NULL AND amount IS NOT NULL',
  events: 'customer IS NOT NULL',
  feedback: 'true',
  customers: 'true',
};

/** The value of a checked expression in the goal's scope, over the rows that a metric of the entity counts. */
export const valueSql = (entity: EntityName, expression: string): string =>
  `SELECT (${expression})::DOUBLE AS value FROM ${entity} WHERE ${COUNTED[entity]}`;

/** Roles that the expression names, which must be mapped for it to have values. */
function expressionRoles(entity: EntityName, expression: string): RoleRef[] {
  const words = tokenise(expression)
    .filter((t) => t.kind === 'word' || t.kind === 'quoted')
    .map((t) => t.text.replace(/^"|"$/g, '').toLowerCase());
  return ENTITIES[entity].roles
    .filter((r) => words.includes(r.name))
    .map((r): RoleRef => `${entity}.${r.name}`);
}

const HEADING = { zh: '自定义', en: 'Own' };
const ROWS: Record<EntityName, string> = {
  orders: ROWS_TABLE.orders,
  events: ROWS_TABLE.events,
  feedback: ROWS_TABLE.feedback,
  customers: 'customer_rows',
};

/** The metric as an option; null for an expression that could reach out of its place. */
function option(
  metric: OwnMetricLike,
  pieces: (metric: OwnMetricLike, expression: string) => Record<string, string>,
): ChoiceOption | null {
  const expression = readExpression(metric.expression);
  if (!expression.ok) return null;
  const label = { zh: metric.name || metric.id, en: metric.name || metric.id };
  return {
    value: metric.id,
    label,
    needs: expressionRoles(metric.entity, metric.expression),
    format: metric.format,
    group: HEADING,
    define: {
      text: {
        zh: `对${ENTITIES[metric.entity].label.zh}汇总。`,
        en: `Taken over ${ENTITIES[metric.entity].label.en.toLowerCase()}.`,
      },
      formula: expression.value,
      unit: unitOf(metric.format),
    },
    sql: pieces(metric, expression.value),
    written: true,
  };
}

/** Whether a template offers metrics to choose from, so that a notebook's own ones change it. */
export const takesMetrics = (template: Template): boolean =>
  template.params.some((p) => (p.kind === 'choice' || p.kind === 'choices') && p.metrics === true);

/** What is other than zero for a customer of whom a formula has something: what it counts or adds up, or any value. */
function counting(entity: EntityName, expression: string): string {
  const picked = readPicked(entity, expression);
  const adds = picked?.shape === 'plain' && picked.measure.kind !== 'average';
  return adds ? `coalesce((${expression})::DOUBLE, 0)` : `((${expression}) IS NOT NULL)::INTEGER`;
}

/** Pieces for a template that breaks one metric down (`metricOptions`): the aggregate is taken over whole groups. */
const breakdown = ({ entity, format }: OwnMetricLike, expression: string) => ({
  rows: ROWS[entity],
  kind: `'${entity}'`,
  reach: `FROM ${entity}_reach`,
  by: '',
  each: `(${expression})::DOUBLE`,
  per: '1',
  counts: counting(entity, expression),
  divides: 'false',
  of_population: 'false',
  population: '(SELECT NULL::VARCHAR AS customer WHERE false)',
  growth: 'false',
  history: 'false',
  additive: 'false',
  format: `'${format}'`,
});

/** Pieces for a template that shows several (`figureOptions`); its other pieces stay empty. */
const figure = ({ id, entity, format }: OwnMetricLike, expression: string) => ({
  ...kindPieces(entity),
  figure: `SELECT '${id}' AS metric, '${format}' AS format, '${entity}' AS rows, false AS growth, false AS history, span, (${expression})::DOUBLE AS value FROM (SELECT r.* FROM ${ROWS[entity]} r JOIN bounds USING (span) WHERE moment < span_end) GROUP BY span UNION ALL`,
  behind: `SELECT customer, '${id}' AS metric FROM (SELECT r.* FROM ${ROWS[entity]} r JOIN bounds USING (span) WHERE span = 1 AND moment < span_end) WHERE customer IS NOT NULL GROUP BY customer HAVING ${counting(entity, expression)} <> 0 UNION ALL`,
});

/**
 * The template with a notebook's own metrics among the options of the parameters that take them, and, where a
 * parameter chooses several, with the goal's choice as what it is when nothing is set. A metric whose
 * expression is not sound is left out: a cell that uses it then says that the option is unknown.
 */
export function withNotebookMetrics(
  template: Template,
  metrics: readonly OwnMetricLike[],
  chosen: readonly string[],
): Template {
  if (!takesMetrics(template) || (metrics.length === 0 && chosen.length === 0)) return template;
  const params = template.params.map((param) => {
    if ((param.kind !== 'choice' && param.kind !== 'choices') || !param.metrics) return param;
    const blank = Object.fromEntries(Object.keys(param.options[0]?.sql ?? {}).map((name) => [name, '']));
    const pieces = param.kind === 'choice' ? breakdown : figure;
    const own = metrics.flatMap((metric) => {
      const it = option(metric, (m, expression) => ({ ...blank, ...pieces(m, expression) }));
      return it ? [it] : [];
    });
    const options = [...param.options, ...own];
    if (param.kind === 'choice') return { ...param, options };
    const known = chosen.filter((id) => options.some((o) => o.value === id));
    return { ...param, options, default: known.length > 0 ? known : param.default };
  });
  const labels = Object.fromEntries(metrics.map(({ id, name }) => [id, { zh: name || id, en: name || id }]));
  const metric = template.codes?.['metric'];
  return {
    ...template,
    params,
    ...(metric ? { codes: { ...template.codes, metric: { ...metric, ...labels } } } : {}),
  };
}
