import { fail, ok, type Result } from '../result.ts';
import { spanFrom, spansOf, type Scope } from '../entity/spans.ts';
import { quoteName } from '../sql/quote.ts';
import { dateLiteral } from '../sql/literal.ts';
import { checkValues, chosenOptions, renderLiterals, renderPieces } from './params.ts';
import { findPlaceholders, placeholderOffset, replacePlaceholders } from '../sql/placeholders.ts';
import type { Param, ParamValues, Template, TemplateSql, TemplateStep } from './schema.ts';
import { cteList } from '../sql/ctes.ts';
import { guardFunctions } from '../sql/guard.ts';
import { withoutOrder } from '../sql/order.ts';
import { isCode, namesIn, positionAt, tokenise } from '../sql/tokens.ts';

/** What the notebook gives to every cell, as ISO dates; both ends of the period belong to it. */
export interface Given extends Scope {
  /** Whether the goal's customers were chosen by what they spent in the period; false when absent. */
  groupBySpend?: boolean;
}

const DATES = [
  'as_of',
  'period_start',
  'period_end',
  'period_last',
  'before_start',
  'before_end',
  'earlier_start',
  'earlier_end',
  'year_start',
  'year_end',
] as const;

/**
 * Placeholders that every cell may use beside its template's parameters: dates, those of spans inclusive at both
 * ends (see `spansOf`; `$period_end` is the last day of the period that has gone by, `$period_last` the last one
 * that was asked for), and whether the group was chosen by its spend.
 */
export const GIVEN_NAMES = [...DATES, 'group_by_spend'] as const;

/** What stands at each placeholder: a template's own literals and what the notebook gives. */
export function givenLiterals(given: Given, own: Record<string, string>): Record<string, string> {
  const { now, before, earlier, yearAgo } = spansOf(given);
  const dates: Record<(typeof DATES)[number], string> = {
    as_of: given.asOf,
    period_start: now.start,
    period_end: now.end,
    period_last: given.periodEnd,
    before_start: before.start,
    before_end: before.end,
    earlier_start: earlier.start,
    earlier_end: earlier.end,
    year_start: yearAgo.start,
    year_end: yearAgo.end,
  };
  return {
    ...own,
    ...Object.fromEntries(Object.entries(dates).map(([name, date]) => [name, dateLiteral(date)])),
    group_by_spend: String(given.groupBySpend === true),
  };
}

/** The last days of the spans that begin on a chosen day. */
const spanEnds = (params: readonly Param[], values: ParamValues, given: Given): Record<string, string> =>
  Object.fromEntries(
    params
      .filter((param) => param.kind === 'date' && param.spans)
      .map(({ id }) => {
        const start = values[id];
        return [`${id}_end`, dateLiteral(typeof start === 'string' ? spanFrom(given, start).end : null)];
      }),
  );

/** One SELECT (or what a model makes of its rows) to be kept as a table. */
export interface Stage {
  /** Name of the step, or `result`. */
  name: string;
  /** Table it becomes: `<cell>__<step>`, the last one `<cell>`. */
  table: string;
  sql: string;
  /** Set when the table is what this model returns for the rows of `sql`; `options` is a SELECT of one row. */
  model?: { id: string; options: string | null };
  /** Set when a person wrote the SELECT: it is looked at by the engine before it is run. */
  written?: true;
  /** Set when only the findings follow from it: the result and what is drawn of it do not wait for it. */
  later?: true;
}

export interface CompiledCell {
  /** In order; a later stage reads earlier ones. A stage whose text and inputs are unchanged need not rerun. */
  stages: Stage[];
  /** SELECT of the chart's rows; null when the chart draws the result table itself. */
  chart: string | null;
  /** The chart's SELECT reads no table of the result: it is asked before that is sorted and kept. */
  ahead: boolean;
  /** SELECTs of the side tables, in the template's order; of a fork those that still can be read. */
  tables: { name: string; sql: string }[];
  /** SELECT of the findings; null when there are none. */
  findings: string | null;
  /**
   * One SELECT that stands alone: steps as CTEs, literals filled in. Only the tables of `models` it does
   * not make: a script makes those first, from their rows (`valuesSelect` of `src/run/values.ts`).
   */
  portable: string;
  /** The same with placeholders left in: what the SQL tab shows and a fork starts from. */
  editable: string;
  /** Tables that models make. */
  models: string[];
  /** Placeholder names used, without `$`. */
  reads: string[];
  /** True when `forkedSql` took the template's place: chart and findings may then no longer fit. */
  forked: boolean;
  /** Of a fork: what of the template reads steps that it has no more. */
  lost: ('chart' | 'findings')[];
}

