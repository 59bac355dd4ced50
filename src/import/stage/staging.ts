import type { ReadColumn } from '../../files/api.ts';
import { quoteText } from '../../sql/quote.ts';

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
}

/** A column on its way into staging. `direct` types are parsed by the CSV reader itself, all others from text. */
export interface StagedColumn {
  column: ReadColumn;
  direct: boolean;
}

/** Signs that stand for "nothing" in a typed column; as `NOTHING` of src/files/types.ts. */
const NOTHING = String.raw`(?i)^(?:|null|\\n|n/?a|#n/a|nan|none|nil|-+|—+|无|空|暂无)$`;
const MONEY = '¥|￥|\\$|€|£|₩|₹|CNY|RMB|USD|EUR|GBP|HKD|元';
const BARE = String.raw`(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)`;
const PLAIN = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const GROUPED = String.raw`(?:[+-]?\s*(?:${MONEY})?|(?:${MONEY})\s*[+-]?)\s*${BARE}\s*(?:${MONEY})?`;

/** What a number in each style looks like, as RE2 patterns over the trimmed text. */
const SHAPES: Record<NonNullable<ReadColumn['numberStyle']>, string> = {
  plain: PLAIN,
  grouped: `(?:${PLAIN}|${GROUPED})`,
  'decimal-comma': String.raw`[+-]?\s*(?:[¥￥$€£]\s*)?(?:\d{1,3}(?:[.\x{00a0} ']\d{3})+|\d+)(?:,\d+)?\s*(?:[¥￥$€£]|EUR|%)?`,
  percent: String.raw`(?:[+-]?${BARE}\s*[%％]|[+-]?0(?:\.0+)?)`,
  'wan-yi': String.raw`(?:[+-]?\s*(?:${MONEY})?\s*${BARE}\s*(?:万|亿|萬|億|万元|亿元)?(?:元)?|${GROUPED})`,
  accounting: String.raw`(?:[(（]\s*(?:${MONEY})?\s*${BARE}\s*[)）]|${PLAIN}|${GROUPED})`,
};

/** SQL of a DOUBLE from text in a number style; NULL where the text does not fit the style. */
export function numberSql(text: string, style: NonNullable<ReadColumn['numberStyle']>): string {
  const t = `trim(${text})`;
  const fits = `regexp_full_match(${t}, ${quoteText(SHAPES[style])})`;
  if (style === 'plain') return `CASE WHEN ${fits} THEN TRY_CAST(${t} AS DOUBLE) END`;
  const kept = style === 'decimal-comma' ? '[^0-9,+-]' : '[^0-9.+-]';
  const stripped = `regexp_replace(regexp_replace(${t}, ${quoteText(MONEY)}, '', 'g'), ${quoteText(kept)}, '', 'g')`;
  const digits = style === 'decimal-comma' ? `replace(${stripped}, ',', '.')` : stripped;
  const number = `TRY_CAST(${digits} AS DOUBLE)`;
  const scaled = {
    grouped: number,
    'decimal-comma': `${number} / (CASE WHEN ends_with(${t}, '%') THEN 100 ELSE 1 END)`,
    percent: `${number} / (CASE WHEN regexp_matches(${t}, '[%％]$') THEN 100 ELSE 1 END)`,
    'wan-yi': `${number} * (CASE WHEN regexp_matches(${t}, '[亿億]') THEN 100000000 WHEN regexp_matches(${t}, '[万萬]') THEN 10000 ELSE 1 END)`,
    accounting: `${number} * (CASE WHEN regexp_matches(${t}, '^[(（]') THEN -1 ELSE 1 END)`,
  }[style];
  if (style === 'decimal-comma') return `CASE WHEN ${fits} THEN ${scaled} END`;
  // A plain number is taken as it stands: an exponent would not outlive the stripping of signs.
  const plain = `WHEN ${fits} AND regexp_full_match(${t}, ${quoteText(PLAIN)}) THEN TRY_CAST(${t} AS DOUBLE)`;
  return `CASE ${plain} WHEN ${fits} THEN ${scaled} END`;
}

