/** duckdb-wasm's blocking build in a worker, its simplest use: no cancelling, no lock, no privacy, no cleaning. */
import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import type { DuckDBBindings, DuckDBRuntime } from '@duckdb/duckdb-wasm/blocking';
import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';

const runtime = (duckdb as unknown as { BROWSER_RUNTIME: DuckDBRuntime }).BROWSER_RUNTIME;
let db: DuckDBBindings;
let connection: number;

const operations = {
  async boot() {
    const bundle = { mainModule: new URL(wasm, location.href).href, mainWorker: '' };
    db = await duckdb.createDuckDB({ mvp: bundle, eh: bundle }, new duckdb.VoidLogger(), runtime);
    await db.instantiate(() => {});
    db.open({ path: ':memory:' });
    connection = db.connect().useUnsafe((_, id) => id);
    db.runQuery(connection, 'SELECT 1');
  },
  async importCsv(file: File) {
    db.registerFileHandle('in.csv', file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
    db.runQuery(connection, `CREATE OR REPLACE TABLE source AS FROM read_csv('in.csv')`);
    const count = db.connect().query('SELECT count(*)::INTEGER AS n FROM source');
    db.dropFile('in.csv');
    return count.toArray()[0]!['n'] as number;
  },
  async run(statements: string[]) {
    let rows = new Uint8Array();
    for (const sql of statements) rows = db.runQuery(connection, sql) as typeof rows;
    return rows;
  },
};

onmessage = async ({ data }: MessageEvent<{ id: number; op: keyof typeof operations; args: never[] }>) => {
  const operation = operations[data.op] as (...args: never[]) => unknown;
  try {
    const value = await operation(...data.args);
    postMessage({ id: data.id, value }, { transfer: value instanceof Uint8Array ? [value.buffer] : [] });
  } catch (error) {
    postMessage({ id: data.id, error: String(error) });
  }
};
