import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { fail, faultFrom, ok, refused, type Result } from '../result.ts';

/** Size of duckdb-eh.wasm 1.32.0: what progress is measured against when a compressing server hides it. */
const MODULE_BYTES = 34_242_586;

/** A module with one `try` in it: valid only where WebAssembly exceptions are known. */
const EXCEPTION_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11,
]);

let pending: Promise<Result<WebAssembly.Module>> | null = null;

/** Whether this browser can run the engine at all. */
function engineSupported(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(EXCEPTION_PROBE);
}

/**
 * Downloads and compiles the engine once for the page; later calls share the result, and a failed load
 * is tried afresh by the next call. Progress is in uncompressed bytes.
 * Faults: `engine-unsupported`; `engine-missing` (not there, no network, altered) with the reason as detail.
 */
export function loadEngineModule(
  onProgress: (loaded: number, total: number) => void = () => {},
): Promise<Result<WebAssembly.Module>> {
  pending ??= load(onProgress).then((result) => {
    if (!result.ok) pending = null;
    return result;
  });
  return pending;
}

async function load(
  onProgress: (loaded: number, total: number) => void,
): Promise<Result<WebAssembly.Module>> {
  if (!engineSupported()) return fail('engine-unsupported');
  try {
    const response = await fetch(wasmUrl);
    if (!response.ok || !response.body) return fail('engine-missing', { detail: `HTTP ${response.status}` });
    const counted = response.body.pipeThrough(counter(onProgress, totalOf(response)));
    const headers = { 'content-type': 'application/wasm' };
    return ok(await WebAssembly.compileStreaming(new Response(counted, { headers })));
  } catch (error) {
    return refused(faultFrom(error, 'engine-missing'));
  }
}

/** Content-Length counts compressed bytes when the server compresses, so it holds only without an encoding. */
function totalOf(response: Response): number {
  const length = Number(response.headers.get('content-length'));
  return length > 0 && !response.headers.get('content-encoding') ? length : MODULE_BYTES;
}

function counter(onProgress: (loaded: number, total: number) => void, total: number) {
  let loaded = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      onProgress(Math.min(loaded, total), total);
      controller.enqueue(chunk);
    },
  });
}
