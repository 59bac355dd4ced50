import { expect, test } from 'vitest';
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
    { currency: 'CNY', cleaning: [{ rule: OTHER_CURRENCY, action, params }] },
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
