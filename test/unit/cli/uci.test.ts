import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import type { RunSummary } from '../../../src/cli/run.ts';
import { setParam } from '../../../src/notebook/edit.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { LONG } from '../../tools/breadth.ts';
import { mainNotebook, openDb, query, runOn, scratch, value } from './support.ts';

const UCI = fileURLToPath(
  new URL('../../../../shared/data/uci_online_retail/online_retail.parquet', import.meta.url),
);

/* The numbers are those of the reference for the default run: the last twelve months, UCI's clean rule. */
describe.skipIf(!existsSync(UCI))('UCI Online Retail (needs ../shared/data)', { tags: ['whole'] }, () => {
  const folder = scratch();
  const out = join(folder, 'out');
  // By itself RFM would go by rank here; the published figures are those of min–max.
  const stated = () => setParam(mainNotebook(), 'rfm', 'normalisation', 'minmax');
  let summary: RunSummary;
  let db: NativeDatabase;
  beforeAll(async () => {
    db = await openDb(folder);
    const csv = join(folder, 'online_retail.csv');
    value(
      await db.run(
        `COPY (FROM read_parquet(${quoteText(UCI)})) TO ${quoteText(csv)} (HEADER, DELIMITER ',')`,
      ),
    );
    summary = value(await runOn({ notebook: stated(), data: [csv], out }));
  });
  afterAll(() => db?.close());

  const csv = (cell: string) =>
    `read_csv(${quoteText(join(out, `${cell}.csv`))}, header = true, all_varchar = true)`;

  test('the row account: read, kept, exact duplicates', async () => {
    expect(summary.sources).toMatchObject([{ read: 541_909, rejected: 0 }]);
    expect(summary.prepared.sourceLedger).toMatchObject([{ read: 541_909, kept: 392_692 }]);
    const duplicates = summary.prepared.ledger.find((row) => row.rule === 'orders.exact_duplicate');
    expect(duplicates?.removed).toBe(5_268);
    expect(summary.prepared.given).toMatchObject({
      asOf: '2011-12-10',
      periodStart: '2010-12-10',
      periodEnd: '2011-12-09',
    });
  });

  test('RFM', async () => {
    const [rfm] = await query(
      db,
      `SELECT count(*) AS customers, sum(frequency::BIGINT)::BIGINT AS orders, round(sum(monetary::DOUBLE), 2) AS revenue,
        count_if(tier = 'high value') AS high, count_if(tier = 'potential') AS potential,
        count_if(tier = 'churn risk') AS risk FROM ${csv('rfm')}`,
    );
    expect(rfm).toEqual({
      customers: 4264,
      orders: 17756,
      revenue: 8576552.52,
      high: 1,
      potential: 8,
      risk: 4255,
    });
    const people = await query<{ customer: string; score: number }>(
      db,
      `SELECT customer, recency_days::BIGINT AS recency, frequency::BIGINT AS frequency, round(monetary::DOUBLE, 2) AS monetary,
        round(score::DOUBLE, 6) AS score FROM ${csv('rfm')} WHERE customer IN ('14911', '12347') ORDER BY customer DESC`,
    );
    expect(people).toEqual([
      { customer: '14911', recency: 2, frequency: 193, monetary: 139299.59, score: 0.848314 },
      { customer: '12347', recency: 3, frequency: 6, monetary: 3598.21, score: 0.312617 },
    ]);
  });

  test('Pareto', async () => {
    const rows = await query<{ share: number }>(
      db,
      `SELECT cumulative_share::DOUBLE AS share FROM ${csv('pareto')}`,
    );
    expect(rows).toHaveLength(4264);
    expect(100 * rows[852]!.share).toBeCloseTo(74.5018, 4);
    expect(rows.findIndex((row) => row.share >= 0.8) + 1).toBe(1120);
  });

  if (LONG)
    test('the Parquet file itself gives the same tables as the CSV', async () => {
      const again = value(await runOn({ notebook: stated(), data: [UCI], out: join(folder, 'parquet') }));
      expect(again.prepared.sourceLedger).toMatchObject([{ read: 541_909, kept: 392_692 }]);
      const rounded = (path: string) =>
        `SELECT customer, recency_days, frequency, round(monetary::DOUBLE, 6), round(score::DOUBLE, 9), tier
          FROM read_csv(${quoteText(path)}, header = true, all_varchar = true)`;
      const [here, there] = [rounded(join(out, 'rfm.csv')), rounded(join(folder, 'parquet', 'rfm.csv'))];
      expect(await query(db, `(${here} EXCEPT ${there}) UNION ALL (${there} EXCEPT ${here})`)).toEqual([]);
    });
});
