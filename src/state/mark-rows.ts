import type { Mark } from '../chart/figure.ts';
import { CHANNEL_NAMES } from '../chart/spec-names.ts';
import type { ChartSpec } from '../chart/spec.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import type { Rows } from '../engine/api.ts';
import { namesIn } from '../sql/tokens.ts';
import { rowTestSql, type RowTest, type RowValue } from '../sql/row-test.ts';
import { rowsCondition } from '../template/finding-rows.ts';
import { asksPeople } from '../template/people.ts';
import type { Given } from '../template/compile.ts';
import type { ParamValues, Template } from '../template/schema.ts';
import type { ResultField } from './result-pages.ts';

/** What the rows behind a mark are told by. */
export interface MarkRows {
  /** Name of the cell. */
  cell: string;
  /** The cell's template, where the chart is the template's own. */
  template: Template | undefined;
  params: ParamValues;
  given: Given | null;
  /** Rows of the chart, codes as they are. */
  chart: Rows;
  /** Columns of the result. */
  fields: readonly ResultField[];
}

/**
 * The rows of a result that a mark of its chart stands for, as a condition in SQL: what the template says, else
 * every row that agrees with the mark in all that tells it from the others. Null where the result does not know it.
 */
export function markCondition(mark: Mark, of: MarkRows): string | null {
  const { template, chart, fields } = of;
  if (mark.range) return withinRange(mark.range, fields);
  if (mark.whole) return 'true';
  const row = rowOf(chart, mark.row);
  const declared = template?.marks;
  if (declared !== undefined && template && knows(fields, declared, template)) {
    return of.given ? conditionOf(declared, row, of) : null;
  }
  const each = (mark.rows ?? [mark.row]).map((at) => agreeingRow(at, mark.columns, of));
  const found = [...new Set(each)];
  if (found.length === 0 || found.includes(null)) return null;
  return found.length === 1 ? found[0]! : `(${found.join(' OR ')})`;
}

/**
 * The customers whom a mark counts, as a condition over the template's own SELECT of them: those who agree with the mark
 * in what tells it, else by what the template says of its marks. Null where it cannot be told.
 */
export function peopleCondition(mark: Mark, of: MarkRows): string | null {
  const { template, chart } = of;
  if (!template?.people || mark.range) return null;
  if (mark.whole) return 'true';
  const lasting = { ...of, given: null };
  if (template.behind !== undefined) return conditionOf(template.behind, rowOf(chart, mark.row), lasting);
  const known = chart.fields.filter(({ name }) => template.people!.includes(name));
  const each = (mark.rows ?? [mark.row]).map((at) => agreeingRow(at, mark.columns, { chart, fields: known }));
  if (each.length > 0 && !each.includes(null))
    return [...new Set(each)].map((test) => `(${test})`).join(' OR ');
  if (template.marks === undefined || !asksPeople(template, template.marks)) return null;
  return conditionOf(template.marks, rowOf(chart, mark.row), lasting);
}

/** The customers whom a finding is about, likewise: by what says which of them a row counts, else by its own condition. */
export function peopleOfFinding(
  item: { rule: string; row: Readonly<Record<string, unknown>> },
  of: Pick<MarkRows, 'cell' | 'template' | 'params'>,
): string | null {
  const { template } = of;
  const lasting = { ...of, given: null };
  const own = template?.findings[item.rule]?.rows;
  if (!template?.people || own === undefined) return null;
  if (template.behind !== undefined) return conditionOf(template.behind, item.row, lasting);
  return asksPeople(template, own) ? conditionOf(own, item.row, lasting) : null;
}

/** A condition of the template's, what is not given left in, with the values of a row in it; null where the row lacks one that it asks for. */
function conditionOf(
  condition: string,
  row: Readonly<Record<string, unknown>>,
  { cell, template, params, given }: Pick<MarkRows, 'cell' | 'template' | 'params' | 'given'>,
): string | null {
  if (!template || placeholders(condition).some((name) => (row[name] ?? null) === null)) return null;
  const said = rowsCondition(template, condition, row, { cell, params, given });
  return said.ok ? said.value : null;
}

const rowOf = (chart: Rows, at: number) =>
  Object.fromEntries(chart.fields.map(({ name }, c) => [name, chart.data[c]?.[at] ?? null]));

