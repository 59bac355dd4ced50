import * as Comlink from 'comlink';
import type { EngineSession, EngineWorker } from '../src/engine/api.ts';
import { watchWorker } from '../src/egress/shut-worker.ts';
import { fail, ok, type Result } from '../src/result.ts';
import { faceOf } from '../src/engine/session/face.ts';
import { instantiate, registerBlob } from '../src/engine/session/instantiate.ts';
import { faultOf, Session } from '../src/engine/session/session.ts';

const sessions: Session[] = [];
const shut = watchWorker();

const moved = (bytes: Uint8Array): Uint8Array => Comlink.transfer(bytes, [bytes.buffer]);

const face: Pick<EngineWorker, 'boot' | 'session' | 'close'> = {
  async boot(module): Promise<Result<{ version: string }>> {
    try {
      const db = await instantiate(module);
      if (!db) return fail('engine-unsupported');
      // Before any SQL: what would get past the engine's own lock has no network to go to.
      shut();
      const first = Session.open(db, (name, file, onRead) => registerBlob(db, name, file, onRead));
      sessions.push(first);
      // The worker's own face answers for the first session from now on.
      Object.assign(face, faceOf(first, moved));
      return ok({ version: first.version });
    } catch (error) {
      const fault = faultOf(error, '');
      return fail(fault.code === 'out-of-memory' ? fault.code : 'engine-missing', {
        detail: fault.detail ?? '',
      });
    }
  },
  session(n): EngineSession {
    sessions[n] = sessions[0]!.another(n);
    return Comlink.proxy(faceOf(sessions[n], moved));
  },
  close: (n) => sessions[n]?.close(),
};

Comlink.expose(face);
