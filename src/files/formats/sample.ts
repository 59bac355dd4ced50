/** The parts of a delimited text that are looked at: whole when it is small. */
export interface TextSample {
  head: Uint8Array;
  /**
   * Starts somewhere in the middle, where the first bytes beyond ASCII stand if head and tail have none: they
   * tell the encoding. Empty when the head is everything.
   */
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
/** How far the first byte beyond ASCII is searched for. */
const SEARCHED = 1024 * 1024 * 1024;
/** How much is kept before the first byte beyond ASCII, so that the piece has a line's start. */
const BEFORE = 4096;

/** Reads the head, a piece of the middle and the tail of a file; nothing else is touched. */
export async function sampleBlob(blob: Blob): Promise<TextSample> {
  const piece = async (from: number, to: number) => new Uint8Array(await blob.slice(from, to).arrayBuffer());
  const head = await piece(0, HEAD);
  const none = new Uint8Array();
  if (blob.size <= HEAD) return { head, middle: none, tail: none, middleAt: 0, tailAt: 0, complete: true };
  const tailAt = Math.max(HEAD, (blob.size - PIECE) & ~1);
  const middleAt = Math.min(tailAt, Math.max(HEAD, (blob.size >> 1) & ~1));
  const middle = await piece(middleAt, Math.min(tailAt, middleAt + PIECE));
  const tail = await piece(tailAt, blob.size);
  const told = { head, middle, tail, middleAt, tailAt, complete: false };
  if ([head, middle, tail].some((bytes) => firstHigh(bytes) >= 0)) return told;
  const high = await findHigh(blob.slice(HEAD, Math.min(tailAt, SEARCHED)));
  if (high < 0) return told;
  const at = Math.max(HEAD, HEAD + high - BEFORE) & ~1;
  return { ...told, middle: await piece(at, Math.min(tailAt, at + PIECE)), middleAt: at };
}

/** Offset of the first byte beyond ASCII, or -1. */
function firstHigh(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i += 1) if (bytes[i]! > 127) return i;
  return -1;
}

async function findHigh(blob: Blob): Promise<number> {
  const reader = blob.stream().getReader();
  for (let before = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return -1;
    const at = firstHigh(value);
    if (at >= 0) {
      await reader.cancel();
      return before + at;
    }
    before += value.length;
  }
}

/**
 * The same of a stream that can only be read forwards: its head, and its tail when the stream is read to
 * the end. Reading stops after `budget` bytes; what follows is then unknown (`tail` stays empty).
 */
export async function sampleStream(stream: ReadableStream<Uint8Array>, budget: number): Promise<TextSample> {
  const reader = stream.getReader();
  const head = new Uint8Array(HEAD);
  let tail = new Uint8Array();
  let middle = new Uint8Array();
  let middleAt = 0;
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
      const high = middle.length === 0 ? firstHigh(past) : -1;
      if (high >= 0) {
        const from = Math.max(0, high - BEFORE) & ~1;
        middle = past.slice(from, from + PIECE);
        middleAt = read + value.length - past.length + from;
      }
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
    middle,
    tail,
    middleAt,
    tailAt: read - tail.length,
    complete,
  };
}
