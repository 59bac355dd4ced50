import { afterAll, beforeAll, describe, test } from 'vitest';
import { openNative, type Native } from '../unit/support/native.ts';
import { draw, RELATIONS } from '../unit/template/relations.ts';

/** So many random companies for every relation between the outputs of all analyses. */
const COMPANIES = Number(process.env['COMPANIES'] ?? 60);
const FROM = Number(process.env['FROM'] ?? 100);

describe.each(Object.entries(RELATIONS))('%s', (_, holds) => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test.each(Array.from({ length: COMPANIES }, (_, i) => FROM + i))('company %i', async (seed) =>
    holds(db, await draw(db, seed)),
  );
});
