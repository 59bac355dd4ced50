import { DataType, RecordBatchReader, type Data } from 'apache-arrow';

/**
 * Zeroes what an Arrow IPC stream holds where there is no value. The engine leaves there what its memory held: of a
 * file that is imported these can be values of any column, in plain, also of one that is left out.
 */
export function blankNulls(stream: Uint8Array): void {
  for (const batch of RecordBatchReader.from(stream)) for (const column of batch.data.children) blank(column);
}

function blank(column: Data): void {
  const { type, values, valueOffsets, length, children } = column;
  for (const child of children) blank(child);
  if (!ArrayBuffer.isView(values)) return;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (valueOffsets) {
    // A text that is missing has no bytes; those behind the last one are nobody's.
    bytes.fill(0, Number(valueOffsets[length]));
    return;
  }
  if (DataType.isBool(type)) {
    bytes.forEach((bits, i) => (bytes[i] = bits & validBits(column, i)));
    return;
  }
  // Of an interval, in months, days and nanoseconds, the stride says less than it takes.
  const width = DataType.isInterval(type) ? 16 : column.stride * (values as Uint8Array).BYTES_PER_ELEMENT;
  bytes.fill(0, length * width);
  if (column.nullCount === 0) return;
  // By words where a value is made of them: a third of the time.
  const size = width % 4 === 0 ? 4 : 1;
  const parts = size === 4 ? new Int32Array(values.buffer, values.byteOffset, values.byteLength >> 2) : bytes;
  const each = width / size;
  for (let i = 0; i < length; i += 8) {
    const valid = validBits(column, i >> 3);
    if (valid === 0xff) continue;
    const end = Math.min(i + 8, length);
    for (let at = i; at < end; at++)
      if (!(valid & (1 << (at - i))))
        for (let part = at * each; part < (at + 1) * each; part++) parts[part] = 0;
  }
}

/** Which of eight values there are: those behind the last one are not. */
function validBits({ nullBitmap, nullCount, length }: Data, eighth: number): number {
  const within = length - eighth * 8;
  const there = within >= 8 ? 0xff : within <= 0 ? 0 : (1 << within) - 1;
  return nullCount === 0 ? there : there & nullBitmap[eighth]!;
}
