import { describe, expect, test } from 'vitest';
import type { ExistingSource } from '../../../../src/state/import/existing.ts';
import {
  belonging,
  chosen,
  comparedWith,
  proposedChoice,
  type Standing,
} from '../../../../src/state/import/standing.ts';

const source: ExistingSource = {
  name: 'orders',
  file: 'orders.csv',
  columns: [],
  ledger: { read: 10, rejected: 0, rejects: [], conversions: [], bytes: 1 },
  personal: {},
  digests: async () => null,
  pieces: async function* () {},
};
const grown = { rows: 15, fresh: 5, already: 10, gone: 0 };
const nextMonth = { rows: 9, fresh: 9, already: 0, gone: 10 };
const lost = [{ column: 'amount', count: 2 }];

describe('a file like a source that is there', () => {
  test.each([
    ['the same file again', { fresh: 0, already: 10, gone: 0 }, 'replace'],
    ['an export that grows', grown, 'replace'],
    ['a part of what is there', { fresh: 0, already: 4, gone: 6 }, 'append'],
    ['the next month', nextMonth, 'append'],
    ['the next month, overlapping', { fresh: 9, already: 2, gone: 8 }, 'append'],
    ['rows that cannot be compared', null, 'replace'],
  ] as const)('%s', (_, change, choice) => {
    expect(proposedChoice(change)).toBe(choice);
  });
});

describe('the end of a comparison', () => {
  const choiceOf = (...args: Parameters<typeof comparedWith>) => belonging(comparedWith(...args))!.choice;

  test('proposes by the rows', () => {
    expect(choiceOf(source, grown, [], null)).toBe('replace');
    expect(choiceOf(source, nextMonth, [], null)).toBe('append');
  });

  test('does not propose to append what the source could not take', () => {
    expect(choiceOf(source, nextMonth, lost, null)).toBe('replace');
  });

  test('leaves what was chosen meanwhile, where that can be done', () => {
    expect(choiceOf(source, nextMonth, [], 'both')).toBe('both');
    expect(choiceOf(source, grown, lost, 'append')).toBe('replace');
  });
});

describe('a choice by hand', () => {
  const compared = comparedWith(source, grown, [], null);

  test('is taken, also before the comparison is over', () => {
    expect(belonging(chosen(compared, 'both'))!.choice).toBe('both');
    const early = chosen({ is: 'comparing', source, choice: null }, 'append');
    expect(belonging(early)).toEqual({ source, choice: 'append' });
  });

  test('is refused where values would be lost', () => {
    const losing = comparedWith(source, grown, lost, null);
    expect(chosen(losing, 'append')).toBe(losing);
    expect(belonging(chosen(losing, 'both'))!.choice).toBe('both');
  });

  test.each<Standing>([
    { is: 'new' },
    { is: 'comparing', source: null, choice: null },
    { is: 'same', as: { name: 'a.csv' } },
    { is: 'beside', change: grown },
  ])('of a file that is like no source changes nothing: $is', (standing) => {
    expect(chosen(standing, 'append')).toBe(standing);
    expect(belonging(standing)).toBeNull();
  });
});
