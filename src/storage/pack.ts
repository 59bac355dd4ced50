/*
 * Values as bytes, so that they can be sealed: the length of a JSON text (32 bits, little endian), the text,
 * then the binary parts that it refers to, each behind its length.
 */

const PART = '\u0000part';

/** What can be packed: JSON, and within it byte arrays and blobs (which come back as byte arrays and blobs). */
export async function pack(value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const parts: (Uint8Array | Blob)[] = [];
  const text = JSON.stringify(value, (_, item: unknown) => {
    if (!(item instanceof Uint8Array || item instanceof Blob)) return item;
    parts.push(item);
    return { [PART]: parts.length - 1, blob: item instanceof Blob };
  });
  const pieces = [new TextEncoder().encode(text ?? 'null')];
  for (const part of parts) {
    pieces.push(part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : new Uint8Array(part));
  }
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + 4 + piece.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const piece of pieces) {
    view.setUint32(at, piece.length, true);
    bytes.set(piece, at + 4);
    at += 4 + piece.length;
  }
  return bytes;
}

/** What `pack` was given. Throws on bytes that it did not make. */
export function unpack(bytes: Uint8Array<ArrayBuffer>): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at, true);
    if (at + 4 + length > bytes.length) throw new RangeError('a packed piece is cut off');
    pieces.push(bytes.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return JSON.parse(new TextDecoder().decode(pieces[0]), (_, item: unknown) => {
    if (typeof item !== 'object' || item === null || !(PART in item)) return item;
    const part = pieces[1 + Number(item[PART])]!;
    return 'blob' in item && item.blob === true ? new Blob([part]) : part;
  });
}
