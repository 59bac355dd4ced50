import type { Data } from 'apache-arrow';
import {
  DataType,
  Field,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Timestamp,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type { ColumnType, ReadColumn } from '../api.ts';
import { listOf, nameColumns } from '../headers.ts';
import type { Fault, FaultCode } from '../../result.ts';

/** What has to be done to a column before the import engine reads it. */
type Change = 'none' | 'drop-zone' | 'to-text' | 'bytes-to-text';

export interface ArrowPlan {
  columns: ReadColumn[];
  notices: Fault[];
  changes: Change[];
  /** True when batches can be passed on as they are. */
  asIs: boolean;
}

/**
 * How the columns of an Arrow schema are taken: names made unique, instants with a zone kept as UTC,
 * nested values written as JSON text, bytes that carry no text type read as UTF-8.
 */
export function planColumns(schema: Schema): ArrowPlan {
  const named = nameColumns(
    schema.fields.map((field) => field.name),
    schema.fields.length,
  );
  const changes = schema.fields.map((field) => changeOf(field.type as DataType));
  const columns = schema.fields.map((field, i): ReadColumn => ({
    ...named.headers[i]!,
    type: typeOf(field.type as DataType),
    format: '',
  }));
  const notices = [...named.notices];
  const told = (change: Change, code: FaultCode) => {
    const names = columns.filter((_, i) => changes[i] === change).map((column) => column.name);
    if (names.length > 0) notices.push({ code, values: listOf(names) });
  };
  told('to-text', 'columns-nested');
  told('drop-zone', 'timestamps-utc');
  const asIs =
    changes.every((change) => change === 'none') &&
    columns.every((c, i) => c.name === schema.fields[i]!.name);
  return { columns, notices, changes, asIs };
}

function changeOf(type: DataType): Change {
  if (DataType.isTimestamp(type)) return type.timezone ? 'drop-zone' : 'none';
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) return 'bytes-to-text';
  const nested =
    DataType.isStruct(type) ||
    DataType.isList(type) ||
    DataType.isMap(type) ||
    DataType.isFixedSizeList(type) ||
    DataType.isUnion(type) ||
    DataType.isInterval(type) ||
    DataType.isDuration(type) ||
    DataType.isNull(type) ||
    DataType.isFixedSizeBinary(type) ||
    (DataType.isDecimal(type) && type.bitWidth > 128);
  return nested ? 'to-text' : 'none';
}

function typeOf(type: DataType): ColumnType {
  if (DataType.isInt(type)) return 'integer';
  if (DataType.isFloat(type) || (DataType.isDecimal(type) && type.bitWidth <= 128)) return 'number';
  if (DataType.isBool(type)) return 'boolean';
  if (DataType.isDate(type)) return 'date';
  if (DataType.isTimestamp(type)) return 'timestamp';
  if (DataType.isDictionary(type)) return typeOf(type.dictionary as DataType);
  return 'text';
}

/** A table with the plan's names and changes applied. Values are shared where nothing changed. */
export function applyPlan(table: Table, plan: ArrowPlan): Table {
  const fields = table.schema.fields.map(
    (field, i) =>
      new Field(plan.columns[i]!.name, changedType(field.type as DataType, plan.changes[i]!), true),
  );
  const schema = new Schema(fields);
  const batches = table.batches.map((batch) => {
    const children = batch.data.children.map((child, i) =>
      changed(batch.getChildAt(i)!, child, plan.changes[i]!),
    );
    return new RecordBatch(
      schema,
      makeData({ type: new Struct(fields), length: batch.numRows, nullCount: 0, children }),
    );
  });
  return new Table(schema, batches);
}

function changedType(type: DataType, change: Change): DataType {
  if (change === 'drop-zone') return new Timestamp((type as Timestamp).unit, null);
  return change === 'none' ? type : new Utf8();
}

function changed(vector: Vector, data: Data, change: Change): Data {
  if (change === 'none') return data;
  if (change === 'drop-zone') return data.clone(changedType(data.type as DataType, change));
  const decoder = new TextDecoder();
  return textData(
    vector.length,
    change === 'bytes-to-text'
      ? (i) => {
          const bytes = vector.get(i) as Uint8Array | null;
          return bytes === null ? null : decoder.decode(bytes);
        }
      : (i) => plainText(vector.get(i), vector.type as DataType),
  );
}

/** A column of text made without Arrow's builders, which the page's CSP forbids. */
function textData(length: number, valueAt: (index: number) => string | null): Data<Utf8> {
  const encoder = new TextEncoder();
  const valueOffsets = new Int32Array(length + 1);
  const nullBitmap = new Uint8Array((length + 7) >> 3);
  const parts: Uint8Array[] = [];
  let at = 0;
  let nullCount = 0;
  for (let i = 0; i < length; i += 1) {
    const value = valueAt(i);
    if (value === null) nullCount += 1;
    else {
      const bytes = encoder.encode(value);
      parts.push(bytes);
      at += bytes.length;
      nullBitmap[i >> 3]! |= 1 << (i & 7);
    }
    valueOffsets[i + 1] = at;
  }
  const data = new Uint8Array(at);
  let to = 0;
  for (const part of parts) {
    data.set(part, to);
    to += part.length;
  }
  return makeData({ type: new Utf8(), length, nullCount, nullBitmap, valueOffsets, data });
}

/** First rows as text, as the preview shows them. */
export function previewOf(table: Table, rows: number): (string | null)[][] {
  const count = Math.min(rows, table.numRows);
  return Array.from({ length: count }, (_, r) =>
    table.schema.fields.map((field, c) => plainText(table.getChildAt(c)!.get(r), field.type as DataType)),
  );
}

/** A value of an Arrow column as text: dates and instants in ISO order, decimals scaled, nested values as JSON. */
function plainText(value: unknown, type: DataType): string | null {
  if (value === null || value === undefined) return null;
  if (DataType.isDictionary(type)) return plainText(value, type.dictionary as DataType);
  if (DataType.isDate(type)) return isoText(Number(value))?.slice(0, 10) ?? String(value as number);
  if (DataType.isTimestamp(type)) return isoText(Number(value)) ?? String(value as number);
  if (DataType.isTime(type))
    return isoText(Number(value) / 1000 ** (type.unit - 1))?.slice(11) ?? String(value as number);
  if (DataType.isDecimal(type)) return decimalText(value as Uint32Array, type.scale);
  if (value instanceof Uint8Array)
    return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (typeof value === 'object')
    return JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'bigint' ? jsonNumber(inner) : inner,
    );
  return String(value as string | number | bigint | boolean);
}

/** `2024-01-31 08:00:00`, with milliseconds where there are any; null for what no calendar holds. */
function isoText(milliseconds: number): string | null {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime())
    ? null
    : date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.000Z$|Z$/, '');
}

const jsonNumber = (value: bigint): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};

/** A two's-complement integer in little-endian 32-bit words, scaled by a power of ten. */
function decimalText(words: Uint32Array, scale: number): string {
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i -= 1) value = (value << 32n) | BigInt(words[i]!);
  value = BigInt.asIntN(words.length * 32, value);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return value < 0n ? `-${text}` : text;
}
