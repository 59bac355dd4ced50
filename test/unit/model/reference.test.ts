import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bgNbdLogLikelihood } from '../../../src/model/bgnbd.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntitiesFrom, runCell, type Row } from '../template/support.ts';
import { CDNOW_LOG, hasCdnow } from './data.ts';

/** CDNOW's sample as orders; the day after the last one seen is 1997-10-01. */
const GIVEN = { asOf: '1997-10-01', periodStart: '1997-01-01', periodEnd: '1997-09-30' };
const LOG = `SELECT cut[2] AS customer, strptime(cut[3], '%Y%m%d') AS ordered_at, cut[5]::DOUBLE AS amount
  FROM (SELECT regexp_split_to_array(trim(line), '\\s+') AS cut FROM read_csv(${quoteText(fileURLToPath(CDNOW_LOG))},
    columns = {'line': 'VARCHAR'}, header = false, delim = '\t', quote = '', escape = ''))
  WHERE cut[3] < '19971001'`;

describe.skipIf(!hasCdnow)('the template clv-bgnbd on CDNOW (needs ../shared/data)', () => {
  let db: Native;
  let rows: Row[];
  let findings: Row[];
  beforeAll(async () => {
    db = await openNative();
    await createEntitiesFrom(db, { orders: LOG });
    ({ rows, findings } = await runCell(db, 'clv-bgnbd', {}, GIVEN));
  });
  afterAll(() => db.close());
  const customer = (id: string): Row => rows.find((row) => row.customer === id)!;

  test('takes the published sufficient statistics', async () => {
    const [sums] = await db.rows(
      'SELECT count(*) AS customers, count(*) FILTER (x > 0) AS repeaters, sum(x)::BIGINT AS purchases FROM cell__base',
    );
    expect(sums).toEqual({ customers: 2357, repeaters: 946, purchases: 2457 });
    const [groups] = await db.rows<{ n: number; rows: number }>(
      'SELECT sum(n)::BIGINT AS n, count(*) AS rows FROM cell__groups',
    );
    expect(groups!.n).toBe(2357);
    expect(groups!.rows).toBeLessThan(1100);
  });

  test('fits the published parameters', async () => {
    const [fit] = await db.rows<Record<string, number>>('FROM cell__fit');
    expect(fit!.status).toBe('ok');
    expect(fit!.r).toBeCloseTo(0.2425945, 5);
    expect(fit!.alpha).toBeCloseTo(4.4136, 4);
    expect(fit!.a).toBeCloseTo(0.79292, 4);
    expect(fit!.b).toBeCloseTo(2.42591, 4);
    expect(fit!.log_likelihood).toBeCloseTo(-9582.4292, 4);
    const groups = await db.rows<Record<'x' | 't_x' | 't' | 'n', number>>('FROM cell__groups');
    const column = (name: 'x' | 't_x' | 't' | 'n') => groups.map((g) => g[name]);
    const ones = bgNbdLogLikelihood(
      { r: 1, alpha: 1, a: 1, b: 1 },
      { x: column('x'), tx: column('t_x'), t: column('t'), n: column('n') },
    );
    expect(ones).toBeCloseTo(-13887.7126, 4);
    const [spend] = await db.rows<Record<string, number>>('FROM cell__spend');
    expect(spend!.p).toBeCloseTo(6.25, 2);
    expect(spend!.q).toBeCloseTo(3.74, 2);
    expect(spend!.v).toBeCloseTo(15.44, 2);
    expect(spend!.log_likelihood).toBeCloseTo(-4055.9177, 4);
  });

  test('values customers 1, 2 and 6 as published, up to the rounding of its parameters and means', () => {
    expect(rows).toHaveLength(2357);
    for (const [id, spend, clv] of [
      ['0001', 24.6637, 36.2892],
      ['0002', 18.9169, 4.6373],
      ['0006', 71.4697, 283.5328],
    ] as const) {
      expect(Math.abs((customer(id).spend_per_purchase as number) / spend - 1)).toBeLessThan(1e-3);
      expect(Math.abs((customer(id).clv as number) / clv - 1)).toBeLessThan(2e-3);
    }
    expect(customer('0001').p_alive).toBeCloseTo(0.7266, 3);
    expect(customer('0002').p_alive).toBeCloseTo(0.2121, 3);
  });

  test('says what it must: one-time buyers and their P(alive)', () => {
    expect(findings.find((f) => f.rule === 'one_time')).toMatchObject({ customers: 2357 - 946 });
    expect(rows.filter((row) => row.repeat_purchases === 0).every((row) => row.p_alive === 1)).toBe(true);
    const total = rows.reduce((sum, row) => sum + (row.clv as number), 0);
    expect(findings.find((f) => f.rule === 'total')!.value).toBeCloseTo(total, 4);
  });

  test('nine months are the 39 weeks of the paper: 1,653.4 purchases', { tags: ['whole'] }, async () => {
    const nine = await runCell(db, 'clv-bgnbd', { months: 9 }, GIVEN);
    const expected = nine.rows.reduce((sum, row) => sum + (row.expected_purchases as number), 0);
    // 9 × 4.345 = 39.105 weeks: .27 % longer than 39, at a falling rate.
    expect(expected / 1653.4).toBeGreaterThan(1);
    expect(expected / 1653.4).toBeLessThan(1.0027);
  });

  test(
    'renaming customers, permuting rows and doubling amounts change what they should',
    { tags: ['whole'] },
    async () => {
      await createEntitiesFrom(db, {
        orders: `SELECT 'x' || customer AS customer, ordered_at, 2 * amount AS amount FROM (${LOG}) ORDER BY hash(customer || ordered_at)`,
      });
      const other = await runCell(db, 'clv-bgnbd', {}, GIVEN);
      const twin = other.rows.find((row) => row.customer === 'x0001')!;
      expect(twin.p_alive).toBeCloseTo(customer('0001').p_alive as number, 9);
      expect((twin.clv as number) / (customer('0001').clv as number)).toBeCloseTo(2, 4);
    },
  );
});
