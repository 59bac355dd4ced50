/**
 * Whether all that the tests can look at is looked at (`npm run test:long`), or the part of it that stands for the
 * rest (`npm test`). A test file that asks is one of those that `npm run test:long` runs.
 */
export const LONG = process.env['CELLAR_LONG'] === '1';

/** All of a list in the long run; otherwise its first entry and every `step`th after it. */
export const some = <T>(all: readonly T[], step: number): readonly T[] =>
  LONG ? all : all.filter((_, i) => i % step === 0);

/** How many of a thing are tried: `all` in the long run. */
export const upTo = (part: number, all: number): number => (LONG ? all : part);
