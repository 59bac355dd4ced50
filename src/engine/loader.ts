import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { fail, faultFrom, ok, refused, type Result } from '../result.ts';

/** Size of duckdb-eh.wasm 1.32.0 as it ships: what progress is measured against when a compressing server hides it. */
const MODULE_BYTES = 26_881_627;

/** A module with one `try` in it: valid only where WebAssembly exceptions are known. */
const EXCEPTION_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11,
]);

const WASM = 'application/wasm';

/** Whether this browser can run the engine at all. */
function engineSupported(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(EXCEPTION_PROBE);
}

type LoadModule = (
  onProgress?: (loaded: number, total: number) => void,
) => Promise<Result<WebAssembly.Module>>;

/** What downloads and compiles the engine once, as `loadEngineModule` does for the page. */
export function moduleLoader(): LoadModule {
  let pending: ReturnType<LoadModule> | null = null;
  return (onProgress = () => {}) => {
    pending ??= load(onProgress).then((result) => {
      if (!result.ok) pending = null;
      return result;
    });
    return pending;
  };
}

/**
 * Downloads and compiles the engine once for the page; later calls share the result, and a failed load
 * is tried afresh by the next call. Progress is in uncompressed bytes.
 * Faults: `engine-unsupported`; `engine-missing` (not there, no network, altered) with the reason as detail.
 */
export const loadEngineModule = moduleLoader();

async function load(
  onProgress: (loaded: number, total: number) => void,
): Promise<Result<WebAssembly.Module>> {
  if (!engineSupported()) return fail('engine-unsupported');
  try {
    const response = await fetch(wasmUrl);
    if (!response.ok || !response.body) return fail('engine-missing', { detail: `HTTP ${response.status}` });
    void tell(response.clone(), onProgress);
    return ok(await WebAssembly.compileStreaming(asModule(response)));
  } catch (error) {
    return refused(faultFrom(error, 'engine-missing'));
  }
}

/** Content-Length counts compressed bytes when the server compresses, so it holds only without an encoding. */
function totalOf(response: Response): number {
  const length = Number(response.headers.get('content-length'));
  return length > 0 && !response.headers.get('content-encoding') ? length : MODULE_BYTES;
}

/**
 * The answer as it came, for only beside that does the browser keep the compiled code for the next visit; from a
 * host that calls the file something else, a copy under its right type.
 */
function asModule(response: Response): Response {
  if (response.headers.get('content-type') === WASM) return response;
  return new Response(response.body, { headers: { 'content-type': WASM } });
}

/** Tells how many bytes of the answer have come. What breaks it breaks the compiling, which says so. */
async function tell(copy: Response, onProgress: (loaded: number, total: number) => void): Promise<void> {
  const total = totalOf(copy);
  let loaded = 0;
  const reader = copy.body!.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      onProgress(Math.min((loaded += part.value.byteLength), total), total);
  } catch {
    // Said by whoever compiles.
  }
}
