import { noteShipped } from './shipped-pieces.ts';

/** A stretch of bytes whose values were put into an order that packs well: its place, its bytes, those of a value, and how. */
export type Stretch = readonly [at: number, bytes: number, width: 1 | 2 | 4 | 8, how: 'lanes' | 'steps'];

/**
 * Puts a stretch's values into lanes, first the lowest bytes of all, then the next ones; of `steps` each value's
 * difference to the one before. Of eight bytes the halves are values of their own. Bytes behind the last whole value
 * stay.
 */
export function packStretch(bytes: Uint8Array, [at, length, width, how]: Stretch): void {
  const from = bytes.slice(at, at + length);
  if (how === 'steps') {
    const { values, apart } = valuesOf(from, width);
    for (let i = values.length - 1; i >= apart; i--) values[i]! -= values[i - apart]!;
  }
  const end = length - (length % width);
  for (let lane = 0, to = at; lane < width; lane++)
    for (let i = lane; i < end; i += width) bytes[to++] = from[i]!;
}

/** The way back from `packStretch`. */
export function unpackStretch(bytes: Uint8Array, [at, length, width, how]: Stretch): void {
  const to = bytes.slice(at, at + length);
  const end = length - (length % width);
  for (let lane = 0, from = at; lane < width; lane++)
    for (let i = lane; i < end; i += width) to[i] = bytes[from++]!;
  if (how === 'steps') {
    const { values, apart } = valuesOf(to, width);
    for (let i = apart; i < values.length; i++) values[i]! += values[i - apart]!;
  }
  bytes.set(to, at);
}

/** The whole values in some bytes, unsigned, and how far the value before is. */
function valuesOf({ buffer, byteLength }: Uint8Array, width: Stretch[2]) {
  const count = Math.floor(byteLength / width);
  if (width === 1) return { values: new Uint8Array(buffer), apart: 1 };
  if (width === 2) return { values: new Uint16Array(buffer, 0, count), apart: 1 };
  const apart = width === 8 ? 2 : 1;
  return { values: new Uint32Array(buffer, 0, count * apart), apart };
}

/** An Arrow IPC stream as it comes with the page: gzipped, in base64 of which each part decodes by itself. */
export interface PackedPiece {
  rows: number;
  stretches: readonly Stretch[];
  base64: readonly string[];
  /** Of what it holds. */
  digest: string;
}

/** The streams of packed pieces, one after the other. Rejects when one is damaged. */
export async function* unpackPieces(
  pieces: readonly PackedPiece[],
): AsyncGenerator<{ bytes: Uint8Array; rows: number }> {
  for (const { rows, stretches, base64, digest } of pieces) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (const text of base64) {
      parts.push(bytesOf(text));
      // In between the page can draw and hear.
      await new Promise((go) => setTimeout(go));
    }
    const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream('gzip'));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    for (const stretch of stretches) unpackStretch(bytes, stretch);
    noteShipped(bytes, digest);
    yield { bytes, rows };
  }
}

/** Newer browsers decode by themselves. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  'fromBase64' in Uint8Array
    ? (Uint8Array.fromBase64 as (text: string) => Uint8Array<ArrayBuffer>)(base64)
    : bytesOfSigns(atob(base64));

/** Sign by sign: `Uint8Array.from` with a function takes twenty times as long. */
function bytesOfSigns(signs: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i++) bytes[i] = signs.charCodeAt(i);
  return bytes;
}
