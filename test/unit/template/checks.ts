import { COUNTS, countColumn, ONE, TOP } from '../../../src/disclosure/behind.ts';
import * as v from 'valibot';
import { expect } from 'vitest';
import { comparingWords } from '../../../src/template/claim.ts';
import { findPlaceholders } from '../../../src/sql/placeholders.ts';
import { GIVEN_NAMES, type Given } from '../../../src/template/compile.ts';
import { findingRows } from '../../../src/template/finding-rows.ts';
import { sentenceColumns } from '../../../src/template/findings.ts';
import { insightColumns } from '../../../src/template/insight.ts';
import { checkValue, checkValues, defaultValues, placeholderNames } from '../../../src/template/params.ts';
import type { ParamValues, Template } from '../../../src/template/schema.ts';
import type { Native } from '../support/native.ts';
import { standalone } from '../../../src/run/script-pieces.ts';
import { leanSql } from '../../../src/sql/lean.ts';
import { templateSchema } from './schema.ts';
import {
  cellRunner,
  createEntities,
  GIVEN,
  variants,
  type Row,
  type TemplateCase,
  type Variant,
} from './support.ts';

/*
 * What the catalogue asks of every template: run over the folders of `templates/`, and over what
 * `npm run new` writes.
 */

/** Types that Arrow hands to the page as plain values. */
const PLAIN = /^(BIGINT|INTEGER|SMALLINT|TINYINT|DOUBLE|VARCHAR|DATE|TIMESTAMP|BOOLEAN)$/;
const MAX_MARKS = 5000;

/** Where a text still says TODO: what only the author can write, as `explanation.summary.zh`. */
export function unwritten(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes('TODO') ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unwritten(inner, path ? `${path}.${key}` : key));
}

/** Schema, JSON round trip, parameters' defaults and suggestions, the same slots in both languages. */
export function expectComplete(template: Template): void {
  const parsed = v.safeParse(templateSchema, template);
  expect(parsed.issues?.map((i) => `${v.getDotPath(i)}: ${i.message}`)).toBeUndefined();
  expect(JSON.parse(JSON.stringify(template))).toEqual(template);
  expect(checkValues(template.params, {})).toEqual({ ok: true, value: defaultValues(template.params) });
  for (const [rule, finding] of Object.entries(template.findings)) {
    expect(sentenceColumns(finding.sentence.zh).sort(), rule).toEqual(
      sentenceColumns(finding.sentence.en).sort(),
    );
    const bare = finding.claim.kind === 'level' ? comparingWords(finding.sentence) : [];
    expect(
      bare,
      `${rule}: a bare figure says nothing that compares; word it otherwise, or claim what bears it out (src/template/claim.ts)`,
    ).toEqual([]);
    const param = template.params.find((p) => p.id === finding.suggest?.param);
    if (finding.suggest)
      expect(param && checkValue(param, finding.suggest.value).ok, `${rule}: suggestion`).toBe(true);
  }
  for (const p of template.params)
    if (p.when) expect(template.params.map((other) => other.id)).toContain(p.when.param);
}

/** Every parameter is used and every placeholder filled. */
export function expectFilled(template: Template): void {
  const { steps, result, tables = [], chart, findings, people } = template.sql!;
  const used = findPlaceholders(
    [...[...steps, ...tables].map((s) => s.sql), result, chart, findings, people].join('\n'),
  );
  const own = placeholderNames(template.params);
  expect(
    own.filter((n) => !used.includes(n)),
    'unused parameters',
  ).toEqual([]);
  const ids = template.params.map((p) => p.id);
  expect(
    used.filter((n) => !own.includes(n) && !ids.includes(n) && !GIVEN_NAMES.includes(n as 'as_of')),
  ).toEqual([]);
}

interface Laid {
  /** What the entities were made by. */
  entities: Map<string, string>;
  over?: { key: string; runner: ReturnType<typeof cellRunner> };
}
const laidIn = new WeakMap<Native, Laid>();

/** Cells over a case's tables; what ran over the same ones a check before is not laid or run again. */
async function runnerOver(db: Native, tables: TemplateCase['tables'], rest: Partial<TemplateCase> = {}) {
  const key = JSON.stringify([tables, rest.all, rest.given?.asOf]);
  const laid: Laid = laidIn.get(db) ?? { entities: new Map() };
  laidIn.set(db, laid);
  if (laid.over?.key === key) return laid.over.runner;
  delete laid.over;
  await createEntities(db, tables, rest.all, rest.given?.asOf, laid.entities);
  const runner = cellRunner(db);
  laid.over = { key, runner };
  return runner;
}

