import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Blocking from '@duckdb/duckdb-wasm/blocking';
import { withoutCpp } from '../../../src/engine/exports.ts';

const require = createRequire(import.meta.url);
const path = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
let compiled: Promise<WebAssembly.Module> | undefined;

type Instantiate = (
  imports: WebAssembly.Imports,
  success: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => object;

/** Instances that are there, and who has each: a test file that goes on, or nobody any more. */
const instances: { db: Blocking.DuckDBBindings; file: string | undefined; revoke: () => void }[] = [];

/** The test file that is run; there is none where a tool is. */
const fileNow = (): string | undefined =>
  (globalThis as { __vitest_worker__?: { filepath?: string } }).__vitest_worker__?.filepath;

/**
 * Bindings of the engine that ships over duckdb-wasm's Node build. To set an instance up takes longer than most test
 * files take with it: one whose file is over is lent again, to be opened anew as a first one is. Whoever had it before
 * cannot reach it: what still ran there fails.
 */
export async function wasmBindings(): Promise<Blocking.DuckDBBindings> {
  const file = fileNow();
  const free = file && instances.findIndex((one) => one.file !== undefined && one.file !== file);
  const db = typeof free === 'number' && free >= 0 ? takenBack(free) : await newBindings();
  const { proxy, revoke } = revocable(db);
  instances.push({ db, file, revoke });
  return proxy;
}

function takenBack(at: number): Blocking.DuckDBBindings {
  const [{ db, revoke }] = instances.splice(at, 1) as [(typeof instances)[number]];
  revoke();
  db.dropFiles();
  return db;
}

function revocable<T extends object>(target: T): { proxy: T; revoke: () => void } {
  let revoked = false;
  const proxy = new Proxy(target, {
    get(of, key) {
      if (revoked) throw new Error('the engine is lent to another test file');
      return Reflect.get(of, key) as unknown;
    },
  });
  return { proxy, revoke: () => void (revoked = true) };
}

async function newBindings(): Promise<Blocking.DuckDBBindings> {
  compiled ??= WebAssembly.compile(withoutCpp(readFileSync(path)));
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
    void WebAssembly.instantiate(module, imports).then((it) => success(it, module));
    return [];
  };
  await Object.assign(db, { instantiateWasm }).instantiate(() => {});
  return db;
}
