import { DuckDBInstance } from '@duckdb/node-api';

/** A native in-memory DuckDB with one thread, the independent computation that tests compare with. */
export async function openNative() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    /** Runs statements; nothing is returned. */
    async exec(...statements: string[]): Promise<void> {
      for (const sql of statements) await connection.run(sql);
    },
    /** Rows as plain objects: numbers where safe, timestamps and dates as text, null for NULL. */
    async rows<T = Record<string, unknown>>(sql: string): Promise<T[]> {
      const reader = await connection.runAndReadAll(sql);
      return reader
        .getRowObjectsJS()
        .map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)]))) as T[];
    },
    close(): void {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export type Native = Awaited<ReturnType<typeof openNative>>;

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/\.000Z$|Z$/, '');
  return value;
}
