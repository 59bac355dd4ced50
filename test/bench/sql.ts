import { ENTITIES, ENTITY_NAMES, SQL_TYPE, type EntityName } from '../../src/entity/catalogue.ts';
import { compile, type Given } from '../../src/template/compile.ts';
import { findNotebookTemplate } from '../../src/notebook/templates.ts';
import { fromNotebookTemplate } from '../../src/notebook/create.ts';
import { getTemplate } from '../../src/template/registry.ts';
import { quoteName } from '../../src/sql/quote.ts';

/** Scope of the main notebook over the generated data: the twelve months before the day after its last order. */
export const GIVEN: Given = { asOf: '2024-12-31', periodStart: '2023-12-31', periodEnd: '2024-12-30' };

/** What the generated files' columns mean. */
export const ROLES: Record<'orders' | 'events', Record<string, string>> = {
  orders: {
    customer: 'customer_id',
    ordered_at: 'order_date',
    amount: 'amount',
    order_id: 'order_id',
    category: 'category',
    quantity: 'quantity',
    channel: 'channel',
  },
  events: {
    customer: 'user_id',
    occurred_at: 'event_time',
    action: 'action',
    session: 'session_id',
    duration_seconds: 'duration_seconds',
  },
};

/** How a bare page would make the entities of one imported table: typed, scoped, neither cleaned nor accounted for. */
export function bareEntities(kind: 'orders' | 'events', table: string): string[] {
  const roles = ROLES[kind];
  const typed = ENTITIES[kind].roles
    .filter((role) => roles[role.name])
    .map((role) => `CAST(${quoteName(roles[role.name]!)} AS ${SQL_TYPE[role.type]}) AS ${role.name}`);
  return [
    `CREATE OR REPLACE TABLE bare AS SELECT ${typed.join(', ')} FROM ${quoteName(table)}`,
    'CREATE OR REPLACE TABLE bare_customers AS SELECT DISTINCT customer FROM bare WHERE customer IS NOT NULL',
    'CREATE OR REPLACE VIEW past_refunds AS SELECT NULL::VARCHAR AS customer, NULL::TIMESTAMP AS ordered_at, NULL::DOUBLE AS amount WHERE false',
    ...ENTITY_NAMES.flatMap((entity) => [allView(entity, kind), ...pastView(entity), scopedView(entity)]),
  ];
}

function allView(entity: EntityName, kind: EntityName): string {
  const from = entity === kind ? 'FROM bare' : entity === 'customers' ? 'FROM bare_customers' : 'WHERE false';
  const there =
    entity === kind ? Object.keys(ROLES[kind as 'orders']) : entity === 'customers' ? ['customer'] : [];
  const columns = ENTITIES[entity].roles.map((role) =>
    there.includes(role.name) ? role.name : `CAST(NULL AS ${SQL_TYPE[role.type]}) AS ${role.name}`,
  );
  return `CREATE OR REPLACE VIEW all_${entity} AS SELECT ${columns.join(', ')} ${from}`;
}

function pastView(entity: EntityName): string[] {
  const { time } = ENTITIES[entity];
  if (time === null) return [];
  return [
    `CREATE OR REPLACE VIEW past_${entity} AS FROM all_${entity} WHERE ${time} < TIMESTAMP '${GIVEN.asOf}'`,
  ];
}

function scopedView(entity: EntityName): string {
  const { time } = ENTITIES[entity];
  const within = time
    ? ` WHERE ${time} >= TIMESTAMP '${GIVEN.periodStart}' AND ${time} < TIMESTAMP '${GIVEN.periodEnd}' + INTERVAL 1 DAY`
    : '';
  return `CREATE OR REPLACE VIEW ${entity} AS FROM all_${entity}${within}`;
}

/**
 * The statements of one analysis as a person would run them: its portable SQL (one SELECT) as a table, then
 * the chart's rows. Where the chart reads steps of the cell, those that it needs are made as tables too.
 */
export function cellStatements(template: string, params = {}, fork: string | null = null): string[] {
  const definition = getTemplate(template);
  if (!definition) throw new Error(`no template ${template}`);
  const name = template.replaceAll('-', '_');
  const compiled = compile(definition, name, params, GIVEN, fork);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.fault));
  const { stages, chart, portable } = compiled.value;
  if (stages.length === 0) return [];
  const rows = chart ?? `SELECT * FROM ${quoteName(name)} LIMIT 5000`;
  const first = stages.filter((stage) => !stage.later);
  const steps = first.slice(0, -1).some((stage) => rows.includes(stage.table));
  const made = steps
    ? first.map((stage) => `CREATE OR REPLACE TABLE ${quoteName(stage.table)} AS ${stage.sql}`)
    : [`CREATE OR REPLACE TABLE ${quoteName(name)} AS ${portable}`];
  return [...made, rows];
}

/** The statements of every analysis of the main notebook that orders alone can feed. */
export function notebookStatements(): string[] {
  const template = findNotebookTemplate('customer-value');
  if (!template) throw new Error('no main notebook');
  const notebook = fromNotebookTemplate(template, { lang: 'en', versionOf: () => 1 });
  return notebook.cells
    .filter((cell) => cell.template !== 'path-sankey')
    .flatMap((cell) => cellStatements(cell.template, cell.params, cell.sql));
}
