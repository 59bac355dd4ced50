/** First bytes of a Zstandard frame. */
const MAGIC = 0xfd2fb528;

/**
 * Whether the bytes are one whole Zstandard frame (RFC 8878, 3.1.1): a header, blocks that lie inside the bytes
 * up to a last one, and the checksum where it is announced. A decoder that trusts its input would read on for
 * ever behind a frame that is cut.
 */
export function isWholeFrame(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 6 || view.getUint32(0, true) !== MAGIC) return false;
  const descriptor = bytes[4]!;
  const single = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const contentFlag = descriptor >> 6;
  const content = contentFlag > 0 ? 1 << contentFlag : single;
  let at = 6 - single + dictionary + content;
  for (let last = false; !last;) {
    if (at + 3 > bytes.length) return false;
    const header = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
    last = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    if (kind === 3) return false;
    // A run-length block holds one byte, whatever its size says.
    at += 3 + (kind === 1 ? 1 : header >> 3);
  }
  return at + ((descriptor >> 2) & 1) * 4 === bytes.length;
}
