import { expect, test } from 'vitest';
import { missesOf } from '../../cases/misses.ts';
import { OPEN } from '../../cases/open.ts';
import { readCases } from '../../cases/read.ts';

const cases = readCases();
if (cases.length === 0) console.warn('no cases beside the project: their test is passed over');

test.skipIf(cases.length === 0).each(cases.map((one) => [one.name, one] as const))(
  'files as people have them: %s',
  async (name, one) => {
    const misses = await missesOf(one);
    if (name in OPEN) expect(misses, 'this case comes out now: take it from the list').not.toEqual([]);
    else expect(misses).toEqual([]);
  },
);
