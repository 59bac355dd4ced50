import { quoteName } from '../sql/quote.ts';
import { churnedSql } from '../values/churn.ts';
import { durationSql, shortClock } from '../values/duration.ts';
import { flagNamed, flagSql } from '../values/flags.ts';
import { moneyUnit } from '../values/money-unit.ts';
import { meantSql, unwrittenSql } from '../values/nothing.ts';
import { numberSql } from '../values/number.ts';
import { withSql } from '../values/pattern.ts';
import { pageSql } from '../values/page.ts';
import { scoreSql } from '../values/score.ts';
import { isStatusRole } from '../values/status-columns.ts';
import { timeSql } from '../values/time-sql.ts';
import type { RoleType } from './catalogue.ts';
import type { TableColumn } from './source.ts';
import { booleanSql, wordingSql } from './wording.ts';

/** Roles whose values are codes: read back as text, a number column puts `.0` behind them. */
const CODES = new Set(['customer', 'order_id', 'product', 'session']);
/** Roles of answers, in which surveys write their marks for "skipped". */
const ANSWERS = new Set(['text', 'topic']);
/** Roles of money, whose columns may be in cents or thousands and may state a currency: the most telling first. */
export const IN_MONEY = new Set([
  'amount',
  'unit_price',
  'discount',
  'cost',
  'refunded_amount',
  'income',
  'annual_revenue',
]);
/** Roles of scores. */
export const SCORES: ReadonlySet<string> = new Set(['nps', 'csat', 'rating']);

/**
 * SQL that reads a source column as a role's type: text trimmed, empty and a dump's \N or NULL as NULL, codes without `.0`,
 * durations in the role's unit as the column's name states its own, outcome and kind in the
 * catalogue's words. What cannot be read is NULL; cleaning then says which rows lack it. Of a column that is known to
 * be `trimmed` texts stay as they are, without being looked at.
 */
