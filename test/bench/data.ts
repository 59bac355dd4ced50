import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const UCI = fileURLToPath(
  new URL('../../../shared/data/uci_online_retail/online_retail.parquet', import.meta.url),
);

/** The `k`-th pseudo-random number in [0, 1) of a key; the same in every run, for DuckDB's hash is seedless. */
export const random = (key: string, k: number): string =>
  `(hash(${key} * 32 + ${k}) / 18446744073709551616.0::DOUBLE)`;

/** Orders over two years in order of time, one line each; customers are a tenth, a few of them buying most. */
const ordersSql = (n: number): string => `
  SELECT printf('A%08d', i) AS order_id,
    printf('C%07d', 1 + floor(pow(${random('i', 1)}, 2) * ${n / 10})::BIGINT) AS customer_id,
    strftime(TIMESTAMP '2023-01-01' + to_seconds(((i + ${random('i', 2)} * 50) * ${730 * 86_400} / ${n})::BIGINT), '%Y-%m-%d %H:%M:%S') AS order_date,
    'Category ' || (1 + floor(${random('i', 3)} * 12)::INT) AS category,
    ['web', 'shop', 'app'][1 + floor(${random('i', 4)} * 3)::INT] AS channel,
    1 + floor(${random('i', 5)} * 4)::INT AS quantity,
    round(exp(2 + 2.5 * ${random('i', 6)} + ${random('i', 7)}), 2) AS amount
  FROM range(${n}) t(i)`;

/** Clicks in visits of eight, over one year; twelve pages, of which the early ones are the busiest. */
const eventsSql = (n: number): string => `
  SELECT printf('C%07d', 1 + floor(pow(${random('(i // 8)', 1)}, 2) * ${n / 10})::BIGINT) AS user_id,
    strftime(TIMESTAMP '2024-01-01' + to_seconds((floor(${random('(i // 8)', 2)} * ${364 * 86_400}) + (i % 8) * 40 + floor(${random('i', 3)} * 30))::BIGINT), '%Y-%m-%d %H:%M:%S') AS event_time,
    ['home', 'search', 'list', 'product', 'cart', 'checkout', 'pay', 'account', 'orders', 'help', 'reviews', 'logout']
      [1 + floor(pow(${random('i', 4)}, 1.7) * 12)::INT] AS action,
    'S' || (i // 8) AS session_id,
    floor(${random('i', 5)} * 300)::INT AS duration_seconds
  FROM range(${n}) t(i)`;

export interface DataFile {
  path: string;
  name: string;
  rows: number;
}

/** Writes the files of one size into `folder`: `n` orders and `n` events as CSV. */
export async function generate(folder: string, n: number): Promise<{ orders: DataFile; events: DataFile }> {
  return {
    orders: await copyCsv(folder, `orders_${n}`, n, ordersSql(n)),
    events: await copyCsv(folder, `events_${n}`, n, eventsSql(n)),
  };
}

/** Writes the rows of a SELECT as `<stem>.csv`. */
export async function copyCsv(folder: string, stem: string, rows: number, sql: string): Promise<DataFile> {
  const name = `${stem}.csv`;
  const path = join(folder, name);
  await copy(sql, path);
  return { path, name, rows };
}

/** The UCI retail file as 47 MB of CSV, when the reference data stands beside the project. */
export async function uciFile(folder: string): Promise<DataFile | null> {
  if (!existsSync(UCI)) return null;
  const path = join(folder, 'online_retail.csv');
  await copy(`FROM '${UCI}'`, path);
  return { path, name: 'online_retail.csv', rows: 541_909 };
}

async function copy(sql: string, path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${path}' (HEADER, DELIMITER ',')`);
  connection.closeSync();
  instance.closeSync();
}
