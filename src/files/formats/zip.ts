import { Stop, fail, ok, type Result } from '../../result.ts';
import { inflate, type OnPacked } from './gzip.ts';

/** A member of a zip, as its central directory tells. */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated; others are not read. */
  method: number;
  encrypted: boolean;
  compressed: number;
  size: number;
  /** Offset of its local header in the archive. */
  at: number;
}

const MAX_ENTRIES = 10_000;
const MAX_SIZE = 8 * 1024 ** 3;
/** Text seldom packs better than 1:100; bombs start far above. */
const MAX_RATIO = 400;
const RATIO_FROM = 32 * 1024 ** 2;
const MAX_DIRECTORY = 64 * 1024 ** 2;

/**
 * Reads an archive's directory, and nothing else: too many members, or members that would unpack to
 * more than their packed bytes can honestly hold, are refused before anything is inflated.
 * Faults: `file-incomplete`, `file-damaged`, `zip-too-many`, `zip-bomb`.
 */
export async function openZip(blob: Blob): Promise<Result<ZipEntry[]>> {
  const end = await endRecord(blob);
  if (!end.ok) return end;
  const { count, size, at } = end.value;
  if (count > MAX_ENTRIES) return fail('zip-too-many', { values: { count, limit: MAX_ENTRIES } });
  if (at + size > blob.size || size > MAX_DIRECTORY) return fail('file-damaged');
  const view = new DataView(await blob.slice(at, at + size).arrayBuffer());
  const entries: ZipEntry[] = [];
  for (let p = 0; entries.length < count;) {
    if (p + 46 > view.byteLength || view.getUint32(p, true) !== 0x02014b50) return fail('file-damaged');
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((o) => view.getUint16(p + o, true)) as [
      number,
      number,
      number,
    ];
    const stop = p + 46 + nameLength + extraLength + noteLength;
    if (stop > view.byteLength) return fail('file-damaged');
    const flags = view.getUint16(p + 8, true);
    const entry: ZipEntry = {
      name: nameOf(new Uint8Array(view.buffer, p + 46, nameLength), (flags & 0x800) !== 0),
      method: view.getUint16(p + 10, true),
      encrypted: (flags & 1) !== 0,
      compressed: view.getUint32(p + 20, true),
      size: view.getUint32(p + 24, true),
      at: view.getUint32(p + 42, true),
    };
    widen(entry, view, p + 46 + nameLength, extraLength);
    entries.push(entry);
    p = stop;
  }
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  const packed = entries.find(
    (entry) => entry.size > RATIO_FROM && entry.size > entry.compressed * MAX_RATIO,
  );
  if (total > MAX_SIZE || packed || total > Math.max(RATIO_FROM, blob.size * MAX_RATIO)) {
    return fail('zip-bomb', { values: { megabytes: Math.round(total / 1048576) } });
  }
  return ok(entries);
}

/** Uncompressed bytes of a member, streamed; it ends with an error when it holds more than it declared. */
export function entryStream(blob: Blob, entry: ZipEntry, onPacked?: OnPacked): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  let read = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        reader ??= (await openEntry(blob, entry, onPacked)).getReader();
        const { done, value } = await reader.read();
        if (done) {
          if (read < entry.size) controller.error(new Stop({ code: 'file-incomplete', detail: entry.name }));
          else controller.close();
          return;
        }
        read += value.length;
        if (read > entry.size) {
          await reader.cancel();
          controller.error(
            new Stop({ code: 'file-damaged', detail: `${entry.name} is longer than declared` }),
          );
        } else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    cancel: (reason) => reader?.cancel(reason),
  });
}

async function openEntry(
  blob: Blob,
  entry: ZipEntry,
  onPacked?: OnPacked,
): Promise<ReadableStream<Uint8Array>> {
  const header = new DataView(await blob.slice(entry.at, entry.at + 30).arrayBuffer());
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50)
    throw new Stop({ code: 'file-damaged', detail: entry.name });
  const from = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const body = blob.slice(from, from + entry.compressed);
  if (body.size < entry.compressed) throw new Stop({ code: 'file-incomplete', detail: entry.name });
  if (entry.method === 0) return body.stream();
  if (entry.method === 8) return inflate(body, 'deflate-raw', onPacked);
  throw new Stop({ code: 'file-damaged', detail: `${entry.name}: compression method ${entry.method}` });
}

/** The end-of-directory record, in its 64-bit form where there is one. */
async function endRecord(blob: Blob): Promise<Result<{ count: number; size: number; at: number }>> {
  const from = Math.max(0, blob.size - 65_557);
  const view = new DataView(await blob.slice(from).arrayBuffer());
  let p = view.byteLength - 22;
  while (p >= 0 && view.getUint32(p, true) !== 0x06054b50) p -= 1;
  if (p < 0) return fail('file-incomplete');
  const told = {
    count: view.getUint16(p + 10, true),
    size: view.getUint32(p + 12, true),
    at: view.getUint32(p + 16, true),
  };
  if (p < 20 || view.getUint32(p - 20, true) !== 0x07064b50) return ok(told);
  const wideAt = Number(view.getBigUint64(p - 12, true));
  const wide = new DataView(await blob.slice(wideAt, wideAt + 56).arrayBuffer());
  if (wide.byteLength < 56 || wide.getUint32(0, true) !== 0x06064b50) return fail('file-damaged');
  const [count, size, at] = [32, 40, 48].map((o) => Number(wide.getBigUint64(o, true))) as [
    number,
    number,
    number,
  ];
  return ok({ count, size, at });
}

/** Takes 64-bit sizes from the extra field where the 32-bit ones are full. */
function widen(entry: ZipEntry, view: DataView, from: number, length: number): void {
  for (let p = from; p + 4 <= from + length; p += 4 + view.getUint16(p + 2, true)) {
    if (view.getUint16(p, true) !== 1) continue;
    let q = p + 4;
    for (const key of ['size', 'compressed', 'at'] as const) {
      if (entry[key] !== 0xffffffff || q + 8 > view.byteLength) continue;
      entry[key] = Number(view.getBigUint64(q, true));
      q += 8;
    }
  }
}

/** A member's name: UTF-8 when flagged or valid, else as Chinese Windows writes it. */
function nameOf(bytes: Uint8Array, utf8: boolean): string {
  if (!utf8) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('gb18030').decode(bytes);
    }
  }
  return new TextDecoder().decode(bytes);
}
