import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNative, type Native } from '../unit/support/native.ts';
import { insightsOn, randomSql } from './random.ts';

const SETS = Number(process.env['CLAIMS_SETS'] ?? 200);

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

test(`of ${SETS} random data sets at most one in twenty gives an insight`, async () => {
  const gave = new Map<string, number>();
  let sets = 0;
  for (let seed = 1; seed <= SETS; seed++) {
    await db.exec(...randomSql(seed));
    const found = await insightsOn(db);
    if (found.length > 0) sets++;
    for (const rule of found) gave.set(rule, (gave.get(rule) ?? 0) + 1);
  }
  console.log(`${sets} of ${SETS} gave an insight`, Object.fromEntries(gave));
  expect(sets).toBeLessThanOrEqual(0.05 * SETS);
});
