import type { ColumnFacts } from './column-facts.ts';

/** When a bill was paid, which is blank until it is. */
const PAID =
  /paid|payment|received|付款|支付|收款|到账|bezahlt|zahlung|pay[ée]e?\b|paiement|pagad|pagat|pagament/i;
/** What tells that rows are bills. */
const BILLED = /invoice|\bdue\b|发票|开票|账单|rechnung|facture|factura|fattura|fatura/i;
/** Moments of a bill at which nothing was sold. */
const NOT_SOLD =
  /due|ship|deliver|sent|updat|modif|period|\bend|clos|到期|应收|应付|发货|送达|更新|修改|完成|结束|fällig/i;

/**
 * Of bills the day that all of them have, where the day that was taken is the one on which some were paid: the bills
 * that are still open were sold, too. Null where the day stays.
 */
export function billedOn(
  taken: string | undefined,
  others: readonly { column: string; score: number }[],
  facts: ReadonlyMap<string, ColumnFacts>,
): string | null {
  if (taken === undefined || !PAID.test(taken) || ![...facts.keys()].some((name) => BILLED.test(name)))
    return null;
  const filled = (column: string) => facts.get(column)!.filledShare;
  const fuller = ({ column, score }: { column: string; score: number }) =>
    score >= 0.5 &&
    !PAID.test(column) &&
    !NOT_SOLD.test(column) &&
    filled(column) >= 0.95 &&
    filled(column) > filled(taken) + 0.02;
  return others.find(fuller)?.column ?? null;
}
