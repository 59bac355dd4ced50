import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openNative } from '../support/native.ts';

export const shared = (name: string): URL => new URL(`../../../../shared/data/${name}`, import.meta.url);
export const CDNOW_LOG = shared('cdnow/CDNOW_sample.txt');
export const TELCO = shared('telco_churn/Telco-Customer-Churn.csv');
export const hasCdnow = existsSync(CDNOW_LOG);
export const hasTelco = existsSync(TELCO);

/** Rows of a plain CSV (no quotes inside) as objects of text. */
export function readCsv(url: URL): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(url, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

/**
 * The customers of CDNOW's sample to 1997-09-30 by sample id, each a group of one: the sufficient statistics
 * taken by native DuckDB from the log itself (the summary file rounds its weeks).
 */
export async function loadCdnow() {
  const db = await openNative();
  const rows = await db.rows<Record<'x' | 'tx' | 't' | 'mean', number>>(`
    WITH purchases AS (
      SELECT CAST(cut[2] AS INTEGER) AS customer, strptime(cut[3], '%Y%m%d')::DATE AS day, sum(cut[5]::DOUBLE) AS spend
      FROM (SELECT regexp_split_to_array(trim(line), '\\s+') AS cut FROM read_csv('${fileURLToPath(CDNOW_LOG)}',
        columns = {'line': 'VARCHAR'}, header = false, delim = '\t', quote = '', escape = ''))
      GROUP BY ALL
    ), ranked AS (SELECT *, min(day) OVER (PARTITION BY customer) AS first FROM purchases WHERE day <= DATE '1997-09-30')
    SELECT count(*) - 1 AS x, date_diff('day', any_value(first), max(day)) / 7.0::DOUBLE AS tx,
      date_diff('day', any_value(first), DATE '1997-09-30') / 7.0::DOUBLE AS t,
      coalesce(avg(spend) FILTER (day > first), 0) AS mean
    FROM ranked GROUP BY customer ORDER BY customer`);
  db.close();
  const column = (name: 'x' | 'tx' | 't' | 'mean') => rows.map((row) => row[name]);
  return { x: column('x'), tx: column('tx'), t: column('t'), mean: column('mean'), n: rows.map(() => 1) };
}