/** Columns, chart channels and finding sentences fit what the SQL returns. */
export async function expectColumns(
  db: Native,
  template: Template,
  tables: TemplateCase['tables'] = {},
): Promise<void> {
  const runner = await runnerOver(db, tables);
  const { cell } = await runner.run(template);
  const result = await runner.columns('FROM cell');
  expect(result.map((c) => c.name)).toEqual(template.columns.map((c) => c.name));
  for (const c of result) expect(c.type, c.name).toMatch(PLAIN);
  const chart = cell.chart === null ? result : await runner.columns(leanSql(cell.chart));
  for (const c of chart) expect(c.type, c.name).toMatch(PLAIN);
  const specs = JSON.stringify([template.chart, template.chartWhen]);
  if (template.chart && !chart.some((c) => c.name === ONE)) {
    const names = chart.map((c) => c.name);
    expect(
      countColumn(chart),
      `-- @chart has one of ${COUNTS.join(', ')}: how many customers stand behind a mark (it has ${names.join(', ')})`,
    ).toBeDefined();
    if (specs.includes('"format":"money"'))
      expect(names, '-- @chart has the largest share that one customer has in a sum of money').toContain(TOP);
  }
  const channels = specs.matchAll(/"column":"(\w+)"/g);
  for (const [, column] of channels) expect(chart.map((c) => c.name)).toContain(column);
  expect(cell.tables.map((beside) => beside.name)).toEqual((template.tables ?? []).map((b) => b.id));
  for (const [i, { sql }] of cell.tables.entries()) {
    const columns = await runner.columns(sql);
    expect(columns.map((c) => c.name)).toEqual(template.tables![i]!.columns.map((c) => c.name));
    for (const c of columns) expect(c.type, c.name).toMatch(PLAIN);
  }
  if (cell.findings === null) return expect(Object.keys(template.findings)).toEqual([]);
  const findings = await runner.columns(leanSql(cell.findings));
  expect(findings.slice(0, 2).map((c) => c.name)).toEqual(['rule', 'severity']);
  for (const c of findings) expect(c.type, c.name).toMatch(PLAIN);
  for (const [rule, { claim, sentence, rows, customers, measure, insight, leaving }] of Object.entries(
    template.findings,
  )) {
    expect(cell.findings, rule).toContain(`'${rule}'`);
    const texts = measure
      ? [measure.action, measure.kpi, measure.target, ...(measure.now ? [measure.now] : [])]
      : [];
    if (leaving) texts.push(leaving);
    // An insight stands up to a test: the machinery's, or one that its row tells the outcome of.
    if (insight && !('test' in claim && claim.test === 'judged'))
      expect(
        findings.map((c) => c.name),
        `${rule}: stands, without which it is never an insight`,
      ).toContain('stands');
    // A plan states what is to change from what it is today.
    if (insight && measure) expect(measure.now, `${rule}: present value`).toBeDefined();
    for (const { zh, en } of texts)
      expect(sentenceColumns(zh).sort(), `${rule}: measure or line`).toEqual(sentenceColumns(en).sort());
    const taken = [
      ...[sentence, ...texts].flatMap(({ en }) => sentenceColumns(en)),
      ...sentenceColumns(rows ?? ''),
      ...(customers ? [customers] : []),
      ...(insight ? insightColumns(insight) : []),
    ];
    for (const column of taken)
      expect(
        findings.map((c) => c.name),
        rule,
      ).toContain(column);
    const row = Object.fromEntries(findings.map((c) => [c.name, c.type === 'VARCHAR' ? 'x' : 1]));
    const where = findingRows(template, rule, row, { cell: 'cell', params: {}, given: GIVEN });
    if (!where.ok) throw new Error(JSON.stringify(where.fault));
    if (where.value !== null) await db.rows(`FROM cell WHERE (${where.value})`);
  }
}

