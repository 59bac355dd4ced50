import type { ReadColumn } from '../../files/api.ts';
import {
  ANY,
  orderOf,
  SHEET_DAYS,
  SHEET_EPOCH,
  SHEET_FIRST,
  UNIX,
  unshifted,
  isPacked,
  yearIn,
} from '../../files/dates.ts';
import { formOf } from '../../files/numbers.ts';
import { quoteText, quotePath } from '../../sql/quote.ts';
import { otherCurrencySql } from '../../values/currency.ts';
import { unwrapSql } from '../../values/wrap.ts';
import { isNothing, meantSql } from '../../values/nothing.ts';
import { numberSql } from '../../values/number.ts';
import { withSql } from '../../values/pattern.ts';
import { timeSql } from '../../values/time-sql.ts';
import { totalSql } from '../../values/total.ts';

/** The import engine's raw table: columns `c1` …, and `f1` … with the text that could not be converted. */
export const STAGING = 'staging';
/** Broken lines of the last read. */
export const REJECTS = 'rejects';
/** Which rows are exact copies of an earlier one: `_row`, `_copy`. */
export const COPIES = 'copies';
/** Rows that stand among earlier ones (`_row`), with how often they stand there (`before`). */
export const EARLIER = 'earlier';

/** Longest line that is read, in bytes; a longer one is rejected with that reason. */
const MAX_LINE = 16 * 1024 * 1024;
const BUFFER = 32 * 1024 * 1024;

/** Delimited text without its header, as the engine is told to read it: nothing is left to its own sniffing. */
export interface TextDialect {
  path: string;
  delimiter: string;
  quote: string;
  /** Records above the first row; only of a file that is read where it lies. */
  skip?: number;
  gzip?: boolean;
  /** Records that are too short are filled up. */
  fill?: boolean;
}

/** A column on its way into staging. `direct` types are parsed by the CSV reader itself, all others from text. */
export interface StagedColumn {
  column: ReadColumn;
  direct: boolean;
}

/** SQL of a column's value from its raw text; NULL where the text is not of the column's type. */
export function convertSql(raw: string, column: ReadColumn): string {
  const text = column.wrap ? unwrapSql(raw, column.wrap) : raw;
  const t = `trim(${text})`;
  switch (column.type) {
    case 'text':
      return text;
    case 'integer':
    case 'number':
      return oneCurrencySql(text, column, numberSql(text, formOf(column.numberStyle ?? 'plain')));
    case 'boolean':
      return `CASE WHEN lower(${t}) IN ('true', 't', 'yes', 'y', '1', '是', '有') THEN true
        WHEN lower(${t}) IN ('false', 'f', 'no', 'n', '0', '否', '没有') THEN false END`;
    case 'date':
    case 'timestamp':
      return momentSql(text, column, column.type === 'date' ? 'DATE' : 'TIMESTAMP');
  }
}

/** Amounts that state another currency than all that were looked at are none of the column's: never added up in silence. */
function oneCurrencySql(text: string, { currencies = [] }: ReadColumn, number: string): string {
  return currencies.length === 1
    ? `CASE WHEN ${otherCurrencySql(text, currencies[0]!)} THEN NULL ELSE ${number} END`
    : number;
}

