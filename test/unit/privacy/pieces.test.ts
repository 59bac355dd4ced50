import { describe, expect, test } from 'vitest';
import { placesOf } from '../../../src/privacy/pieces.ts';

const EMAIL = /[^\s@]+@[^\s@]+\.[a-z]+/g;
const DIGITS = /(^|[^0-9])[0-9]{11}($|[^0-9])/g;
const found = (pattern: RegExp, text: string) =>
  placesOf(pattern, text).map(({ at, length }) => text.slice(at, at + length));

describe('a long text is looked through in pieces', () => {
  const address = 'ann.lee@mail.example.com';
  const words = 'and so on, ';

  test.each([0, 1, 500, 1_590, 1_601, 1_780, 1_790, 1_999, 2_000, 2_001, 3_180, 3_592, 3_611, 9_000])(
    'an address that begins after %i signs is found once and whole',
    (before) => {
      const blanks = words.repeat(1_000).slice(0, before);
      expect(found(EMAIL, `${blanks} ${address} ${words.repeat(400)}`)).toEqual([address]);
      // Where no blank is near, it is found by what stands beside it.
      const run = ','.repeat(before);
      const unbroken = found(/[a-z.]+@[a-z.]+/g, `${run}${address}${','.repeat(4_000)}`);
      expect(unbroken).toEqual([address]);
    },
  );

  test('what is longer than a piece is found by what its pieces hold', () => {
    const name = 'a'.repeat(10_000);
    const [only, ...others] = found(EMAIL, `${name}@example.com`);
    expect(others).toEqual([]);
    expect(only).toMatch(/^a{300,}@example\.com$/);
  });

  test('what stands before and behind is left out, and no longer number passes for one', () => {
    const long = `id 123456789012345 ${words.repeat(300)}tel:13912345678; ${words.repeat(300)}`;
    expect(found(DIGITS, long)).toEqual(['13912345678']);
  });

  test('two that stand in the overlap are two', () => {
    const text = `${words.repeat(150)}a@b.com c@d.com ${words.repeat(150)}`;
    expect(found(EMAIL, text)).toEqual(['a@b.com', 'c@d.com']);
  });
});
