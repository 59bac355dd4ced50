import { ENTITIES, ENTITY_NAMES, SQL_TYPE, type EntityName } from '../../../src/entity/catalogue.ts';
import { compile, type CompiledCell, type Given } from '../../../src/template/compile.ts';
import { makeStage } from '../../../src/run/stage.ts';
import { leanSql } from '../../../src/sql/lean.ts';
import { quoteName, quoteText } from '../../../src/sql/quote.ts';
import { checkValues } from '../../../src/template/params.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { Param, ParamValues, Template } from '../../../src/template/schema.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { LONG } from '../../tools/breadth.ts';
import { nativeConnector } from '../support/native-connector.ts';
import type { Native } from '../support/native.ts';
import { Versions } from './versions.ts';

/** Rows of an entity in a case file: the named columns, in order; other roles are NULL. */
export interface CaseTable {
  columns: string[];
  rows: (string | number | boolean | null)[][];
}

/** A hand-checked case: `templates/<id>/cases/*.json`. */
export interface TemplateCase {
  /** Says what is shown and how the numbers were found. */
  name: string;
  tables: Partial<Record<EntityName, CaseTable>>;
  /** What `all_<entity>` holds, where it differs from the scoped rows. */
  all?: Partial<Record<EntityName, CaseTable>>;
  given?: Partial<Given>;
  params?: ParamValues;
  expect: {
    /** The leading rows; columns that a row does not name are not compared. */
    rows: Record<string, unknown>[];
    /** Number of rows in all, when `rows` are only the first. */
    count?: number;
  };
  /** The chart's leading rows, likewise. */
  chart?: Record<string, unknown>[];
  /** Leading rows of side tables by their id, likewise. */
  beside?: Record<string, Record<string, unknown>[]>;
  /** Findings that must be there, in any order, and no other rule unless `others` is true. */
  findings?: Record<string, unknown>[];
  /** Relative tolerance of numbers; default 1e-9. */
  tolerance?: number;
}

export const GIVEN: Given = { asOf: '2024-07-01', periodStart: '2023-07-01', periodEnd: '2024-06-30' };

/**
 * Creates the four entities and their unscoped twins from case tables, typed as the catalogue says. `laid` remembers
 * what each was made by: whoever hands it in changes none of them by other means.
 */
export async function createEntities(
  db: Native,
  tables: TemplateCase['tables'],
  all: TemplateCase['tables'] = {},
  asOf = GIVEN.asOf,
  laid = new Map<string, string>(),
) {
  const lay = async (what: string, statements: string[]) => {
    const text = statements.join(';');
    if (laid.get(what) === text) return;
    await db.exec(...statements);
    laid.set(what, text);
  };
  for (const entity of ENTITY_NAMES) {
    const { time } = ENTITIES[entity];
    const scoped = tables[entity];
    const later = time === null ? 'false' : `${time} >= TIMESTAMP '${asOf}'`;
    const twin = `all_${entity}`;
    const none = (scoped?.rows.length ?? 0) === 0;
    if (all[entity] || none) {
      const own = createEntity(entity, entity, scoped);
      if (!none) own.push(`DELETE FROM ${entity} WHERE ${later}`);
      await lay(entity, [...own, ...createEntity(twin, entity, all[entity] ?? scoped)]);
    } else {
      // Rows are planned as literals once, and copied.
      const copy = `CREATE OR REPLACE TABLE ${entity} AS FROM ${twin} WHERE (${later}) IS NOT TRUE`;
      await lay(entity, [...createEntity(twin, entity, scoped), copy]);
    }
  }
  const limited = (all.customers?.rows.length ?? 0) > (tables.customers?.rows.length ?? 0);
  await lay('past', pastViews(asOf, limited));
}

/** What lies before the as-of date, as the goal's scope lays it over `all_<entity>`. */
export const pastViews = (asOf: string, limited = false): string[] => [
  'CREATE OR REPLACE VIEW past_refunds AS SELECT NULL::VARCHAR AS customer, NULL::TIMESTAMP AS ordered_at, NULL::DOUBLE AS amount WHERE false',
  ...ENTITY_NAMES.flatMap((entity) => {
    const { time } = ENTITIES[entity];
    if (time === null) return [];
    const group = limited ? ' AND customer IN (SELECT customer FROM customers)' : '';
    return [
      `CREATE OR REPLACE VIEW past_${entity} AS FROM all_${entity} WHERE ${time} < TIMESTAMP '${asOf}'${group}`,
    ];
  }),
];

function createEntity(
  table: string,
  entity: EntityName,
  data: CaseTable = { columns: [], rows: [] },
): string[] {
  const roles = ENTITIES[entity].roles;
  for (const column of data.columns)
    if (!roles.some((r) => r.name === column)) throw new Error(`${entity} has no role ${column}`);
  const declared = roles.map((r) => `${quoteName(r.name)} ${SQL_TYPE[r.type]}`).join(', ');
  const create = `CREATE OR REPLACE TABLE ${table} (${declared})`;
  if (data.rows.length === 0) return [create];
  const literal = (value: CaseTable['rows'][number][number]): string =>
    typeof value === 'string' ? quoteText(value) : String(value);
  const rows = data.rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
  return [create, `INSERT INTO ${table} (${data.columns.map(quoteName).join(', ')}) VALUES ${rows}`];
}

