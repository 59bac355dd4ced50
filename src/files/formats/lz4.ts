import { Stop } from '../../result.ts';

const MAGIC = 0x184d2204;

/**
 * Unpacks one LZ4 frame into `size` bytes. Checksums are passed over: what a frame unpacks to is checked by
 * its length. Format: github.com/lz4/lz4, doc/lz4_Frame_format.md and doc/lz4_Block_format.md.
 * @throws Stop when the frame is cut short, damaged, or of another size
 */
export function unpackLz4Frame(frame: Uint8Array, size: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 7 || view.getUint32(0, true) !== MAGIC) throw damaged();
  const flags = frame[4]!;
  let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  const checksum = flags & 0x10 ? 4 : 0;
  const out = new Uint8Array(size);
  let written = 0;
  for (;;) {
    if (at + 4 > frame.length) throw new Stop({ code: 'file-incomplete', detail: 'an LZ4 frame has no end' });
    const head = view.getUint32(at, true);
    at += 4;
    if (head === 0) break;
    const stop = at + (head & 0x7fffffff);
    if (stop > frame.length) throw new Stop({ code: 'file-incomplete', detail: 'an LZ4 block is cut short' });
    const block = frame.subarray(at, stop);
    if (head & 0x80000000) {
      if (written + block.length > size) throw damaged();
      out.set(block, written);
      written += block.length;
    } else written = unpackBlock(block, out, written);
    at = stop + checksum;
  }
  if (written !== size) throw damaged();
  return out;
}

/** One block's sequences, each literals and a match in what is already there; where the output ends then. */
function unpackBlock(block: Uint8Array, out: Uint8Array, from: number): number {
  let to = from;
  let at = 0;
  const length = (nibble: number) => {
    let total = nibble;
    if (nibble === 15) {
      let more: number;
      do {
        more = block[at++] ?? 0;
        total += more;
      } while (more === 255);
    }
    return total;
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = length(token >> 4);
    if (at + literals > block.length || to + literals > out.length) throw damaged();
    out.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    // The last sequence of a block has no match.
    if (at >= block.length) break;
    const back = block[at]! | (block[at + 1]! << 8);
    at += 2;
    const match = length(token & 15) + 4;
    if (back === 0 || back > to || to + match > out.length) throw damaged();
    if (back >= match) out.copyWithin(to, to - back, to - back + match);
    else for (let i = 0; i < match; i += 1) out[to + i] = out[to - back + i]!;
    to += match;
  }
  return to;
}

const damaged = () => new Stop({ code: 'file-damaged', detail: 'an LZ4 frame is damaged' });