export function castSql(column: TableColumn, role: { name: string; type: RoleType }): string {
  const raw = quoteName(column.name);
  const type = column.type.toUpperCase().replace(/\(.*/, '');
  switch (role.type) {
    case 'text': {
      const flag = isStatusRole(role.name) ? flagNamed(column.name) : null;
      if (flag) return flagSql(textSql(raw, type, false, column.trimmed), flag);
      const text = textSql(raw, type, CODES.has(role.name), column.trimmed);
      if (role.name === 'action' && type === 'VARCHAR') return pageSql(text);
      return wordingSql(role.name, saidSql(role.name, text, type));
    }
    case 'number':
      return role.name === 'discount_rate'
        ? shareSql(raw, type, column)
        : numericSql(raw, type, column.name, role.name);
    case 'integer':
      return `TRY_CAST(${plainSql(raw, type)} AS BIGINT)`;
    case 'timestamp':
      return timestampSql(raw, type);
    case 'boolean':
      return role.name === 'churned' ? churnedSql(raw, type) : booleanSql(raw, type);
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

function textSql(raw: string, type: string, code: boolean, known = false): string {
  if (FRACTIONS.includes(type)) {
    // 12347.0 is the id 12347 that a spreadsheet read as a number.
    return `CASE WHEN ${raw} = trunc(${raw}) AND abs(${raw}) < 1e15 THEN CAST(CAST(${raw} AS BIGINT) AS VARCHAR) ELSE CAST(${raw} AS VARCHAR) END`;
  }
  if (type !== 'VARCHAR') return `CAST(${raw} AS VARCHAR)`;
  if (known) return raw;
  const trimmed = `nullif(trim(${raw}, E' \\t\\r\\n\u00a0\u3000'), '')`;
  const text = `CASE WHEN ${blankSql(raw)} THEN ${trimmed} WHEN ${unwrittenSql(raw)} THEN NULL ELSE ${raw} END`;
  if (!code) return text;
  return `CASE WHEN ${wholeSql(raw)} THEN regexp_replace(${trimmed}, '^([0-9]+)\\.0$', '\\1') ELSE ${text} END`;
}

/**
 * Trimming costs ten times a comparison, so only what may need it is trimmed: texts that begin with a control
 * character or a space (or are empty), end with a space or a tab (shops put one behind long ids), or hold a full-width
 * space.
 */
const blankSql = (raw: string): string =>
  `${raw} < '!' OR suffix(${raw}, ' ') OR suffix(${raw}, E'\\t') OR contains(${raw}, '\u3000')`;

/** Texts that may be a whole number with `.0` behind it. */
const wholeSql = (raw: string): string => `suffix(${raw}, '.0') OR suffix(${raw}, '.0 ')`;

/** SQL that is true of every text that reading it as a role's could change: where none is, a column is `trimmed`. */
export const alterableSql = (raw: string): string =>
  `(${blankSql(raw)} OR ${wholeSql(raw)} OR ${unwrittenSql(raw)})`;

const saidSql = (role: string, text: string, type: string): string =>
  ANSWERS.has(role) && type === 'VARCHAR' ? `CASE WHEN ${meantSql(text)} THEN ${text} END` : text;

/** A number in the role's unit: durations and answers are read however they are written. */
function numericSql(raw: string, type: string, column: string, role: string): string {
  const number = inUnit(plainSql(raw, type), column, role);
  if (type !== 'VARCHAR') return number;
  if (SCORES.has(role)) return `coalesce(TRY_CAST(${raw} AS DOUBLE), ${scoreSql(raw)})`;
  const unit = unitOf(role);
  if (unit === null) return number;
  const duration = durationSql(raw, shortClock(column, statedSeconds(column) ?? unit));
  return `coalesce(${number}, ${unit === 1 ? duration : `${duration} / ${unit}`})`;
}

function plainSql(raw: string, type: string): string {
  if (FRACTIONS.includes(type) || INTEGERS.includes(type)) return `CAST(${raw} AS DOUBLE)`;
  if (type === 'BOOLEAN') return `CAST(CAST(${raw} AS INTEGER) AS DOUBLE)`;
  const text = type === 'VARCHAR' ? raw : `CAST(${raw} AS VARCHAR)`;
  return `coalesce(${numberSql(text, { decimal: '.', percent: false })}, ${percentSql(text)})`;
}

/** Whether a text has the sign of a percentage. */
const signedSql = (text: string): string => `(contains(${text}, '%') OR contains(${text}, '％'))`;

/** A number that is written as a percentage, as a fraction of one. */
const percentSql = (text: string): string =>
  `CASE WHEN ${signedSql(text)} THEN ${numberSql(text, { decimal: '.', percent: true })} END`;

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

/** Seconds in a role's unit, for roles that are durations. */
const unitOf = (role: string): number | null =>
  role.endsWith('_seconds') ? 1 : role.endsWith('_minutes') ? 60 : null;

/** Sums that stand in cents or in thousands, in the currency's own unit. */
const inWhole = (number: string, unit: number): string =>
  unit === 1 ? number : unit > 1 ? `${number} * ${unit}` : `${number} / ${Math.round(1 / unit)}`;

/**
 * A share of the price: hundredths are above 1, in a column that is called so from 1 on; what is above them is none.
 * What is written with its sign (100%) has been read as a fraction, or is, value by value.
 */
function shareSql(raw: string, type: string, { name, share }: TableColumn): string {
  const whole = share || !/%|％|percent|pct|百分/i.test(name) ? '<=' : '<';
  const hundredths = share ? '' : ' WHEN __x >= 1 AND __x <= 100 THEN __x / 100';
  const plain = withSql(
    '__x',
    plainSql(raw, type),
    `CASE WHEN __x >= 0 AND __x ${whole} 1 THEN __x${hundredths} END`,
  );
  if (type !== 'VARCHAR') return plain;
  const written = withSql('__x', percentSql(raw), 'CASE WHEN __x BETWEEN 0 AND 1 THEN __x END');
  return `CASE WHEN ${signedSql(raw)} THEN ${written} ELSE ${plain} END`;
}

function inUnit(number: string, column: string, role: string): string {
  if (IN_MONEY.has(role)) return inWhole(number, moneyUnit(column));
  const unit = unitOf(role);
  const stated = unit === null ? null : statedSeconds(column);
  if (unit === null || stated === null || stated === unit) return number;
  return stated > unit ? `${number} * ${stated / unit}` : `${number} / ${Math.round(unit / stated)}`;
}

/** Forms in which the year stands first and no zone behind; the engine's parser is the quickest for them. */
const QUICK = [
  '%Y-%m-%d %H:%M:%S',
  '%Y-%m-%d',
  '%Y/%m/%d %H:%M:%S',
  '%Y/%m/%d %H:%M',
  '%Y/%m/%d',
  '%Y-%m-%d %H:%M',
  '%Y%m%d',
  '%Y年%m月%d日',
];

function timestampSql(raw: string, type: string): string {
  if (type === 'TIMESTAMP') return raw;
  if (INTEGERS.includes(type) || FRACTIONS.includes(type)) {
    const whole = `CAST(${raw} AS BIGINT)`;
    const written = (format: string) =>
      `TRY_CAST(try_strptime(CAST(${whole} AS VARCHAR), '${format}') AS TIMESTAMP)`;
    return (
      `CASE WHEN ${raw} BETWEEN 19000101 AND 21001231 THEN ${written('%Y%m%d')} ` +
      `WHEN ${raw} BETWEEN 19000101000000 AND 21001231235959 THEN ${written('%Y%m%d%H%M%S')} ` +
      `WHEN ${raw} BETWEEN 1e8 AND 5e9 THEN make_timestamp(CAST(${raw} * 1000000 AS BIGINT)) ` +
      `WHEN ${raw} BETWEEN 1e11 AND 5e12 THEN make_timestamp(CAST(${raw} * 1000 AS BIGINT)) ` +
      `WHEN ${raw} BETWEEN 1e14 AND 5e15 THEN make_timestamp(${whole}) END`
    );
  }
  if (type !== 'VARCHAR') return `TRY_CAST(${raw} AS TIMESTAMP)`;
  const quick = `try_strptime(trim(${raw}), [${QUICK.map((f) => `'${f}'`).join(', ')}])`;
  return `coalesce(${quick}, ${timeSql(raw, { order: null })})`;
}
