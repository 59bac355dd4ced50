import { Engine, type EnginePort } from '../../../src/engine/client.ts';
import { ok } from '../../../src/result.ts';
import { faceOf } from '../../../src/engine/session/face.ts';
import { Session } from '../../../src/engine/session/session.ts';
import { wasmBindings } from '../support/wasm-bindings.ts';

/** The worker's plain modules over duckdb-wasm's Node build: the same engine and the same lock, no browser. */
export async function openSession(): Promise<Session> {
  const db = await wasmBindings();
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
