import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../tools/sample/generate.ts';
import { openNative, type Native } from '../support/native.ts';

export const samplePath = (name: string): string =>
  fileURLToPath(new URL(`../../../public/sample/${name}`, import.meta.url));

export const readManifest = (): Manifest =>
  JSON.parse(readFileSync(samplePath('sample.json'), 'utf8')) as Manifest;

/** Native DuckDB with the four bundled files as tables, read as they are. */
export async function openSample(): Promise<Native> {
  const db = await openNative();
  for (const name of ['customers', 'orders', 'events', 'feedback']) {
    await db.exec(
      `CREATE TABLE ${name} AS FROM read_csv(${literal(samplePath(`${name}.csv.gz`))}, header = true, sample_size = -1)`,
    );
  }
  await db.exec(`
    CREATE TABLE sold AS
    SELECT DISTINCT * FROM orders
    WHERE customer_id IS NOT NULL AND status <> 'Cancelled' AND quantity > 0 AND unit_price > 0`);
  const vips = readManifest().vipAtRisk.map((id) => `(${literal(id)})`);
  await db.exec(`CREATE TABLE vip_at_risk AS FROM (VALUES ${vips.join(', ')}) v(customer_id)`);
  return db;
}

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
