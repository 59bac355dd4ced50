import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insightsOn, randomSql } from '../../claims/random.ts';
import { makeWorld } from '../../claims/world.ts';
import { some } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';

/** Short form of `npm run claims`: 200 random data sets there, a few here. */
describe('insights', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test.each(some([1, 2], 2))('random data give none (%i)', { tags: ['whole'] }, async (seed) => {
    await db.exec(...randomSql(seed));
    expect(await insightsOn(db)).toEqual([]);
  });

  test(
    'where customers differ and leave, the large and the lost are told of',
    { tags: ['whole'] },
    async () => {
      await makeWorld(db, 101);
      expect((await insightsOn(db)).sort()).toEqual(
        expect.arrayContaining(['pareto.top_lasting', 'pareto.top_silent', 'win-back.total']),
      );
    },
  );
});
