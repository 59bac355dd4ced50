import { expect, test } from 'vitest';
import type { LedgerRow } from '../../../src/entity/ledger.ts';
import { DIRECTION } from '../../../src/entity/rules/direction.ts';
import type { CleaningSetting } from '../../../src/entity/rules/rule.ts';
import { ORDER_TOTALS } from '../../../src/entity/rules/order-totals.ts';
import { SIGNS } from '../../../src/entity/rules/signs.ts';
import { sidesNotes } from '../../../src/report/sides-note.ts';

const row = (rule: string, counts: Partial<LedgerRow>) =>
  ({ rule, removed: 0, flagged: 0, corrected: 0, ...counts }) as LedgerRow;
const only = (count: string): CleaningSetting[] => [
  { rule: DIRECTION, action: 'quarantine', params: { count } },
];
const notes = (cleaning: CleaningSetting[], ...ledger: LedgerRow[]) => sidesNotes({ cleaning }, ledger, 'en');

test('a report says which way of money counts', () => {
  expect(notes([], row(DIRECTION, {}))).toEqual([]);
  expect(notes([], row(DIRECTION, { flagged: 3 }))[0]).toContain('added up here; 3 rows go the other way');
  expect(notes(only('in'), row(DIRECTION, { removed: 1 }))[0]).toContain('Only money in counts here; 1 row');
  expect(notes(only('out'), row(DIRECTION, { removed: 2 }))[0]).toContain(
    'Only money out counts here; 2 rows',
  );
  expect(notes(only('most'), row(DIRECTION, { removed: 2 }))[0]).toContain('the side of more rows');
});

test('and what a minus was taken for', () => {
  expect(notes([], row(SIGNS, {}))).toEqual([]);
  expect(notes([], row(SIGNS, { corrected: 9 }))[0]).toContain('9 amounts are written with a minus');
  const less: CleaningSetting[] = [{ rule: SIGNS, action: 'correct', params: { means: 'less' } }];
  expect(notes(less, row(SIGNS, {}))[0]).toContain('lessen the totals');
});

test('and that an order counts once whose total stands on each line', () => {
  expect(notes([], row(ORDER_TOTALS, {}))).toEqual([]);
  expect(notes([], row(ORDER_TOTALS, { corrected: 16 }))[0]).toContain(
    '16 lines of orders have the whole order’s',
  );
});