/** The engine's own parser first, for it is the quickest; what it does not take is read form by form. */
function momentSql(text: string, column: ReadColumn, target: 'DATE' | 'TIMESTAMP'): string {
  const { format, shift } = unshifted(column.format);
  const t = `trim(${text})`;
  const unit = UNIX[format];
  if (unit)
    return `CASE WHEN regexp_full_match(${t}, '-?[0-9]{1,19}([.][0-9]+)?') THEN CAST(make_timestamp(CAST(TRY_CAST(${t} AS DOUBLE) * ${unit} AS BIGINT)) AS ${target}) END`;
  if (format === SHEET_DAYS)
    return `CASE WHEN regexp_full_match(${t}, '[0-9]{2,5}([.][0-9]+)?') AND TRY_CAST(${t} AS DOUBLE) >= ${SHEET_FIRST} THEN CAST(make_timestamp(CAST(round((TRY_CAST(${t} AS DOUBLE) - ${SHEET_EPOCH}) * 86400000) AS BIGINT) * 1000) AS ${target}) END`;
  const any = timeSql(text, { order: orderOf(format), shift });
  if (format === '' || format.startsWith(ANY) || shift !== null) return `CAST(${any} AS ${target})`;
  const given = yearIn(format);
  const quick = format.endsWith('%z')
    ? `try_strptime(rtrim(CASE WHEN regexp_full_match(right(${t}, 6), '[-+][0-9]{2}:[0-9]{2}') THEN left(${t}, -6) WHEN regexp_full_match(right(${t}, 5), '[-+][0-9]{4}') THEN left(${t}, -5) END), ${quoteText(format.replace(/ ?%z$/, ''))})`
    : given
      ? `try_strptime('${given.year} ' || ${isPacked(format) ? `CASE WHEN length(${t}) = 3 THEN '0' ELSE '' END || ${t}` : t}, ${quoteText(given.format)})`
      : `try_strptime(${t}, ${quoteText(format)})`;
  // A day has no time to lose: what states one is not cut to a date that others are without.
  const rest =
    target === 'DATE' && !/%[HI]/.test(format)
      ? withSql('__m', any, `CASE WHEN __m = date_trunc('day', __m) THEN __m END`)
      : any;
  return `CAST(coalesce(${quick}, ${rest}) AS ${target})`;
}

/** Whether a SQL type is already what a column is read as; otherwise its values go through text. */
export function fitsType(sqlType: string, type: ReadColumn['type']): boolean {
  if (/^(VARCHAR|ENUM)/.test(sqlType)) return type === 'text';
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/.test(sqlType) && !sqlType.endsWith(']'))
    return type === 'integer' || type === 'number';
  if (sqlType === 'BOOLEAN') return type === 'boolean';
  if (/^(DATE|TIMESTAMP)/.test(sqlType)) return type === 'date' || type === 'timestamp';
  return true; // nested and binary values stay what they are
}

/** A typed value as the text a person would have written: a whole number without `.0`. */
export const asTextSql = (value: string, sqlType: string): string =>
  /^(FLOAT|DOUBLE)/.test(sqlType)
    ? `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 1e18 THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE CAST(${value} AS VARCHAR) END`
    : `CAST(${value} AS VARCHAR)`;

/**
 * How each column is first read. Whole numbers are read as DOUBLE, for the reader's own cast to BIGINT
 * rounds `12.5` to 13 in silence; one date and one timestamp format can be given to the reader, columns
 * written otherwise go through text, and so do those whose preview shows signs for "nothing".
 */
export function firstPlan(columns: ReadColumn[], preview: (string | null)[][]): StagedColumn[] {
  const first = (type: ReadColumn['type']) =>
    columns.find((c) => c.type === type && readerTakes(c.format))?.format;
  const formats = { date: first('date'), timestamp: first('timestamp') };
  return columns.map((column, i) => {
    const gaps = preview.some((row) => row[i] && isNothing(row[i]));
    const { type } = column;
    if (column.wrap || column.clock || column.parts) return { column, direct: false };
    const direct =
      type === 'text' ||
      (!gaps && (type === 'integer' || type === 'number') && (column.numberStyle ?? 'plain') === 'plain') ||
      (!gaps &&
        (type === 'date' || type === 'timestamp') &&
        column.format !== '' &&
        column.format === formats[type]);
    return { column, direct };
  });
}

/** Formats of a moment without an offset: what the CSV reader's own date parsing yields unchanged. */
const readerTakes = (format: string): boolean => format.startsWith('%') && !/%z|@/.test(format);