export interface Cte {
  name: string;
  sql: string;
}

/**
 * Turns a template and its settings into the SQL of a cell. Faults: a value that does not fit its
 * parameter (`param-…`), a placeholder nobody fills (`placeholder-unknown`, with line and column),
 * forked SQL that is empty (`sql-empty`), several statements (`sql-several`) or calls what it must not
 * (`sql-function` {name}).
 * A forked SQL keeps its line numbers: what the engine reports points into what the analyst wrote.
 */
export function compile(
  template: Template,
  cellName: string,
  params: ParamValues,
  given: Given,
  forkedSql: string | null = null,
): Result<CompiledCell> {
  const values = checkValues(template.params, params);
  if (!values.ok) return values;
  const literals = givenLiterals(given, {
    ...renderLiterals(template.params, values.value),
    ...spanEnds(template.params, values.value, given),
  });
  const sql = template.sql && withPieces(template.sql, renderPieces(template.params, values.value));
  if (forkedSql !== null) return compileFork(sql, cellName, forkedSql, literals);
  if (sql === null)
    return ok({
      stages: [],
      chart: null,
      ahead: false,
      tables: [],
      findings: null,
      portable: '',
      editable: '',
      models: [],
      reads: [],
      forked: false,
      lost: [],
    });
  const { steps, result, tables: beside = [], chart, findings } = sql;
  // Whoever looks at a cell's SQL, or takes it along, asks for it; most runs do not.
  const whole = once(() => withCtes(asCtes(steps, cellName), result, 'lines'));
  const sideSql = beside.map((table) => table.sql);
  const more = [...optionsOf(steps), ...sideSql, chart ?? '', findings ?? ''];
  // Part by part, as they are read again for the stages.
  const reads = [
    ...new Set(
      [...asCtes(steps, cellName).map((cte) => cte.sql), result, ...more].flatMap((part) =>
        findPlaceholders(part),
      ),
    ),
  ];
  if (!reads.every((name) => Object.hasOwn(literals, name)))
    return unknownPlaceholder([whole(), ...more].join('\n'), literals)!;
  const portable = once(() => replacePlaceholders(whole(), literals));
  const editable = once(() => withCtes(steps.slice(fixedSteps(steps).length), result, 'lines'));

  const tables = steps.map((s) => ({ name: s.name, table: tableOf(cellName, s) }));
  // First: a cell may be called like one of the steps, whose name the others then take.
  const withResult = [{ name: 'result', table: cellName }, ...tables];
  const ahead = template.ahead === true && chart !== null;
  const written = template.params.some((param) =>
    chosenOptions(param, values.value).some((option) => option.written),
  );
  const stages: Stage[] = [
    ...stepStages(steps, cellName, literals),
    { name: 'result', table: cellName, sql: over(result, tables, literals) },
  ];
  const unsorted = { name: 'result', sql: over(withoutOrder(result), tables, literals) };
  const drawn = chart === null ? null : over(chart, ahead ? [unsorted, ...tables] : withResult, literals);
  const shown = beside.map(({ name, sql }) => ({ name, sql: over(sql, withResult, literals) }));
  const ordered = markLater(stages, [drawn, ...shown.map((table) => table.sql)]);
  return ok({
    stages: written ? ordered.map((stage): Stage => ({ ...stage, written: true })) : ordered,
    chart: drawn,
    ahead,
    tables: shown,
    findings: findings === null ? null : over(findings, withResult, literals),
    get portable() {
      return portable();
    },
    get editable() {
      return editable();
    },
    models: modelTables(steps, cellName),
    reads,
    forked: false,
    lost: [],
  });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The SQL with the pieces that its choices stand for. */
export function withPieces(sql: TemplateSql, pieces: Record<string, string>): TemplateSql {
  if (Object.keys(pieces).length === 0) return sql;
  const put = (text: string) => replacePlaceholders(text, pieces);
  return {
    steps: sql.steps.map((step) => ({ ...step, sql: put(step.sql) })),
    result: put(sql.result),
    ...(sql.tables ? { tables: sql.tables.map((table) => ({ ...table, sql: put(table.sql) })) } : {}),
    chart: sql.chart === null ? null : put(sql.chart),
    findings: sql.findings === null ? null : put(sql.findings),
    ...(sql.people === undefined ? {} : { people: put(sql.people) }),
  };
}

/** A step and the table that holds its rows. */
interface Made {
  name: string;
  table: string;
}

const tableOf = (cellName: string, step: TemplateStep): string => `${cellName}__${step.name}`;
const optionsOf = (steps: readonly TemplateStep[]): string[] =>
  steps.filter((s) => s.model).map((s) => s.sql);
const modelTables = (steps: readonly TemplateStep[], cellName: string): string[] =>
  steps.filter((s) => s.model).map((s) => tableOf(cellName, s));

/** The steps up to the last model: SQL cannot say what a model does, so a fork starts after them. */
const fixedSteps = (steps: readonly TemplateStep[]): readonly TemplateStep[] =>
  steps.slice(0, steps.findLastIndex((s) => s.model !== undefined) + 1);

/** Steps as CTEs; what a model makes is read from its table. */
const asCtes = (steps: readonly TemplateStep[], cellName: string): Cte[] =>
  steps.map((s) => ({ name: s.name, sql: s.model ? `FROM ${quoteName(tableOf(cellName, s))}` : s.sql }));

/**
 * A SELECT with the tables it mentions under their step's name, or what they are made by, literals filled in, its lines
 * kept.
 */
function over(sql: string, tables: readonly (Made | Cte)[], literals: Record<string, string>): string {
  const named = namesIn(sql);
  const ctes = tables
    .filter((t) => named.has(t.name))
    .map((t) => ('sql' in t ? t : { name: t.name, sql: `FROM ${quoteName(t.table)}` }));
  return withCtes(ctes, replacePlaceholders(sql, literals), 'inline');
}

function stepStages(
  steps: readonly TemplateStep[],
  cellName: string,
  literals: Record<string, string>,
): Stage[] {
  const tables = steps.map((s) => ({ name: s.name, table: tableOf(cellName, s) }));
  return steps.map((step, i) => {
    const before = tables.slice(0, i);
    const base = { name: step.name, table: tableOf(cellName, step) };
    if (!step.model) return { ...base, sql: over(step.sql, before, literals) };
    const options = step.sql === '' ? null : over(step.sql, before, literals);
    const input = before.find((t) => t.name === step.model!.from)?.table ?? step.model.from;
    return { ...base, sql: `FROM ${quoteName(input)}`, model: { id: step.model.id, options } };
  });
}

/** The stages, those marked that neither the result (the last one) nor what is read beside it follows from. */
function markLater(stages: readonly Stage[], read: readonly (string | null)[]): Stage[] {
  const wanted = namesIn(read.join('\n'));
  const marked: Stage[] = [];
  for (const [i, stage] of [...stages.entries()].reverse()) {
    const later = i < stages.length - 1 && !wanted.has(stage.table);
    marked.unshift(later ? { ...stage, later } : stage);
    if (!later) for (const name of namesIn(`${stage.sql}\n${stage.model?.options ?? ''}`)) wanted.add(name);
  }
  return marked;
}

function compileFork(
  sql: TemplateSql | null,
  cellName: string,
  forkedSql: string,
  literals: Record<string, string>,
): Result<CompiledCell> {
  const code = tokenise(forkedSql).filter(isCode);
  if (code.every((t) => t.text === ';')) return fail('sql-empty');
  const last = code.findLastIndex((t) => t.text !== ';');
  const early = code.slice(0, last).find((t) => t.text === ';');
  if (early) return fail('sql-several', positionAt(forkedSql, early.start));
  const end = code[last + 1]?.start ?? forkedSql.length;
  const select = forkedSql.slice(0, end).trimEnd();
  const calls = guardFunctions(select);
  if (!calls.ok) return calls;
  const unknown = unknownPlaceholder(select, literals);
  if (unknown) return unknown;
  const steps = sql?.steps ?? [];
  const fixed = fixedSteps(steps);
  const tables = fixed.map((s) => ({ name: s.name, table: tableOf(cellName, s) }));
  const named = namesIn([select, ...fixed.map((s) => s.sql)].join('\n'));
  const ctes = asCtes(fixed, cellName).filter((c) => named.has(c.name));
  // Steps that it still has, as it has them: what chart and findings say follows what was changed there.
  const own = cteList(select);
  const wanted = namesIn([sql?.chart, sql?.findings, ...(sql?.tables ?? []).map((t) => t.sql)].join('\n'));
  const kept = steps
    .slice(fixed.length)
    .filter(({ name }) => wanted.has(name) && own?.names.includes(name.toLowerCase()));
  const rebuilt = kept.map((step): Stage => ({
    name: step.name,
    table: tableOf(cellName, step),
    sql: over(`${select.slice(0, own!.end)}\nFROM ${quoteName(step.name)}`, tables, literals),
    written: true,
  }));
  const made = [...tables, ...kept.map((s) => ({ name: s.name, table: tableOf(cellName, s) }))];
  const forked = (sql: string | null) => overResult(sql, steps, cellName, made, literals);
  const [chart, findings] = [forked(sql?.chart ?? null), forked(sql?.findings ?? null)];
  const shown = (sql?.tables ?? []).flatMap(({ name, sql: own }) => {
    const read = forked(own);
    return read === null ? [] : [{ name, sql: read }];
  });
  const stages: Stage[] = [
    ...stepStages(fixed, cellName, literals),
    ...rebuilt,
    { name: 'result', table: cellName, sql: over(select, tables, literals), written: true },
  ];
  return ok({
    stages: markLater(stages, [chart, ...shown.map((table) => table.sql)]),
    chart,
    ahead: false,
    tables: shown,
    findings,
    portable: replacePlaceholders(withCtes(ctes, select, 'lines'), literals),
    editable: forkedSql,
    models: modelTables(fixed, cellName),
    reads: findPlaceholders([...fixed.map((s) => s.sql), select].join('\n')),
    forked: true,
    lost: [
      ...(chart === null && sql?.chart ? (['chart'] as const) : []),
      ...(findings === null && sql?.findings ? (['findings'] as const) : []),
    ],
  });
}

/** A SELECT of the template (chart, findings …) over a forked result; null where it reads a step that a fork has not. */
function overResult(
  sql: string | null,
  steps: readonly TemplateStep[],
  cellName: string,
  made: readonly Made[],
  literals: Record<string, string>,
): string | null {
  if (sql === null) return null;
  const named = namesIn(sql);
  if (steps.some((s) => named.has(s.name) && !made.some(({ name }) => name === s.name))) return null;
  return over(sql, [{ name: 'result', table: cellName }, ...made], literals);
}

function unknownPlaceholder(sql: string, literals: Record<string, string>): ReturnType<typeof fail> | null {
  const name = findPlaceholders(sql).find((n) => !Object.hasOwn(literals, n));
  if (name === undefined) return null;
  return fail('placeholder-unknown', { values: { name }, ...positionAt(sql, placeholderOffset(sql, name)) });
}

/**
 * A SELECT with CTEs before it. Where it has a WITH of its own the two are joined: DuckDB 1.4's parser
 * refuses `WITH a AS (…) (WITH b …)`, and a subquery would put its ORDER BY at risk. `inline` keeps
 * the SELECT's own line numbers.
 */
export function withCtes(ctes: readonly Cte[], select: string, layout: 'inline' | 'lines'): string {
  if (ctes.length === 0) return select;
  const code = tokenise(select).filter(isCode);
  const has = (index: number, word: string): boolean => code[index]?.text.toUpperCase() === word;
  const recursive = has(0, 'WITH') && has(1, 'RECURSIVE') ? ' RECURSIVE' : '';
  const own = code[recursive ? 1 : 0];
  const joins = has(0, 'WITH') && own !== undefined;
  const head = joins ? select.slice(0, code[0]?.start) : '';
  const tail = joins ? select.slice(own.start + own.text.length).trimStart() : select;
  if (layout === 'inline') {
    const list = ctes.map((c) => `${quoteName(c.name)} AS (${c.sql})`).join(', ');
    return `${head}WITH${recursive} ${list}${joins ? ', ' : ' '}${tail}`;
  }
  const list = ctes.map((c) => `${c.name} AS (\n${indent(c.sql)}\n)`).join(',\n');
  return `WITH${recursive} ${list}${joins ? ',\n' : '\n'}${head}${tail}`;
}

const indent = (sql: string): string =>
  tokenise(sql)
    .map((t) => (t.kind === 'string' ? t.text : t.text.replaceAll('\n', '\n  ')))
    .join('')
    .replace(/^/, '  ');