/** SQL of a column's value from its raw text; NULL where the text is not of the column's type. */
export function convertSql(text: string, column: ReadColumn): string {
  const t = `trim(${text})`;
  switch (column.type) {
    case 'text':
      return text;
    case 'integer':
    case 'number':
      return numberSql(text, column.numberStyle ?? 'plain');
    case 'boolean':
      return `CASE WHEN lower(${t}) IN ('true', 't', 'yes', 'y', '1', '是', '有') THEN true
        WHEN lower(${t}) IN ('false', 'f', 'no', 'n', '0', '否', '没有') THEN false END`;
    case 'date':
    case 'timestamp': {
      const target = column.type === 'date' ? 'DATE' : 'TIMESTAMP';
      const scale = { unix_s: 1_000_000, unix_ms: 1_000 }[column.format];
      if (scale) {
        return `CASE WHEN regexp_full_match(${t}, '-?\\d{1,15}(\\.0+)?') THEN CAST(make_timestamp(CAST(TRY_CAST(${t} AS DOUBLE) * ${scale} AS BIGINT)) AS ${target}) END`;
      }
      if (!column.format) return `TRY_CAST(${t} AS ${target})`;
      return `CAST(try_strptime(${t}, ${quoteText(column.format)}) AS ${target})`;
    }
  }
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

/** SQL that says whether a typed column's raw text carries a value at all. */
export const meantSql = (text: string): string => `NOT regexp_matches(trim(${text}), ${quoteText(NOTHING)})`;

/**
 * How each column is first read. Whole numbers are read as DOUBLE, for the reader's own cast to BIGINT
 * rounds `12.5` to 13 in silence; one date and one timestamp format can be given to the reader, columns
 * written otherwise go through text, and so do those whose preview shows signs for "nothing".
 */
export function firstPlan(columns: ReadColumn[], preview: (string | null)[][]): StagedColumn[] {
  const first = (type: ReadColumn['type']) =>
    columns.find((c) => c.type === type && readerTakes(c.format))?.format;
  const formats = { date: first('date'), timestamp: first('timestamp') };
  const nothing = new RegExp(NOTHING.slice('(?i)'.length), 'i');
  return columns.map((column, i) => {
    const gaps = preview.some(
      (row) => row[i] !== null && row[i] !== undefined && row[i] !== '' && nothing.test(row[i].trim()),
    );
    const { type } = column;
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
const readerTakes = (format: string): boolean =>
  format !== '' && !format.startsWith('unix') && !format.includes('%z');

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
    'null_padding=false',
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
  return `read_csv(${quoteText(dialect.path)}, ${options.join(', ')})`;
}

/**
 * Fills staging from a relation with columns `c1` …. A column that is converted from text keeps, in `f<n>`,
 * the texts that could not be, so that nothing is lost and everything can be listed.
 */
export function stageSql(from: string, plan: StagedColumn[]): string {
  const outputs = plan.flatMap(({ column, direct }, i) => {
    const c = `c${i + 1}`;
    if (direct) return [c];
    const converted = convertSql(c, column);
    return [
      `${converted} AS ${c}`,
      `CASE WHEN ${c} IS NOT NULL AND (${converted}) IS NULL AND ${meantSql(c)} THEN ${c} END AS f${i + 1}`,
    ];
  });
  return `CREATE OR REPLACE TABLE ${STAGING} AS SELECT ${outputs.join(', ')} FROM ${from}`;
}

/** Takes staging's columns without the failed texts: everything the file said, for telling copies. */
export const rawColumns = (plan: StagedColumn[]): string[] =>
  plan.flatMap(({ direct }, i) => (direct ? [`c${i + 1}`] : [`c${i + 1}`, `f${i + 1}`]));

/** Whether any two rows share a hash over all columns; without that there are no copies. */
export const anyCopiesSql = (raw: string[]): string =>
  `SELECT count(*) > count(DISTINCT hash(${raw.join(', ')})) AS some FROM ${STAGING}`;

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
