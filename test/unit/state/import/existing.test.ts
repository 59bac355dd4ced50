import { describe, expect, test } from 'vitest';
import { proposedChoice, sumLedgers } from '../../../../src/state/import/existing.ts';

describe('a file like a source that is there (FAULTS 29)', () => {
  test.each([
    ['the same file again', { fresh: 0, already: 10, gone: 0 }, 'replace'],
    ['an export that grows', { fresh: 5, already: 10, gone: 0 }, 'replace'],
    ['a part of what is there', { fresh: 0, already: 4, gone: 6 }, 'append'],
    ['the next month', { fresh: 9, already: 0, gone: 10 }, 'append'],
    ['the next month, overlapping', { fresh: 9, already: 2, gone: 8 }, 'append'],
    ['rows that cannot be compared', null, 'replace'],
  ] as const)('%s', (_, change, choice) => {
    expect(proposedChoice(change)).toBe(choice);
  });
});

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
