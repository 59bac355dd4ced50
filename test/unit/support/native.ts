import { DuckDBInstance } from '@duckdb/node-api';

/** A native in-memory DuckDB with one thread, the independent computation that tests compare with. */
export async function openNative() {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();

  /**
   * Names and types of a SELECT's columns, and its rows as plain objects: numbers where safe, timestamps and dates as
   * text, null for NULL. Asked together they are planned once.
   */
  async function table<T = Record<string, unknown>>(sql: string): Promise<{ columns: Column[]; rows: T[] }> {
    const reader = await connection.runAndReadAll(sql);
    const names = reader.columnNames();
    const columns = reader.columnTypes().map((type, i): Column => ({ name: names[i]!, type: String(type) }));
    const rows = reader
      .getRowObjectsJS()
      .map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)]))) as T[];
    return { columns, rows };
  }

  return {
    /** Runs statements; nothing is returned. */
    async exec(...statements: string[]): Promise<void> {
      for (const sql of statements) await connection.run(sql);
    },
    rows: async <T = Record<string, unknown>>(sql: string): Promise<T[]> => (await table<T>(sql)).rows,
    table,
    close(): void {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A column and its type, as DuckDB writes it. */
export interface Column {
  name: string;
  type: string;
}

export type Native = Awaited<ReturnType<typeof openNative>>;

/** What it takes to put sources into a database of any kind. */
export type SourceDb = Pick<Native, 'exec' | 'rows'>;

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/\.000Z$|Z$/, '');
  return value;
}
