import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { strFromU8, unzipSync } from 'fflate';
import { parseCsv } from './csv.ts';

/** How many rows stand below the header of a table that was saved, by its ending: CSV, XLSX or Parquet. */
export async function rowsIn(path: string): Promise<number> {
  if (path.endsWith('.csv')) return parseCsv(readFileSync(path, 'utf8')).length;
  if (path.endsWith('.xlsx')) {
    const sheet = unzipSync(readFileSync(path))['xl/worksheets/sheet1.xml'];
    return (strFromU8(sheet!).match(/<row[ >]/g) ?? []).length - 1;
  }
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM read_parquet('${path}')`);
  connection.closeSync();
  db.closeSync();
  return Number(counted.getRows()[0]![0]);
}
