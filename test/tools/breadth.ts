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

/** Whether this is `npm test`, which takes the part of all tests that stands for the rest; CI has it run the whole. */
export const PART = process.env['CELLAR_PART'] === '1';

/**
 * The first entry of a list and every `step`th after it in `npm test`; otherwise all of it. A test or a group that is
 * for the whole run alone has the tag `whole`, one of the page `@whole`.
 */
export const few = <T>(all: readonly T[], step: number): readonly T[] =>
  PART ? all.filter((_, i) => i % step === 0) : all;
