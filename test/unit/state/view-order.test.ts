import { expect, test } from 'vitest';
import { viewOrder } from '../../../src/state/view-order.ts';

const order = (cells: string, inView: string) =>
  viewOrder(
    cells.split(' ').map((name) => ({ name: name.replace('-', ''), folded: name.startsWith('-') })),
    new Set(inView.split(' ')),
  ).join(' ');

test.each([
  ['none in view: from the top', 'a b c', '', 'a b c'],
  ['in view, below, then above from the nearest on', 'a b c d e f', 'c d', 'c d e f b a'],
  ['the last', 'a b c', 'c', 'c b a'],
  ['those beside each other come before those between and below', 'a b c d', 'b d', 'b d c a'],
  ['folded ones last, though in view', '-a b -c d', '-a c d', 'd b a c'],
  ['a cell that is gone', 'a b', 'x', 'a b'],
])('%s', (_, cells, inView, expected) => {
  expect(order(cells, inView)).toBe(expected);
});
