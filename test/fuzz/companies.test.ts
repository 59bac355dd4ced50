import { afterAll, beforeAll, describe, test } from 'vitest';
import { openNative, type Native } from '../unit/support/native.ts';
import { draw, RELATIONS } from '../unit/template/relations.ts';

/** So many random companies for the relations between the outputs of all analyses. */
const COMPANIES = Number(process.env['COMPANIES'] ?? 60);
const FROM = Number(process.env['FROM'] ?? 100);
/** With IN_TURN each company is taken for one of the relations only: more companies in the same time. */
const IN_TURN = process.env['IN_TURN'] !== undefined;
const relations = Object.entries(RELATIONS);

describe.each(relations.map(([says, holds], turn) => [says, holds, turn] as const))(
  '%s',
  (_, holds, turn) => {
    let db: Native;
    beforeAll(async () => void (db = await openNative()));
    afterAll(() => db.close());

    const seeds = Array.from({ length: COMPANIES }, (_, i) => FROM + i);
    test.each(seeds.filter((seed) => !IN_TURN || seed % relations.length === turn))(
      'company %i',
      async (seed) => holds(db, await draw(db, seed)),
    );
  },
);