/** Every row of the result that agrees in these columns with a row of the chart. */
function agreeingRow(
  row: number,
  columns: readonly string[],
  { chart, fields }: Pick<MarkRows, 'chart' | 'fields'>,
): string | null {
  const value = (name: string) => chart.data[chart.fields.findIndex((field) => field.name === name)]?.[row];
  const tests = columns.map((column) => agreeing(column, value(column), fields));
  if (tests.length === 0 || tests.some((test) => test === null)) return null;
  return rowTestSql({ kind: 'all', tests: tests.filter((test) => test !== null) });
}

/** The rows of a bin, where the result has the single values that were counted. */
function withinRange(
  { column, from, to }: NonNullable<Mark['range']>,
  fields: readonly ResultField[],
): string | null {
  const type = fields.find(({ name }) => name === column)?.type;
  if (type !== 'number' && type !== 'integer') return null;
  const high = to === null ? null : { value: to, open: true };
  return rowTestSql({ kind: 'range', column, low: { value: from, open: false }, high });
}

/** Channels whose values tell marks from one another, where they do not measure. */
const TELLING = ['x', 'y', 'series', 'facet', 'step', 'source', 'target'] as const;

/** The mark of a row of the chart's table, told by its values; null where no row of the chart has them. */
export function markOfValues(
  values: Readonly<Record<string, unknown>>,
  spec: ChartSpec,
  rows: Rows,
): Mark | null {
  const row = Array.from({ length: rows.count }, (_, r) => r).find((r) =>
    rows.fields.every(({ name }, c) => (rows.data[c]?.[r] ?? null) === (values[name] ?? null)),
  );
  const columns = TELLING.flatMap((name) => {
    const column = spec[name]?.column;
    return rows.fields.some((field) => field.name === column && field.type !== 'number') ? [column!] : [];
  });
  return row === undefined ? null : { row, columns: [...new Set(columns)] };
}

/** Whether a result has all the columns that the template's condition asks for: a rewritten one may have lost some. */
function knows(fields: readonly ResultField[], condition: string, { columns }: Template): boolean {
  const named = namesIn(condition);
  return columns.every(({ name }) => !named.has(name) || fields.some((field) => field.name === name));
}

const placeholders = (condition: string): string[] => [
  ...new Set([...condition.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)),
];

/** What the rows behind a mark are called: the values that they are told by. `rows` are the chart's, in words. */
export function markWords(
  mark: Mark,
  template: Template | undefined,
  spec: ChartSpec,
  rows: Rows,
  lang: Lang,
): string {
  if (mark.range) return mark.range.words;
  if (mark.words !== undefined) return mark.words;
  const channels = CHANNEL_NAMES.flatMap((name) => spec[name] ?? []);
  const typeOf = (column: string) => rows.fields.find(({ name }) => name === column)?.type ?? 'text';
  const channelOf = (column: string) => channels.find((channel) => channel.column === column);
  // Numbers that only the condition needs are no words.
  const asked = placeholders(template?.marks ?? '').filter(
    (column) => channelOf(column) !== undefined || !['number', 'integer'].includes(typeOf(column)),
  );
  const columns = asked.length > 0 ? asked : mark.columns;
  return columns
    .map((column) => {
      const at = rows.fields.findIndex(({ name }) => name === column);
      const type = typeOf(column);
      const { format = type === 'boolean' ? 'text' : type, label } = channelOf(column) ?? {};
      const words = formatValue(rows.data[at]?.[mark.row] ?? null, format, { lang, currency: '' });
      // A number by itself says nothing of what it is.
      return label && (type === 'number' || (type === 'integer' && format === 'integer'))
        ? `${fill(label, lang)} ${words}`
        : words;
    })
    .join(' · ');
}

/**
 * What the customers behind a mark or a finding are called, `said` being what it is told by itself: as the template says
 * of its row (codes in words), else the same.
 */
export function peopleWords(
  template: Template | undefined,
  said: string,
  row: Readonly<Record<string, unknown>>,
  lang: Lang,
): string {
  const who = template?.who;
  if (!who || placeholders(who[lang]).some((name) => name !== 'mark' && (row[name] ?? null) === null))
    return said;
  return fill(who, lang, {
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
    mark: said,
  });
}

function agreeing(column: string, value: unknown, fields: readonly ResultField[]): RowTest | null {
  const type = fields.find(({ name }) => name === column)?.type;
  // Of a measured number nobody asks for its equals.
  if (type === undefined || type === 'number') return null;
  if (value === null || value === undefined) return { kind: 'missing', column };
  if (type === 'date' || type === 'timestamp')
    return typeof value === 'number' ? { kind: 'instant', column, milliseconds: value } : null;
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? { kind: 'among', column, values: [value as RowValue] }
    : null;
}
