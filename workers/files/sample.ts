/** The parts of a delimited text that are looked at: whole when it is small. */
export interface TextSample {
  head: Uint8Array;
  /** Starts somewhere in the middle; empty when the head is everything. */
  middle: Uint8Array;
  tail: Uint8Array;
  /** Offsets of the pieces in the (uncompressed) text. */
  middleAt: number;
  tailAt: number;
  /** True when the head is the whole text. */
  complete: boolean;
}

const HEAD = 256 * 1024;
const PIECE = 64 * 1024;

/** Reads the head, a piece of the middle and the tail of a file; nothing else is touched. */
export async function sampleBlob(blob: Blob): Promise<TextSample> {
  const piece = async (from: number, to: number) => new Uint8Array(await blob.slice(from, to).arrayBuffer());
  const head = await piece(0, HEAD);
  const none = new Uint8Array();
  if (blob.size <= HEAD) return { head, middle: none, tail: none, middleAt: 0, tailAt: 0, complete: true };
  const tailAt = Math.max(HEAD, (blob.size - PIECE) & ~1);
  const middleAt = Math.min(tailAt, Math.max(HEAD, (blob.size >> 1) & ~1));
  return {
    head,
    middle: await piece(middleAt, Math.min(tailAt, middleAt + PIECE)),
    tail: await piece(tailAt, blob.size),
    middleAt,
    tailAt,
    complete: false,
  };
}

/**
 * The same of a stream that can only be read forwards: its head, and its tail when the stream is read to
 * the end. Reading stops after `budget` bytes; what follows is then unknown (`tail` stays empty).
 */
export async function sampleStream(stream: ReadableStream<Uint8Array>, budget: number): Promise<TextSample> {
  const reader = stream.getReader();
  const head = new Uint8Array(HEAD);
  let tail = new Uint8Array();
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (read < HEAD) head.set(value.subarray(0, HEAD - read), read);
    const past = value.subarray(Math.max(0, HEAD - read));
    if (read + value.length > HEAD) {
      const kept = tail.subarray(Math.max(0, tail.length + past.length - PIECE));
      const next = new Uint8Array(Math.min(PIECE, kept.length + past.length));
      const fresh = past.subarray(Math.max(0, past.length - PIECE));
      next.set(kept.subarray(Math.max(0, kept.length + fresh.length - PIECE)));
      next.set(fresh, next.length - fresh.length);
      tail = next;
    }
    read += value.length;
    if (read > budget) {
      await reader.cancel();
      return {
        head,
        middle: new Uint8Array(),
        tail: new Uint8Array(),
        middleAt: 0,
        tailAt: 0,
        complete: false,
      };
    }
  }
  const complete = read <= HEAD;
  return {
    head: head.subarray(0, Math.min(read, HEAD)),
    middle: new Uint8Array(),
    tail,
    middleAt: 0,
    tailAt: read - tail.length,
    complete,
  };
}
