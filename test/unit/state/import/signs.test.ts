import { expect, test } from 'vitest';
import type { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import { signsIn } from '../../../../src/state/import/import-judgement.ts';

const file = (negative: number, positive: number, turned: boolean) =>
  ({ looks: { judgement: { scale: 1, signs: { negative, positive, turned } } } }) as unknown as ImportItem;

test('what a minus is taken for is said of the source that the files become, not of one of them', () => {
  expect(signsIn([file(40, 0, true)])).toEqual({ negative: 40, positive: 0, turned: true });
  expect(signsIn([file(40, 0, true), file(0, 40, false)])).toEqual({
    negative: 40,
    positive: 40,
    turned: false,
  });
  expect(signsIn([file(0, 40, false)])).toBeNull();
});
