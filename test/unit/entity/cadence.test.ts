import { expect, test } from 'vitest';
import { dueOn } from '../../../src/entity/cadence.ts';

test.each([
  ['2024-06-30', 'month', '2024-07-30'],
  ['2024-01-31', 'month', '2024-02-29'],
  ['2023-11-30', 'quarter', '2024-02-29'],
  ['2024-02-29', 'year', '2025-02-28'],
  ['2024-12-28', 'week', '2025-01-04'],
  ['2024-06-30', '', null],
  ['', 'month', null],
] as const)('what was updated on %s, every %s, is due on %s', (updated, cadence, due) => {
  expect(dueOn(updated, cadence)).toBe(due);
});
