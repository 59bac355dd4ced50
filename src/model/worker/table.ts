import {
  Bool,
  Float64,
  Int64,
  RecordBatchReader,
  Table,
  Utf8,
  makeData,
  makeVector,
  tableToIPC,
  type Vector,
} from 'apache-arrow';
import type { ResultField } from '../../engine/api.ts';
import type { ModelTable } from '../api.ts';
import { toRows } from '../../engine/session/plain.ts';

/** Rows of one stream that leaves: a row group of DuckDB. */
const PIECE_ROWS = 122_880;

/** A model's input from complete Arrow IPC streams of one schema. */
export const readTable = (pieces: readonly Uint8Array[]): ModelTable =>
  toRows(new Table(pieces.flatMap((bytes) => [...new Table(RecordBatchReader.from(bytes)).batches])));

/** A model's rows as complete Arrow IPC streams. Throws on columns of dates (no model returns any). */
export function* writeTable({ fields, count, data }: ModelTable): Generator<Uint8Array, void> {
  for (let from = 0; from === 0 || from < count; from += PIECE_ROWS) {
    const to = Math.min(count, from + PIECE_ROWS);
    const columns = fields.map((field, c) => [field.name, vectorOf(field, data[c]!, from, to)] as const);
    yield tableToIPC(new Table(Object.fromEntries(columns)), 'stream');
  }
}

// Built by hand: Arrow's own builders compile a function from a text, which the page's policy forbids.
function vectorOf(field: ResultField, column: ArrayLike<unknown>, from: number, to: number): Vector {
  const values = Array.from({ length: to - from }, (_, i) => present(column[from + i]));
  const length = values.length;
  const nulls = { nullBitmap: bits(values.map((v) => v !== null)), nullCount: count(values, null) };
  switch (field.type) {
    case 'number':
      return makeVector(
        makeData({ type: new Float64(), length, ...nulls, data: Float64Array.from(values, Number) }),
      );
    case 'integer': {
      const data = BigInt64Array.from(values, (value) => BigInt(Number(value)));
      return makeVector(makeData({ type: new Int64(), length, ...nulls, data }));
    }
    case 'text':
      return makeVector(makeData({ type: new Utf8(), length, ...nulls, ...textBytes(values) }));
    case 'boolean':
      return makeVector(
        makeData({ type: new Bool(), length, ...nulls, data: bits(values.map((v) => v === true)) }),
      );
    default:
      throw new RangeError(`column ${field.name} is a ${field.type}`);
  }
}

const present = (value: unknown): unknown =>
  value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value;

const count = (values: readonly unknown[], wanted: unknown): number =>
  values.reduce<number>((sum, value) => sum + (value === wanted ? 1 : 0), 0);

/** Truth values as bits, the first in the lowest. */
function bits(values: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, i) => {
    if (value) bytes[i >> 3]! |= 1 << (i & 7);
  });
  return bytes;
}

/** Texts one after the other, and where each begins. */
function textBytes(values: readonly unknown[]): { data: Uint8Array; valueOffsets: Int32Array } {
  const parts = values.map((value) => utf8.encode(value === null ? '' : String(value)));
  const valueOffsets = new Int32Array(values.length + 1);
  parts.forEach((part, i) => (valueOffsets[i + 1] = valueOffsets[i]! + part.length));
  const data = new Uint8Array(valueOffsets[values.length]!);
  parts.forEach((part, i) => data.set(part, valueOffsets[i]));
  return { data, valueOffsets };
}
const utf8 = new TextEncoder();
