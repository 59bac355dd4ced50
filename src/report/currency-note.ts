import { currencyChoice, OTHER_CURRENCY, ratesText } from '../entity/rules/currencies.ts';
import type { LedgerRow } from '../entity/ledger.ts';
import { unstatedMoney } from '../entity/source.ts';
import { currencyText } from '../i18n/currency.ts';
import { fill } from '../i18n/fill.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';

/** What became of orders in other currencies, and which files state none beside others that do, as a report must say it. */
export function currencyNotes(
  { cleaning, currency, sources }: Pick<Notebook, 'cleaning' | 'currency' | 'sources'>,
  ledger: readonly LedgerRow[],
  lang: Lang,
): string[] {
  const choice = currencyChoice(cleaning);
  const main = choice.currency || currency;
  const unstated = ledger.length > 0 ? unstatedMoney(sources) : [];
  const files = unstated.join(lang === 'zh' ? '、' : ', ');
  const assumed = fill(currencyText.reportUnstated, lang, { files, count: unstated.length, currency: main });
  const notes = unstated.length > 0 ? [assumed] : [];
  const row = ledger.find(({ rule }) => rule === OTHER_CURRENCY);
  const rows = row ? row.removed + row.corrected + row.flagged : 0;
  if (!row || rows === 0) return notes;
  const values = { rows, currency: main, rates: ratesText(choice.rates) };
  const text =
    row.flagged > 0
      ? currencyText.reportAdded
      : row.corrected > 0
        ? currencyText.reportConverted
        : currencyText.reportKept;
  return [fill(text, lang, values), ...notes];
}
