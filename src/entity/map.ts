import { quoteName, quoteText } from '../sql/quote.ts';
import { castSql } from './cast.ts';
import { ENTITIES, ENTITY_NAMES, SQL_TYPE, type Derived, type EntityName } from './catalogue.ts';
import { onFiveSql } from './scale.ts';
import { currencySql } from '../values/currency.ts';
import {
  customerSide,
  mappedColumn,
  moneyText,
  NAMES,
  presentRoles,
  statedCurrency,
  type MappedSource,
} from './source.ts';

/**
 * Statements that lay a view `mapped_<entity>` over the sources of each entity: the roles that any of
 * them fills (typed, in the catalogue's order; a source without one gives NULL), then `_source` (its
 * name), `_row` (record number in the file) and `_copy` (1 = first of its exact copies); of customers also
 * `_names` (how many names the id has in its file, NULL where none were masked). Several sources are put under
 * each other. Entities without a source get no view here; `cleanSql` derives `customers`
 * from the cleaned keys of the others, so that a refund-only or nameless line makes no customer. Where rows of another entity also tell
 * of their customers, the view of customers waits for those to be clean (`toldSql`).
 */
export function entitySql(sources: readonly MappedSource[]): string[] {
  return ENTITY_NAMES.flatMap((entity) => {
    const own = sources.filter((s) => s.entity === entity);
    const view = `mapped_${entity}`;
    const waits = entity === 'customers' && sources.some((s) => customerSide(s));
    if (!own.length || waits) return [`DROP VIEW IF EXISTS ${view}`];
    return [`CREATE OR REPLACE VIEW ${view} AS\n${rowsSql(entity, own, presentRoles(entity, sources))}`];
  });
}

/** SELECT of the rows of an entity's sources in the given roles, one source under the other. */
export const rowsSql = (
  entity: EntityName,
  sources: readonly MappedSource[],
  roles: readonly string[],
): string => sources.map((source) => selectSql(source, entity, roles)).join('\nUNION ALL\n');

function selectSql(source: MappedSource, entity: EntityName, roles: readonly string[]): string {
  const castOf = (name: string): string | null => {
    const role = ENTITIES[entity].roles.find((r) => r.name === name);
    const column = mappedColumn(source, name);
    if (!role || !column) return null;
    const scale = name === 'csat' ? source.scales?.[column.name] : undefined;
    return scale ? onFiveSql(castSql(column, role), scale) : castSql(column, role);
  };
  const columns = roles.map((name) => {
    const role = ENTITIES[entity].roles.find((r) => r.name === name)!;
    const money = name === 'currency' ? moneyText(source) : undefined;
    const beside = name === 'currency' ? statedCurrency(source) : undefined;
    const stated = money ? currencySql(quoteName(money.name)) : beside && quoteText(beside);
    const sql =
      castOf(name) ?? stated ?? derivedSql(role.derived, castOf) ?? `CAST(NULL AS ${SQL_TYPE[role.type]})`;
    const off = role.off === undefined ? null : castOf(role.off);
    // Tills write what they gave off with a minus as well, and turn both signs where they take goods back.
    return `${off === null ? sql : `${sql} - sign(${sql}) * abs(coalesce(${off}, 0))`} AS ${name}`;
  });
  columns.push(`${quoteText(source.name)} AS _source`, '_row', '_copy');
  if (entity === 'customers') {
    const counted = source.columns.some(({ name }) => name === NAMES);
    columns.push(counted ? NAMES : `CAST(NULL AS INTEGER) AS ${NAMES}`);
  }
  return `SELECT ${columns.join(',\n  ')}\nFROM source.${quoteName(source.name)}`;
}

/** The formula of a computable role over this source's columns, or null when one of them is missing. */
function derivedSql(derived: Derived | undefined, castOf: (role: string) => string | null): string | null {
  if (!derived || derived.from.some((name) => castOf(name) === null)) return null;
  const sql = derived.sql.replace(/\w+/g, (word) =>
    derived.from.includes(word) ? `(${castOf(word)})` : word,
  );
  const less = derived.less === undefined ? null : castOf(derived.less);
  return less === null ? sql : `${sql} * (1 - coalesce(${less}, 0))`;
}
