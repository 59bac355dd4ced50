import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  DuckDBArrayValue,
  DuckDBUnionValue,
  DuckDBTypeId,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { ResultField } from '../api.ts';
import { clock, intervalText, MAX_DATE_DAYS, wholeNumber } from '../plain-values.ts';

const DAY = 86_400_000;

const INTEGERS = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
]);
const INSTANTS = new Set([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
]);
const NESTED = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.MAP,
  DuckDBTypeId.UNION,
]);

/** Columns of a native result, named and typed as the browser's engine does. */
export function nativeFields(result: DuckDBResult): ResultField[] {
  return result.columnNames().map((name, c) => {
    const type = result.columnType(c);
    return { name, type: plainType(type), sqlType: sqlTypeOf(type) };
  });
}

function plainType(type: DuckDBType): ResultField['type'] {
  const { typeId } = type;
  if (INTEGERS.has(typeId)) return 'integer';
  if (INSTANTS.has(typeId)) return 'timestamp';
  switch (typeId) {
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return 'number';
    case DuckDBTypeId.DECIMAL:
      return 'scale' in type && type.scale === 0 ? 'integer' : 'number';
    case DuckDBTypeId.BOOLEAN:
      return 'boolean';
    case DuckDBTypeId.DATE:
      return 'date';
    default:
      return 'text';
  }
}

function sqlTypeOf(type: DuckDBType): string {
  if (type.typeId === DuckDBTypeId.ENUM) return 'ENUM';
  if (type.typeId !== DuckDBTypeId.TIMESTAMP_TZ && INSTANTS.has(type.typeId)) return 'TIMESTAMP';
  return type.toString();
}

/**
 * A native column as the browser's engine gives it: dates and timestamps as epoch milliseconds (UTC),
 * decimals as numbers, whole numbers beyond 2^53 as text, lists and structs as JSON text, blobs as hex,
 * times and intervals as text; NaN, the infinities and NULL are null.
 */
export function plainColumn(values: readonly DuckDBValue[], type: DuckDBType): unknown[] {
  if (NESTED.has(type.typeId))
    return values.map((value) => (value === null ? null : JSON.stringify(plainValue(value))));
  return values.map(plainValue);
}

/** One value; the parts of nested ones likewise. */
function plainValue(value: DuckDBValue): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return wholeNumber(value);
  if (value instanceof DuckDBDecimalValue)
    return value.scale === 0 ? wholeNumber(value.value) : Number(value.value) / 10 ** value.scale;
  if (value instanceof DuckDBDateValue) return Math.abs(value.days) > MAX_DATE_DAYS ? null : value.days * DAY;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return instant(Number(value.micros) / 1_000);
  if (value instanceof DuckDBTimestampSecondsValue) return instant(Number(value.seconds) * 1_000);
  if (value instanceof DuckDBTimestampMillisecondsValue) return instant(Number(value.millis));
  if (value instanceof DuckDBTimestampNanosecondsValue) return instant(Number(value.nanos) / 1_000_000);
  if (value instanceof DuckDBTimeValue) return clock(value.micros);
  if (value instanceof DuckDBIntervalValue) return intervalText(value.months, value.days, value.micros);
  if (value instanceof DuckDBBlobValue)
    return Array.from(value.bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, plainValue(item)]));
  if (value instanceof DuckDBMapValue)
    return Object.fromEntries(
      value.entries.map(({ key, value: item }) => [String(plainValue(key)), plainValue(item)]),
    );
  if (value instanceof DuckDBUnionValue) return plainValue(value.value);
  return String(value);
}

const instant = (millis: number): number | null => (Math.abs(millis) > MAX_DATE_DAYS * DAY ? null : millis);
