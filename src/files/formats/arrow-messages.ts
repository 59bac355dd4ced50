import { checkBatch, checkSchema } from './arrow-check.ts';
import { damaged, fieldAt, referenceAt, vectorAt, viewOf } from './flatbuffer.ts';
import { Stop } from '../../result.ts';
import { unpackLz4Frame } from './lz4.ts';
import { isWholeFrame } from './zstd.ts';

/** Unpacks one buffer to so many bytes. */
type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

/** No message may unpack to more: its reader holds it whole. */
const LIMIT = 1024 * 1024 * 1024;
const CONTINUATION = 0xffffffff;
const SCHEMA = 1;
const DICTIONARY_BATCH = 2;
const RECORD_BATCH = 3;
/** Slots of the format's tables that are looked at (apache/arrow, format/Message.fbs and File.fbs). */
const MESSAGE = { version: 0, headerType: 1, header: 2, bodyLength: 3 };
const BATCH = { buffers: 2, compression: 3 };
const DICTIONARY = { data: 1 };
const FOOTER = { version: 0, schema: 1 };

interface Message {
  type: number;
  /** The flatbuffer that describes it, and its buffers. */
  meta: Uint8Array;
  body: Uint8Array;
  /** Where in `meta` its record batch stands; 0 for a schema. */
  batch: number;
}

/**
 * The messages of an Arrow stream or file as apache-arrow 17 reads them, which takes plain buffers only: of
 * compressed ones each is unpacked when its turn comes. A file is read as the stream that it holds, because
 * the list of batches at its end may claim any number of them.
 * @throws Stop
 */
export async function plainMessages(bytes: Uint8Array): Promise<Iterable<Uint8Array>> {
  const unpack = await unpackerOf(bytes);
  return {
    *[Symbol.iterator]() {
      let first = true;
      for (const message of messagesOf(bytes)) {
        // Some writers of files, apache-arrow among them, tell the schema at the end only.
        if (first && message.type !== SCHEMA) yield headOf(schemaAtEnd(bytes));
        first = false;
        yield* unpacked(message, unpack);
      }
      if (first && isFile(bytes)) yield headOf(schemaAtEnd(bytes));
      yield Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);
    },
  };
}

/** Unpacks what the first compressed batch is packed with; a file uses one compression. */
async function unpackerOf(bytes: Uint8Array): Promise<Unpack | null> {
  for (const { meta, batch } of messagesOf(bytes)) {
    if (batch === 0) continue;
    const view = viewOf(meta);
    const compression = fieldAt(view, batch, BATCH.compression);
    if (compression === 0) return null;
    const codec = fieldAt(view, compression + view.getUint32(compression, true), 0);
    if ((codec === 0 ? 0 : view.getInt8(codec)) === 0) return unpackLz4Frame;
    const { decompress } = await import('fzstd');
    return (packed, size) => {
      if (!isWholeFrame(packed)) throw damaged();
      return decompress(packed, new Uint8Array(size));
    };
  }
  return null;
}

const isFile = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 6)) === 'ARROW1';

/** The description of a schema as a message has it, around the copy of a file's end. */
function schemaAtEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - 10;
  if (!isFile(bytes) || end < 8) throw damaged();
  const length = viewOf(bytes).getInt32(end, true);
  if (length < 8 || length > end - 8) throw damaged();
  const footer = bytes.subarray(end - length, end);
  const from = viewOf(footer);
  const root = from.getUint32(0, true);
  const schema = referenceAt(from, root, FOOTER.schema);
  const version = fieldAt(from, root, FOOTER.version);
  if (schema === 0) throw damaged();
  checkSchema(from, schema);
  // A root, the message's list of fields, its table, then the copy; each in its place of the format.
  const [fields, table, copy] = [4, 16, 32];
  const meta = new Uint8Array(copy + padded(length));
  meta.set(footer, copy);
  const view = viewOf(meta);
  view.setUint32(0, table, true);
  [12, 12, 8, 10, 4, 0].forEach((value, i) => view.setUint16(fields + i * 2, value, true));
  view.setInt32(table, table - fields, true);
  view.setUint32(table + 4, copy + schema - (table + 4), true);
  view.setInt16(table + 8, version === 0 ? 0 : from.getInt16(version, true), true);
  view.setUint8(table + 10, SCHEMA);
  return meta;
}

