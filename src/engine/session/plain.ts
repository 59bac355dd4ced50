import { DataType, Type, type Data, type Table } from 'apache-arrow';
import type { ResultField, Rows } from '../api.ts';
import { clock, intervalText, MAX_DATE_DAYS, wholeNumber } from '../plain-values.ts';

/** Little-endian two's complement words of 32 bits as a bigint. */
function fromWords(words: Uint32Array, start: number, count: number): bigint {
  let value = 0n;
  for (let i = count - 1; i >= 0; i--) value = (value << 32n) | BigInt(words[start + i]!);
  return BigInt.asIntN(32 * count, value);
}

const perMilli = [1 / 1000, 1, 1000, 1_000_000]; // seconds, milliseconds, microseconds, nanoseconds

function timestampMillis(value: bigint, unit: number): number | null {
  // Whole milliseconds are taken as an integer first: 2^53 microseconds would end in the year 2255.
  const millis = unit === 0 ? Number(value) * 1000 : Number(value) / perMilli[unit]!;
  return Math.abs(millis) > MAX_DATE_DAYS * 86_400_000 ? null : millis;
}

/** DuckDB's name of an Arrow type of its results. */
function sqlTypeOf(type: DataType): string {
  if (DataType.isInt(type)) {
    const name = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }[type.bitWidth] ?? 'BIGINT';
    return type.isSigned ? name : `U${name}`;
  }
  if (DataType.isFloat(type)) return type.precision === 1 ? 'FLOAT' : 'DOUBLE';
  // A HUGEINT leaves DuckDB as a decimal of 38 digits without a fraction.
  if (DataType.isDecimal(type))
    return type.scale === 0 && type.precision === 38 ? 'HUGEINT' : `DECIMAL(${type.precision},${type.scale})`;
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return 'VARCHAR';
  if (DataType.isDictionary(type)) return 'ENUM';
  if (DataType.isDate(type)) return 'DATE';
  if (DataType.isTimestamp(type)) return type.timezone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  if (DataType.isTime(type)) return 'TIME';
  if (DataType.isInterval(type)) return 'INTERVAL';
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) return 'BLOB';
  if (DataType.isList(type) || DataType.isFixedSizeList(type))
    return `${sqlTypeOf(type.children[0]!.type)}[]`;
  if (DataType.isStruct(type))
    return `STRUCT(${type.children.map((c) => `${c.name} ${sqlTypeOf(c.type)}`).join(', ')})`;
  if (DataType.isMap(type)) return 'MAP';
  if (DataType.isUnion(type)) return 'UNION';
  return 'NULL';
}

function plainType(type: DataType): ResultField['type'] {
  if (DataType.isInt(type)) return 'integer';
  if (DataType.isFloat(type)) return 'number';
  if (DataType.isDecimal(type)) return type.scale === 0 ? 'integer' : 'number';
  if (DataType.isBool(type)) return 'boolean';
  if (DataType.isDate(type)) return 'date';
  if (DataType.isTimestamp(type)) return 'timestamp';
  return 'text';
}

/** One value as plain data, nested ones as arrays and objects. `i` counts within this piece of the column. */

