import type { LedgerRow } from '../entity/ledger.ts';
import { DIRECTION, directionChoice } from '../entity/rules/direction.ts';
import { ORDER_TOTALS } from '../entity/rules/order-totals.ts';
import { minusChoice, SIGNS } from '../entity/rules/signs.ts';
import { directionText } from '../i18n/direction.ts';
import { fill } from '../i18n/fill.ts';
import { signsText } from '../i18n/signs.ts';
import { orderText } from '../i18n/status.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';

/**
 * Which way of money counts, and what a minus before an amount and an amount that repeats were taken for, as a report
 * must say it.
 */
export function sidesNotes(
  { cleaning }: Pick<Notebook, 'cleaning'>,
  ledger: readonly LedgerRow[],
  lang: Lang,
): string[] {
  const row = (rule: string) => ledger.find((one) => one.rule === rule);
  const notes: string[] = [];
  const other = row(DIRECTION);
  if (other && other.removed > 0) {
    const choice = directionChoice(cleaning);
    const text = {
      in: directionText.reportIn,
      out: directionText.reportOut,
      both: directionText.reportLesser,
    };
    notes.push(fill(text[choice], lang, { rows: other.removed }));
  } else if (other && other.flagged > 0)
    notes.push(fill(directionText.reportBoth, lang, { rows: other.flagged }));
  const signs = row(SIGNS);
  if (signs && signs.corrected > 0) notes.push(fill(signsText.reportOut, lang, { rows: signs.corrected }));
  else if (signs && minusChoice(cleaning) === 'less') notes.push(fill(signsText.reportLess, lang));
  const totals = row(ORDER_TOTALS);
  if (totals && totals.corrected > 0)
    notes.push(fill(orderText.totalsParted, lang, { rows: totals.corrected }));
  return notes;
}
