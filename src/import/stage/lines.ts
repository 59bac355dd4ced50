const LF = 10;
const CR = 13;

/** The bytes of a blob, chunk by chunk. */
async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value as Uint8Array<ArrayBuffer>;
  }
}

/** The blob without its first `count` lines (ended by LF, CRLF or CR); nothing is copied. */
export async function sliceLines(blob: Blob, count: number): Promise<Blob> {
  if (count <= 0) return blob;
  let left = count;
  let offset = 0;
  let afterCR = false;
  for await (const chunk of chunksOf(blob)) {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (left === 0) return blob.slice(offset + i + (afterCR && byte === LF ? 1 : 0));
      if (byte === CR || (byte === LF && !afterCR)) left--;
      afterCR = byte === CR;
    }
    offset += chunk.length;
  }
  return blob.slice(blob.size);
}

/** Lines per byte at the beginning of a text, to say about how many rows a place in it is. */
export async function lineDensity(blob: Blob): Promise<number> {
  const head = new Uint8Array(await blob.slice(0, LONGEST_HEADER).arrayBuffer());
  let lines = 0;
  for (let at = head.indexOf(LF); at >= 0; at = head.indexOf(LF, at + 1)) lines++;
  return head.length === 0 ? 0 : lines / head.length;
}

/** A header that has not ended after so many bytes has an unclosed quote: its first line is taken for it. */
const LONGEST_HEADER = 256 * 1024;

/**
 * Where the first record of delimited text ends: the bytes after it, and how many lines it and the blank
 * lines before it fill. The engine's own skipping of a header loses the file when that header is ill-formed.
 */
export async function splitHeader(
  blob: Blob,
  delimiter: string,
  quote: string,
): Promise<{ body: Blob; lines: number }> {
  const head = new Uint8Array(await blob.slice(0, LONGEST_HEADER).arrayBuffer());
  const mark = quote === '' ? -1 : quote.charCodeAt(0);
  const between = delimiter.charCodeAt(0);
  let quoted = false;
  let fieldStart = true;
  let blank = true;
  let lines = 0;
  let firstEnd: { body: Blob; lines: number } | null = null;
  for (let i = head[0] === 0xef && head[1] === 0xbb ? 3 : 0; i < head.length; i++) {
    const byte = head[i];
    if (byte === LF || byte === CR) {
      if (byte === CR && head[i + 1] === LF) i++;
      lines++;
      if (!blank) {
        const end = { body: blob.slice(i + 1), lines };
        if (!quoted) return end;
        firstEnd ??= end;
      }
      if (!quoted) fieldStart = true;
      continue;
    }
    blank = false;
    if (byte === mark && (quoted || fieldStart)) quoted = !quoted;
    // A doubled quote opens its field again.
    fieldStart = !quoted && (byte === between || byte === mark);
  }
  return firstEnd ?? { body: blob.slice(blob.size), lines };
}

/** 1-based line on which each byte offset lies; `offsets` ascend. CRLF ends one line, a CR alone too. */
export async function linesAt(blob: Blob, offsets: number[]): Promise<number[]> {
  const lines: number[] = [];
  if (offsets.length === 0) return lines;
  let line = 1;
  let offset = 0;
  let afterCR = false;
  let next = offsets[0]!;
  for await (const chunk of chunksOf(blob)) {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      while (offset + i === next) {
        lines.push(line);
        if (lines.length === offsets.length) return lines;
        next = offsets[lines.length]!;
      }
      if (byte === LF) {
        if (!afterCR) line++;
      } else if (byte === CR) line++;
      afterCR = byte === CR;
    }
    offset += chunk.length;
  }
  while (lines.length < offsets.length) lines.push(line);
  return lines;
}

/** The same text with LF at the end of every line; line ends inside quotes stay as they are. */
export async function oneNewline(blob: Blob, quote: string): Promise<Blob> {
  const mark = quote === '' ? -1 : quote.charCodeAt(0);
  let quoted = false;
  let afterCR = false;
  const alike = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      const out = new Uint8Array(chunk.length);
      let n = 0;
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!;
        // A doubled quote closes and opens again, which comes to the same.
        if (byte === mark) quoted = !quoted;
        if (!quoted && byte === LF && afterCR) {
          afterCR = false;
          continue;
        }
        afterCR = !quoted && byte === CR;
        out[n++] = afterCR ? LF : byte;
      }
      controller.enqueue(out.subarray(0, n));
    },
  });
  return new Response(blob.stream().pipeThrough(alike)).blob();
}