function valueAt(data: Data, i: number): unknown {
  if (!data.getValid(i)) return null;
  const type = data.type as DataType;
  const values = data.values;
  switch (type.typeId) {
    case Type.Int:
      return typeof values[i] === 'bigint' ? wholeNumber(values[i]) : values[i];
    case Type.Float:
      return Number.isFinite(values[i]) ? values[i] : null;
    case Type.Decimal: {
      const words = (type as { bitWidth?: number }).bitWidth === 256 ? 8 : 4;
      const whole = fromWords(values, i * words, words);
      const scale = (type as unknown as { scale: number }).scale;
      return scale === 0 ? wholeNumber(whole) : Number(whole) / 10 ** scale;
    }
    case Type.Bool: {
      const at = data.offset + i;
      return (values[at >> 3] & (1 << (at & 7))) !== 0;
    }
    case Type.Date:
      // DuckDB writes days; a file's own Arrow may hold milliseconds.
      if ((type as unknown as { unit: number }).unit !== 0) return timestampMillis(BigInt(values[i]), 1);
      return Math.abs(values[i]) > MAX_DATE_DAYS ? null : values[i] * 86_400_000;
    case Type.Timestamp:
      return timestampMillis(values[i], (type as unknown as { unit: number }).unit);
    case Type.Time: {
      const unit = (type as unknown as { unit: number }).unit;
      return clock((BigInt(values[i]) * 1_000_000n) / [1n, 1000n, 1_000_000n, 1_000_000_000n][unit]!);
    }
    case Type.Interval: {
      // Arrow's JavaScript reads these 16 bytes (months, days, nanoseconds) as if they were fewer.
      const view = new DataView(values.buffer, values.byteOffset + i * 16, 16);
      return intervalText(view.getInt32(0, true), view.getInt32(4, true), view.getBigInt64(8, true) / 1000n);
    }
    case Type.Utf8:
    case Type.LargeUtf8:
      return utf8.decode(values.subarray(Number(data.valueOffsets[i]), Number(data.valueOffsets[i + 1])));
    case Type.Binary:
    case Type.LargeBinary: {
      const bytes = values.subarray(
        Number(data.valueOffsets[i]),
        Number(data.valueOffsets[i + 1]),
      ) as Uint8Array;
      return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
    }
    case Type.Dictionary:
      return data.dictionary!.get(Number(values[i])) ?? null;
    case Type.List:
      return span(data.children[0]!, Number(data.valueOffsets[i]), Number(data.valueOffsets[i + 1]));
    case Type.FixedSizeList: {
      const size = (type as unknown as { listSize: number }).listSize;
      return span(data.children[0]!, i * size, (i + 1) * size);
    }
    case Type.Struct:
      return Object.fromEntries(type.children.map((field, c) => [field.name, valueAt(data.children[c]!, i)]));
    case Type.Map: {
      const [keys, items] = data.children[0]!.children;
      const pairs: [unknown, unknown][] = [];
      for (let j = Number(data.valueOffsets[i]); j < Number(data.valueOffsets[i + 1]); j++)
        pairs.push([valueAt(keys!, j), valueAt(items!, j)]);
      return Object.fromEntries(pairs.map(([k, v]) => [String(k), v]));
    }
    case Type.Union: {
      const member = data.typeIds[i]!;
      return valueAt(
        data.children[(type as unknown as { typeIdToChildIndex: number[] }).typeIdToChildIndex[member]!]!,
        i,
      );
    }
    default:
      return null;
  }
}

const utf8 = new TextDecoder();
const span = (data: Data, from: number, to: number): unknown[] =>
  Array.from({ length: to - from }, (_, k) => valueAt(data, from + k));

const nested = new Set<number>([Type.List, Type.FixedSizeList, Type.Struct, Type.Map]);

/**
 * An Arrow result as plain columns. Dates and timestamps become epoch milliseconds (UTC), decimals
 * numbers, whole numbers beyond 2^53 text, lists and structs JSON text, blobs hex text, times and
 * intervals text; NaN, the infinities and NULL become null.
 */
export function toRows(table: Table, maxRows = Infinity): Rows {
  const count = Math.min(table.numRows, maxRows);
  const fields: ResultField[] = [];
  const data: unknown[][] = [];
  table.schema.fields.forEach((field, c) => {
    const type = field.type as DataType;
    fields.push({ name: field.name, type: plainType(type), sqlType: sqlTypeOf(type) });
    const column: unknown[] = new Array(count);
    let r = 0;
    for (const piece of table.getChildAt(c)!.data) {
      for (let i = 0; i < piece.length && r < count; i++, r++) {
        const value = valueAt(piece, i);
        column[r] = nested.has(type.typeId) && value !== null ? JSON.stringify(value) : plainOrText(value);
      }
    }
    data.push(column);
  });
  return { fields, count, data };
}

/** A union may hold any kind of value; only plain ones leave this module. */
const plainOrText = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? JSON.stringify(value) : (value ?? null);
