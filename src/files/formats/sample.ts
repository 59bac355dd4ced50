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
  /** Set where bytes beyond ASCII may stand that nobody has looked for. */
  partly?: true;
}

const HEAD = 256 * 1024;
const PIECE = 64 * 1024;
/** How far the first byte beyond ASCII is searched for. */
const SEARCHED = 1024 * 1024 * 1024;
const SEARCHED_AT_ONCE = 4 * 1024 * 1024;
/** How much is kept before the first byte beyond ASCII, so that the piece has a line's start. */
const BEFORE = 4096;

/**
 * As `samplePieces`; with its middle where the first bytes beyond ASCII stand, for which the whole file may be read.
 */
export async function sampleBlob(blob: Blob): Promise<TextSample> {
  const { partly, ...told } = await samplePieces(blob);
  if (!partly) return told;
  const { tailAt } = told;
  const high = await findHigh(blob, HEAD, Math.min(tailAt, SEARCHED));
  if (high < 0) return told;
  const at = Math.max(HEAD, high - BEFORE) & ~1;
  return { ...told, middle: await bytesOf(blob, at, Math.min(tailAt, at + PIECE)), middleAt: at };
}

/** Reads the head, a piece of the middle and the tail of a file; nothing else is touched. */
export async function samplePieces(blob: Blob): Promise<TextSample> {
  const none = new Uint8Array();
  if (blob.size <= HEAD) {
    const head = await bytesOf(blob, 0, HEAD);
    return { head, middle: none, tail: none, middleAt: 0, tailAt: 0, complete: true };
  }
  const tailAt = Math.max(HEAD, (blob.size - PIECE) & ~1);
  const middleAt = Math.min(tailAt, Math.max(HEAD, (blob.size >> 1) & ~1));
  const [head, middle, tail] = await Promise.all([
    bytesOf(blob, 0, HEAD),
    bytesOf(blob, middleAt, Math.min(tailAt, middleAt + PIECE)),
    bytesOf(blob, tailAt, blob.size),
  ]);
  const told = { head, middle, tail, middleAt, tailAt, complete: false };
  const plain = [head, middle, tail].every((bytes) => firstHigh(bytes) < 0);
  return plain && blob.size > head.length + middle.length + tail.length ? { ...told, partly: true } : told;
}

const bytesOf = async (blob: Blob, from: number, to: number): Promise<Uint8Array> =>
  new Uint8Array(await blob.slice(from, to).arrayBuffer());

/** Words that are looked at together: one test for each would take longer than reading them. */
const WORDS = 4096;

/** Offset of the first byte beyond ASCII, or -1. */
function firstHigh(bytes: Uint8Array): number {
  let from = 0;
  if (bytes.byteOffset % 4 === 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    for (let at = 0; at < words.length; at += WORDS) {
      const end = Math.min(words.length, at + WORDS);
      let any = 0;
      for (let i = at; i < end; i += 1) any |= words[i]!;
      if (any & 0x80808080) break;
      from = end * 4;
    }
  }
  for (let i = from; i < bytes.length; i += 1) if (bytes[i]! > 127) return i;
  return -1;
}

/**
 * Where the first byte beyond ASCII stands between two offsets, or -1; one piece is fetched while another is looked
 * at.
 */
async function findHigh(blob: Blob, from: number, to: number): Promise<number> {
  const fetch = (at: number) => (at < to ? bytesOf(blob, at, Math.min(to, at + SEARCHED_AT_ONCE)) : null);
  let next = fetch(from);
  for (let at = from; next; at += SEARCHED_AT_ONCE) {
    const bytes = await next;
    next = fetch(at + SEARCHED_AT_ONCE);
    // Of no use any more where the first one has it, and what cannot be read then is nobody's fault.
    next?.catch(() => {});
    const found = firstHigh(bytes);
    if (found >= 0) return at + found;
  }
  return -1;
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
