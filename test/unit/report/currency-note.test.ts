import { expect, test } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { ExpectedSource } from '../../../src/entity/source.ts';
import { OTHER_CURRENCY } from '../../../src/entity/rules/currencies.ts';
import type { LedgerRow } from '../../../src/entity/ledger.ts';
import type { CleaningAction } from '../../../src/entity/rules/rule.ts';
import { currencyNotes } from '../../../src/report/currency-note.ts';

const ledger = (change: Partial<LedgerRow>): LedgerRow[] => [
  {
    ...{ entity: 'orders', step: 1, rule: OTHER_CURRENCY, action: '', rows_in: 9, rows_out: 9, money: null },
    ...{ removed: 0, added: 0, corrected: 0, flagged: 0, ...change },
  },
];
const notes = (
  action: CleaningAction,
  params: Record<string, string>,
  change: Partial<LedgerRow>,
  lang: 'zh' | 'en',
) =>
  currencyNotes(
    { currency: 'CNY', cleaning: [{ rule: OTHER_CURRENCY, action, params }], sources: [] },
    ledger(change),
    lang,
  ).join();

test('a report says what became of other currencies, with the rates', () => {
  expect(notes('quarantine', {}, { removed: 3 }, 'en')).toBe(
    'Amounts are in CNY alone: 3 rows in other currencies are set aside.',
  );
  expect(notes('correct', { currency: 'EUR', rates: 'USD=0.9' }, { corrected: 1 }, 'en')).toBe(
    '1 row in other currencies was converted to EUR by the rates USD=0.9.',
  );
  expect(notes('flag', {}, { flagged: 2 }, 'zh')).toContain('照原数相加，没有换算');
  expect(notes('quarantine', {}, {}, 'en')).toBe('');
});

test('a report says which files state no currency beside others that do, and what they count as', () => {
  const source = (name: string, more: Partial<ExpectedSource>): ExpectedSource => ({
    ...defaultSource,
    ...{ name, entity: 'orders', columns: [{ name: 'total', type: 'DOUBLE' }], mapping: { amount: 'total' } },
    ...more,
  });
  const said = (...sources: ExpectedSource[]) =>
    currencyNotes({ currency: 'USD', cleaning: [], sources }, ledger({}), 'en').join();
  const stated = source('us', { currency: 'USD' });
  expect(said(stated, source('rest', {}))).toBe('rest states no currency; the amounts count as USD.');
  // None states any; one has a column of currencies; one has texts that say each its own; one has no orders.
  expect(said(source('one', {}), source('other', {}))).toBe('');
  expect(said(stated, source('all', { mapping: { amount: 'total', currency: 'total' } }))).toBe('');
  expect(said(stated, source('texts', { columns: [{ name: 'total', type: 'VARCHAR' }] }))).toBe('');
  expect(said(stated, source('people', { entity: 'customers' }))).toBe('');
});
