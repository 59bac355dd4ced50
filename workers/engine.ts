import * as Comlink from 'comlink';
import type { EngineWorker } from '../src/engine/api.ts';
import { fail, ok, type Result } from '../src/result.ts';
import { instantiate, registerBlob } from './engine/instantiate.ts';
import { faultOf, Session } from './engine/session.ts';

let session: Session | null = null;

const notBooted = fail('engine-crashed', { detail: 'not booted' });
const moved = (bytes: Uint8Array): Uint8Array => Comlink.transfer(bytes, [bytes.buffer]);

const face: EngineWorker = {
  async boot(module): Promise<Result<{ version: string }>> {
    try {
      const db = await instantiate(module);
      if (!db) return fail('engine-unsupported');
      session = new Session(db, (name, file, onRead) => registerBlob(db, name, file, onRead));
      return ok({ version: session.version });
    } catch (error) {
      const fault = faultOf(error, '');
      return fail(fault.code === 'out-of-memory' ? fault.code : 'engine-missing', {
        detail: fault.detail ?? '',
      });
    }
  },
  async run(id, statements, maxRows) {
    return session ? session.run(id, statements, maxRows) : notBooted;
  },
  async toIpc(id, sql) {
    if (!session) return notBooted;
    let bytes = new Uint8Array();
    const done = await session.toPieces(id, sql, Infinity, (piece) => void (bytes = piece as typeof bytes));
    return done.ok ? ok(moved(bytes)) : done;
  },
  async toPieces(id, sql, pieceBytes, onPiece) {
    if (!session) return notBooted;
    return session.toPieces(id, sql, pieceBytes, (bytes, rows) => onPiece(moved(bytes), rows));
  },
  async insertIpc(table, schema, bytes, create) {
    return session ? session.insertIpc(table, schema, bytes, create) : notBooted;
  },
  async registerFile(name, file, onRead) {
    return session ? session.registerFile(name, file, onRead) : notBooted;
  },
  async dropFile(name) {
    return session ? session.dropFile(name) : notBooted;
  },
  async tableNames(sql) {
    return session ? session.tableNames(sql) : notBooted;
  },
  cancel(id) {
    session?.cancel(id);
  },
};

Comlink.expose(face);
