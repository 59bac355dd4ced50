import { Stop, fail, ok, type Result } from '../../result.ts';

/** Hears how many packed bytes have been taken so far. */
export type OnPacked = (bytes: number) => void;

/** The uncompressed bytes of a gzip blob, streamed. What ends it early is a `Stop`: `file-incomplete` or `file-damaged`. */
export function gunzip(blob: Blob, onPacked?: OnPacked): ReadableStream<Uint8Array> {
  return inflate(blob, 'gzip', onPacked);
}

/** As gunzip, for raw deflate (members of a zip). */
export function inflate(
  blob: Blob,
  format: 'gzip' | 'deflate-raw',
  onPacked?: OnPacked,
): ReadableStream<Uint8Array> {
  const packed = () => (onPacked ? blob.stream().pipeThrough(counted(onPacked)) : blob.stream());
  let inner: ReadableStreamDefaultReader<Uint8Array> = packed()
    .pipeThrough(new DecompressionStream(format))
    .getReader();
  let given = 0;
  let again = false;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    try {
      const { done, value } = await inner.read();
      if (done) return controller.close();
      given += value.length;
      controller.enqueue(value);
    } catch (error) {
      if (again || format !== 'gzip' || !isMore(error)) return controller.error(stopOf(error));
      again = true;
      const { gunzipMembers } = await import('./gzip-members.ts');
      inner = gunzipMembers(packed(), given).getReader();
      return pull(controller);
    }
  };
  return new ReadableStream<Uint8Array>({ pull, cancel: (reason) => inner.cancel(reason) });
}

/** Whether decompression only complains of what stands behind the end: a second member. Each browser words it its way. */
const isMore = (error: unknown): boolean =>
  /junk|after the end|after end|extra bytes|trailing/i.test(
    error instanceof Error ? error.message : String(error),
  );

function counted(onPacked: OnPacked): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      onPacked((bytes += chunk.length));
      controller.enqueue(chunk);
    },
  });
}

function stopOf(error: unknown): Stop {
  const detail =
    error instanceof Error
      ? `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`
      : String(error);
  // Chrome and Node word a stream that ends too early like this.
  const cut =
    /unexpected end|input was truncated|truncated|incomplete|buf(?:fer)? error|end of file|unexpected eof/i.test(
      detail,
    );
  return new Stop({ code: cut ? 'file-incomplete' : 'file-damaged', detail: detail.trim() });
}

/** Inflates the whole of a small blob; refused past `limit` bytes. */
export async function inflateAll(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = [];
  const drained = await drain(stream, limit, (piece) => void parts.push(piece));
  if (!drained.ok) return drained;
  const out = new Uint8Array(drained.value);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return ok(out);
}

/** Inflates to a blob in pieces; refused past `limit` bytes, so that a bomb stops early. */
export async function inflateToBlob(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Result<Blob>> {
  const parts: Blob[] = [];
  let pending: BlobPart[] = [];
  let pendingSize = 0;
  const drained = await drain(stream, limit, (piece) => {
    pending.push(piece as Uint8Array<ArrayBuffer>);
    pendingSize += piece.length;
    if (pendingSize > 8 * 1024 * 1024) {
      parts.push(new Blob(pending));
      pending = [];
      pendingSize = 0;
    }
  });
  return drained.ok ? ok(new Blob([...parts, ...pending])) : drained;
}

/** Hands each piece of a stream to `take`; the stream's bytes in all, refused past `limit`. */
async function drain(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  take: (piece: Uint8Array) => void,
): Promise<Result<number>> {
  const reader = stream.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return ok(size);
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return fail('file-too-large', { values: { megabytes: Math.round(limit / 1048576) } });
    }
    take(value);
  }
}
