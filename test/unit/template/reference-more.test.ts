import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNative, type Native } from '../support/native.ts';
import { hasEcom, hasUci, loadEcom, loadUci, setPeriod, UCI_ALL } from './reference-data.ts';
import { runCell, type Row } from './support.ts';

const rule = (findings: Row[], name: string): Row => findings.find((f) => f.rule === name)!;
const counted = (rows: Row[], column: string): number => rows.filter((r) => r[column] === true).length;

describe('outliers of UCI online retail, all dates', { tags: ['whole'] }, () => {
  let db: Native;
  beforeAll(async () => {
    db = await openNative();
    if (hasUci) {
      await loadUci(db);
      await setPeriod(db, UCI_ALL);
    }
  });
  afterAll(() => db.close());

  test.skipIf(!hasUci)('spend per customer (needs ../shared/data)', async () => {
    const { rows, findings } = await runCell(db, 'outliers', {}, UCI_ALL);
    expect(counted(rows, 'beyond_fences')).toBe(425);
    expect(counted(rows, 'beyond_z')).toBe(539);
    // Fences and quartiles determine each other: Q1 - 1.5 IQR and Q3 + 1.5 IQR.
    const [q1, q3] = [306.4825, 1660.5975];
    expect(rule(findings, 'upper_fence').low).toBeCloseTo(q1 - 1.5 * (q3 - q1), 6);
    expect(rule(findings, 'upper_fence').high).toBeCloseTo(q3 + 1.5 * (q3 - q1), 6);
    expect(rule(findings, 'modified_z').low).toBeCloseTo(668.57, 6);
    expect(rule(findings, 'modified_z').high).toBeCloseTo(464.595, 6);
  });

  test.skipIf(!hasUci)('orders over ten times the mean (needs ../shared/data)', async () => {
    const { rows } = await runCell(db, 'outliers', { unit: 'order' }, UCI_ALL);
    expect(counted(rows, 'beyond_mean')).toBe(128);
  });

  test.skipIf(!hasUci)('totals of other templates agree (needs ../shared/data)', async () => {
    const { rows: profit } = await runCell(db, 'contribution', {}, UCI_ALL);
    expect(profit).toHaveLength(4338);
    expect(profit.reduce((sum, r) => sum + (r.revenue as number), 0)).toBeCloseTo(8887208.89, 2);
    // Without costs the profit is the default margin of 30 %.
    expect(profit.reduce((sum, r) => sum + (r.profit as number), 0)).toBeCloseTo(8887208.89 * 0.3, 2);
    const { rows: stages } = await runCell(db, 'lifecycle', { periods: 2 }, UCI_ALL);
    const last = stages.filter((r) => String(r.as_at).startsWith('2011-12-09'));
    expect(last.reduce((sum, r) => sum + (r.customers as number), 0)).toBe(4338);
  });
});

describe('the web shop', () => {
  test.skipIf(!hasEcom)(
    'device mix counts every event and user once (needs ../shared/data)',
    { tags: ['whole'] },
    async () => {
      const db = await openNative();
      const given = await loadEcom(db);
      const [all] = await db.rows<{ events: number; users: number }>(
        `SELECT count(*) AS events, count(DISTINCT customer) AS users FROM events`,
      );
      const { rows } = await runCell(db, 'device-mix', { by: 'device' }, given);
      expect(rows.reduce((sum, r) => sum + (r.actions as number), 0)).toBe(all!.events);
      const { rows: features } = await runCell(db, 'feature-usage', { least_users: 1 }, given);
      const usersOf = (name: string): unknown => features.find((r) => r.feature === name)?.users;
      expect([usersOf('home'), usersOf('purchase')].every((n) => (n as number) <= all!.users)).toBe(true);
      expect(features.reduce((sum, r) => sum + (r.uses as number), 0)).toBe(all!.events);
      expect(features.find((r) => r.feature === 'product_view')?.uses).toBe(6851);
      expect(features.find((r) => r.feature === 'catalog')?.uses).toBe(6521);
      db.close();
    },
  );
});
