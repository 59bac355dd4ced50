import { Stop } from '../../result.ts';

/** Reading of flatbuffers as far as an Arrow message needs it (github.com/google/flatbuffers, internals.md). */

export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where a table's field stands, 0 when it is left out. */
export function fieldAt(view: DataView, table: number, slot: number): number {
  const fields = table - view.getInt32(table, true);
  const entry = 4 + slot * 2;
  const offset = entry < view.getUint16(fields, true) ? view.getUint16(fields + entry, true) : 0;
  return offset === 0 ? 0 : table + offset;
}

/** Where the table or vector that a field refers to stands, 0 for none. */
export function referenceAt(view: DataView, table: number, slot: number): number {
  const at = fieldAt(view, table, slot);
  return at === 0 ? 0 : at + view.getUint32(at, true);
}

/**
 * Where each element of a table's vector stands, none when it is left out.
 * @throws Stop when the buffer cannot hold as many as it claims
 */
export function vectorAt(view: DataView, table: number, slot: number, size: number): number[] {
  const vector = referenceAt(view, table, slot);
  if (vector === 0) return [];
  const count = view.getUint32(vector, true);
  if (vector + 4 + count * size > view.byteLength) throw damaged();
  return Array.from({ length: count }, (_, i) => vector + 4 + i * size);
}

export const damaged = () => new Stop({ code: 'file-damaged', detail: 'an Arrow message is damaged' });
