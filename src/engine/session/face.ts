import type { EngineSession } from '../api.ts';
import { ok } from '../../result.ts';
import type { Session } from './session.ts';

/** A session as the page sees it. `give` marks bytes as given away, so that they move instead of being copied. */
export function faceOf(session: Session, give: (bytes: Uint8Array) => Uint8Array): EngineSession {
  return {
    run: (id, statements, maxRows) => session.run(id, statements, maxRows),
    async toIpc(id, sql) {
      let bytes: Uint8Array = new Uint8Array();
      const done = await session.toPieces(id, sql, Infinity, (piece) => void (bytes = piece));
      return done.ok ? ok(give(bytes)) : done;
    },
    toPieces: (id, sql, pieceBytes, onPiece) =>
      session.toPieces(id, sql, pieceBytes, (bytes, rows) => onPiece(give(bytes), rows)),
    insertIpc: async (table, schema, bytes, create) => session.insertIpc(table, schema, bytes, create),
    registerFile: (name, file, onRead) => session.registerFile(name, file, onRead),
    dropFile: async (name) => session.dropFile(name),
    tableNames: async (sql) => session.tableNames(sql),
    cancel: (id) => session.cancel(id),
  };
}
