import { quoteName } from '../sql/quote.ts';
import type { RoleType } from './catalogue.ts';
import { booleanSql, wordingSql } from './wording.ts';

/** Roles whose values are codes: read back as text, a number column puts `.0` behind them. */
const CODES = new Set(['customer', 'order_id', 'product', 'session']);

/**
 * SQL that reads a source column as a role's type: text trimmed, empty as NULL, codes without `.0`,
 * durations in the role's unit as the column's name states its own, outcome and kind in the
 * catalogue's words. What cannot be read is NULL; cleaning then says which rows lack it.
 */
export function castSql(
  column: { name: string; type: string },
  role: { name: string; type: RoleType },
): string {
  const raw = quoteName(column.name);
  const type = column.type.toUpperCase().replace(/\(.*/, '');
  switch (role.type) {
    case 'text':
      return wordingSql(role.name, textSql(raw, type, CODES.has(role.name)));
    case 'number':
      return inUnit(numberSql(raw, type), column.name, role.name);
    case 'integer':
      return `TRY_CAST(${numberSql(raw, type)} AS BIGINT)`;
    case 'timestamp':
      return timestampSql(raw, type);
    case 'boolean':
      return booleanSql(raw, type);
  }
}

const FRACTIONS = ['DOUBLE', 'FLOAT', 'REAL', 'DECIMAL'];
const INTEGERS = [
  'BIGINT',
  'INTEGER',
  'SMALLINT',
  'TINYINT',
  'UBIGINT',
  'UINTEGER',
  'USMALLINT',
  'UTINYINT',
  'HUGEINT',
];

function textSql(raw: string, type: string, code: boolean): string {
  if (FRACTIONS.includes(type)) {
    // 12347.0 is the id 12347 that a spreadsheet read as a number.
    return `CASE WHEN ${raw} = trunc(${raw}) AND abs(${raw}) < 1e15 THEN CAST(CAST(${raw} AS BIGINT) AS VARCHAR) ELSE CAST(${raw} AS VARCHAR) END`;
  }
  if (type !== 'VARCHAR') return `CAST(${raw} AS VARCHAR)`;
  // Trimming costs ten times a comparison, so only what may need it is trimmed: texts that begin with a
  // control character or a space (or are empty), end with a space or a tab (shops put one behind long ids),
  // or hold a full-width space.
  const trimmed = `nullif(trim(${raw}, E' \\t\\r\\n\u00a0\u3000'), '')`;
  const text = `CASE WHEN ${raw} < '!' OR suffix(${raw}, ' ') OR suffix(${raw}, E'\\t') OR contains(${raw}, '\u3000') THEN ${trimmed} ELSE ${raw} END`;
  if (!code) return text;
  return `CASE WHEN suffix(${raw}, '.0') OR suffix(${raw}, '.0 ') THEN regexp_replace(${trimmed}, '^([0-9]+)\\.0$', '\\1') ELSE ${text} END`;
}

function numberSql(raw: string, type: string): string {
  if (FRACTIONS.includes(type) || INTEGERS.includes(type)) return `CAST(${raw} AS DOUBLE)`;
  if (type === 'BOOLEAN') return `CAST(CAST(${raw} AS INTEGER) AS DOUBLE)`;
  if (type !== 'VARCHAR') return `TRY_CAST(CAST(${raw} AS VARCHAR) AS DOUBLE)`;
  return `coalesce(TRY_CAST(${raw} AS DOUBLE), TRY_CAST(regexp_replace(${raw}, '[¥￥$€£,，%元\\s]', '', 'g') AS DOUBLE))`;
}

/** Seconds in the unit that a column's name states; null when it states none. */
export function statedSeconds(column: string): number | null {
  const name = column
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  if (/毫秒|(?:^|[^a-z])(?:ms|millis(?:econds?)?|msec)(?:$|[^a-z])/.test(name)) return 0.001;
  if (/小时|(?:^|[^a-z])(?:h|hrs?|hours?)(?:$|[^a-z])/.test(name)) return 3600;
  if (/分钟|\(分\)|(?:^|[^a-z])(?:min|mins|minutes?)(?:$|[^a-z])/.test(name)) return 60;
  if (/秒|(?:^|[^a-z])(?:s|sec|secs|seconds?)(?:$|[^a-z])/.test(name)) return 1;
  if (/天|(?:^|[^a-z])days?(?:$|[^a-z])/.test(name)) return 86400;
  return null;
}

function inUnit(number: string, column: string, role: string): string {
  const unit = role.endsWith('_seconds') ? 1 : role.endsWith('_minutes') ? 60 : null;
  const stated = unit === null ? null : statedSeconds(column);
  if (unit === null || stated === null || stated === unit) return number;
  return stated > unit ? `${number} * ${stated / unit}` : `${number} / ${Math.round(unit / stated)}`;
}

function timestampSql(raw: string, type: string): string {
  if (type === 'TIMESTAMP') return raw;
  if (INTEGERS.includes(type) || FRACTIONS.includes(type)) {
    const whole = `CAST(${raw} AS BIGINT)`;
    return (
      `CASE WHEN ${raw} BETWEEN 19000101 AND 21001231 THEN TRY_CAST(try_strptime(CAST(${whole} AS VARCHAR), '%Y%m%d') AS TIMESTAMP) ` +
      `WHEN ${raw} BETWEEN 1e8 AND 5e9 THEN make_timestamp(${whole} * 1000000) ` +
      `WHEN ${raw} BETWEEN 1e11 AND 5e12 THEN make_timestamp(${whole} * 1000) END`
    );
  }
  if (type !== 'VARCHAR') return `TRY_CAST(${raw} AS TIMESTAMP)`;
  const formats = [
    '%Y/%m/%d %H:%M:%S',
    '%Y/%m/%d %H:%M',
    '%Y/%m/%d',
    '%Y-%m-%d %H:%M',
    '%Y%m%d',
    '%Y年%m月%d日 %H:%M:%S',
    '%Y年%m月%d日 %H:%M',
    '%Y年%m月%d日',
  ];
  return `coalesce(TRY_CAST(${raw} AS TIMESTAMP), try_strptime(trim(${raw}), [${formats.map((f) => `'${f}'`).join(', ')}]))`;
}
