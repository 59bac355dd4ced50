import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import { few } from '../../tools/breadth.ts';
import { missesOf, openImports } from '../../cases/misses.ts';
import { OPEN } from '../../cases/open.ts';
import { readCases } from '../../cases/read.ts';

const cases = readCases();

let db: NativeDatabase | undefined;
beforeAll(async () => {
  if (cases.length > 0) db = await openImports();
});
afterAll(() => db?.close());

// A file without any test would fail where there are no cases.
test.skipIf(cases.length === 0)('there are cases (needs ../shared/cases)', () =>
  expect(cases.length).toBeGreaterThan(0),
);

test.each(few(cases, 36).map((one) => [one.name, one] as const))(
  'files as people have them: %s',
  async (name, one) => {
    const misses = await missesOf(one, db!);
    if (name in OPEN) expect(misses, 'this case comes out now: take it from the list').not.toEqual([]);
    else expect(misses).toEqual([]);
  },
);
