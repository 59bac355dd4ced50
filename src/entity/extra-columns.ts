import { quoteName, quoteText } from '../sql/quote.ts';
import { ownColumns, type ExpectedSource, type MappedSource } from './source.ts';

/** One row per customer of the customers' files: `customer`, and as text each column that no role of them reads. */
export const EXTRA_TABLE = 'clean.customer_columns';

type Columns = Pick<MappedSource, 'entity' | 'mapping' | 'columns'>;

/**
 * Columns of a source of customers that no role reads and whose values can be what customers are divided by: words,
 * and yes or no. Numbers and times would make a group of every value.
 */
const extrasOf = ({ entity, mapping, columns }: Columns): string[] => {
  if (entity !== 'customers') return [];
  const read = new Set(Object.values(mapping));
  return ownColumns(columns)
    .filter(({ name, type }) => /^(?:VARCHAR|BOOLEAN)$/i.test(type) && !read.has(name))
    .map(({ name }) => name)
    .filter((name) => folded(name) !== 'customer');
};

/** As the engine compares names. */
const folded = (name: string): string => name.toLowerCase();

/** Each name once, as it is written first. */
const once = (names: readonly string[]): string[] =>
  names.filter((name, i) => names.findIndex((other) => folded(other) === folded(name)) === i);

/** Those that a notebook's sources have and that came in as they are, under the names by which options know them. */
export const extraColumns = (sources: readonly (Columns & Pick<ExpectedSource, 'privacy'>)[]): string[] =>
  once(
    sources.flatMap((source) =>
      extrasOf(source).filter((name) => (source.privacy[name] ?? 'keep') === 'keep'),
    ),
  );

/** Statements that make `EXTRA_TABLE` of the cleaned customers, or see that none is left. */
export function extraColumnsSql(sources: readonly MappedSource[]): string[] {
  const each = sources.flatMap((source) => {
    const columns = extrasOf(source);
    return columns.length > 0 ? [{ source, columns }] : [];
  });
  if (each.length === 0) return [`DROP TABLE IF EXISTS ${EXTRA_TABLE}`];
  const all = once(each.flatMap(({ columns }) => columns));
  const parts = each.map(({ source, columns }) => {
    const has = new Map(columns.map((name) => [folded(name), name]));
    const values = all.map((name) => {
      const column = has.get(folded(name));
      const text = column
        ? `nullif(trim(CAST(s.${quoteName(column)} AS VARCHAR)), '')`
        : 'CAST(NULL AS VARCHAR)';
      return `${text} AS ${quoteName(name)}`;
    });
    return `SELECT c.customer, ${values.join(', ')}
FROM clean.customers c JOIN source.${quoteName(source.name)} s ON s._row = c._row
WHERE c._source = ${quoteText(source.name)} AND c.customer IS NOT NULL`;
  });
  // A customer whom several profiles describe counts once, as where analyses read roles.
  const kept = all.map((name) => `any_value(${quoteName(name)}) AS ${quoteName(name)}`);
  return [
    `CREATE OR REPLACE TABLE ${EXTRA_TABLE} AS
SELECT customer, ${kept.join(', ')}
FROM (${parts.join('\nUNION ALL\n')})
GROUP BY customer`,
  ];
}

/** Those that the rows at hand have, however they came in. */
export const presentExtras = (sources: readonly Columns[]): string[] => once(sources.flatMap(extrasOf));

/**
 * The value of a column for the `customer` of a row. The subquery has no column of that name itself, or it would
 * compare it with itself.
 */
export const extraValue = (column: string): string =>
  `(SELECT own.value FROM (SELECT x.customer AS whose, x.${quoteName(column)} AS value FROM ${EXTRA_TABLE} x) own WHERE own.whose = customer)`;

const READS = /x\.("(?:[^"]|"")*") AS value FROM clean\.customer_columns x\)/g;

/** The columns whose values a SELECT looks up by `extraValue`. */
export const extrasIn = (sql: string): string[] =>
  once([...sql.matchAll(READS)].map(([, name]) => name!.slice(1, -1).replaceAll('""', '"')));

/** The first of these columns that is not among those at hand, compared as the engine does. */
export function lackingExtra(wanted: readonly string[], present: readonly string[]): string | undefined {
  const has = new Set(present.map(folded));
  return wanted.find((name) => !has.has(folded(name)));
}
