import { bootStatements } from '../../../src/engine/lock.ts';
import { wasmBindings } from './wasm-bindings.ts';

interface Connection {
  query(sql: string): { toArray(): { toJSON(): Record<string, unknown> }[] };
}

/** The engine that ships (duckdb-wasm, core functions only, locked), run inside Node. */
export async function openWasm() {
  const db = await wasmBindings();
  db.open({});
  const connection = db.connect() as unknown as Connection;
  for (const sql of bootStatements) connection.query(sql);
  return {
    exec(...statements: string[]): void {
      for (const sql of statements) connection.query(sql);
    },
    /** Rows as plain objects as Arrow reads them: integers may be BigInt. */
    rows: (sql: string): Record<string, unknown>[] =>
      connection
        .query(sql)
        .toArray()
        .map((r) => ({ ...r.toJSON() })),
  };
}

export type Wasm = Awaited<ReturnType<typeof openWasm>>;
