import { Gunzip } from 'fflate';

/**
 * The uncompressed bytes of a gzip of several members one after the other (`cat a.gz b.gz`, bgzip), which the
 * browser's own decompression takes for damaged after the first. The first `skip` bytes are left out: they
 * have been handed out already.
 */
export function gunzipMembers(packed: ReadableStream<Uint8Array>, skip: number): ReadableStream<Uint8Array> {
  const reader = packed.getReader();
  const ready: Uint8Array[] = [];
  let passed = 0;
  const unzip = new Gunzip((piece) => {
    const from = Math.max(0, Math.min(piece.length, skip - passed));
    passed += piece.length;
    if (from < piece.length) ready.push(piece.slice(from));
  });
  let done = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      while (ready.length === 0 && !done) {
        const next = await reader.read();
        done = next.done;
        unzip.push(next.value ?? new Uint8Array(), done);
      }
      for (const piece of ready.splice(0)) controller.enqueue(piece);
      if (done) controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
