import { currencyChoice, OTHER_CURRENCY, ratesText } from '../entity/rules/currencies.ts';
import type { LedgerRow } from '../entity/ledger.ts';
import { currencyText } from '../i18n/currency.ts';
import { fill } from '../i18n/fill.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';

/** What became of orders in other currencies, as a report must say it; nothing where there were none. */
export function currencyNotes(
  { cleaning, currency }: Pick<Notebook, 'cleaning' | 'currency'>,
  ledger: readonly LedgerRow[],
  lang: Lang,
): string[] {
  const row = ledger.find(({ rule }) => rule === OTHER_CURRENCY);
  const rows = row ? row.removed + row.corrected + row.flagged : 0;
  if (!row || rows === 0) return [];
  const choice = currencyChoice(cleaning);
  const values = { rows, currency: choice.currency || currency, rates: ratesText(choice.rates) };
  const text =
    row.flagged > 0
      ? currencyText.reportAdded
      : row.corrected > 0
        ? currencyText.reportConverted
        : currencyText.reportKept;
  return [fill(text, lang, values)];
}
