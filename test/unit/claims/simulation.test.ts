import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimsOf, JUDGED } from '../../claims/claimed.ts';
import { REAL_EFFECTS } from '../../claims/effects.ts';
import { makeWorld, sized } from '../../claims/world.ts';
import { few, some } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';

/**
 * Short form of `npm run claims`: a few companies without any effect, about which nothing may be claimed, and
 * effects of a stated size, one of each kind of test, which must be found.
 */
describe('claims on simulated companies', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test.each(some([101, 102, 103], 3))(
    'where nothing goes with anything nothing is claimed (%i)',
    async (seed) => {
      await makeWorld(db, seed);
      const said = [];
      for (const id of few(JUDGED, 10)) said.push(...(await claimsOf(db, id)));
      expect(said).toEqual([]);
    },
  );

  const kinds = [
    'csat.below',
    'cohort-retention.falling',
    'kpi.revenue_down',
    'compare-groups.highest',
    'satisfaction-drivers.lowers',
    'service-times.weekend',
  ];
  test.each(REAL_EFFECTS.filter(({ rule }) => few(kinds, 8).includes(rule)))(
    'found: $rule ($size)',
    async ({ rule, effects, people }) => {
      await makeWorld(db, 7, effects, sized(people));
      expect(await claimsOf(db, rule.split('.')[0]!, true)).toContain(rule);
    },
  );
});
