import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/model/random.ts';
import { ValueFilter } from '../../../src/privacy/value-filter.ts';
import { few } from '../../tools/breadth.ts';

/** Hashes of 64 bits, as two unsigned halves. */
const hashes = (n: number, seed: number): [number, number][] => {
  const next = seededRandom(seed);
  return Array.from({ length: n }, () => [Math.floor(next() * 2 ** 32), Math.floor(next() * 2 ** 32)]);
};

test.each(few([2_048, 1_000, 100_000], 3))(
  'of %i values each is in it, and hardly one that is none of them',
  (n) => {
    const filter = new ValueFilter('salt', n);
    const own = hashes(n, n);
    for (const [high, low] of own) filter.add(high, low);
    expect(own.filter(([high, low]) => !filter.has(high, low))).toEqual([]);
    const others = hashes(300_000, n + 1);
    expect(others.filter(([high, low]) => filter.has(high, low)).length).toBeLessThan(20);
  },
);
