import { quoteName, quoteText } from '../sql/quote.ts';
import { ownColumns, type ExpectedSource, type MappedSource } from './source.ts';

/** One row per customer of the customers' files: `customer`, and as text each column that no role of them reads. */
export const EXTRA_TABLE = 'clean.customer_columns';

type Columns = Pick<MappedSource, 'entity' | 'mapping' | 'columns'>;

const WORDS = /^(?:VARCHAR|BOOLEAN)$/i;
const NUMBERS = /^(?:(?:TINY|SMALL|BIG|HUGE)?INT|INTEGER|FLOAT|DOUBLE|DECIMAL)/i;

/**
 * Columns of a source of customers that no role reads and whose values can be what customers are divided by: words,
 * yes or no, and numbers, in four bands where there are many. Times would make a group of every value.
 */
const extrasOf = ({ entity, mapping, columns }: Columns): string[] => {
  if (entity !== 'customers') return [];
  const read = new Set(Object.values(mapping));
  return ownColumns(columns)
    .filter(({ name, type }) => (WORDS.test(type) || NUMBERS.test(type)) && !read.has(name))
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
  // A column is one of numbers where every file that has it says so.
  const counted = new Set(
    all.filter((name) =>
      each.every(({ source }) =>
        source.columns.every((c) => folded(c.name) !== folded(name) || NUMBERS.test(c.type)),
      ),
    ),
  );
  const parts = each.map(({ source, columns }) => {
    const has = new Map(columns.map((name) => [folded(name), name]));
    const values = all.map((name) => {
      const column = has.get(folded(name));
      const value = column ? `s.${quoteName(column)}` : 'NULL';
      const own = counted.has(name)
        ? `CAST(${value} AS DOUBLE)`
        : `nullif(trim(CAST(${value} AS VARCHAR)), '')`;
      return `${own} AS ${quoteName(name)}`;
    });
    return `SELECT c.customer, ${values.join(', ')}
FROM clean.customers c JOIN source.${quoteName(source.name)} s ON s._row = c._row
WHERE c._source = ${quoteText(source.name)} AND c.customer IS NOT NULL`;
  });
  // A customer whom several profiles describe counts once, as where analyses read roles.
  const kept = all.map((name) => `any_value(${quoteName(name)}) AS ${quoteName(name)}`);
  const rows = `SELECT customer, ${kept.join(', ')}
FROM (${parts.join('\nUNION ALL\n')})
GROUP BY customer`;
  const numbers = all.filter((name) => counted.has(name));
  if (numbers.length === 0) return [`CREATE OR REPLACE TABLE ${EXTRA_TABLE} AS\n${rows}`];
  const spreads = numbers.map((name, i) => spreadSql(quoteName(name), i)).join(', ');
  const rounded = numbers.map((_, i) => roundedSql(i)).join(', ');
  const values = all.map((name) => {
    const column = quoteName(name);
    return counted.has(name) ? `${bandSql(column, numbers.indexOf(name))} AS ${column}` : column;
  });
  return [
    `CREATE OR REPLACE TABLE ${EXTRA_TABLE} AS
WITH own AS (${rows})
SELECT customer, ${values.join(', ')}
FROM own CROSS JOIN (SELECT * REPLACE (${rounded}) FROM (SELECT ${spreads} FROM own)) spread`,
  ];
}

/** A number that has no more different values than this is told by its value. */
const FEW = 10;
const BANDS = '[0.25, 0.5, 0.75]';

/** What a column's bands hang on: how many values there are, its quarters, its least, and whether all are whole. */
const spreadSql = (column: string, i: number): string =>
  `count(DISTINCT ${column}) AS n${i}, quantile_disc(${column}, ${BANDS}) AS q${i}, min(${column}) AS least${i}, bool_and(${column} = trunc(${column})) AS whole${i}`;

/**
 * A band's bound is the value of some customer: it is rounded to a tenth of the power of ten that the middle half
 * spans, at most, and nobody's balance is told by it. Where the middle half has one value, many have it. Where that would
 * make one bound of two, a few having most of it, each is rounded as far as the one below it and the next leave room.
 */
function roundedSql(i: number): string {
  const q = `q${i}`;
  const all = `list_transform(${q}, lambda x: round(x, CAST(1 - floor(log10(${q}[3] - ${q}[1])) AS INTEGER)))`;
  const each = [1, 2, 3].map((n) => {
    const gaps = [`nullif(${q}[${n}] - ${n === 1 ? `least${i}` : `${q}[${n - 1}]`}, 0)`];
    if (n < 3) gaps.push(`nullif(${q}[${n + 1}] - ${q}[${n}], 0)`);
    return `coalesce(round(${q}[${n}], 1 - CAST(floor(log10(least(${gaps.join(', ')}))) AS INTEGER)), ${q}[${n}])`;
  });
  const apart = `len(list_distinct(${all})) = len(list_distinct(${q}))`;
  return `CASE WHEN ${q}[3] = ${q}[1] THEN ${q} WHEN ${apart} THEN ${all} ELSE [${each.join(', ')}] END AS ${q}`;
}

/** The band of a number: itself where there are few, else the quarter of the customers that it is among, by its bounds. */
function bandSql(column: string, i: number): string {
  const text = (number: string) =>
    `CASE WHEN ${number} = trunc(${number}) AND abs(${number}) < 1e15 THEN format(CASE WHEN abs(${number}) < 10000 THEN '{:d}' ELSE '{:,}' END, CAST(${number} AS BIGINT)) ELSE CAST(${number} AS VARCHAR) END`;
  const cut = (n: number) => `q${i}[${n}]`;
  // Whole numbers leave no gap between one band's end and the next one's begin.
  const from = (n: number) => `${cut(n)} + CASE WHEN whole${i} THEN 1 ELSE 0 END`;
  // Of numbers with a fraction, what is above the only value of the band below begins right behind it: 0, then >0–500.
  const above = (n: number) => `NOT whole${i} AND least${i} = ${cut(n)}`;
  const between = (n: number) =>
    `WHEN ${column} <= ${cut(n)} THEN CASE WHEN ${from(n - 1)} < ${cut(n)} THEN CASE WHEN ${above(n - 1)} THEN '>' ELSE '' END || ${text(from(n - 1))} || '–' ELSE '' END || ${text(cut(n))}`;
  return `CASE WHEN ${column} IS NULL THEN NULL WHEN n${i} <= ${FEW} THEN ${text(column)}
  WHEN ${column} <= ${cut(1)} THEN CASE WHEN least${i} < ${cut(1)} THEN '≤' ELSE '' END || ${text(cut(1))}
  ${between(2)}
  ${between(3)}
  ELSE '>' || ${text(cut(3))} END`;
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
