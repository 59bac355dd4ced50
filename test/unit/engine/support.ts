import { createRequire } from 'node:module';
import type * as Blocking from '@duckdb/duckdb-wasm/blocking';
import type { EngineWorker } from '../../../src/engine/api.ts';
import { Engine, type EnginePort } from '../../../src/engine/client.ts';
import { ok } from '../../../src/result.ts';
import { Session } from '../../../workers/engine/session.ts';

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
  return new Session(db, async (name, file) => {
    db.registerFileBuffer(name, new Uint8Array(await file.arrayBuffer()));
  });
}

/** A worker's face over a session, as `workers/engine.ts` makes it. */
export function faceOf(session: Session): EngineWorker {
  return {
    boot: async () => ok({ version: session.version }),
    run: (id, statements, maxRows) => session.run(id, statements, maxRows),
    toIpc: async (id, sql) => {
      let bytes = new Uint8Array();
      const done = await session.toPieces(id, sql, Infinity, (piece) => void (bytes = new Uint8Array(piece)));
      return done.ok ? ok(bytes) : done;
    },
    toPieces: (id, sql, pieceBytes, onPiece) => session.toPieces(id, sql, pieceBytes, onPiece),
    insertIpc: async (table, schema, bytes, create) => session.insertIpc(table, schema, bytes, create),
    registerFile: (name, file) => session.registerFile(name, file),
    dropFile: async (name) => session.dropFile(name),
    tableNames: async (sql) => session.tableNames(sql),
    cancel: (id) => session.cancel(id),
  };
}

/** An engine of this process: the client's queue and cancelling over a real DuckDB, without a worker. */
export async function openEngine(port: Partial<EnginePort> = {}, onCrash?: () => void): Promise<Engine> {
  const engine = await Engine.over(
    {
      face: faceOf(await openSession()),
      kill: () => {},
      onDeath: () => {},
      give: (bytes) => bytes,
      share: (callback) => callback,
      ...port,
    },
    {} as WebAssembly.Module,
    onCrash ? { onCrash } : {},
  );
  if (!engine.ok) throw new Error(engine.fault.detail ?? engine.fault.code);
  return engine.value;
}
