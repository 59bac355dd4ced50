import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import type { DuckDBBindings, DuckDBRuntime } from '@duckdb/duckdb-wasm/blocking';

// The package's types describe its Node build; the browser build exports its own runtime.
const runtime = (duckdb as unknown as { BROWSER_RUNTIME: DuckDBRuntime }).BROWSER_RUNTIME;

// DuckDB asks of every file that it lets go whether it is one of these, by a name that not every browser has: WebKit
// leaves it out where it lacks the file system of a site.
if (!('FileSystemSyncAccessHandle' in globalThis)) {
  Object.assign(globalThis, { FileSystemSyncAccessHandle: class {} });
}

type Emscripten = {
  instantiateWasm(
    imports: WebAssembly.Imports,
    success: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
};

/**
 * DuckDB's bindings over a module that the page has compiled already, so that no worker downloads or
 * compiles it again. Null when this browser lacks WebAssembly exceptions (the only build shipped needs them).
 * Rejects when the module does not fit these bindings.
 */
export async function instantiate(module: WebAssembly.Module): Promise<DuckDBBindings | null> {
  if (!(await duckdb.getPlatformFeatures()).wasmExceptions) return null;
  const bundle = { mainModule: 'duckdb-eh.wasm', mainWorker: '' };
  const db: DuckDBBindings = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    runtime,
  );
  const failed = new Promise<never>((_, reject) => {
    (db as unknown as Emscripten).instantiateWasm = (imports, success) => {
      (globalThis as { DUCKDB_RUNTIME?: DuckDBRuntime }).DUCKDB_RUNTIME = runtime;
      WebAssembly.instantiate(module, imports).then((it) => success(it, module), reject);
      return [];
    };
  });
  await Promise.race([db.instantiate(() => {}), failed]);
  return db;
}

/** Makes a blob readable under a full name; DuckDB reads slices of it as it needs them. */
export function registerBlob(
  db: DuckDBBindings,
  name: string,
  file: Blob,
  onRead?: (bytes: number) => void,
): void {
  const handle = onRead ? watched(file, onRead) : file;
  db.registerFileHandle(name, handle, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
}

/** What DuckDB's runtime uses of a blob, telling how far it has come. */
function watched(file: Blob, onRead: (bytes: number) => void): Pick<Blob, 'size' | 'slice'> {
  let told = 0;
  return {
    size: file.size,
    slice(start, end) {
      const now = performance.now();
      if (end !== undefined && now - told > 50) {
        told = now;
        onRead(end);
      }
      return file.slice(start, end);
    },
  };
}
