import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

export const shared = (path: string): string =>
  fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url));

export const UCI = shared('uci_online_retail/online_retail.parquet');
export const hasShared = existsSync(UCI);

/** The UCI file as a shop would export it: 541,909 rows of comma-separated text, 47 MB. */
export async function uciCsv(folder: string): Promise<string> {
  const path = join(folder, 'online_retail.csv');
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  await connection.run(`COPY (FROM '${UCI}') TO '${path}' (HEADER, DELIMITER ',')`);
  connection.closeSync();
  db.closeSync();
  return path;
}

/** An order line of the small shop, before it is written as text. */
export interface Line {
  order: string;
  at: string;
  customer: string;
  product: string;
  quantity: number;
  price: number;
}

/**
 * A small shop: 24 customers K01 to K24, customer k with k orders of one line each, a day apart and going
 * back from 2024-06-30; every line 2 pieces at k. So customer k spends 2k², 9,800 in all.
 */
export function shopLines(): Line[] {
  const lines: Line[] = [];
  for (let k = 1; k <= 24; k++)
    for (let n = 0; n < k; n++) {
      const day = new Date(Date.UTC(2024, 5, 30 - n, 9 + (k % 8), 15)).toISOString();
      lines.push({
        order: `A${String(lines.length + 1).padStart(4, '0')}`,
        at: day.slice(0, 19).replace('T', ' '),
        customer: `K${String(k).padStart(2, '0')}`,
        product: k % 2 ? 'Kettle' : 'Grinder',
        quantity: 2,
        price: k,
      });
    }
  return lines;
}

const HEADS = ['order_id', 'order_date', 'customer_id', 'product', 'quantity', 'unit_price'];

/** The small shop's orders as CSV text, with other column names if wanted. */
export function shopCsv(heads: readonly string[] = HEADS, lines = shopLines()): string {
  const rows = lines.map((l) => [l.order, l.at, l.customer, l.product, l.quantity, l.price].join(','));
  return `${[heads.join(','), ...rows].join('\n')}\n`;
}

/** Writes a file into the test's folder; returns its path. */
export function put(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