function* messagesOf(bytes: Uint8Array): Generator<Message> {
  const view = viewOf(bytes);
  // The messages of a file begin behind its mark.
  for (let at = isFile(bytes) ? 8 : 0; at + 4 <= bytes.length;) {
    let length = view.getUint32(at, true);
    at += 4;
    // Before version 0.15 the length stood alone.
    if (length === CONTINUATION) {
      if (at + 4 > bytes.length) throw cut();
      length = view.getUint32(at, true);
      at += 4;
    }
    if (length === 0) return;
    if (at + length > bytes.length) throw cut();
    const meta = bytes.subarray(at, at + length);
    const metaView = viewOf(meta);
    const root = metaView.getUint32(0, true);
    const bodyAt = fieldAt(metaView, root, MESSAGE.bodyLength);
    const bodyLength = bodyAt === 0 ? 0 : Number(metaView.getBigInt64(bodyAt, true));
    at += length;
    if (bodyLength < 0) throw damaged();
    if (at + bodyLength > bytes.length) throw cut();
    const typeAt = fieldAt(metaView, root, MESSAGE.headerType);
    const type = typeAt === 0 ? 0 : metaView.getUint8(typeAt);
    if (type === SCHEMA) checkSchema(metaView, referenceAt(metaView, root, MESSAGE.header));
    yield { type, meta, body: bytes.subarray(at, at + bodyLength), batch: batchIn(metaView, root, type) };
    at += bodyLength;
  }
}

function batchIn(view: DataView, root: number, type: number): number {
  if (type !== RECORD_BATCH && type !== DICTIONARY_BATCH) return 0;
  const header = referenceAt(view, root, MESSAGE.header);
  return type === RECORD_BATCH ? header : referenceAt(view, header, DICTIONARY.data);
}

/** A message as it would have been written without compression. */
function* unpacked({ meta, body, batch }: Message, unpack: Unpack | null): Generator<Uint8Array> {
  const packed = batch > 0 && fieldAt(viewOf(meta), batch, BATCH.compression) > 0;
  if (!packed) {
    if (batch > 0) checkBatch(viewOf(meta), batch, body.length);
    yield headOf(meta);
    yield body;
    return;
  }
  // A file uses one compression: its first batch had none.
  if (unpack === null) throw damaged();
  const copy = withoutCompression(meta, batch);
  const view = viewOf(copy);
  const buffers: Uint8Array[] = [];
  let size = 0;
  for (const at of vectorAt(view, batch, BATCH.buffers, 16)) {
    const from = Number(view.getBigInt64(at, true));
    const length = Number(view.getBigInt64(at + 8, true));
    if (from < 0 || length < 0 || from + length > body.length) throw damaged();
    const buffer = plainBuffer(body.subarray(from, from + length), unpack, LIMIT - size);
    view.setBigInt64(at, BigInt(size), true);
    view.setBigInt64(at + 8, BigInt(buffer.length), true);
    buffers.push(buffer);
    size += padded(buffer.length);
  }
  checkBatch(view, batch, size);
  view.setBigInt64(fieldAt(view, view.getUint32(0, true), MESSAGE.bodyLength), BigInt(size), true);
  yield headOf(copy);
  for (const buffer of buffers) {
    yield buffer;
    if (padded(buffer.length) > buffer.length) yield new Uint8Array(padded(buffer.length) - buffer.length);
  }
}

/** A packed buffer begins with its plain length; -1 says that it was left plain. An empty one has nothing at all. */
function plainBuffer(buffer: Uint8Array, unpack: Unpack, room: number): Uint8Array {
  if (buffer.length === 0) return buffer;
  if (buffer.length < 8) throw damaged();
  const size = Number(viewOf(buffer).getBigInt64(0, true));
  const rest = buffer.subarray(8);
  if (size === -1) return rest;
  if (size < 0 || size > room) throw damaged();
  return size === 0 ? new Uint8Array() : unpack(rest, size);
}

/**
 * The description with its batch's compression struck out. The list of a flatbuffer's fields may be shared
 * by tables, so the batch gets one of its own behind the end.
 */
function withoutCompression(meta: Uint8Array, batch: number): Uint8Array {
  const view = viewOf(meta);
  const fields = batch - view.getInt32(batch, true);
  const size = view.getUint16(fields, true);
  const copy = new Uint8Array(meta.length + padded(size));
  copy.set(meta);
  copy.set(meta.subarray(fields, fields + size), meta.length);
  const changed = viewOf(copy);
  changed.setUint16(meta.length + 4 + BATCH.compression * 2, 0, true);
  changed.setInt32(batch, batch - meta.length, true);
  return copy;
}

const padded = (length: number) => (length + 7) & ~7;

function headOf(meta: Uint8Array): Uint8Array {
  const head = new Uint8Array(8 + meta.length);
  viewOf(head).setUint32(0, CONTINUATION, true);
  viewOf(head).setUint32(4, meta.length, true);
  head.set(meta, 8);
  return head;
}

const cut = () => new Stop({ code: 'file-incomplete', detail: 'an Arrow message is cut short' });