/** It runs with every option on these tables, and its one portable SELECT gives the same rows. */
export async function expectRuns(
  db: Native,
  template: Template,
  tables: TemplateCase['tables'],
  settings: readonly Variant[] = variants(template),
): Promise<void> {
  const runner = await runnerOver(db, tables);
  for (const { params, pieces } of settings) {
    const { rows, chart, findings, tables: beside, cell } = await runner.run(template, params);
    checkOutput(template, rows, chart, findings, beside);
    // How the statements are put together does not depend on the pieces that they hold.
    if (pieces) continue;
    // Written lean it is planned sooner; as it is written, each hand-checked case asks it.
    expect(await runner.rows(leanSql(cell.portable)), 'the portable SQL gives the same rows').toEqual(rows);
  }
}

/** A hand-checked case gives what it says, and so does its one portable SELECT unless that is not asked. */
export async function expectCase(
  db: Native,
  template: Template,
  it: TemplateCase,
  portable = true,
): Promise<void> {
  const runner = await runnerOver(db, it.tables, it);
  const ran = await runner.run(template, it.params, { ...GIVEN, ...it.given });
  const { rows, chart, findings, tables: beside, cell } = ran;
  checkOutput(template, rows, chart, findings, beside);
  expect(rows).toHaveLength(it.expect.count ?? it.expect.rows.length);
  it.expect.rows.forEach((expected, i) => expectRow(rows[i], expected, it.tolerance));
  await checkRows(db, template, findings, it.params ?? {}, { ...GIVEN, ...it.given });
  it.chart?.forEach((expected, i) => expectRow((chart ?? rows)[i], expected, it.tolerance));
  for (const [name, expected] of Object.entries(it.beside ?? {}))
    expected.forEach((row, i) => expectRow(beside[name]?.[i], row, it.tolerance));
  if (it.findings) {
    expect(findings.map((f) => f.rule).sort()).toEqual(it.findings.map((f) => f.rule).sort());
    for (const expected of it.findings)
      expectRow(
        findings.find((f) => f.rule === expected.rule),
        expected,
        it.tolerance,
      );
  }
  if (portable) expect(await runner.rows(standalone(cell))).toEqual(rows);
}

export function checkOutput(
  template: Template,
  rows: Row[],
  chart: Row[] | null,
  findings: Row[],
  beside: Record<string, Row[]>,
): void {
  const tables = Object.values(beside);
  for (const drawn of [chart ?? (template.chart ? rows : []), ...tables])
    expect(drawn.length).toBeLessThanOrEqual(MAX_MARKS);
  for (const row of [...rows, ...(chart ?? []), ...tables.flat(), ...findings])
    for (const [column, value] of Object.entries(row))
      if (typeof value === 'number') expect(Number.isFinite(value), `${column} is ${value}`).toBe(true);
  for (const finding of findings) {
    const rule = template.findings[String(finding.rule)];
    expect(rule, `rule ${String(finding.rule)} is declared`).toBeDefined();
    expect(['bad', 'warning', 'good', 'info']).toContain(finding.severity);
    for (const column of sentenceColumns(rule!.sentence.en))
      expect(finding[column], `${String(finding.rule)}.${column}`).not.toBeNull();
  }
}

/** A finding leads to rows, and where a row is a customer, to as many as it speaks of. */
export async function checkRows(
  db: Native,
  template: Template,
  findings: Row[],
  params: ParamValues,
  given: Given,
): Promise<void> {
  const perCustomer = template.columns.some((c) => c.name === 'customer');
  for (const finding of findings) {
    const rule = String(finding.rule);
    const where = findingRows(template, rule, finding, { cell: 'cell', params, given });
    if (!where.ok || where.value === null) continue;
    const [{ n }] = (await db.rows(`SELECT count(*)::INTEGER AS n FROM cell WHERE (${where.value})`)) as [
      Row,
    ];
    const counted = finding[template.findings[rule]!.customers ?? 'customers'];
    if (perCustomer && typeof counted === 'number') expect(n, `${rule}: ${where.value}`).toBe(counted);
    else expect(n, `${rule}: ${where.value}`).toBeGreaterThan(0);
  }
}

function expectRow(actual: Row | undefined, expected: Row, tolerance = 1e-9): void {
  expect(actual).toBeDefined();
  for (const [column, value] of Object.entries(expected)) {
    const got = actual![column];
    if (typeof value === 'number' && typeof got === 'number')
      expect(Math.abs(got - value), `${column}: ${got}, not ${value}`).toBeLessThanOrEqual(
        tolerance * Math.max(1, Math.abs(value)),
      );
    else expect(typeof got === 'string' ? got.replace(/ 00:00:00$/, '') : got, column).toEqual(value);
  }
}