const READER_TYPES = {
  text: 'VARCHAR',
  integer: 'DOUBLE',
  number: 'DOUBLE',
  boolean: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** A `read_csv` call in which every option is given; columns come out as `c1` …. */
export function readCsvSql(dialect: TextDialect, plan: StagedColumn[]): string {
  const columns = plan.map(
    ({ column, direct }, i) => `'c${i + 1}': '${direct ? READER_TYPES[column.type] : 'VARCHAR'}'`,
  );
  const format = (type: 'date' | 'timestamp') =>
    plan.find((p) => p.direct && p.column.type === type)?.column.format;
  const options = [
    'auto_detect=false',
    `columns={${columns.join(', ')}}`,
    `delim=${quoteText(dialect.delimiter)}`,
    `quote=${quoteText(dialect.quote)}`,
    `escape=${quoteText(dialect.quote)}`,
    'header=false',
    "nullstr=''",
    `null_padding=${dialect.fill ? 'true, parallel=false' : 'false'}`,
    'ignore_errors=true',
    'store_rejects=true',
    'rejects_limit=0',
    `rejects_table='${REJECTS}'`,
    `rejects_scan='${REJECTS}_scan'`,
    `max_line_size=${MAX_LINE}`,
    `buffer_size=${BUFFER}`,
  ];
  if (dialect.skip) options.push(`skip=${dialect.skip}`);
  if (dialect.gzip) options.push("compression='gzip'");
  if (format('date')) options.push(`dateformat=${quoteText(format('date')!)}`);
  if (format('timestamp')) options.push(`timestampformat=${quoteText(format('timestamp')!)}`);
  return `read_csv(${quotePath(dialect.path)}, ${options.join(', ')})`;
}

/**
 * Fills staging from a relation with columns `c1` …. A column that is converted from text keeps, in `f<n>`,
 * the texts that could not be, so that nothing is lost and everything can be listed.
 */
export function stageSql(from: string, plan: StagedColumn[]): string {
  if (plan.every((p) => p.direct)) return `CREATE OR REPLACE TABLE ${STAGING} AS SELECT * FROM ${from}`;
  // In two steps, so that what is costly to convert is converted once.
  const inner = plan.flatMap(({ column, direct }, i) => {
    const c = `c${i + 1}`;
    if (direct) return [c];
    const text = column.parts ? dayOfPartsSql(c, column.parts, plan) : clockedSql(c, column, plan);
    return [`${text} AS t${i + 1}`, `${convertSql(text, column)} AS ${c}`];
  });
  const outputs = plan.flatMap(({ column, direct }, i) => {
    const [c, t] = [`c${i + 1}`, `t${i + 1}`];
    if (direct) return [c];
    const meant = meantSql(column.wrap ? unwrapSql(t, column.wrap) : t);
    return [c, `CASE WHEN ${c} IS NULL AND ${t} IS NOT NULL AND ${meant} THEN ${t} END AS f${i + 1}`];
  });
  return `CREATE OR REPLACE TABLE ${STAGING} AS SELECT ${outputs.join(', ')} FROM (SELECT ${inner.join(', ')} FROM ${from})`;
}

/** Carries the values of an order's first line down to its other lines; null where there are none to carry. */
export function carrySql(plan: StagedColumn[]): string | null {
  const carried = plan.flatMap(({ column }, i) => (column.carried ? [`c${i + 1}`] : []));
  if (carried.length === 0) return null;
  // A line of sums between the orders belongs to none of them, whichever column calls it one.
  const texts = plan.flatMap(({ column, direct }, i) => [
    ...(column.type === 'text' ? [totalSql(`c${i + 1}`)] : []),
    ...(direct ? [] : [totalSql(`f${i + 1}`)]),
  ]);
  const sums = texts.length > 0 ? `CASE WHEN NOT (${texts.join(' OR ')}) THEN ` : '';
  const values = carried.map((c) => {
    const above = `last_value(${c} IGNORE NULLS) OVER (ORDER BY rowid)`;
    return sums === '' ? `${above} AS ${c}` : `${sums}${above} ELSE ${c} END AS ${c}`;
  });
  return `CREATE OR REPLACE TABLE ${STAGING} AS SELECT * REPLACE (${values.join(', ')}) FROM ${STAGING} ORDER BY rowid`;
}

/** Puts the columns that the file has not beside those that it has, which stand in staging. */
export function makeSql(own: readonly StagedColumn[], made: readonly StagedColumn[]): string {
  const texts = made.flatMap(({ column, direct }, i) => {
    const n = own.length + i + 1;
    const text = quoteText(column.made!.text);
    if (direct) return [`${text} AS c${n}`];
    const value = convertSql(text, column);
    return [`${value} AS c${n}`, `CASE WHEN ${value} IS NULL THEN ${text} END AS f${n}`];
  });
  return `CREATE OR REPLACE TABLE ${STAGING} AS SELECT *, ${texts.join(', ')} FROM ${STAGING}`;
}

/** A day's text with the time of day that stands in another column, where there is one. */
function clockedSql(c: string, { clock }: ReadColumn, plan: StagedColumn[]): string {
  const at = plan.findIndex(({ column, direct }) => column.name === clock && direct);
  return at < 0 ? c : `CASE WHEN ${c} IS NOT NULL THEN concat_ws(' ', ${c}, c${at + 1}) END`;
}

/** A day's text from its parts, of which none is written with more than digits: what lacks one of them is no day. */
function dayOfPartsSql(
  year: string,
  { month, day }: NonNullable<ReadColumn['parts']>,
  plan: StagedColumn[],
): string {
  const columnOf = (name: string) => `c${plan.findIndex(({ column }) => column.name === name) + 1}`;
  // Whoever says that a month is a number has the reader make one of it.
  const texts = [year, columnOf(month), ...(day === null ? [] : [columnOf(day)])];
  const own = texts.map((c) => `trim(CAST(${c} AS VARCHAR))`);
  const digits = own.map((c) => `coalesce(regexp_replace(${c}, '[.年月日号].*$', ''), '?')`);
  const text = [...digits, ...(day === null ? [`'1'`] : [])].join(` || '-' || `);
  return `CASE WHEN coalesce(${own.join(', ')}) IS NOT NULL THEN ${text} END`;
}

/** Takes staging's columns without the failed texts: everything the file said, for telling copies. */
export const rawColumns = (plan: StagedColumn[]): string[] =>
  plan.flatMap(({ direct }, i) => (direct ? [`c${i + 1}`] : [`c${i + 1}`, `f${i + 1}`]));

/** Whether any two rows share a hash over all columns; without that there are no copies. */
export const anyCopiesSql = (raw: string[]): string =>
  `SELECT count(*) > count(DISTINCT hash(${raw.join(', ')})) AS some FROM ${STAGING}`;

/** Rows by which columns are tried for standing in order. */
export const TRIED = 1_000;

/** A column (`c1` …) of which each row is more, or each is less, than the row before: no two are alike. */
export interface Order {
  column: string;
  sign: '>' | '<';
}

const SIGNS = ['>', '<'] as const;

/** Of how many rows each is more or less than the row before: all but the first where a column stands in that order. */
const stepsSql = (orders: readonly Order[], from: string): string =>
  `SELECT count(*) AS n, ${orders.map(({ column, sign }, i) => `count_if(${column} ${sign} p_${column}) AS o${i}`).join(', ')} ` +
  `FROM (SELECT ${[...new Set(orders.map(({ column }) => column))].map((c) => `${c}, lag(${c}) OVER () AS p_${c}`).join(', ')} FROM ${from})`;

/** The orders in which columns may stand. */
export const ordersOf = (plan: readonly StagedColumn[]): Order[] =>
  plan.flatMap((_, i) => SIGNS.map((sign) => ({ column: `c${i + 1}`, sign })));

/** The steps of the first rows: numbers of orders often stand in order, the newest first or last. */
export const firstStepsSql = (orders: readonly Order[]): string =>
  stepsSql(orders, `(FROM ${STAGING} LIMIT ${TRIED})`);

/** The steps of all rows in one order. */
export const allStepsSql = (order: Order): string => stepsSql([order], STAGING);

/**
 * Numbers the copies exactly: the hash only picks the rows worth comparing, then whole rows are compared,
 * so that a collision of hashes makes no copy.
 */
export function copiesSql(raw: string[]): string {
  const hash = `hash(${raw.join(', ')})`;
  return `CREATE OR REPLACE TABLE ${COPIES} AS
    SELECT r AS _row, n::INTEGER AS _copy FROM (
      SELECT rowid + 1 AS r, row_number() OVER (PARTITION BY ${raw.join(', ')} ORDER BY rowid) AS n FROM ${STAGING}
      WHERE ${hash} IN (SELECT h FROM (SELECT ${hash} AS h FROM ${STAGING}) GROUP BY h HAVING count(*) > 1)
    ) WHERE n > 1`;
}

/** How many different names each customer has in the file, as a table (`id`, `n`) from staging's columns of both. */
export const namesSql = (customer: string, name: string): string =>
  `(SELECT ${customer} AS id, count(DISTINCT lower(trim(CAST(${name} AS VARCHAR))))::INTEGER AS n FROM ${STAGING} GROUP BY 1)`;
