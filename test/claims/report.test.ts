import { expect, test } from 'vitest';
import { openNative } from '../unit/support/native.ts';
import { claimsOf, JUDGED } from './claimed.ts';
import { REAL_EFFECTS } from './effects.ts';
import { makeWorld } from './world.ts';

const SETS = Number(process.env.CLAIMS_SETS ?? 200);
const POWER_SETS = Number(process.env.CLAIMS_POWER_SETS ?? 20);
const ONLY = process.env.CLAIMS_ONLY?.split(',');
const percent = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`;

test('what is claimed where there is nothing', async () => {
  const db = await openNative();
  const counts = new Map<string, number>();
  let wrong = 0;
  for (let seed = 1; seed <= SETS; seed++) {
    await makeWorld(db, seed);
    const claims = await claimsOf(db, ONLY ?? JUDGED);
    if (claims.length > 0) wrong++;
    for (const claim of claims) counts.set(claim, (counts.get(claim) ?? 0) + 1);
  }
  db.close();
  const lines = [...counts].sort().map(([rule, n]) => `  ${rule.padEnd(34)} ${percent(n, SETS)}`);
  console.log(
    [
      `False claims in ${SETS} companies without an effect:`,
      ...lines,
      `  any                                ${percent(wrong, SETS)}`,
    ].join('\n'),
  );
  expect(wrong / SETS).toBeLessThanOrEqual(0.05);
});

test('what is found where there is something', async () => {
  const db = await openNative();
  const missed: string[] = [];
  console.log(`Found in ${POWER_SETS} companies with the effect:`);
  for (const { rule, size, effects, people } of REAL_EFFECTS) {
    const id = rule.split('.')[0]!;
    if (ONLY && !ONLY.includes(id)) continue;
    let found = 0;
    for (let seed = 1; seed <= POWER_SETS; seed++) {
      await makeWorld(db, 10_000 + seed, effects, people);
      if ((await claimsOf(db, [id])).includes(rule)) found++;
    }
    console.log(`  ${rule.padEnd(34)} ${percent(found, POWER_SETS).padStart(7)}  ${size}`);
    if (found < 0.8 * POWER_SETS) missed.push(rule);
  }
  db.close();
  expect(missed).toEqual([]);
});
