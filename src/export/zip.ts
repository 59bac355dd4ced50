/** A file to be packed; its body is drawn piece by piece. */
export interface ZipPart {
  name: string;
  body: string | AsyncIterable<string | Uint8Array<ArrayBuffer>>;
}

/**
 * Packs parts, in order, into a zip (deflate, UTF-8 names, sizes in the local headers, so that every reader
 * takes it). A body is compressed while it is drawn: only packed bytes are held.
 * For parts and archives under 4 GB; throws a RangeError beyond.
 */
export async function zipBlob(
  parts: AsyncIterable<ZipPart> | Iterable<ZipPart>,
  type: string,
): Promise<Blob> {
  const body: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for await (const part of parts) {
    const name = new TextEncoder().encode(part.name);
    const { blob, crc, size } = await packed(part.body);
    if (at + blob.size > LIMIT || size > LIMIT) throw new RangeError('a zip part is over 4 GB');
    const fields = { name, crc, size, compressed: blob.size };
    const head = header(LOCAL, fields, 0);
    body.push(head, name, blob);
    directory.push(header(CENTRAL, fields, at), name);
    at += head.length + name.length + blob.size;
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, directory.length / 2, true);
  end.setUint16(10, directory.length / 2, true);
  end.setUint32(12, length, true);
  end.setUint32(16, at, true);
  return new Blob([...body, ...directory, end.buffer], { type });
}

const LIMIT = 0xffffffff;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
/** 1 January 1980, the earliest that the format can say: an archive tells nothing of when it was made. */
const DATE = 0x21;

interface Fields {
  name: Uint8Array;
  crc: number;
  size: number;
  compressed: number;
}

/** A local header, or the directory's, which is the same with some fields more. */
function header(kind: number, { name, crc, size, compressed }: Fields, at: number): Uint8Array<ArrayBuffer> {
  const central = kind === CENTRAL;
  const view = new DataView(new ArrayBuffer(central ? 46 : 30));
  view.setUint32(0, kind, true);
  const from = central ? 6 : 4;
  if (central) view.setUint16(4, 20, true);
  view.setUint16(from, 20, true);
  view.setUint16(from + 2, 0x800, true);
  view.setUint16(from + 4, 8, true);
  view.setUint16(from + 8, DATE, true);
  view.setUint32(from + 10, crc, true);
  view.setUint32(from + 14, compressed, true);
  view.setUint32(from + 18, size, true);
  view.setUint16(from + 22, name.length, true);
  if (central) view.setUint32(42, at, true);
  return new Uint8Array(view.buffer);
}

async function packed(body: ZipPart['body']): Promise<{ blob: Blob; crc: number; size: number }> {
  const deflate = new CompressionStream('deflate-raw');
  const blob = new Response(deflate.readable).blob();
  const writer = deflate.writable.getWriter();
  const encoder = new TextEncoder();
  let crc = 0xffffffff;
  let size = 0;
  try {
    for await (const text of typeof body === 'string' ? [body] : body) {
      const bytes = typeof text === 'string' ? encoder.encode(text) : text;
      crc = crc32(bytes, crc);
      size += bytes.length;
      await writer.write(bytes);
    }
    await writer.close();
  } catch (error) {
    blob.catch(() => {}); // it ends with the same error
    await writer.abort(error).catch(() => {});
    throw error;
  }
  return { blob: await blob, crc: (crc ^ 0xffffffff) >>> 0, size };
}

const CRC = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

/** CRC-32 (IEEE 802.3, reflected) carried on from `crc`, without the final inversion. */
function crc32(bytes: Uint8Array, crc: number): number {
  let c = crc;
  for (const byte of bytes) c = (c >>> 8) ^ CRC[(c ^ byte) & 0xff]!;
  return c;
}
