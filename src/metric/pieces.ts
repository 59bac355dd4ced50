import type { ChoiceOption } from '../template/schema.ts';
import { behaviourSql } from '../entity/behaviour.ts';
import { quoteText } from '../sql/quote.ts';
import { DIMENSIONS, type Dimension } from './dimension.ts';
import { findMetric, METRICS } from './catalogue.ts';
import { METRIC_GROUPS, METRIC_ROWS, ROWS_TABLE, type Metric, type MetricRows } from './metric.ts';

/*
 * The catalogue as options of a template's parameters, each with the pieces of SQL that its template puts
 * together (`ChoiceOption.sql`).
 */

const facts = (
  metric: Metric,
): Pick<ChoiceOption, 'value' | 'label' | 'needs' | 'format' | 'group' | 'define'> => ({
  value: metric.id,
  label: metric.label,
  needs: metric.needs,
  format: metric.format,
  group: METRIC_GROUPS[metric.group],
  define: { text: metric.definition, formula: metric.formula, unit: metric.unit },
});

/** A metric as an option of a template that computes it in its own way, under the code that its SQL knows. */
export function metricOption(id: string, value = id): ChoiceOption {
  const metric = findMetric(id);
  if (!metric) throw new Error(`no such metric: ${id}`);
  return { ...facts(metric), value };
}

/** What is other than zero for a customer whom the metric counts: of a sum what it adds, else what it is divided by. */
const counting = ({ each, per }: Metric): string => per ?? each;

const yes = (it: unknown): string => (it ? 'true' : 'false');

/** Options of the metric that `templates/metrics` breaks down. */
export const metricOptions = (): ChoiceOption[] =>
  METRICS.map((metric) => ({
    ...facts(metric),
    sql: {
      rows: ROWS_TABLE[metric.rows],
      kind: `'${metric.rows}'`,
      reach: `FROM ${metric.rows}_reach`,
      by: 'customer,',
      each: metric.each,
      per: metric.per ?? '1',
      counts: `coalesce(${counting(metric)}, 0)`,
      divides: yes(metric.per),
      of_population: yes(metric.of),
      population: metric.of ?? '(SELECT NULL::VARCHAR AS customer WHERE false)',
      growth: yes(metric.growth),
      history: yes(metric.history),
      additive: yes(metric.additive),
      format: `'${metric.format}'`,
    },
  }));

/** Options of the dimension, the first one being none. */
export const dimensionOptions = (): ChoiceOption[] =>
  [NONE, ...DIMENSIONS].map(({ id, label, needs, sql, ...d }) => ({
    value: id,
    label,
    ...(needs ? { needs } : {}),
    sql: {
      segment: sql,
      population: d.ofCustomer ? sql : "'(all)'",
      person: [
        d.ofCustomer ? 'LEFT JOIN people USING (customer)' : '',
        d.history ? 'LEFT JOIN histories USING (customer)' : '',
      ]
        .filter(Boolean)
        .join(' '),
      doing: d.behaviour
        ? `LEFT JOIN (SELECT action, ${behaviourSql()} AS behaviour FROM (SELECT DISTINCT action FROM past_events)) USING (action)`
        : '',
      ordered: yes(d.words || id === 'hour'),
    },
  }));

/** The pieces of a dimension that is a customer's and needs nothing but who it is; `other` is any one's, for their names. */
export const dimensionPieces = (other: Record<string, string>, sql: string): Record<string, string> => ({
  ...Object.fromEntries(Object.keys(other).map((name) => [name, ''])),
  segment: sql,
  population: sql,
  ordered: 'false',
});

/** The code of the attribute that is a segment of the notebook's. */
export const SEGMENT = '(segment)';

/** What a customer is by one attribute, as one more part of a SELECT over `people`; codes of attributes stand in brackets. */
export const attributePart = (attribute: string, sql: string): string =>
  `SELECT customer, ${quoteText(attribute)} AS attribute, coalesce(nullif(trim(${sql}), ''), '(none)') AS segment FROM people UNION ALL`;

const NONE: Dimension = { id: 'none', label: { zh: '不分组', en: 'Nothing' }, sql: "'(all)'" };

/** Options of the figures that `templates/kpi` shows. */
export const figureOptions = (): ChoiceOption[] =>
  METRICS.map((metric) => ({ ...facts(metric), sql: figurePieces(metric) }));

function figurePieces(metric: Metric): Record<string, string> {
  const { id, rows } = metric;
  const below =
    metric.of !== undefined
      ? `nullif((SELECT count(DISTINCT customer) FROM ${metric.of}), 0)`
      : metric.per !== undefined
        ? `nullif(sum(${id}_d), 0)`
        : '1';
  return {
    ...only(rows, `${metric.each} AS ${id}_n, ${metric.per ?? '1'} AS ${id}_d,`),
    units: `SELECT * FROM ${rows}_units UNION ALL BY NAME`,
    ...kindPieces(rows),
    figure: `SELECT '${id}' AS metric, '${metric.format}' AS format, rows, ${yes(metric.growth)} AS growth, ${yes(metric.history)} AS history, span, sum(${id}_n)::DOUBLE / ${below} AS value FROM units WHERE rows = '${rows}' GROUP BY rows, span UNION ALL`,
    behind: `SELECT customer, '${id}' AS metric FROM units WHERE rows = '${rows}' AND span = 1 AND customer IS NOT NULL AND coalesce(${id}_${metric.per === undefined ? 'n' : 'd'}, 0) <> 0 UNION ALL`,
  };
}

/** What stands once for all figures that count the same kind of rows. */
export const kindPieces = (rows: MetricRows | 'customers'): Record<'reach' | 'sizes', string> => ({
  reach: `SELECT * FROM ${rows}_reach UNION ALL`,
  sizes: `SELECT * FROM ${rows}_behind UNION ALL`,
});

/** Pieces named after every kind of rows, empty but for these columns. */
const only = (rows: MetricRows, columns: string): Record<string, string> =>
  Object.fromEntries(METRIC_ROWS.map((name) => [name, name === rows ? columns : '']));
