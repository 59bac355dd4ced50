import { ENTITIES, ENTITY_NAMES, SQL_TYPE, type EntityName } from '../../../src/entity/catalogue.ts';
import { asOfSql, scopeDates, scopeSql, type DataExtent, type GoalScope } from '../../../src/entity/scope.ts';
import type { Given } from '../../../src/template/compile.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { openNative, type Native } from '../support/native.ts';
import { runCell } from './support.ts';

/** One value of a role: text, number, yes or no, or nothing. */
export type Value = string | number | boolean | null;
/** Clean rows of an entity by role; roles that a row does not name are NULL. */
export type CompanyRows = Record<string, Value>[];
export type Company = Partial<Record<EntityName, CompanyRows>>;

/** So many rows, each by its number. */
export const many = (n: number, of: (i: number) => Record<string, Value>): CompanyRows =>
  Array.from({ length: n }, (_, i) => of(i));

export const EVERYBODY: GoalScope = {
  behaviours: [],
  group: { kind: 'all' },
  period: { kind: 'months', months: 12 },
  asOf: null,
};

/**
 * A database with the clean entities of a company, over which goals are laid as a run does. Customers that only
 * other rows name are among `customers`, as cleaning leaves them.
 */
export async function openCompany(company: Company, native?: Native) {
  const db = native ?? (await openNative());
  await db.exec('CREATE SCHEMA IF NOT EXISTS clean');
  for (const entity of ENTITY_NAMES) {
    const { roles } = ENTITIES[entity];
    const columns = [...roles.map((r) => `${r.name} ${SQL_TYPE[r.type]}`), '_source VARCHAR'];
    await db.exec(`CREATE OR REPLACE TABLE all_${entity} (${columns.join(', ')})`);
    const rows = entity === 'customers' ? people(company) : (company[entity] ?? []);
    if (rows.length > 0) await db.exec(insert(entity, rows));
  }
  await db.exec(
    'CREATE OR REPLACE TABLE all_refunds (customer VARCHAR, ordered_at TIMESTAMP, amount DOUBLE)',
  );
  const [extent] = await db.rows<DataExtent>(asOfSql());

  /** Lays the goal's scope; what the run is about. */
  const scope = async (goal: Partial<GoalScope> = {}): Promise<Given> => {
    const whole = { ...EVERYBODY, ...goal };
    const given = scopeDates(whole, extent!, '2026-01-01');
    await db.exec(...scopeSql(whole, given));
    return { ...given, groupBySpend: whole.group.kind === 'top' };
  };
  return {
    db,
    scope,
    /** A template's output under a goal. */
    run: async (template: string, params: ParamValues = {}, goal: Partial<GoalScope> = {}) => {
      const given = await scope(goal);
      return { given, ...(await runCell(db, template, params, given)) };
    },
    close: () => db.close(),
  };
}

function people(company: Company): Record<string, Value>[] {
  const profiles = (company.customers ?? []).map((row) => ({ ...row, _source: 'crm' }));
  const known = new Set<Value>(profiles.map((row) => (row as Record<string, Value>)['customer'] ?? null));
  const named = ENTITY_NAMES.filter((e) => e !== 'customers').flatMap((e) => company[e] ?? []);
  const others = [...new Set(named.map((row) => row['customer'] ?? null))].filter((c) => c && !known.has(c));
  return [...profiles, ...others.map((customer) => ({ customer, _source: null }))];
}

/** A text literal a column, cut by the engine: thousands of literals take longer to plan than to insert. */
function insert(entity: EntityName, rows: readonly Record<string, Value>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => {
    const texts = rows.map((row) => String(row[name] ?? NOTHING));
    return `nullif(unnest(string_split(${quoteText(texts.join(CUT))}, '${CUT}')), '${NOTHING}')`;
  });
  return `INSERT INTO all_${entity} (${names.join(', ')}) SELECT ${columns.join(', ')}`;
}

/** The separators of units and of records: no value has them. */
const [CUT, NOTHING] = ['\u001f', '\u001e'];
