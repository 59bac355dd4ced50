import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { UCI } from '../e2e/support/files.ts';
import { writeWorkbook, type WorkbookOptions } from '../tools/workbook.ts';

export interface LargeFile {
  path: string;
  name: string;
  rows: number;
  bytes: number;
}

/** The `k`-th pseudo-random number in [0, 1) of a row; the same in every run, for DuckDB's hash is seedless. */
const random = (k: number, row = 'i'): string =>
  `(hash(${row} * 32 + ${k}) / 18446744073709551616.0::DOUBLE)`;
const oneOf = (k: number, words: readonly string[]): string =>
  `[${words.map((w) => `'${w}'`).join(', ')}][1 + floor(${random(k)} * ${words.length})::INT]`;

/** A shop's order lines in order of time, about 109 bytes each; a tenth as many customers, a few of them buying most. */
const ordersSql = (n: number): string => `
  SELECT printf('A%09d', i) AS order_id,
    printf('C%07d', 1 + floor(pow(${random(1)}, 2) * ${n / 10})::BIGINT) AS customer_id,
    strftime(TIMESTAMP '2023-01-01' + to_seconds(((i + ${random(2)} * 50) * ${730 * 86_400} / ${n})::BIGINT), '%Y-%m-%d %H:%M:%S') AS order_date,
    ${oneOf(3, ['Ceramic', 'Copper', 'Walnut', 'Enamel', 'Bamboo'])} || ' ' || ${oneOf(4, ['kettle', 'coffee grinder', 'tea caddy', 'serving tray'])} || ' no. ' || (100 + floor(${random(5)} * 900)::INT) AS product,
    'Category ' || (1 + floor(${random(6)} * 12)::INT) AS category,
    ${oneOf(7, ['web', 'shop', 'app'])} AS channel,
    ${oneOf(8, ['Hangzhou', 'Guangzhou', 'Beijing', 'Shanghai'])} AS region,
    ${oneOf(12, ['completed', 'returned', 'delivered'])} AS status,
    1 + floor(${random(9)} * 4)::INT AS quantity,
    round(exp(2 + 2.5 * ${random(10)} + ${random(11)}), 2) AS amount
  FROM range(${n}) t(i)`;

/** The UCI retail lines where the reference data stands beside the project, else lines of the same shape. */
const retailSql = (n: number): string =>
  existsSync(UCI)
    ? `FROM '${UCI}' LIMIT ${n}`
    : `SELECT (536365 + i // 20)::VARCHAR AS InvoiceNo, (20000 + floor(${random(1)} * 4000))::INT::VARCHAR AS StockCode,
         'ITEM ' || ${oneOf(2, ['RED', 'WHITE', 'BLUE'])} || ' ' || floor(${random(3)} * 4000)::INT AS Description,
         1 + floor(${random(4)} * 12)::INT AS Quantity, TIMESTAMP '2010-12-01 08:26:00' + to_minutes((i // 20)::BIGINT * 20) AS InvoiceDate,
         round(${random(5)} * 20, 2) AS UnitPrice, 12346 + floor(${random(6, '(i // 20)')} * 6000)::INT AS CustomerID, 'United Kingdom' AS Country
       FROM range(${n}) t(i)`;

async function withDuckDb<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const made = (folder: string, name: string, rows: number): LargeFile => {
  const path = join(folder, name);
  return { path, name, rows, bytes: statSync(path).size };
};

/** `n` order lines as CSV, gzipped when the name says so. */
export async function ordersCsv(folder: string, name: string, n: number): Promise<LargeFile> {
  const packed = name.endsWith('.gz') ? ', COMPRESSION gzip' : '';
  await withDuckDb((c) =>
    c.run(`COPY (${ordersSql(n)}) TO '${join(folder, name)}' (HEADER, DELIMITER ','${packed})`),
  );
  return made(folder, name, n);
}

/** The retail lines (541,909 when the reference data is there) as a workbook of one sheet. */
export async function retailXlsx(
  folder: string,
  name: string,
  n: number,
  options: WorkbookOptions,
): Promise<LargeFile> {
  const path = join(folder, name);
  const rows = await withDuckDb(async (connection) => {
    const result = await connection.stream(retailSql(n));
    return writeWorkbook(path, result.columnNames(), rowsOf(result), options);
  });
  return made(folder, name, rows);
}

type Streamed = Awaited<ReturnType<DuckDBConnection['stream']>>;

async function* rowsOf(result: Streamed): AsyncGenerator<unknown[]> {
  for await (const rows of result.yieldRowsJs()) yield* rows;
}
