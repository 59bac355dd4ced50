import { quoteName, quoteText } from '../sql/quote.ts';
import { castSql } from './cast.ts';
import { ENTITIES, SQL_TYPE, type EntityName } from './catalogue.ts';
import { rowsSql } from './map.ts';
import { customerSide, mappedColumn, NAMES, presentRoles, type MappedSource } from './source.ts';

/** The ledger's line of customers whom rows of other entities describe. */
export const TOLD = 'customers.told';

/** Texts that are each customer's own. */
const FREE = new Set(['name', 'phone', 'email', 'referrer']);

/** A source of orders, events or feedback, and its rows as what they say of their customers. */
interface Teller {
  source: MappedSource;
  side: MappedSource;
}

const tellersOf = (sources: readonly MappedSource[]): Teller[] =>
  sources.flatMap((source) => {
    const side = customerSide(source);
    return side ? [{ source, side }] : [];
  });

/** Whether rows of orders, events or feedback also describe their customers, and whether files of customers do too. */
export const toldBeside = (sources: readonly MappedSource[]): { told: boolean; files: boolean } => ({
  told: tellersOf(sources).length > 0,
  files: sources.some(({ entity }) => entity === 'customers'),
});

/**
 * Statements that make customers of rows that describe them, after those rows were cleaned:
 * - `clean.told`: one row per customer named by a kept row. Each attribute is the latest row's that has it (by time,
 *   then by place in the file); `_source`, `_row` are the latest row's, `_differs` says in how many attributes the
 *   customer's rows differ. Who has no attribute at all is not in it;
 * - the view `mapped_customers` as `entitySql` describes it, of the customers' files, whose empty fields are filled
 *   (`_filled` says how many; of groups only with words that the files use), and under them whom no file names. `_differs` is NULL of a file's rows.
 *
 * Empty where no source tells of customers: then `entitySql` made the view.
 */
export function toldSql(sources: readonly MappedSource[]): string[] {
  const tellers = tellersOf(sources);
  if (tellers.length === 0) return [];
  const roles = presentRoles('customers', sources);
  const told = roles.filter(
    (role) => role !== 'customer' && tellers.some(({ side }) => mappedColumn(side, role)),
  );
  return [reducedSql(tellers, told), viewSql(sources, roles, told)];
}

/** Statements after the rules of customers: whom only rows describe has no row of a file of customers. */
export function toldApartSql(sources: readonly MappedSource[]): string[] {
  const names = tellersOf(sources).map(({ source }) => quoteText(source.name));
  if (names.length === 0) return [];
  return [`UPDATE clean.customers SET _source = NULL, _row = NULL WHERE _source IN (${names.join(', ')})`];
}

function reducedSql(tellers: readonly Teller[], told: readonly string[]): string {
  const rows = tellers.map(({ source, side }, i) => tellingSql(source, side, told, i));
  const latest = (what: string) => `arg_max(${what}, _at) FILTER (WHERE ${what} IS NOT NULL) AS ${what}`;
  const differ = told.map((role) => `coalesce(min(${role}) <> max(${role}), false)::INTEGER`);
  return `CREATE OR REPLACE TABLE clean.told AS
SELECT customer, ${[...told, '_source', '_row'].map(latest).join(',\n  ')},
  ${differ.join(' + ')} AS _differs
FROM (${rows.join('\nUNION ALL\n')})
GROUP BY customer HAVING ${told.map((role) => `count(${role})`).join(' + ')} > 0`;
}

/** A source's kept rows with what they say, and one number that orders them: time, then place. */
function tellingSql(
  source: MappedSource,
  side: MappedSource,
  told: readonly string[],
  place: number,
): string {
  const columns = told.map((name) => {
    const role = ENTITIES.customers.roles.find((r) => r.name === name)!;
    const column = mappedColumn(side, name);
    return `${column ? castSql(column, role) : `CAST(NULL AS ${SQL_TYPE[role.type]})`} AS ${name}`;
  });
  const { time } = ENTITIES[source.entity];
  const moment = time === null ? '0' : `coalesce(epoch_us(r.${time}), 0)`;
  return `SELECT r.customer, r._source, r._row, ${told.map((name) => `s.${name}`).join(', ')},
  (${moment}::HUGEINT * 1000000000000 + r._row) * 1000 + ${place} AS _at
FROM clean.${source.entity} r
JOIN (SELECT _row, ${columns.join(', ')} FROM source.${quoteName(source.name)}) s ON s._row = r._row
WHERE r._source = ${quoteText(source.name)} AND r.customer IS NOT NULL`;
}

function viewSql(
  sources: readonly MappedSource[],
  roles: readonly string[],
  told: readonly string[],
): string {
  const files = sources.filter(({ entity }) => entity === 'customers');
  const typed = (name: string) => {
    const role = ENTITIES.customers.roles.find((r) => r.name === name)!;
    return `CAST(NULL AS ${SQL_TYPE[role.type]}) AS ${name}`;
  };
  const own = roles.map((role) => (role === 'customer' || told.includes(role) ? `t.${role}` : typed(role)));
  const none = `CAST(NULL AS INTEGER) AS ${NAMES}`;
  const alone = `SELECT ${own.join(', ')}, t._source, t._row, 1 AS _copy, ${none}, t._differs, 0 AS _filled
FROM clean.told t`;
  if (files.length === 0) return `CREATE OR REPLACE VIEW mapped_customers AS\n${alone}`;
  const kept = presentRoles('customers', files);
  /** What a gap of a file's row is filled with. */
  const gap = (role: string): string => {
    const text = ENTITIES.customers.roles.some((r) => r.name === role && r.type === 'text');
    // Two files may have two words for a thing: a word that the file itself uses is its own.
    return text && kept.includes(role) && !FREE.has(role)
      ? `CASE WHEN t.${role} IN (SELECT ${role} FROM m) THEN t.${role} END`
      : `t.${role}`;
  };
  const filled = roles.map((role) =>
    told.includes(role) ? `coalesce(m.${role}, ${gap(role)}) AS ${role}` : `m.${role}`,
  );
  const count = told.map((role) => `(m.${role} IS NULL AND ${gap(role)} IS NOT NULL)::INTEGER`);
  return `CREATE OR REPLACE VIEW mapped_customers AS
WITH m AS (${rowsSql('customers', files, roles)})
SELECT ${filled.join(', ')}, m._source, m._row, m._copy, m.${NAMES}, CAST(NULL AS INTEGER) AS _differs, ${count.join(' + ')} AS _filled
FROM m LEFT JOIN clean.told t ON t.customer = m.customer
UNION ALL
${alone} WHERE NOT EXISTS (FROM m WHERE m.customer = t.customer)`;
}

/** The sources whose rows are an entity's own; of customers, those whose rows describe them too. */
export const sourcesOf = (entity: EntityName, sources: readonly MappedSource[]): MappedSource[] =>
  sources.filter(
    (source) => source.entity === entity || (entity === 'customers' && customerSide(source) !== null),
  );
