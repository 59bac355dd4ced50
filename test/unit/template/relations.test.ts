import { afterAll, beforeAll, describe, test } from 'vitest';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { draw, RELATIONS } from './relations.ts';

// A company each; `npm run fuzz` takes many for all of them. How much of each: `relations.ts` asks tools/breadth.ts.
describe('every analysis, on random companies', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test.each(
    few(
      Object.entries(RELATIONS).map(([says, holds], i) => [says, holds, i + 2] as const),
      2,
    ),
  )('%s', async (_, holds, seed) => holds(db, await draw(db, seed)));
});
