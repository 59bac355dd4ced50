import type { PersonalKind } from '../privacy/kinds.ts';
import { policySql } from '../privacy/policy.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import { ENTITIES, type EntityName } from './catalogue.ts';
import { ownColumns, presentRoles, type MappedSource } from './source.ts';

/** One column of a source as the data dictionary shows it. */
export interface DictionaryRow {
  source: string;
  /** 1-based place in the file. */
  position: number;
  field: string;
  /** `entity.role` (`customers.role` of what a row says of its customer), or NULL for a column that no analysis uses. */
  role: string | null;
  /** DuckDB's type name. */
  type: string;
  rows: number;
  filled: number;
  /** 0 to 1; NULL for a source without rows. */
  filled_share: number | null;
  distinct: number;
  /** True when `distinct` is an estimate (above `EXACT_DISTINCT_ROWS` rows, about 2 % off). */
  approximate: boolean;
  /** Least and greatest value of numbers and dates as text; NULL for text. */
  lowest: string | null;
  highest: string | null;
  /** Up to three values, masked where the column is personal, joined by ' · '. */
  examples: string | null;
}

/** Rows up to which distinct values are counted rather than estimated. */
const EXACT_DISTINCT_ROWS = 200_000;

/** Rows looked at for examples. */
const EXAMPLE_ROWS = 1000;

/**
 * SELECT of the `DictionaryRow`s of one source table: one pass for the figures, a look at its first rows
 * for the examples. `rows` is the source's row count; `kinds` says which columns hold personal data, so
 * that the examples of one that was kept are masked too.
 */
export function dictionarySql(
  source: MappedSource,
  rows: number,
  kinds: Readonly<Record<string, PersonalKind | null>> = {},
): string {
  const approximate = rows > EXACT_DISTINCT_ROWS;
  const roleOf = (column: string): string | null => {
    const role = Object.keys(source.mapping).find((r) => source.mapping[r] === column);
    if (role && ENTITIES[source.entity].roles.some((r) => r.name === role)) return `${source.entity}.${role}`;
    const told = Object.keys(source.attributes ?? {}).find((r) => source.attributes![r] === column);
    return told && ENTITIES.customers.roles.some((r) => r.name === told) ? `customers.${told}` : null;
  };
  const columns = ownColumns(source.columns);
  const facts = columns.map(({ name, type }, i) => {
    const column = quoteName(name);
    const ranged = !/^(?:VARCHAR|BOOLEAN|BLOB)/i.test(type);
    const bound = (f: 'min' | 'max') =>
      ranged ? `CAST(${f}(${column}) AS VARCHAR)` : 'CAST(NULL AS VARCHAR)';
    const distinct = approximate ? `approx_count_distinct(${column})` : `count(DISTINCT ${column})`;
    const role = roleOf(name);
    return `{'position': ${i + 1}, 'field': ${quoteText(name)}, 'role': ${role ? quoteText(role) : 'CAST(NULL AS VARCHAR)'}, 'type': ${quoteText(type)},
  'filled': count(${column}), 'distinct': ${distinct}, 'lowest': ${bound('min')}, 'highest': ${bound('max')}}`;
  });
  const shown = columns.map(({ name }, i) => {
    const kind = kinds[name] ?? null;
    const text = `CAST(${quoteName(name)} AS VARCHAR)`;
    // The mask needs no secret. What importing has masked or hashed already shows nothing and stays.
    const value = kind
      ? `CASE WHEN contains(${text}, '*') OR regexp_matches(${text}, '^p_[0-9a-f]{16}$') THEN ${text} ELSE ${policySql(name, 'mask', kind, '')} END`
      : text;
    return `{'position': ${i + 1}, 'examples': array_to_string(list(DISTINCT ${value} ORDER BY ${value}) FILTER (WHERE ${value} IS NOT NULL)[1:3], ' · ')}`;
  });
  const table = `source.${quoteName(source.name)}`;
  return `
WITH facts AS (SELECT count(*) AS n, [${facts.join(',\n  ')}] AS f FROM ${table}),
shown AS (SELECT [${shown.join(',\n  ')}] AS s FROM (SELECT * FROM ${table} LIMIT ${EXAMPLE_ROWS})),
one AS (SELECT n, unnest(f) AS f FROM facts),
two AS (SELECT unnest(s) AS s FROM shown)
SELECT ${quoteText(source.name)} AS source, f.position, f.field, f.role, f.type, n AS "rows", f.filled,
  f.filled / nullif(n, 0) AS filled_share, f."distinct", ${approximate} AS approximate, f.lowest, f.highest, s.examples
FROM one LEFT JOIN two ON s.position = f.position ORDER BY f.position`;
}

/** How many customers of an entity have a profile. */
export interface MatchRow {
  entity: EntityName;
  customers: number;
  /** Of them, those that a profile file describes. */
  matched: number;
  /** 0 to 1; NULL without customers. */
  share: number | null;
}

/**
 * SELECT of the match rates (`MatchRow`) between each entity that names customers and the profile files,
 * after cleaning, without staff; null when there are no profiles or nothing to match.
 */
export function matchSql(sources: readonly MappedSource[]): string | null {
  const naming = namingEntities(sources);
  if (!naming.length) return null;
  return naming
    .map(
      (entity) => `
SELECT '${entity}' AS entity, count(*) AS customers, count(p.customer) AS matched, count(p.customer) / nullif(count(*), 0) AS share
FROM (SELECT DISTINCT customer FROM all_${entity} WHERE customer IN (SELECT customer FROM all_customers)) e
LEFT JOIN (SELECT DISTINCT customer FROM all_customers WHERE _source IS NOT NULL) p ON p.customer = e.customer`,
    )
    .join('\nUNION ALL');
}

function namingEntities(sources: readonly MappedSource[]): EntityName[] {
  if (!sources.some(({ entity }) => entity === 'customers')) return [];
  return (['orders', 'events', 'feedback'] as const).filter((e) =>
    presentRoles(e, sources).includes('customer'),
  );
}
