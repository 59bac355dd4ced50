import { expect, test } from 'vitest';
import { sumLedgers } from '../../../../src/state/import/existing.ts';

test('the account of several files is the sum of theirs, and its lines tell their file', () => {
  const ledger = (read: number, rejected: number, failed: number) => ({
    read,
    rejected,
    bytes: read * 10,
    rejects: Array.from({ length: rejected }, (_, i) => ({ line: i + 2, reason: 'MISSING COLUMNS' })),
    conversions: failed ? [{ column: 'amount', failed }] : [],
  });
  const two = sumLedgers([
    { file: 'a.csv', ledger: ledger(10, 1, 2) },
    { file: 'b.csv', ledger: ledger(20, 0, 3) },
  ]);
  expect(two).toEqual({
    read: 30,
    rejected: 1,
    bytes: 300,
    rejects: [{ file: 'a.csv', line: 2, reason: 'MISSING COLUMNS' }],
    conversions: [{ column: 'amount', failed: 5 }],
    files: [
      { file: 'a.csv', read: 10, rejected: 1 },
      { file: 'b.csv', read: 20, rejected: 0 },
    ],
  });
  // A third goes under both: every file is still named once.
  const three = sumLedgers([
    { file: 'a.csv, b.csv', ledger: two },
    { file: 'c.csv', ledger: ledger(5, 0, 0) },
  ]);
  expect(three.files!.map((f) => [f.file, f.read])).toEqual([
    ['a.csv', 10],
    ['b.csv', 20],
    ['c.csv', 5],
  ]);
  expect(three.read).toBe(35);
});
