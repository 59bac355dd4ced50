import { fail, ok, type Result } from '../result.ts';
import { dateLiteral, quoteName } from './literal.ts';
import { checkValues, renderLiterals } from './params.ts';
import { findPlaceholders, placeholderOffset, replacePlaceholders } from './placeholders.ts';
import type { ParamValues, Template, TemplateSql } from './schema.ts';
import { isCode, positionAt, tokenise } from './tokens.ts';

/** What the notebook gives to every cell, as ISO dates; both ends of the period belong to it. */
export interface Given {
  asOf: string;
  periodStart: string;
  periodEnd: string;
}

/** Placeholders that every cell may use beside its template's parameters. */
export const GIVEN_NAMES = ['as_of', 'period_start', 'period_end'] as const;

/** One SELECT to be kept as a table. */
export interface Stage {
  /** Name of the step, or `result`. */
  name: string;
  /** Table it becomes: `<cell>__<step>`, the last one `<cell>`. */
  table: string;
  sql: string;
}

export interface CompiledCell {
  /** In order; a later stage reads earlier ones. A stage whose text and inputs are unchanged need not rerun. */
  stages: Stage[];
  /** SELECT of the chart's rows; null when the chart draws the result table itself. */
  chart: string | null;
  /** SELECT of the findings; null when there are none. */
  findings: string | null;
  /** One SELECT that stands alone: steps as CTEs, literals filled in. */
  portable: string;
  /** The same with placeholders left in: what the SQL tab shows and a fork starts from. */
  editable: string;
  /** Placeholder names used, without `$`. */
  reads: string[];
  /** True when `forkedSql` took the template's place: chart and findings may then no longer fit. */
  forked: boolean;
}

interface Cte {
  name: string;
  sql: string;
}

/**
 * Turns a template and its settings into the SQL of a cell. Faults: a value that does not fit its
 * parameter (`param-…`), a placeholder nobody fills (`placeholder-unknown`, with line and column),
 * forked SQL that is empty (`sql-empty`) or several statements (`sql-several`).
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
  const literals: Record<string, string> = {
    ...renderLiterals(template.params, values.value),
    as_of: dateLiteral(given.asOf),
    period_start: dateLiteral(given.periodStart),
    period_end: dateLiteral(given.periodEnd),
  };
  if (forkedSql !== null) return compileFork(template, cellName, forkedSql, literals);
  if (template.sql === null)
    return ok({
      stages: [],
      chart: null,
      findings: null,
      portable: '',
      editable: '',
      reads: [],
      forked: false,
    });
  const { steps, result, chart, findings } = template.sql;
  const whole = withCtes(steps, result, 'lines');
  const all = [whole, chart ?? '', findings ?? ''].join('\n');
  const unknown = unknownPlaceholder(all, literals);
  if (unknown) return unknown;

  const fill = (sql: string): string => replacePlaceholders(sql, literals);
  const stepTables = steps.map((s) => ({ name: s.name, table: `${cellName}__${s.name}` }));
  const asCte = (t: { name: string; table: string }): Cte => ({
    name: t.name,
    sql: `FROM ${quoteName(t.table)}`,
  });
  const over = (sql: string, tables: { name: string; table: string }[]): string =>
    withCtes(tables.filter((t) => mentions(sql, t.name)).map(asCte), fill(sql), 'inline');
  const withResult = [...stepTables, { name: 'result', table: cellName }];
  return ok({
    stages: [
      ...steps.map((s, i) => ({
        name: s.name,
        table: `${cellName}__${s.name}`,
        sql: over(s.sql, stepTables.slice(0, i)),
      })),
      { name: 'result', table: cellName, sql: over(result, stepTables) },
    ],
    chart: chart === null ? null : over(chart, withResult),
    findings: findings === null ? null : over(findings, withResult),
    portable: fill(whole),
    editable: whole,
    reads: findPlaceholders(all),
    forked: false,
  });
}

function compileFork(
  template: Template,
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
  const unknown = unknownPlaceholder(select, literals);
  if (unknown) return unknown;
  const sql = replacePlaceholders(select, literals);
  return ok({
    stages: [{ name: 'result', table: cellName, sql }],
    chart: overResult(template.sql, 'chart', cellName, literals),
    findings: overResult(template.sql, 'findings', cellName, literals),
    portable: sql,
    editable: forkedSql,
    reads: findPlaceholders(select),
    forked: true,
  });
}

/** The template's chart or findings over a forked result; left out where they read steps, which a fork has not. */
function overResult(
  sql: TemplateSql | null,
  part: 'chart' | 'findings',
  cellName: string,
  literals: Record<string, string>,
): string | null {
  const text = sql?.[part] ?? null;
  if (text === null || sql?.steps.some((s) => mentions(text, s.name))) return null;
  const result = { name: 'result', sql: `FROM ${quoteName(cellName)}` };
  return withCtes([result], replacePlaceholders(text, literals), 'inline');
}

function unknownPlaceholder(sql: string, literals: Record<string, string>): ReturnType<typeof fail> | null {
  const name = findPlaceholders(sql).find((n) => !Object.hasOwn(literals, n));
  if (name === undefined) return null;
  return fail('placeholder-unknown', { values: { name }, ...positionAt(sql, placeholderOffset(sql, name)) });
}

/** Whether a word of the SQL is that name; a column of the same name counts too, which does no harm. */
function mentions(sql: string, name: string): boolean {
  return tokenise(sql).some(
    (t) =>
      (t.kind === 'word' && t.text.toLowerCase() === name) || (t.kind === 'quoted' && t.text === `"${name}"`),
  );
}

/**
 * A SELECT with CTEs before it. Where it has a WITH of its own the two are joined: DuckDB 1.4's parser
 * refuses `WITH a AS (…) (WITH b …)`, and a subquery would put its ORDER BY at risk. `inline` keeps
 * the SELECT's own line numbers.
 */
function withCtes(ctes: readonly Cte[], select: string, layout: 'inline' | 'lines'): string {
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
