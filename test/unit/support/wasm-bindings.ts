import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Blocking from '@duckdb/duckdb-wasm/blocking';
import { withoutCpp } from '../../../src/engine/session/exports.ts';

const require = createRequire(import.meta.url);
const path = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
let compiled: Promise<WebAssembly.Module> | undefined;

type Instantiate = (
  imports: WebAssembly.Imports,
  success: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/** Bindings of the engine that ships over duckdb-wasm's Node build; its module is compiled once for a test file. */
export async function wasmBindings(): Promise<Blocking.DuckDBBindings> {
  compiled ??= WebAssembly.compile(readFileSync(path));
  const module = await compiled;
  const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking') as typeof Blocking & {
    NODE_RUNTIME: Blocking.DuckDBRuntime;
  };
  const bundle = { mainModule: path, mainWorker: '' };
  const db = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  const instantiateWasm: Instantiate = (imports, success) => {
    (globalThis as { DUCKDB_RUNTIME?: Blocking.DuckDBRuntime }).DUCKDB_RUNTIME = duckdb.NODE_RUNTIME;
    void WebAssembly.instantiate(module, imports).then((it) => success(withoutCpp(it, module), module));
    return [];
  };
  await Object.assign(db, { instantiateWasm }).instantiate(() => {});
  return db;
}
