import { DuckDBInstance } from '@duckdb/node-api';

/** Native DuckDB with one thread, in memory; times in milliseconds. */
export async function openNative() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  return {
    /** Reads a CSV into a table and counts its rows. */
    importCsv: (path: string, table: string): Promise<number> =>
      timed(async () => {
        await connection.run(`CREATE OR REPLACE TABLE "${table}" AS FROM read_csv('${path}')`);
        await connection.runAndReadAll(`SELECT count(*) FROM "${table}"`);
      }),
    /** Runs statements in order and fetches the rows of the last. */
    run: (statements: readonly string[]): Promise<number> =>
      timed(async () => {
        for (const sql of statements.slice(0, -1)) await connection.run(sql);
        await connection.runAndReadAll(statements.at(-1)!);
      }),
    close(): void {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
