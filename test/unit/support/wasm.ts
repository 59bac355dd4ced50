import { createRequire } from 'node:module';
import { bootStatements } from '../../../src/engine/lock.ts';

const require = createRequire(import.meta.url);

interface Connection {
  query(sql: string): { toArray(): { toJSON(): Record<string, unknown> }[] };
}

/** The engine that ships (duckdb-wasm, core functions only, locked), run inside Node. */
export async function openWasm() {
  const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const module = (name: string) => require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${name}.wasm`);
  const bundle = (name: string) => ({ mainModule: module(name), mainWorker: '' });
  const db = await duckdb.createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await db.instantiate(() => {});
  db.open({});
  const connection: Connection = db.connect();
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