/** Makes entities from SELECTs over files or tables: roles that a SELECT does not name are NULL. */
export async function createEntitiesFrom(db: Native, selects: Partial<Record<EntityName, string>>) {
  for (const entity of ENTITY_NAMES) {
    await db.exec(...createEntity(`all_${entity}`, entity));
    if (selects[entity]) await db.exec(`INSERT INTO all_${entity} BY NAME (${selects[entity]})`);
    await db.exec(`CREATE OR REPLACE VIEW ${entity} AS FROM all_${entity}`);
  }
  await db.exec(...pastViews('9999-12-31'));
}

/** Compiles or throws with the fault's code. */
export function compiled(
  template: Template,
  params: ParamValues = {},
  given: Given = GIVEN,
  name = 'cell',
  forkedSql: string | null = null,
): CompiledCell {
  const result = compile(template, name, params, given, forkedSql);
  if (!result.ok) throw new Error(`${template.id}: ${JSON.stringify(result.fault)}`);
  return result.value;
}

export type Row = Record<string, unknown>;

/**
 * Runs cells as the page does (stages to tables, then chart and findings) over entities that stay as they are
 * while it is used. A stage whose text and inputs are unchanged keeps its table, and no SELECT is asked twice
 * of the same tables: most settings change the last step of several.
 */
export function cellRunner(db: Native) {
  const versions = new Versions();
  const answers = new Map<string, Awaited<ReturnType<typeof db.table<Row>>>>();
  const connector = nativeConnector(db);

  /** Columns and rows of a SELECT, asked once per state of the tables that it reads. */
  async function table(sql: string) {
    const version = versions.of(sql);
    let found = answers.get(version);
    if (!found) answers.set(version, (found = await db.table<Row>(sql)));
    return found;
  }
  const rows = async (sql: string): Promise<Row[]> => (await table(sql)).rows;

  async function run(
    from: string | Template,
    params: ParamValues = {},
    given: Given = GIVEN,
    fork: string | null = null,
  ) {
    const template = typeof from === 'string' ? getTemplate(from) : from;
    if (!template) throw new Error(`no template ${String(from)}`);
    const cell = compiled(template, params, given, 'cell', fork);
    for (const stage of cell.stages) {
      if (!versions.renew(stage)) continue;
      const made = await makeStage(connector, stage, runModelHere);
      if (!made.ok) throw new Error(`${template.id}, stage ${stage.name}: ${JSON.stringify(made.fault)}`);
    }
    const tables: Record<string, Row[]> = {};
    for (const { name, sql } of cell.tables) tables[name] = await rows(sql);
    return {
      rows: await rows('FROM cell'),
      chart: cell.chart === null ? null : await rows(leanSql(cell.chart)),
      findings: cell.findings === null ? [] : await rows(leanSql(cell.findings)),
      tables,
      cell,
    };
  }

  return { run, rows, columns: async (sql: string) => (await table(sql)).columns };
}

/** Runs one cell; its tables stay in the database. */
export const runCell = (db: Native, from: string | Template, params?: ParamValues, given?: Given) =>
  cellRunner(db).run(from, params, given);

/** Names and types of a SELECT's columns. */
export async function describeSelect(db: Native, sql: string): Promise<{ name: string; type: string }[]> {
  const rows = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${leanSql(sql)}`);
  return rows.map((r) => ({ name: r.column_name, type: r.column_type }));
}

/** Settings of a template's parameters, and whether only pieces of SQL tell them from one before. */
export interface Variant {
  params: ParamValues;
  pieces: boolean;
}

/** Every option of a choice, yes and no, both ends of a number, a list with and without members. */
function optionsOf(p: Param): ParamValues[] {
  if (p.kind === 'choice') return p.options.map((o) => ({ [p.id]: o.value }));
  if (p.kind === 'choices') return [{ [p.id]: p.options.map((o) => o.value) }, { [p.id]: [] }];
  if (p.kind === 'boolean') return [{ [p.id]: true }, { [p.id]: false }];
  if (p.kind === 'list') return [{ [p.id]: ['a', "b'c"] }, { [p.id]: [] }];
  if (p.kind === 'number' || p.kind === 'integer') return [{ [p.id]: p.min }, { [p.id]: p.max }];
  return [];
}

/** The first option of each parameter side by side, then the second, round again where one has fewer. */
function abreast(options: readonly ParamValues[][]): ParamValues[] {
  const most = Math.max(0, ...options.map((each) => each.length));
  return Array.from({ length: most }, (_, i): ParamValues =>
    Object.assign({}, ...options.map((each) => each[i % each.length])),
  );
}

/**
 * Every option of every parameter that it takes: in the long run one at a time but for those that stand for pieces
 * of SQL, of which the catalogue has dozens; otherwise all parameters side by side, where that is a setting at all.
 */
export function variants(template: Template): Variant[] {
  const taken = (params: ParamValues) => checkValues(template.params, params).ok;
  const options = (params: readonly Param[]) =>
    params.map((p) => optionsOf(p).filter(taken)).filter((each) => each.length > 0);
  const isPieced = (p: Param) => p.kind === 'choice' && p.options.some((o) => o.sql);
  const plain = options(template.params.filter((p) => !isPieced(p)));
  const pieces = abreast(options(template.params.filter(isPieced)));
  const rows = abreast(plain);
  const alone = LONG || !rows.every(taken) ? plain.flat() : rows;
  return [
    ...[{}, ...alone].map((params) => ({ params, pieces: false })),
    ...pieces.map((params) => ({ params, pieces: true })),
  ];
}

/** Options one at a time, those that a template takes. */
export const singles = ({ params }: Template): ParamValues[] =>
  params.flatMap(optionsOf).filter((one) => checkValues(params, one).ok);
