import { createRequire } from 'node:module';
import type * as Blocking from '@duckdb/duckdb-wasm/blocking';
import { Engine, type EnginePort } from '../../../src/engine/client.ts';
import { ok } from '../../../src/result.ts';
import { faceOf } from '../../../src/engine/session/face.ts';
import { Session } from '../../../src/engine/session/session.ts';

const require = createRequire(import.meta.url);

/** The worker's plain modules over duckdb-wasm's Node build: the same engine and the same lock, no browser. */
export async function openSession(): Promise<Session> {
  const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking') as typeof Blocking & {
    NODE_RUNTIME: Blocking.DuckDBRuntime;
  };
  const wasm = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
  const bundle = { mainModule: wasm, mainWorker: '' };
  const db = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await db.instantiate(() => {});
  const register = async (name: string, file: Blob) =>
    db.registerFileBuffer(name, new Uint8Array(await file.arrayBuffer()));
  return Session.open(db, register);
}

/** An engine of this process: the client's queue and cancelling over a real DuckDB, without a worker. */
export async function openEngine(port: Partial<EnginePort> = {}, onCrash?: () => void): Promise<Engine> {
  const give = (bytes: Uint8Array) => bytes;
  const opened = [await openSession()];
  const { version } = opened[0]!;
  const engine = await Engine.over(
    {
      face: { ...faceOf(opened[0]!, give), boot: async () => ok({ version }) },
      sessions: {
        open: async (n) => faceOf((opened[n] = opened[0]!.another(n)), give),
        close: (n) => opened[n]!.close(),
      },
      kill: () => {},
      onDeath: () => {},
      give,
      share: (callback) => callback,
      ...port,
    },
    {} as WebAssembly.Module,
  );
  if (!engine.ok) throw new Error(engine.fault.detail ?? engine.fault.code);
  if (onCrash) engine.value.onCrash(onCrash);
  return engine.value;
}
