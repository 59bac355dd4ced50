import { expect, test } from 'vitest';
import { placeAt } from '../../../src/app/notebook/answers/place-at.ts';

const parts = [
  { name: 'answers', top: -900 },
  { name: 'rfm', top: 60 },
  { name: 'report', top: 700 },
];

test('one is where the last part begins above the head of the window', () => {
  expect(placeAt(parts, false)).toBe('rfm');
  expect(
    placeAt(
      parts.map((p) => ({ ...p, top: p.top + 1000 })),
      false,
    ),
  ).toBe('answers');
});

test('at the page’s end one is at the last part, however short it is', () => {
  expect(placeAt(parts, true)).toBe('report');
  expect(placeAt([], true)).toBe('');
});
