import { expect, test } from 'vitest';
import { upstreamFault } from '../../../src/run/upstream.ts';

const cell = { name: 'c', reads: ['orders', 'a', 'b'] };

test('a cell waits for the results that it reads; entities are no cells', () => {
  expect(upstreamFault(cell, (name) => (name === 'orders' ? undefined : true))).toBeNull();
  expect(upstreamFault(cell, (name) => (name === 'orders' ? undefined : name === 'a'))).toEqual({
    code: 'cell-upstream',
    values: { name: 'c', other: 'b' },
  });
});
