import { gzipSync } from 'node:zlib';
import {
  Dictionary,
  Int16,
  Int32,
  Int8,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type Data,
  type Vector,
} from 'apache-arrow';
import { packStretch, type Stretch } from '../../../src/import/packed-rows.ts';
import type { StoredPiece } from './rows-file.ts';

/** Shorter stretches stay as they are. */
const WORTH = 256;

/** A piece as it is stored: texts that stand often as codes, and everything as it packs best. */
export function pack(piece: Uint8Array): StoredPiece {
  const bytes = codeTexts(piece);
  const stretches = reorder(bytes);
  return { rows: tableFromIPC(piece).numRows, stretches, gzipped: gzipSync(bytes, { level: 9 }) };
}

/** An Arrow IPC stream with the texts of its columns as codes of a dictionary, where they stand often. */
export function codeTexts(piece: Uint8Array): Uint8Array {
  const table = tableFromIPC(piece);
  const columns: Record<string, Vector> = {};
  for (const { name, type } of table.schema.fields) {
    const column = table.getChild(name)!;
    const texts = String(type) === 'Utf8' ? (column.toJSON() as (string | null)[]) : [];
    const different = new Set(texts).size;
    const index = different < 2 ** 7 ? new Int8() : different < 2 ** 15 ? new Int16() : new Int32();
    columns[name] =
      different > 0 && different * 2 < texts.length
        ? vectorFromArray(texts, new Dictionary(new Utf8(), index))
        : column;
  }
  return new Uint8Array(tableToIPC(new Table(columns), 'stream'));
}

/** Reorders the values of a stream where that makes it smaller; the stretches that are to be put back. */
function reorder(bytes: Uint8Array): Stretch[] {
  const stretches = new Map<number, Stretch>();
  for (const column of columnsOf(bytes))
    for (const part of column) for (const one of [part, ...(part.dictionary?.data ?? [])]) each(one);
  return [...stretches.values()];

  function each({ values, valueOffsets }: Data): void {
    const numbers = valueOffsets ? valueOffsets : values;
    if (!ArrayBuffer.isView(numbers)) return;
    const { byteOffset: at, byteLength: length, BYTES_PER_ELEMENT: width } = numbers as Uint8Array;
    if (length < WORTH || stretches.has(at)) return;
    const packed = (how: Stretch[3] | null): [number, Stretch | null] => {
      const copy = bytes.slice(at, at + length);
      if (how) packStretch(copy, [0, length, width as Stretch[2], how]);
      return [gzipSync(copy).length, how && [at, length, width as Stretch[2], how]];
    };
    const [, best] = [packed(null), packed('lanes'), packed('steps')].sort(([a], [b]) => a - b)[0]!;
    if (!best) return;
    packStretch(bytes, best);
    stretches.set(at, best);
  }
}

/** The parts of each column, over the bytes themselves. */
function columnsOf(bytes: Uint8Array): readonly (readonly Data[])[] {
  const table = tableFromIPC(bytes);
  return table.schema.fields.map(({ name }) => table.getChild(name)!.data);
}
