import type { Progress, Staged, TextReading } from '../api.ts';
import { byteOrderMark, firstInvalid } from '../encoding.ts';
import { collapseBlanks, splitRecords } from '../records.ts';
import { Stop, ok, type Result } from '../../result.ts';
import { TELL_EVERY } from './csv-pieces.ts';
import type { OnPacked } from './gzip.ts';
import { samplePieces, type TextSample } from './sample.ts';

/** Size of the UTF-8 pieces the converted text is kept in. */
const PIECE = 8 * 1024 * 1024;

/**
 * Makes delimited text readable for the import engine. An uncompressed UTF-8 file with regular line ends
 * is handed over as it is (a slice of it, without its mark and its total rows); anything else is streamed
 * through a strict decoder into UTF-8 pieces with LF line ends.
 * @param source the text's bytes; `stream` when they are not simply the blob's (gunzipped, a zip's member): it
 * tells how many of the blob's own bytes it has taken, which is what progress counts
 */
export async function stageText(
  source: { blob: Blob; stream?: (onPacked: OnPacked) => ReadableStream<Uint8Array> },
  text: TextReading,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Result<Staged>> {
  let blob: Blob;
  const asIs =
    !source.stream && text.encoding === 'utf-8' && !text.invalid && !text.normalise && text.delimiter !== ' ';
  if (asIs && (await regularLineEnds(source.blob))) {
    const mark = byteOrderMark(new Uint8Array(await source.blob.slice(0, 4).arrayBuffer()));
    blob = mark?.encoding === 'utf-8' ? source.blob.slice(mark.bom) : source.blob;
  } else {
    blob = await transcode(source, text, onProgress);
  }
  if (text.skipTail > 0) blob = blob.slice(0, await tailStart(blob, text.skipTail));
  return ok({
    form: 'text',
    blob,
    delimiter: text.delimiter,
    quote: text.quote,
    skipLines: await headLines(blob, text),
    header: false,
    ...(text.fill ? { fill: true } : {}),
  });
}

/** How many lines the records up to the header fill; more than there are records when one has line breaks in quotes. */
async function headLines(blob: Blob, text: TextReading): Promise<number> {
  if (text.headerLine === 0) return 0;
  const head = new TextDecoder().decode(await blob.slice(0, 256 * 1024).arrayBuffer());
  const header = splitRecords(head, text, { maxRecords: text.headerLine })[text.headerLine - 1];
  if (!header || header.openLine > 0) return text.headerLine;
  return head.slice(0, header.end).match(/\r\n|\n|\r/g)?.length ?? 1;
}

/** LF only or CRLF only, as far as the samples show; the engine cannot follow a mixture. */
const regularLineEnds = async (blob: Blob): Promise<boolean> => regularSample(await samplePieces(blob));

/** Whether all line ends in a sample are alike, LF or CRLF. */
export function regularSample(sample: TextSample): boolean {
  let lf = 0;
  let crlf = 0;
  let cr = 0;
  for (const bytes of [sample.head, sample.middle, sample.tail]) {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
      if (at > 0 && bytes[at - 1] === 13) crlf += 1;
      else if (at > 0) lf += 1;
    }
    for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1)) {
      if (at + 1 < bytes.length && bytes[at + 1] !== 10) cr += 1;
    }
  }
  return cr === 0 && (lf === 0 || crlf === 0);
}

async function transcode(
  { blob, stream }: { blob: Blob; stream?: (onPacked: OnPacked) => ReadableStream<Uint8Array> },
  text: TextReading,
  onProgress: (progress: Progress) => void,
): Promise<Blob> {
  const parts: Blob[] = [];
  let packed = 0;
  let told = 0;
  await decodeTo(
    stream?.((bytes) => (packed = bytes)) ?? blob.stream(),
    blob.size,
    text,
    (pieces) => void parts.push(new Blob(pieces)),
    (progress) => {
      const now = performance.now();
      if (now - told < TELL_EVERY) return;
      told = now;
      onProgress(stream ? { ...progress, bytes: packed } : progress);
    },
  );
  return new Blob(parts);
}

/**
 * Decodes a text strictly into UTF-8 with LF line ends, handed to `put` in pieces of about 8 MB. Stops
 * with `encoding-invalid` {encoding, offset} where the encoding cannot take the bytes (unless the reading has them replaced).
 */
export async function decodeTo(
  stream: ReadableStream<Uint8Array>,
  totalBytes: number,
  text: TextReading,
  put: (pieces: Uint8Array<ArrayBuffer>[]) => void | Promise<void>,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<void> {
  const fatal = text.invalid !== 'replace';
  const decoder = new TextDecoder(text.encoding, { fatal });
  const encoder = new TextEncoder();
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let pendingBytes = 0;
  let read = 0;
  let rows = 0;
  let afterCr = false;
  let carry: Uint8Array = new Uint8Array();
  const flush = async () => {
    const full = pending;
    pending = [];
    pendingBytes = 0;
    if (full.length > 0) await put(full);
  };
  const push = (bytes: Uint8Array, last: boolean) => {
    let decoded: string;
    try {
      decoded = decoder.decode(bytes, { stream: !last });
    } catch {
      const offset = read + Math.max(0, firstInvalid(bytes, text.encoding));
      throw new Stop({ code: 'encoding-invalid', values: { encoding: text.encoding, offset } });
    }
    read += bytes.length;
    if (afterCr && decoded.startsWith('\n')) decoded = decoded.slice(1);
    if (decoded !== '') afterCr = decoded.endsWith('\r');
    if (decoded.includes('\r')) decoded = decoded.replace(/\r\n?/g, '\n');
    // Pieces end at line ends, so a run of blanks is never cut in two.
    if (text.delimiter === ' ') decoded = collapseBlanks(decoded);
    const out = encoder.encode(decoded);
    for (let at = out.indexOf(10); at >= 0; at = out.indexOf(10, at + 1)) rows += 1;
    pending.push(out);
    pendingBytes += out.length;
  };
  const wide = text.encoding.startsWith('utf-16');
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    // Cut after a line end, so that a bad byte's offset can be told from this piece alone.
    const cut = wide ? 0 : value.lastIndexOf(10) + 1;
    if (cut > 0) {
      push(join(carry, value.subarray(0, cut)), false);
      carry = value.slice(cut);
    } else if (wide || carry.length + value.length > PIECE) {
      push(join(carry, value), false);
      carry = new Uint8Array();
    } else {
      carry = join(carry, value);
    }
    if (pendingBytes >= PIECE) await flush();
    onProgress({ bytes: Math.min(read, totalBytes), totalBytes, rows });
  }
  push(carry, true);
  await flush();
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/** Byte offset at which the last `lines` lines that are not blank begin. */
async function tailStart(blob: Blob, lines: number): Promise<number> {
  const from = Math.max(0, blob.size - 256 * 1024);
  const bytes = new Uint8Array(await blob.slice(from).arrayBuffer());
  let end = bytes.length;
  for (let left = lines; left > 0 && end > 0;) {
    let start = end - 1;
    while (start > 0 && bytes[start - 1] !== 10) start -= 1;
    if (bytes.subarray(start, end).some((byte) => byte > 32 && byte !== 44 && byte !== 59)) left -= 1;
    end = start;
  }
  return from + end;
}
