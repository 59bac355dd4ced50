/** What a Parquet file says about itself in its footer. */
export interface ParquetFooter {
  rows: number;
  groups: number;
  /** Names of the compressions used. */
  codecs: string[];
}

/** In the order of the format's `CompressionCodec`. */
const CODECS = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'];

/** A struct of Thrift's compact protocol: values by field number. */
type Struct = Map<number, unknown>;

/**
 * Reads the footer: `FileMetaData` of the Parquet format in Thrift's compact protocol.
 * @param bytes the whole file, or at least its end
 * @throws RangeError when it is not one
 */
export function readFooter(bytes: Uint8Array): ParquetFooter {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(bytes.length - 8, true);
  const start = bytes.length - 8 - length;
  if (start < 4) throw new RangeError('the footer is longer than the file');
  const meta = new Compact(bytes, start, bytes.length - 8).struct(0);
  const groups = list(meta.get(4));
  const codecs = new Set<string>();
  for (const group of groups) {
    for (const column of list((group as Struct).get(1))) {
      const about = (column as Struct).get(3) as Struct | undefined;
      const codec = Number(about?.get(4) ?? 0);
      codecs.add(CODECS[codec] ?? `codec ${codec}`);
    }
  }
  return { rows: Number(meta.get(3) ?? 0), groups: groups.length, codecs: [...codecs] };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A reader of Thrift's compact protocol (thrift/doc/specs/thrift-compact-protocol.md). */
class Compact {
  #bytes: Uint8Array;
  #at: number;
  #end: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  struct(depth: number): Struct {
    if (depth > 32) throw new RangeError('nested too deeply');
    const out: Struct = new Map();
    let field = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return out;
      field = head >> 4 === 0 ? Number(this.#zigzag()) : field + (head >> 4);
      out.set(field, this.#value(head & 15, depth, false));
    }
  }

  #value(type: number, depth: number, element: boolean): unknown {
    switch (type) {
      case 1:
      case 2:
        // A boolean field is its own type; in a list it takes a byte.
        return element ? this.#byte() === 1 : type === 1;
      case 3:
        return this.#byte();
      case 4:
      case 5:
      case 6:
        return this.#zigzag();
      case 7:
        return this.#skip(8);
      case 8:
        return this.#skip(Number(this.#varint()));
      case 9:
      case 10:
        return this.#list(depth);
      case 11:
        return this.#map(depth);
      case 12:
        return this.struct(depth + 1);
    }
    throw new RangeError(`unknown type ${type}`);
  }

  #list(depth: number): unknown[] {
    const head = this.#byte();
    const size = head >> 4 === 15 ? Number(this.#varint()) : head >> 4;
    if (size > this.#end - this.#at) throw new RangeError('a list longer than the footer');
    return Array.from({ length: size }, () => this.#value(head & 15, depth + 1, true));
  }

  #map(depth: number): null {
    const size = Number(this.#varint());
    if (size > this.#end - this.#at) throw new RangeError('a map longer than the footer');
    const types = size > 0 ? this.#byte() : 0;
    for (let i = 0; i < size; i += 1) {
      this.#value(types >> 4, depth + 1, true);
      this.#value(types & 15, depth + 1, true);
    }
    return null;
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new RangeError('the footer ends too early');
    return this.#bytes[this.#at++]!;
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('a number without an end');
  }

  #zigzag(): bigint {
    const value = this.#varint();
    return (value >> 1n) ^ -(value & 1n);
  }

  #skip(length: number): null {
    if (length > this.#end - this.#at) throw new RangeError('a value longer than the footer');
    this.#at += length;
    return null;
  }
}
